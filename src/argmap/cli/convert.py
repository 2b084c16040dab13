"""`argmap convert`: bring maps in from other tools, and take them out to them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.maps import maps_in, refuse_collisions, show_errors, stem_of
from argmap.cli.options import choice
from argmap.cli.terminal import FINDINGS, UNUSABLE, refuse, talk, write_or_end
from argmap.convert.formats import READABLE, WAYS, WRITABLE, Format, suffix, writer, written_to
from argmap.convert.loss import Loss
from argmap.convert.losses import summary
from argmap.convert.read import Reading, read_any
from argmap.findings import MapError


def convert(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="IN...", help="Files to convert, folders or patterns; - reads standard input."),
    ],
    from_: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FORMAT", help=f"Format of the input, if it is not recognised: {', '.join(READABLE)}."
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help=f"Format to write: {', '.join(WRITABLE)}.",
            show_default="that of OUT, else toml",
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out", "-o", metavar="OUT", help="File to write, or a folder for several.", show_default="standard output"
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with status 1 if something is lost.")] = False,
) -> None:
    """Convert maps from and to the formats of other tools.

    What the other format cannot say is reported on standard error, with its place.
    """
    names = maps_in(inputs)
    form = _format("--from", from_, READABLE)
    if len(names) > 1 and (out is None or out == "-" or (Path(out).exists() and not Path(out).is_dir())):
        refuse(f"{len(names)} maps do not fit into one output", "Give a folder with --out.")
    to_folder = _is_for_a_folder(out, inputs, names)
    wanted = _format("--to", to, WRITABLE) or _format_of(out, to_folder=to_folder)
    targets = {name: _target(name, out, wanted, to_folder=to_folder) for name in names}
    refuse_collisions({name: [target] for name, target in targets.items() if target is not None})
    bad = lossy = False
    for name, target in targets.items():
        try:
            reading = read_any(name, form)
            made, losses = writer(wanted)(reading.loaded)
        except MapError as error:
            show_errors(error)
            bad = True
            continue
        lossy |= _say(reading, losses)
        data = made if isinstance(made, bytes) else made.encode()
        if target is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            write_or_end(target, data)
            talk(f"wrote {target}")
    if bad or (strict and lossy):
        raise typer.Exit(UNUSABLE if bad else FINDINGS)


def _format(option: str, given: str | None, known: tuple[Format, ...]) -> Format | None:
    return None if given is None else Format(choice(option, given, [form.value for form in known]))


def _is_for_a_folder(out: str | None, inputs: list[str], names: list[str]) -> bool:
    """Whether the output is a folder: for several maps, for one of a folder, or by its own name."""
    if out is None or out == "-":
        return False
    if len(names) > 1 or Path(out).is_dir() or out.endswith(("/", os.sep)):
        return True
    return not Path(out).exists() and not Path(out).suffix and any(Path(name).is_dir() for name in inputs)


def _format_of(out: str | None, *, to_folder: bool) -> Format:
    """The format that the suffix of the output asks for. If it is not one of a format that argmap writes, refuse."""
    if out is None or out == "-" or to_folder:
        return Format.TOML
    found = written_to(out)
    if found is None:
        known = ", ".join((WAYS[form].written or WAYS[form].suffixes)[0] for form in WRITABLE)
        refuse(
            f'--out: "{out}" does not have the suffix of a format that argmap writes', f"Use --to, or one of {known}."
        )
    return found


def _target(name: str, out: str | None, form: Format, *, to_folder: bool) -> Path | None:
    """The file that a map is written to; None for standard output."""
    if out is None or out == "-":
        return None
    return Path(out) / f"{stem_of(name)}{suffix(form)}" if to_folder else Path(out)


def _say(reading: Reading, losses: list[Loss]) -> bool:
    """Say what was lost. Returns whether anything was."""
    notes = [
        *summary(reading.losses, lambda where: reading.source.place(*where)),
        *summary(losses, reading.loaded.place),
    ]
    for note in notes:
        talk(f"argmap: {reading.source.name}: {note}")
    return bool(notes)
