"""Merging two versions of a map, for a picture that shows what was added, removed and changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmap.compare.diff import ChangeKind, Comparison
from argmap.model import Concept, Kind, Map, Typology


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
        tables[kind.table][new_ids[element_id]] = _renamed(old.table(kind)[element_id], new_ids)
        status[new_ids[element_id]] = "removed"
    for change in comparison.changes:
        if change.element_kind is None:
            continue
        if change.what is ChangeKind.ADDED:
            status[change.new] = "added"
        elif change.what is not ChangeKind.REMOVED and status.get(change.new) != "added":
            status[change.new] = "changed"
    return new.model_copy(update=tables), status


def _renamed(element: Any, new_ids: dict[str, str]) -> Any:  # noqa: ANN401 - any element
    update: dict[str, Any] = {"quote": ()}
    for key in ("from_", "on", "among", "discharges", "concepts"):
        value = getattr(element, key, None)
        if value:
            update[key] = tuple(new_ids.get(old_id, old_id) for old_id in value)
    for key in ("to", "against", "warrant", "group"):
        if getattr(element, key, None):
            update[key] = new_ids.get(getattr(element, key), getattr(element, key))
    if isinstance(element, Concept) and element.typology is not None:
        update["typology"] = _renamed_typology(element.typology, new_ids)
    return element.model_copy(update=update)


def _renamed_typology(typology: Typology, new_ids: Mapping[str, str]) -> Typology:
    filled = [tuple(new_ids.get(old_id, old_id) for old_id in cell.filled_by) for cell in typology.cells]
    cells = tuple(
        cell.model_copy(update={"filled_by": filled_by, "quote": ()})
        for cell, filled_by in zip(typology.cells, filled, strict=True)
    )
    claimed_by = new_ids.get(typology.claimed_by, typology.claimed_by) if typology.claimed_by else None
    return typology.model_copy(update={"cells": cells, "claimed_by": claimed_by})
