"""Merging two versions of a map, for a picture that shows what was added, removed and changed."""

from __future__ import annotations

from typing import Any

from argmap.compare.diff import ChangeKind, Comparison
from argmap.compare.renamed import with_new_ids
from argmap.model import Concept, Element, Kind, Map


def overlay(comparison: Comparison) -> tuple[Map, dict[str, str]]:
    """The new map plus what was removed from the old one, and whether each element was added, removed or changed.

    The second value maps the ids of changed elements to `added`, `removed` or `changed`. A removed element whose id is
    in use in the new map gets the prefix `old-`.
    """
    old, new = comparison.old.map, comparison.new.map
    tables: dict[str, dict[str, Any]] = {kind.table: dict(new.table(kind)) for kind in Kind}
    taken = {element_id for _, element_id, _ in new.elements()}
    new_ids = dict(comparison.pairs)
    removed = [(kind, element_id) for kind, element_id, _ in old.elements() if element_id not in new_ids]
    for _, element_id in removed:
        unique_id = element_id
        while unique_id in taken:
            unique_id = f"old-{unique_id}"
        taken.add(unique_id)
        new_ids[element_id] = unique_id
    status = {}
    for kind, element_id in removed:
        if kind is Kind.SOURCE:
            continue
        tables[kind.table][new_ids[element_id]] = _without_quotes(with_new_ids(old.table(kind)[element_id], new_ids))
        status[new_ids[element_id]] = "removed"
    for change in comparison.changes:
        if change.element_kind is None:
            continue
        if change.what is ChangeKind.ADDED:
            status[change.new] = "added"
        elif change.what is not ChangeKind.REMOVED and status.get(change.new) != "added":
            status[change.new] = "changed"
    return new.model_copy(update=tables), status


def _without_quotes(element: Element) -> Element:
    """A removed element without its quotes, since their sources may have been removed as well."""
    update: dict[str, Any] = {"quote": ()} if hasattr(element, "quote") else {}
    if isinstance(element, Concept) and element.typology is not None:
        cells = tuple(cell.model_copy(update={"quote": ()}) for cell in element.typology.cells)
        update["typology"] = element.typology.model_copy(update={"cells": cells})
    return element.model_copy(update=update)
