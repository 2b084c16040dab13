"""Why a file in another format cannot be read, as findings with a place."""

from __future__ import annotations

from argmap.findings import Finding, MapError, Severity
from argmap.source import SourceText


def broken(source: SourceText, language: str, why: str, start: int, end: int | None = None) -> MapError:
    """The error on a file that is not valid JSON, XML or whatever it is written in; `start` is a byte of it."""
    at = min(start, len(source.data))
    place = source.place(at, max(at, end if end is not None else at))
    return MapError(
        [Finding("E050", Severity.ERROR, f"this is not valid {language}: {why}", place, "Export the file again.")]
    )


def wrong_shape(source: SourceText, message: str, help_text: str, start: int = 0, end: int = 0) -> MapError:
    """The error on a file whose format has something else at a place than the file."""
    return MapError([Finding("E051", Severity.ERROR, message, source.place(start, end), help_text)])


def unknown(source: SourceText, message: str, help_text: str) -> MapError:
    """The error on a file whose format is not known."""
    return MapError([Finding("E052", Severity.ERROR, message, source.place(0, 0), help_text)])
