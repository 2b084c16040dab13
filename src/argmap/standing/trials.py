"""What becomes of a standing and its weakest link if every grade changes a little."""

from __future__ import annotations

import math
from random import Random

from argmap.standing.assessment import Assessment, Trials
from argmap.standing.effects import Account
from argmap.standing.exclusive import fitted
from argmap.standing.sampling import Sampled
from argmap.standing.signs import speaking_against

_MOST = 100
_FEWEST = 20
_WORK = 1 << 21  # steps in all trials of all conclusions: takes one or two seconds
_SLOPES = 3  # to find the first weak link takes so many times as long as a standing
_NOISE = 0.5  # standard deviation of a perturbed grade, in log-odds: two times in three, .675 becomes .56 to .77
_SEED = 1
_SAMPLES = 1 << 12
_EQUAL = 1e-12
_LOW, _HIGH = 0.05, 0.95


def trials(found: Account, assessment: Assessment, sharing: int = 1) -> Trials | None:
    """The trials for a conclusion; None if it has no standing, or if even the fewest would take too long.

    As many conclusions as are `sharing` the work each have that part of it.

    Whether the first weak link stays first is not told if that takes too long, or if worlds are drawn: then a trial
    could not tell.
    """
    if assessment.standing is None:
        return None
    draw = Random(_SEED)  # noqa: S311 - not for security
    method, values, groups = found.method, found.values, found.network.exclusive
    against = speaking_against(found.network)
    first = assessment.weak_links[0].element if assessment.weak_links else ""
    if isinstance(method, Sampled):
        first, method = "", method.with_samples(_SAMPLES)
    able = _WORK // (sharing * max(1, method.size))
    if able < _FEWEST * _SLOPES:
        first = ""
    count = min(_MOST, able // _SLOPES if first else able)
    if count < _FEWEST:
        return None
    odds = {element_id: _log_odds(value) for element_id, value in values.items()}
    standings, kept = [], 0
    for _ in range(count):
        moved = {element_id: _perturbed(value, odds[element_id], draw) for element_id, value in values.items()}
        moved = fitted(moved, groups)
        if not first:
            standings.append(method.standing(moved))
            continue
        stands = method.evaluate(moved).stands
        standings.append(stands.share)
        gains = {
            element_id: (-moved[element_id] if element_id in against else 1 - moved[element_id]) * slope
            for element_id, slope in stands.slopes.items()
        }
        kept += gains[first] >= max(gains.values()) - _EQUAL
    standings.sort()
    return Trials(count, _percentile(standings, _LOW), _percentile(standings, _HIGH), kept / count if first else None)


def _percentile(ordered: list[float], share: float) -> float:
    """The value below which a share of some ordered values lies, between the two nearest ones."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _log_odds(value: float) -> float | None:
    """The logarithm of the odds of a grade; None if it is certain, so that nothing moves it."""
    return math.log(value / (1 - value)) if 0 < value < 1 else None


def _perturbed(value: float, odds: float | None, draw: Random) -> float:
    """A grade whose log-odds are `odds`, moved a little; a number is drawn in any case, so that trials correspond."""
    noise = draw.gauss(0, _NOISE)
    return value if odds is None else 1 / (1 + math.exp(-(odds + noise)))
