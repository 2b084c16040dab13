"""Maps with one change undone, to find out what that change did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from argmap.analysis import Analysis
from argmap.graph import Graph, build_graph
from argmap.model import Kind, Map
from argmap.standing.effects import account
from argmap.standing.grades import Graded, grades

_Tables = dict[str, dict[str, Any]]


def without(map_: Map, element_id: str) -> Map:
    """The map without an element and everything that depends on it.

    That is: steps from it alone, to it or against it, and cautions and contested entries that apply to nothing else.
    """
    tables: _Tables = {kind.table: dict(map_.table(kind)) for kind in Kind}
    gone = [element_id]
    while gone:
        lost = gone.pop()
        for elements in tables.values():
            elements.pop(lost, None)
        gone += [*_steps_lost(tables, lost), *_notes_lost(tables, lost)]
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


def _notes_lost(tables: _Tables, lost: str) -> list[str]:
    """Remove an element from what cautions and contested entries apply to.

    Returns the ids of those that now apply to nothing.
    """
    fallen = []
    for kind in ("cautions", "contested"):
        for note, element in list(tables[kind].items()):
            on = tuple(target for target in element.on if target != lost)
            if not on:
                fallen.append(note)
            elif len(on) < len(element.on):
                tables[kind][note] = element.model_copy(update={"on": on})
    return fallen


def with_change_undone(old: Map, new: Map, before: str, after: str) -> Map:
    """The new map with the element `after` as it was in the old map, where its id was `before`.

    If the old element refers to ids that are gone, or is of another kind, the new map is returned unchanged.
    """
    kinds = {element_id: kind for kind, element_id, _ in new.elements()}
    kind, element = next((kind, element) for kind, element_id, element in old.elements() if element_id == before)
    refers = [
        *(getattr(element, "from_", None) or ()),
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
        conclusion: account(graph, conclusion, graded).standing()[0]
        for conclusion, below in bearing.items()
        if conclusion in graph and not changed.isdisjoint(below)
    }


def _is_changed(element_id: str, whole: Analysis, graph: Graph, graded: Mapping[str, Graded]) -> bool:
    """Whether a node is gone, or stands because of something else than in the whole map."""
    return (
        graph.kinds.get(element_id) is not whole.graph.kinds[element_id]
        or graph.influences(element_id) != whole.graph.influences(element_id)
        or graded.get(element_id) != whole.grades.get(element_id)
    )
