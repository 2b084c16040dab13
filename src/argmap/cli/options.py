"""Options that several commands share, and checks for values that no enumeration can list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from argmap.cli.terminal import refuse
from argmap.settings import MeasureName
from argmap.suggest import did_you_mean

MapPath = Annotated[str, typer.Argument(metavar="MAP", help="The map; - reads standard input.")]
OutFolder = Annotated[
    str | None, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to (default: the map's folder).")
]
OutFolderOrOutput = Annotated[
    str | None,
    typer.Option("--out", "-o", metavar="DIR|-", help="Folder to write to; - writes to standard output."),
]
Measure = Annotated[MeasureName, typer.Option(help="How to measure strength.")]
OUTPUT_FORMAT = typer.Option("--format", "-f", help="Output format.")
"""For an enumeration of the formats of one command."""


def choice(option: str, value: str, allowed: Sequence[str]) -> str:
    """The value, if it is allowed; otherwise exit with status 2 and suggest the closest one."""
    if value not in allowed:
        refuse(
            f'{option}: unknown value "{value}"', did_you_mean(value, allowed) or f"Choose from: {', '.join(allowed)}."
        )
    return value


def comma_separated(given: Iterable[str]) -> list[str]:
    """The values of an option that can be comma-separated, repeated, or both."""
    return [part.strip() for value in given for part in value.split(",") if part.strip()]
