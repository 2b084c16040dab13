"""Comparing two versions of a map by meaning."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from argmap.analysis import Analysis
from argmap.compare.match import match
from argmap.compare.renamed import renamed_references
from argmap.compare.without import bearing_on, standings_moved, with_change_undone, without
from argmap.findings import Finding
from argmap.graph import Graph
from argmap.model import (
    Answer,
    Concept,
    Contest,
    Element,
    Group,
    Kind,
    Map,
    Quote,
    Source,
    grade_words,
    own_words,
)
from argmap.model.base import Model
from argmap.standing.assessment import Assessment

_EFFECT = 5e-4


class ChangeKind(StrEnum):
    """What happened to an element."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    REWORDED = "reworded"
    MOVED = "moved"
    REGRADED = "regraded"
    CONTESTED = "contested"
    UNCONTESTED = "no longer contested"
    CAUTIONED = "cautioned"
    UNCAUTIONED = "no longer cautioned"
    EDITED = "edited"
    ACCEPTED = "accepted"
    UNACCEPTED = "no longer accepted"


class Change(NamedTuple):
    """One change to one element: `old` and `new` are its ids before and after, empty if it did not exist.

    Without an `element_kind`, the change is to the map itself (the ids are `map`) or to an accepted finding (the ids
    are its code and element). `before` and `after` describe the change in words. `effect`, in [-1, 1], is how much the
    change raised the standing of the conclusion `on`.
    """

    what: ChangeKind
    element_kind: Kind | None
    old: str
    new: str
    text: str
    before: str = ""
    after: str = ""
    effect: float = 0.0
    on: str = ""

    @property
    def kind(self) -> str:
        """What was changed: the kind of the element, `map` or `finding`."""
        if self.element_kind is not None:
            return self.element_kind.value
        return "map" if "map" in {self.old, self.new} else "finding"

    @property
    def id(self) -> str:
        """The id to show: the new one, or the old one if the element was removed."""
        return self.new or self.old


class Standing(NamedTuple):
    """A conclusion's standing before and after, None if it had none, and the ids of its weakest links by rank.

    `old` is its id before, empty if it did not exist; `is_removed` if it no longer does. One that nothing supports has
    no standing. `error` is the standard error of the difference, 0 if both are exact.
    """

    conclusion: str
    old: str
    text: str
    before: float | None
    after: float | None
    ranked_before: tuple[str, ...]
    ranked_after: tuple[str, ...]
    is_removed: bool = False
    error: float = 0.0


class Comparison(NamedTuple):
    """Everything that changed from `old` to `new`; `pairs` maps the old ids of the elements kept to their new ids."""

    old: Analysis
    new: Analysis
    changes: tuple[Change, ...]
    standings: tuple[Standing, ...]
    new_findings: tuple[Finding, ...]
    resolved_findings: tuple[Finding, ...]
    pairs: Mapping[str, str]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not self.changes


def compare(old: Analysis, new: Analysis) -> Comparison:
    """Compare two versions of a map."""
    pairs = match(old.map, new.map, (old.loaded.unnamed, new.loaded.unnamed))
    standings = tuple(_standings(old, new, pairs))
    changes = tuple(_with_effects(_changes(old, new, pairs), (old, new), pairs, standings))
    before = {
        (finding.code, pairs.get(finding.subject, finding.subject)): finding
        for finding in old.findings
        if not finding.accepted
    }
    after = {(finding.code, finding.subject): finding for finding in new.findings if not finding.accepted}
    new_findings = tuple(finding for key, finding in after.items() if key not in before)
    resolved = tuple(finding for key, finding in before.items() if key not in after)
    return Comparison(old, new, changes, standings, new_findings, resolved, MappingProxyType(pairs))


def _changes(old: Analysis, new: Analysis, pairs: Mapping[str, str]) -> Iterator[Change]:
    before = {element_id: (kind, element) for kind, element_id, element in old.map.elements()}
    after = {element_id: (kind, element) for kind, element_id, element in new.map.elements()}
    renamed = renamed_references(old.map, pairs)
    yield from _map_changes(renamed, new.map)
    yield from _acceptance_changes(old.map, new.map, pairs)
    taken = set(pairs.values())
    for new_id, (kind, element) in after.items():
        if new_id not in taken:
            yield Change(ChangeKind.ADDED, kind, "", new_id, own_words(element), after=_described(element))
    for old_id, (kind, element) in before.items():
        if old_id not in pairs:
            yield Change(ChangeKind.REMOVED, kind, old_id, "", own_words(element), before=_described(element))
            continue
        kept = kind, renamed.table(kind)[old_id]
        yield from _element_changes(old_id, kept, pairs[old_id], after[pairs[old_id]], (old, new), pairs)


def _element_changes(
    old_id: str,
    old: tuple[Kind, Element],
    new_id: str,
    new: tuple[Kind, Element],
    analyses: tuple[Analysis, Analysis],
    pairs: Mapping[str, str],
) -> Iterator[Change]:
    (old_kind, old_element), (new_kind, new_element) = old, new
    text = own_words(new_element) or _described(new_element)

    def change(what: ChangeKind, before: str, after: str) -> Change:
        return Change(what, new_kind, old_id, new_id, text, before, after)

    if old_id != new_id and old_id not in analyses[0].loaded.unnamed and new_id not in analyses[1].loaded.unnamed:
        yield change(ChangeKind.RENAMED, old_id, new_id)
    if own_words(old_element) != own_words(new_element):
        yield change(ChangeKind.REWORDED, own_words(old_element), own_words(new_element))
    if old_kind is not new_kind:
        yield change(ChangeKind.MOVED, old_kind.value, new_kind.value)
    links = _links(old_element), _links(new_element)
    if links[0] != links[1]:
        yield change(ChangeKind.MOVED, _link_words(links[0]) or "none", _link_words(links[1]) or "none")
    if new_kind.is_graded and old_kind.is_graded:
        grade = analyses[0].grades[old_id].value, analyses[1].grades[new_id].value
        if grade[0] != grade[1]:
            yield change(ChangeKind.REGRADED, grade_words(grade[0]), grade_words(grade[1]))
    yield from _note_changes(change, old_id, new_id, (analyses[0].graph, analyses[1].graph), pairs)
    for key in _other_keys(old_element, new_element):
        before, after = getattr(old_element, key, None), getattr(new_element, key, None)
        if before != after:
            yield change(ChangeKind.EDITED, *(f"{_label(key)}: {words}" for words in _both_in_words(before, after)))


_WORDS: Mapping[type, frozenset[str]] = {
    Contest: frozenset({"by", "reason"}),
    Concept: frozenset({"term"}),
    Source: frozenset({"title"}),
    Group: frozenset({"title"}),
}
"""The keys that make up the words of an element; of all others, it is the text."""
_LINKS = ("from_", "to", "against", "on", "among", "discharges", "group")


def _other_keys(old: Element, new: Element) -> list[str]:
    """The keys of two versions of an element, in the model's order, except its words, links and grade."""
    keys = dict.fromkeys([*type(old).model_fields, *type(new).model_fields])
    words = _WORDS.get(type(new), frozenset({"text"}))
    return [key for key in keys if key not in words and key not in _LINKS and key != "grade"]


def _label(key: str) -> str:
    return key.replace("_", "-")


def _map_changes(old: Map, new: Map) -> Iterator[Change]:
    """The changes to the map itself: its title, language, grading and so on."""
    for key in type(new.map).model_fields:
        before, after = getattr(old.map, key), getattr(new.map, key)
        if before != after:
            old_words, new_words = _both_in_words(before, after)
            edit = f"{key}: {old_words}", f"{key}: {new_words}"
            yield Change(ChangeKind.EDITED, None, "map", "map", key, *edit)


def _acceptance_changes(old: Map, new: Map, pairs: Mapping[str, str]) -> Iterator[Change]:
    """The changes to which findings are accepted, and why."""
    before = {(entry.code, pairs.get(entry.on or "", entry.on)): entry.because for entry in old.accept}
    after = {(entry.code, entry.on): entry.because for entry in new.accept}
    for key in dict.fromkeys([*before, *after]):
        name = key[0] + (f" on {key[1]}" if key[1] else "")
        if key not in before:
            yield Change(ChangeKind.ACCEPTED, None, "", name, name, after=after[key])
        elif key not in after:
            yield Change(ChangeKind.UNACCEPTED, None, name, "", name, before=before[key])
        elif before[key] != after[key]:
            yield Change(ChangeKind.EDITED, None, name, name, name, f"because: {before[key]}", f"because: {after[key]}")


def _note_changes(
    change: Any,  # noqa: ANN401 - the function of the caller
    old_id: str,
    new_id: str,
    graphs: tuple[Graph, Graph],
    pairs: Mapping[str, str],
) -> Iterator[Change]:
    """The open cautions and contested entries that an element has gained or lost."""
    if old_id not in graphs[0] or new_id not in graphs[1]:
        return
    for more, less, open_notes in (
        (ChangeKind.CONTESTED, ChangeKind.UNCONTESTED, Graph.open_contests),
        (ChangeKind.CAUTIONED, ChangeKind.UNCAUTIONED, Graph.open_cautions),
    ):
        before = {pairs.get(note, note) for note in open_notes(graphs[0], old_id)}
        after = set(open_notes(graphs[1], new_id))
        for note in sorted(after - before):
            yield change(more, "", own_words(graphs[1].element(note)))
        old_ids = {new_note: old_note for old_note, new_note in pairs.items()}
        for note in sorted(before - after):
            yield change(less, own_words(graphs[0].element(old_ids.get(note, note))), "")


def _links(element: Element) -> dict[str, tuple[str, ...]]:
    found = {}
    for key in _LINKS:
        value = getattr(element, key, None)
        if value:
            found[key.rstrip("_")] = (value,) if isinstance(value, str) else tuple(sorted(value))
    return found


def _link_words(links: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(f"{key} {' and '.join(ids)}" for key, ids in links.items())


def _described(element: Element) -> str:
    text, links = own_words(element), _link_words(_links(element))
    return f"{text} ({links})" if text and links else text or links


def _both_in_words(before: object, after: object) -> tuple[str, str]:
    """Two values that differ, in words that differ: quotes with all their keys where their words are the same."""
    short = _in_words(before), _in_words(after)
    return short if short[0] != short[1] else (_in_words(before, whole=True), _in_words(after, whole=True))


def _in_words(value: object, *, whole: bool = False) -> str:
    """A value of the model in words; of a quote, its words alone unless it is wanted whole."""
    if isinstance(value, Quote) and not whole:
        return value.words or value.source
    if isinstance(value, Answer):
        return f"{value.words} (open)" if value.is_open else value.words
    if isinstance(value, Model):
        said = [(key, part) for key, part in value if part not in (None, (), {})]
        return "; ".join(f"{_label(key)} {_in_words(part, whole=whole)}" for key, part in said) or "none"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_in_words(part, whole=whole)}" for key, part in value.items()) or "none"
    if isinstance(value, tuple):
        return "; ".join(_in_words(part, whole=whole) for part in value) or "none"
    return "none" if value is None else str(value)


def _standings(old: Analysis, new: Analysis, pairs: Mapping[str, str]) -> Iterator[Standing]:
    old_ids = {new_id: old_id for old_id, new_id in pairs.items()}
    for root in dict.fromkeys([*new.roots, *(pairs[root] for root in old.roots if root in pairs)]):
        before = old.assessment(old_ids[root]) if old_ids.get(root) in old.graph.kinds else None
        after = new.assessment(root) if root in new.graph.kinds else None
        ranked = tuple(pairs.get(old_id, old_id) for old_id in _ranked(before))
        words = new.words(root)
        error = math.hypot(*(found.standard_error for found in (before, after) if found is not None))
        values = _value_of(before), _value_of(after)
        yield Standing(root, old_ids.get(root, ""), words, *values, ranked, _ranked(after), error=error)
    for root in old.roots:
        if root not in pairs:
            before = old.assessment(root)
            yield Standing(root, root, old.words(root), before.standing, None, _ranked(before), (), is_removed=True)


def _ranked(assessment: Assessment | None) -> tuple[str, ...]:
    if assessment is None:
        return ()
    return tuple(effect.element for effect in assessment.weak_links)


def _value_of(assessment: Assessment | None) -> float | None:
    return assessment.standing if assessment is not None else None


def _with_effects(
    changes: Iterable[Change],
    versions: tuple[Analysis, Analysis],
    pairs: Mapping[str, str],
    standings: Sequence[Standing],
) -> Iterator[Change]:
    """The changes, each with its largest effect on a standing."""
    old, new = versions
    kept = [standing for standing in standings if standing.before is not None and standing.after is not None]
    bearing = (
        bearing_on(old.graph, [standing.old for standing in kept]),
        bearing_on(new.graph, [standing.conclusion for standing in kept]),
    )
    # Several changes to one element have the same effect: that of the element.
    found: dict[tuple[Kind | None, str, str], tuple[float, str]] = {}
    for change in changes:
        key = (change.element_kind, change.old, change.new)
        if key not in found:
            found[key] = _largest_effect(change, versions, pairs, kept, bearing)
        effect, on = found[key]
        yield change._replace(effect=effect, on=on)


def _largest_effect(
    change: Change,
    versions: tuple[Analysis, Analysis],
    pairs: Mapping[str, str],
    standings: Iterable[Standing],
    bearing: tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]],
) -> tuple[float, str]:
    """The largest effect on a standing, and the conclusion: the new map minus the new map without this change.

    For a removal, it is the old map without the element minus the old map.
    """
    old, new = versions
    effects: dict[str, float] = {}
    if change.what is ChangeKind.REMOVED:
        after = standings_moved(without(old.map, change.old), old, bearing[0])
        effects = {one.conclusion: after[one.old] - (one.before or 0) for one in standings if one.old in after}
    elif (undone := _undone(change, old.map, new.map, pairs)) is not new.map:
        before = standings_moved(undone, new, bearing[1])
        effects = {
            one.conclusion: (one.after or 0) - before[one.conclusion] for one in standings if one.conclusion in before
        }
    on = max(effects, key=lambda conclusion: abs(effects[conclusion]), default="")
    return (effects[on], on) if on and abs(effects[on]) > _EFFECT else (0.0, "")


def _undone(change: Change, old: Map, new: Map, pairs: Mapping[str, str]) -> Map:
    """The new map with one change undone."""
    if change.element_kind is None:
        return new.model_copy(update={"map": old.map}) if change.new == "map" else new
    if change.what is ChangeKind.ADDED:
        return without(new, change.new)
    return with_change_undone(old, new, change.old, pairs)
