"""Comparing two versions of a map by meaning."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from argmap.analysis import Analysis, analyse
from argmap.compare.edits import NONE, Edit, Sort, details, edits_of_element, edits_of_map, written_out
from argmap.compare.effects import GRADING, Effect, Shift, effects, unified
from argmap.compare.match import match
from argmap.compare.named import is_denied, parted, statements, taken_apart
from argmap.compare.renamed import renamed_references
from argmap.findings import Finding
from argmap.graph import Graph
from argmap.model import Element, Group, Kind, Map, grade_words, own_words
from argmap.rules.registry import RULES
from argmap.settings import Settings
from argmap.standing.assessment import Assessment

MAP = "map"
"""The id of a change to the map itself."""
NO_EFFECTS: Mapping[str, Effect] = MappingProxyType({})


class ChangeKind(StrEnum):
    """What happened to an element, to the map or to an accepted finding."""

    ACCEPTED = "accepted"
    UNACCEPTED = "no longer accepted"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    REWORDED = "reworded"
    NEGATED = "negated"
    SPLIT = "split"
    MERGED = "merged"
    RECAST = "recast"
    MOVED = "moved"
    SEPARATED = "separated"
    LINKED = "linked"
    REGRADED = "regraded"
    CONTESTED = "contested"
    UNCONTESTED = "no longer contested"
    CAUTIONED = "cautioned"
    UNCAUTIONED = "no longer cautioned"
    EDITED = "edited"
    TEXT_CHANGED = "rewritten"


class Change(NamedTuple):
    """One change to one element: `old` and `new` are its ids before and after, empty if it did not exist.

    Without an `element_kind`, the change is to the map itself (the ids are `map`) or to an accepted finding (the ids
    are its code and element). `key` is what was edited; `before` and `after` say what it was and is. `effects` has what
    all changes to this element together did to the standing of each conclusion they bear on; it is with the first of
    them.
    """

    what: ChangeKind
    element_kind: Kind | None
    old: str
    new: str
    text: str
    before: str = ""
    after: str = ""
    key: str = ""
    sort: Sort = Sort.MEANING
    effects: Mapping[str, Effect] = NO_EFFECTS

    @property
    def kind(self) -> str:
        """What was changed: the kind of the element, `map` or `finding`."""
        if self.element_kind is not None:
            return self.element_kind.value
        return MAP if MAP in {self.old, self.new} else "finding"

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
        """Whether nothing changed, neither in the maps nor in what is found in them."""
        return not (self.changes or self.new_findings or self.resolved_findings)

    def only(self, sort: Sort) -> Comparison:
        """The comparison with the changes of one sort alone.

        Findings belong to the meaning, if that or the text of a source has changed; else they follow from the rest.
        """
        changes = tuple(change for change in self.changes if change.sort is sort)
        has_reason = bool(changes) or self.old.sources != self.new.sources
        if sort is Sort.MEANING and has_reason:
            return self._replace(changes=changes)
        return self._replace(changes=changes, new_findings=(), resolved_findings=())


def compare(old: Analysis, new: Analysis) -> Comparison:
    """Compare two versions of a map."""
    pairs = match(old.map, new.map, (old.loaded.unnamed, new.loaded.unnamed))
    standings = tuple(_standings(old, new, pairs))
    new_findings, resolved = _finding_changes(old.findings, new.findings, pairs)
    found = list(_changes(old, new, pairs))
    if new_findings or resolved:
        found += _text_changes(old, new, pairs)
    changes = tuple(_with_effects(found, (old, new), pairs, standings))
    return Comparison(old, new, changes, standings, new_findings, resolved, MappingProxyType(pairs))


def _text_changes(old: Analysis, new: Analysis, pairs: Mapping[str, str]) -> Iterator[Change]:
    """The sources whose text is another one, although the map says the same of them."""
    for old_id, source in old.map.sources.items():
        new_id = pairs.get(old_id, "")
        texts = old.sources.texts.get(old_id), new.sources.texts.get(new_id)
        if new_id and texts[0] != texts[1]:
            said = ["none" if text is None else f"{len(text):,} letters" for text in texts]
            yield Change(ChangeKind.TEXT_CHANGED, Kind.SOURCE, old_id, new_id, source.title, said[0], said[1])


def _finding_changes(
    old: Sequence[Finding], new: Sequence[Finding], pairs: Mapping[str, str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The open findings that are new, and those that are resolved.

    One that is accepted now is not resolved, as the acceptance is a change of its own; one that no longer is accepted
    is new.
    """
    known = Counter(_key(finding, pairs) for finding in old if not finding.accepted)
    fresh = []
    for finding in (finding for finding in new if not finding.accepted):
        known[_key(finding)] -= 1
        if known[_key(finding)] < 0:
            fresh.append(finding)
    left = Counter(map(_key, new))
    gone = []
    for finding in (finding for finding in old if not finding.accepted):
        left[_key(finding, pairs)] -= 1
        if left[_key(finding, pairs)] < 0:
            gone.append(finding)
    return tuple(fresh), tuple(gone)


_QUOTED = re.compile("“[^”]*”")


def _key(finding: Finding, pairs: Mapping[str, str] = MappingProxyType({})) -> tuple[str, str, str]:
    """What makes two findings in two versions the same: the rule, the element, and the words that it is about."""
    quoted = _QUOTED.search(finding.message)
    return finding.code, pairs.get(finding.subject, finding.subject), quoted[0] if quoted else ""


def _changes(old: Analysis, new: Analysis, pairs: Mapping[str, str]) -> Iterator[Change]:
    before = {element_id: (kind, element) for kind, element_id, element in old.map.elements()}
    after = {element_id: (kind, element) for kind, element_id, element in new.map.elements()}
    renamed = renamed_references(old.map, pairs)
    yield from _acceptance_changes(old, new, pairs)
    yield from _map_changes(old.map, renamed, new.map)
    yield from _named(renamed, new.map, pairs)
    taken = set(pairs.values())
    for new_id, (kind, element) in after.items():
        if new_id not in taken:
            yield Change(
                ChangeKind.ADDED, kind, "", new_id, own_words(element), after=_whole(element), sort=_sort_of(kind)
            )
    for old_id, (kind, element) in before.items():
        if old_id not in pairs:
            yield Change(
                ChangeKind.REMOVED,
                kind,
                old_id,
                "",
                own_words(element),
                before=_whole(element),
                sort=_sort_of(kind),
            )
            continue
        new_id = pairs[old_id]
        kept = kind, renamed.table(kind)[old_id]
        yield from _element_changes(old_id, kept, new_id, after[new_id], (old, new), pairs)
        for edit in written_out(element, after[new_id][1]):
            yield _edited(edit, after[new_id][0], old_id, new_id, own_words(after[new_id][1]))


def _sort_of(kind: Kind) -> Sort:
    return Sort.PRESENTATION if kind is Kind.GROUP else Sort.MEANING


def _edited(edit: Edit, kind: Kind | None, old_id: str, new_id: str, text: str) -> Change:
    return Change(ChangeKind.EDITED, kind, old_id, new_id, text, edit.before, edit.after, edit.key, edit.sort)


def _named(old: Map, new: Map, pairs: Mapping[str, str]) -> Iterator[Change]:
    """The changes of several elements at once that have a name of their own; `old` has the ids of the new map."""
    language = new.map.language
    before, after = statements(old), statements(new)
    gone = {name: text for name, text in before.items() if name not in pairs or text != after.get(pairs[name])}
    come = [name for name in after if name not in set(pairs.values())]
    for whole, parts in parted(gone, after, come, language):
        yield Change(ChangeKind.SPLIT, _kind_of(old, whole), whole, "", before[whole], whole, ", ".join(parts))
    lost = [name for name in before if name not in pairs]
    was = {new_id: old_id for old_id, new_id in pairs.items()}
    grown = {name: text for name, text in after.items() if name not in was or text != before.get(was[name])}
    for whole, parts in parted(grown, before, lost, language):
        yield Change(ChangeKind.MERGED, _kind_of(new, whole), "", whole, after[whole], ", ".join(parts), whole)
    fresh_steps = [name for name in (*new.inferences, *new.objections) if name not in was]
    for whole, parts in taken_apart(old, new, pairs, fresh_steps):
        kind = _kind_of(old, whole)
        starts = {name: _from(new, name) for name in parts}
        yield Change(
            ChangeKind.SEPARATED, kind, whole, pairs.get(whole, ""), "", _from(old, whole), "; ".join(starts.values())
        )
    lost_steps = [name for name in (*old.inferences, *old.objections) if name not in pairs]
    for whole, parts in taken_apart(new, old, was, lost_steps):
        kind = _kind_of(new, whole)
        starts = {name: _from(old, name) for name in parts}
        yield Change(
            ChangeKind.LINKED, kind, was.get(whole, ""), whole, "", "; ".join(starts.values()), _from(new, whole)
        )


def _kind_of(map_: Map, element_id: str) -> Kind:
    return next(kind for kind in Kind if element_id in map_.table(kind))


def _from(map_: Map, step: str) -> str:
    """What a step starts from, in words."""
    element = map_.inferences.get(step) or map_.objections[step]
    return " and ".join(element.from_ or ())


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

    def change(what: ChangeKind, before: str, after: str, sort: Sort = Sort.MEANING) -> Change:
        return Change(what, new_kind, old_id, new_id, text, before, after, sort=sort)

    had, has = old_id not in analyses[0].loaded.unnamed, new_id not in analyses[1].loaded.unnamed
    if old_id != new_id and had and has:
        yield change(ChangeKind.RENAMED, old_id, new_id, Sort.PRESENTATION)
    elif had != has and all(one.loaded.documents for one in analyses):  # not of a map made in code
        said = [name if is_named else NONE for name, is_named in ((old_id, had), (new_id, has))]
        yield _edited(Edit("id", said[0], said[1], Sort.PRESENTATION), new_kind, old_id, new_id, text)
    words = own_words(old_element), own_words(new_element)
    if words[0] != words[1]:
        what = ChangeKind.NEGATED if is_denied(*words, analyses[1].map.map.language) else ChangeKind.REWORDED
        yield change(what, *words, Sort.PRESENTATION if isinstance(new_element, Group) else Sort.MEANING)
    if old_kind is not new_kind:
        yield change(ChangeKind.RECAST, old_kind.with_article, new_kind.with_article)
    links = _links(old_element), _links(new_element)
    if links[0] != links[1]:
        yield change(ChangeKind.MOVED, _link_words(links[0]) or "none", _link_words(links[1]) or "none")
    yield from _grade_changes(old_id, (old_kind, old_element), new_id, (new_kind, new_element), analyses, text)
    yield from _note_changes(change, old_id, new_id, (analyses[0].graph, analyses[1].graph), pairs)
    for edit in edits_of_element(old_element, new_element):
        yield _edited(edit, new_kind, old_id, new_id, text)


def _grade_changes(
    old_id: str,
    old: tuple[Kind, Element],
    new_id: str,
    new: tuple[Kind, Element],
    analyses: tuple[Analysis, Analysis],
    text: str,
) -> Iterator[Change]:
    """Another grade, whether the author's or what an element has without one; or one that says what it is anyway."""
    if not (old[0].is_graded and new[0].is_graded):
        return
    effective = analyses[0].grades[old_id].value, analyses[1].grades[new_id].value
    if effective[0] != effective[1]:
        was, is_ = map(grade_words, effective)
        yield Change(ChangeKind.REGRADED, new[0], old_id, new_id, text, was, is_)
        return
    written = getattr(old[1], "grade", None), getattr(new[1], "grade", None)
    if (written[0] is None) != (written[1] is None):
        is_anyway = analyses[0].map.map.grading == analyses[1].map.map.grading
        note, sort = (" (as it is anyway)", Sort.PRESENTATION) if is_anyway else ("", Sort.MEANING)
        said = ["not written" if one is None else f"{grade_words(one)}{note}" for one in written]
        yield Change(ChangeKind.EDITED, new[0], old_id, new_id, text, said[0], said[1], "grade", sort)


_LINKS = ("from_", "to", "against", "on", "among", "discharges")


def _map_changes(raw: Map, old: Map, new: Map) -> Iterator[Change]:
    """The changes to the map itself: its title, language, grading and so on; `old` has the ids of the new map."""
    for edit in (*edits_of_map(old.map, new.map), *written_out(raw.map, new.map)):
        yield _edited(edit, None, MAP, MAP, edit.key)


def _acceptance_changes(old: Analysis, new: Analysis, pairs: Mapping[str, str]) -> Iterator[Change]:
    """The changes to which findings are accepted, and why; each with the finding that it hides or does not hide."""
    before = _reasons((entry.code, pairs.get(entry.on or "", entry.on), entry.because) for entry in old.map.accept)
    after = _reasons((entry.code, entry.on, entry.because) for entry in new.map.accept)
    hidden = {(finding.code, pairs.get(finding.subject, finding.subject)): finding.message for finding in old.findings}
    hidden |= {(finding.code, finding.subject): finding.message for finding in new.findings}
    for key in dict.fromkeys([*before, *after]):
        name = key[0] + (f" on {key[1]}" if key[1] else "")
        said = next((words for (code, on), words in hidden.items() if code == key[0] and key[1] in {None, on}), "")
        said = said or _would_be_found(new, *key)
        change = Change(ChangeKind.EDITED, None, name, name, said, key="because", sort=Sort.SILENCED)
        if key not in before:
            yield change._replace(what=ChangeKind.ACCEPTED, old="", after=after[key], key="")
        elif key not in after:
            yield change._replace(what=ChangeKind.UNACCEPTED, new="", before=before[key], key="")
        elif before[key] != after[key]:
            yield change._replace(before=before[key], after=after[key])


def _would_be_found(analysis: Analysis, code: str, on: str | None) -> str:
    """What a rule finds, on an element if that is given, although the settings do not ask for it; empty if nothing."""
    if code not in RULES:
        return ""
    alone = analyse(analysis.loaded, Settings(select=(code,), weak=False), analysis.sources)
    return next((one.message for one in alone.findings if one.code == code and on in {None, one.subject}), "")


def _reasons(entries: Iterable[tuple[str, str | None, str]]) -> dict[tuple[str, str | None], str]:
    """Why each finding is accepted, by its code and element; all reasons, if it is accepted more than once."""
    found: dict[tuple[str, str | None], str] = {}
    for code, on, because in entries:
        found[code, on] = f"{found[code, on]}; {because}" if (code, on) in found else because
    return found


def _note_changes(
    change: Callable[[ChangeKind, str, str], Change],
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


def _whole(element: Element) -> str:
    """All that an element says, with its grade, the reason for it, its quotes and so on."""
    more = "; ".join(details(element))
    return _described(element) + (f" [{more}]" if more else "")


def _described(element: Element) -> str:
    text, links = own_words(element), _link_words(_links(element))
    return f"{text} ({links})" if text and links else text or links


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
    changes: Sequence[Change],
    versions: tuple[Analysis, Analysis],
    pairs: Mapping[str, str],
    standings: Sequence[Standing],
) -> Iterator[Change]:
    """The changes; the first of those that bear on a standing, of each element, has what all of them did to it."""
    old, new = versions
    kept = [
        Shift(standing.conclusion, standing.before, standing.after)
        for standing in standings
        if standing.before is not None and standing.after is not None
    ]
    found = effects(old.map, new.map, pairs, kept, _chances(new)) if changes and kept else {}
    by_element: dict[str, dict[str, Effect]] = {}
    for conclusion, effect_of in found.items():
        for name, effect in effect_of.items():
            if effect.value or effect.error:
                by_element.setdefault(name, {})[conclusion] = effect
    names = unified(old.map, new.map, pairs)
    order = sorted(range(len(changes)), key=lambda place: (_PASSED_OVER.get(changes[place].what, 0), place))
    places: dict[str, int] = {}
    for place in order:
        name = _edited_element(changes[place], names)
        if name in by_element:
            places.setdefault(name, place)
    at = {place: MappingProxyType(by_element[name]) for name, place in places.items()}
    for place, change in enumerate(changes):
        yield change._replace(effects=at[place]) if place in at else change


_PASSED_OVER = {
    ChangeKind.EDITED: 1, ChangeKind.REWORDED: 2, ChangeKind.NEGATED: 2, ChangeKind.CONTESTED: 3,
    ChangeKind.UNCONTESTED: 3, ChangeKind.CAUTIONED: 3, ChangeKind.UNCAUTIONED: 3, ChangeKind.RENAMED: 4,
    ChangeKind.SPLIT: 5, ChangeKind.MERGED: 5, ChangeKind.SEPARATED: 5, ChangeKind.LINKED: 5,
}  # fmt: skip
"""What is less likely to be what changed a standing than other changes to the same element."""


def _edited_element(change: Change, names: Mapping[str, str]) -> str:
    """What `effects` calls the element of a change, or the default grades."""
    if change.element_kind is not None:
        return change.new or names.get(change.old, change.old)
    return change.key if change.key.startswith(GRADING) else ""


def _chances(analysis: Analysis) -> Callable[[str], float | None]:
    def chance(element_id: str) -> float | None:
        found = analysis.account(element_id)
        return None if found.drawn else found.standing().share

    return chance
