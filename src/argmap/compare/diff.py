"""What changed between two versions of a map: a diff of meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from argmap.analysis import Analysis
from argmap.compare.match import match
from argmap.compare.without import with_change_undone, without
from argmap.findings import Finding
from argmap.graph import Graph, build_graph
from argmap.model import Element, Kind, Map, Quote, Source, grade_words, own_words
from argmap.model.base import Model
from argmap.standing.assessment import Assessment
from argmap.standing.effects import account

_EFFECT = 5e-4
_TOP = 5


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
    """One change: what happened to which element (its ids before and after, empty if it was not there).

    Without an `element_kind` it is a change of the map itself (`map`) or of an accepted finding (its code and element).

    `before` and `after` say it in words; `effect` is what it did to the standing of the conclusion `on`.
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
        """What changed, in a word: the kind of the element, `map` or `finding`."""
        if self.element_kind is not None:
            return self.element_kind.value
        return "map" if "map" in {self.old, self.new} else "finding"

    @property
    def id(self) -> str:
        """The id to speak of: the new one, or the old one of what is gone."""
        return self.new or self.old


class Standing(NamedTuple):
    """A conclusion's standing before and after (None where it was not there), and its weak links by rank.

    `old` is its id before.
    """

    conclusion: str
    old: str
    text: str
    before: float | None
    after: float | None
    ranked_before: tuple[str, ...]
    ranked_after: tuple[str, ...]


class Comparison(NamedTuple):
    """All that changed from `old` to `new`. `pairs` give the new id of each element that stayed."""

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
    pairs = match(old.map, new.map)
    changes = tuple(_changes(old, new, pairs))
    standings = tuple(_standings(old, new, pairs))
    changes = tuple(_with_effect(change, old, new, standings) for change in changes)
    before = {(one.code, pairs.get(one.subject, one.subject)): one for one in old.findings if not one.accepted}
    after = {(one.code, one.subject): one for one in new.findings if not one.accepted}
    fresh = tuple(one for key, one in after.items() if key not in before)
    resolved = tuple(one for key, one in before.items() if key not in after)
    return Comparison(old, new, changes, standings, fresh, resolved, pairs)


def _changes(old: Analysis, new: Analysis, pairs: Mapping[str, str]) -> Iterator[Change]:
    before = {name: (kind, element) for kind, name, element in old.map.elements()}
    after = {name: (kind, element) for kind, name, element in new.map.elements()}
    yield from _map_changes(old.map, new.map)
    yield from _acceptance_changes(old.map, new.map, pairs)
    taken = set(pairs.values())
    for name, (kind, element) in after.items():
        if name not in taken:
            yield Change(ChangeKind.ADDED, kind, "", name, own_words(element), after=_described(element))
    for name, (kind, element) in before.items():
        if name not in pairs:
            yield Change(ChangeKind.REMOVED, kind, name, "", own_words(element), before=_described(element))
            continue
        yield from _element_changes(name, (kind, element), pairs[name], after[pairs[name]], (old, new), pairs)


def _element_changes(
    name: str,
    old: tuple[Kind, Element],
    other: str,
    new: tuple[Kind, Element],
    analyses: tuple[Analysis, Analysis],
    pairs: Mapping[str, str],
) -> Iterator[Change]:
    (was, one), (kind, element) = old, new
    text = own_words(element) or _described(element)

    def change(what: ChangeKind, before: str, after: str) -> Change:
        return Change(what, kind, name, other, text, before, after)

    if name != other:
        yield change(ChangeKind.RENAMED, name, other)
    if own_words(one) != own_words(element):
        yield change(ChangeKind.REWORDED, own_words(one), own_words(element))
    if was is not kind:
        yield change(ChangeKind.MOVED, was.value, kind.value)
    links = _mapped_links(one, pairs), _links(element)
    if links[0] != links[1]:
        yield change(ChangeKind.MOVED, _link_words(links[0]), _link_words(links[1]))
    if kind.is_graded and was.is_graded:
        grade = analyses[0].grades[name].value, analyses[1].grades[other].value
        if grade[0] != grade[1]:
            yield change(ChangeKind.REGRADED, grade_words(grade[0]), grade_words(grade[1]))
    yield from _note_changes(change, name, other, (analyses[0].graph, analyses[1].graph), pairs)
    for key in _other_keys(one, element):
        if getattr(one, key, None) != getattr(element, key, None):
            yield change(
                ChangeKind.EDITED, f"{_label(key)}: {_value(one, key)}", f"{_label(key)}: {_value(element, key)}"
            )


_WORDS = frozenset({"text", "term", "title", "by", "reason"})
_LINKS = ("from_", "to", "against", "on")


def _other_keys(one: Element, element: Element) -> list[str]:
    """The keys of two versions of an element that are no words, links or grades: all of the model, in its order."""
    keys = dict.fromkeys([*type(one).model_fields, *type(element).model_fields])
    # The text of a source is the path of a file; every other text is the element's words.
    words = _WORDS - {"text"} if isinstance(element, Source) else _WORDS
    return [key for key in keys if key not in words and key not in _LINKS and key != "grade"]


def _label(key: str) -> str:
    return key.strip("_").replace("_", "-")


def _map_changes(old: Map, new: Map) -> Iterator[Change]:
    """What is said of the map itself."""
    for key in type(new.map).model_fields:
        before, after = getattr(old.map, key), getattr(new.map, key)
        if before != after:
            yield Change(
                ChangeKind.EDITED, None, "map", "map", key, f"{key}: {_said(before)}", f"{key}: {_said(after)}"
            )


def _acceptance_changes(old: Map, new: Map, pairs: Mapping[str, str]) -> Iterator[Change]:
    """Which findings are accepted, and why."""
    before = {(one.code, pairs.get(one.on or "", one.on)): one.because for one in old.accept}
    after = {(one.code, one.on): one.because for one in new.accept}
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
    name: str,
    other: str,
    graphs: tuple[Graph, Graph],
    pairs: Mapping[str, str],
) -> Iterator[Change]:
    if name not in graphs[0] or other not in graphs[1]:
        return
    for more, less, open_notes in (
        (ChangeKind.CONTESTED, ChangeKind.UNCONTESTED, Graph.open_contests),
        (ChangeKind.CAUTIONED, ChangeKind.UNCAUTIONED, Graph.open_cautions),
    ):
        before = {pairs.get(one, one) for one in open_notes(graphs[0], name)}
        after = set(open_notes(graphs[1], other))
        for note in sorted(after - before):
            yield change(more, "", own_words(graphs[1].element(note)))
        for note in sorted(before - after):
            yield change(less, note, "")


def _links(element: Element) -> dict[str, tuple[str, ...]]:
    found = {}
    for key in _LINKS:
        value = getattr(element, key, None)
        if value:
            found[key.rstrip("_")] = (value,) if isinstance(value, str) else tuple(sorted(value))
    return found


def _mapped_links(element: Element, pairs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(pairs.get(name, name) for name in names)) for key, names in _links(element).items()}


def _link_words(links: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(f"{key} {' and '.join(names)}" for key, names in links.items())


def _described(element: Element) -> str:
    text, links = own_words(element), _link_words(_links(element))
    return f"{text} ({links})" if text and links else text or links


def _value(element: Element, key: str) -> str:
    return _said(getattr(element, key, None))


def _said(value: object) -> str:
    """A value of the model in words."""
    if isinstance(value, Quote):
        return value.words
    if isinstance(value, Model):
        return "; ".join(f"{key} {_said(part)}" for key, part in value if part not in (None, (), {})) or "none"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_said(part)}" for name, part in value.items()) or "none"
    if isinstance(value, tuple):
        return "; ".join(map(_said, value)) or "none"
    return "none" if value is None else str(value)


def _standings(old: Analysis, new: Analysis, pairs: Mapping[str, str]) -> Iterator[Standing]:
    back = {other: name for name, other in pairs.items()}
    for root in dict.fromkeys([*new.roots, *(pairs[root] for root in old.roots if root in pairs)]):
        before = old.assessment(back[root]) if back.get(root) in old.graph.kinds else None
        after = new.assessment(root) if root in new.graph.kinds else None
        ranked = tuple(pairs.get(name, name) for name in _ranked(before))
        words = new.words(root)
        yield Standing(root, back.get(root, ""), words, _value_of(before), _value_of(after), ranked, _ranked(after))


def _ranked(assessment: Assessment | None) -> tuple[str, ...]:
    if assessment is None:
        return ()
    return tuple(effect.element for effect in assessment.effects[:_TOP] if effect.gain > _EFFECT)


def _value_of(assessment: Assessment | None) -> float | None:
    return assessment.standing if assessment is not None else None


def _with_effect(change: Change, old: Analysis, new: Analysis, standings: Sequence[Standing]) -> Change:
    """The change with what it alone did to a standing: the new map is compared with one in which it was not made.

    For what is gone, the old map is compared with one without it.
    """
    best = change
    for standing in standings:
        if standing.before is None or standing.after is None:
            continue
        if change.what is ChangeKind.REMOVED:
            effect = _standing_of(without(old.map, change.old), standing.old, old.map) - standing.before
        else:
            effect = standing.after - _standing_of(_undone(change, old.map, new.map), standing.conclusion, new.map)
        if abs(effect) > max(abs(best.effect), _EFFECT):
            best = change._replace(effect=effect, on=standing.conclusion)
    return best


def _undone(change: Change, old: Map, new: Map) -> Map:
    """The new map in which one change was not made."""
    if change.element_kind is None:
        return new.model_copy(update={"map": old.map}) if change.new == "map" else new
    if change.what is ChangeKind.ADDED:
        return without(new, change.new)
    return with_change_undone(old, new, change.old, change.new)


def _standing_of(map_: Map, conclusion: str, whole: Map) -> float:
    graph = build_graph(map_)
    if conclusion not in graph:
        graph = build_graph(whole)
    return account(graph, conclusion).standing()[0]
