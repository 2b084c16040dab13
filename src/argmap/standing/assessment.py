"""The result of an assessment: the standing of a conclusion, and the effect of each element that bears on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from argmap.model import Kind
from argmap.standing.grades import Graded

NOTHING = 1e-9
"""A gain that is not above this is none: it is noise of the arithmetic."""


class Effect(NamedTuple):
    """What one element means for a conclusion.

    `gain` is W, `share` is W as a fraction of the remaining doubt, and `loss` is L. `secured` is the standing if the
    element were settled (or answered, if it `speaks_against` the conclusion). With `single_point`, the conclusion
    cannot stand if this element alone fails. `standard_error` is that of `gain`, 0 if it is exact.
    """

    element: str
    grade: Graded
    gain: float
    share: float
    loss: float
    secured: float
    speaks_against: bool
    single_point: bool
    standard_error: float = 0.0


class Assessment(NamedTuple):
    """The standing of a conclusion in [0, 1], and the effect of every element that bears on it, weakest first.

    `kind` is what it really is: any statement can be assessed, and those at the end of a map without conclusions are.

    `method` is `closed form`, `decision diagram` or `estimated`; `standard_error` is 0 if the standing is exact. With
    another `measure`, `standing` is the value of that measure. If settling no single element helps, `repair_set` has
    two elements that help if both are settled, and `repair_gain` is by how much.
    """

    conclusion: str
    standing: float
    effects: Sequence[Effect]
    method: str
    standard_error: float = 0.0
    measure: str = "standing"
    repair_set: tuple[str, ...] = ()
    repair_gain: float = 0.0
    kind: Kind = Kind.CONCLUSION

    @property
    def weak_links(self) -> Sequence[Effect]:
        """The effects of the weak links, the weakest first: the elements that would raise the standing if settled."""
        return [effect for effect in self.effects if effect.gain > NOTHING]


class Stability(NamedTuple):
    """The share, in [0, 1], of `trials` with perturbed grades in which the first weak link stayed first."""

    share: float
    trials: int
