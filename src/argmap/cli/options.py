"""Options that several commands share, and the refusal of values that no enumeration can list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from argmap.cli.terminal import refuse
from argmap.suggest import did_you_mean

MapPath = Annotated[str, typer.Argument(metavar="MAP", help="The map; - is standard input.")]
OutFolder = Annotated[
    str | None, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to. Default: that of the map.")
]


def choice(option: str, value: str, allowed: Sequence[str]) -> str:
    """A value that is one of those allowed; for any other the command exits with status 2 and a did-you-mean."""
    if value not in allowed:
        refuse(
            f'{option}: unknown value "{value}"', did_you_mean(value, allowed) or f"Choose one of {', '.join(allowed)}."
        )
    return value


def comma_separated(given: Iterable[str]) -> list[str]:
    """The values of an option that takes several, comma-separated or by being repeated."""
    return [part.strip() for value in given for part in value.split(",") if part.strip()]
