"""Standing by Monte Carlo, if an exact result would cost too much: with a fixed seed, and standard errors.

An element's slope comes from the worlds that were drawn anyway: the share in which the root stands among those where
the element holds, less the share among those where it fails.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from argmap.standing.drawing import Drawing
from argmap.standing.evaluation import Evaluation, Verdict
from argmap.standing.network import Network
from argmap.standing.signs import speaking_against
from argmap.standing.worlds import standing_worlds

MOST = 1 << 18
"""The most worlds that are drawn."""
FEWEST = 1 << 12
"""The fewest."""
_WORK = 1 << 26
"""The number of nodes times worlds, beyond which fewer worlds are drawn."""
CONTRARIES = 64
"""The most elements for which the same worlds are drawn again with the contrary."""
_STEPS, _IN_CIRCLES, _ATTACKED = 32, 96, 256
"""How many rows of a diagram a node takes as long as: without circles, with circles, and with attacks within these."""


def samples_for(nodes: int) -> int:
    """The number of worlds to draw for a map of so many nodes: the standard errors are at most .001 to .008."""
    return max(FEWEST, min(MOST, _WORK // max(1, nodes)))


class Sampled:
    """Worlds drawn at random; every run draws the same ones."""

    word = "estimated"

    def __init__(self, found: Network, drawing: Drawing, contraries: int = CONTRARIES) -> None:
        """Prepare to sample the subject of a network.

        The worlds are those of the `drawing` if they are asked for with its grades. For at most so many `contraries`
        the worlds are drawn again with the contrary.
        """
        self._network, self._drawing, self._contraries = found, drawing, contraries

    @property
    def samples(self) -> int:
        """How many worlds are drawn."""
        return self._drawing.samples

    @property
    def size(self) -> int:
        """The number of nodes that an evaluation visits, times what a node takes for each 4,096 worlds."""
        steps = _IN_CIRCLES if self._network.has_circles else _STEPS
        steps = _ATTACKED if self._network.has_attacks_in_circles else steps
        return steps * len(self._network.nodes) * max(1, self.samples // FEWEST)

    def trial(self, number: int) -> float:
        """How often the root stands in the trial with this number, which takes `FEWEST` worlds at most."""
        drawn = self._drawing.moved(number, FEWEST)
        return drawn.settle(self._network)[0][self._network.subject].bit_count() / drawn.samples

    def evaluate(self, grades: Mapping[str, float]) -> Verdict:
        """How often the root stands and is undecided, with the slope of each element that held in some worlds, not all.

        For a rivalry, "stands" means that its members clash.
        """
        drawn = self._drawn(grades)
        holds = drawn.holds(self._network)
        stands, possible = drawn.settle(self._network)
        subject = self._network.subject
        found = self._completed(_evaluated(stands[subject], holds, drawn), stands[subject], holds)
        if not self._network.has_circles or self._network.is_rivalry:
            return Verdict(found)
        return Verdict(found, _evaluated(possible[subject] & ~stands[subject], holds, drawn))

    def standing(self, grades: Mapping[str, float]) -> float:
        """How often the root stands."""
        stands, _ = self._drawn(grades).settle(self._network)
        return stands[self._network.subject].bit_count() / self.samples

    def standard_error(self, share: float) -> float:
        """The standard error of a share of the worlds drawn."""
        return _error(round(share * self.samples), self.samples)

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The share of worlds in which each element stands."""
        stands, _ = self._drawn(grades).settle(self._network)
        occurrences = self._network.occurrences
        return {element_id: stands[key].bit_count() / self.samples for element_id, key in occurrences.items()}

    def _drawn(self, grades: Mapping[str, float]) -> Drawing:
        drawing = self._drawing
        if drawing.fits(grades):
            return drawing
        return Drawing(grades, self._network.exclusive, drawing.samples, drawing.seed)

    def _completed(self, found: Evaluation, stands: int, holds: Mapping[str, int]) -> Evaluation:
        """With the slopes of elements that never held, or always, and that would be settled by the contrary.

        They take a pass each, in which the same worlds are drawn with the contrary, so not too many have one.
        """
        against = speaking_against(self._network)
        unknown = [part for part in self._network.parts if part not in found.slopes]
        open_ones = [part for part in unknown if bool(holds[part]) is (part in against)]
        slopes, errors = dict(found.slopes), dict(found.slope_errors)
        mask = self._drawing.mask
        for part in open_ones[: self._contraries]:
            sign = -1 if holds[part] else 1
            rivals = {rival: 0 for group in self._network.exclusive if part in group for rival in group}
            contrary = {**holds, **rivals, part: mask ^ holds[part]}
            then = standing_worlds(self._network, contrary, mask, mask.__xor__)[0][self._network.subject]
            slopes[part] = sign * (then.bit_count() - stands.bit_count()) / self.samples
            changed = ((then ^ stands).bit_count() + 1) / self.samples
            errors[part] = math.sqrt(max(0.0, changed - slopes[part] ** 2) / self.samples)
        return found._replace(slopes=slopes, slope_errors=errors)


def _evaluated(worlds: int, holds: Mapping[str, int], drawn: Drawing) -> Evaluation:
    """The share of some worlds, and how much larger it is where each element holds than where it fails."""
    count = worlds.bit_count()
    slopes, errors = {}, {}
    for element_id, holding_worlds in holds.items():
        holding = holding_worlds.bit_count()
        failing = drawn.samples - holding
        if holding and failing:
            both = (worlds & holding_worlds).bit_count()
            slopes[element_id] = both / holding - (count - both) / failing
            errors[element_id] = math.hypot(_error(both, holding), _error(count - both, failing))
    return Evaluation(count / drawn.samples, slopes, _error(count, drawn.samples), errors, drawn.samples)


def _error(count: int, total: int) -> float:
    """The standard error of a share estimated by counting, which is not 0 where nothing or everything was counted.

    One world is added on either side (A. Agresti and B. A. Coull, "Approximate is better than exact for interval
    estimation of binomial proportions", The American Statistician 52, 1998, add two).
    """
    share = (count + 1) / (total + 2)
    return math.sqrt(share * (1 - share) / total)
