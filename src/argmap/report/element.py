"""Everything known about an element, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from argmap.analysis import Analysis
from argmap.describe import Fact, full_words_of, kind_of, quotes_of
from argmap.findings import Finding
from argmap.graph import Graph, concepts_of
from argmap.report.ranking import weakness
from argmap.source import visible
from argmap.standing.assessment import Assessment, Effect
from argmap.standing.evaluation import Evaluation
from argmap.standing.sentence import in_worlds, sentence


def explain_element(analysis: Analysis, element_id: str) -> str:
    """What an element says and everything known about it. Raises `KeyError` if the id is unknown."""
    graph = analysis.graph
    lines = [f"{element_id} ({kind_of(graph, element_id).value}): {analysis.words(element_id)}"]
    facts = [fact for fact in analysis.facts(element_id) if fact.label not in _SAID_BELOW]
    is_supposition = element_id in graph.map.suppositions
    if element_id in graph and not is_supposition and all(fact.label != "standing" for fact in facts):
        if (known := analysis.chances.get(element_id)) is not None:
            found = Evaluation(known, drawn=analysis.drawn.get(element_id, 0))
        else:
            found = analysis.account(element_id).standing()
        how = ", estimated" if found.drawn else ""
        facts.insert(0, Fact("standing", f"{in_worlds(found.share, found.drawn)} ({found.share:.4f}{how})"))
    label = "cited by" if element_id in graph.map.sources else "used by"
    facts += [
        Fact(label, full_words_of(graph, user, seen_from=element_id), f"#{user}") for user in _users(graph, element_id)
    ]
    if graph.map.map.source == element_id:
        facts.append(Fact("source of", "the whole map"))
    for label, group in groupby(facts, key=lambda fact: fact.label):
        lines += _fact_lines(label, list(group))
    lines += _shares(analysis, element_id)
    findings = [finding for finding in analysis.findings if finding.subject == element_id]
    lines += [f"  findings: {len(findings) or 'none'}", *map(_finding_line, findings)]
    return "\n".join(lines) + "\n"


def _users(graph: Graph, element_id: str) -> Sequence[str]:
    """The steps that start from a statement, the elements that use a concept, or those that cite a source."""
    if element_id in graph:
        return graph.successors(element_id) if graph.kinds[element_id].is_statement else ()
    if element_id in graph.map.sources:
        elements = ((user, element) for _, user, element in graph.map.elements())
        return [user for user, element in elements if any(quote.source == element_id for quote in quotes_of(element))]
    return [user for user in graph if element_id in concepts_of(graph.element(user))]


_SAID_BELOW = frozenset({"error", "warning", "hint", "weak link", "for"})


def _fact_lines(label: str, facts: list[Fact]) -> list[str]:
    """Facts with the same label: one per line, or listed below the label if they name other elements."""
    if not facts[0].url.startswith("#"):
        return [f"  {label}: {fact.text}" for fact in facts]
    return [f"  {label}:", *(f"    {fact.url[1:]}: {fact.text}" for fact in facts)]


def _finding_line(finding: Finding) -> str:
    accepted = f" (accepted: {visible(finding.accepted)})" if finding.accepted else ""
    return f"    {finding.severity.value}[{finding.code}] {visible(finding.message)}{accepted}"


def _shares(analysis: Analysis, element_id: str) -> Iterator[str]:
    """For each conclusion the element bears on: its rank, its share of the doubt, and a sentence that says why."""
    for root, assessment in analysis.assessments.items():
        effect = next((effect for effect in assessment.effects if effect.element == element_id), None)
        if effect is not None:
            rank = _rank(effect, assessment)
            yield f"  {rank} for {root}: {weakness(effect)}"
            yield f"    {sentence(effect, assessment)}"


def _rank(effect: Effect, assessment: Assessment) -> str:
    links = list(assessment.weak_links)
    if effect not in links:
        return "no weak link" if not effect.standard_error else "perhaps a weak link"
    return f"weak link {assessment.ranks[links.index(effect)]} of {len(links)}"
