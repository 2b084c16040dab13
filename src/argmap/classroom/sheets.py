"""What is printed for class: worksheets with their key, and handouts."""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from argmap.classroom.exercise import Element, Exercise, What, task, telling_order
from argmap.graph import Graph
from argmap.model import SCHEMES, Inference, Kind, Map, Objection
from argmap.report.sheet import Block, Bullets, Heading, Item, PageBreak, Paragraph, Picture, Words, plain
from argmap.review.matching import text_of_element
from argmap.source import visible

_GAP = "______________________________"


def worksheet(exercise: Exercise, *, key: bool) -> list[Block]:
    """The worksheet of an exercise, or its key with the answers in place."""
    title = f"{exercise.title}: {'key' if key else 'worksheet'}"
    blocks: list[Block] = [Heading(title, 1)]
    if not key:
        blocks += [Paragraph(f"Name: {_GAP}"), Paragraph(task(exercise))]
    texts = {one.id: str(one.told.get("text") or one.hidden.get("text") or "") for one in exercise.elements}
    for one in exercise.elements:
        if not texts[one.id]:
            end = one.told.get("to")
            texts[one.id] = f"the step to “{texts[end]}”" if end else "a step"
    if exercise.what is What.ORDER:
        ids = exercise.order if key else exercise.bank
        blocks.append(
            Bullets(
                [Item(f"{number}. {texts[one]}" if key else f"____ {texts[one]}") for number, one in enumerate(ids, 1)]
            )
        )
        return blocks
    gaps = [one.id for one in exercise.elements if "text" in one.hidden]
    numbers = {name: f"({number})" for number, name in enumerate(gaps, 1)}
    shown = {name: f"“{text}”" if key or name not in numbers else numbers[name] for name, text in texts.items()}
    items = [_item(element, exercise, shown, key=key) for element in exercise.elements]
    blocks.append(Bullets(items))
    if exercise.what is What.FIND_WEAK and not key:
        blocks += [
            Heading("Why are they weak?"),
            Bullets([Item(f"{one}. {3 * _GAP}") for one in range(1, len(exercise.weakest) + 1)]),
        ]
    if exercise.what is What.FILL_TEXT and not key:
        blocks += [Heading("To choose from"), Bullets([Item(visible(text)) for text in exercise.bank])]
    if exercise.what is What.CLASSIFY and not key:
        gists = [Item([Words(scheme.label, "strong"), Words(scheme.gist)]) for scheme in SCHEMES.values()]
        blocks += [Heading("Patterns"), Bullets(gists)]
    return blocks


def _item(element: Element, exercise: Exercise, shown: dict[str, str], *, key: bool) -> Item:
    known: dict[str, Any] = {**element.told, **(element.hidden if key else {})}
    table = element.answer_table if key or element.table else ""
    kind = next((one.value for one in Kind if one.table == table), _GAP)
    parts = [Words(f"{kind}:", "strong" if key and not element.table else "")]
    mark = "strong" if key and element.hidden else ""
    end = known.get("to") or known.get("against")
    goal = shown[end] if end else _GAP
    if known.get("text") or "text" in element.hidden:
        # A gap is numbered where it stands, and named by its number where a step starts from it or leads to it.
        text = visible(str(known["text"])) if known.get("text") else f"{shown[element.id]} {_GAP}"
        parts.append(Words(text, mark if "text" in element.hidden else ""))
        if element.table == Kind.OBJECTION.table:
            parts.append(Words(visible(f"→ against {goal}"), mark))
    else:
        scheme = str(known.get("scheme", "")).replace("-", " ") or (_GAP if "scheme" in element.hidden else "")
        start = " + ".join(shown[one] for one in known.get("from", ())) or (_GAP if "from" in element.hidden else "")
        against = "against " if element.table == Kind.OBJECTION.table else ""
        parts.append(Words(visible(f"{scheme}{': ' if scheme else ''}{start} → {against}{goal}"), mark))
    if key and element.id in exercise.weakest:
        parts.append(Words(f"weak link {exercise.weakest.index(element.id) + 1}", "strong"))
    return Item(parts, exercise.depth[element.id], box=exercise.what is What.FIND_WEAK and not key)


def gaps_in(graph: Graph, blanks: int, seed: int) -> frozenset[str]:
    """The statements to leave blank, at most `blanks`; the same for the same seed."""
    statements = [name for name in telling_order(graph)[0] if graph.kinds[name].is_statement]
    draw = random.Random(seed)  # noqa: S311 - no secret
    return frozenset(draw.sample(statements, min(blanks, len(statements))))


def with_gaps(map_: Map, gaps: Collection[str]) -> Map:
    """The map with lines to write on in place of some statements, for the picture of a handout."""
    blank = {
        kind.table: {
            name: one.model_copy(update={"text": _GAP, "quote": ()}) if name in gaps else one
            for name, one in map_.table(kind).items()
        }
        for kind in Kind
        if kind.is_statement
    }
    return map_.model_copy(update=blank)


def handout(graph: Graph, title: str, picture: str, gaps: Collection[str], seed: int) -> list[Block]:
    """Two pages for class: the picture with questions, and the argument in words, with gaps in it."""
    order, depth = telling_order(graph)
    items = _outline(graph, order, depth, gaps)
    missing = sorted(_text(graph, name) for name in gaps)
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


def _text(graph: Graph, name: str) -> str:
    return visible(text_of_element(graph.element(name)))


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
                    Item([Words(f"but{scheme}:", "strong"), Words(_text(graph, name))], (depth[name] + 1) // 2)
                )
                word = "since"
            for number, one in enumerate(names):
                joined.setdefault(one, "and" if number else f"{word}{scheme}")
            continue
        said = joined.get(name, kind.value if not depth[name] else "and")
        parts = [Words(f"{said}:", "strong"), Words(_GAP if name in gaps else _text(graph, name))]
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
