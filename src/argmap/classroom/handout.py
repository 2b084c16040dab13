"""Handouts: two pages for class, with the picture and questions, then the argument in words."""

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
    """The ids of at most `blanks` statements to leave blank; the same seed chooses the same ones."""
    statements = [element_id for element_id in outline_order(graph)[0] if graph.kinds[element_id].is_statement]
    draw = random.Random(seed)  # noqa: S311 - no secret
    return frozenset(draw.sample(statements, min(blanks, len(statements))))


def with_gaps(map_: Map, gaps: Collection[str]) -> Map:
    """The map with some statements replaced by blank lines to write on, for the picture of a handout."""
    blank = {
        kind.table: {
            element_id: statement.model_copy(update=_BLANK) if element_id in gaps else statement
            for element_id, statement in map_.table(kind).items()
        }
        for kind in Kind
        if kind.is_statement
    }
    return map_.model_copy(update=blank)


_BLANK = {"text": GAP, "label": None, "also": (), "quote": ()}
LEGIBLE = 32
"""The most statements and steps that stay readable in a picture on half a page."""
_DEEPEST = 50


def part_to_draw(graph: Graph, focus: str | None, depth: int | None) -> tuple[str | None, int]:
    """The element to draw around, and the number of steps around it.

    A focus or depth that is None is chosen so that the picture stays readable on half a page: the focus is then the
    first conclusion, or None if the whole map fits. Raises `UnknownElement` if `focus` is not in the map.
    """
    start = focus or next(iter(graph.roots()), None)
    if start is None or (focus is None and depth is None and len(graph) <= LEGIBLE):
        return None, depth or 2
    if depth is not None:
        is_whole = graph.kinds.keys() <= (select(graph, focus=start, depth=depth) or frozenset())
        return (None if is_whole and focus is None else start), depth
    fitting = 1
    while fitting < _DEEPEST and len(select(graph, focus=start, depth=fitting + 1) or ()) <= LEGIBLE:
        fitting += 1
    return start, fitting


def handout(analysis: Analysis, picture: str, gaps: Collection[str], seed: int) -> list[Block]:
    """Two pages for class: the picture with questions, then the argument in words with the `gaps` left blank."""
    graph, title = analysis.graph, visible(analysis.title)
    order, depth = outline_order(graph)
    items = _outline(graph, order, depth, gaps)
    missing = sorted(words_of(graph, element_id) for element_id in gaps)
    random.Random(seed).shuffle(missing)  # noqa: S311 - no secret
    if missing:
        items += [Item([Words("Statements to choose from", "strong")]), *(Item(text, 1) for text in missing)]
    questions = Bullets(_questions(graph, gaps))
    blocks: list[Block] = [Heading(title, 1), Picture(picture, title), Heading("Questions"), questions]
    return [*blocks, PageBreak(), Heading("The argument in words"), Bullets(items, _size(items))]


_NARROWEST = 12  # letters on a line of a list however deep
_SIZES = ((10, 104, 40), (9, 118, 46), (8, 134, 52), (7, 176, 60))  # points, lines on a page, letters on a line


def _size(items: Sequence[Item]) -> int:
    """The font size, in points, at which a list fits on a page in two columns; at least 6, which is barely readable."""
    for size, most, letters in _SIZES:
        lines = sum(
            math.ceil(len(plain(item.text)) / max(_NARROWEST, letters - 2 * item.depth)) + 0.25 for item in items
        )
        if lines <= most:
            return size
    return 6


def _outline(graph: Graph, order: Sequence[str], depth: Mapping[str, int], gaps: Collection[str]) -> list[Item]:
    """The argument in words: what is claimed, why, and what speaks against it."""
    joined: dict[str, str] = {}
    items = []
    for element_id in order:
        element, kind = graph.element(element_id), graph.kinds[element_id]
        if isinstance(element, Inference | Objection):
            scheme = f" ({SCHEMES[element.scheme].label})" if element.scheme is not None else ""
            word = "because" if isinstance(element, Inference) else "but"
            if isinstance(element, Objection) and element.text:
                words = [Words(f"but{scheme}:", "strong"), Words(words_of(graph, element_id))]
                items.append(Item(words, (depth[element_id] + 1) // 2))
                word = "since"
            for number, premise in enumerate(element.from_ or ()):
                joined.setdefault(premise, "and" if number else f"{word}{scheme}")
            continue
        opening = joined.get(element_id, kind.value if not depth[element_id] else "and")
        parts = [Words(f"{opening}:", "strong"), Words(GAP if element_id in gaps else words_of(graph, element_id))]
        if kind is Kind.ASSUMPTION:
            parts.append(Words("(not stated, but needed)"))
        items.append(Item(parts, (depth[element_id] + 1) // 2))
        cautions = [graph.map.cautions[caution_id] for caution_id in graph.cautions_on(element_id)]
        items += [
            Item([Words("caution:", "strong"), Words(visible(caution.text))], (depth[element_id] + 3) // 2)
            for caution in cautions
            if element_id in caution.on
        ]
    return items


def _questions(graph: Graph, gaps: Collection[str]) -> list[Item]:
    """Questions about this map: what it argues, what it only assumes, what is contested, what to ask about a step."""
    map_ = graph.map
    questions = [
        f"What does the text want to convince us of? Would you put it like this? “{visible(conclusion.text)}”"
        for conclusion in [found for element_id, found in map_.conclusions.items() if element_id not in gaps][:1]
    ]
    questions += [
        f"The text does not say this, but relies on it: “{visible(assumption.text)}” Do you agree?"
        for assumption in [found for element_id, found in map_.assumptions.items() if element_id not in gaps][:2]
    ]
    questions += [
        f"Part of this argument is contested ({visible(entry.by)}: “{visible(entry.reason)}”). Who is right?"
        for entry in list(map_.contested.values())[:1]
    ]
    last = [step.scheme for step in map_.inferences.values() if step.scheme is not None and step.to in map_.conclusions]
    questions += [SCHEMES[scheme].questions[0].text for scheme in last[:1]]
    questions.append("Which link is the weakest? Mark it, and say what the author would need to add.")
    return [Item(f"{number}. {question}") for number, question in enumerate(questions, 1)]
