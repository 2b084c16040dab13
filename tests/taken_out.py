"""Maps with an element taken out, and everything that cannot stand without it."""

from __future__ import annotations

from typing import Any

from argmap.model import Kind, Map

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
