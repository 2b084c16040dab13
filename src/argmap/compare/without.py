"""Maps in which one change was not made."""

from __future__ import annotations

from typing import Any

from argmap.model import Kind, Map

_Tables = dict[str, dict[str, Any]]


def without(map_: Map, name: str) -> Map:
    """The map without an element and whatever cannot stand without it: steps from it alone, to it or against it."""
    tables: _Tables = {kind.table: dict(map_.table(kind)) for kind in Kind}
    gone = [name]
    while gone:
        lost = gone.pop()
        for elements in tables.values():
            elements.pop(lost, None)
        gone += [*_steps_lost(tables, lost), *_notes_lost(tables, lost)]
    return map_.model_copy(update=tables)


def _steps_lost(tables: _Tables, lost: str) -> list[str]:
    """Take an element out of what steps start from; the steps that fall with it."""
    fallen = []
    for kind, end in (("inferences", "to"), ("objections", "against")):
        for step, element in list(tables[kind].items()):
            left = tuple(one for one in element.from_ or () if one != lost)
            has_start = bool(left) or not element.from_ or bool(getattr(element, "text", None))
            if getattr(element, end) == lost or not has_start:
                fallen.append(step)
            elif element.from_ and len(left) < len(element.from_):
                tables[kind][step] = element.model_copy(update={"from_": left or None})
    return fallen


def _notes_lost(tables: _Tables, lost: str) -> list[str]:
    """Take an element out of what cautions and disputes stand on; those that stand on nothing now."""
    fallen = []
    for kind in ("cautions", "contested"):
        for note, element in list(tables[kind].items()):
            on = tuple(one for one in element.on if one != lost)
            if not on:
                fallen.append(note)
            elif len(on) < len(element.on):
                tables[kind][note] = element.model_copy(update={"on": on})
    return fallen


def with_change_undone(old: Map, new: Map, before: str, after: str) -> Map:
    """The new map with one element as it was in the old one, where what that refers to is still there."""
    kinds = {name: kind for kind, name, _ in new.elements()}
    kind, element = next((kind, element) for kind, name, element in old.elements() if name == before)
    refers = [
        *(getattr(element, "from_", None) or ()),
        *(one for one in (getattr(element, "to", None), getattr(element, "against", None)) if one),
    ]
    if kinds.get(after) is not kind or any(name not in kinds for name in refers):
        return new
    table = {**new.table(kind), after: element}
    return new.model_copy(update={kind.table: table})
