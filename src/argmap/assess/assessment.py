"""What an assessment says: the standing of a conclusion, and the effect of each element that bears on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.assess.grading import Graded


class Effect(NamedTuple):
    """What one element means for a conclusion.

    `gain` is W, `share` its part of the doubt that remains, `loss` L; `secured` is the standing if it were settled (or
    answered, where it `speaks_against`); `single_point` says that the conclusion cannot stand if it alone fails.
    `standard_error` is that of `gain`, 0 where it is exact.
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

    `method` is `closed form`, `decision diagram` or `estimated`; `standard_error` is 0 where the standing is exact.
    `stability` is the share of `trials` with perturbed grades in which the first weak link stays first, None where that
    was not asked. By another `measure`, `standing` is the value of that measure. Where no single repair helps,
    `repair_set` names two elements that help together, by `repair_gain`.
    """

    conclusion: str
    standing: float
    effects: Sequence[Effect]
    method: str
    standard_error: float
    stability: float | None
    trials: int = 0
    measure: str = "standing"
    repair_set: tuple[str, ...] = ()
    repair_gain: float = 0.0


@dataclass(frozen=True)
class Whole:
    """The assessments of a map's conclusions, by id, and how often each element that bears on one stands itself.

    `chances` are empty by another measure than standing.
    """

    assessments: Mapping[str, Assessment] = field(default_factory=dict)
    chances: Mapping[str, float] = field(default_factory=dict)
