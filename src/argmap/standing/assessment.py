"""The result of an assessment: the standing of a conclusion, and the effect of each element that bears on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from argmap.model import Kind
from argmap.standing.deciders import Decider
from argmap.standing.grades import Graded

NOTHING = 1e-9
"""A gain that is not above this is none: it is noise of the arithmetic."""
ERRORS = 2
"""By how many standard errors an estimate must be above or below something for the difference to count."""
STANDING = "standing"
"""The measure of an assessment that is not by another one."""
DOES_NOT_SETTLE = "does not settle"
"""The method of a conclusion on which a measure does not settle: it has no value."""
NOT_ARGUED = "not argued"
"""The method of a conclusion that nothing supports: it has no standing."""


class Effect(NamedTuple):
    """What one element means for a conclusion.

    `gain` is W, `share` is W as a fraction of the remaining doubt, and `loss` is L. `secured` is the standing if the
    element were settled (or answered, if it `speaks_against` the conclusion). With `single_point`, the conclusion
    cannot stand if this element alone fails. `standard_error` is that of `gain`, and `loss_error` that of `loss`; 0 if
    they are exact. `loss` is None if the element held, or failed, in every world that was drawn.
    """

    element: str
    grade: Graded
    gain: float
    share: float
    loss: float | None
    secured: float
    speaks_against: bool
    single_point: bool
    standard_error: float = 0.0
    loss_error: float = 0.0


class Assessment(NamedTuple):
    """The standing of a conclusion in [0, 1], and the effect of every element that bears on it, weakest first.

    `kind` is what it really is: any statement can be assessed, and those at the end of a map without conclusions are.

    `standing` is None if nothing supports the conclusion, or if a measure does not settle; `method` says so. Else
    `method` is `closed form`, `decision diagram`, `elimination` or `estimated`, and `standard_error` is 0 if the
    standing is exact; if not, it is estimated from `drawn` worlds. Where the conclusion does not stand, it is `refuted`
    (something that stands speaks against it, or nothing is left for it) or `undecided`; `deciders` would decide most
    often.

    With another `measure`, `standing` is the value of that measure. If settling no single element helps, `repair_set`
    has the fewest elements that help if all are settled, and `repair_gain` is by how much. `left_out` is the number of
    elements whose effect would take too long.
    """

    conclusion: str
    standing: float | None
    effects: Sequence[Effect]
    method: str
    standard_error: float = 0.0
    measure: str = STANDING
    repair_set: tuple[str, ...] = ()
    repair_gain: float = 0.0
    kind: Kind = Kind.CONCLUSION
    drawn: int = 0
    refuted: float = 0.0
    undecided: float = 0.0
    deciders: tuple[Decider, ...] = ()
    left_out: int = 0

    @property
    def weak_links(self) -> Sequence[Effect]:
        """The effects of the weak links, the weakest first: the elements that would raise the standing if settled.

        If it is estimated, only those of which the worlds drawn are enough to tell.
        """
        return [effect for effect in self.effects if effect.gain > max(NOTHING, ERRORS * effect.standard_error)]

    @property
    def unclear(self) -> Sequence[Effect]:
        """The effects of which the worlds drawn are too few to tell whether they are weak links."""
        return [
            effect
            for effect in self.effects
            if effect.standard_error and abs(effect.gain) <= max(NOTHING, ERRORS * effect.standard_error)
        ]

    @property
    def ranks(self) -> Sequence[int]:
        """The rank of each weak link; see `shared_ranks`."""
        return shared_ranks([(effect.gain, effect.standard_error) for effect in self.weak_links])


def shared_ranks(gains: Sequence[tuple[float, float]]) -> list[int]:
    """The rank, from 1, of each of some gains with their standard errors, the largest gain first.

    Those that are too close to the first of their rank for an estimate to tell have the same rank.
    """
    found: list[int] = []
    first: tuple[float, float] = (math.inf, 0.0)
    for place, (gain, error) in enumerate(gains, 1):
        margin = ERRORS * math.hypot(first[1], error)
        if margin and first[0] - gain <= margin:
            found.append(found[-1])
        else:
            first = (gain, error)
            found.append(place)
    return found


class Trials(NamedTuple):
    """What becomes of a standing if every grade changes a little.

    `low` and `high` are its 5th and 95th percentile over `number` trials, and the standing itself if it is outside.
    `first_stays` is the share of trials, in
    [0, 1], in which the first weak link stayed first; None if there is none, or if the trials cannot tell.
    """

    number: int
    low: float
    high: float
    first_stays: float | None = None


def is_below(standing: float | None, error: float, limit: float) -> bool | None:
    """Whether a standing is below a limit; None if an estimate with this standard error cannot tell.

    A conclusion without a standing is below every limit, and one at the limit is not below it.
    """
    if standing is None:
        return True
    if standing + ERRORS * error < limit - NOTHING:
        return True
    return None if standing - ERRORS * error < limit - NOTHING else False
