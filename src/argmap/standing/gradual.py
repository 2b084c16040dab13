"""Gradual semantics for weighted bipolar argument graphs: strengths from base scores, attackers and supporters.

An argument's strength is its base score, shifted by an aggregate of its attackers' and supporters' strengths. Strengths
are found by iterating from the base scores; if the iteration does not converge, which can happen in a circle,
`NotSettled` is raised instead of returning a wrong number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

MAX_ROUNDS = 10_000
TOLERANCE = 1e-13

Influence = Callable[[float, Sequence[float], Sequence[float]], float]
"""A function from a base score in [0, 1] and the strengths of attackers and of supporters to a strength."""


class NotSettled(Exception):  # noqa: N818 - it names what happened, as StopIteration does
    """The strengths did not converge within `MAX_ROUNDS` rounds."""


def df_quad(base: float, attackers: Sequence[float], supporters: Sequence[float]) -> float:
    """DF-QuAD: Rago, Toni, Aurisicchio, Baroni, "Discontinuity-free decision support with QuAD debates" (KR 2016)."""
    against = 1 - math.prod(1 - strength for strength in attackers)
    in_favour = 1 - math.prod(1 - strength for strength in supporters)
    if against >= in_favour:
        return base - base * (against - in_favour)
    return base + (1 - base) * (in_favour - against)


def quadratic_energy(base: float, attackers: Sequence[float], supporters: Sequence[float]) -> float:
    """Quadratic energy model: Potyka, "Continuous dynamical systems for weighted bipolar argumentation" (KR 2018)."""
    energy = sum(supporters) - sum(attackers)
    return base - base * _bend(-energy) + (1 - base) * _bend(energy)


def _bend(energy: float) -> float:
    square = max(0.0, energy) ** 2
    return square / (1 + square)


def euler(base: float, attackers: Sequence[float], supporters: Sequence[float]) -> float:
    """Euler-based semantics: Amgoud, Ben-Naim, "Weighted bipolar argumentation graphs" (IJAR 99, 2018)."""
    energy = sum(supporters) - sum(attackers)
    return 1 - (1 - base**2) / (1 + base * math.exp(min(energy, 700.0)))


def h_categorizer(base: float, attackers: Sequence[float], supporters: Sequence[float]) -> float:  # noqa: ARG001
    """Weighted h-categorizer: Amgoud, Ben-Naim, Doder, Vesic (IJCAI 2017); supports are ignored."""
    return base / (1 + sum(attackers))


INFLUENCES: Mapping[str, Influence] = MappingProxyType(
    {"df-quad": df_quad, "quadratic-energy": quadratic_energy, "euler": euler, "h-categorizer": h_categorizer},
)
"""The semantics by the names used on the command line."""


def settle(
    parts: Iterable[Sequence[str]], start: Mapping[str, float], strength: Callable[[str, Mapping[str, float]], float]
) -> dict[str, float]:
    """The strength of every argument, part by part.

    `parts` are in an order in which each depends only on itself and those before it. The arguments of a part are
    updated together, beginning at `start`, until none changes by more than `TOLERANCE`; a single argument that does not
    depend on itself takes two rounds. Raises `NotSettled` if a part still changes after `MAX_ROUNDS`.
    """
    now = dict(start)
    for part in parts:
        for _ in range(MAX_ROUNDS):
            fresh = {argument: strength(argument, now) for argument in part}
            moved = max((abs(fresh[argument] - now[argument]) for argument in part), default=0.0)
            now.update(fresh)
            if moved <= TOLERANCE:
                break
        else:
            raise NotSettled
    return now


def strengths(
    base: Mapping[str, float],
    attackers: Mapping[str, Sequence[str]],
    supporters: Mapping[str, Sequence[str]],
    influence: Influence,
) -> dict[str, float]:
    """The strengths in a plain weighted bipolar graph. Raises `NotSettled` if they do not converge."""

    def strength(argument: str, now: Mapping[str, float]) -> float:
        against = [now[attacker] for attacker in attackers.get(argument, ())]
        in_favour = [now[supporter] for supporter in supporters.get(argument, ())]
        return influence(base[argument], against, in_favour)

    return settle([list(base)], base, strength)
