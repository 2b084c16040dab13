"""Other measures of a map than standing: weakest link, gradual semantics, grounded labelling.

The gradual semantics know arguments, attacks and supports, not linked premises. So a step is read as an argument whose
base score is its grade times the strengths of what it rests on (linked premises), a claim as one with base score 0 that
its inferences support; with .5 under the Euler-based semantics, by which nothing moves a base score of 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.graph import Graph
from argmap.standing.gradual import INFLUENCES, settle
from argmap.standing.worlds import in_order, standing_worlds

Measure = Callable[[Graph, str, Mapping[str, float]], float]
"""The value of a statement in [0, 1], given the grades."""


_Node = Callable[[Graph, str, Mapping[str, float], Mapping[str, float]], float]
"""The strength of a node from the grades, and from the strengths of what it depends on."""


def _gradual(name: str) -> Measure:
    influence = INFLUENCES[name]
    neutral = 0.5 if name == "euler" else 0.0

    def node(graph: Graph, name: str, grades: Mapping[str, float], now: Mapping[str, float]) -> float:
        attackers = [now[attacker] for attacker in graph.attackers(name)]
        if not graph.is_uncertain(name):
            return influence(neutral, attackers, [now[inference] for inference in graph.supporters(name)])
        base = grades[name]
        if not graph.kinds[name].is_statement:
            for premise in graph.predecessors(name):
                base *= now[premise]
        return influence(base, attackers, [])

    return _settled(node)


def _weakest(graph: Graph, name: str, grades: Mapping[str, float], now: Mapping[str, float]) -> float:
    """As strong as the weakest of what is needed and the best of what suffices (Pollock; possibilistic min-max)."""
    unopposed = min((1 - now[attacker] for attacker in graph.attackers(name)), default=1.0)
    if not graph.is_uncertain(name):
        return min(unopposed, max(now[inference] for inference in graph.supporters(name)))
    needed = () if graph.kinds[name].is_statement else graph.predecessors(name)
    return min([grades[name], unopposed, *(now[premise] for premise in needed)])


def _settled(node: _Node) -> Measure:
    """A measure that is found by settling the nodes in the order in which they depend on each other."""

    def measure(graph: Graph, root: str, grades: Mapping[str, float]) -> float:
        names = graph.bearing(root)
        parts = in_order(graph, names)
        return settle(parts, dict.fromkeys(names, 0.0), lambda name, now: node(graph, name, grades, now))[root]

    return measure


def _grounded(graph: Graph, root: str, grades: Mapping[str, float]) -> float:
    """1 if the statement is in the grounded extension of the map with every element of grade above 0 in it, else 0."""
    holds = {name: int(grade > 0) for name, grade in grades.items()}
    return float(standing_worlds(graph, holds, 1, lambda one: one ^ 1, graph.bearing(root))[root])


MEASURES: Mapping[str, Measure] = {
    "weakest-link": _settled(_weakest),
    **{name: _gradual(name) for name in INFLUENCES},
    "grounded": _grounded,
}
"""The measures by the names used on the command line, without `standing`, which is exact and has its own module."""
