"""The output formats of comparisons: text, Markdown, HTML, JSON, SARIF and SVG. `VERSION` is that of the JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from argmap.analysis import analyse
from argmap.compare.diff import Change, ChangeKind, Comparison
from argmap.compare.edits import Sort
from argmap.compare.sheets import one_svg, sheets
from argmap.compare.words import (
    TOP,
    change_words,
    effects_words,
    in_order,
    main_edits,
    name_of,
    number_words,
    ranking_in_words,
    ranking_words,
    standing_words,
    what_of,
)  # fmt: skip
from argmap.english import plural
from argmap.findings import Finding, Severity
from argmap.layout.engine import Engine
from argmap.loading.load import LoadedMap
from argmap.model import Map, MapInfo
from argmap.render import Format
from argmap.render.draw import draw
from argmap.report.checked import Checked
from argmap.report.rules import rule_texts
from argmap.report.sarif import format_sarif
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
from argmap.rules.registry import chosen_rules
from argmap.settings import Settings
from argmap.source import json_text, visible

VERSION = 4
_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-"}
_WHERE = {Sort.SILENCED: "silenced", Sort.PRESENTATION: "presentation"}
"""What is said of changes that are not of the meaning."""


class Compared(NamedTuple):
    """A comparison, with the names to show for the two versions, and the paths of a map that was moved."""

    names: tuple[str, str]
    comparison: Comparison
    moved: tuple[str, str] | None = None

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return self.moved is None and self.comparison.is_same

    def only(self, sort: Sort) -> Compared:
        """The differences of one sort alone; that a map was moved is a difference of presentation."""
        moved = self.moved if sort is Sort.PRESENTATION else None
        return self._replace(comparison=self.comparison.only(sort), moved=moved)


def format_text(comparison: Comparison, moved: tuple[str, str] | None = None) -> str:
    """The comparison for a terminal; `moved` has the paths of a map that was moved."""
    return "".join(f"{line}\n" for line in _text_lines(comparison, moved))


def _text_lines(comparison: Comparison, moved: tuple[str, str] | None) -> Iterator[str]:
    if moved is not None:
        yield f"~ renamed map: {visible(moved[0])} → {visible(moved[1])}  (presentation)"
    if comparison.is_same:
        yield "no change in what it says" if moved is not None else "no change"
        return
    for change in in_order(comparison.changes):
        sign = "!" if change.sort is Sort.SILENCED else _SIGNS.get(change.what, "~")
        notes = ", ".join(filter(None, (effects_words(change), _WHERE.get(change.sort, ""))))
        words = visible(plain(change_words(change)))
        yield f"{sign} {change.what.value} {what_of(change)}: {words}" + (f"  ({notes})" if notes else "")
    for standing in comparison.standings:
        yield ""
        yield f"{standing.conclusion} {standing_words(standing)}"
        yield f"  {ranking_words(standing)}"
        edits = main_edits(comparison, standing.conclusion)
        for effect, change in edits[:TOP] if len(edits) > 1 else ():
            yield f"  {number_words(effect)} from {name_of(change)} ({change.what.value})"
        if len(edits) > TOP:
            rest = sum(effect.value for effect, _ in edits[TOP:])
            yield f"  {rest:+.3f} from {len(edits) - TOP} more"
    for word, findings in (("new", comparison.new_findings), ("resolved", comparison.resolved_findings)):
        if findings:
            yield ""
            yield f"{word} findings:"
            yield from (
                f"  {finding.severity.value}[{finding.code}] {visible(finding.message)}" for finding in findings
            )


def format_blocks(
    comparison: Comparison,
    names: tuple[str, str],
    pictures: Sequence[str] = (),
    moved: tuple[str, str] | None = None,
) -> list[Block]:
    """The comparison as a report; `names` are the names of the two versions, `moved` the paths of a map that moved."""
    blocks: list[Block] = [Heading(_title(names), 1)]
    if moved is not None:
        blocks.append(Paragraph(f"The map was renamed: {moved[0]} → {moved[1]}."))
    if comparison.is_same:
        return [*blocks, Paragraph("No change in what it says." if moved is not None else "No change.")]
    silenced = [change for change in comparison.changes if change.sort is Sort.SILENCED]
    if silenced:
        blocks += [Heading("Silenced"), _changes_table(silenced)]
    rows: list[Sequence[Rich]] = [
        [standing.text, standing_words(standing), ranking_in_words(standing, comparison.old, comparison.new)]
        for standing in comparison.standings
    ]
    blocks += [Heading("Conclusions"), Table(["conclusion", "standing", "weak links"], rows)]
    made: list[Sequence[Rich]] = [
        [f"{edit.what.value} {what_of(edit)}", change_words(edit), number_words(effect), standing.text]
        for standing in comparison.standings
        for effect, edit in main_edits(comparison, standing.conclusion)
    ]
    if made:
        head = ["edit", "details", "effect on the standing", "of"]
        blocks += [Heading("Edits that affected a standing"), Table(head, made)]
    if pictures:
        blocks += [Heading("The picture"), *(Picture(picture, "both versions in one layout") for picture in pictures)]
    for heading, sort in (("All changes in meaning", Sort.MEANING), ("Changes in presentation", Sort.PRESENTATION)):
        chosen = [change for change in comparison.changes if change.sort is sort]
        if chosen:
            blocks += [Heading(heading), _changes_table(chosen)]
    blocks += _findings("New findings", comparison.new_findings)
    blocks += _findings("Resolved findings", comparison.resolved_findings)
    return blocks


def _findings(heading: str, findings: Sequence[Finding]) -> Iterator[Block]:
    """The findings one by one, and how many hints there are."""
    if not findings:
        return
    shown = [_finding(finding) for finding in findings if finding.severity is not Severity.HINT]
    hints = len(findings) - len(shown)
    yield Heading(heading)
    yield Bullets(shown)
    if hints:
        yield Paragraph(f"{'And ' if shown else ''}{plural(hints, 'hint')}.")


def _changes_table(changes: Sequence[Change]) -> Table:
    rows: list[Sequence[Rich]] = [
        [change.what.value, change.kind, change.key if change.kind == "map" else change.id, change_words(change)]
        for change in changes
    ]
    return Table(["change", "kind", "element", "details"], rows)


def _finding(finding: Finding) -> Item:
    return Item([Words(f"{finding.code} {finding.name}:", "strong"), Words(finding.message)])


def format_json(compared: Sequence[Compared]) -> str:
    """The comparisons for other programs: one object, with an entry of `maps` for each."""
    document: dict[str, Any] = {
        "version": VERSION,
        "same": all(one.is_same for one in compared),
        "maps": [_data(one) for one in compared],
    }
    return json_text(document) + "\n"


def _data(compared: Compared) -> dict[str, Any]:
    names, comparison, moved = compared
    return {
        "old": names[0],
        "new": names[1],
        "same": compared.is_same,
        "renamed": list(moved) if moved is not None else None,
        "changes": [
            {
                "what": change.what.value,
                "kind": change.kind,
                "old": change.old,
                "new": change.new,
                "key": change.key,
                "sort": change.sort.value,
                "before": change.before,
                "after": change.after,
                "effects": {on: round(effect.value, 12) for on, effect in change.effects.items()},
                "errors": {on: round(effect.error, 12) for on, effect in change.effects.items() if effect.error},
            }
            for change in in_order(comparison.changes)
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
                {
                    "code": finding.code,
                    "severity": finding.severity.value,
                    "subject": finding.subject,
                    "message": finding.message,
                }
                for finding in findings
            ]
            for word, findings in (("new", comparison.new_findings), ("resolved", comparison.resolved_findings))
        },
    }


class DiffFormat(StrEnum):
    """The output formats of a comparison."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    SARIF = "sarif"
    HTML = "html"
    SVG = "svg"


def format_comparisons(
    compared: Sequence[Compared], ends: tuple[str, str], form: DiffFormat, engine: Engine, version: str = ""
) -> str:
    """The comparisons of all maps that differ between the two `ends` as one document; it says so if there are none.

    SARIF has argmap's `version` in it.
    """
    if form is DiffFormat.JSON:
        return format_json(compared)
    if form is DiffFormat.SARIF:
        return _sarif(compared, version)
    if not compared:
        return _no_change(ends, form, engine)
    if form in {DiffFormat.HTML, DiffFormat.SVG}:
        return _drawn(compared, form, engine)
    if form is DiffFormat.MARKDOWN:
        return "\n".join(sheet_markdown(format_blocks(one.comparison, one.names, moved=one.moved)) for one in compared)
    made = [format_text(one.comparison, one.moved) for one in compared]
    if len(made) > 1:
        made = [f"{one.names[1]}\n{text}" for one, text in zip(compared, made, strict=True)]
    return "\n".join(made)


def _drawn(compared: Sequence[Compared], form: DiffFormat, engine: Engine) -> str:
    """The comparisons with their pictures: one page, or one picture, of all maps."""
    drawn = [
        sheets(one.comparison, engine, f"m{number}-" if number > 1 else "") for number, one in enumerate(compared, 1)
    ]
    if form is DiffFormat.SVG:
        return one_svg([picture for pictures in drawn for picture in pictures])
    blocks = [
        block
        for one, pictures in zip(compared, drawn, strict=True)
        for block in format_blocks(one.comparison, one.names, [picture.svg for picture in pictures], one.moved)
    ]
    (old, new), language = compared[0].names, compared[0].comparison.new.map.map.language
    title = f"{old} → {new}" if len(compared) == 1 else f"{len(compared)} maps have changed"
    return sheet_html(title, language, blocks)


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


def format_comparison(compared: Compared, form: DiffFormat, engine: Engine, version: str = "") -> str:
    """One comparison in a format."""
    return format_comparisons([compared], compared.names, form, engine, version)


def _sarif(compared: Sequence[Compared], version: str) -> str:
    """The new findings, for services that show them beside the lines."""
    found = [finding for one in compared for finding in one.comparison.new_findings]
    checked = Checked(list(dict.fromkeys(finding.place.file for finding in found)), found)
    settings = compared[0].comparison.new.settings if compared else Settings()
    rules = rule_texts(chosen_rules(settings.select, settings.ignore, settings.level))
    return format_sarif(checked, rules, version)
