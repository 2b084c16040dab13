"""Measures other than standing: weakest link, gradual semantics, grounded labelling.

Gradual semantics have arguments, attacks and supports, but no linked premises. So a step is treated as an argument
whose base score is its grade times the strengths of what it rests on, and a claim as one with base score 0 that its
inferences support (.5 under the Euler-based semantics, in which nothing can change a base score of 0). Rivals attack
each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.standing.gradual import INFLUENCES, settle
from argmap.standing.network import Network, Node
from argmap.standing.worlds import standing_worlds

Measure = Callable[[Network, Mapping[str, float]], float]
"""A function that returns the value of the root of a network in [0, 1], given the grades."""


_Strength = Callable[[Node, float, Mapping[str, float]], float]
"""A function that returns the strength of a node, given its grade and the strengths of what it depends on."""


def _gradual(name: str) -> Measure:
    influence = INFLUENCES[name]
    neutral = 0.5 if name == "euler" else 0.0

    def strength(node: Node, grade: float, now: Mapping[str, float]) -> float:
        attackers = [now[attacker] for attacker in node.attackers]
        supports = None if node.supports is None else [now[support] for support in node.supports]
        if supports is not None and not node.part:
            return influence(neutral, attackers, supports)
        base = grade if supports is None else grade * influence(neutral, [], supports)
        for need in node.needs:
            base *= now[need]
        return influence(base, attackers, [])

    return _settled(strength)


def _weakest(node: Node, grade: float, now: Mapping[str, float]) -> float:
    """As strong as the weakest thing it needs, or the best of those that suffice (Pollock; possibilistic min-max)."""
    supported = [] if node.supports is None else [max((now[support] for support in node.supports), default=0.0)]
    unopposed = [1 - now[attacker] for attacker in node.attackers]
    return min([grade, *supported, *unopposed, *(now[need] for need in node.needs)])


def _settled(strength: _Strength) -> Measure:
    """A measure that iterates over the nodes, in the order in which they depend on each other, until they converge."""

    def measure(found: Network, grades: Mapping[str, float]) -> float:
        def fresh(key: str, now: Mapping[str, float]) -> float:
            node = found.nodes[key]
            return strength(node, grades.get(node.part, 1.0), now)

        return settle(found.order, dict.fromkeys(found.nodes, 0.0), fresh)[found.subject]

    return measure


def _grounded(found: Network, grades: Mapping[str, float]) -> float:
    """1 if the root is in the grounded extension of the map with all elements of grade above 0, else 0.

    Where several exclusive elements have such a grade, each rules out the others, so none of them is in it.
    """
    holds = {part: int(grades[part] > 0) for part in found.parts}
    for group in found.exclusive:
        if sum(holds[rival] for rival in group) > 1:
            holds |= dict.fromkeys(group, 0)
    return float(standing_worlds(found, holds, 1, lambda holds_or_not: holds_or_not ^ 1)[0][found.subject])


MEASURES: Mapping[str, Measure] = {
    "weakest-link": _settled(_weakest),
    **{name: _gradual(name) for name in INFLUENCES},
    "grounded": _grounded,
}
"""The measures by the names used on the command line, except `standing`, which is exact and has its own module."""
