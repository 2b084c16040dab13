"""All that is known of an element, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.assess.grading import grade_words, grades, is_uncertain
from argmap.assess.sentence import sentence, worlds
from argmap.assess.standing import assess, chances
from argmap.findings import Finding
from argmap.graph import Graph, build_graph
from argmap.model import SCHEMES, Concept, Contest, Inference, Map, Objection, Source
from argmap.report.ranking import text_of
from argmap.source import visible


def explain_element(map_: Map, name: str, findings: Sequence[Finding]) -> str:
    """What an element says, what it rests on, what rests on it, what speaks against it, its findings and its share.

    `findings` are those of the whole map. Raises `KeyError` for an unknown id.
    """
    graph = build_graph(map_)
    kind = next(kind for kind, one, _ in map_.elements() if one == name)
    element = graph.element(name)
    lines = [f"{name} ({kind.value}): {_words(graph, name)}"]
    labels = [label for label in ("because", "definition", "answer") if getattr(element, label, None)]
    lines += [f"  {label}: {visible(str(getattr(element, label)))}" for label in labels]
    if name in graph:
        lines += _node_lines(graph, name)
    lines += _listed(graph, "stands on", getattr(element, "on", ()))
    lines += _listed(graph, "uses the concepts", getattr(element, "concepts", ()))
    if isinstance(element, Concept):
        users = [one for one in graph if name in getattr(graph.element(one), "concepts", ())]
        lines += _listed(graph, "is used by", users)
    lines += [
        f"  quote: “{visible(quote.words)}” ({visible(map_.sources[quote.source].title)})"
        for quote in getattr(element, "quote", ())
    ]
    own = [finding for finding in findings if finding.subject == name]
    lines += [f"  findings: {len(own) or 'none'}"]
    return "\n".join([*lines, *map(_finding_line, own)]) + "\n"


def _finding_line(finding: Finding) -> str:
    accepted = f" (accepted: {visible(finding.accepted)})" if finding.accepted else ""
    return f"    {finding.severity.value}[{finding.code}] {visible(finding.message)}{accepted}"


def _words(graph: Graph, name: str) -> str:
    element = graph.element(name)
    if isinstance(element, Concept):
        return visible(element.term)
    if isinstance(element, Source):
        return visible(element.title)
    if isinstance(element, Contest):
        return visible(f"{element.by}: {element.reason}")
    return text_of(graph, name)


def _node_lines(graph: Graph, name: str) -> list[str]:
    element = graph.element(name)
    lines = []
    if is_uncertain(graph, name):
        graded = grades(graph, [name])[name]
        lines.append(f"  grade {grade_words(graded.value)}: {graded.reason}")
    value = chances(graph, name)[name]
    lines.append(f"  stands in {worlds(value)[0]} worlds ({value:.4f})")
    if isinstance(element, Inference | Objection) and element.scheme is not None:
        lines.append(f"  scheme {element.scheme.value}: {SCHEMES[element.scheme].gist}")
        for question in SCHEMES[element.scheme].questions:
            answer = element.answers.get(question.name)
            lines.append(f"    {question.text} {visible(answer) if answer else '(open)'}")
    lines += _listed(graph, "rests on", graph.predecessors(name))
    lines += _listed(graph, "leads to", graph.successors(name))
    lines += _listed(graph, "speaks against it", graph.attackers(name))
    lines += _listed(graph, "cautions on it", graph.cautions_on(name))
    lines += _listed(graph, "disputes of it", graph.contests_on(name))
    return [*lines, *_shares(graph, name)]


def _listed(graph: Graph, label: str, names: Sequence[str]) -> list[str]:
    return [f"  {label}:", *(f"    {one}: {_words(graph, one)}" for one in names)] if names else []


def _shares(graph: Graph, name: str) -> Iterator[str]:
    """For each conclusion it bears on, its rank, its share of the doubt, and the sentence that says why."""
    for root in graph.roots():
        if name not in graph.upstream(root):
            continue
        assessment = assess(graph, root, stability=False)
        for rank, effect in enumerate(assessment.effects, 1):
            if effect.element == name:
                yield (
                    f"  weak link {rank} of {len(assessment.effects)} for {root}: W {effect.gain:.4f}, "
                    f"{effect.share:.0%} of the doubt, L {effect.loss:.4f}"
                )
                yield f"    {sentence(effect, assessment)}"
