"""Comparisons in words: what a change says, and how a conclusion's standing changed."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from argmap.analysis import Analysis
from argmap.compare.diff import Change, ChangeKind, Comparison, Standing
from argmap.compare.edits import Sort
from argmap.compare.effects import Effect
from argmap.english import first_of
from argmap.report.sheet import Rich, Words
from argmap.standing.assessment import ERRORS
from argmap.standing.sentence import worlds

TOP = 5
"""How many weak links and edits a summary names."""
LEAST = 5e-4
"""The smallest effect that is shown."""
_MOST_SAID = 3
_LONG = 5
"""The number of words from which a value is a text, of which only what differs is marked."""
_ORDER = (Sort.SILENCED, Sort.MEANING, Sort.PRESENTATION)


def marked(old: str, new: str) -> list[Words]:
    """The new text, with inserted and deleted words marked.

    >>> marked("Wages are low.", "Wages are very low.")
    [Words(text='Wages are', mark=''), Words(text='very', mark='ins'), Words(text='low.', mark='')]
    """
    before, after = old.split(), new.split()
    pieces = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Words(" ".join(before[i:j])))
            continue
        if j > i:
            pieces.append(Words(" ".join(before[i:j]), "del"))
        if m > k:
            pieces.append(Words(" ".join(after[k:m]), "ins"))
    return pieces


def change_words(change: Change) -> Rich:
    """What changed, on one line."""
    if change.what in _IN_WORDS:
        return _IN_WORDS[change.what].format(
            before=change.before, after=change.after, text=change.text or "no finding", was=_listed(change.before),
            is_=_listed(change.after),
        )  # fmt: skip
    if change.what in {ChangeKind.REWORDED, ChangeKind.NEGATED}:
        note = [Words("(says the contrary)")] if change.what is ChangeKind.NEGATED else []
        return [*marked(change.before, change.after), *note]
    label = [Words(f"{change.key}:")] if change.key and change.kind != "map" else []
    return [*label, *_values(change)]


_IN_WORDS = {
    ChangeKind.ADDED: "{after}",
    ChangeKind.REMOVED: "{before}",
    ChangeKind.RECAST: "was {before}, is now {after}",
    ChangeKind.SPLIT: "“{text}” is now {is_}",
    ChangeKind.MERGED: "{was} are now “{text}”",
    ChangeKind.SEPARATED: "{before}, linked before, are now separate reasons: {after}",
    ChangeKind.LINKED: "{before}, separate reasons before, are now linked: {after}",
    ChangeKind.TEXT_CHANGED: "the text of “{text}” has changed ({before} before, {after} now)",
    ChangeKind.ACCEPTED: "{text} (because: {after})",
    ChangeKind.UNACCEPTED: "{text} (because: {before})",
    ChangeKind.CONTESTED: "{after}",
    ChangeKind.CAUTIONED: "{after}",
    ChangeKind.UNCONTESTED: "{before}",
    ChangeKind.UNCAUTIONED: "{before}",
}


def _listed(ids: str) -> str:
    return ids.replace(", ", " and ")


def _values(change: Change) -> list[Words]:
    """What a value was and is; of longer texts, the words that differ."""
    if min(len(change.before.split()), len(change.after.split())) >= _LONG:
        return marked(change.before, change.after)
    return [Words(change.before, "del"), Words(change.after, "ins")]


def name_of(change: Change) -> str:
    """The id of an element, or what it is of the map."""
    return f"the map's {change.key}" if change.kind == "map" else change.id


def what_of(change: Change) -> str:
    """The kind and id of an element, or what it is of the map."""
    return name_of(change) if change.kind == "map" else f"{change.kind} {change.id}"


def effects_words(change: Change) -> str:
    """What an element's changes did to each standing, in words; empty if they did nothing that can be seen."""
    seen = {on: effect for on, effect in change.effects.items() if abs(effect.value) > LEAST}
    return ", ".join(f"{number_words(effect)} on {on}" for on, effect in seen.items())


def number_words(effect: Effect) -> str:
    """An effect on a standing, with its standard error if that can be seen."""
    error = f" ± {effect.error:.3f}" if effect.error > LEAST else ""
    return f"{effect.value:+.3f}{error}"


def standing_words(standing: Standing) -> str:
    """How a conclusion's standing changed."""
    if standing.is_removed:
        return f"{_stood(standing.before)} (removed)"
    if not standing.old:
        return f"{_stands(standing.after)} (new)"
    if standing.before is None or standing.after is None:
        if standing.before is standing.after:
            return "is not argued (unchanged)"
        return f"{_stands(standing.after)}; before, it {_stood(standing.before)}"
    about, how = ("about ", ", estimated") if standing.error else ("", "")
    if abs(standing.after - standing.before) < 1e-9:  # noqa: PLR2004 - a rounding error
        return f"stands in {about}{worlds(standing.after)[0]} worlds (unchanged{how})"
    before, after = worlds(standing.before, standing.after)
    if before == after:
        return f"stands in {about}{after} worlds (hardly changed{how})"
    if abs(standing.after - standing.before) <= ERRORS * standing.error:
        return f"stands in about {after} worlds, before in about {before} (estimated: too close to tell)"
    direction = "up" if standing.after > standing.before else "down"
    return f"stands in {about}{after} worlds, {direction} from {about}{before}" + (" (estimated)" if how else "")


def _stands(share: float | None) -> str:
    return "is not argued" if share is None else f"stands in {worlds(share)[0]} worlds"


def _stood(share: float | None) -> str:
    return "was not argued" if share is None else f"stood in {worlds(share)[0]} worlds"


def ranking_words(standing: Standing) -> str:
    """How the weakest links of a conclusion changed."""
    if standing.ranked_before == standing.ranked_after:
        return f"weakest links (unchanged): {_first(standing.ranked_after)}"
    before, after = _first(standing.ranked_before), _first(standing.ranked_after)
    return (
        f"weakest links: {before} → {after}"
        if before != after
        else f"weakest links (the first {TOP} unchanged): {after}"
    )


def ranking_in_words(standing: Standing, old: Analysis, new: Analysis) -> str:
    """How the weakest links of a conclusion changed, with what they say; those before only if they differ."""
    after = _said(standing.ranked_after, new, old)
    if standing.ranked_before == standing.ranked_after:
        return f"unchanged: {after}"
    if standing.ranked_before[:TOP] == standing.ranked_after[:TOP]:
        return f"the first {TOP} unchanged: {after}"
    return f"{after} (before: {_first(standing.ranked_before)})"


def _said(element_ids: Sequence[str], *analyses: Analysis) -> str:
    words = [
        f"{element_id} ({next(one.words(element_id) for one in analyses if element_id in one.graph)})"
        for element_id in element_ids[:_MOST_SAID]
    ]
    more = len(element_ids) - len(words)
    return "; ".join(words + ([f"{more} more"] if more else [])) or "none"


def _first(element_ids: Sequence[str]) -> str:
    return first_of(element_ids, TOP) or "none"


def main_edits(comparison: Comparison, conclusion: str) -> list[tuple[Effect, Change]]:
    """The changes that affected a standing, the largest effect first."""
    found = [(change.effects[conclusion], change) for change in comparison.changes if conclusion in change.effects]
    seen = [one for one in found if abs(one[0].value) > LEAST]
    return sorted(seen, key=lambda one: -abs(one[0].value))


def in_order(changes: Sequence[Change]) -> list[Change]:
    """What is silenced, then what changes the meaning, then what changes how it is shown."""
    return sorted(changes, key=lambda change: _ORDER.index(change.sort))
