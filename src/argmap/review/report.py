"""A report on one map for its reviewer: what it argues, how well it stands, and what to ask of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.assess.assessment import Assessment
from argmap.assess.sentence import sentence, worlds
from argmap.findings import Finding, Severity
from argmap.graph import Graph
from argmap.model import SCHEMES, Inference, Objection
from argmap.report.ranking import ASSUMED, how, text_of
from argmap.report.sheet import Block, Bullets, Heading, Item, Paragraph, Picture, Rich, Table, Words
from argmap.source import visible

_TOP = 10


def review_blocks(
    graph: Graph, title: str, assessments: Sequence[Assessment], findings: Sequence[Finding], picture: str
) -> list[Block]:
    """The report: picture, standing, weak links, findings, critical questions, cautions, disputes, sources."""
    blocks: list[Block] = [Heading(f"Review: {title}", 1)]
    if graph.map.map.description:
        blocks.append(Paragraph(visible(graph.map.map.description)))
    blocks.append(Picture(picture, "the map"))
    for assessment in assessments:
        blocks += _standing(graph, assessment)
    blocks.append(Paragraph(ASSUMED))
    blocks += _findings(findings)
    blocks += _questions(graph)
    blocks += _notes(graph)
    blocks += _sources(graph)
    return blocks


def _standing(graph: Graph, assessment: Assessment) -> Iterator[Block]:
    yield Heading(f"Conclusion: {text_of(graph, assessment.conclusion)}")
    yield Paragraph(
        f"It stands in {worlds(assessment.standing)[0]} worlds ({assessment.standing:.4f}, {how(assessment)})."
    )
    rows: list[Sequence[Rich]] = [
        [
            str(rank),
            [Words(f"{effect.element}:", "strong"), Words(text_of(graph, effect.element))],
            f"{effect.gain:.4f}",
            f"{effect.share:.0%}",
            sentence(effect, assessment) + (" Single point of failure." if effect.single_point else ""),
        ]
        for rank, effect in enumerate(assessment.effects[:_TOP], 1)
        if effect.gain > 0
    ]
    if rows:
        yield Table(["rank", "weak link", "W", "share", "why"], rows)


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
            yield Table(["rule", "where", "what", "way out"], rows)
    accepted = [finding for finding in findings if finding.accepted]
    if accepted:
        yield Heading("Accepted", 3)
        yield Bullets(
            [Item([Words(f"{one.code}:", "strong"), Words(f"{one.message} — {one.accepted}")]) for one in accepted]
        )


def _questions(graph: Graph) -> Iterator[Block]:
    """The critical questions that the map leaves open, to be ticked off."""
    items = []
    steps: dict[str, Inference | Objection] = {**graph.map.inferences, **graph.map.objections}
    for name, step in steps.items():
        asked = [one for one in SCHEMES[step.scheme].questions if one.name not in step.answers] if step.scheme else []
        if asked:
            items.append(Item([Words(f"{name}:", "strong"), Words(text_of(graph, name))]))
            items += [Item(question.text, 1, box=True) for question in asked]
    if items:
        yield Heading("Critical questions to ask")
        yield Bullets(items)


def _notes(graph: Graph) -> Iterator[Block]:
    cautions = [(name, one) for name, one in graph.map.cautions.items() if one.answer is None]
    if cautions:
        yield Heading("Open cautions")
        yield Bullets(
            [
                Item([Words(f"{name}:", "strong"), Words(visible(f"{one.text} (on {', '.join(one.on)})"))], box=True)
                for name, one in cautions
            ]
        )
    contests = [(name, one) for name, one in graph.map.contested.items() if one.answer is None]
    if contests:
        yield Heading("Contested claims")
        yield Bullets(
            [
                Item([Words(f"{', '.join(one.on)}:", "strong"), Words(visible(f"{one.by}: {one.reason}"))], box=True)
                for _, one in contests
            ]
        )


def _sources(graph: Graph) -> Iterator[Block]:
    if not graph.map.sources:
        return
    yield Heading("Sources and quotes")
    for name, source in graph.map.sources.items():
        said = ", ".join(part for part in (source.title, source.author, source.date, source.url) if part)
        yield Heading(visible(said), 3)
        rows: list[Sequence[Rich]] = [
            [one, f"“{visible(quote.words)}”"]
            for _, one, element in graph.map.elements()
            for quote in getattr(element, "quote", ())
            if quote.source == name
        ]
        yield Table(["element", "quote"], rows) if rows else Paragraph("Nothing is quoted from it.")
