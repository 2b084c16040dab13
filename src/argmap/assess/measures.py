"""Other measures of a map than standing: weakest link, gradual semantics, grounded labelling.

The gradual semantics know arguments, attacks and supports, not linked premises. So a step is read as an argument whose
base score is its grade times the strengths of what it rests on (linked premises), a claim as one with base score 0 that
its inferences support; with .5 under the Euler-based semantics, by which nothing moves a base score of 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.assess.grading import is_uncertain
from argmap.assess.gradual import INFLUENCES, MAX_ROUNDS, TOLERANCE, NotSettled
from argmap.assess.worlds import bearing, standing_worlds
from argmap.graph import Graph

Measure = Callable[[Graph, str, Mapping[str, float]], float]
"""The value of a statement in [0, 1], given the grades."""


def _gradual(name: str) -> Measure:
    influence = INFLUENCES[name]
    neutral = 0.5 if name == "euler" else 0.0

    def node(graph: Graph, one: str, grades: Mapping[str, float], now: Mapping[str, float]) -> float:
        attackers = [now[other] for other in graph.attackers(one)]
        if not is_uncertain(graph, one):
            return influence(neutral, attackers, [now[other] for other in graph.supporters(one)])
        base = grades[one]
        if not graph.kinds[one].is_statement:
            for other in graph.predecessors(one):
                base *= now[other]
        return influence(base, attackers, [])

    return _iterated(node)


def _weakest(graph: Graph, one: str, grades: Mapping[str, float], now: Mapping[str, float]) -> float:
    """As strong as the weakest of what is needed and the best of what suffices (Pollock; possibilistic min-max)."""
    unopposed = min((1 - now[other] for other in graph.attackers(one)), default=1.0)
    if not is_uncertain(graph, one):
        return min(unopposed, max(now[other] for other in graph.supporters(one)))
    needed = () if graph.kinds[one].is_statement else graph.predecessors(one)
    return min([grades[one], unopposed, *(now[other] for other in needed)])


def _iterated(node: Callable[[Graph, str, Mapping[str, float], Mapping[str, float]], float]) -> Measure:
    def measure(graph: Graph, root: str, grades: Mapping[str, float]) -> float:
        names = bearing(graph, root)
        names.reverse()
        now = dict.fromkeys(names, 0.0)
        for _ in range(MAX_ROUNDS):
            moved = 0.0
            for name in names:
                fresh = node(graph, name, grades, now)
                moved = max(moved, abs(fresh - now[name]))
                now[name] = fresh
            if moved <= TOLERANCE:
                return now[root]
        raise NotSettled

    return measure


def _grounded(graph: Graph, root: str, grades: Mapping[str, float]) -> float:
    """1 if the statement is in the grounded extension of the map with every element of grade above 0 in it, else 0."""
    holds = {name: int(grade > 0) for name, grade in grades.items()}
    return float(standing_worlds(graph, holds, 1, lambda one: one ^ 1, bearing(graph, root))[root])


MEASURES: Mapping[str, Measure] = {
    "weakest-link": _iterated(_weakest),
    **{name: _gradual(name) for name in INFLUENCES},
    "grounded": _grounded,
}
"""The measures by the names used on the command line, without `standing`, which is exact and has its own module."""
