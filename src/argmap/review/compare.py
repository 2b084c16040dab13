"""What changed between two versions of a map: a diff of meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from argmap.assess.assessment import Assessment
from argmap.assess.grading import grade_words, grades
from argmap.assess.standing import assess
from argmap.findings import Finding
from argmap.graph import Graph, build_graph
from argmap.model import Element, Kind, Map
from argmap.review.matching import match, text_of_element
from argmap.review.without import only_in_new, without

_EFFECT = 5e-4
_TOP = 5


class What(StrEnum):
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


class Change(NamedTuple):
    """One change: what happened to which element (its ids before and after, empty where it was not there).

    `before` and `after` say it in words; `effect` is what it did to the standing of the conclusion `on`.
    """

    what: What
    kind: Kind
    old: str
    new: str
    text: str
    before: str = ""
    after: str = ""
    effect: float = 0.0
    on: str = ""

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
    """All that changed. `pairs` give the new id of each element that stayed."""

    changes: tuple[Change, ...]
    standings: tuple[Standing, ...]
    came: tuple[Finding, ...]
    went: tuple[Finding, ...]
    pairs: Mapping[str, str]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not self.changes


def compare(
    old: Map, new: Map, old_findings: Sequence[Finding] = (), new_findings: Sequence[Finding] = ()
) -> Comparison:
    """Compare two versions of a map; the findings are those of each."""
    pairs = match(old, new)
    changes = tuple(_changes(old, new, pairs))
    standings = tuple(_standings(build_graph(old), build_graph(new), pairs))
    changes = tuple(_with_effect(change, old, new, standings) for change in changes)
    before = {(one.code, pairs.get(one.subject, one.subject)): one for one in old_findings if not one.accepted}
    after = {(one.code, one.subject): one for one in new_findings if not one.accepted}
    came = tuple(one for key, one in after.items() if key not in before)
    went = tuple(one for key, one in before.items() if key not in after)
    return Comparison(changes, standings, came, went, pairs)


def _changes(old: Map, new: Map, pairs: Mapping[str, str]) -> Iterator[Change]:
    graphs = build_graph(old), build_graph(new)
    before = {name: (kind, element) for kind, name, element in old.elements()}
    after = {name: (kind, element) for kind, name, element in new.elements()}
    taken = set(pairs.values())
    for name, (kind, element) in after.items():
        if name not in taken:
            yield Change(What.ADDED, kind, "", name, _told(element), after=_described(element))
    for name, (kind, element) in before.items():
        if name not in pairs:
            yield Change(What.REMOVED, kind, name, "", _told(element), before=_described(element))
            continue
        yield from _element_changes(name, (kind, element), pairs[name], after[pairs[name]], graphs, pairs)


def _element_changes(
    name: str,
    old: tuple[Kind, Element],
    other: str,
    new: tuple[Kind, Element],
    graphs: tuple[Graph, Graph],
    pairs: Mapping[str, str],
) -> Iterator[Change]:
    (was, one), (kind, element) = old, new
    text = _told(element) or _described(element)

    def change(what: What, before: str, after: str) -> Change:
        return Change(what, kind, name, other, text, before, after)

    if name != other:
        yield change(What.RENAMED, name, other)
    if text_of_element(one) != text_of_element(element):
        yield change(What.REWORDED, text_of_element(one), text_of_element(element))
    if was is not kind:
        yield change(What.MOVED, was.value, kind.value)
    links = _mapped_links(one, pairs), _links(element)
    if links[0] != links[1]:
        yield change(What.MOVED, _links_told(links[0]), _links_told(links[1]))
    if kind.is_graded and was.is_graded:
        grade = grades(graphs[0], [name])[name].value, grades(graphs[1], [other])[other].value
        if grade[0] != grade[1]:
            yield change(What.REGRADED, grade_words(grade[0]), grade_words(grade[1]))
    yield from _note_changes(change, name, other, graphs, pairs)
    edited = [
        key
        for key in (
            "scheme",
            "warrant",
            "because",
            "answers",
            "answer",
            "definition",
            "typology",
            "url",
            "author",
            "date",
        )
        if getattr(one, key, None) != getattr(element, key, None)
    ]
    if getattr(one, "quote", ()) != getattr(element, "quote", ()):
        edited.append("quote")
    for key in edited:
        yield change(What.EDITED, f"{key}: {_value(one, key)}", f"{key}: {_value(element, key)}")


def _note_changes(
    change: Any,  # noqa: ANN401 - the function of the caller
    name: str,
    other: str,
    graphs: tuple[Graph, Graph],
    pairs: Mapping[str, str],
) -> Iterator[Change]:
    if name not in graphs[0] or other not in graphs[1]:
        return
    for more, less, told in (
        (What.CONTESTED, What.UNCONTESTED, _open_contests),
        (What.CAUTIONED, What.UNCAUTIONED, _open_cautions),
    ):
        before = {pairs.get(one, one) for one in told(graphs[0], name)}
        after = set(told(graphs[1], other))
        for note in sorted(after - before):
            yield change(more, "", text_of_element(graphs[1].element(note)))
        for note in sorted(before - after):
            yield change(less, note, "")


def _open_contests(graph: Graph, name: str) -> list[str]:
    return [one for one in graph.contests_on(name) if graph.map.contested[one].answer is None]


def _open_cautions(graph: Graph, name: str) -> list[str]:
    return [one for one in graph.cautions_on(name) if graph.map.cautions[one].answer is None]


_LINKS = ("from_", "to", "against", "on")


def _links(element: Element) -> dict[str, tuple[str, ...]]:
    found = {}
    for key in _LINKS:
        value = getattr(element, key, None)
        if value:
            found[key.rstrip("_")] = (value,) if isinstance(value, str) else tuple(sorted(value))
    return found


def _mapped_links(element: Element, pairs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(pairs.get(name, name) for name in names)) for key, names in _links(element).items()}


def _links_told(links: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(f"{key} {' and '.join(names)}" for key, names in links.items())


def _told(element: Element) -> str:
    return text_of_element(element)


def _described(element: Element) -> str:
    text, links = text_of_element(element), _links_told(_links(element))
    return f"{text} ({links})" if text and links else text or links


def _value(element: Element, key: str) -> str:
    value = getattr(element, key, None)
    if key == "quote" and value:
        return "; ".join(quote.words for quote in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {text}" for name, text in value.items()) or "none"
    return "none" if value is None or value == () else str(value)


def _standings(old: Graph, new: Graph, pairs: Mapping[str, str]) -> Iterator[Standing]:
    back = {other: name for name, other in pairs.items()}
    roots = dict.fromkeys([*new.roots(), *(pairs.get(root, "") for root in old.roots())])
    for root in roots:
        if not root:
            continue
        before = assess(old, back[root], stability=False) if back.get(root) in old.kinds else None
        after = assess(new, root, stability=False) if root in new.kinds else None
        text = text_of_element(new.element(root))
        ranked = tuple(pairs.get(name, name) for name in _ranked(before))
        yield Standing(root, back.get(root, ""), text, _value_of(before), _value_of(after), ranked, _ranked(after))


def _ranked(assessment: Assessment | None) -> tuple[str, ...]:
    if assessment is None:
        return ()
    return tuple(effect.element for effect in assessment.effects[:_TOP] if effect.gain > _EFFECT)


def _value_of(assessment: Assessment | None) -> float | None:
    return assessment.standing if assessment is not None else None


def _with_effect(change: Change, old: Map, new: Map, standings: Sequence[Standing]) -> Change:
    """The change with what it alone did to a standing: the new map is compared with one in which it was not made.

    For what is gone, the old map is compared with one without it.
    """
    best = change
    for standing in standings:
        if standing.before is None or standing.after is None:
            continue
        if change.what is What.REMOVED:
            effect = _standing_of(without(old, change.old), standing.old, old) - standing.before
        else:
            undone = (
                without(new, change.new) if change.what is What.ADDED else only_in_new(old, new, change.old, change.new)
            )
            effect = standing.after - _standing_of(undone, standing.conclusion, new)
        if abs(effect) > max(abs(best.effect), _EFFECT):
            best = change._replace(effect=effect, on=standing.conclusion)
    return best


def _standing_of(map_: Map, conclusion: str, whole: Map) -> float:
    graph = build_graph(map_)
    if conclusion not in graph:
        graph = build_graph(whole)
    return assess(graph, conclusion, stability=False).standing
