"""Scenes: what a picture shows, measured but not yet placed.

Every element becomes a node of fixed size. Leaf premises that serve only one inference are gathered in a stack, which
is one unit for the engine: this shows that they are linked and keeps the picture small.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from argmap.layout.metrics import text_width, wrap
from argmap.model import Kind

TEXT = 13.0
LINE = 16.0
LABEL = 10.5
PAD = 9.0
HEADER = 18.0
PILL_HEIGHT = 24.0
_WIDTHS = (136.0, 160.0, 184.0, 208.0, 236.0, 270.0)
_STACK_GAP = 8.0
NOTE_TEXT, NOTE_LINE, NOTE_GAP = 11.5, 14.0, 5.0
_NOTES_WIDTH, _MAX_NOTE = 184.0, 6
STACK_PAD = 9.0
STUB_TEXT, STUB_HEIGHT, STUB_ROOM = 11.0, 16.0, 19.0
_MAX_LINES = 16
_TITLE_WIDTH = 260.0
_SIGN = 12.0  # space beside a group's title for the sign that folds it in a page
FOLD = 6.0  # space for a caution's folded corner
_GOOD_SHAPE = 2.8  # the ratio of width to height at which a box reads well


class LinkStyle(StrEnum):
    """What a line between two nodes means, and thus how it is drawn."""

    PREMISE = "premise"  # a premise to its inference: no arrowhead
    SUPPORT = "support"  # an inference to its claim: an arrow
    WARRANT = "warrant"  # a statement that licenses an inference
    ATTACK = "attack"  # an objection to a statement: a cross
    UNDERCUT = "undercut"  # an objection to a step: a bar on the step
    NOTE = "note"  # a caution to what it applies to
    DISPUTE = "dispute"  # a contested entry to what it applies to
    CONTEXT = "context"  # a note to what it is about
    RIVAL = "rival"  # a rivalry to each of its members
    DISCHARGE = "discharge"  # a supposition to the inference that discharges it


class TableRow(NamedTuple):
    """A row of a typology's table: its heading, and the lines of each cell.

    `gaps` gives for each cell how many of its last lines say that the map has no evidence for it.
    """

    heading: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    gaps: tuple[int, ...]
    height: float


class Table(NamedTuple):
    """A typology measured as a table, in px."""

    columns: tuple[tuple[str, ...], ...]
    rows: tuple[TableRow, ...]
    heading_width: float
    cell_width: float
    head_height: float
    top: float


class Mark(NamedTuple):
    """A sign in a box's header: the letter of a caution or contested entry that applies to the element."""

    kind: Kind
    letter: str
    note: str


class Node(NamedTuple):
    """An element with its size in px.

    `label` is the text of its header or pill, `name` the lines of the author's label, and `lines` its wrapped text.
    `notes` are lines at the foot about an old version, each with whether it is struck out. `stub` says what is left out
    of the picture behind it, on a tab that hangs below the box.
    """

    id: str
    kind: Kind
    label: str
    lines: tuple[str, ...]
    width: float
    height: float
    marks: tuple[Mark, ...] = ()
    letter: str = ""
    table: Table | None = None
    name: tuple[str, ...] = ()
    notes: tuple[tuple[str, bool], ...] = ()
    stub: str = ""

    @property
    def room(self) -> tuple[float, float]:
        """The width and height that it takes, with its stub."""
        if not self.stub:
            return self.width, self.height
        return max(self.width, stub_width(self.stub)), self.height + STUB_ROOM

    @property
    def is_pill(self) -> bool:
        """Whether it is a step or a rivalry without a text."""
        return self.kind in _PILLS and not self.lines and not self.notes


_PILLS = frozenset({Kind.INFERENCE, Kind.OBJECTION, Kind.RIVALRY})


class Region(NamedTuple):
    """A group: its id, its title as wrapped lines, the size of the title in px, and the units in it."""

    id: str
    lines: tuple[str, ...]
    width: float
    height: float
    units: tuple[str, ...]


class Stack(NamedTuple):
    """Linked premises drawn as one block; each member has its offset from the top left corner."""

    id: str
    members: tuple[tuple[str, float, float], ...]
    width: float
    height: float


class Link(NamedTuple):
    """A line from one unit (node or stack) to another; `status` is `added` or `removed` if one version alone has it."""

    start: str
    end: str
    style: LinkStyle
    status: str = ""


@dataclass(frozen=True)
class Scene:
    """Everything to place. `nodes` has every element that is drawn; `stacks` has the nodes that are placed as one.

    `units` gives the width and height, in px, of each node that is not in a stack and of each stack.
    """

    nodes: dict[str, Node]
    stacks: dict[str, Stack]
    links: tuple[Link, ...]
    roots: tuple[str, ...] = ()
    units: dict[str, tuple[float, float]] = field(default_factory=dict)
    regions: tuple[Region, ...] = ()

    def members(self, unit: str) -> tuple[str, ...]:
        """The nodes of a unit: those in the stack, or the single node."""
        block = self.stacks.get(unit)
        return tuple(member for member, _, _ in block.members) if block else (unit,)

    def stack_of(self) -> dict[str, str]:
        """The id of the stack of each node that is in one."""
        return {member: block.id for block in self.stacks.values() for member, _, _ in block.members}


def stub_width(words: str) -> float:
    """The width of the tab that says what is left out, in px."""
    return text_width(words, STUB_TEXT) + 24


def box(  # noqa: PLR0913 - what a box says, and how it is measured
    element_id: str,
    kind: Kind,
    label: str,
    text: str,
    *,
    marks: tuple[Mark, ...] = (),
    letter: str = "",
    width: float = 0,
    name: str = "",
) -> Node:
    """A node with its text, and the author's `name` for it, wrapped and measured.

    A width of 0 means the one that gives the best shape.
    """
    head = text_width(label.upper(), LABEL) + 50 + 21 * len(marks) + (20 if letter else 0)
    best: tuple[float, Node] | None = None
    for candidate in (width,) if width else _WIDTHS:
        outer = max(candidate, head + 2 * PAD - 6)
        lines = tuple(wrap(text, outer - 2 * PAD, TEXT, max_lines=_MAX_LINES))
        names = tuple(wrap(name, outer - 2 * PAD, TEXT, bold=True)) if name else ()
        height = HEADER + LINE * (len(names) + len(lines)) + PAD + (FOLD if kind is Kind.CAUTION else 0)
        fault = abs(outer / height - _GOOD_SHAPE) + (1 if len(lines) == _MAX_LINES else 0)
        if best is None or fault < best[0]:
            best = (fault, Node(element_id, kind, label, lines, outer, height, marks, letter, name=names))
    assert best is not None  # noqa: S101 - there is always a candidate
    return best[1]


def region(group: str, title: str, units: tuple[str, ...]) -> Region:
    """A group with its title wrapped and measured."""
    lines = tuple(wrap(title, _TITLE_WIDTH, TEXT, bold=True))
    width = max(text_width(line, TEXT, bold=True) for line in lines) + _SIGN
    return Region(group, lines, width, LINE * len(lines), units)


def pill(element_id: str, kind: Kind, label: str, *, marks: tuple[Mark, ...] = ()) -> Node:
    """A step as a pill with the name of its scheme."""
    width = text_width(label, LABEL + 0.5) + 38 + 21 * len(marks)
    return Node(element_id, kind, label, (), width, PILL_HEIGHT, marks)


def with_notes(node: Node, notes: Iterable[tuple[str, bool]]) -> Node:
    """The node with notes on its old version at its foot, each wrapped; a pill becomes a box."""
    height = HEADER + PAD if node.is_pill else node.height
    width = max(node.width, _NOTES_WIDTH)
    lines = tuple(
        (line, struck) for text, struck in notes for line in wrap(text, width - 2 * PAD, NOTE_TEXT, max_lines=_MAX_NOTE)
    )
    return node._replace(notes=lines, width=width, height=height + NOTE_LINE * len(lines) + NOTE_GAP)


def stack(stack_id: str, members: list[Node]) -> Stack:
    """Linked premises in one to three columns of similar height."""
    columns = 1 if len(members) <= 3 else 2 if len(members) <= 8 else 3  # noqa: PLR2004 - tried on real maps
    total = sum(member.height + _STACK_GAP for member in members)
    placed: list[tuple[str, float, float]] = []
    heights = [0.0] * columns
    column, width = 0, max(member.width for member in members)
    for member in members:
        if column < columns - 1 and heights[column] + member.height / 2 > total / columns:
            column += 1
        x = STACK_PAD + column * (width + _STACK_GAP)
        placed.append((member.id, x, STACK_PAD + heights[column]))
        heights[column] += member.height + _STACK_GAP
    used = column + 1
    outer = 2 * STACK_PAD + used * width + (used - 1) * _STACK_GAP
    return Stack(stack_id, tuple(placed), outer, max(heights) - _STACK_GAP + 2 * STACK_PAD)


STACK_WIDTH = 212.0
"""The width that all boxes in stacks share, in px."""


def table_node(
    element_id: str,
    label: str,
    term: str,
    axes: dict[str, tuple[str, ...]],
    cells: dict[tuple[str, ...], list[str]],
    letter: str = "",
    marks: tuple[Mark, ...] = (),
) -> Node:
    """A typology as a table: the axis with the fewest values runs across, the others down.

    `cells` gives the texts of each cell by its values, one per axis in the order of `axes`.
    """
    names = list(axes)
    narrow = min(range(len(names)), key=lambda place: len(axes[names[place]]))
    across = axes[names[narrow]]
    down: list[tuple[str, ...]] = [()]
    for axis in (*names[:narrow], *names[narrow + 1 :]):
        down = [(*key, value) for key in down for value in axes[axis]]
    heading = 76.0 if len(names) > 1 else 0.0
    cell = min(170.0, max(96.0, 300.0 / len(across)))
    inner = cell - 12
    columns = tuple(tuple(wrap(value, inner, TEXT)) for value in across)
    rows = []
    for key in down:
        texts = [
            tuple(
                line for text in cells.get((*key[:narrow], value, *key[narrow:]), []) for line in _bullet(text, inner)
            )
            for value in across
        ]
        gap = len(_bullet(NO_EVIDENCE, inner))
        gaps = tuple(
            gap if NO_EVIDENCE in cells.get((*key[:narrow], value, *key[narrow:]), []) else 0 for value in across
        )
        side = tuple(line for value in key for line in wrap(value, heading - 8, TEXT))
        tall = max(1, len(side), *(len(lines) for lines in texts))
        rows.append(TableRow(side, tuple(texts), gaps, tall * (LINE - 2) + 10))
    head_height = max(len(lines) for lines in columns) * LINE + 6
    width = heading + cell * len(across) + 2 * PAD
    title = tuple(wrap(term, width - 2 * PAD, TEXT))
    top = HEADER + LINE * len(title) + 8
    height = top + head_height + sum(row.height for row in rows) + PAD
    table = Table(columns, tuple(rows), heading, cell, head_height, top)
    return Node(element_id, Kind.CONCEPT, label, title, width, height, marks, letter, table)


CELL_TEXT = 11.0
NO_EVIDENCE = "no evidence in the map"


def _bullet(text: str, width: float) -> list[str]:
    """A cell's text, wrapped to at most four lines."""
    return wrap(text, width, CELL_TEXT, max_lines=4)
