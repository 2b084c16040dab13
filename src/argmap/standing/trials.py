"""What becomes of a standing and its weakest link if every grade changes a little."""

from __future__ import annotations

from argmap.standing.assessment import Assessment, Trials
from argmap.standing.drawing import moved_grades
from argmap.standing.effects import Account
from argmap.standing.sampling import FEWEST, Sampled
from argmap.standing.signs import speaking_against

_MOST = 100
_FEWEST = 20
_WORK = 1 << 21  # steps in all trials of all conclusions: takes one or two seconds
_SLOPES = 3  # to find the first weak link takes so many times as long as a standing
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
    method, values, groups = found.method, found.values, found.network.exclusive
    if isinstance(method, Sampled):  # the worlds of a trial serve all conclusions
        count = min(_MOST, _WORK // max(1, method.size * FEWEST // method.samples))
        if count < _FEWEST:
            return None
        return _spread(assessment.standing, [method.trial(number) for number in range(count)])
    against = speaking_against(found.network)
    first = assessment.weak_links[0].element if assessment.weak_links else ""
    able = _WORK // (sharing * max(1, method.size))
    if able < _FEWEST * _SLOPES:
        first = ""
    count = min(_MOST, able // _SLOPES if first else able)
    if count < _FEWEST:
        return None
    standings, kept = [], 0
    for number in range(count):
        moved = moved_grades(values, groups, number)
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
    return _spread(assessment.standing, standings, kept / count if first else None)


def _spread(standing: float, standings: list[float], first_stays: float | None = None) -> Trials:
    """Where most of the standings of the trials are; that with the grades as they are is always within."""
    ordered = sorted(standings)
    low, high = (_percentile(ordered, share) for share in (_LOW, _HIGH))
    return Trials(len(ordered), min(low, standing), max(high, standing), first_stays)


def _percentile(ordered: list[float], share: float) -> float:
    """The value below which a share of some ordered values lies, between the two nearest ones."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
