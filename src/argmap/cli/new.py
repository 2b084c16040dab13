"""`argmap new`: write a commented starter map."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.terminal import refuse, talk, write_or_end


def new(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="File to write; - writes to standard output.")
    ] = "map.toml",
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Start a new map from a commented example.

    The example is a small map that passes argmap check.
    """
    text = files("argmap.loading").joinpath("starter.toml").read_bytes()
    if path == "-":
        sys.stdout.buffer.write(text)
        return
    target = Path(path)
    if target.is_dir():
        refuse(f'"{path}" is a folder', "Give a file name, for example: argmap new map.toml")
    if target.exists() and not force:
        refuse(f'"{path}" already exists', "Choose another name, or overwrite it with --force.")
    write_or_end(target, text)
    talk(f"wrote {path}; now try: argmap check {path}, argmap render {path}")
