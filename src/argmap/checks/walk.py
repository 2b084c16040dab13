"""Walks over a map that several rules share."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.case import Path
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
