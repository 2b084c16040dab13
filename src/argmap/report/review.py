"""A report on one map for its reviewer: what it argues, how well it stands, and what to ask of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.analysis import Analysis
from argmap.findings import Finding, Severity
from argmap.model import SCHEMES, Inference, Map, Objection
from argmap.report.ranking import ASSUMED, how
from argmap.report.sheet import Block, Bullets, Heading, Item, Paragraph, Picture, Rich, Table, Words
from argmap.source import visible
from argmap.standing.assessment import Assessment
from argmap.standing.sentence import sentence, worlds

_TOP = 10


def review_blocks(analysis: Analysis, picture: str) -> list[Block]:
    """The report: picture, standing, weak links, findings, critical questions, cautions, disputes, sources."""
    map_ = analysis.map
    blocks: list[Block] = [Heading(f"Review: {visible(analysis.title)}", 1)]
    if map_.map.description:
        blocks.append(Paragraph(visible(map_.map.description)))
    blocks.append(Picture(picture, "the map"))
    for assessment in analysis.assessments.values():
        blocks += _standing(analysis, assessment)
    if analysis.roots_left_out:
        total = len(analysis.graph.roots())
        words = (
            f"{analysis.roots_left_out} of {total} conclusions are not assessed: the map is too large to assess all."
        )
        blocks.append(Paragraph(words))
    blocks.append(Paragraph(ASSUMED))
    blocks += _findings(analysis.findings)
    blocks += _questions(analysis)
    blocks += _notes(map_)
    blocks += _sources(map_)
    return blocks


def _standing(analysis: Analysis, assessment: Assessment) -> Iterator[Block]:
    yield Heading(f"Conclusion: {analysis.full_words(assessment.conclusion)}")
    yield Paragraph(
        f"It stands in {worlds(assessment.standing)[0]} worlds ({assessment.standing:.4f}, {how(assessment)})."
    )
    helpful = [effect for effect in assessment.effects if effect.gain > 0]
    rows: list[Sequence[Rich]] = [
        [
            str(rank),
            [Words(f"{effect.element}:", "strong"), Words(analysis.full_words(effect.element))],
            f"{effect.gain:.4f}",
            f"{effect.share:.0%}",
            sentence(effect, assessment) + (" Single point of failure." if effect.single_point else ""),
        ]
        for rank, effect in enumerate(helpful[:_TOP], 1)
    ]
    if rows:
        yield Table(["rank", "weak link", "W", "share", "why"], rows)
    if len(helpful) > _TOP:
        yield Paragraph(f"And {len(helpful) - _TOP} more, each with less to gain.")


def _findings(findings: Sequence[Finding]) -> Iterator[Block]:
    yield Heading("Findings")
    open_ = [finding for finding in findings if not finding.accepted]
    if not open_:
        yield Paragraph("None.")
    for severity in Severity:
        found = [finding for finding in open_ if finding.severity is severity and finding.code != "W204"]
        if found:
            rows: list[Sequence[Rich]] = [
                [f"{one.code} {one.name}", f"line {one.place.span.start.line}", one.message, one.help] for one in found
            ]
            yield Heading(f"{severity.value.capitalize()}s", 3)
            yield Table(["rule", "where", "what", "how to fix it"], rows)
    accepted = [finding for finding in findings if finding.accepted]
    if accepted:
        yield Heading("Accepted", 3)
        yield Bullets(
            [Item([Words(f"{one.code}:", "strong"), Words(f"{one.message} — {one.accepted}")]) for one in accepted]
        )


def _questions(analysis: Analysis) -> Iterator[Block]:
    """The critical questions that the map leaves open, to be ticked off."""
    items = []
    steps: dict[str, Inference | Objection] = {**analysis.map.inferences, **analysis.map.objections}
    for name, step in steps.items():
        asked = [one for one in SCHEMES[step.scheme].questions if one.name not in step.answers] if step.scheme else []
        if asked:
            items.append(Item([Words(f"{name}:", "strong"), Words(analysis.full_words(name))]))
            items += [Item(question.text, 1, box=True) for question in asked]
    if items:
        yield Heading("Critical questions to ask")
        yield Bullets(items)


def _notes(map_: Map) -> Iterator[Block]:
    cautions = [(name, one) for name, one in map_.cautions.items() if one.answer is None]
    if cautions:
        yield Heading("Open cautions")
        yield Bullets(
            [
                Item([Words(f"{name}:", "strong"), Words(visible(f"{one.text} (on {', '.join(one.on)})"))], box=True)
                for name, one in cautions
            ]
        )
    contests = [(name, one) for name, one in map_.contested.items() if one.answer is None]
    if contests:
        yield Heading("Contested claims")
        yield Bullets(
            [
                Item([Words(f"{', '.join(one.on)}:", "strong"), Words(visible(f"{one.by}: {one.reason}"))], box=True)
                for _, one in contests
            ]
        )


def _sources(map_: Map) -> Iterator[Block]:
    if not map_.sources:
        return
    yield Heading("Sources and quotes")
    for name, source in map_.sources.items():
        said = ", ".join(part for part in (source.title, source.author, source.date, source.url) if part)
        yield Heading(visible(said), 3)
        rows: list[Sequence[Rich]] = [
            [one, f"“{visible(quote.words)}”"]
            for _, one, element in map_.elements()
            for quote in getattr(element, "quote", ())
            if quote.source == name
        ]
        yield Table(["element", "quote"], rows) if rows else Paragraph("Nothing is quoted from it.")
