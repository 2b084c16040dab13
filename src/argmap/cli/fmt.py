"""`argmap fmt`: the layout of maps."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.terminal import FINDINGS, UNUSABLE, refuse, talk, write_or_end


def fmt(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH...", help="Maps, folders or patterns; - is standard input.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; end with 1 if a map would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
) -> None:
    """Put maps into argmap's layout: order of tables and keys, spaces, blank lines. Comments stay.

    From standard input the map goes to standard output.
    """
    from argmap.cli.maps import tell_findings  # noqa: PLC0415 - light start
    from argmap.findings import MapError  # noqa: PLC0415 - as above
    from argmap.loading.discover import discover  # noqa: PLC0415 - as above
    from argmap.loading.formatting import formatted  # noqa: PLC0415 - as above
    from argmap.loading.read import read_map  # noqa: PLC0415 - as above
    from argmap.loading.syntax import parse  # noqa: PLC0415 - as above

    names = discover(paths or ["."])
    if not names:
        refuse(f"no maps in {', '.join(paths or ['.'])}", "Name a map, or start one with argmap new.")
    changed = bad = 0
    for name in names:
        try:
            source = read_map(None if name == "-" else Path(name), "<stdin>" if name == "-" else name)
            made = formatted(source.text)
        except MapError as error:
            tell_findings(error)
            bad += 1
            continue
        except (tomllib.TOMLDecodeError, RecursionError):
            tell_findings(MapError(parse(source).errors or _too_deep(source.name)))
            bad += 1
            continue
        changed += made != source.text
        _put(name, source.text, made, check=check, diff=diff)
    if bad:
        raise typer.Exit(UNUSABLE)
    if changed and check:
        raise typer.Exit(FINDINGS)


def _too_deep(name: str):  # type: ignore[no-untyped-def] # noqa: ANN202 - findings, imported late
    from argmap.findings import Finding, Severity  # noqa: PLC0415 - light start
    from argmap.source import Place, Position, Span  # noqa: PLC0415 - as above

    start = Position(1, 1)
    place = Place(name, Span(start, start))
    return [Finding("E007", Severity.ERROR, "nested too deep", place, "A map needs no more than five levels.")]


def _put(name: str, old: str, made: str, *, check: bool, diff: bool) -> None:
    if diff and made != old:
        from difflib import unified_diff  # noqa: PLC0415 - only where it is asked for

        from argmap.source import visible  # noqa: PLC0415 - as above

        lines = unified_diff(old.splitlines(), made.splitlines(), f"a/{name}", f"b/{name}", lineterm="")
        sys.stdout.write("".join(f"{visible(line)}\n" for line in lines))
    if name == "-" and not check and not diff:
        sys.stdout.write(made)
    elif made != old and not diff:
        if not check:
            write_or_end(Path(name), made.encode())
        talk(f"{'would change' if check else 'formatted'} {name}")
