"""The output formats of comparisons: text, Markdown, HTML, JSON and SVG. `VERSION` is that of the JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, NamedTuple

from argmap.analysis import analyse
from argmap.compare.diff import Change, ChangeKind, Comparison, Standing
from argmap.compare.overlay import overlay
from argmap.english import first_of, plural
from argmap.findings import Finding, Severity
from argmap.layout.engine import Engine
from argmap.loading.load import LoadedMap
from argmap.model import Map, MapInfo
from argmap.render import Format
from argmap.render.draw import draw
from argmap.report.sheet import (
    Block,
    Bullets,
    Heading,
    Item,
    Paragraph,
    Picture,
    Rich,
    Table,
    Words,
    plain,
    sheet_html,
    sheet_markdown,
)
from argmap.settings import Settings
from argmap.source import json_text, visible
from argmap.standing.assessment import ERRORS
from argmap.standing.sentence import worlds

VERSION = 3
_TOP = 5
"""How many weak links and edits a summary names."""
_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-"}


class Compared(NamedTuple):
    """A comparison, with the names to show for the two versions."""

    names: tuple[str, str]
    comparison: Comparison


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
    match change.what:
        case ChangeKind.ADDED:
            return change.after
        case ChangeKind.REMOVED:
            return change.before
        case ChangeKind.REWORDED:
            return marked(change.before, change.after)
        case ChangeKind.CONTESTED | ChangeKind.CAUTIONED | ChangeKind.ACCEPTED:
            return change.after
        case ChangeKind.UNCONTESTED | ChangeKind.UNCAUTIONED | ChangeKind.UNACCEPTED:
            return change.before
        case _:
            return [Words(change.before, "del"), Words(change.after, "ins")]


def _without_label(change: Change) -> Change:
    """The change without the name of what it is of the map, which stands before it already."""
    if change.kind != "map":
        return change
    label = f"{change.text}: "
    return change._replace(before=change.before.removeprefix(label), after=change.after.removeprefix(label))


def _name(change: Change) -> str:
    """The id of an element, or what it is of the map."""
    return f"the map's {change.text}" if change.kind == "map" else change.id


def _what(change: Change) -> str:
    """The kind and id of an element, or what it is of the map."""
    return _name(change) if change.kind == "map" else f"{change.kind} {change.id}"


def _effect(change: Change) -> str:
    return f"{change.effect:+.3f}" if change.effect else ""


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


def _ranking_words(standing: Standing) -> str:
    if standing.ranked_before == standing.ranked_after:
        return f"weakest links (unchanged): {_first(standing.ranked_after)}"
    return f"weakest links: {_first(standing.ranked_before)} → {_first(standing.ranked_after)}"


def _first(element_ids: Sequence[str]) -> str:
    return first_of(element_ids, _TOP) or "none"


def _main_edits(comparison: Comparison) -> list[Change]:
    """The changes that affected a standing, the largest effect first."""
    return sorted((change for change in comparison.changes if change.effect), key=lambda change: -abs(change.effect))


def format_text(comparison: Comparison) -> str:
    """The comparison for a terminal."""
    return "".join(f"{line}\n" for line in _text_lines(comparison))


def _text_lines(comparison: Comparison) -> Iterator[str]:
    if comparison.is_same:
        yield "no change in meaning"
        return
    for change in comparison.changes:
        sign = _SIGNS.get(change.what, "~")
        effect = f"  ({_effect(change)} on {change.on})" if change.effect else ""
        words = visible(plain(change_words(_without_label(change))))
        yield f"{sign} {change.what.value} {_what(change)}: {words}{effect}"
    for standing in comparison.standings:
        yield ""
        yield f"{standing.conclusion} {standing_words(standing)}"
        yield f"  {_ranking_words(standing)}"
    edits = _main_edits(comparison)
    for change in edits[:_TOP]:
        yield f"  {_effect(change)} from {_name(change)} ({change.what.value})"
    if len(edits) > _TOP:
        yield f"  and {len(edits) - _TOP} more with smaller effects"
    for word, findings in (("new", comparison.new_findings), ("resolved", comparison.resolved_findings)):
        if findings:
            yield ""
            yield f"{word} findings:"
            yield from (
                f"  {finding.severity.value}[{finding.code}] {visible(finding.message)}" for finding in findings
            )


def format_blocks(comparison: Comparison, names: tuple[str, str], picture: str | None = None) -> list[Block]:
    """The comparison as a report; `names` are the names of the two versions."""
    blocks: list[Block] = [Heading(_title(names), 1)]
    if comparison.is_same:
        return [*blocks, Paragraph("No change in meaning.")]
    rows: list[Sequence[Rich]] = [
        [standing.text, standing_words(standing), _ranking_words(standing)] for standing in comparison.standings
    ]
    blocks += [Heading("Conclusions"), Table(["conclusion", "standing", "weak links"], rows)]
    edits = _main_edits(comparison)
    if edits:
        made: list[Sequence[Rich]] = [
            [f"{edit.what.value} {_what(edit)}", change_words(_without_label(edit)), f"{_effect(edit)} on {edit.on}"]
            for edit in edits
        ]
        blocks += [Heading("Edits that affected a standing"), Table(["edit", "details", "effect on standing"], made)]
    if picture:
        blocks += [Heading("The picture"), Picture(picture, "both versions in one layout")]
    blocks.append(Heading("All changes"))
    everything: list[Sequence[Rich]] = [
        [change.what.value, change.kind, change.id, change_words(change)] for change in comparison.changes
    ]
    blocks.append(Table(["change", "kind", "element", "details"], everything))
    for word, findings in (
        ("New findings", comparison.new_findings),
        ("Resolved findings", comparison.resolved_findings),
    ):
        if findings:
            shown = [_finding(finding) for finding in findings if finding.severity is not Severity.HINT]
            blocks += [Heading(word), Bullets(shown)]
            hints = len(findings) - len(shown)
            if hints:
                blocks.append(Paragraph(f"{'And ' if shown else ''}{plural(hints, 'hint')}."))
    return blocks


def _finding(finding: Finding) -> Item:
    return Item([Words(f"{finding.code} {finding.name}:", "strong"), Words(finding.message)])


def format_json(compared: Sequence[Compared]) -> str:
    """The comparisons for other programs: one object, with an entry of `maps` for each."""
    document: dict[str, Any] = {
        "version": VERSION,
        "same": all(comparison.is_same for _, comparison in compared),
        "maps": [_data(*one) for one in compared],
    }
    return json_text(document) + "\n"


def _data(names: tuple[str, str], comparison: Comparison) -> dict[str, Any]:
    return {
        "old": names[0],
        "new": names[1],
        "same": comparison.is_same,
        "changes": [
            {
                "what": change.what.value,
                "kind": change.kind,
                "old": change.old,
                "new": change.new,
                "before": change.before,
                "after": change.after,
                "effect": round(change.effect, 12),
                "on": change.on,
            }
            for change in comparison.changes
        ],
        "standings": [
            {
                "conclusion": standing.conclusion,
                "before": standing.before,
                "after": standing.after,
                "weak_links_before": standing.ranked_before,
                "weak_links_after": standing.ranked_after,
            }
            for standing in comparison.standings
        ],
        "findings": {
            word: [
                {"code": finding.code, "subject": finding.subject, "message": finding.message} for finding in findings
            ]
            for word, findings in (("new", comparison.new_findings), ("resolved", comparison.resolved_findings))
        },
    }


class DiffFormat(StrEnum):
    """The output formats of a comparison."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"
    SVG = "svg"


def format_comparisons(compared: Sequence[Compared], ends: tuple[str, str], form: DiffFormat, engine: Engine) -> str:
    """The comparisons of all maps that differ between the two `ends` as one document; it says so if there are none."""
    if form is DiffFormat.JSON:
        return format_json(compared)
    if not compared:
        return _no_change(ends, form, engine)
    made = [format_comparison(comparison, names, form, engine) for names, comparison in compared]
    if form is DiffFormat.TEXT and len(made) > 1:
        made = [f"{one.names[1]}\n{text}" for one, text in zip(compared, made, strict=True)]
    return "\n".join(made)


def _no_change(ends: tuple[str, str], form: DiffFormat, engine: Engine) -> str:
    said = "no maps have changed"
    if form is DiffFormat.TEXT:
        return f"{said}\n"
    sentence = f"{said.capitalize()}."
    if form is DiffFormat.SVG:
        nothing = analyse(LoadedMap(Map(map=MapInfo(title=sentence))), Settings(findings=False))
        return draw(nothing, [Format.SVG], engine).outputs[Format.SVG].decode()
    blocks: list[Block] = [Heading(_title(ends), 1), Paragraph(sentence)]
    if form is DiffFormat.MARKDOWN:
        return sheet_markdown(blocks)
    return sheet_html(f"{ends[0]} → {ends[1]}", "en", blocks)


def _title(names: tuple[str, str]) -> str:
    return f"What changed: {names[0]} → {names[1]}"


def format_comparison(comparison: Comparison, names: tuple[str, str], form: DiffFormat, engine: Engine) -> str:
    """One comparison in a format; `names` are the names of the two versions."""
    if form is DiffFormat.TEXT:
        return format_text(comparison)
    if form is DiffFormat.JSON:
        return format_json([Compared(names, comparison)])
    if form is DiffFormat.MARKDOWN:
        return sheet_markdown(format_blocks(comparison, names))
    picture = format_svg(comparison, engine)
    if form is DiffFormat.SVG:
        return picture
    language = comparison.new.map.map.language
    return sheet_html(f"{names[0]} → {names[1]}", language, format_blocks(comparison, names, picture))


def format_svg(comparison: Comparison, engine: Engine) -> str:
    """Both versions in one picture."""
    together, changes = overlay(comparison)
    settings = Settings(weak=False, findings=False)
    analysis = analyse(LoadedMap(together, comparison.new.loaded.documents), settings)
    return draw(analysis, [Format.SVG], engine, changes=changes).outputs[Format.SVG].decode()
