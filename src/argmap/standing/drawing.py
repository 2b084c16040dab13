"""Worlds drawn at random for a whole map, so that all its numbers are of the same worlds, and each is found once.

What holds in them follows for each element from its id, its grade and the seed alone. So it does not depend on what
else is asked, or in which order, and a small change of a map changes few worlds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from random import Random
from statistics import NormalDist
from threading import RLock

from argmap.standing.exclusive import Groups, exclusive_worlds, fitted, independent
from argmap.standing.network import Network
from argmap.standing.worlds import Solver

SEED = 20_240_617
"""Where the drawing starts, unless told otherwise."""
_NOISE = NormalDist(0, 0.5)
"""By how much a grade is moved, in log-odds: two times in three, .675 becomes .56 to .77."""
_BLOCK, _BYTES = 16, 4
_KEPT = 1 << 14


class Drawing:
    """Worlds drawn at random, one bit per world, and what has been found to stand in them so far.

    `grades` are those of the map, or of as much of it as will be asked about, and `groups` what in it excludes each
    other.
    """

    def __init__(self, grades: Mapping[str, float], groups: Groups, samples: int, seed: int = SEED) -> None:
        """Prepare to draw so many worlds."""
        self.grades, self.groups, self.samples, self.seed = grades, groups, samples, seed
        self.mask = (1 << samples) - 1
        self._holds: dict[str, int] = {}
        self._stands: dict[str, int] = {}
        self._possible: dict[str, int] = {}
        self._decided = True
        self._moved: dict[int, Drawing] = {}
        self._lock = RLock()  # what is found so far is not complete while something is being settled

    def fits(self, grades: Mapping[str, float]) -> bool:
        """Whether these grades are those of the worlds."""
        return all(self.grades.get(element_id) == value for element_id, value in grades.items())

    def holds(self, found: Network) -> dict[str, int]:
        """The worlds in which each part of a network holds."""
        unknown = [part for part in found.parts if part not in self._holds]
        if unknown:
            groups = [group for group in found.exclusive if not self._holds.keys() >= set(group)]
            chances = independent({part: self.grades[part] for part in found.parts}, groups)
            drawn = {part: _worlds(chances[part], self.samples, self._random(part)) for part in unknown}
            self._holds |= exclusive_worlds(drawn, groups, self.mask.__xor__)
        return {part: self._holds[part] for part in found.parts}

    def settle(self, found: Network) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """The worlds in which each node of a network stands, and in which it stands or is undecided."""
        with self._lock:
            solver = Solver(found.nodes, self.holds(found), self.mask, self.mask.__xor__)
            order = [keys for keys in found.order if keys[0] not in self._stands]
            self._decided = solver.settle(order, self._stands, self._possible, decided=self._decided)
            if found.is_rivalry:
                self._stands[found.subject] = solver.clash(found, self._stands, self._possible)
        return self._stands, self._possible

    def moved(self, number: int, samples: int) -> Drawing:
        """Worlds drawn with all grades moved a little, for the trial with this number, but at most so many."""
        if number not in self._moved:
            grades = moved_grades(self.grades, self.groups, number)
            self._moved[number] = Drawing(grades, self.groups, min(samples, self.samples), self.seed)
        return self._moved[number]

    def _random(self, part: str) -> Random:
        return Random(int.from_bytes(_digest(f"{self.seed} {part}")))  # noqa: S311 - not for security


def moved_grades(grades: Mapping[str, float], groups: Groups, number: int) -> dict[str, float]:
    """The grades for the trial with a number (from 0): each with noise in its log-odds that follows from its id."""
    block, place = divmod(number, _BLOCK)
    moved = {
        element_id: 1 / (1 + math.exp(-math.log(grade / (1 - grade)) - _noise(element_id, block)[place]))
        if 0 < grade < 1
        else grade
        for element_id, grade in grades.items()
    }
    return fitted(moved, groups)


@lru_cache(maxsize=_KEPT)
def _noise(element_id: str, block: int) -> tuple[float, ...]:
    digest = _digest(f"{block} {element_id}")
    numbers = (int.from_bytes(digest[place : place + _BYTES]) for place in range(0, _BLOCK * _BYTES, _BYTES))
    return tuple(_NOISE.inv_cdf((number + 0.5) / (1 << 8 * _BYTES)) for number in numbers)


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=_BLOCK * _BYTES).digest()


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
