"""Maps with one change undone, to find out what that change did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from argmap.analysis import Analysis
from argmap.compare.renamed import with_new_ids
from argmap.graph import Graph, build_graph
from argmap.model import Kind, Map
from argmap.standing.effects import account
from argmap.standing.grades import Graded, grades

_LISTS = (
    (Kind.CAUTION.table, "on", 1),
    (Kind.CONTESTED.table, "on", 1),
    (Kind.NOTE.table, "on", 1),
    (Kind.RIVALRY.table, "among", 2),
    (Kind.INFERENCE.table, "discharges", 0),
)
"""The keys that list other elements, besides `from`, and how many they need."""
_Tables = dict[str, dict[str, Any]]


def without(map_: Map, element_id: str) -> Map:
    """The map without an element and everything that depends on it.

    That is: steps from it alone, to it or against it, what is said of it alone, and rivalries with one member left.
    """
    tables: _Tables = {kind.table: dict(map_.table(kind)) for kind in Kind}
    gone = [element_id]
    while gone:
        lost = gone.pop()
        for elements in tables.values():
            elements.pop(lost, None)
        gone += [*_steps_lost(tables, lost), *_lists_lost(tables, lost)]
    return map_.model_copy(update=tables)


def _steps_lost(tables: _Tables, lost: str) -> list[str]:
    """Remove an element from the premises of all steps, and return the ids of the steps that are lost with it."""
    fallen = []
    for kind, end in (("inferences", "to"), ("objections", "against")):
        for step, element in list(tables[kind].items()):
            left = tuple(premise for premise in element.from_ or () if premise != lost)
            has_start = bool(left) or not element.from_ or bool(getattr(element, "text", None))
            if getattr(element, end) == lost or not has_start:
                fallen.append(step)
            elif element.from_ and len(left) < len(element.from_):
                tables[kind][step] = element.model_copy(update={"from_": left or None})
    return fallen


def _lists_lost(tables: _Tables, lost: str) -> list[str]:
    """Remove an element from what is said of it, from rivalries, discharges and groups.

    Returns the ids of what now applies to too little.
    """
    fallen = []
    for kind, key, least in _LISTS:
        for element_id, element in list(tables[kind].items()):
            named = getattr(element, key)
            left = tuple(other for other in named if other != lost)
            if len(left) < min(least, len(named)):
                fallen.append(element_id)
            elif len(left) < len(named):
                tables[kind][element_id] = element.model_copy(update={key: left})
    for elements in tables.values():
        for element_id, element in list(elements.items()):
            if getattr(element, "group", None) == lost:
                elements[element_id] = element.model_copy(update={"group": None})
    return fallen


def with_change_undone(old: Map, new: Map, changed: str, pairs: Mapping[str, str]) -> Map:
    """The new map with one element as it was in the old map, where its id was `changed`.

    `pairs` maps old ids to new ones. If the old element refers to something that is gone, or is of another kind, the
    new map is returned unchanged.
    """
    kinds = {element_id: kind for kind, element_id, _ in new.elements()}
    kind, found = next((kind, element) for kind, element_id, element in old.elements() if element_id == changed)
    element, after = with_new_ids(found, pairs), pairs[changed]
    refers = [
        *(element_id for key in ("from_", "among", "discharges") for element_id in getattr(element, key, None) or ()),
        *(end for end in (getattr(element, "to", None), getattr(element, "against", None)) if end),
    ]
    if kinds.get(after) is not kind or any(element_id not in kinds for element_id in refers):
        return new
    table = {**new.table(kind), after: element}
    return new.model_copy(update={kind.table: table})


def bearing_on(graph: Graph, conclusions: Iterable[str]) -> dict[str, frozenset[str]]:
    """What bears on each of some conclusions."""
    return {conclusion: frozenset(graph.bearing(conclusion)) for conclusion in conclusions}


def standings_moved(undone: Map, whole: Analysis, bearing: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """The standings in a map with a change undone, of the conclusions on which something bears that it changes.

    `bearing` has the conclusions, with what bears on them in the whole map.
    """
    graph = build_graph(undone)
    graded = grades(graph)
    changed = {element_id for element_id in whole.graph if _is_changed(element_id, whole, graph, graded)}
    return {
        conclusion: account(graph, conclusion, graded).standing().share
        for conclusion, below in bearing.items()
        if conclusion in graph and not changed.isdisjoint(below)
    }


def _is_changed(element_id: str, whole: Analysis, graph: Graph, graded: Mapping[str, Graded]) -> bool:
    """Whether a node is gone, or stands because of something else than in the whole map."""
    return (
        graph.kinds.get(element_id) is not whole.graph.kinds[element_id]
        or graph.influences(element_id) != whole.graph.influences(element_id)
        or graph.exclusive_with(element_id) != whole.graph.exclusive_with(element_id)
        or _discharges(graph, element_id) != _discharges(whole.graph, element_id)
        or graded.get(element_id) != whole.grades.get(element_id)
    )


def _discharges(graph: Graph, element_id: str) -> tuple[str, ...]:
    step = graph.map.inferences.get(element_id)
    return step.discharges if step is not None else ()
