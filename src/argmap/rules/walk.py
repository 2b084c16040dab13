"""Iterators over a map that several rules share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from argmap.language.quotes import Lookup, look_up
from argmap.model import Doubt, Map, Quote, is_open
from argmap.rules.context import CheckContext
from argmap.source import KeyPath

_Doubt = TypeVar("_Doubt", bound=Doubt)


def quotes(map_: Map) -> Iterator[tuple[str, KeyPath, Quote]]:
    """Every quote in a map, including those in typology cells, as (element id, key path, quote)."""
    for kind, element_id, element in map_.elements():
        for index, quote in enumerate(getattr(element, "quote", ())):
            yield element_id, (kind.table, element_id, "quote", index), quote
    for element_id, concept in map_.concepts.items():
        for number, cell in enumerate(concept.typology.cells if concept.typology else ()):
            for index, quote in enumerate(cell.quote):
                yield element_id, ("concepts", element_id, "typology", "cells", number, "quote", index), quote


def looked_up(context: CheckContext) -> Iterator[tuple[str, KeyPath, Quote, Lookup]]:
    """Every quote from a source whose text could be read, as in `quotes`, with the result of looking it up."""
    for element_id, path, quote in quotes(context.graph.map):
        text = context.texts.get(quote.source)
        if text is not None and quote.is_verbatim:
            yield element_id, path, quote, look_up(quote, text)


def without_effect(context: CheckContext, subjects: Sequence[str]) -> str:
    """Why a note on these elements lowers no standing, as the end of a sentence; empty if it lowers one.

    Only a default grade is lowered: what the author has graded stays so, and that of a claim is computed.
    """
    graded = [subject for subject in subjects if context.graph.kinds[subject].is_graded]
    if any(getattr(context.graph.element(subject), "grade", None) is None for subject in graded):
        return ""
    reason = "the author has graded what it is on" if graded else "the standing of a claim is computed"
    return f"; it lowers no standing, because {reason}"


def open_on_path(
    context: CheckContext, notes: Mapping[str, _Doubt], notes_on: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[str, _Doubt, list[str]]]:
    """Each open note that applies to something a conclusion rests on, with the ids of all such elements.

    `notes_on` returns the ids of the notes on an element.
    """
    subjects: defaultdict[str, list[str]] = defaultdict(list)
    for element_id in context.graph.in_map_order(context.on_path):
        for note_id in notes_on(element_id):
            subjects[note_id].append(element_id)
    for note_id, note in notes.items():
        if is_open(note) and note_id in subjects:
            yield note_id, note, subjects[note_id]
