"""`argmap new`: a commented starter map."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.terminal import refuse, talk, write_or_end


def new(
    path: Annotated[str, typer.Argument(metavar="FILE", help="Where to write it; - is standard output.")] = "map.toml",
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Start a map from a commented example.

    It is a small map that passes argmap check.
    """
    text = files("argmap.loading").joinpath("starter.toml").read_bytes()
    if path == "-":
        sys.stdout.buffer.write(text)
        return
    target = Path(path)
    if target.is_dir():
        refuse(f'"{path}" is a folder', "Name a file, as argmap new map.toml.")
    if target.exists() and not force:
        refuse(f'"{path}" already exists', "Name another file, or overwrite it with --force.")
    write_or_end(target, text)
    talk(f"wrote {path}; next: argmap check {path}, argmap render {path}")
