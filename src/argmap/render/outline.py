"""The argument in words: an indented outline from each conclusion down, to read, listen to or print."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from argmap.describe import ends_of_step, kind_of, quotes_of, text_of, words_of
from argmap.graph import Graph
from argmap.model import SCHEMES, Contest, Inference, Kind, Objection
from argmap.render.drawing import Drawing
from argmap.source import visible
from argmap.standing.sentence import in_worlds

MAX_LINES = 2_000
MAX_DEPTH = 60
"""The deepest level of the outline, in statements; what is deeper is counted, and its statements come at the end."""


class OutlineLine(NamedTuple):
    """One line of the outline: an element, or a step with its scheme, and the lines below it.

    `again` says that what it rests on has already been listed; `more` is the number of lines left out below it. `said`
    has what is said of it in words of its own, each as (what it is, text). `full` is the text of an element that goes
    by its label.
    """

    id: str
    kind: str
    label: str
    text: str
    standing: str
    rank: int | None
    again: bool
    more: int
    below: list[OutlineLine]
    said: tuple[tuple[str, str], ...] = ()
    full: str = ""
    is_argued: bool = True


class Known(NamedTuple):
    """What an outline says of an element besides its place: its words, its standing in words, and its rank or None."""

    words: Callable[[str], str]
    standing: Callable[[str], str]
    rank: Callable[[str], int | None]


def outline_of(drawing: Drawing) -> list[OutlineLine]:
    """The outline of all that a drawing shows; see `outline`."""
    graph, chances, drawn = drawing.graph, drawing.analysis.chances, drawing.analysis.drawn

    def standing(element_id: str) -> str:
        chance = chances.get(element_id)
        has_standing = chance is not None and element_id in graph and graph.supporters(element_id)
        if not has_standing or chance is None:
            return ""
        worlds_drawn = drawn.get(element_id, 0)
        if worlds_drawn and not chance:
            return f"fewer than 1 of {worlds_drawn:,}"
        return in_worlds(chance, worlds_drawn if chance < 1 else 0).removesuffix(" worlds")

    def rank(element_id: str) -> int | None:
        return drawing.weak_links[element_id].rank if drawing.is_marked(element_id) else None

    return outline(graph, drawing.whole.roots, drawing.whole.nodes, Known(drawing.analysis.words, standing, rank))


def outline(graph: Graph, roots: Sequence[str], shown: Collection[str], known: Known) -> list[OutlineLine]:
    """The outline of all that is `shown`, from each of the `roots` down, then of what is below none.

    After `MAX_LINES` lines, the inferences that are left are only counted.
    """
    writer = _Writer(graph, shown, known)
    lines = [writer.statement(root) for root in roots]
    for is_next in (writer.is_step_to_nothing, writer.is_statement, writer.is_step, writer.is_note):
        candidates = filter(is_next, shown)
        lines.extend(writer.alone(element_id) for element_id in candidates if element_id not in writer.listed)
    return lines


def groups_of(drawing: Drawing) -> dict[str, list[str]]:
    """The groups of which something is drawn, and those with nothing in them, each with what is drawn of it."""
    graph = drawing.graph
    found: dict[str, list[str]] = {}
    for group in graph.map.groups:
        members = graph.members_of(group)
        drawn = [member for member in members if member in drawing.whole.nodes]
        if drawn or not members:
            found[group] = drawn
    return found


def noted_sources(drawing: Drawing) -> list[str]:
    """The sources with notes on them that something in the drawing cites, or that the whole map is from."""
    graph, map_ = drawing.graph, drawing.graph.map
    cited = {quote.source for element_id in drawing.whole.nodes for quote in quotes_of(graph.element(element_id))}
    is_whole = len(drawing.whole.nodes) >= len(graph)
    return [
        source
        for source in map_.sources
        if graph.notes_on(source) and (source in cited or source == map_.map.source or is_whole)
    ]


class _Writer:
    def __init__(self, graph: Graph, shown: Collection[str], known: Known) -> None:
        self.graph, self.shown, self.known = graph, shown, known
        self.listed: set[str] = set()
        self.left = MAX_LINES

    def is_statement(self, element_id: str) -> bool:
        return element_id in self.graph and self.graph.kinds[element_id].is_statement

    def is_step(self, element_id: str) -> bool:
        """Whether this is a step to list; an inference is only counted once there are too many lines."""
        return element_id in self.graph and (self.left > 0 or self.graph.kinds[element_id] is not Kind.INFERENCE)

    def is_step_to_nothing(self, element_id: str) -> bool:
        """Whether this is a step to or against something that is not shown."""
        is_statement = self.is_statement(element_id)
        return (
            not is_statement
            and self.is_step(element_id)
            and not any(map(self._is_shown, self.graph.successors(element_id)))
        )

    def is_note(self, element_id: str) -> bool:
        """Whether this is about the argument rather than a part of it, such as a caution or a concept."""
        return element_id not in self.graph

    def alone(self, element_id: str) -> OutlineLine:
        """An element that is below no other; a step without a text is described by what it leads from and to."""
        if self.is_statement(element_id):
            return self.statement(element_id)
        step = self.graph.element(element_id)
        if not isinstance(step, Inference | Objection):
            return self._note(element_id)
        line = self._step(element_id, 0)
        return line if line.text else line._replace(text=ends_of_step(self.graph, step))

    def statement(self, element_id: str, depth: int = 0) -> OutlineLine:
        """A statement, with what supports it and what speaks against it."""
        again = element_id in self.listed
        self.listed.add(element_id)
        self.left -= 1
        below: list[OutlineLine] = []
        more = 0
        if not again:
            joined = (*self.graph.supporters(element_id), *self.graph.attackers(element_id))
            steps = [step for step in joined if self._is_shown(step)]
            for number, step in enumerate(steps):
                if self.left <= 0 or len(below) > MAX_LINES or depth >= MAX_DEPTH:
                    more = len(steps) - number
                    break
                below.append(self._step(step, depth + 1))
            below += self._notes(element_id)
        return self._line(
            element_id, "", again=again and bool(self.graph.predecessors(element_id)), more=more, below=below
        )

    def _step(self, element_id: str, depth: int) -> OutlineLine:
        """An inference or objection, with what it starts from and what speaks against the step itself."""
        self.listed.add(element_id)
        self.left -= 1
        premises = [premise for premise in self.graph.premises(element_id) if self._is_shown(premise)]
        below = [self.statement(premise, depth) for premise in premises]
        joined = (*self.graph.supporters(element_id), *self.graph.attackers(element_id))
        fresh = [step for step in joined if self._is_shown(step) and step not in self.listed]
        deeper = fresh if depth < MAX_DEPTH else []
        below += [self._step(step, depth + 1) for step in deeper]
        below += self._notes(element_id)
        more = len(fresh) - len(deeper)
        return self._line(element_id, _label(self.graph, element_id), again=False, more=more, below=below)

    def _notes(self, element_id: str) -> list[OutlineLine]:
        graph = self.graph
        doubts = (*graph.cautions_on(element_id), *graph.contests_on(element_id))
        notes = (*graph.rivalries_of(element_id), *doubts, *graph.notes_on(element_id))
        return [self._note(note) for note in notes if self._is_shown(note)]

    def _note(self, element_id: str) -> OutlineLine:
        self.listed.add(element_id)
        return self._line(element_id, "", again=False, more=0, below=[])

    def _is_shown(self, element_id: str) -> bool:
        return element_id in self.shown

    def _line(self, element_id: str, label: str, *, again: bool, more: int, below: list[OutlineLine]) -> OutlineLine:
        element = self.graph.element(element_id)
        is_step = isinstance(element, Inference) or (isinstance(element, Objection) and element.text is None)
        return OutlineLine(
            id=element_id,
            kind=kind_of(self.graph, element_id).value,
            label=label,
            text="" if is_step and element.label is None else self.known.words(element_id),
            standing=self.known.standing(element_id),
            rank=self.known.rank(element_id),
            again=again,
            more=more,
            below=below,
            said=tuple(_said(self.graph, element_id)),
            full=text_of(self.graph, element_id) if element.label is not None and not is_step else "",
            is_argued=element_id not in self.graph.map.conclusions or self.graph.is_argued(element_id),
        )


def _said(graph: Graph, element_id: str) -> Iterator[tuple[str, str]]:
    """What is said of an element in words of its own: who says it and when, its warrant, its answer, discharges."""
    element = graph.element(element_id)
    warrant, answer = getattr(element, "warrant", None), getattr(element, "answer", None)
    if not isinstance(element, Contest):
        said_by = [getattr(element, key, None) for key in ("by", "date")]
        if any(said_by):
            yield "said_by", ", ".join(visible(part) for part in said_by if part)
    for supposition in getattr(element, "discharges", ()):
        yield "discharges", words_of(graph, supposition)
    if warrant is not None and warrant not in graph:
        yield "warrant", visible(warrant)
    if answer is not None:
        yield "answered", visible(answer)


def _label(graph: Graph, element_id: str) -> str:
    element = graph.element(element_id)
    if isinstance(element, Inference):
        return SCHEMES[element.scheme].label if element.scheme else ""
    return graph.attack(element_id).value if isinstance(element, Objection) else ""
