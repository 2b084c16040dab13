"""Weak links by measures other than standing: the conclusion is measured with each element settled, and failing."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from argmap.graph import Graph
from argmap.standing.assessment import Assessment, Effect
from argmap.standing.exclusive import settled
from argmap.standing.grades import Graded, grades
from argmap.standing.measures import MEASURES, Measure
from argmap.standing.network import Network, network
from argmap.standing.signs import speaking_against

_MAX_PAIRED = 60  # elements from which pairs are tried: 1,770 evaluations
_NOTHING = 1e-12


def assess_by(graph: Graph, conclusion: str, name: str, known: Mapping[str, Graded] | None = None) -> Assessment:
    """Assess a statement by one of `MEASURES`, given by name; `known` are the grades of the map, if they are known.

    Raises `NotSettled` if the measure does not converge.
    """
    measure, found = MEASURES[name], network(graph, conclusion)
    graded = grades(graph, graph.in_map_order(graph.bearing(conclusion)), known)
    values = {element_id: grade.value for element_id, grade in graded.items()}
    against = speaking_against(found)
    now = measure(found, values)
    effects = []
    for element_id, grade in graded.items():
        secured = measure(found, settled(values, element_id, float(element_id not in against), found.exclusive))
        failing = measure(found, settled(values, element_id, float(element_id in against), found.exclusive))
        gain, loss = secured - now, now - failing
        share = gain / (1 - now) if now < 1 else 0.0
        single = element_id not in against and now > 0 and failing <= _NOTHING
        effects.append(Effect(element_id, grade, gain, share, loss, secured, element_id in against, single))
    effects.sort(key=lambda effect: (-round(effect.gain, 9), -round(effect.loss or 0.0, 9)))
    pair: tuple[str, ...] = ()
    pair_gain = 0.0
    if effects and effects[0].gain <= _NOTHING:
        pair, pair_gain = _best_pair(found, measure, values, against, now)
    kind = graph.kinds[conclusion]
    return Assessment(
        conclusion, now, tuple(effects), name, measure=name, repair_set=pair, repair_gain=pair_gain, kind=kind
    )


def _best_pair(
    found: Network, measure: Measure, values: dict[str, float], against: frozenset[str], now: float
) -> tuple[tuple[str, ...], float]:
    """The two elements that gain the most if both are settled, for use if none gains anything alone."""
    candidates = sorted(
        values, key=lambda element_id: abs(float(element_id not in against) - values[element_id]), reverse=True
    )[:_MAX_PAIRED]
    best: tuple[tuple[str, ...], float] = ((), 0.0)
    for first, second in combinations(candidates, 2):
        repaired = settled(values, first, float(first not in against), found.exclusive)
        repaired = settled(repaired, second, float(second not in against), found.exclusive)
        gain = measure(found, repaired) - now
        if gain > best[1] + _NOTHING:
            best = ((first, second), gain)
    return best
