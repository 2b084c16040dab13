"""What the options of several commands share: their allowed values, and the refusal of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from argmap.cli.terminal import refuse

MEASURES = ("standing", "weakest-link", "df-quad", "quadratic-energy", "euler", "h-categorizer", "grounded")
EXERCISES = ("fill-text", "fill-links", "classify", "find-weak", "order")
MEASURE_HELP = f"{', '.join(MEASURES[:-1])} or {MEASURES[-1]}."


def choice(option: str, value: str, allowed: Sequence[str]) -> str:
    """The value of an option, if it is one of those allowed; else the command ends with 2 and a did-you-mean."""
    if value not in allowed:
        _refuse_choice(option, value, allowed)
    return value


def _refuse_choice(option: str, value: str, allowed: Sequence[str]) -> NoReturn:
    import difflib  # noqa: PLC0415 - needed only where there is something to report

    near = difflib.get_close_matches(value, allowed, n=1)
    way_out = f'Did you mean "{near[0]}"?' if near else f"Choose one of {', '.join(allowed)}."
    refuse(f'{option}: unknown value "{value}"', way_out)
