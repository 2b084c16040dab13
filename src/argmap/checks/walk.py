"""Walks over a map that several rules share."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.case import Case, Path
from argmap.checks.quotes import Lookup, look_up
from argmap.model import Map, Quote


def quotes(map_: Map) -> Iterator[tuple[str, Path, Quote]]:
    """Every quote of a map with the id of its element and its key path, those in cells of typologies too."""
    for kind, name, element in map_.elements():
        for index, quote in enumerate(getattr(element, "quote", ())):
            yield name, (kind.table, name, "quote", index), quote
    for name, concept in map_.concepts.items():
        for number, cell in enumerate(concept.typology.cells if concept.typology else ()):
            for index, quote in enumerate(cell.quote):
                yield name, ("concepts", name, "typology", "cells", number, "quote", index), quote


def looked_up(case: Case) -> Iterator[tuple[str, Path, Quote, Lookup]]:
    """Every quote of a source whose text is at hand, as `quotes` does, and what was found of it there."""
    for name, path, quote in quotes(case.graph.map):
        text = case.texts.get(quote.source)
        if text is not None:
            yield name, path, quote, look_up(quote, text)
