"""Standing by Monte Carlo, where an exact account would cost too much: a fixed seed, and a standard error."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random

from argmap.graph import Graph
from argmap.standing.worlds import Solver, in_order

SAMPLES = 1 << 16
"""How many worlds are drawn for a map of some 200 elements; fewer for a larger one, never under 4,096."""
_FEWEST = 1 << 12
_SEED = 20_240_617
_BITS = 30  # a grade is met to within 2**-30


def samples_for(elements: int) -> int:
    """How many worlds are drawn for so many elements: the standard error is then at most .002 to .008."""
    return max(_FEWEST, min(SAMPLES, 200 * SAMPLES // max(1, elements)))


class Sampled:
    """Worlds drawn at random, a bit a world, the same ones in every run."""

    word = "estimated"

    def __init__(
        self, graph: Graph, root: str, names: Sequence[str], uncertain: Sequence[str], samples: int = SAMPLES
    ) -> None:
        """Remember what to sample."""
        self._graph, self._root, self._names, self._uncertain, self._samples = graph, root, names, uncertain, samples
        self._parts = in_order(graph, names)
        self._cones = _cones(graph, self._parts)

    def with_samples(self, samples: int) -> Sampled:
        """The same with another number of worlds."""
        return Sampled(self._graph, self._root, self._names, self._uncertain, samples)

    def evaluate(
        self, grades: Mapping[str, float], wanted: Sequence[str] | None = None
    ) -> tuple[float, dict[str, float]]:
        """The share of worlds in which the conclusion stands, and its estimated derivative by each grade.

        Only the derivatives of `wanted` elements are estimated where that is given.
        """
        mask = (1 << self._samples) - 1
        holds = self._draw(grades)
        stands: dict[str, int] = {}
        possible: dict[str, int] = {}
        Solver(self._graph, holds, mask, mask.__xor__).settle(self._parts, stands, possible)
        one_mapping = not self._graph.cycles()
        effect = {}
        for name in self._uncertain if wanted is None else wanted:
            # The same worlds with the element holding and failing: the difference has little noise. What does not
            # depend on the element is as it was.
            shares = []
            for fixed in (mask, 0):
                changed = dict(stands)
                maybe = changed if one_mapping else dict(possible)
                solver = Solver(self._graph, {**holds, name: fixed}, mask, mask.__xor__)
                solver.settle((self._parts[number] for number in self._cones[name]), changed, maybe)
                shares.append(changed[self._root].bit_count() / self._samples)
            effect[name] = shares[0] - shares[1]
        return stands[self._root].bit_count() / self._samples, effect

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The share of worlds in which each element stands."""
        mask = (1 << self._samples) - 1
        stands: dict[str, int] = {}
        Solver(self._graph, self._draw(grades), mask, mask.__xor__).settle(self._parts, stands, {})
        return {name: worlds.bit_count() / self._samples for name, worlds in stands.items()}

    def standard_error(self, share: float) -> float:
        """The standard error of a share estimated from these worlds; for a difference of shares, a bound."""
        return math.sqrt(max(share * (1 - share), 1 / self._samples) / self._samples)

    def _draw(self, grades: Mapping[str, float]) -> dict[str, int]:
        draw = Random(_SEED)  # noqa: S311 - no secret
        return {name: _worlds(grades[name], self._samples, draw) for name in self._uncertain}


def _cones(graph: Graph, parts: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """For each element the numbers of the parts that depend on it, its own first, in order."""
    part_of = {name: number for number, part in enumerate(parts) for name in part}
    onward: list[set[int]] = [set() for _ in parts]
    for name, number in part_of.items():
        for other in graph.influences(name):
            onward[part_of[other]].add(number)
    cones: dict[int, list[int]] = {}
    for start in range(len(parts)):
        seen, stack = {start}, [start]
        while stack:
            fresh = onward[stack.pop()] - seen
            seen |= fresh
            stack.extend(fresh)
        cones[start] = sorted(seen)
    return {name: cones[number] for name, number in part_of.items()}


def _worlds(grade: float, samples: int, draw: Random) -> int:
    """Bits that are 1 with probability `grade`, by its binary digits from the last to the first."""
    if grade >= 1:
        return (1 << samples) - 1
    worlds = 0
    digits = round(grade * (1 << _BITS))
    for place in range(_BITS):
        coin = draw.getrandbits(samples)
        worlds = (coin | worlds) if digits >> place & 1 else (coin & worlds)
    return worlds
