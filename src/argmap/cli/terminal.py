"""Helpers for all commands: exit statuses, colour, messages on standard error, and writing files atomically."""

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
"""The exit status if something was found that the user asked to fail on."""
UNUSABLE = 2
"""The exit status if the input cannot be used or the arguments are wrong."""


def talk(text: str) -> None:
    """Print a message to standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def use_color(stream: TextIO | None = None) -> bool:
    """Whether to use colour on a stream (default: standard error); see https://no-color.org."""
    return (stream or sys.stderr).isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def refuse(message: str, how_to_fix: str = "") -> NoReturn:
    """Show what is wrong and how to fix it, and exit with status 2."""
    talk(f"argmap: {message}" + (f"\n  help: {how_to_fix}" if how_to_fix else ""))
    raise typer.Exit(UNUSABLE)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file atomically: either all of it is written or nothing changes. Raises `OSError` if it cannot be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)  # the permissions that open() would give it
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def write_or_end(path: Path, data: bytes) -> None:
    """Write a file atomically; if it cannot be written, say so and exit with status 2."""
    try:
        write_whole(path, data)
    except OSError as error:
        refuse(f"{path} cannot be written: {error.strerror or error}")


def write_all(folder: Path, files: Mapping[str, bytes], *, tell: bool = True) -> None:
    """Write files to a folder atomically, naming each if `tell`; exit with status 2 if one cannot be written."""
    for name, data in files.items():
        write_or_end(folder / name, data)
        if tell:
            talk(f"wrote {folder / name}")
