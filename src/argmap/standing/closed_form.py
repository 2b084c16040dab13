"""Standing in closed form: exact if every element reaches the conclusion along one path only; takes linear time.

v(premise) = g x prod(1 - v(objections)); v(step) = g x prod(v(what it rests on)) x prod(1 - v(objections));
v(claim) = (1 - prod(1 - v(inferences))) x prod(1 - v(objections)). One pass backwards gives the derivative with respect
to each grade.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from argmap.graph import Graph


def is_tree(graph: Graph, ids: Collection[str]) -> bool:
    """Whether the elements `ids`, which all bear on one of them, do so along one path each, without circles."""
    fed: set[str] = set()
    for element_id in ids:
        for influence in graph.influences(element_id):
            if influence in fed:
                return False
            fed.add(influence)
    return len(fed) == len(ids) - 1


class Tree:
    """Everything that bears on a root, if each element does so along one path only.

    Elements are numbered from the root, so that what an element depends on always has a higher number.
    """

    word = "closed form"

    def __init__(self, graph: Graph, root: str) -> None:
        """Walk the tree, which starts at `root`, once."""
        ids = [root]
        for element_id in ids:
            ids.extend(graph.influences(element_id))
        number = {element_id: place for place, element_id in enumerate(ids)}
        self._ids = ids
        self._uncertain = [graph.is_uncertain(element_id) for element_id in ids]
        self._attackers = [[number[attacker] for attacker in graph.attackers(element_id)] for element_id in ids]
        self._supports = [[number[support] for support in _supports(graph, element_id)] for element_id in ids]

    @property
    def size(self) -> int:
        """The number of elements that an evaluation visits."""
        return len(self._ids)

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The probability that each element stands."""
        return dict(zip(self._ids, self._values(self._graded(grades)), strict=True))

    def standard_error(self, share: float) -> float:  # noqa: ARG002 - exact, whatever the share
        """0: the closed form is exact."""
        return 0.0

    def evaluate(
        self,
        grades: Mapping[str, float],
        wanted: Sequence[str] | None = None,  # noqa: ARG002 - one pass computes them all
    ) -> tuple[float, dict[str, float]]:
        """The standing of the root, and its derivative with respect to the grade of every element."""
        graded = self._graded(grades)
        value = self._values(graded)
        slope = [1.0] * len(value)
        effect: dict[str, float] = {}
        for number, element_id in enumerate(self._ids):
            attackers, supports, own = self._attackers[number], self._supports[number], slope[number]
            is_uncertain = self._uncertain[number]
            unopposed = math.prod([1 - value[attacker] for attacker in attackers])
            factors = [value[support] if is_uncertain else 1 - value[support] for support in supports]
            rests = _products_of_others(factors)
            weight = own * unopposed
            if is_uncertain:
                whole = math.prod(factors)
                effect[element_id] = weight * whole
                weight *= graded[number]
                supported = graded[number] * whole
            else:
                supported = 1 - math.prod(factors)
            for support, rest in zip(supports, rests, strict=True):
                slope[support] = weight * rest
            if attackers:
                others = _products_of_others([1 - value[attacker] for attacker in attackers])
                for attacker, rest in zip(attackers, others, strict=True):
                    slope[attacker] = -own * supported * rest
        return value[0], effect

    def _graded(self, grades: Mapping[str, float]) -> list[float]:
        return [
            grades[element_id] if known else 0.0 for element_id, known in zip(self._ids, self._uncertain, strict=True)
        ]

    def _values(self, graded: Sequence[float]) -> list[float]:
        """The probability that each element stands, by number."""
        value = list(graded)
        for number in range(len(value) - 1, -1, -1):
            if self._uncertain[number]:
                share = graded[number]
                for support in self._supports[number]:
                    share *= value[support]
            else:
                missing = 1.0
                for support in self._supports[number]:
                    missing *= 1 - value[support]
                share = 1 - missing
            for attacker in self._attackers[number]:
                share *= 1 - value[attacker]
            value[number] = share
        return value


def _supports(graph: Graph, element_id: str) -> tuple[str, ...]:
    """What a step rests on, or the inferences to a supported statement; empty for what is taken as given."""
    if not graph.is_uncertain(element_id):
        return graph.supporters(element_id)
    return () if graph.kinds[element_id].is_statement else graph.predecessors(element_id)


def _products_of_others(factors: list[float]) -> list[float]:
    """For each factor, the product of all the others, computed without division because a factor may be 0."""
    if len(factors) == 1:
        return [1.0]
    result = [1.0] * len(factors)
    before = after = 1.0
    for place, factor in enumerate(factors):
        result[place] = before
        before *= factor
    for place in range(len(factors) - 1, -1, -1):
        result[place] *= after
        after *= factors[place]
    return result
