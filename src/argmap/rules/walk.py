"""Walks over a map that several rules share."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language.quotes import Lookup, look_up
from argmap.model import Map, Quote
from argmap.rules.context import CheckContext
from argmap.source import KeyPath


def quotes(map_: Map) -> Iterator[tuple[str, KeyPath, Quote]]:
    """Every quote of a map with the id of its element and its key path, those in cells of typologies too."""
    for kind, name, element in map_.elements():
        for index, quote in enumerate(getattr(element, "quote", ())):
            yield name, (kind.table, name, "quote", index), quote
    for name, concept in map_.concepts.items():
        for number, cell in enumerate(concept.typology.cells if concept.typology else ()):
            for index, quote in enumerate(cell.quote):
                yield name, ("concepts", name, "typology", "cells", number, "quote", index), quote


def looked_up(context: CheckContext) -> Iterator[tuple[str, KeyPath, Quote, Lookup]]:
    """Every quote of a source whose text is at hand, as `quotes` does, and what was found of it there."""
    for name, path, quote in quotes(context.graph.map):
        text = context.texts.get(quote.source)
        if text is not None:
            yield name, path, quote, look_up(quote, text)
