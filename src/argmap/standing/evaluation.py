"""What a method finds out about the root of a network: a share of worlds, and how it depends on each grade."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

_NONE: Mapping[str, float] = MappingProxyType({})


class Evaluation(NamedTuple):
    """The share of worlds, in [0, 1], in which something is so, and how it depends on the grades.

    `slopes` has, by element, how much larger the share is if it holds than if it fails. `error` and `slope_errors` are
    standard errors, if the share is an estimate from `drawn` worlds; an element that held or failed in all of these has
    no slope.
    """

    share: float
    slopes: Mapping[str, float] = _NONE
    error: float = 0.0
    slope_errors: Mapping[str, float] = _NONE
    drawn: int = 0


NEVER = Evaluation(0.0)
"""What is never so, whatever the grades."""


class Verdict(NamedTuple):
    """How often the root of a network stands, and how often it is undecided whether it does.

    For a rivalry, "stands" means that its members clash.
    """

    stands: Evaluation
    undecided: Evaluation = NEVER


class Method(Protocol):
    """A way to compute a standing; `word` names it."""

    word: str

    @property
    def size(self) -> int:
        """How much an evaluation takes: a number of steps that take about as long with every method."""
        ...

    def evaluate(self, grades: Mapping[str, float]) -> Verdict:
        """How often the root of a network stands and is undecided, with the slope of each element."""
        ...

    def standing(self, grades: Mapping[str, float]) -> float:
        """How often it stands."""
        ...

    def standard_error(self, share: float) -> float:
        """The standard error of a share computed this way; 0 if it is exact."""
        ...

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The probability that each element bearing on the root stands itself, in [0, 1]."""
        ...
