"""Reading a map's bytes, with limits so that a bad file does no harm."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

from argmap.findings import Finding, MapError, Severity
from argmap.source import Place, Position, SourceText, Span

MAX_BYTES = 24 * 1024 * 1024
"""The largest file that is read; a map of 100,000 elements takes about 20 MB."""

BOM = b"\xef\xbb\xbf"


_STREAMS = frozenset({"-", "/dev/stdin"})
_STREAM_FOLDERS = frozenset({"/dev/fd", "/proc/self/fd"})


def is_stream(path: str) -> bool:
    """Whether a path stands for an open stream: `-`, or the system's name for one, such as that of `<(command)`."""
    return path in _STREAMS or path.rpartition("/")[0] in _STREAM_FOLDERS


def read_file(path: Path, most: int) -> bytes:
    """At most so many bytes of a file. Raises `OSError` if it cannot be read, and if it is neither a file nor a stream.

    A pipe or a device would never end.
    """
    if "\0" in str(path):
        raise ValueError("embedded null byte")
    if path.is_dir():  # Windows reports a folder as "permission denied"
        raise IsADirectoryError
    if not stat.S_ISREG(path.stat().st_mode) and not is_stream(str(path)):
        raise OSError(0, "it is a pipe or a device, not a file")
    with path.open("rb") as file:
        return file.read(most)


def read_map(path: Path | None, name: str) -> SourceText:
    """The text of the map at `path` (None: standard input), called `name` in messages.

    Raises `MapError` if the file does not exist, cannot be read, is a folder, too large, not UTF-8 or empty.
    """
    return check_text(read_bytes(path, name), name)


def read_bytes(path: Path | None, name: str) -> bytes:
    """The bytes of the file at `path` (None: standard input), one more than allowed if it is too large.

    Raises `MapError` if the file does not exist, cannot be read or is a folder.
    """
    if not name:
        raise _unreadable("E001", '""', "the path is empty", "Give the path of a map.")
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if path is None else read_file(path, MAX_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable("E001", name, "no such file", "Check the path.") from None
    except IsADirectoryError:
        raise _unreadable("E002", name, "this is a folder, not a file", "Name a .toml file in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable("E003", name, f"cannot read the file: {reason}", "Check its name and permissions.") from None
    return data


def check_text(data: bytes, name: str) -> SourceText:
    """`data` as a source text, without its byte order mark.

    Raises `MapError` if it is too large, not UTF-8 or empty.
    """
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024 // 1024} MB"
        raise _unreadable("E004", name, message, "Split it and use include.")
    data = data.removeprefix(BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = SourceText(name, data[: error.start]).position(error.start)
        line = data[: error.start].rpartition(b"\n")[2].decode("utf-8", "replace")
        line += data[error.start :].partition(b"\n")[0][:80].decode("utf-8", "replace")
        span = Span(place, Position(place.line, place.column + 1))
        message = f"byte 0x{data[error.start]:02x} is not valid UTF-8"
        help_text = "Save the file as UTF-8."
        raise MapError([Finding("E005", Severity.ERROR, message, Place(name, span, line), help_text)]) from None
    if "\0" in text:
        row = SourceText(name, data).position(data.index(b"\0"))
        message = "the file has NUL bytes: it is probably in UTF-16, not UTF-8"
        raise MapError(
            [Finding("E005", Severity.ERROR, message, Place(name, Span(row, row)), "Save the file as UTF-8.")]
        )
    if not text.strip():
        raise _unreadable(
            "E006",
            name,
            "the file is empty",
            "Add format = 1, a [map] table and some elements, or start with argmap new.",
        )
    return SourceText(name, data)


def _unreadable(code: str, name: str, message: str, help_text: str) -> MapError:
    start = Position(1, 1)
    return MapError([Finding(code, Severity.ERROR, message, Place(name, Span(start, start)), help_text)])
