"""The argument in words: an indented outline from each conclusion down, for readers, listeners and printers."""

from __future__ import annotations

from typing import NamedTuple

from argmap.describe import kind_of
from argmap.graph import Graph
from argmap.model import SCHEMES, Inference, Objection
from argmap.render.drawing import Drawing
from argmap.standing.sentence import worlds

MAX_LINES = 2_000


class OutlineLine(NamedTuple):
    """One line of the outline: an element, or a step with its scheme, and what stands below it.

    `again` says that what it rests on has been told above; `more` how many lines were left out below it.
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
    """The outline of what a drawing shows; past `MAX_LINES` it stops and counts."""
    writer = _Writer(drawing)
    lines = [writer.statement(root) for root in drawing.scene.roots]
    rest = [name for name in drawing.scene.nodes if name in drawing.graph and name not in writer.told]
    lines += [writer.statement(name) for name in rest if name not in writer.told and writer.is_statement(name)]
    return lines


class _Writer:
    def __init__(self, drawing: Drawing) -> None:
        self.drawing, self.graph = drawing, drawing.graph
        self.told: set[str] = set()
        self.left = MAX_LINES

    def is_statement(self, name: str) -> bool:
        return self.graph.kinds[name].is_statement

    def statement(self, name: str) -> OutlineLine:
        """A statement, what supports it and what speaks against it."""
        again = name in self.told
        self.told.add(name)
        self.left -= 1
        below: list[OutlineLine] = []
        more = 0
        if not again:
            steps = [one for one in (*self.graph.supporters(name), *self.graph.attackers(name)) if self._is_shown(one)]
            for number, step in enumerate(steps):
                if self.left <= 0 or len(below) > MAX_LINES:
                    more = len(steps) - number
                    break
                below.append(self._step(step))
            below += self._notes(name)
        return self._line(name, "", again=again and bool(self.graph.predecessors(name)), more=more, below=below)

    def _step(self, name: str) -> OutlineLine:
        """An inference or objection, what it starts from, and what speaks against the step itself."""
        self.told.add(name)
        self.left -= 1
        below = [self.statement(one) for one in self.graph.predecessors(name) if self._is_shown(one)]
        below += [self._step(one) for one in self.graph.attackers(name) if self._is_shown(one) and one not in self.told]
        below += self._notes(name)
        return self._line(name, _label(self.graph, name), again=False, more=0, below=below)

    def _notes(self, name: str) -> list[OutlineLine]:
        notes = (*self.graph.cautions_on(name), *self.graph.contests_on(name))
        return [self._line(note, "", again=False, more=0, below=[]) for note in notes if self._is_shown(note)]

    def _is_shown(self, name: str) -> bool:
        return name in self.drawing.scene.nodes

    def _line(self, name: str, label: str, *, again: bool, more: int, below: list[OutlineLine]) -> OutlineLine:
        element = self.graph.element(name)
        is_step = isinstance(element, Inference) or (isinstance(element, Objection) and element.text is None)
        chance = self.drawing.analysis.chances.get(name)
        has_standing = chance is not None and name in self.graph and self.graph.supporters(name)
        link = self.drawing.weak_links.get(name)
        return OutlineLine(
            id=name,
            kind=kind_of(self.graph, name).value,
            label=label,
            text="" if is_step else self.drawing.analysis.words(name),
            standing=worlds(chance)[0] if has_standing and chance is not None else "",
            rank=link.rank if link is not None and self.drawing.is_marked(name) else None,
            again=again,
            more=more,
            below=below,
        )


def _label(graph: Graph, name: str) -> str:
    element = graph.element(name)
    if isinstance(element, Inference):
        return SCHEMES[element.scheme].label if element.scheme else ""
    return graph.attack(name).value if isinstance(element, Objection) else ""
