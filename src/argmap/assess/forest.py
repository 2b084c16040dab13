"""Standing and weak links of a large map in which every element leads one way only: the closed form, level by level.

The same arithmetic as `closed_form`, on columns of numbers. Levels count steps from the conclusion; the levels of one
node after the other are evaluated towards it, the derivatives away from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, overload

from argmap.assess.assessment import Assessment, Effect
from argmap.assess.grading import DEFAULT_GRADES, grades
from argmap.columns import KINDS, Columns
from argmap.graph import Graph
from argmap.model import Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Values = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_MAX_LEVELS = 2_000  # a level costs some 50 µs however few nodes it has; a longer chain is walked node by node


@dataclass(frozen=True)
class _Walk:
    """The nodes that bear on a root, level by level; `parent` is a position in `node`, `starts` where levels begin."""

    node: Numbers
    parent: Numbers
    starts: list[int]


def assess_forest(graph: Graph, conclusion: str) -> tuple[Assessment, Callable[[], dict[str, float]]] | None:
    """The assessment of a conclusion, without the stability of its ranking, and a way to how often each element stands.

    None where the map is none of this kind.
    """
    columns = graph.columns
    if columns is None or not columns.one_way:
        return None
    walk = _walk(columns, columns.number[conclusion])
    if walk is None:
        return None
    values = _Values(graph, columns, walk)
    ranked = Ranked(graph, values)
    return Assessment(conclusion, float(values.value[0]), ranked, "closed form", 0.0, None), values.chances


def _walk(columns: Columns, root: int) -> _Walk | None:
    import numpy as np  # noqa: PLC0415 - loaded already by the columns

    given = np.isin(columns.kind, [KINDS.index(kind) for kind in KINDS if kind.is_given])
    level = np.array([root], dtype=np.int64)
    nodes, parents, starts = [level], [np.array([-1])], [0, 1]
    while True:
        low, high = columns.first[level], columns.first[level + 1]
        counts = high - low
        total = int(counts.sum())
        if not total:
            break
        ends = np.cumsum(counts)
        inside = np.arange(total) - np.repeat(ends - counts, counts)
        children = columns.inflow[np.repeat(low, counts) + inside]
        parent = np.repeat(np.arange(starts[-2], starts[-1]), counts)
        # A premise is given: what supports it does not bear on its standing.
        bears = columns.attacks[children] | ~given[np.repeat(level, counts)]
        level, parent = children[bears], parent[bears]
        if not len(level):
            break
        if (level == root).any() or len(starts) > _MAX_LEVELS:
            return None
        nodes.append(level)
        parents.append(parent)
        starts.append(starts[-1] + len(level))
    return _Walk(np.concatenate(nodes), np.concatenate(parents), starts)


class _Values:
    """What the closed form gives for each node of a walk, by its position."""

    def __init__(self, graph: Graph, columns: Columns, walk: _Walk) -> None:
        import numpy as np  # noqa: PLC0415 - loaded already by the columns

        self.columns, self.walk = columns, walk
        kind = columns.kind[walk.node]
        self.attacks = columns.attacks[walk.node]
        statement = np.isin(kind, [KINDS.index(one) for one in KINDS if one.is_statement])
        supported = np.zeros(len(walk.node), dtype=bool)
        supported[walk.parent[1:][~self.attacks[1:]]] = True
        graded = np.isin(kind, [KINDS.index(one) for one in KINDS if one.is_graded])
        self.uncertain: Flags = graded | ~supported
        self.sums = statement & supported & ~graded
        self.grade = self._grades(graph, kind)
        self.value: Values = np.empty(len(walk.node))
        self.support: Values = np.empty(len(walk.node))
        self.unopposed: Values = np.ones(len(walk.node))
        self.rest: Values = np.ones(len(walk.node))
        self._towards()
        self.slope: Values = np.ones(len(walk.node))
        self._away()

    def _grades(self, graph: Graph, kind: NDArray[np.int8]) -> Values:
        import numpy as np  # noqa: PLC0415 - loaded already by the columns

        grading = graph.map.map.grading
        defaults = np.zeros(len(KINDS))
        for place, one in enumerate(KINDS):
            counted = one if one in DEFAULT_GRADES else Kind.PREMISE
            chosen = getattr(grading, counted.value)
            defaults[place] = DEFAULT_GRADES[counted] if chosen is None else chosen
        own = self.columns.grade[self.walk.node]
        value = np.where(np.isnan(own), defaults[kind], own)
        special = np.flatnonzero(self.columns.noted[self.walk.node] & self.uncertain)
        names = [self.columns.names[self.walk.node[place]] for place in special]
        value[special] = [graded.value for graded in grades(graph, names).values()]
        return value

    def _towards(self) -> None:
        """Values from the last level to the root, and for each node the product of the others beside it."""
        import numpy as np  # noqa: PLC0415 - loaded already by the columns

        starts, parent = self.walk.starts, self.walk.parent
        product = np.ones(len(parent))
        for level in range(len(starts) - 2, -1, -1):
            here = slice(starts[level], starts[level + 1])
            sums = self.sums[here]
            self.support[here] = np.where(
                sums, 1 - product[here], np.where(self.uncertain[here], self.grade[here], 1) * product[here]
            )
            self.value[here] = self.support[here] * self.unopposed[here]
            if level == 0:
                break
            # Each factor is the chance that a support stands (or fails, where one is enough) or an objection fails.
            attacks, up = self.attacks[here], parent[here]
            value = self.value[here]
            factor = np.where(attacks | self.sums[up], 1 - value, value)
            key = 2 * up + attacks
            begins = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
            whole = np.multiply.reduceat(factor, begins)
            group = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(key))))
            self.rest[here] = _others(factor, whole, begins, group)
            heads = up[begins]
            against = attacks[begins]
            product[heads[~against]] = whole[~against]
            self.unopposed[heads[against]] = whole[against]
        self._product = product

    def _away(self) -> None:
        """Derivatives of the root's value by each node's value, from the root to the last level."""
        starts, parent = self.walk.starts, self.walk.parent
        import numpy as np  # noqa: PLC0415 - loaded already by the columns

        for level in range(1, len(starts) - 1):
            here = slice(starts[level], starts[level + 1])
            up = parent[here]
            carried = np.where(self.sums[up], 1.0, self.grade[up]) * self.unopposed[up]
            outer = np.where(self.attacks[here], -self.support[up], carried)
            self.slope[here] = self.slope[up] * outer * self.rest[here]

    def chances(self) -> dict[str, float]:
        """How often each node stands."""
        names = self.columns.names
        return {names[node]: value for node, value in zip(self.walk.node.tolist(), self.value.tolist(), strict=True)}

    @cached_property
    def by_grade(self) -> Values:
        """The derivative of the root's value by each node's grade."""
        import numpy as np  # noqa: PLC0415 - loaded already by the columns

        return self.slope * self.unopposed * np.where(self.sums, 0.0, self._product)

    @cached_property
    def against(self) -> Flags:
        """Whether each node bears on the root over an odd number of objections."""
        sign = self.attacks.copy()
        sign[0] = False
        for level in range(1, len(self.walk.starts) - 1):
            here = slice(self.walk.starts[level], self.walk.starts[level + 1])
            sign[here] ^= sign[self.walk.parent[here]]
        return sign

    @cached_property
    def gain(self) -> Values:
        """W of each node."""
        import numpy as np  # noqa: PLC0415 - loaded already by the columns

        return np.where(self.against, -self.grade, 1 - self.grade) * self.by_grade

    @cached_property
    def loss(self) -> Values:
        """L of each node."""
        import numpy as np  # noqa: PLC0415 - loaded already by the columns

        return np.where(self.against, self.grade - 1, self.grade) * self.by_grade

    @cached_property
    def single(self) -> Flags:
        """Whether the root cannot stand without a node, whatever the grades; by number too where it stands at all."""
        import numpy as np  # noqa: PLC0415 - loaded already by the columns

        count = np.bincount(self.walk.parent[1:][~self.attacks[1:]], minlength=len(self.attacks))
        single = np.zeros(len(self.attacks), dtype=bool)
        single[0] = True
        for level in range(1, len(self.walk.starts) - 1):
            here = slice(self.walk.starts[level], self.walk.starts[level + 1])
            up = self.walk.parent[here]
            single[here] = single[up] & ~self.attacks[here] & (~self.sums[up] | (count[up] == 1))
        total = self.value[0]
        by_number: Flags = (total > 0) & ~self.against & np.isclose(total, self.loss, rtol=1e-9, atol=0)
        return single | by_number


def _others(factor: Values, whole: Values, begins: Numbers, group: Numbers) -> Values:
    """For each factor the product of the others of its group; a factor may be 0."""
    import numpy as np  # noqa: PLC0415 - loaded already by the columns

    zero = factor == 0
    if not zero.any():
        return whole[group] / factor
    filled = np.where(zero, 1.0, factor)
    left = np.multiply.reduceat(filled, begins)[group]
    zeros = np.add.reduceat(zero.astype(np.int64), begins)[group]
    return np.where(zeros == 0, left / filled, np.where((zeros == 1) & zero, left, 0.0))


class Ranked(Sequence[Effect]):
    """The effects of all elements, the weakest first; each is made when it is asked for, the order once."""

    def __init__(self, graph: Graph, values: _Values) -> None:
        """Keep what the effects are made from."""
        self._graph, self._values = graph, values

    @property
    def gain(self) -> Values:
        """W of every element that bears on the conclusion, the conclusion first, level by level."""
        return self._values.gain

    @cached_property
    def _order(self) -> Numbers:
        import numpy as np  # noqa: PLC0415 - loaded already by the columns

        places = np.flatnonzero(self._values.uncertain)
        gain, loss = self._values.gain[places].round(9), self._values.loss[places].round(9)
        return places[np.lexsort((-loss, -gain))]

    def __len__(self) -> int:
        """How many elements have a grade."""
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> Effect: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Effect]: ...
    def __getitem__(self, place: int | slice) -> Effect | Sequence[Effect]:
        """The effect at a rank, from 0."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        at = int(self._order[place])
        values = self._values
        name = values.columns.names[int(values.walk.node[at])]
        standing = float(values.value[0])
        gain = float(values.gain[at])
        share = gain / (1 - standing) if standing < 1 else 0.0
        against, single = bool(values.against[at]), bool(values.single[at])
        grade = grades(self._graph, [name])[name]
        return Effect(name, grade, gain, share, float(values.loss[at]), standing + gain, against, single)
