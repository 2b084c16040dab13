"""A report for reviewing a map: what it argues, how well that stands, and what to ask about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.analysis import Analysis
from argmap.describe import rivalry_lines
from argmap.english import plural
from argmap.findings import Finding, Level, Severity
from argmap.model import SCHEMES, Caution, Contest, Inference, Map, Note, Objection, Step, is_open, own_words
from argmap.report.ranking import assumed
from argmap.report.sheet import Block, Bullets, Heading, Item, Paragraph, Picture, Rich, Table, Words
from argmap.settings import Settings
from argmap.source import visible
from argmap.standing.assessment import Assessment
from argmap.standing.sentence import error_words, otherwise, sentence, stands

SETTINGS = Settings(level=Level.THOROUGH)
"""The settings for the analysis of a map that is to be reviewed."""
_TOP = 10


def review_blocks(analysis: Analysis, picture: str) -> list[Block]:
    """The report: picture, standing, weak links, findings, critical questions, cautions, contested claims, sources."""
    map_ = analysis.map
    blocks: list[Block] = [Heading(f"Review: {visible(analysis.title)}", 1)]
    if map_.map.description:
        blocks.append(Paragraph(visible(map_.map.description)))
    blocks.append(Picture(picture, "the map"))
    for assessment in analysis.assessments.values():
        blocks += _standing(analysis, assessment)
    if analysis.left_out:
        blocks.append(Paragraph(f"{analysis.left_out}."))
    blocks.append(Paragraph(assumed(analysis.graph)))
    blocks += _findings(analysis.findings)
    blocks += _rivals(analysis)
    blocks += _questions(analysis)
    blocks += _notes(map_)
    blocks += _context(map_)
    blocks += _sources(map_)
    return blocks


def _standing(analysis: Analysis, assessment: Assessment) -> Iterator[Block]:
    yield Heading(f"{assessment.kind.value.capitalize()}: {analysis.full_words(assessment.conclusion)}")
    yield Paragraph(f"It {stands(assessment, analysis.trials(assessment.conclusion))}.")
    if tied := otherwise(assessment):
        yield Paragraph(tied)
    helpful = assessment.weak_links
    rows: list[Sequence[Rich]] = [
        [
            str(rank),
            [Words(f"{effect.element}:", "strong"), Words(analysis.full_words(effect.element))],
            f"{effect.gain:.4f}" + (f" ± {error_words(effect.standard_error)}" if effect.standard_error else ""),
            f"{effect.share:.0%}",
            sentence(effect, assessment) + (" Single point of failure." if effect.single_point else ""),
        ]
        for rank, effect in zip(assessment.ranks[:_TOP], helpful, strict=False)
    ]
    if rows:
        yield Table(["rank", "weak link", "W", "share", "why"], rows)
    if len(helpful) > _TOP:
        yield Paragraph(f"And {len(helpful) - _TOP:,} more with no more to gain.")


def _findings(findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading("Findings")
    open_ = [finding for finding in findings if not finding.accepted]
    if not open_:
        yield Paragraph("None.")
    for severity in Severity:
        found = [finding for finding in open_ if finding.severity is severity and finding.code != "W204"]
        if found:
            rows: list[Sequence[Rich]] = [
                [
                    f"{finding.code} {finding.name}",
                    f"line {finding.place.span.start.line}",
                    finding.message,
                    finding.help,
                ]
                for finding in found
            ]
            yield Heading(f"{severity.value.capitalize()}s", 3)
            yield Table(["rule", "where", "finding", "how to fix it"], rows)
    accepted = [finding for finding in findings if finding.accepted]
    if accepted:
        yield Heading("Accepted", 3)
        yield Bullets(
            [
                Item([Words(f"{finding.code}:", "strong"), Words(f"{finding.message} — {finding.accepted}")])
                for finding in accepted
            ]
        )


def _questions(analysis: Analysis) -> Iterator[Block]:
    """The critical questions that the map leaves open, as a list to tick off."""
    items = []
    steps: dict[str, Inference | Objection] = {**analysis.map.inferences, **analysis.map.objections}
    for element_id, step in steps.items():
        asked = SCHEMES[step.scheme].questions if step.scheme else ()
        unanswered = [question for question in asked if not step.has_answer(question.name)]
        if unanswered:
            items.append(Item([Words(f"{element_id}:", "strong"), Words(analysis.full_words(element_id))]))
            items += [Item(question.text + _why_open(step, question.name), 1, box=True) for question in unanswered]
    if items:
        yield Heading("Critical questions to ask")
        yield Bullets(items)


def _why_open(step: Step, question: str) -> str:
    """Why a question that was asked has no answer."""
    return f" (asked: {visible(step.answers[question].words)})" if question in step.answers else ""


def _rivals(analysis: Analysis) -> Iterator[Block]:
    """How often rivals stand and clash, and what would decide between them."""
    if analysis.clashes:
        yield Heading("Rivals")
    for rivalry in analysis.clashes:
        yield Heading(analysis.full_words(rivalry), 3)
        yield Bullets([Item(line) for line in rivalry_lines(analysis, rivalry)])


def _context(map_: Map) -> Iterator[Block]:
    """The notes, which raise no doubt."""
    if map_.notes:
        yield Heading("Notes")
        rows: list[Sequence[Rich]] = [
            [note_id, ", ".join(note.on), _named(note)] for note_id, note in map_.notes.items()
        ]
        yield Table(["note", "on", "text"], rows)


def _named(element: Caution | Contest | Note) -> str:
    """What is said of an element, after the author's short name for it."""
    words = visible(own_words(element))
    return f"{visible(element.label)}: {words}" if element.label else words


def _notes(map_: Map) -> Iterator[Block]:
    """The cautions and contested entries that nobody has answered yet, as lists to tick off."""
    cautions = {element_id: caution for element_id, caution in map_.cautions.items() if is_open(caution)}
    if cautions:
        yield Heading("Open cautions")
        yield Bullets(
            [
                Item(
                    [
                        Words(f"{element_id}:", "strong"),
                        Words(f"{_named(caution)} (applies to {', '.join(caution.on)})"),
                    ],
                    box=True,
                )
                for element_id, caution in cautions.items()
            ]
        )
    contested = [entry for entry in map_.contested.values() if is_open(entry)]
    if contested:
        yield Heading("Contested claims")
        yield Bullets(
            [
                Item(
                    [Words(f"{', '.join(entry.on)}:", "strong"), Words(_named(entry))],
                    box=True,
                )
                for entry in contested
            ]
        )


def _sources(map_: Map) -> Iterator[Block]:
    if not map_.sources:
        return
    yield Heading("Sources and quotes")
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
