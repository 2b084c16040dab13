"""What commands share that read a map: load it or end, its name for files, the folder they go to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from argmap.cli.terminal import UNUSABLE, talk, use_color

if TYPE_CHECKING:
    from argmap.findings import MapError
    from argmap.loading.load import LoadedMap


def load_or_end(path: str) -> LoadedMap:
    """The map at a path (`-` is standard input); where it can't be used, tell why and end with 2."""
    from argmap.findings import MapError  # noqa: PLC0415 - light start
    from argmap.loading.load import load_file  # noqa: PLC0415 - as above

    try:
        return load_file(path)
    except MapError as error:
        tell_findings(error)
        raise typer.Exit(UNUSABLE) from None


def tell_findings(error: MapError) -> None:
    """Print every finding of a map that cannot be used, on standard error."""
    from argmap.report.text import format_findings  # noqa: PLC0415 - only where there is something to report

    count = len(error.findings)
    talk(format_findings(error.findings, color=use_color()) + f"{count} error{'s' if count > 1 else ''}")


def stem_of(path: str) -> str:
    """What files made from a map are named after."""
    return "map" if path == "-" else Path(path).stem


def folder_for(path: str, out: str | None) -> Path:
    """The folder to write to: the one asked for; else that of the map, or the current one for standard input."""
    if out is not None:
        return Path(out)
    return Path() if path == "-" else Path(path).parent
