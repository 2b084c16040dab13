"""References to a step without an id that another step or element could be meant by as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from argmap.loading.problem import Problem
from argmap.loading.unnamed import Unnamed
from argmap.model import Kind, Map
from argmap.source import KeyPath

_PRESENTATION = ("map", "presentation")
_NOTES = (*_PRESENTATION, "notes")
_SHOWN = 3  # the most steps that a message points to
_HELP = 'Give the step an id of its own: id = "..."'


def ambiguous_references(
    map_: Map, known: Mapping[str, Kind], unnamed: Collection[Unnamed], made: Collection[str]
) -> Iterator[Problem]:
    """Every reference that would mean something else if steps without an id changed places, or their namesake went.

    `made` has all ids that nobody gave, including those of steps whose own id is not valid.
    """
    alike: defaultdict[str, list[Unnamed]] = defaultdict(list)
    objections: defaultdict[str, list[Unnamed]] = defaultdict(list)
    for step in unnamed:
        alike[step.names[0]].append(step)
        if step.table == Kind.OBJECTION.table:
            objections[step.names[0]].append(step)
    called = {name: step.names[0] for step in unnamed for name in step.names}
    for element_id, path in step_references(map_) if called else ():
        if element_id not in called:
            continue
        base = called[element_id]
        # An inference never leads to an inference, so there only objections can be meant.
        steps = (objections if path[-1] == "to" else alike)[base]
        has_namesake = element_id in known and element_id not in made
        if steps and has_namesake:
            word = known[element_id].value
            message = f'"{element_id}" may be a step without an id or the {word} of that name'
        elif len(steps) > 1:
            message = (
                f'{len(steps)} steps without an id would be called "{base}", so it is not clear which of them '
                f'"{element_id}" is'
            )
        else:
            continue
        related = tuple(((step.table, step.names[-1]), "a step without an id") for step in steps[:_SHOWN])
        yield Problem("E035", path, message, _HELP, at_key=path[:3] == _NOTES, related=related)


def step_references(map_: Map) -> Iterator[tuple[str, KeyPath]]:
    """Each id in a place where a step can be named, with its key path; the premises of a step cannot be steps."""
    for element_id, inference in map_.inferences.items():
        yield inference.to, (Kind.INFERENCE.table, element_id, "to")
    for element_id, objection in map_.objections.items():
        yield objection.against, (Kind.OBJECTION.table, element_id, "against")
    for kind, element_id, element in map_.elements():
        yield from _each(getattr(element, "on", ()), (kind.table, element_id, "on"))
    for element_id, concept in map_.concepts.items():
        for number, cell in enumerate(concept.typology.cells if concept.typology is not None else ()):
            path = (Kind.CONCEPT.table, element_id, "typology", "cells", number, "filled-by")
            yield from _each(cell.filled_by, path)
    yield from _each(map_.map.presentation.order, (*_PRESENTATION, "order"))
    yield from ((named, (*_NOTES, named)) for named in map_.map.presentation.notes)
    for index, acceptance in enumerate(map_.accept):
        if acceptance.on is not None:
            yield acceptance.on, ("accept", index, "on")


def _each(ids: Iterable[str], path: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    return ((element_id, (*path, index)) for index, element_id in enumerate(ids))
