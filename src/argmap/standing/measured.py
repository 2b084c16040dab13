"""Weak links by another measure than standing: each element is settled, then made to fail, and measured again."""

from __future__ import annotations

from itertools import combinations

from argmap.graph import Graph
from argmap.standing.assessment import Assessment, Effect
from argmap.standing.effects import speaking_against
from argmap.standing.grades import grades
from argmap.standing.measures import MEASURES

_MAX_PAIRED = 60  # elements among which pairs are tried: 1,770 evaluations
_NOTHING = 1e-12


def assess_by(graph: Graph, conclusion: str, name: str) -> Assessment:
    """Assess a statement by one of `MEASURES`. Raises `NotSettled` where the measure does not settle."""
    measure = MEASURES[name]
    bearing = set(graph.bearing(conclusion))
    graded = grades(graph, [name for name in graph if name in bearing])
    values = {one: grade.value for one, grade in graded.items()}
    against = speaking_against(graph, conclusion)
    now = measure(graph, conclusion, values)
    effects = []
    for one, grade in graded.items():
        secured = measure(graph, conclusion, {**values, one: float(one not in against)})
        failing = measure(graph, conclusion, {**values, one: float(one in against)})
        gain, loss = secured - now, now - failing
        share = gain / (1 - now) if now < 1 else 0.0
        single = one not in against and now > 0 and failing <= _NOTHING
        effects.append(Effect(one, grade, gain, share, loss, secured, one in against, single))
    effects.sort(key=lambda effect: (-round(effect.gain, 9), -round(effect.loss, 9)))
    pair: tuple[str, ...] = ()
    pair_gain = 0.0
    if effects and effects[0].gain <= _NOTHING:
        pair, pair_gain = _best_pair(graph, conclusion, name, values, against, now)
    return Assessment(conclusion, now, tuple(effects), name, measure=name, repair_set=pair, repair_gain=pair_gain)


def _best_pair(
    graph: Graph, conclusion: str, name: str, values: dict[str, float], against: set[str], now: float
) -> tuple[tuple[str, ...], float]:
    """The two elements whose repair together gains most, where none alone gains anything."""
    candidates = sorted(values, key=lambda one: abs(float(one not in against) - values[one]), reverse=True)[
        :_MAX_PAIRED
    ]
    best: tuple[tuple[str, ...], float] = ((), 0.0)
    for one, other in combinations(candidates, 2):
        repaired = {**values, one: float(one not in against), other: float(other not in against)}
        gain = MEASURES[name](graph, conclusion, repaired) - now
        if gain > best[1] + _NOTHING:
            best = ((one, other), gain)
    return best
