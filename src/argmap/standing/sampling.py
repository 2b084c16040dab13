"""Standing by Monte Carlo, if an exact result would cost too much: with a fixed seed, and a standard error."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random

from argmap.standing.exclusive import exclusive_worlds, independent
from argmap.standing.network import Network
from argmap.standing.worlds import Solver, standing_worlds

SAMPLES = 1 << 16
"""The number of worlds drawn for a map of up to 200 elements; fewer for a larger one, but at least 4,096."""
_FEWEST = 1 << 12
_SEED = 20_240_617
_BITS = 30  # the precision of a grade is 2**-30
_CERTAIN = 1e-9  # the least chance that an element fails, so that nothing is divided by 0


def samples_for(elements: int) -> int:
    """The number of worlds to draw for a number of elements; the standard error is then at most .002 to .008."""
    return max(_FEWEST, min(SAMPLES, 200 * SAMPLES // max(1, elements)))


class Sampled:
    """Worlds drawn at random, one bit per world; every run draws the same ones."""

    word = "estimated"

    def __init__(self, found: Network, samples: int = SAMPLES) -> None:
        """Prepare to sample the subject of a network."""
        self._network, self._samples = found, samples
        self._cones = _cones(found)

    def with_samples(self, samples: int) -> Sampled:
        """The same, but with another number of worlds."""
        return Sampled(self._network, samples)

    def evaluate(
        self, grades: Mapping[str, float], wanted: Sequence[str] | None = None
    ) -> tuple[float, dict[str, float]]:
        """The share of worlds in which the conclusion stands, and how much more if an element holds than if it fails.

        If `wanted` is given, only the differences for those elements are estimated.
        """
        found = self._network
        holds = self._draw(grades)
        stands: dict[str, int] = {}
        possible: dict[str, int] = {}
        self._solver(holds).settle(found.order, stands, possible)
        share = self._share(holds, stands, possible)
        one_mapping = not found.has_circles
        group_of = {rival: group for group in found.exclusive for rival in group}
        effect = {}
        for element_id in found.parts if wanted is None else wanted:
            # The same worlds with the element holding and failing, so that the difference has little noise. What does
            # not depend on the element is not computed again.
            shares = []
            for fixed in (self._mask, 0) if element_id not in group_of else (self._mask,):
                changed = dict(stands)
                maybe = changed if one_mapping else dict(possible)
                rivals = dict.fromkeys(group_of.get(element_id, ()), 0)
                now = {**holds, **rivals, element_id: fixed}
                self._solver(now).settle((found.order[number] for number in self._cones[element_id]), changed, maybe)
                shares.append(self._share(now, changed, maybe))
            if element_id in group_of:  # by the law of total probability; if it is certain, its rivals have no chance
                effect[element_id] = (shares[0] - share) / max(1 - grades[element_id], _CERTAIN)
            else:
                effect[element_id] = shares[0] - shares[1]
        return share, effect

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The share of worlds in which each element stands."""
        stands = standing_worlds(self._network, self._draw(grades), self._mask, self._mask.__xor__)
        occurrences = self._network.occurrences
        return {element_id: stands[key].bit_count() / self._samples for element_id, key in occurrences.items()}

    def standard_error(self, share: float) -> float:
        """The standard error of a share estimated from these worlds; for a difference of shares, a bound."""
        return math.sqrt(max(share * (1 - share), 1 / self._samples) / self._samples)

    @property
    def _mask(self) -> int:
        return (1 << self._samples) - 1

    def _solver(self, holds: Mapping[str, int]) -> Solver[int]:
        return Solver(self._network.nodes, holds, self._mask, self._mask.__xor__)

    def _share(self, holds: Mapping[str, int], stands: Mapping[str, int], possible: Mapping[str, int]) -> float:
        """The share of worlds in which the subject stands or, for a rivalry, its members clash."""
        found = self._network
        worlds = self._solver(holds).clash(found, stands, possible) if found.is_rivalry else stands[found.subject]
        return worlds.bit_count() / self._samples

    def _draw(self, grades: Mapping[str, float]) -> dict[str, int]:
        draw = Random(_SEED)  # noqa: S311 - not for security
        chances = independent(grades, self._network.exclusive)
        drawn = {element_id: _worlds(chances[element_id], self._samples, draw) for element_id in self._network.parts}
        return exclusive_worlds(drawn, self._network.exclusive, self._mask.__xor__)


def _cones(found: Network) -> dict[str, list[int]]:
    """For each part, the numbers of the groups of nodes in `Network.order` that depend on it, in order."""
    place_of = {key: number for number, keys in enumerate(found.order) for key in keys}
    onward: list[set[int]] = [set() for _ in found.order]
    starts: dict[str, set[int]] = {part: set() for part in found.parts}
    for key, node in found.nodes.items():
        for influence in node.influences:
            onward[place_of[influence]].add(place_of[key])
        if node.part:
            starts[node.part].add(place_of[key])
    for group in found.exclusive:
        together = set().union(*(starts[rival] for rival in group))
        starts |= {rival: set(together) for rival in group}
    cones = {}
    for part, begin in starts.items():
        seen, stack = set(begin), list(begin)
        while stack:
            fresh = onward[stack.pop()] - seen
            seen |= fresh
            stack.extend(fresh)
        cones[part] = sorted(seen)
    return cones


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
