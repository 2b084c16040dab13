"""Standing by the closed form, exact where every element reaches the conclusion by one way only; linear in time.

v(premise) = g x prod(1 - v(objections)); v(step) = g x prod(v(what it rests on)) x prod(1 - v(objections));
v(claim) = (1 - prod(1 - v(inferences))) x prod(1 - v(objections)). One pass back gives the derivatives by each grade.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from argmap.assess.grading import is_uncertain
from argmap.assess.worlds import influences
from argmap.graph import Graph


def is_tree(graph: Graph, names: Collection[str]) -> bool:
    """Whether everything in `names`, which bears on one of them, does so by one way only, without circles."""
    fed: set[str] = set()
    for name in names:
        for other in influences(graph, name):
            if other in fed:
                return False
            fed.add(other)
    return len(fed) == len(names) - 1


class Tree:
    """Everything that bears on a root, each by one way only."""

    def __init__(self, graph: Graph, root: str) -> None:
        """Walk the tree once."""
        self._graph, self._root = graph, root
        self._order = [root]
        for name in self._order:
            self._order.extend(influences(graph, name))

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """How often each element stands."""
        graph, value = self._graph, dict[str, float]()
        for name in reversed(self._order):
            support = _support(graph, name, grades, value)
            value[name] = support * _unopposed(graph, name, value) if graph.attackers(name) else support
        return value

    def evaluate(self, grades: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        """The standing of the root, and its derivative by the grade of every element."""
        graph = self._graph
        value = self.chances(grades)
        slope = {self._root: 1.0}
        effect: dict[str, float] = {}
        for name in self._order:
            support = _support(graph, name, grades, value)
            unopposed = _unopposed(graph, name, value)
            attackers = graph.attackers(name)
            for one, rest in zip(attackers, _products_of_others([1 - value[one] for one in attackers]), strict=True):
                slope[one] = -slope[name] * support * rest
            if not is_uncertain(graph, name):
                inferences = graph.supporters(name)
                rests = _products_of_others([1 - value[one] for one in inferences])
                for one, rest in zip(inferences, rests, strict=True):
                    slope[one] = slope[name] * unopposed * rest
                continue
            sources = () if graph.kinds[name].is_statement else graph.predecessors(name)
            rests = _products_of_others([grades[name], *(value[one] for one in sources)])
            effect[name] = slope[name] * unopposed * rests[0]
            for one, rest in zip(sources, rests[1:], strict=True):
                slope[one] = slope[name] * unopposed * rest
        return value[self._root], effect


def _support(graph: Graph, name: str, grades: Mapping[str, float], value: Mapping[str, float]) -> float:
    if is_uncertain(graph, name):
        product = grades[name]
        if not graph.kinds[name].is_statement:
            for source in graph.predecessors(name):
                product *= value[source]
        return product
    missing = 1.0
    for inference in graph.supporters(name):
        missing *= 1 - value[inference]
    return 1 - missing


def _unopposed(graph: Graph, name: str, value: Mapping[str, float]) -> float:
    product = 1.0
    for objection in graph.attackers(name):
        product *= 1 - value[objection]
    return product


def _products_of_others(factors: list[float]) -> list[float]:
    """For each factor the product of all the others, without dividing (a factor may be 0)."""
    before = [1.0]
    for factor in factors:
        before.append(before[-1] * factor)
    after = 1.0
    result = [0.0] * len(factors)
    for place in range(len(factors) - 1, -1, -1):
        result[place] = before[place] * after
        after *= factors[place]
    return result
