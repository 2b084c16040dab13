"""The words for an element and the facts known about it, for every picture, page, report and mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from argmap.english import enumerated
from argmap.findings import ElementFinding
from argmap.graph import Graph
from argmap.model import (
    SCHEMES,
    Concept,
    Contest,
    Element,
    Group,
    Inference,
    Kind,
    Map,
    Objection,
    Quote,
    Rivals,
    grade_words,
    own_words,
)
from argmap.model.url import safe_url
from argmap.source import visible
from argmap.standing.assessment import STANDING, Assessment, Trials
from argmap.standing.clash import Clash
from argmap.standing.grades import Graded
from argmap.standing.sentence import in_worlds, otherwise, roughly, standing_of, worlds
from argmap.standing.weak_links import WeakLink


class Known(Protocol):
    """What is known about a map and its elements; `argmap.analysis.Analysis` implements it."""

    @property
    def graph(self) -> Graph:
        """What supports and attacks what."""
        ...

    @property
    def grades(self) -> Mapping[str, Graded]:
        """The grade of every element that holds or fails by itself."""
        ...

    @property
    def assessments(self) -> Mapping[str, Assessment]:
        """The assessment of each conclusion."""
        ...

    @property
    def clashes(self) -> Mapping[str, Clash]:
        """How often the members of each rivalry stand and clash."""
        ...

    @property
    def drawn(self) -> Mapping[str, int]:
        """How many worlds were drawn for each chance that is an estimate."""
        ...

    @property
    def chances(self) -> Mapping[str, float]:
        """The probability that each element bearing on a conclusion stands, in [0, 1]."""
        ...

    def trials(self, element_id: str) -> Trials | None:
        """What becomes of the standing of a conclusion if every grade changes a little."""
        ...

    @property
    def weak_links(self) -> Mapping[str, WeakLink]:
        """The weak links, the weakest first."""
        ...

    @property
    def structural_reasons(self) -> Mapping[str, tuple[str, ...]]:
        """What makes elements weak by structure, in words."""
        ...

    @property
    def element_findings(self) -> Mapping[str, Sequence[ElementFinding]]:
        """The open findings of each element, the most severe first, without hints on wording."""
        ...

    def passage_url(self, quote: Quote) -> str:
        """The link to a quoted passage, or to its source; empty if there is none."""
        ...

    @property
    def hints_on_words(self) -> Mapping[str, Sequence[ElementFinding]]:
        """The open hints on how each element is worded."""
        ...


class Fact(NamedTuple):
    """One fact about an element: a label, a text, and where it links to (a URL, or the `#id` of an element)."""

    label: str
    text: str
    url: str = ""


def kind_of(graph: Graph, element_id: str) -> Kind:
    """The kind of any element of the map. Raises `KeyError` for an unknown id."""
    if element_id in graph.kinds:
        return graph.kinds[element_id]
    for kind in Kind:
        if element_id in graph.map.table(kind):
            return kind
    raise KeyError(element_id)


def label_of(graph: Graph, element_id: str) -> str:
    """The short name of an element, empty if it has none. Raises `KeyError` for an unknown id."""
    return visible(graph.element(element_id).label or "")


def text_of(graph: Graph, element_id: str) -> str:
    """What an element says, on one line and in full; a step without a text is described by where it leads.

    Raises `KeyError` for an unknown id.
    """
    step = _step_without_words(graph, element_id)
    if step is not None:
        return f"{_pattern(step)} {_target(graph, step)}"
    return _said(graph, element_id) or _among(graph, graph.element(element_id))


def words_of(graph: Graph, element_id: str) -> str:
    """What to call an element in a list: its label or, if it has none, what it says; see `text_of`.

    Raises `KeyError` for an unknown id.
    """
    return label_of(graph, element_id) or text_of(graph, element_id)


def full_words_of(graph: Graph, element_id: str, *, seen_from: str = "") -> str:
    """Like `words_of`, but a step without a label or text is also described by what it leads from.

    The element `seen_from` is left out of the description. Raises `KeyError` for an unknown id.
    """
    step = _step_without_words(graph, element_id)
    if step is None or label_of(graph, element_id):
        return words_of(graph, element_id)
    return f"{_pattern(step)} {ends_of_step(graph, step, seen_from=seen_from)}"


def _said(graph: Graph, element_id: str) -> str:
    return visible(own_words(graph.element(element_id)))


def _step_without_words(graph: Graph, element_id: str) -> Inference | Objection | None:
    """The element, if it is a step that says nothing of its own, so that it must be described."""
    element = graph.element(element_id)
    return element if isinstance(element, Inference | Objection) and not _said(graph, element_id) else None


def _among(graph: Graph, element: Element) -> str:
    """A rivalry in words, by its members; empty for all other elements."""
    if not isinstance(element, Rivals):
        return ""
    return f"at most one of {enumerated([_quoted(graph, rival) for rival in element.among])}"


def ends_of_step(graph: Graph, step: Inference | Objection, *, seen_from: str = "") -> str:
    """What a step leads from and to, such as `from “a” and “b” to “c”`, leaving out `seen_from`."""
    sources = " and ".join(_quoted(graph, source) for source in step.from_ or () if source != seen_from)
    parts = [f"from {sources}"] if sources else []
    if _end(step) != seen_from:
        parts.append(_target(graph, step))
    return " ".join(parts)


def _target(graph: Graph, step: Inference | Objection) -> str:
    return f"{'to' if isinstance(step, Inference) else 'against'} {_quoted(graph, _end(step))}"


def _end(step: Inference | Objection) -> str:
    return step.to if isinstance(step, Inference) else step.against


def _pattern(step: Inference | Objection) -> str:
    """What kind of step it is: by its scheme, or support or objection."""
    if step.scheme is not None:
        return f"step by {SCHEMES[step.scheme].label.lower()}"
    return "inference" if isinstance(step, Inference) else "objection"


def _is_called_by_kind(graph: Graph, element_id: str) -> bool:
    """Whether the words of an element start with its kind, because it has neither a text nor a scheme."""
    step = _step_without_words(graph, element_id)
    return step is not None and step.scheme is None and not label_of(graph, element_id)


def _quoted(graph: Graph, element_id: str) -> str:
    """An element in quotation marks; a step without words by where it leads or, if that is one too, by its id."""
    step = _step_without_words(graph, element_id)
    if step is None or label_of(graph, element_id):
        return f"“{words_of(graph, element_id)}”"
    end = label_of(graph, _end(step)) or _said(graph, _end(step))
    if not end:
        return f"the step “{element_id}”"
    return f"the step {'to' if isinstance(step, Inference) else 'against'} “{within(end)}”"


def within(text: str) -> str:
    """A sentence as it is quoted within another one: without its full stop."""
    return text.removesuffix(".")


def headline(graph: Graph, element_id: str) -> str:
    """The kind and words of an element on one line, such as `premise: Wages are low`."""
    words = words_of(graph, element_id)
    return words if _is_called_by_kind(graph, element_id) else f"{kind_of(graph, element_id).value}: {words}"


def source_line(map_: Map) -> str:
    """The sources of a map on one line: title, author, date."""
    parts = ((source.title, source.author, source.date) for source in map_.sources.values())
    return "; ".join(", ".join(visible(part) for part in source if part) for source in parts)


def facts(known: Known, element_id: str) -> tuple[Fact, ...]:
    """All the facts about an element except its kind, its words and hints on wording, in a reader's order of interest.

    Raises `KeyError` for an unknown id.
    """
    graph = known.graph
    element = graph.element(element_id)
    is_told = bool(label_of(graph, element_id)) and _step_without_words(graph, element_id) is None
    found = [Fact("text", text_of(graph, element_id))] if is_told else []
    found += [*_standing_facts(known, element_id), *_weak_facts(known, element_id)]
    found += [_finding_fact(finding) for finding in known.element_findings.get(element_id, ())]
    if isinstance(element, Inference | Objection):
        found += _step_facts(graph, element)
    if element_id in known.grades and (graph.is_argued(element_id) or graph.successors(element_id)):
        graded = known.grades[element_id]
        found.append(Fact("grade", f"{grade_words(graded.value)}: {graded.reason}"))
    if element_id in known.clashes:
        found += [Fact("rivals", line) for line in rivalry_lines(known, element_id)]
    if isinstance(element, Group) and element.text is not None:
        found.append(Fact("about", visible(element.text)))
    for label in ("because", "definition"):
        value = getattr(element, label, None)
        if value is not None:
            found.append(Fact(label, visible(str(value))))
    found += _neighbour_facts(graph, element_id)
    if getattr(element, "answer", None):
        found.append(Fact("answered", visible(str(getattr(element, "answer", "")))))
    found += _said_facts(graph, element_id)
    found += _quote_facts(known, element)
    found += _source_note_facts(graph, element_id)
    return tuple(found)


def _said_facts(graph: Graph, element_id: str) -> Iterator[Fact]:
    """Other wordings, who says it and when, where to read on, and what the author has filed it under."""
    element = graph.element(element_id)
    for wording in getattr(element, "also", ()):
        yield Fact("also said as", visible(wording))
    for label, key in (("said by", "by"), ("date", "date"), ("author", "author")):
        value = getattr(element, key, None)
        if value is not None and not isinstance(element, Contest):
            yield Fact(label, visible(value))
    if element.url is not None:
        yield Fact("link", visible(element.url), safe_url(element.url) or "")
    group = graph.group_of(element_id)
    if group is not None:
        yield Fact("group", words_of(graph, group), f"#{group}")
    if element.tags:
        yield Fact("tags", ", ".join(map(visible, element.tags)))


def quotes_of(element: Element) -> tuple[Quote, ...]:
    """The quotes of an element, with those in the cells of a typology."""
    cells = element.typology.cells if isinstance(element, Concept) and element.typology is not None else ()
    return (*getattr(element, "quote", ()), *(quote for cell in cells for quote in cell.quote))


def _quote_facts(known: Known, element: Element) -> Iterator[Fact]:
    for quote in quotes_of(element):
        title = _title(known.graph.map, quote.source)
        url = known.passage_url(quote)
        yield (
            Fact("quote", f"“{visible(quote.words)}” ({title})", url)
            if quote.is_verbatim
            else Fact("cited", title, url)
        )


def _title(map_: Map, source_id: str) -> str:
    source = map_.sources.get(source_id)
    return visible((source.label or source.title) if source else source_id)


def _source_note_facts(graph: Graph, element_id: str) -> Iterator[Fact]:
    """The notes on the sources of an element, since a source has no box; not those on the element as well."""
    own = graph.notes_on(element_id)
    for source_id in dict.fromkeys(quote.source for quote in quotes_of(graph.element(element_id))):
        for note_id in graph.notes_on(source_id):
            if note_id not in own:
                yield Fact("note", f"on {_title(graph.map, source_id)}: {visible(graph.map.notes[note_id].text)}")


def hints_on_words(known: Known, element_id: str) -> Iterator[Fact]:
    """The hints on how an element is worded, which its details show but the picture does not."""
    return map(_finding_fact, known.hints_on_words.get(element_id, ()))


def _finding_fact(finding: ElementFinding) -> Fact:
    text = f"{visible(finding.message)}. {finding.help} ({finding.code} {finding.name})"
    return Fact(finding.severity.value, text)


def _standing_facts(known: Known, element_id: str) -> list[Fact]:
    assessment = known.assessments.get(element_id)
    chance = known.chances.get(element_id)
    if assessment is not None and assessment.measure != STANDING:
        settled = assessment.standing
        return [Fact(assessment.measure, f"{settled:.4f}" if settled is not None else "does not settle")]
    if assessment is not None:
        facts = [Fact("standing", standing_of(assessment, known.trials(element_id)))]
        tied = otherwise(assessment)
        return [*facts, Fact("undecided", tied)] if tied else facts
    if chance is None or not known.graph.supporters(element_id):
        return []
    under = _suppositions_over(known.graph, element_id)
    so = f", under {enumerated([_quoted(known.graph, supposition) for supposition in under])}" if under else ""
    drawn = known.drawn.get(element_id, 0)
    how = ", estimated" if drawn else ""
    return [Fact("standing", f"{in_worlds(chance, drawn)} ({chance:.4f}{how}{so})")]


def rivalry_lines(known: Known, rivalry: str) -> Iterator[str]:
    """How often the members of a rivalry stand and clash, and what would decide between them, in sentences."""
    graph, found = known.graph, known.clashes[rivalry]

    def count(share: float) -> str:
        return roughly(worlds(share)[0]) if found.standard_error else worlds(share)[0]

    shares = [f"{_quoted(graph, member)} stands in {count(share)} worlds" for member, share in found.stands.items()]
    yield f"{enumerated(shares)}."
    if found.share:
        none = "neither" if len(found.stands) == 2 else "none"  # noqa: PLR2004 - of two
        yield f"They clash in {count(found.share)} worlds, and then {none} of them stands."
    for decider in found.deciders:
        verb = "held" if decider.holds else "failed"
        best = max(decider.stands, key=lambda member: decider.stands[member])
        then = f", and {_quoted(graph, best)} would stand in {count(decider.stands[best])}"
        clashes = f"they would clash in {count(decider.share)} worlds"
        if not decider.share:
            clashes = (
                "they would clash in none of the worlds drawn" if found.standard_error else "they would never clash"
            )
        yield f"If {_quoted(graph, decider.element)} {verb}, {clashes}{then if decider.stands[best] else ''}."


def _suppositions_over(graph: Graph, element_id: str) -> list[str]:
    """The suppositions under which the number for an element holds: those it rests on, if a step discharges them."""
    rests_on = {supposition for supposition in graph.map.suppositions if supposition in graph.open_in(element_id)}
    discharged = {supposition for step in graph.map.inferences.values() for supposition in step.discharges}
    return [supposition for supposition in graph.map.suppositions if supposition in rests_on & discharged]


def _weak_facts(known: Known, element_id: str) -> Iterator[Fact]:
    link = known.weak_links.get(element_id)
    if link is not None:
        ranks = len(known.weak_links)
        single = ", single point of failure" if link.single_point else ""
        numbers = f"W {link.gain:.4f}, {link.share:.0%} of the doubt, L {link.loss:.4f}{single}"
        yield Fact("weak link", f"No. {link.rank} of {ranks}: {numbers}. {link.sentence}")
        if len(known.assessments) > 1:
            yield Fact("for", headline(known.graph, link.conclusion), f"#{link.conclusion}")
    if reasons := known.structural_reasons.get(element_id):
        yield Fact("weak by structure", f"{'; '.join(map(visible, reasons))}.")


def _step_facts(graph: Graph, step: Inference | Objection) -> Iterator[Fact]:
    if isinstance(step, Objection):
        yield Fact("against", headline(graph, step.against), f"#{step.against}")
    else:
        yield Fact("leads to", headline(graph, step.to), f"#{step.to}")
    if step.warrant is not None:
        is_id = step.warrant in graph
        text = words_of(graph, step.warrant) if is_id else visible(step.warrant)
        yield Fact("warrant", text, f"#{step.warrant}" if is_id else "")
    if step.scheme is not None:
        yield Fact("scheme", SCHEMES[step.scheme].label)
        for question in SCHEMES[step.scheme].questions:
            answer = step.answers.get(question.name)
            words = "(open)" if answer is None else visible(answer.words)
            yield Fact("critical question", f"{question.text} {words}{' (open)' if answer and answer.is_open else ''}")


def _neighbour_facts(graph: Graph, element_id: str) -> Iterator[Fact]:
    """What an element is connected to, with links."""

    def listed(label: str, element_ids: Sequence[str]) -> Iterator[Fact]:
        for other in element_ids:
            yield Fact(label, full_words_of(graph, other, seen_from=element_id), f"#{other}")

    if element_id in graph:
        yield from listed("rests on", graph.predecessors(element_id))
        for objection in graph.attackers(element_id):
            words = full_words_of(graph, objection, seen_from=element_id)
            named = _is_called_by_kind(graph, objection)
            yield Fact("objection", words.removeprefix("objection ") if named else words, f"#{objection}")
        for rivalry in graph.rivalries_of(element_id):
            yield from listed("rival", [rival for rival in graph.map.rivals[rivalry].among if rival != element_id])
        yield from listed("discharged by", graph.discharged_by(element_id))
        yield from listed("caution", graph.cautions_on(element_id))
        yield from listed("contested by", graph.contests_on(element_id))
    element = graph.element(element_id)
    yield from listed("uses the concept", getattr(element, "concepts", ()))
    yield from listed("discharges", getattr(element, "discharges", ()))
    yield from listed("applies to", getattr(element, "on", ()))
    yield from listed("among", getattr(element, "among", ()))
    yield from listed("note", graph.notes_on(element_id))
    yield from listed("contains", graph.members_of(element_id))
