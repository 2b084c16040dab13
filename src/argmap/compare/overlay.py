"""Both versions of a map in one, for a picture that shows what was added, removed and changed."""

from __future__ import annotations

from typing import Any

from argmap.compare.diff import ChangeKind, Comparison
from argmap.model import Kind, Map


def overlay(comparison: Comparison) -> tuple[Map, dict[str, str]]:
    """The new map with what is gone from the old one, and for each element `added`, `removed` or `changed`."""
    old, new = comparison.old.map, comparison.new.map
    tables: dict[str, dict[str, Any]] = {kind.table: dict(new.table(kind)) for kind in Kind}
    taken = {name for _, name, _ in new.elements()}
    names = dict(comparison.pairs)
    gone = [(kind, name) for kind, name, _ in old.elements() if name not in names]
    for _, name in gone:
        fresh = name
        while fresh in taken:
            fresh = f"old-{fresh}"
        taken.add(fresh)
        names[name] = fresh
    status = {}
    for kind, name in gone:
        if kind is Kind.SOURCE:
            continue
        tables[kind.table][names[name]] = _renamed(old.table(kind)[name], names)
        status[names[name]] = "removed"
    for change in comparison.changes:
        if change.element_kind is None:
            continue
        if change.what is ChangeKind.ADDED:
            status[change.new] = "added"
        elif change.what is not ChangeKind.REMOVED and status.get(change.new) != "added":
            status[change.new] = "changed"
    return new.model_copy(update=tables), status


def _renamed(element: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - any element
    update: dict[str, Any] = {"quote": ()}
    for key in ("from_", "on", "concepts"):
        value = getattr(element, key, None)
        if value:
            update[key] = tuple(names.get(one, one) for one in value)
    for key in ("to", "against"):
        if getattr(element, key, None):
            update[key] = names.get(getattr(element, key), getattr(element, key))
    return element.model_copy(update=update)
