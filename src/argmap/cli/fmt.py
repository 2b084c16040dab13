"""`argmap fmt`: format map files."""

from __future__ import annotations

import sys
from collections.abc import Collection
from difflib import unified_diff
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.maps import maps_in, show_errors
from argmap.cli.terminal import FINDINGS, UNUSABLE, talk, talk_as_it_is, write_or_end
from argmap.convert.formats import WAYS, Format, recognised
from argmap.convert.problem import unknown
from argmap.editing.format import UnusualNotation, formatted_source
from argmap.editing.steps import StepForm, referred_to
from argmap.findings import MapError
from argmap.loading.load import load_file, load_text
from argmap.loading.read import read_map
from argmap.report.text import format_refusal
from argmap.source import SourceText, visible


def fmt(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Maps, folders or glob patterns; - reads standard input."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with status 1 if a map would change.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    steps: Annotated[
        StepForm | None,
        typer.Option(
            help="Rewrite the steps: as tables with ids, or as lists that keep only the ids that something refers to."
        ),
    ] = None,
) -> None:
    """Format maps without losing comments.

    Sets the order of tables and keys, spaces and blank lines. A map read from standard input is written to standard
    output.
    """
    names = maps_in(paths or ["."], only_toml=True)
    changed = bad = 0
    for name in names:
        try:
            source = read_map(None if name == "-" else Path(name), "<stdin>" if name == "-" else name)
            _refuse_other_formats(name, source)
            kept = _kept(name, source) if steps is StepForm.LIST else ()
            made = formatted_source(source, steps, kept)
        except MapError as error:
            show_errors(error)
            bad += 1
            continue
        except UnusualNotation as error:
            talk_as_it_is(format_refusal(error.place, str(error), _HEADERS))
            bad += 1
            continue
        changed += made != source.text
        _put(name, source.text, made, check=check, diff=diff)
    if bad:
        raise typer.Exit(UNUSABLE)
    if changed and check:
        raise typer.Exit(FINDINGS)


def _refuse_other_formats(name: str, source: SourceText) -> None:
    """Raise `MapError` for a map in another format."""
    form = recognised("" if name == "-" else name, source.text)
    if form not in {None, Format.TOML} and not name.endswith(".toml"):
        message = f"this is not TOML, but {WAYS[form].words}"
        raise unknown(source, message, "argmap fmt formats TOML; argmap convert makes that of it.")


_HEADERS = "Begin each step with a header of its own, such as [inferences.some-id]."


def _kept(name: str, source: SourceText) -> Collection[str]:
    """The ids that something refers to in a map, or in a file that it includes."""
    loaded = load_text(source.text, name) if name == "-" else load_file(name)
    return referred_to(loaded.map)


def _put(name: str, old: str, made: str, *, check: bool, diff: bool) -> None:
    if diff and made != old:
        lines = unified_diff(old.splitlines(), made.splitlines(), f"a/{name}", f"b/{name}", lineterm="")
        sys.stdout.write("".join(f"{visible(line)}\n" for line in lines))
    if name == "-" and not check and not diff:
        sys.stdout.write(made)
    elif made != old and not diff:
        if not check:
            write_or_end(Path(name), made.encode())
        talk(f"{'would format' if check else 'formatted'} {name}")
