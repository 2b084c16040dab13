"""A report for reviewing a map: what one minute is enough for first, and the rest folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from argmap.analysis import Analysis
from argmap.describe import rivalry_lines
from argmap.english import first_of, plural
from argmap.findings import Finding, Severity
from argmap.model import (
    SCHEMES,
    Caution,
    Contest,
    Inference,
    Map,
    Note,
    Objection,
    Step,
    grade_words,
    is_open,
    own_words,
)  # fmt: skip
from argmap.report.ranking import assumed
from argmap.report.sheet import Block, Bullets, Folded, Heading, Item, Paragraph, Picture, Rich, Table, Words
from argmap.source import visible
from argmap.standing.assessment import Assessment, Effect
from argmap.standing.sentence import error_words, otherwise, sentence, stands

_TOP = 5
"""How many weak links of a conclusion are not folded away."""
_MOST = 10
"""How many weak links of a conclusion are listed."""
_CONCLUSIONS = 3
"""How many conclusions are not folded away."""
_FINDINGS = 8
"""From more findings than this, those of a rule share a line."""
_NAMED = 4
OPEN_QUESTIONS = "W204"
"""The rule whose findings are listed as questions."""


class Pictures(NamedTuple):
    """The map as SVG: what can be read on a screen and, unless that is all of it, the whole map."""

    first: str
    whole: str = ""


def review_blocks(analysis: Analysis, pictures: Pictures | None = None, changed: Sequence[Block] = ()) -> list[Block]:
    """The report: what `changed`, how the map stands, a picture, weak links with their grades, and findings.

    The rest is folded away: the whole picture, grades and their reasons, critical questions, cautions, contested
    claims, rivals, notes, sources.
    """
    map_ = analysis.map
    blocks: list[Block] = [Heading(f"Review: {visible(analysis.title)}", 1)]
    if map_.map.description:
        blocks.append(Paragraph(visible(map_.map.description)))
    blocks += changed
    blocks += _in_short(analysis)
    if pictures is not None:
        blocks += [Heading("The map"), Picture(pictures.first, "the map")]
        if pictures.whole:
            blocks.append(Folded("The whole map", [Picture(pictures.whole, "the whole map")]))
    blocks += _weak_links(analysis)
    blocks += _findings(analysis.findings)
    blocks += _grades(analysis)
    blocks += _questions(analysis)
    blocks += _rivals(analysis)
    blocks += _notes(map_)
    blocks += _context(map_)
    blocks += _sources(map_)
    return blocks


def _in_short(analysis: Analysis) -> Iterator[Block]:
    """How each conclusion stands, in a line."""
    yield Heading("How it stands")
    lines = [
        Item([Words(f"{_conclusion(analysis, found)}", "strong"), Words(f"{_stands(analysis, found)}")])
        for found in analysis.assessments.values()
    ]
    yield Bullets(lines[:_MOST])
    if lines[_MOST:]:
        yield Folded(f"{plural(len(lines) - _MOST, 'more conclusion')}", [Bullets(lines[_MOST:])])
    if analysis.left_out:
        yield Paragraph(f"{analysis.left_out}.")
    yield Paragraph(assumed(analysis.graph))


def _conclusion(analysis: Analysis, found: Assessment) -> str:
    return f"{found.kind.value.capitalize()}: {analysis.full_words(found.conclusion)}"


def _stands(analysis: Analysis, found: Assessment) -> str:
    said = f"It {stands(found, analysis.trials(found.conclusion))}."
    return f"{said} {tied}" if (tied := otherwise(found)) else said


def _weak_links(analysis: Analysis) -> Iterator[Block]:
    """The weakest links of each conclusion, with the grades that they hang on and the reasons for these."""
    found = [one for one in analysis.assessments.values() if one.weak_links]
    if not found:
        return
    yield Heading("Weakest links")
    for assessment in found[:_CONCLUSIONS]:
        yield from _of_conclusion(analysis, assessment, is_alone=len(analysis.assessments) == 1)
    rest = found[_CONCLUSIONS:]
    if rest:
        inside = [block for one in rest for block in _of_conclusion(analysis, one, is_alone=False)]
        yield Folded(f"The weakest links of {plural(len(rest), 'more conclusion')}", inside)


def _of_conclusion(analysis: Analysis, assessment: Assessment, *, is_alone: bool) -> Iterator[Block]:
    if not is_alone:
        yield Heading(_conclusion(analysis, assessment), 3)
    helpful = assessment.weak_links
    rows: list[Sequence[Rich]] = [
        _weak_row(analysis, assessment, rank, effect)
        for rank, effect in zip(assessment.ranks[:_MOST], helpful, strict=False)
    ]
    head = ["rank", "weak link", "grade", "W", "why"]
    yield Table(head, rows[:_TOP])
    if len(helpful) > _TOP:
        more = len(helpful) - len(rows)
        inside: list[Block] = [Table(head, rows[_TOP:])]
        inside += [Paragraph(f"And {more:,} more with no more to gain.")] if more else []
        yield Folded(f"{plural(len(helpful) - _TOP, 'more weak link')}", inside)


def _weak_row(analysis: Analysis, assessment: Assessment, rank: int, effect: Effect) -> Sequence[Rich]:
    return [
        str(rank),
        [Words(f"{effect.element}:", "strong"), Words(analysis.full_words(effect.element))],
        _grade(analysis, effect.element),
        f"{effect.gain:.4f}" + (f" ± {error_words(effect.standard_error)}" if effect.standard_error else ""),
        sentence(effect, assessment) + (" Single point of failure." if effect.single_point else ""),
    ]


def _grade(analysis: Analysis, element_id: str) -> str:
    """The grade of an element, and the reason for it."""
    graded = analysis.grades.get(element_id)
    if graded is None:
        return ""
    because = getattr(analysis.graph.element(element_id), "because", None)
    return f"{grade_words(graded.value)}: {visible(because) if because else graded.reason}"


def _grades(analysis: Analysis) -> Iterator[Block]:
    """Every grade that the author gave or gave a reason for, beside how often the element stands."""
    rows: list[Sequence[Rich]] = []
    for element_id in analysis.grades:
        element = analysis.graph.element(element_id)
        if getattr(element, "grade", None) is not None or getattr(element, "because", None):
            chance = analysis.chances.get(element_id)
            rows.append(
                [
                    [Words(f"{element_id}:", "strong"), Words(analysis.full_words(element_id))],
                    _grade(analysis, element_id),
                    "" if chance is None else f"{chance:.4f}",
                ]
            )
    if rows:
        others = len(analysis.grades) - len(rows)
        inside: list[Block] = [Table(["element", "grade and its reason", "stands"], rows)]
        if others:
            inside.append(
                Paragraph(f"{plural(others, 'other')} with the grade of {'its' if others == 1 else 'their'} kind.")
            )
        yield Folded(f"{plural(len(rows), 'grade')} by the author, and why", inside)


def _findings(findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading("Findings")
    open_ = [finding for finding in findings if not finding.accepted and finding.code != OPEN_QUESTIONS]
    serious = [finding for finding in open_ if finding.severity is not Severity.HINT]
    hints = [finding for finding in open_ if finding.severity is Severity.HINT]
    accepted = [finding for finding in findings if finding.accepted]
    if not open_:
        yield Paragraph("None.")
    if len(serious) > _FINDINGS:
        yield _by_rule(serious)
        yield Folded(f"All {len(serious)} errors and warnings", list(_by_severity(serious)))
    else:
        yield from _by_severity(serious)
    if hints:
        yield Folded(plural(len(hints), "hint"), [_finding_table(hints)])
    if accepted:
        items = [
            Item([Words(f"{finding.code}:", "strong"), Words(f"{finding.message} — {finding.accepted}")])
            for finding in accepted
        ]
        yield Folded(plural(len(accepted), "accepted finding"), [Bullets(items)])


def _by_severity(findings: Sequence[Finding]) -> Iterator[Block]:
    for severity in Severity:
        found = [finding for finding in findings if finding.severity is severity]
        if found:
            yield Heading(f"{severity.value.capitalize()}s", 3)
            yield _finding_table(found)


def _finding_table(findings: Iterable[Finding]) -> Table:
    rows: list[Sequence[Rich]] = [
        [f"{one.code} {one.name}", f"line {one.place.span.start.line}", one.message, one.help] for one in findings
    ]
    return Table(["rule", "where", "finding", "how to fix it"], rows)


def _by_rule(findings: Iterable[Finding]) -> Table:
    """A row for each rule: the finding itself, or how many there are and on what."""
    rows: list[Sequence[Rich]] = []
    in_order = sorted(findings, key=lambda one: (list(Severity).index(one.severity), one.code))
    for code, group in groupby(in_order, key=attrgetter("code")):
        found = list(group)
        first = found[0]
        said = first.message
        if len(found) > 1:
            subjects = list(dict.fromkeys(one.subject for one in found if one.subject))
            said = f"{len(found)} findings" + (f", on {first_of(subjects, _NAMED)}" if subjects else "")
        rows.append([first.severity.value, f"{code} {first.name}", said])
    return Table(["", "rule", "finding"], rows)


def _questions(analysis: Analysis) -> Iterator[Block]:
    """The critical questions that the map leaves open, as a list to tick off."""
    items: list[Item] = []
    steps: dict[str, Inference | Objection] = {**analysis.map.inferences, **analysis.map.objections}
    for element_id, step in steps.items():
        asked = SCHEMES[step.scheme].questions if step.scheme else ()
        unanswered = [question for question in asked if not step.has_answer(question.name)]
        if unanswered:
            items.append(Item([Words(f"{element_id}:", "strong"), Words(analysis.full_words(element_id))]))
            items += [Item(question.text + _why_open(step, question.name), 1, box=True) for question in unanswered]
    if items:
        asked_ = sum(item.box for item in items)
        yield Folded(f"{plural(asked_, 'critical question')} to ask", [Bullets(items)])


def _why_open(step: Step, question: str) -> str:
    """Why a question that was asked has no answer."""
    return f" (asked: {visible(step.answers[question].words)})" if question in step.answers else ""


def _rivals(analysis: Analysis) -> Iterator[Block]:
    """How often rivals stand and clash, and what would decide between them."""
    inside: list[Block] = []
    for rivalry in analysis.clashes:
        inside.append(Heading(analysis.full_words(rivalry), 3))
        inside.append(Bullets([Item(line) for line in rivalry_lines(analysis, rivalry)]))
    if inside:
        yield Folded("How often rivals stand", inside)


def _context(map_: Map) -> Iterator[Block]:
    """The notes, which raise no doubt."""
    if map_.notes:
        rows: list[Sequence[Rich]] = [
            [note_id, ", ".join(note.on), _named(note)] for note_id, note in map_.notes.items()
        ]
        yield Folded(plural(len(rows), "note"), [Table(["note", "on", "text"], rows)])


def _named(element: Caution | Contest | Note) -> str:
    """What is said of an element, after the author's short name for it."""
    words = visible(own_words(element))
    return f"{visible(element.label)}: {words}" if element.label else words


def _notes(map_: Map) -> Iterator[Block]:
    """The cautions and contested entries that nobody has answered yet, as lists to tick off."""
    cautions = {element_id: caution for element_id, caution in map_.cautions.items() if is_open(caution)}
    if cautions:
        items = [
            Item(
                [Words(f"{element_id}:", "strong"), Words(f"{_named(caution)} (applies to {', '.join(caution.on)})")],
                box=True,
            )
            for element_id, caution in cautions.items()
        ]
        yield Folded(plural(len(items), "open caution"), [Bullets(items)])
    contested = [entry for entry in map_.contested.values() if is_open(entry)]
    if contested:
        items = [
            Item([Words(f"{', '.join(entry.on)}:", "strong"), Words(_named(entry))], box=True) for entry in contested
        ]
        yield Folded(plural(len(items), "contested claim"), [Bullets(items)])


def _sources(map_: Map) -> Iterator[Block]:
    if map_.sources:
        yield Folded(f"{plural(len(map_.sources), 'source')} and what is quoted", list(_quotes(map_)))


def _quotes(map_: Map) -> Iterator[Block]:
    for source_id, source in map_.sources.items():
        reference = ", ".join(part for part in (source.title, source.author, source.date, source.url) if part)
        yield Heading(visible(f"{source.label}: {reference}" if source.label else reference), 3)
        if source_id == map_.map.source:
            yield Paragraph("The source of the whole map.")
        rows: list[Sequence[Rich]] = [
            [element_id, f"“{visible(quote.words)}”" if quote.is_verbatim else "(cited without words, not verified)"]
            for _, element_id, element in map_.elements()
            for quote in getattr(element, "quote", ())
            if quote.source == source_id
        ]
        yield Table(["element", "quote"], rows) if rows else Paragraph("Nothing is quoted from it.")
    every = [quote for _, _, element in map_.elements() for quote in getattr(element, "quote", ())]
    verbatim = sum(quote.is_verbatim for quote in every)
    if verbatim < len(every):
        cited = len(every) - verbatim
        yield Paragraph(f"{plural(verbatim, 'quote')} in words; {cited} cited without words, which nobody can look up.")
