"""Merging two versions of a map, for a picture that shows what was added, removed and changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from argmap.compare.diff import Change, ChangeKind, Comparison
from argmap.compare.effects import unified
from argmap.compare.renamed import with_new_ids
from argmap.layout.changes import Changes, Note, Status
from argmap.layout.compose import all_links
from argmap.layout.scene import Link
from argmap.model import Concept, Element, Kind, Map
from argmap.source import visible
from argmap.standing.sentence import worlds


class Overlay(NamedTuple):
    """Both versions as one map, and what differs."""

    map: Map
    changes: Changes


def overlay(comparison: Comparison) -> Overlay:
    """The new map plus what was removed from the old one, and what differs.

    A removed element whose id is in use in the new map gets the prefix `old-`.
    """
    old, new = comparison.old.map, comparison.new.map
    tables: dict[str, dict[str, Any]] = {kind.table: dict(new.table(kind)) for kind in Kind}
    new_ids = unified(old, new, comparison.pairs)
    removed = [(kind, name) for kind, name, _ in old.elements() if name not in comparison.pairs]
    status: dict[str, Status] = {}
    for kind, element_id in removed:
        if kind is Kind.SOURCE:
            continue
        tables[kind.table][new_ids[element_id]] = _without_quotes(with_new_ids(old.table(kind)[element_id], new_ids))
        status[new_ids[element_id]] = Status.REMOVED
    notes: dict[str, list[Note]] = {}
    for change in comparison.changes:
        if change.element_kind in {None, Kind.SOURCE} or change.what is ChangeKind.REMOVED:
            continue
        element_id = change.new or new_ids[change.old]
        is_new = change.what is ChangeKind.ADDED
        if is_new or element_id not in status:
            status[element_id] = Status.ADDED if is_new else Status.CHANGED
        notes.setdefault(element_id, []).extend(_said(change))
    for name, said in _standings(comparison):
        notes.setdefault(name, []).append(said)
    links = _links(comparison, new_ids)
    changes = Changes(status, {name: tuple(said) for name, said in notes.items() if said}, links)
    return Overlay(new.model_copy(update=tables), changes)


def _links(comparison: Comparison, new_ids: Mapping[str, str]) -> dict[Link, Status]:
    """The lines that one version alone has."""
    before = [
        link._replace(start=new_ids[link.start], end=new_ids[link.end]) for link in all_links(comparison.old.graph)
    ]
    after = all_links(comparison.new.graph)
    kept = set(before) & set(after)
    return {link: Status.REMOVED for link in before if link not in kept} | {
        link: Status.ADDED for link in after if link not in kept
    }


_SAID = {
    ChangeKind.REGRADED: "grade: {before} → {after}",
    ChangeKind.RECAST: "was {before}",
    ChangeKind.RENAMED: "id: {before} → {after}",
    ChangeKind.EDITED: "{key}: {before} → {after}",
    ChangeKind.CONTESTED: "contested: {after}",
    ChangeKind.CAUTIONED: "cautioned: {after}",
    ChangeKind.UNCONTESTED: "no longer contested: {before}",
    ChangeKind.UNCAUTIONED: "no longer cautioned: {before}",
    ChangeKind.SPLIT: "split: now {after}",
    ChangeKind.SEPARATED: "separated: now {after}",
    ChangeKind.MERGED: "merged: was {before}",
    ChangeKind.LINKED: "linked: was {before}",
}
"""What a box says of a change to its element; that it was moved is said by its lines."""


def _said(change: Change) -> Iterator[Note]:
    """What the box of an element says of a change to it."""
    before, after = visible(change.before), visible(change.after)
    if change.what in {ChangeKind.REWORDED, ChangeKind.NEGATED}:
        yield Note(before, struck=True)
    if change.what is ChangeKind.NEGATED:
        yield Note("says the contrary now")
    if change.what in _SAID:
        yield Note(_SAID[change.what].format(before=before or "none", after=after or "none", key=change.key))


def _standings(comparison: Comparison) -> Iterator[tuple[str, Note]]:
    """What became of the standing of each conclusion that is in both versions."""
    for standing in comparison.standings:
        if standing.before is not None and standing.after is not None:
            before, after = worlds(standing.before, standing.after)
            if before != after:
                yield standing.conclusion, Note(f"{before} → {after} worlds")


def _without_quotes(element: Element) -> Element:
    """A removed element without its quotes, since their sources may have been removed as well."""
    update: dict[str, Any] = {"quote": ()} if hasattr(element, "quote") else {}
    if isinstance(element, Concept) and element.typology is not None:
        cells = tuple(cell.model_copy(update={"quote": ()}) for cell in element.typology.cells)
        update["typology"] = element.typology.model_copy(update={"cells": cells})
    return element.model_copy(update=update)
