"""Standing by the closed form, exact where every element reaches the conclusion by one way only; linear in time.

v(premise) = g x prod(1 - v(objections)); v(step) = g x prod(v(what it rests on)) x prod(1 - v(objections));
v(claim) = (1 - prod(1 - v(inferences))) x prod(1 - v(objections)). One pass back gives the derivatives by each grade.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from argmap.graph import Graph


def is_tree(graph: Graph, names: Collection[str]) -> bool:
    """Whether everything in `names`, which bears on one of them, does so by one way only, without circles."""
    fed: set[str] = set()
    for name in names:
        for other in graph.influences(name):
            if other in fed:
                return False
            fed.add(other)
    return len(fed) == len(names) - 1


class Tree:
    """Everything that bears on a root, each by one way only.

    Elements are numbered from the root on, so that what an element depends on always has a higher number.
    """

    word = "closed form"

    def __init__(self, graph: Graph, root: str) -> None:
        """Walk the tree once."""
        names = [root]
        for name in names:
            names.extend(graph.influences(name))
        number = {name: place for place, name in enumerate(names)}
        self._names = names
        self._uncertain = [graph.is_uncertain(name) for name in names]
        self._attackers = [[number[other] for other in graph.attackers(name)] for name in names]
        self._supports = [[number[other] for other in _supports(graph, name)] for name in names]

    @property
    def size(self) -> int:
        """How many elements an evaluation visits."""
        return len(self._names)

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """How often each element stands."""
        return dict(zip(self._names, self._values(self._graded(grades)), strict=True))

    def standard_error(self, share: float) -> float:  # noqa: ARG002 - exact, whatever the share
        """None: the closed form is exact."""
        return 0.0

    def evaluate(
        self,
        grades: Mapping[str, float],
        wanted: Sequence[str] | None = None,  # noqa: ARG002 - all come out of one pass
    ) -> tuple[float, dict[str, float]]:
        """The standing of the root, and its derivative by the grade of every element."""
        graded = self._graded(grades)
        value = self._values(graded)
        slope = [1.0] * len(value)
        effect: dict[str, float] = {}
        for number, name in enumerate(self._names):
            attackers, supports, own = self._attackers[number], self._supports[number], slope[number]
            is_uncertain = self._uncertain[number]
            unopposed = math.prod([1 - value[attacker] for attacker in attackers])
            factors = [value[other] if is_uncertain else 1 - value[other] for other in supports]
            rests = _products_of_others(factors)
            weight = own * unopposed
            if is_uncertain:
                whole = math.prod(factors)
                effect[name] = weight * whole
                weight *= graded[number]
                support = graded[number] * whole
            else:
                support = 1 - math.prod(factors)
            for other, rest in zip(supports, rests, strict=True):
                slope[other] = weight * rest
            if attackers:
                others = _products_of_others([1 - value[attacker] for attacker in attackers])
                for attacker, rest in zip(attackers, others, strict=True):
                    slope[attacker] = -own * support * rest
        return value[0], effect

    def _graded(self, grades: Mapping[str, float]) -> list[float]:
        return [grades[name] if known else 0.0 for name, known in zip(self._names, self._uncertain, strict=True)]

    def _values(self, graded: Sequence[float]) -> list[float]:
        """How often each element stands, by number."""
        value = list(graded)
        for number in range(len(value) - 1, -1, -1):
            if self._uncertain[number]:
                share = graded[number]
                for other in self._supports[number]:
                    share *= value[other]
            else:
                missing = 1.0
                for other in self._supports[number]:
                    missing *= 1 - value[other]
                share = 1 - missing
            for attacker in self._attackers[number]:
                share *= 1 - value[attacker]
            value[number] = share
        return value


def _supports(graph: Graph, name: str) -> tuple[str, ...]:
    """What a step rests on, or the inferences to a derived statement; nothing for what is taken as given."""
    if not graph.is_uncertain(name):
        return graph.supporters(name)
    return () if graph.kinds[name].is_statement else graph.predecessors(name)


def _products_of_others(factors: list[float]) -> list[float]:
    """For each factor the product of all the others, without dividing (a factor may be 0)."""
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
