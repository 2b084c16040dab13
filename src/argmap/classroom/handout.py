"""Handouts: two pages for class, with the picture and questions, and the argument in words."""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Mapping, Sequence

from argmap.analysis import Analysis
from argmap.classroom.exercise import outline_order
from argmap.classroom.worksheet import GAP
from argmap.describe import words_of
from argmap.graph import Graph
from argmap.layout.selection import select
from argmap.model import SCHEMES, Inference, Kind, Map, Objection
from argmap.report.sheet import Block, Bullets, Heading, Item, PageBreak, Picture, Words, plain
from argmap.source import visible


def gaps_in(graph: Graph, blanks: int, seed: int) -> frozenset[str]:
    """The statements to leave blank, at most `blanks`; the same for the same seed."""
    statements = [name for name in outline_order(graph)[0] if graph.kinds[name].is_statement]
    draw = random.Random(seed)  # noqa: S311 - no secret
    return frozenset(draw.sample(statements, min(blanks, len(statements))))


def with_gaps(map_: Map, gaps: Collection[str]) -> Map:
    """The map with lines to write on in place of some statements, for the picture of a handout."""
    blank = {
        kind.table: {
            name: one.model_copy(update={"text": GAP, "quote": ()}) if name in gaps else one
            for name, one in map_.table(kind).items()
        }
        for kind in Kind
        if kind.is_statement
    }
    return map_.model_copy(update=blank)


LEGIBLE = 32
"""How many statements and steps can be read in a picture on half a page."""
_DEEPEST = 50


def part_to_draw(graph: Graph, focus: str | None, depth: int | None) -> tuple[str | None, int]:
    """The element to draw around and how many steps: as asked for, else as much as can be read on half a page.

    Without a focus it is the first conclusion, or None if the whole map can be read. Raises `UnknownElement`.
    """
    start = focus or next(iter(graph.roots()), None)
    if start is None or (focus is None and depth is None and len(graph) <= LEGIBLE):
        return None, depth or 2
    if depth is not None:
        return start, depth
    fitting = 1
    while fitting < _DEEPEST and len(select(graph, focus=start, depth=fitting + 1) or ()) <= LEGIBLE:
        fitting += 1
    return start, fitting


def handout(analysis: Analysis, picture: str, gaps: Collection[str], seed: int) -> list[Block]:
    """Two pages for class: the picture with questions, and the argument in words, with gaps in it."""
    graph, title = analysis.graph, visible(analysis.title)
    order, depth = outline_order(graph)
    items = _outline(graph, order, depth, gaps)
    missing = sorted(words_of(graph, name) for name in gaps)
    random.Random(seed).shuffle(missing)  # noqa: S311 - no secret
    if missing:
        items += [Item([Words("To choose from", "strong")]), *(Item(one, 1) for one in missing)]
    questions = Bullets(_questions(graph, gaps))
    blocks: list[Block] = [Heading(title, 1), Picture(picture, title), Heading("Questions"), questions]
    return [*blocks, PageBreak(), Heading("The argument in words"), Bullets(items, _size(items))]


_SIZES = ((10, 104, 40), (9, 118, 46), (8, 134, 52), (7, 176, 60))  # size, lines on a page, and letters in a line


def _size(items: Sequence[Item]) -> int:
    """The size of letters, in points, at which a list fits on a page in two columns; 6 can just be read."""
    for size, most, letters in _SIZES:
        lines = sum(math.ceil(len(plain(item.text)) / (letters - 2 * item.depth)) + 0.25 for item in items)
        if lines <= most:
            return size
    return 6


def _outline(graph: Graph, order: Sequence[str], depth: Mapping[str, int], gaps: Collection[str]) -> list[Item]:
    """The argument in words: what holds, because of what, and what speaks against it."""
    joined: dict[str, str] = {}
    items = []
    for name in order:
        element, kind = graph.element(name), graph.kinds[name]
        if isinstance(element, Inference | Objection):
            scheme = f" ({SCHEMES[element.scheme].label})" if element.scheme is not None else ""
            word = "because" if isinstance(element, Inference) else "but"
            names = element.from_ or ()
            if isinstance(element, Objection) and element.text:
                items.append(
                    Item([Words(f"but{scheme}:", "strong"), Words(words_of(graph, name))], (depth[name] + 1) // 2)
                )
                word = "since"
            for number, one in enumerate(names):
                joined.setdefault(one, "and" if number else f"{word}{scheme}")
            continue
        said = joined.get(name, kind.value if not depth[name] else "and")
        parts = [Words(f"{said}:", "strong"), Words(GAP if name in gaps else words_of(graph, name))]
        if kind is Kind.ASSUMPTION:
            parts.append(Words("(not said, but needed)"))
        items.append(Item(parts, (depth[name] + 1) // 2))
        cautions = [one for one in graph.cautions_on(name) if name in graph.map.cautions[one].on]
        items += [
            Item([Words("caution:", "strong"), Words(visible(graph.map.cautions[one].text))], (depth[name] + 3) // 2)
            for one in cautions
        ]
    return items


def _questions(graph: Graph, gaps: Collection[str]) -> list[Item]:
    """Questions on this map: what is argued, what is only assumed, what is disputed, what to ask of a step."""
    map_ = graph.map
    questions = [
        f"What is the text to convince us of? Would you say it as it stands: “{visible(one.text)}”?"
        for one in [one for name, one in map_.conclusions.items() if name not in gaps][:1]
    ]
    questions += [
        f"The text does not say it, but needs it: “{visible(one.text)}” Do you agree?"
        for one in [one for name, one in map_.assumptions.items() if name not in gaps][:2]
    ]
    questions += [
        f"{visible(one.by)} disputes something here: “{visible(one.reason)}” Who is right?"
        for one in list(map_.contested.values())[:1]
    ]
    last = [one.scheme for one in map_.inferences.values() if one.scheme is not None and one.to in map_.conclusions]
    questions += [SCHEMES[scheme].questions[0].text for scheme in last[:1]]
    questions.append("Which link is the weakest? Mark it, and say what the author would have to add.")
    return [Item(f"{number}. {question}") for number, question in enumerate(questions, 1)]
