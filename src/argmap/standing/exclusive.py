"""Exclusive parts: of several rivals at most one holds, and their grades are the chances.

One independent part stands for each rival: the first holds with its grade, and each of the others, if none before it
holds, with the share that its grade has of what is left. So every method that works on independent parts works on
exclusive ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

Worlds = TypeVar("Worlds", bound=Any)

Groups = Sequence[Sequence[str]]

_LEAST = 1e-6
"""Dividing by less would lose more than ten of sixteen digits."""


def independent(grades: Mapping[str, float], groups: Groups) -> dict[str, float]:
    """The chances, in [0, 1], of the independent parts that stand for exclusive ones; all other grades unchanged."""
    chances = dict(grades)
    for group in groups:
        left = 1.0
        for rival in group:
            chances[rival] = min(1.0, grades[rival] / left) if left > 0 else 0.0
            left -= grades[rival]
    return chances


def exclusive_worlds(
    holds: Mapping[str, Worlds], groups: Groups, negate: Callable[[Worlds], Worlds]
) -> dict[str, Worlds]:
    """The worlds in which exclusive parts hold, from those in which the independent parts for them do."""
    found = dict(holds)
    for group in groups:
        left = None
        for rival in group:
            found[rival] = holds[rival] if left is None else left & holds[rival]
            left = negate(holds[rival]) if left is None else left & negate(holds[rival])
    return found


def settled(grades: Mapping[str, float], element_id: str, value: float, groups: Groups) -> dict[str, float]:
    """The grades if an element had another one. Its rivals share what it leaves, in proportion to their grades."""
    changed = {**grades, element_id: value}
    for group in groups:
        if element_id in group:
            before = 1 - grades[element_id]
            scale = (1 - value) / before if before > 0 else 0.0
            changed |= {rival: grades[rival] * scale for rival in group if rival != element_id}
    return changed


def fitted(grades: Mapping[str, float], groups: Groups) -> dict[str, float]:
    """The grades, with those of exclusive parts lowered in proportion if they add up to more than 1."""
    changed = dict(grades)
    for group in groups:
        total = sum(grades[rival] for rival in group)
        if total > 1:
            changed |= {rival: grades[rival] / total for rival in group}
    return changed


def exclusive_slopes(
    share: Callable[[Mapping[str, float]], float],
    grades: Mapping[str, float],
    groups: Groups,
    slopes: Mapping[str, float],
) -> dict[str, float]:
    """How much larger a share is if an exclusive element holds than if it fails, for each of them.

    `slopes` are those of the independent parts. If none of the rivals before the k-th holds (a chance of p), the share
    is r; it is s if the k-th holds, and r' if that fails too: r = c s + (1 - c) r', and p (s - r') is the slope of the
    k-th part, whose chance is c. So all follow in a row; where p is too small to divide by, `share` is computed anew.
    """
    found: dict[str, float] = {}
    now = share(grades)
    chances = independent(grades, groups)
    for group in groups:
        none_before, rest = 1.0, now
        holding: dict[str, float] = {}
        for rival in group:
            if none_before < _LEAST:
                holding[rival] = share(settled(grades, rival, 1.0, groups))
                continue
            step = slopes[rival] / none_before
            rest -= chances[rival] * step
            holding[rival] = rest + step
            none_before *= 1 - chances[rival]
        for rival in group:
            left = 1 - grades[rival]
            failing = (
                (now - grades[rival] * holding[rival]) / left
                if left >= _LEAST
                else share(settled(grades, rival, 0.0, groups))
            )
            found[rival] = holding[rival] - failing
    return found
