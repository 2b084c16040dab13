"""Arithmetic on tables: with lists if they are short, with numpy if they are long.

Importing numpy takes as long as a million multiplications of lists. After that it takes a sixty-fourth of the time for
each entry, but as long as for eight of a list for each table (`benchmarks/assess.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from operator import itemgetter, mul
from typing import Any, Protocol

_SHORT = 1 << 10
"""Up to this size, numbers are added up with a single rounding."""

_KEPT = 16
"""Places in tables of more variables than this are made each time anew, which is quicker than memory is cheap."""

Table = Any
"""A list or an array of numbers; the entries of its lowest variable alternate."""
Places = Any
"""For each entry of a table, the place of one of a smaller table."""


class Arithmetic(Protocol):
    """What elimination does with tables."""

    def work(self, size: int) -> int:
        """How long it takes to make a table of so many entries, in entries of a list."""
        ...

    def table(self, values: Sequence[float]) -> Table:
        """A table with these entries."""
        ...

    def ones(self, size: int) -> Table:
        """A table of ones."""
        ...

    def places(self, shared: Sequence[bool]) -> Places:
        """The places, in a table over some variables of a larger one, of the larger one's entries.

        `shared` says of each variable of the larger table, the lowest first, whether the smaller one has it.
        """
        ...

    def spread(self, table: Table, places: Places) -> Table:
        """The entries of a table at some places."""
        ...

    def gathered(self, table: Table, places: Places, size: int) -> Table:
        """The reverse of `spread`: for each of `size` places, the sum of the entries that belong there."""
        ...

    def times(self, one: Table, other: Table) -> Table:
        """The products of the entries of two tables of one size."""
        ...

    def summed_out(self, table: Table, fails: float, holds: float) -> Table:
        """The table without its lowest variable, which weighs `fails` at 0 and `holds` at 1."""
        ...

    def widened(self, table: Table, fails: float, holds: float) -> Table:
        """The table with a new lowest variable, which weighs `fails` at 0 and `holds` at 1."""
        ...

    def halves(self, table: Table, weights: Table) -> tuple[float, float]:
        """The sums of a table at 0 and at 1 of its lowest variable, each entry weighed."""
        ...


class Lists:
    """Arithmetic on lists."""

    def work(self, size: int) -> int:
        return size

    def table(self, values: Sequence[float]) -> list[float]:
        return list(values)

    def ones(self, size: int) -> list[float]:
        return [1.0] * size

    def places(self, shared: Sequence[bool]) -> tuple[Any, Sequence[int]]:
        places, bit = [0], 1
        for is_shared in shared:
            places += [place + bit for place in places] if is_shared else places
            bit <<= is_shared
        return itemgetter(*places), places

    def spread(self, table: list[float], places: tuple[Any, Sequence[int]]) -> Sequence[float]:
        spread: Sequence[float] = places[0](table)
        return spread

    def gathered(self, table: list[float], places: tuple[Any, Sequence[int]], size: int) -> list[float]:
        sums = [0.0] * size
        for place, value in zip(places[1], table, strict=True):
            sums[place] += value
        return sums

    def times(self, one: Sequence[float], other: Sequence[float]) -> list[float]:
        return list(map(mul, one, other))

    def summed_out(self, table: list[float], fails: float, holds: float) -> list[float]:
        return [fails * low + holds * high for low, high in zip(table[::2], table[1::2], strict=True)]

    def widened(self, table: list[float], fails: float, holds: float) -> list[float]:
        return [weight * value for value in table for weight in (fails, holds)]

    def halves(self, table: list[float], weights: list[float]) -> tuple[float, float]:
        return fsum(map(mul, table[::2], weights)), fsum(map(mul, table[1::2], weights))


class Arrays:
    """Arithmetic on arrays."""

    def __init__(self) -> None:
        import numpy as np  # noqa: PLC0415 - takes 0.1 s, needed only for long tables

        self._np = np

    def work(self, size: int) -> int:
        return 8 + size // 64

    def table(self, values: Sequence[float]) -> Table:
        return self._np.array(values, dtype=float)

    def ones(self, size: int) -> Table:
        return self._np.ones(size)

    def places(self, shared: Sequence[bool]) -> Places:
        return tuple(shared) if len(shared) > _KEPT else self._places(shared)

    def _places(self, shared: Sequence[bool]) -> Table:
        places = self._np.empty(1 << len(shared), dtype=self._np.int32)
        places[0] = 0
        size = bit = 1
        for is_shared in shared:
            self._np.add(places[:size], bit if is_shared else 0, out=places[size : 2 * size])
            size, bit = 2 * size, bit << is_shared
        return places

    def spread(self, table: Table, places: Places) -> Table:
        return table[self._places(places) if isinstance(places, tuple) else places]

    def gathered(self, table: Table, places: Places, size: int) -> Table:
        made = self._places(places) if isinstance(places, tuple) else places
        return self._np.bincount(made, weights=table, minlength=size)

    def times(self, one: Table, other: Table) -> Table:
        return one * other

    def summed_out(self, table: Table, fails: float, holds: float) -> Table:
        return fails * table[::2] + holds * table[1::2]

    def widened(self, table: Table, fails: float, holds: float) -> Table:
        wide = self._np.empty(2 * len(table))
        wide[::2], wide[1::2] = fails * table, holds * table
        return wide

    def halves(self, table: Table, weights: Table) -> tuple[float, float]:
        return self._sum(table[::2] * weights), self._sum(table[1::2] * weights)

    def _sum(self, table: Table) -> float:
        """The sum of a table, by halves as long as it is long, so that it is the same on every machine."""
        while len(table) > _SHORT:
            half = len(table) // 2
            table = table[:half] + table[half:]
        return fsum(table)
