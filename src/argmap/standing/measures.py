"""Measures other than standing: weakest link, gradual semantics, grounded labelling.

Gradual semantics have arguments, attacks and supports, but no linked premises. So a step is treated as an argument
whose base score is its grade times the strengths of what it rests on, and a claim as one with base score 0 that its
inferences support (.5 under the Euler-based semantics, in which nothing can change a base score of 0). Rivals attack
each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from argmap.standing.gradual import INFLUENCES, Bounds, Part
from argmap.standing.network import Network, Node
from argmap.standing.worlds import standing_worlds


class Measure(Protocol):
    """A measure of a network; `steps` counts what it has done so far."""

    network: Network
    steps: int

    def __call__(self, grades: Mapping[str, float]) -> tuple[float, float]:
        """A lower and an upper bound of the root in [0, 1]; they differ where the measure does not settle."""
        ...


_Strength = Callable[[Node, float, Mapping[str, float], Mapping[str, float]], float]
"""The strength of a node, given its grade, the strengths of what helps it, and those of what attacks it."""


def _gradual(name: str) -> _Strength:
    influence = INFLUENCES[name]
    neutral = 0.5 if name == "euler" else 0.0

    def strength(node: Node, grade: float, helping: Mapping[str, float], attacking: Mapping[str, float]) -> float:
        attackers = [attacking[attacker] for attacker in node.attackers]
        supports = None if node.supports is None else [helping[support] for support in node.supports]
        if supports is not None and not node.part:
            return influence(neutral, attackers, supports)
        base = grade if supports is None else grade * influence(neutral, [], supports)
        for need in node.needs:
            base *= helping[need]
        return influence(base, attackers, [])

    return strength


def _gradual_measure(found: Network, *, name: str) -> Bounded:
    return Bounded(found, _gradual(name))


def weakest(node: Node, grade: float, helping: Mapping[str, float], attacking: Mapping[str, float]) -> float:
    """As strong as the weakest thing it needs, or the best of those that suffice (Pollock; possibilistic min-max)."""
    supported = [] if node.supports is None else [max((helping[support] for support in node.supports), default=0.0)]
    unopposed = [1 - attacking[attacker] for attacker in node.attackers]
    return min([grade, *supported, *unopposed, *(helping[need] for need in node.needs)])


class Bounded:
    """A measure that bounds the strengths of nodes, for one network."""

    def __init__(self, found: Network, strength: _Strength) -> None:
        self.network, self._strength = found, strength
        self.is_min_max = strength is weakest
        self._parts = [_part(found, keys) for keys in found.order]
        self._known: Bounds | None = None
        self._grades: Mapping[str, float] = {}
        self.steps = 0

    def bounds(self, grades: Mapping[str, float]) -> Bounds:
        """The bounds of every node. Those that a change of the grades since the first call cannot reach are kept."""

        def of_node(key: str, helping: Mapping[str, float], attacking: Mapping[str, float]) -> float:
            node = self.network.nodes[key]
            return self._strength(node, grades.get(node.part, 1.0), helping, attacking)

        found = self._known.changed() if self._known else Bounds()
        other = {part for part, grade in grades.items() if self._grades.get(part) != grade}
        moved: set[str] = set()
        nodes = self.network.nodes
        for part in self._parts:
            if any(nodes[key].part in other or not moved.isdisjoint(nodes[key].influences) for key in part.arguments):
                before = (
                    [found.lower.get(key) for key in part.arguments],
                    [found.upper.get(key) for key in part.arguments],
                )
                found.find(part, of_node)
                after = [found.lower[key] for key in part.arguments], [found.upper[key] for key in part.arguments]
                if before != after:
                    moved.update(part.arguments)
            elif self._known is None:
                found.find(part, of_node)
                moved.update(part.arguments)
        self.steps += found.steps + len(self._parts)
        if self._known is None:
            self._known, self._grades = found, dict(grades)
        return found

    def __call__(self, grades: Mapping[str, float]) -> tuple[float, float]:
        """The lower and the upper bound of the root."""
        found = self.bounds(grades)
        return found.lower[self.network.subject], found.upper[self.network.subject]


def _part(found: Network, keys: list[str]) -> Part:
    helps: dict[str, list[str]] = {key: [] for key in keys}
    for key in keys:
        for below in (*found.nodes[key].needs, *(found.nodes[key].supports or ())):
            if below in helps:
                helps[below].append(key)
    return Part(keys, helps, is_circle=len(keys) > 1 or keys[0] in found.nodes[keys[0]].influences)


class Grounded:
    """1 if the root is in the grounded extension of the map with all elements of grade above 0, else 0.

    Where several exclusive elements have such a grade, each rules out the others, so none of them is in it.
    """

    def __init__(self, found: Network) -> None:
        self.network = found
        self.steps = 0

    def __call__(self, grades: Mapping[str, float]) -> tuple[float, float]:
        """The same bound twice: it always settles."""
        found = self.network
        self.steps += len(found.nodes)
        holds = {part: int(grades[part] > 0) for part in found.parts}
        for group in found.exclusive:
            if sum(holds[rival] for rival in group) > 1:
                holds |= dict.fromkeys(group, 0)
        stands = float(standing_worlds(found, holds, 1, lambda holds_or_not: holds_or_not ^ 1)[0][found.subject])
        return stands, stands


MEASURES: Mapping[str, Callable[[Network], Measure]] = {
    "weakest-link": lambda found: Bounded(found, weakest),
    **{name: partial(_gradual_measure, name=name) for name in INFLUENCES},
    "grounded": Grounded,
}
"""The measures by the names used on the command line, except `standing`, which is exact and has its own module."""
