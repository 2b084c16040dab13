"""The elimination of variables as a circuit of products and sums of tables, and its derivatives.

One pass forwards gives the sum over all worlds of the product of all factors. One pass backwards gives its derivative
with respect to the two weights of every variable (A. Darwiche, "A differential approach to inference in Bayesian
networks", Journal of the ACM 50, 2003).
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from argmap.standing.tables import Arithmetic, Places, Table

Weights = Sequence[tuple[float, float]]
"""What each variable weighs at 0 and at 1."""


class _Given(NamedTuple):
    """A table that does not depend on any weight."""

    table: Table


class _Product(NamedTuple):
    """The product of two earlier tables; the places of their entries in it, None for one with the same variables."""

    one: int
    other: int
    one_places: Places | None
    other_places: Places | None


class _Sum(NamedTuple):
    """An earlier table without its lowest variable, which is summed out."""

    table: int
    variable: int


class _Pending(NamedTuple):
    """A table still to be multiplied, and its variables: bit p is that of the variable eliminated after p others."""

    scope: int
    number: int


class Circuit:
    """The sum of a product of factors over all values of some variables."""

    def __init__(
        self,
        order: Sequence[tuple[int, Sequence[int]]],
        factors: Mapping[tuple[int, int], Sequence[float]],
        kit: Arithmetic,
        budget: int,
    ) -> None:
        """Plan the operations from the order of elimination and the factors of two variables.

        Raises `MemoryError` if the tables have more than `budget` entries together.
        """
        self.work = 0
        """How long it takes to compute all tables, in entries of a list."""
        self._kit = kit
        self._budget = budget
        self._operations: list[_Given | _Product | _Sum] = []
        self._sizes: list[int] = []
        position = {variable: place for place, (variable, _) in enumerate(order)}
        pending: list[list[_Pending]] = [[] for _ in order]
        for pair, table in factors.items():
            places = [position[variable] for variable in pair]
            values = table if places[0] < places[1] else (table[0], table[2], table[1], table[3])
            pending[min(places)].append(_Pending(_bits(places), self._given(kit.table(values))))
        ends = []
        for place, (variable, _) in enumerate(order):
            top = self._product_of(pending[place]) or _Pending(1 << place, self._given(kit.ones(2)))
            left = top.scope & ~(1 << place)
            result = _Pending(left, self._sum(top.number, variable))
            if left:
                pending[_members(left)[0]].append(result)
            else:
                ends.append(result)
        if self._product_of(ends) is None:
            self._given(kit.ones(1))

    def total(self, weights: Weights) -> float:
        """The sum over all worlds."""
        return float(self._forward(weights)[-1][0])

    def derivatives(self, weights: Weights) -> tuple[float, list[tuple[float, float]]]:
        """The sum over all worlds, and its derivatives with respect to the two weights of each variable."""
        kit, values = self._kit, self._forward(weights, for_derivatives=True)
        total = float(values[-1][0])
        found = [(0.0, 0.0)] * len(weights)
        slopes: list[Table] = [None] * len(values)
        slopes[-1] = kit.ones(1)
        for number in range(len(values) - 1, -1, -1):
            operation, slope = self._operations[number], slopes[number]
            if isinstance(operation, _Product):
                one, other = operation.one, operation.other
                for target, places, factor, spread in (
                    (one, operation.one_places, values[other], operation.other_places),
                    (other, operation.other_places, values[one], operation.one_places),
                ):
                    if not self._is_given(target):
                        whole = kit.times(slope, factor if spread is None else kit.spread(factor, spread))
                        slopes[target] = whole if places is None else kit.gathered(whole, places, self._sizes[target])
            elif isinstance(operation, _Sum):
                found[operation.variable] = kit.halves(self._summand(operation, values), slope)
                if not self._is_given(operation.table):
                    slopes[operation.table] = kit.widened(slope, *weights[operation.variable])
            values[number] = slopes[number] = None  # no longer needed, and perhaps long
        return total, found

    def _forward(self, weights: Weights, *, for_derivatives: bool = False) -> list[Table]:
        """The tables of all operations, without those no longer needed.

        For derivatives all are needed again, but those that were only made to be summed are made anew: they are the
        longest, and to keep them takes half of all memory.
        """
        kit = self._kit
        values: list[Table] = []
        for operation in self._operations:
            if isinstance(operation, _Given):
                values.append(operation.table)
            elif isinstance(operation, _Sum):
                values.append(kit.summed_out(values[operation.table], *weights[operation.variable]))
                if not for_derivatives or isinstance(self._operations[operation.table], _Product):
                    values[operation.table] = None
            else:
                values.append(self._multiplied(operation, values[operation.one], values[operation.other]))
                if not for_derivatives:
                    values[operation.one] = values[operation.other] = None
        return values

    def _summand(self, operation: _Sum, values: list[Table]) -> Table:
        """The table that was summed."""
        made = self._operations[operation.table]
        if isinstance(made, _Product):
            return self._multiplied(made, values[made.one], values[made.other])
        return values[operation.table]

    def _multiplied(self, product: _Product, one: Table, other: Table) -> Table:
        kit = self._kit
        return kit.times(
            one if product.one_places is None else kit.spread(one, product.one_places),
            other if product.other_places is None else kit.spread(other, product.other_places),
        )

    def _is_given(self, number: int) -> bool:
        return isinstance(self._operations[number], _Given)

    def _given(self, table: Table) -> int:
        self._reserve(len(table))
        return self._add(_Given(table), len(table))

    def _sum(self, table: int, variable: int) -> int:
        size = self._sizes[table] // 2
        self._reserve(size)
        return self._add(_Sum(table, variable), size)

    def _product_of(self, tables: Iterable[_Pending]) -> _Pending | None:
        """The product of tables, the smallest first, each with the one it widens least; None if there are no tables."""
        alike: dict[int, _Pending] = {}
        for table in tables:
            known = alike.get(table.scope)
            alike[table.scope] = self._pair(known, table) if known else table
        rest = sorted(alike.values(), key=_by_size)
        while len(rest) > 1:
            least = rest.pop(0)
            widths = [(table.scope | least.scope).bit_count() for table in rest]
            insort(rest, self._pair(least, rest.pop(widths.index(min(widths)))), key=_by_size)
        return rest[0] if rest else None

    def _pair(self, one: _Pending, other: _Pending) -> _Pending:
        scope = one.scope | other.scope
        members = _members(scope)
        size = 1 << len(members)
        self._reserve(size)
        one_places, other_places = (
            None if table.scope == scope else self._kit.places([bool(table.scope >> place & 1) for place in members])
            for table in (one, other)
        )
        product = _Product(one.number, other.number, one_places, other_places)
        first, second = self._operations[one.number], self._operations[other.number]
        if isinstance(first, _Given) and isinstance(second, _Given):
            return _Pending(scope, self._add(_Given(self._multiplied(product, first.table, second.table)), size))
        return _Pending(scope, self._add(product, size))

    def _reserve(self, size: int) -> None:
        """Count the entries of a table before it is made."""
        self._budget -= size
        if self._budget < 0:
            raise MemoryError
        self.work += self._kit.work(size)

    def _add(self, operation: _Given | _Product | _Sum, size: int) -> int:
        self._operations.append(operation)
        self._sizes.append(size)
        return len(self._operations) - 1


def _by_size(table: _Pending) -> tuple[int, int]:
    return table.scope.bit_count(), table.number


def _bits(places: Iterable[int]) -> int:
    return reduce(or_, (1 << place for place in places), 0)


def _members(scope: int) -> list[int]:
    """The bits that are set, the lowest first."""
    members = []
    while scope:
        lowest = scope & -scope
        members.append(lowest.bit_length() - 1)
        scope ^= lowest
    return members
