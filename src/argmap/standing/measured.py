"""Weak links by measures other than standing: the conclusion is measured with each element settled, and failing."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from argmap.graph import Graph
from argmap.standing.assessment import DOES_NOT_SETTLE, NOT_ARGUED, Assessment, Effect
from argmap.standing.exclusive import settled
from argmap.standing.grades import Graded, grades
from argmap.standing.gradual import APART
from argmap.standing.measures import MEASURES, Bounded, Measure
from argmap.standing.network import network
from argmap.standing.repair import Bottleneck, Repaired, fewest_repairs
from argmap.standing.signs import speaking_against
from argmap.standing.worlds import single_points

_NOTHING = 1e-12
_WORK = 1_000_000  # strengths worked out for W and L of all elements: takes a few seconds


def assess_by(graph: Graph, conclusion: str, name: str, known: Mapping[str, Graded] | None = None) -> Assessment:
    """Assess a statement by one of `MEASURES`, given by name; `known` are the grades of the map, if they are known.

    Where settling an element, or its failing, makes the measure unsettled, the lower or upper bound counts: W and L are
    then at least what is given. If the map is too large, some elements are `left_out`.
    """
    kind = graph.kinds[conclusion]
    if not graph.is_argued(conclusion):
        return Assessment(conclusion, None, (), NOT_ARGUED, measure=name, kind=kind)
    found = network(graph, conclusion)
    measure = MEASURES[name](found)
    graded = grades(graph, found.parts, known)
    values = {element_id: grade.value for element_id, grade in graded.items()}
    now, highest = measure(values)
    if highest - now > APART:
        return Assessment(conclusion, None, (), DOES_NOT_SETTLE, measure=name, kind=kind)
    against = speaking_against(found)
    single = single_points(graph, conclusion) - against
    effects = []
    for element_id, grade in graded.items():
        if measure.steps > _WORK:
            break
        secured, _ = measure(settled(values, element_id, float(element_id not in against), found.exclusive))
        _, failing = measure(settled(values, element_id, float(element_id in against), found.exclusive))
        gain, loss = secured - now, now - failing
        share = gain / (1 - now) if now < 1 else 0.0
        is_single = element_id in single
        effects.append(Effect(element_id, grade, gain, share, loss, secured, element_id in against, is_single))
    left_out = len(graded) - len(effects)
    effects.sort(key=lambda effect: (-round(effect.gain, 9), -round(effect.loss or 0.0, 9)))
    repair, repair_gain = ((), 0.0) if now >= 1 or effects[0].gain > _NOTHING else _repair(graph, measure, values, now)
    return Assessment(
        conclusion,
        now,
        tuple(effects),
        name,
        measure=name,
        repair_set=repair,
        repair_gain=repair_gain,
        kind=kind,
        left_out=left_out,
    )


def _repair(graph: Graph, measure: Measure, values: Mapping[str, float], now: float) -> tuple[Repaired, float]:
    """The fewest elements that raise the conclusion if all are settled, and by how much; none if nothing does."""
    found = measure.network
    against = speaking_against(found)
    goal = {element_id: float(element_id not in against) for element_id in values}
    candidates = [element_id for element_id in graph.in_map_order(values) if values[element_id] != goal[element_id]]

    def repaired_grades(repaired: Repaired) -> dict[str, float]:
        changed = dict(values)
        for element_id in repaired:
            changed = settled(changed, element_id, goal[element_id], found.exclusive)
        return changed

    def needed(repaired: Repaired) -> Collection[str]:
        if not isinstance(measure, Bounded) or not measure.is_min_max:
            return candidates
        grades = repaired_grades(repaired)
        bottleneck = Bottleneck(found, grades, measure.bounds(grades), against)
        elements = bottleneck.to_raise(found.subject, now)
        return elements if bottleneck.is_complete else ()

    repair = fewest_repairs(candidates, lambda repaired: measure(repaired_grades(repaired))[0], needed, now)
    return repair, measure(repaired_grades(repair))[0] - now
