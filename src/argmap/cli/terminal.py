"""What all commands share of the terminal: exit codes, colour, talk on standard error, files written whole."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn, TextIO

import typer

FINDINGS = 1
"""The exit code if there is something to report that the person asked to fail for."""
UNUSABLE = 2
"""The exit code if the input can't be used or the call is wrong."""


def talk(text: str) -> None:
    """Say something to the person, on standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def use_color(stream: TextIO | None = None) -> bool:
    """Whether a stream (default: standard error) is a terminal that wants colour (https://no-color.org)."""
    return (stream or sys.stderr).isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def refuse(message: str, advice: str = "") -> NoReturn:
    """Exit with status 2: the call is wrong."""
    talk(f"argmap: {message}" + (f"\n  help: {advice}" if advice else ""))
    raise typer.Exit(UNUSABLE)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)  # as a file made by open() would have it
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def write_or_end(path: Path, data: bytes) -> None:
    """Write a file whole; if it cannot be written the command says so and exits with status 2."""
    try:
        write_whole(path, data)
    except OSError as error:
        refuse(f"{path} cannot be written: {error.strerror or error}")


def write_all(folder: Path, files: Mapping[str, bytes], *, tell: bool = True) -> None:
    """Write files into a folder, each whole, and say so; if one cannot be written the command exits with status 2."""
    for name, data in files.items():
        write_or_end(folder / name, data)
        if tell:
            talk(f"wrote {folder / name}")
