"""Helpers for all commands: exit statuses, colour, messages on standard error, and writing files atomically."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn, TextIO

import typer

from argmap.source import visible

FINDINGS = 1
"""The exit status if something was found that the user asked to fail on."""
UNUSABLE = 2
"""The exit status if the input cannot be used or the arguments are wrong."""
AFTER_DASHES = "argmap.after-dashes"
"""The key of what a command's context knows of the words after `--`."""


def talk(*lines: str) -> None:
    """Print a message to standard error: each line as one line, whatever the names and texts in it contain."""
    talk_as_it_is("\n".join(map(visible, lines)))


def talk_as_it_is(text: str) -> None:
    """Print a text that is safe to print, with its lines and colours, to standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def set_up_streams() -> None:
    """Write UTF-8 to files and pipes, and to a terminal whatever it can show; nothing that is written ends in an error.

    On Windows and in the C locale, Python would write in an encoding that lacks most letters.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def use_color(stream: TextIO | None = None) -> bool:
    """Whether to use colour on a stream (default: standard error); see https://no-color.org."""
    return (stream or sys.stderr).isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def refuse(message: str, how_to_fix: str = "") -> NoReturn:
    """Show what is wrong and how to fix it, and exit with status 2."""
    talk(f"argmap: {message}", *([f"  help: {how_to_fix}"] if how_to_fix else []))
    raise typer.Exit(UNUSABLE)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file atomically: either all of it is written or nothing changes. Raises `OSError` if it cannot be.

    A link stays a link, and a file that was there keeps its permissions.
    """
    path = path.resolve() if path.is_symlink() else path
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_mask())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _mask() -> int:
    """The permissions that a new file does not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
