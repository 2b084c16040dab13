"""Standing by Monte Carlo, where an exact account would cost too much: a fixed seed, and a standard error."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

from argmap.assess.worlds import standing_worlds
from argmap.graph import Graph

SAMPLES = 1 << 16
_SEED = 20_240_617
_BITS = 30  # a grade is met to within 2**-30


class Sampled:
    """Worlds drawn at random, a bit a world, the same ones in every run."""

    def __init__(
        self, graph: Graph, root: str, names: Sequence[str], uncertain: Sequence[str], samples: int = SAMPLES
    ) -> None:
        """Remember what to sample."""
        self._graph, self._root, self._names, self._uncertain, self._samples = graph, root, names, uncertain, samples

    def evaluate(self, grades: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        """The share of worlds in which the conclusion stands, and its estimated derivative by each grade."""
        draw = random.Random(_SEED)  # noqa: S311 - no secret
        mask = (1 << self._samples) - 1
        holds = {name: _worlds(grades[name], self._samples, draw) for name in self._uncertain}
        standing = self._count(holds, mask)
        effect = {}
        for name in self._uncertain:
            # The same worlds with the element holding and failing: the difference has little noise.
            high = self._count({**holds, name: mask}, mask)
            low = self._count({**holds, name: 0}, mask)
            effect[name] = (high - low) / self._samples
        return standing / self._samples, effect

    def _count(self, holds: Mapping[str, int], mask: int) -> int:
        stands = standing_worlds(self._graph, holds, mask, lambda worlds: worlds ^ mask, self._names)
        return stands[self._root].bit_count()

    def standard_error(self, standing: float) -> float:
        """The standard error of a share estimated from these worlds."""
        return math.sqrt(max(standing * (1 - standing), 1 / self._samples) / self._samples)


def _worlds(grade: float, samples: int, draw: random.Random) -> int:
    """Bits that are 1 with probability `grade`, by its binary digits from the last to the first."""
    if grade >= 1:
        return (1 << samples) - 1
    worlds = 0
    digits = round(grade * (1 << _BITS))
    for place in range(_BITS):
        coin = draw.getrandbits(samples)
        worlds = (coin | worlds) if digits >> place & 1 else (coin & worlds)
    return worlds
