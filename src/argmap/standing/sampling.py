"""Standing by Monte Carlo, if an exact result would cost too much: with a fixed seed, and standard errors.

An element's slope comes from the worlds that were drawn anyway: the share in which the root stands among those where
the element holds, less the share among those where it fails.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from random import Random

from argmap.standing.evaluation import Evaluation, Verdict
from argmap.standing.exclusive import exclusive_worlds, independent
from argmap.standing.network import Network
from argmap.standing.signs import speaking_against
from argmap.standing.worlds import standing_worlds

MOST = 1 << 18
"""The most worlds that are drawn."""
FEWEST = 1 << 12
"""The fewest."""
_WORK = 1 << 26
"""The number of nodes times worlds, beyond which fewer worlds are drawn."""
_CONTRARIES = 64
"""The most elements for which the same worlds are drawn again with the contrary."""
_STEPS, _IN_CIRCLES = 32, 96
"""How many rows of a diagram a node takes as long as."""
SEED = 20_240_617
"""Where the drawing starts, unless told otherwise."""


def samples_for(nodes: int) -> int:
    """The number of worlds to draw for a network: the standard error of its standing is at most .001 to .008."""
    return max(FEWEST, min(MOST, _WORK // max(1, nodes)))


class Sampled:
    """Worlds drawn at random, one bit per world; every run draws the same ones."""

    word = "estimated"

    def __init__(self, found: Network, samples: int, seed: int = SEED) -> None:
        """Prepare to sample the subject of a network, with this many worlds."""
        self._network, self._seed, self.samples = found, seed, samples

    @property
    def size(self) -> int:
        """The number of nodes that an evaluation visits, times what a node takes for each 4,096 worlds."""
        steps = _IN_CIRCLES if self._network.has_circles else _STEPS
        return steps * len(self._network.nodes) * max(1, self.samples // FEWEST)

    def with_samples(self, samples: int) -> Sampled:
        """The same, but with at most this number of worlds."""
        return Sampled(self._network, min(samples, self.samples), self._seed)

    def evaluate(self, grades: Mapping[str, float]) -> Verdict:
        """How often the root stands and is undecided, with the slope of each element that held in some worlds, not all.

        For a rivalry, "stands" means that its members clash.
        """
        holds = self._draw(grades)
        stands, possible = self._standing(holds)
        subject = self._network.subject
        found = self._evaluated(stands[subject], holds)
        found = self._completed(found, stands[subject], holds)
        if not self._network.has_circles or self._network.is_rivalry:
            return Verdict(found)
        return Verdict(found, self._evaluated(possible[subject] & ~stands[subject], holds))

    def standing(self, grades: Mapping[str, float]) -> float:
        """How often the root stands."""
        return self._standing(self._draw(grades))[0][self._network.subject].bit_count() / self.samples

    def standard_error(self, share: float) -> float:
        """The standard error of a share of the worlds drawn."""
        return _error(round(share * self.samples), self.samples)

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The share of worlds in which each element stands."""
        stands, _ = self._standing(self._draw(grades))
        occurrences = self._network.occurrences
        return {element_id: stands[key].bit_count() / self.samples for element_id, key in occurrences.items()}

    @property
    def _mask(self) -> int:
        return (1 << self.samples) - 1

    def _standing(self, holds: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
        return standing_worlds(self._network, holds, self._mask, self._mask.__xor__)

    def _draw(self, grades: Mapping[str, float]) -> dict[str, int]:
        draw = Random(self._seed)  # noqa: S311 - not for security
        chances = independent(grades, self._network.exclusive)
        drawn = {element_id: _worlds(chances[element_id], self.samples, draw) for element_id in self._network.parts}
        return exclusive_worlds(drawn, self._network.exclusive, self._mask.__xor__)

    def _evaluated(self, worlds: int, holds: Mapping[str, int]) -> Evaluation:
        """The share of some worlds, and how much larger it is where each element holds than where it fails."""
        count = worlds.bit_count()
        slopes, errors = {}, {}
        for element_id in self._network.parts:
            holding = holds[element_id].bit_count()
            failing = self.samples - holding
            if holding and failing:
                both = (worlds & holds[element_id]).bit_count()
                slopes[element_id] = both / holding - (count - both) / failing
                errors[element_id] = math.hypot(_error(both, holding), _error(count - both, failing))
        return Evaluation(count / self.samples, slopes, _error(count, self.samples), errors, self.samples)

    def _completed(self, found: Evaluation, stands: int, holds: Mapping[str, int]) -> Evaluation:
        """With the slopes of elements that never held, or always, and that would be settled by the contrary.

        They take a pass each, in which the same worlds are drawn with the contrary, so at most `_CONTRARIES` have one.
        """
        against = speaking_against(self._network)
        unknown = [part for part in self._network.parts if part not in found.slopes]
        open_ones = [part for part in unknown if bool(holds[part]) is (part in against)]
        slopes, errors = dict(found.slopes), dict(found.slope_errors)
        for part in open_ones[:_CONTRARIES]:
            sign = -1 if holds[part] else 1
            rivals = {rival: 0 for group in self._network.exclusive if part in group for rival in group}
            contrary = {**holds, **rivals, part: self._mask ^ holds[part]}
            then = self._standing(contrary)[0][self._network.subject]
            slopes[part] = sign * (then.bit_count() - stands.bit_count()) / self.samples
            changed = ((then ^ stands).bit_count() + 1) / self.samples
            errors[part] = math.sqrt(max(0.0, changed - slopes[part] ** 2) / self.samples)
        return found._replace(slopes=slopes, slope_errors=errors)


def _error(count: int, total: int) -> float:
    """The standard error of a share estimated by counting, which is not 0 where nothing or everything was counted.

    One world is added on either side (A. Agresti and B. A. Coull, "Approximate is better than exact for interval
    estimation of binomial proportions", The American Statistician 52, 1998, add two).
    """
    share = (count + 1) / (total + 2)
    return math.sqrt(share * (1 - share) / total)


def _worlds(grade: float, samples: int, draw: Random) -> int:
    """Bits that are 1 with probability `grade`.

    In each world a number below 1 is drawn, digit by digit, until it differs from the grade: less is 1, and more is 0.
    """
    numerator, denominator = grade.as_integer_ratio()
    worlds, open_worlds = (1 << samples) - 1 if numerator >= denominator else 0, (1 << samples) - 1
    while open_worlds and 0 < numerator < denominator:
        numerator *= 2
        digit = numerator >= denominator
        ones = draw.getrandbits(samples)
        if digit:
            numerator -= denominator
            worlds |= open_worlds & ~ones
            open_worlds &= ones
        else:
            open_worlds &= ~ones
    return worlds
