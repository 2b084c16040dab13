"""What is known of an element, in words: for descriptions, details and machine-readable output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.assess.weakness import WeakLink
from argmap.graph import Graph
from argmap.model import SCHEMES, Concept, Contest, Inference, Kind, Objection, Source
from argmap.render.links import passage_url
from argmap.source import visible


@dataclass(frozen=True, slots=True)
class Fact:
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
    """What an element says; for a step without a text, from what it leads to what."""
    element = graph.element(name)
    if isinstance(element, Concept):
        return visible(element.term)
    if isinstance(element, Source):
        return visible(element.title)
    if isinstance(element, Inference):
        label = SCHEMES[element.scheme].label if element.scheme else "step"
        return f"{label}, from {', '.join(element.from_)} to {element.to}"
    if isinstance(element, Contest):
        return visible(f"{element.by}: {element.reason}")
    if isinstance(element, Objection) and element.text is None:
        return f"from {', '.join(element.from_ or ())} against {element.against}"
    return visible(str(element.text))


def facts(graph: Graph, name: str, weak: Mapping[str, WeakLink]) -> list[Fact]:
    """Everything the map says of an element besides its kind and text, in the order a reader wants it."""
    found = []
    if name in weak:
        found.append(Fact("weak link", weak[name].sentence))
    element = graph.element(name)
    if isinstance(element, Inference | Objection):
        found += _step_facts(graph, element)
    for label, attribute in (("grade", "grade"), ("because", "because"), ("definition", "definition")):
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
