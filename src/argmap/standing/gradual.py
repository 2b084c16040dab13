"""Gradual semantics for weighted bipolar argument graphs: strengths from base scores, attackers and supporters.

An argument's strength is its base score, shifted by an aggregate of its attackers' and supporters' strengths: the more
supporters have, the higher it is, and the more attackers have, the lower. So in a circle, a lower bound of all
strengths follows from an upper bound of what attacks, and the other way round, and both are narrowed in turn. Where
they meet, that is the only strength; where they do not, as in many even circles of attacks, the semantics does not
settle. What supports itself in a circle starts from nothing, so that circular support alone supports nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

MAX_ROUNDS = 1_000
TOLERANCE = 1e-13
APART = 1e-9
"""Bounds that are not further apart have met."""

Influence = Callable[[float, Sequence[float], Sequence[float]], float]
"""A function from a base score in [0, 1] and the strengths of attackers and of supporters to a strength."""


def df_quad(base: float, attackers: Sequence[float], supporters: Sequence[float]) -> float:
    """DF-QuAD: Rago, Toni, Aurisicchio, Baroni, "Discontinuity-free decision support with QuAD debates" (KR 2016)."""
    against = 1 - math.prod(1 - strength for strength in attackers)
    in_favour = 1 - math.prod(1 - strength for strength in supporters)
    if against >= in_favour:
        return base - base * (against - in_favour)
    return base + (1 - base) * (in_favour - against)


def quadratic_energy(base: float, attackers: Sequence[float], supporters: Sequence[float]) -> float:
    """Quadratic energy model: Potyka, "Continuous dynamical systems for weighted bipolar argumentation" (KR 2018)."""
    energy = math.fsum(supporters) - math.fsum(attackers)
    return base - base * _bend(-energy) + (1 - base) * _bend(energy)


def _bend(energy: float) -> float:
    square = max(0.0, energy) ** 2
    return square / (1 + square)


def euler(base: float, attackers: Sequence[float], supporters: Sequence[float]) -> float:
    """Euler-based semantics: Amgoud, Ben-Naim, "Weighted bipolar argumentation graphs" (IJAR 99, 2018)."""
    energy = math.fsum(supporters) - math.fsum(attackers)
    return 1 - (1 - base**2) / (1 + base * math.exp(min(energy, 700.0)))


INFLUENCES: Mapping[str, Influence] = MappingProxyType(
    {"df-quad": df_quad, "quadratic-energy": quadratic_energy, "euler": euler},
)
"""The semantics by the names used on the command line."""


Strength = Callable[[str, Mapping[str, float], Mapping[str, float]], float]
"""The strength of an argument, given that of what helps it, and that of what attacks it."""


class Part(NamedTuple):
    """Arguments that depend on each other (or a single one), and for each argument those that it helps."""

    arguments: Sequence[str]
    helps: Mapping[str, Sequence[str]]
    is_circle: bool


class Bounds:
    """The lower and the upper bounds of strengths, by argument, and how many `steps` it took to find them."""

    def __init__(self) -> None:
        self.lower: dict[str, float] = {}
        self.upper: dict[str, float] = {}
        self.steps = 0

    def settled(self, argument: str) -> float | None:
        """The strength of an argument; None if it does not settle."""
        low, high = self.lower[argument], self.upper[argument]
        return low if high - low <= APART else None

    def changed(self) -> Bounds:
        """A copy, to be changed."""
        copy = Bounds()
        copy.lower, copy.upper = dict(self.lower), dict(self.upper)
        return copy

    def find(self, part: Part, strength: Strength) -> None:
        """Find the bounds of a part; those of all that it depends on must be known.

        A part that does not come to rest within `MAX_ROUNDS` steps for each argument has the bounds 0 and 1.
        """
        if not part.is_circle:
            argument = part.arguments[0]
            self.lower[argument] = strength(argument, self.lower, self.upper)
            self.upper[argument] = strength(argument, self.upper, self.lower)
            self.steps += 2
            return
        self._reset(part.arguments)
        before: list[float] = []
        limit = self.steps + MAX_ROUNDS * len(part.arguments)
        while self.steps < limit:
            self._raise(part, self.upper, self.lower, strength, limit)
            self._raise(part, self.lower, self.upper, strength, limit)
            now = [value[argument] for argument in part.arguments for value in (self.lower, self.upper)]
            if before and max(abs(one - other) for one, other in zip(before, now, strict=True)) <= TOLERANCE:
                return
            before = now
        self._reset(part.arguments)

    def _reset(self, arguments: Iterable[str]) -> None:
        self.lower |= dict.fromkeys(arguments, 0.0)
        self.upper |= dict.fromkeys(arguments, 1.0)

    def _raise(
        self, part: Part, result: dict[str, float], attacking: Mapping[str, float], strength: Strength, limit: int
    ) -> None:
        """Set `result` to the least strengths of a part, if attacks are as strong as in `attacking`.

        They rise from 0 on; an argument is looked at again when something that helps it has risen.
        """
        result |= dict.fromkeys(part.arguments, 0.0)
        waiting = set(part.arguments)
        while waiting and self.steps < limit:
            for argument in part.arguments:
                if argument in waiting:
                    waiting.discard(argument)
                    self.steps += 1
                    fresh = strength(argument, result, attacking)
                    if fresh - result[argument] > TOLERANCE:
                        waiting.update(part.helps[argument])
                    result[argument] = max(fresh, result[argument])


def strengths(
    base: Mapping[str, float],
    attackers: Mapping[str, Sequence[str]],
    supporters: Mapping[str, Sequence[str]],
    influence: Influence,
) -> dict[str, float | None]:
    """The strengths in a plain weighted bipolar graph; None for those that do not settle."""

    def strength(argument: str, helping: Mapping[str, float], attacking: Mapping[str, float]) -> float:
        against = [attacking[attacker] for attacker in attackers.get(argument, ())]
        in_favour = [helping[supporter] for supporter in supporters.get(argument, ())]
        return influence(base[argument], against, in_favour)

    helps = {argument: [one for one in base if argument in supporters.get(one, ())] for argument in base}
    found = Bounds()
    found.find(Part(list(base), helps, is_circle=True), strength)
    return {argument: found.settled(argument) for argument in base}
