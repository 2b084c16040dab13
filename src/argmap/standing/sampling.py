"""Standing by Monte Carlo, if an exact result would cost too much: with a fixed seed, and a standard error."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random

from argmap.graph import Graph
from argmap.standing.worlds import Solver, in_order

SAMPLES = 1 << 16
"""The number of worlds drawn for a map of up to 200 elements; fewer for a larger one, but at least 4,096."""
_FEWEST = 1 << 12
_SEED = 20_240_617
_BITS = 30  # the precision of a grade is 2**-30


def samples_for(elements: int) -> int:
    """The number of worlds to draw for a number of elements; the standard error is then at most .002 to .008."""
    return max(_FEWEST, min(SAMPLES, 200 * SAMPLES // max(1, elements)))


class Sampled:
    """Worlds drawn at random, one bit per world; every run draws the same ones."""

    word = "estimated"

    def __init__(
        self, graph: Graph, root: str, ids: tuple[str, ...], uncertain: Sequence[str], samples: int = SAMPLES
    ) -> None:
        """Prepare to sample the elements `ids`, which bear on `root`."""
        self._graph, self._root, self._ids, self._uncertain, self._samples = graph, root, ids, uncertain, samples
        self._parts = in_order(graph, ids)
        self._cones = _cones(graph, self._parts)

    def with_samples(self, samples: int) -> Sampled:
        """The same, but with another number of worlds."""
        return Sampled(self._graph, self._root, self._ids, self._uncertain, samples)

    def evaluate(
        self, grades: Mapping[str, float], wanted: Sequence[str] | None = None
    ) -> tuple[float, dict[str, float]]:
        """The share of worlds in which the conclusion stands, and its estimated derivative with respect to each grade.

        If `wanted` is given, only the derivatives for those elements are estimated.
        """
        mask = (1 << self._samples) - 1
        holds = self._draw(grades)
        stands: dict[str, int] = {}
        possible: dict[str, int] = {}
        Solver(self._graph, holds, mask, mask.__xor__).settle(self._parts, stands, possible)
        one_mapping = not self._graph.cycles()
        effect = {}
        for element_id in self._uncertain if wanted is None else wanted:
            # The same worlds with the element holding and failing, so that the difference has little noise. What does
            # not depend on the element is not computed again.
            shares = []
            for fixed in (mask, 0):
                changed = dict(stands)
                maybe = changed if one_mapping else dict(possible)
                solver = Solver(self._graph, {**holds, element_id: fixed}, mask, mask.__xor__)
                solver.settle((self._parts[number] for number in self._cones[element_id]), changed, maybe)
                shares.append(changed[self._root].bit_count() / self._samples)
            effect[element_id] = shares[0] - shares[1]
        return stands[self._root].bit_count() / self._samples, effect

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The share of worlds in which each element stands."""
        mask = (1 << self._samples) - 1
        stands: dict[str, int] = {}
        Solver(self._graph, self._draw(grades), mask, mask.__xor__).settle(self._parts, stands, {})
        return {element_id: worlds.bit_count() / self._samples for element_id, worlds in stands.items()}

    def standard_error(self, share: float) -> float:
        """The standard error of a share estimated from these worlds; for a difference of shares, a bound."""
        return math.sqrt(max(share * (1 - share), 1 / self._samples) / self._samples)

    def _draw(self, grades: Mapping[str, float]) -> dict[str, int]:
        draw = Random(_SEED)  # noqa: S311 - not for security
        return {element_id: _worlds(grades[element_id], self._samples, draw) for element_id in self._uncertain}


def _cones(graph: Graph, parts: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """For each element, the numbers of the parts that depend on it, in order, beginning with its own."""
    part_of = {element_id: number for number, part in enumerate(parts) for element_id in part}
    onward: list[set[int]] = [set() for _ in parts]
    for element_id, number in part_of.items():
        for influence in graph.influences(element_id):
            onward[part_of[influence]].add(number)
    cones: dict[int, list[int]] = {}
    for start in range(len(parts)):
        seen, stack = {start}, [start]
        while stack:
            fresh = onward[stack.pop()] - seen
            seen |= fresh
            stack.extend(fresh)
        cones[start] = sorted(seen)
    return {element_id: cones[number] for element_id, number in part_of.items()}


def _worlds(grade: float, samples: int, draw: Random) -> int:
    """Bits that are 1 with probability `grade`, built from its binary digits, last digit first."""
    if grade >= 1:
        return (1 << samples) - 1
    worlds = 0
    digits = round(grade * (1 << _BITS))
    for place in range(_BITS):
        coin = draw.getrandbits(samples)
        worlds = (coin | worlds) if digits >> place & 1 else (coin & worlds)
    return worlds
