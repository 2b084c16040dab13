"""The argument in words: an indented outline from each conclusion down, to read, listen to or print."""

from __future__ import annotations

from typing import NamedTuple

from argmap.describe import kind_of
from argmap.graph import Graph
from argmap.model import SCHEMES, Inference, Objection
from argmap.render.drawing import Drawing
from argmap.standing.sentence import worlds

MAX_LINES = 2_000
MAX_DEPTH = 60
"""The deepest level of the outline, in statements; what is deeper is counted, and its statements come at the end."""


class OutlineLine(NamedTuple):
    """One line of the outline: an element, or a step with its scheme, and the lines below it.

    `again` says that what it rests on has already been listed; `more` is the number of lines left out below it.
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


def outline_of(drawing: Drawing) -> list[OutlineLine]:
    """The outline of what a drawing shows. After `MAX_LINES` lines, the rest is only counted."""
    writer = _Writer(drawing)
    lines = [writer.statement(root) for root in drawing.scene.roots]
    rest = [
        element_id
        for element_id in drawing.scene.nodes
        if element_id in drawing.graph and element_id not in writer.listed
    ]
    lines += [
        writer.statement(element_id)
        for element_id in rest
        if element_id not in writer.listed and writer.is_statement(element_id)
    ]
    return lines


class _Writer:
    def __init__(self, drawing: Drawing) -> None:
        self.drawing, self.graph = drawing, drawing.graph
        self.listed: set[str] = set()
        self.left = MAX_LINES

    def is_statement(self, element_id: str) -> bool:
        return self.graph.kinds[element_id].is_statement

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
        premises = [premise for premise in self.graph.predecessors(element_id) if self._is_shown(premise)]
        below = [self.statement(premise, depth) for premise in premises]
        attackers = [attacker for attacker in self.graph.attackers(element_id) if self._is_shown(attacker)]
        fresh = [attacker for attacker in attackers if attacker not in self.listed]
        deeper = fresh if depth < MAX_DEPTH else []
        below += [self._step(attacker, depth + 1) for attacker in deeper]
        below += self._notes(element_id)
        more = len(fresh) - len(deeper)
        return self._line(element_id, _label(self.graph, element_id), again=False, more=more, below=below)

    def _notes(self, element_id: str) -> list[OutlineLine]:
        notes = (*self.graph.cautions_on(element_id), *self.graph.contests_on(element_id))
        return [self._line(note, "", again=False, more=0, below=[]) for note in notes if self._is_shown(note)]

    def _is_shown(self, element_id: str) -> bool:
        return element_id in self.drawing.scene.nodes

    def _line(self, element_id: str, label: str, *, again: bool, more: int, below: list[OutlineLine]) -> OutlineLine:
        element = self.graph.element(element_id)
        is_step = isinstance(element, Inference) or (isinstance(element, Objection) and element.text is None)
        chance = self.drawing.analysis.chances.get(element_id)
        has_standing = chance is not None and element_id in self.graph and self.graph.supporters(element_id)
        link = self.drawing.weak_links.get(element_id)
        return OutlineLine(
            id=element_id,
            kind=kind_of(self.graph, element_id).value,
            label=label,
            text="" if is_step else self.drawing.analysis.words(element_id),
            standing=worlds(chance)[0] if has_standing and chance is not None else "",
            rank=link.rank if link is not None and self.drawing.is_marked(element_id) else None,
            again=again,
            more=more,
            below=below,
        )


def _label(graph: Graph, element_id: str) -> str:
    element = graph.element(element_id)
    if isinstance(element, Inference):
        return SCHEMES[element.scheme].label if element.scheme else ""
    return graph.attack(element_id).value if isinstance(element, Objection) else ""
