"""What would decide where things are undecided: what would end it most often, if it were known to hold or to fail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from argmap.standing.evaluation import Evaluation

NOTHING = 1e-9
"""A share that is not above this is none."""
_ERRORS = 2  # standard errors by which an estimate must differ


class Decider(NamedTuple):
    """An element that would decide, if it were known to hold, or to fail.

    `share` is how often things would then still be undecided, in [0, 1].
    """

    element: str
    holds: bool
    share: float


def deciders(undecided: Evaluation, values: Mapping[str, float], most: int = 3) -> tuple[Decider, ...]:
    """The elements that would make the undecided share smaller, the best first, at most `most` of them."""
    found = []
    for element_id, value in values.items():
        for holds in (True, False) if 0 < value < 1 and element_id in undecided.slopes else ():
            moved = (1 - value) if holds else -value
            gain = -moved * undecided.slopes[element_id]
            error = abs(moved) * undecided.slope_errors.get(element_id, 0.0)
            if gain > max(NOTHING, _ERRORS * error):
                share = undecided.share - gain
                found.append(Decider(element_id, holds, share if share > NOTHING else 0.0))
    found.sort(key=lambda decider: round(decider.share, 9))
    return tuple(found[:most])
