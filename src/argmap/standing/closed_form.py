"""Standing in closed form: exact if every node reaches the root along one path only; takes linear time.

The chance of a node is the product of: the grade of its part, the chances of all it needs, 1 - prod(1 - v) over its
supports, and 1 - v for each attacker. One pass backwards gives the derivative with respect to each grade.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from argmap.standing.evaluation import Evaluation, Verdict
from argmap.standing.network import Network, Node

_NODE = 8


def is_tree(found: Network) -> bool:
    """Whether each node of a network reaches its root along one path, without circles, and has a part of its own."""
    fed: set[str] = set()
    count = 0
    for node in found.nodes.values():
        for influence in node.influences:
            count += 1
            fed.add(influence)
    nodes = len(found.nodes)
    if found.exclusive:
        return False
    return count == len(fed) == nodes - 1 and len(found.parts) == sum(bool(node.part) for node in found.nodes.values())


class Tree:
    """Everything that bears on a root, if each node does so along one path only.

    Nodes are numbered from the root, so that what a node depends on always has a higher number.
    """

    word = "closed form"

    def __init__(self, found: Network) -> None:
        """Walk the tree, which starts at the root of the network, once."""
        keys = list(found.roots)
        for key in keys:
            keys.extend(found.nodes[key].influences)
        number = {key: place for place, key in enumerate(keys)}
        self._nodes = [_numbered(found.nodes[key], number) for key in keys]
        self._elements = [found.nodes[key].element for key in keys]

    @property
    def size(self) -> int:
        """The number of nodes that an evaluation visits, times what a node takes more than a row of a diagram."""
        return _NODE * len(self._nodes)

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The probability that each element stands."""
        return dict(zip(self._elements, self._values(grades), strict=True))

    def standard_error(self, share: float) -> float:  # noqa: ARG002 - exact, whatever the share
        """0: the closed form is exact."""
        return 0.0

    def standing(self, grades: Mapping[str, float]) -> float:
        """How often the root stands."""
        return self._values(grades)[0]

    def evaluate(self, grades: Mapping[str, float]) -> Verdict:
        """How often the root stands; one pass backwards gives all slopes. Nothing is undecided without a circle."""
        value = self._values(grades)
        slope = [1.0] * len(value)
        effect: dict[str, float] = {}
        for place, (part, needs, supports, attackers) in enumerate(self._nodes):
            own = slope[place]
            grade = grades[part] if part else 1.0
            needed = [value[need] for need in needs]
            missing = [1 - value[support] for support in supports or ()]
            unopposed = [1 - value[attacker] for attacker in attackers]
            support = 1.0 if supports is None else 1 - math.prod(missing)
            all_needed, all_unopposed = math.prod(needed), math.prod(unopposed)
            if part:
                effect[part] = own * all_needed * support * all_unopposed
            own *= grade
            if needs:
                weight = own * support * all_unopposed
                for need, rest in zip(needs, _products_of_others(needed), strict=True):
                    slope[need] = weight * rest
            if supports:
                weight = own * all_needed * all_unopposed
                for below, rest in zip(supports, _products_of_others(missing), strict=True):
                    slope[below] = weight * rest
            if attackers:
                weight = own * all_needed * support
                for attacker, rest in zip(attackers, _products_of_others(unopposed), strict=True):
                    slope[attacker] = -weight * rest
        return Verdict(Evaluation(value[0], effect))

    def _values(self, grades: Mapping[str, float]) -> list[float]:
        """The probability that each node stands, by number."""
        value = [1.0] * len(self._nodes)
        for place in range(len(value) - 1, -1, -1):
            part, needs, supports, attackers = self._nodes[place]
            share = grades[part] if part else 1.0
            for need in needs:
                share *= value[need]
            if supports is not None:
                missing = 1.0
                for support in supports:
                    missing *= 1 - value[support]
                share *= 1 - missing
            for attacker in attackers:
                share *= 1 - value[attacker]
            value[place] = share
        return value


_Numbered = tuple[str, list[int], list[int] | None, list[int]]


def _numbered(node: Node, number: Mapping[str, int]) -> _Numbered:
    """The part of a node, and the numbers of what it needs, of its supports and of its attackers."""
    supports = None if node.supports is None else [number[key] for key in node.supports]
    return node.part, [number[key] for key in node.needs], supports, [number[key] for key in node.attackers]


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
