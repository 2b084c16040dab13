"""What is known of an element, in words: for descriptions, details and machine-readable output."""

from __future__ import annotations

from typing import NamedTuple

from argmap.assess.grading import grade_words, grades, is_uncertain
from argmap.assess.sentence import worlds
from argmap.graph import Graph
from argmap.model import SCHEMES, Concept, Contest, Inference, Kind, Objection, Source
from argmap.render.drawing import Drawing
from argmap.render.links import passage_url
from argmap.source import visible


class Fact(NamedTuple):
    """One thing known of an element: a label, a text, and where it links to (a URL, or `#id` of an element)."""

    label: str
    text: str
    url: str = ""


def headline(graph: Graph, name: str) -> str:
    """The kind and text of an element in one line, as `premise: Wages are low.`."""
    return f"{kind_of(graph, name).value}: {text_of(graph, name)}"


def kind_of(graph: Graph, name: str) -> Kind:
    """The kind of any element of the map."""
    return graph.kinds.get(name) or next(kind for kind in Kind if name in graph.map.table(kind))


def text_of(graph: Graph, name: str) -> str:
    """What an element says; for a step without a text, its scheme and what it leads to or is against."""
    element = graph.element(name)
    if isinstance(element, Concept):
        return visible(element.term)
    if isinstance(element, Source):
        return visible(element.title)
    if isinstance(element, Inference):
        label = SCHEMES[element.scheme].label if element.scheme else "step"
        return f"{label}: “{text_of(graph, element.to)}”"
    if isinstance(element, Contest):
        return visible(f"{element.by}: {element.reason}")
    if isinstance(element, Objection) and element.text is None:
        return f"against “{text_of(graph, element.against)}”"
    return visible(str(element.text))


def facts(drawing: Drawing, name: str) -> list[Fact]:
    """Everything there is to say of an element besides its kind and text, in the order a reader wants it."""
    graph = drawing.graph
    found = [*_standing_facts(drawing, name), *_weak_facts(drawing, name)]
    found += [
        Fact(remark.severity.value, f"{visible(remark.message)}. {remark.help} ({remark.code} {remark.name})")
        for remark in drawing.remarks.get(name, ())
    ]
    element = graph.element(name)
    if isinstance(element, Inference | Objection):
        found += _step_facts(graph, element)
    if name in graph and is_uncertain(graph, name):
        graded = grades(graph, [name])[name]
        found.append(Fact("grade", f"{grade_words(graded.value)}: {graded.reason}"))
    for label, attribute in (("because", "because"), ("definition", "definition")):
        value = getattr(element, attribute, None)
        if value is not None:
            found.append(Fact(label, visible(str(value))))
    if name in graph:
        found += _neighbour_facts(graph, name)
    found += [
        Fact("uses the concept", visible(graph.map.concepts[concept].term), f"#{concept}")
        for concept in getattr(element, "concepts", ())
    ]
    found += [Fact("stands on", headline(graph, target), f"#{target}") for target in getattr(element, "on", ())]
    if getattr(element, "answer", None):
        found.append(Fact("answered", visible(str(getattr(element, "answer", "")))))
    for quote in getattr(element, "quote", ()):
        source = graph.map.sources.get(quote.source)
        title = visible(source.title if source else quote.source)
        found.append(Fact("quote", f"“{visible(quote.words)}” ({title})", passage_url(graph.map, quote) or ""))
    return found


def _standing_facts(drawing: Drawing, name: str) -> list[Fact]:
    assessment = drawing.whole.assessments.get(name)
    chance = drawing.whole.chances.get(name)
    if assessment is not None and assessment.measure != "standing":
        return [Fact(assessment.measure, f"{assessment.standing:.4f}")]
    if assessment is None and (chance is None or not drawing.graph.supporters(name)):
        return []
    value = assessment.standing if assessment is not None else chance or 0.0
    how = "" if assessment is None else ", exact" if not assessment.standard_error else ", estimated"
    if assessment is not None and assessment.standard_error:
        how += f" with a standard error of {assessment.standard_error:.4f}"
    return [Fact("standing", f"stands in {worlds(value)[0]} worlds ({value:.4f}{how})")]


def _weak_facts(drawing: Drawing, name: str) -> list[Fact]:
    link = drawing.weak.get(name)
    if link is None:
        return []
    found = []
    if link.rank is not None:
        ranks = sum(1 for other in drawing.weak.values() if other.rank is not None)
        single = ", single point of failure" if link.single_point else ""
        numbers = f"W {link.gain:.4f}, {link.share:.0%} of the doubt, L {link.loss:.4f}{single}"
        found.append(Fact("weak link", f"No. {link.rank} of {ranks}: {numbers}. {link.sentence}"))
        if len(drawing.whole.assessments) > 1:
            found.append(Fact("for", headline(drawing.graph, link.conclusion), f"#{link.conclusion}"))
    if link.reasons:
        found.append(Fact("weak by structure", f"{'; '.join(visible(reason) for reason in link.reasons)}."))
    return found


def _step_facts(graph: Graph, step: Inference | Objection) -> list[Fact]:
    found = []
    if isinstance(step, Objection):
        found.append(Fact("against", headline(graph, step.against), f"#{step.against}"))
    else:
        found.append(Fact("leads to", headline(graph, step.to), f"#{step.to}"))
    if step.warrant is not None:
        is_id = step.warrant in graph
        text = text_of(graph, step.warrant) if is_id else visible(step.warrant)
        found.append(Fact("warrant", text, f"#{step.warrant}" if is_id else ""))
    if step.scheme is not None:
        for question in SCHEMES[step.scheme].questions:
            answer = step.answers.get(question.name)
            found.append(Fact("critical question", f"{question.text} {visible(answer) if answer else '(open)'}"))
    return found


def _neighbour_facts(graph: Graph, name: str) -> list[Fact]:
    found = [Fact("rests on", headline(graph, one), f"#{one}") for one in graph.predecessors(name)]
    found += [Fact("objection", text_of(graph, one), f"#{one}") for one in graph.attackers(name)]
    found += [Fact("caution", text_of(graph, one), f"#{one}") for one in graph.cautions_on(name)]
    found += [Fact("contested by", text_of(graph, one), f"#{one}") for one in graph.contests_on(name)]
    return found


def source_line(graph: Graph) -> str:
    """The sources of a map in one line: title, author, date."""
    parts = ((source.title, source.author, source.date) for source in graph.map.sources.values())
    return "; ".join(", ".join(visible(part) for part in one if part) for one in parts)
