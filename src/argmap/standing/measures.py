"""Measures other than standing: weakest link, gradual semantics, grounded labelling.

Gradual semantics have arguments, attacks and supports, but no linked premises. So a step is treated as an argument
whose base score is its grade times the strengths of what it rests on, and a claim as one with base score 0 that its
inferences support (.5 under the Euler-based semantics, in which nothing can change a base score of 0).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.graph import Graph
from argmap.standing.gradual import INFLUENCES, settle
from argmap.standing.worlds import in_order, standing_worlds

Measure = Callable[[Graph, str, Mapping[str, float]], float]
"""A function that returns the value of a statement in [0, 1], given the grades."""


_Node = Callable[[Graph, str, Mapping[str, float], Mapping[str, float]], float]
"""A function that returns the strength of a node, given the grades and the strengths of what it depends on."""


def _gradual(name: str) -> Measure:
    influence = INFLUENCES[name]
    neutral = 0.5 if name == "euler" else 0.0

    def node(graph: Graph, element_id: str, grades: Mapping[str, float], now: Mapping[str, float]) -> float:
        attackers = [now[attacker] for attacker in graph.attackers(element_id)]
        if not graph.is_uncertain(element_id):
            return influence(neutral, attackers, [now[inference] for inference in graph.supporters(element_id)])
        base = grades[element_id]
        if not graph.kinds[element_id].is_statement:
            for premise in graph.predecessors(element_id):
                base *= now[premise]
        return influence(base, attackers, [])

    return _settled(node)


def _weakest(graph: Graph, element_id: str, grades: Mapping[str, float], now: Mapping[str, float]) -> float:
    """As strong as the weakest thing it needs, or the best of those that suffice (Pollock; possibilistic min-max)."""
    unopposed = min((1 - now[attacker] for attacker in graph.attackers(element_id)), default=1.0)
    if not graph.is_uncertain(element_id):
        return min(unopposed, max(now[inference] for inference in graph.supporters(element_id)))
    needed = () if graph.kinds[element_id].is_statement else graph.predecessors(element_id)
    return min([grades[element_id], unopposed, *(now[premise] for premise in needed)])


def _settled(node: _Node) -> Measure:
    """A measure that iterates over the nodes, in the order in which they depend on each other, until they converge."""

    def measure(graph: Graph, root: str, grades: Mapping[str, float]) -> float:
        ids = graph.bearing(root)
        parts = in_order(graph, ids)
        return settle(parts, dict.fromkeys(ids, 0.0), lambda element_id, now: node(graph, element_id, grades, now))[
            root
        ]

    return measure


def _grounded(graph: Graph, root: str, grades: Mapping[str, float]) -> float:
    """1 if the statement is in the grounded extension of the map with all elements of grade above 0, else 0."""
    holds = {element_id: int(grade > 0) for element_id, grade in grades.items()}
    return float(standing_worlds(graph, holds, 1, lambda holds_or_not: holds_or_not ^ 1, graph.bearing(root))[root])


MEASURES: Mapping[str, Measure] = {
    "weakest-link": _settled(_weakest),
    **{name: _gradual(name) for name in INFLUENCES},
    "grounded": _grounded,
}
"""The measures by the names used on the command line, except `standing`, which is exact and has its own module."""
