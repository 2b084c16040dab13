"""What has changed since a revision, as the beginning of a review: what matters first, the rest folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.compare.diff import Change, Comparison
from argmap.compare.edits import Sort
from argmap.compare.words import LEAST, change_words, effects_words, in_order, standing_words, what_of
from argmap.english import plural
from argmap.findings import Finding, Severity
from argmap.report.sheet import Block, Bullets, Folded, Heading, Item, Paragraph, Picture, Words

_MOST = 8
"""How many changes, and how many findings, are not folded away."""


def changed_blocks(
    comparison: Comparison, since: str, pictures: Sequence[str] = (), moved: tuple[str, str] | None = None
) -> list[Block]:
    """What has changed `since` a revision: in meaning, in the standing, in findings; then in the picture.

    `moved` has the paths of a map that was moved.
    """
    blocks: list[Block] = [Heading(f"What changed since {since}")]
    if moved is not None:
        blocks.append(Paragraph(f"The map was renamed: {moved[0]} → {moved[1]}."))
    if comparison.is_same:
        return [*blocks, Paragraph("Nothing." if moved is None else "Nothing in what it says.")]
    changes = in_order(comparison.changes)
    told = sorted((change for change in changes if change.sort is not Sort.PRESENTATION), key=_importance)
    quiet = [change for change in changes if change.sort is Sort.PRESENTATION]
    blocks += _list([_change(change) for change in told], "change") if told else [Paragraph("Nothing in meaning.")]
    if quiet:
        blocks.append(Folded(f"{plural(len(quiet), 'change')} in presentation", [Bullets([*map(_change, quiet)])]))
    standings = [
        Item([Words(f"{standing.text}", "strong"), Words(f"It {standing_words(standing)}.")])
        for standing in comparison.standings
    ]
    if standings:
        blocks += [Heading("What that does to the standing", 3), *_list(standings, "conclusion")]
    blocks += _findings("New findings", comparison.new_findings)
    blocks += _findings("Findings that are gone", comparison.resolved_findings)
    for number, picture in enumerate(pictures, 1):
        shown = Picture(picture, "what changed")
        blocks.append(shown if number == 1 else Folded(f"Sheet {number}", [shown]))
    return blocks


def _importance(change: Change) -> tuple[bool, float]:
    """What is silenced comes first, then what moved a standing most."""
    largest = max((abs(effect.value) for effect in change.effects.values()), default=0.0)
    return change.sort is not Sort.SILENCED, -largest if largest > LEAST else 0.0


def _change(change: Change) -> Item:
    words = change_words(change)
    said = [Words(words)] if isinstance(words, str) else list(words)
    effects = effects_words(change)
    end = [Words(f"({effects})")] if effects else []
    return Item([Words(f"{change.what.value} {what_of(change)}:", "strong"), *said, *end])


def _list(items: Sequence[Item], noun: str) -> Iterator[Block]:
    yield Bullets(items[:_MOST])
    if items[_MOST:]:
        yield Folded(plural(len(items) - _MOST, f"more {noun}"), [Bullets(items[_MOST:])])


def _findings(heading: str, findings: Sequence[Finding]) -> Iterator[Block]:
    if not findings:
        return
    items = [_finding(finding) for finding in findings if finding.severity is not Severity.HINT]
    hints = [_finding(finding) for finding in findings if finding.severity is Severity.HINT]
    yield Heading(heading, 3)
    if items:
        yield from _list(items, "finding")
    if hints:
        yield Folded(plural(len(hints), "hint"), [Bullets(hints)])


def _finding(finding: Finding) -> Item:
    return Item([Words(f"{finding.code} {finding.name}:", "strong"), Words(finding.message)])
