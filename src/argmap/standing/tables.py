"""Arithmetic on tables: with lists if they are short, with numpy if they are long.

Both give the same bits, since each does the same additions and multiplications in the same order. Importing numpy takes
as long as a million multiplications of lists, which are ten times slower after that (`benchmarks/assess.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from operator import itemgetter, mul
from typing import Any, Protocol

Table = Any
"""A list or an array of numbers; the entries of its lowest variable alternate."""
Places = Any
"""For each entry of a table, the place of one of a smaller table."""


class Arithmetic(Protocol):
    """What elimination does with tables."""

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
        """The sums of a table at 0 and at 1 of its lowest variable, each entry weighed; rounded once."""
        ...


class Lists:
    """Arithmetic on lists."""

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

    def table(self, values: Sequence[float]) -> Table:
        return self._np.array(values, dtype=float)

    def ones(self, size: int) -> Table:
        return self._np.ones(size)

    def places(self, shared: Sequence[bool]) -> Places:
        places = self._np.zeros(1 << len(shared), dtype=self._np.int32)
        size = bit = 1
        for is_shared in shared:
            places[size : 2 * size] = places[:size] + (bit if is_shared else 0)
            size, bit = 2 * size, bit << is_shared
        return places

    def spread(self, table: Table, places: Places) -> Table:
        return table[places]

    def gathered(self, table: Table, places: Places, size: int) -> Table:
        return self._np.bincount(places, weights=table, minlength=size)

    def times(self, one: Table, other: Table) -> Table:
        return one * other

    def summed_out(self, table: Table, fails: float, holds: float) -> Table:
        return fails * table[::2] + holds * table[1::2]

    def widened(self, table: Table, fails: float, holds: float) -> Table:
        wide = self._np.empty(2 * len(table))
        wide[::2], wide[1::2] = fails * table, holds * table
        return wide

    def halves(self, table: Table, weights: Table) -> tuple[float, float]:
        return fsum(table[::2] * weights), fsum(table[1::2] * weights)
