"""A comparison told: as text for a terminal, as blocks for Markdown and HTML, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from argmap.assess.sentence import worlds
from argmap.findings import Finding, Severity
from argmap.report.sheet import Block, Bullets, Heading, Item, Paragraph, Picture, Rich, Table, Words, plain
from argmap.review.compare import Change, Comparison, Standing, What
from argmap.source import visible

VERSION = 1
_SIGNS = {What.ADDED: "+", What.REMOVED: "-"}


def marked(old: str, new: str) -> list[Words]:
    """The new text with the words that came and went marked.

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
    """What changed, in one line."""
    match change.what:
        case What.ADDED:
            return change.after
        case What.REMOVED:
            return change.before
        case What.REWORDED:
            return marked(change.before, change.after)
        case What.CONTESTED | What.CAUTIONED:
            return change.after
        case What.UNCONTESTED | What.UNCAUTIONED:
            return change.before
        case _:
            return [Words(change.before, "del"), Words(change.after, "ins")]


def _effect(change: Change) -> str:
    return f"{change.effect:+.3f}" if change.effect else ""


def standing_words(standing: Standing) -> str:
    """How a conclusion's standing changed."""
    if standing.before is None or standing.after is None:
        value = standing.after if standing.before is None else standing.before
        return f"{'new' if standing.before is None else 'gone'}, stands in {worlds(value or 0.0)[0]} worlds"
    if abs(standing.after - standing.before) < 1e-9:  # noqa: PLR2004 - nothing
        return f"stands in {worlds(standing.after)[0]} worlds, as before"
    before, after = worlds(standing.before, standing.after)
    return f"stands in {after} worlds, before in {before}"


def _ranking_words(standing: Standing) -> str:
    if standing.ranked_before == standing.ranked_after:
        return f"the weakest links are the same: {', '.join(standing.ranked_after) or 'none'}"
    before, after = ", ".join(standing.ranked_before) or "none", ", ".join(standing.ranked_after) or "none"
    return f"the weakest links: {before} → {after}"


def _main_edits(comparison: Comparison) -> list[Change]:
    """The edits that moved a standing, the strongest first."""
    return sorted((one for one in comparison.changes if one.effect), key=lambda one: -abs(one.effect))


def told_as_text(comparison: Comparison) -> str:
    """The comparison for a terminal."""
    return "".join(f"{line}\n" for line in _text_lines(comparison))


def _text_lines(comparison: Comparison) -> Iterator[str]:
    if comparison.is_same:
        yield "the same in meaning"
        return
    for change in comparison.changes:
        sign = _SIGNS.get(change.what, "~")
        effect = f"  ({_effect(change)} on {change.on})" if change.effect else ""
        words = visible(plain(change_words(change)))
        yield f"{sign} {change.what.value} {change.kind.value} {change.id}: {words}{effect}"
    for standing in comparison.standings:
        yield ""
        yield f"{standing.conclusion} {standing_words(standing)}"
        yield f"  {_ranking_words(standing)}"
    for change in _main_edits(comparison)[:3]:
        yield f"  {_effect(change)} by the edit of {change.id} ({change.what.value})"
    for word, findings in (("came", comparison.came), ("went", comparison.went)):
        if findings:
            yield ""
            yield f"findings that {word}:"
            yield from (f"  {one.severity.value}[{one.code}] {visible(one.message)}" for one in findings)


def told_as_blocks(comparison: Comparison, names: tuple[str, str], picture: str | None = None) -> list[Block]:
    """The comparison as a report; `names` are those of the two versions."""
    blocks: list[Block] = [Heading(f"What changed: {names[0]} → {names[1]}", 1)]
    if comparison.is_same:
        return [*blocks, Paragraph("The two say the same.")]
    rows: list[Sequence[Rich]] = [
        [standing.text, standing_words(standing), _ranking_words(standing)] for standing in comparison.standings
    ]
    blocks += [Heading("Conclusions"), Table(["conclusion", "standing", "weak links"], rows)]
    edits = _main_edits(comparison)
    if edits:
        made: list[Sequence[Rich]] = [
            [f"{one.what.value} {one.kind.value} {one.id}", change_words(one), f"{_effect(one)} on {one.on}"]
            for one in edits
        ]
        blocks += [Heading("Which edit did it"), Table(["edit", "what", "effect on the standing"], made)]
    if picture:
        blocks += [Heading("The picture"), Picture(picture, "both versions in one layout")]
    blocks.append(Heading("All changes"))
    everything: list[Sequence[Rich]] = [
        [one.what.value, one.kind.value, one.id, change_words(one)] for one in comparison.changes
    ]
    blocks.append(Table(["change", "kind", "element", "what"], everything))
    for word, findings in (("Findings that came", comparison.came), ("Findings that went", comparison.went)):
        if findings:
            blocks += [Heading(word), Bullets([_finding(one) for one in findings if one.severity is not Severity.HINT])]
            hints = sum(1 for one in findings if one.severity is Severity.HINT)
            if hints:
                blocks.append(Paragraph(f"and {hints} hint{'' if hints == 1 else 's'}."))
    return blocks


def _finding(finding: Finding) -> Item:
    return Item([Words(f"{finding.code} {finding.name}:", "strong"), Words(finding.message)])


def told_as_json(comparison: Comparison) -> str:
    """The comparison for other programs."""
    document: dict[str, Any] = {
        "version": VERSION,
        "same": comparison.is_same,
        "changes": [
            {
                "what": one.what.value,
                "kind": one.kind.value,
                "old": one.old,
                "new": one.new,
                "before": one.before,
                "after": one.after,
                "effect": round(one.effect, 12),
                "on": one.on,
            }
            for one in comparison.changes
        ],
        "standings": [
            {
                "conclusion": one.conclusion,
                "before": one.before,
                "after": one.after,
                "weak_links_before": one.ranked_before,
                "weak_links_after": one.ranked_after,
            }
            for one in comparison.standings
        ],
        "findings": {
            word: [{"code": one.code, "subject": one.subject, "message": one.message} for one in findings]
            for word, findings in (("came", comparison.came), ("went", comparison.went))
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
