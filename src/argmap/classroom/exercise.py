"""Exercises made from a map: what is shown, what is hidden, what to choose from, and the answers.

Elements get neutral ids in the order in which they are shown, so that the ids give nothing away. Marking goes by texts
and structure, not by ids.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from argmap.analysis import Analysis
from argmap.graph import Graph
from argmap.model import SCHEMES, Kind, Map, own_words

ROLES = tuple(kind.table for kind in (Kind.CONCLUSION, Kind.CLAIM, Kind.PREMISE, Kind.ASSUMPTION))
"""The tables from which students choose when they classify a statement."""


class ExerciseKind(StrEnum):
    """The types of exercise."""

    FILL_TEXT = "fill-text"
    FILL_LINKS = "fill-links"
    CLASSIFY = "classify"
    FIND_WEAK = "find-weak"
    ORDER = "order"


_TASKS = {
    ExerciseKind.FILL_TEXT: "Choose the statement that belongs in each gap.",
    ExerciseKind.FILL_LINKS: "For each step, choose what it starts from and what it leads to or speaks against.",
    ExerciseKind.CLASSIFY: "Choose the role of each statement in the argument and the pattern that each step follows.",
    ExerciseKind.FIND_WEAK: "Tick the weakest links in the argument ({count} in all) and say why they are weak.",
    ExerciseKind.ORDER: "Put the statements in order. {start}",
}
_STARTS = {
    "conclusion": "Start with the conclusion, and put each statement before those it is based on.",
    "premises": "Start with what is given, put each statement after those it is based on, and end with the conclusion.",
}
_ASKED = {
    ExerciseKind.FILL_TEXT: ("text",),
    ExerciseKind.FILL_LINKS: ("from", "to", "against"),
    ExerciseKind.CLASSIFY: ("scheme",),
}
_NOTHING = {
    ExerciseKind.FILL_TEXT: "the map has no statements to hide",
    ExerciseKind.FILL_LINKS: "the map has no steps to hide",
    ExerciseKind.CLASSIFY: "the map has nothing to classify",
    ExerciseKind.FIND_WEAK: "the map has no weak links to find",
    ExerciseKind.ORDER: "putting statements in order takes at least two that bear on each other",
}


class ExerciseItem(NamedTuple):
    """An element of the exercise: its neutral id, its table, and what is shown and hidden of it.

    `told` has the keys that are shown, as in a map file; `hidden` has those to be found, with their answers. `table` is
    empty if the kind itself is to be found; `answer_table` always has it.
    """

    id: str
    table: str
    told: dict[str, Any]
    hidden: dict[str, Any]
    answer_table: str

    @property
    def is_asked(self) -> bool:
        """Whether the student has to find something out about this element."""
        return bool(self.hidden) or not self.table


class Exercise(NamedTuple):
    """An exercise, with its answers.

    `bank` has the choices, shuffled. `order` has the ids in a correct order that begins with `first` (`conclusion` or
    `premises`); `before` has the pairs of ids whose first must come before the second in every correct order. `depth`
    gives the depth of each element in the outline, from 0. `weakest` has the ids of the weakest links. `rest` has what
    is not shown but saved unchanged, as (table, id, values).
    """

    what: ExerciseKind
    title: str
    language: str
    elements: tuple[ExerciseItem, ...]
    bank: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    first: str = "conclusion"
    depth: Mapping[str, int] = MappingProxyType({})
    weakest: tuple[str, ...] = ()
    rest: tuple[tuple[str, str, dict[str, Any]], ...] = ()


def make_exercise(analysis: Analysis, what: ExerciseKind, hide: int, seed: int) -> Exercise:
    """Make an exercise of a type with at most `hide` items to find; the same seed makes the same exercise.

    Raises `ValueError` if the map has nothing that this type of exercise asks for.
    """
    map_, graph, title = analysis.map, analysis.graph, analysis.title
    draw = random.Random(seed)  # noqa: S311 - no secret
    shown, depth = outline_order(graph)
    if what is ExerciseKind.ORDER:
        return _ordering(graph, shown, hide, draw, title)
    if what is ExerciseKind.FIND_WEAK:
        hidden = list(analysis.weak_links)[:hide]
    else:
        candidates = _candidates(graph, what, shown)
        hidden = draw.sample(candidates, min(hide, len(candidates)))
    if not hidden:
        raise ValueError(_NOTHING[what])
    if what is ExerciseKind.FILL_LINKS:
        # The place of a step in the outline would reveal where it leads.
        shown.sort(
            key=lambda element_id: (
                element_id not in hidden,
                not graph.kinds[element_id].is_statement,
                draw.random(),
            )
        )
        depth = dict.fromkeys(shown, 0)
    ids = _neutral_ids(graph, shown)
    elements = tuple(_element(graph, element_id, ids, what, is_hidden=element_id in hidden) for element_id in shown)
    bank = [str(element.hidden["text"]) for element in elements if "text" in element.hidden]
    draw.shuffle(bank)
    return Exercise(
        what,
        title,
        map_.map.language,
        elements,
        tuple(bank),
        depth={ids[element_id]: level for element_id, level in depth.items()},
        weakest=tuple(ids[element_id] for element_id in hidden) if what is ExerciseKind.FIND_WEAK else (),
        rest=tuple(_rest(map_, ids)),
    )


def things_to_find(exercise: Exercise) -> int:
    """The number of items that an exercise asks for."""
    return len(exercise.weakest) or len(exercise.order) or sum(item.is_asked for item in exercise.elements)


def task(exercise: Exercise) -> str:
    """The task for the student, in one or two sentences."""
    return _TASKS[exercise.what].format(count=len(exercise.weakest), start=_STARTS[exercise.first])


def outline_order(graph: Graph) -> tuple[list[str], dict[str, int]]:
    """The nodes from each conclusion down, each once, and their depths in the outline (from 0)."""
    depth: dict[str, int] = {}
    for root in (*graph.roots(), *graph):
        stack = [(root, 0)]
        while stack:
            element_id, level = stack.pop()
            if element_id in depth:
                continue
            depth[element_id] = level
            below = (*graph.predecessors(element_id), *graph.attackers(element_id))
            stack += [(child, level + 1) for child in reversed(below)]
    return list(depth), depth


def order_constraints(graph: Graph, statements: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of ids whose first must come before the second: a conclusion before what leads to it.

    If the map's presentation begins with the premises, it is the other way round.
    """
    upstream = {element_id: graph.upstream(element_id) for element_id in statements}
    pairs = [
        (supported, reason)
        for supported in statements
        for reason in statements
        if reason in upstream[supported] and supported not in upstream[reason]
    ]
    is_first = graph.map.map.presentation.first == "conclusion"
    return pairs if is_first else [(reason, supported) for supported, reason in pairs]


def _ordering(graph: Graph, shown: Sequence[str], hide: int, draw: random.Random, title: str) -> Exercise:
    """Statements to put in order: a conclusion and what bears on it, without the steps, which would give it away."""
    root = graph.roots()[0] if graph.roots() else ""
    above = graph.upstream(root) if root else frozenset()
    candidates = [element_id for element_id in shown if graph.kinds[element_id].is_statement and element_id in above]
    if not candidates or hide < 2:  # noqa: PLR2004 - a single statement has no order
        raise ValueError(_NOTHING[ExerciseKind.ORDER])
    chosen = {root, *draw.sample(candidates, min(hide - 1, len(candidates)))}
    right = [element_id for element_id in shown if element_id in chosen]
    first = graph.map.map.presentation.first
    if first == "premises":
        right.reverse()
    before = order_constraints(graph, right)
    shuffled = list(right)
    while all(shuffled.index(first_id) < shuffled.index(second_id) for first_id, second_id in before):
        draw.shuffle(shuffled)
    ids = _neutral_ids(graph, shuffled)
    elements = [
        ExerciseItem(
            ids[element_id], graph.kinds[element_id].table, {"text": own_words(graph.element(element_id))}, {}, ""
        )
        for element_id in shuffled
    ]
    return Exercise(
        ExerciseKind.ORDER,
        title,
        graph.map.map.language,
        tuple(elements),
        bank=tuple(ids[element_id] for element_id in shuffled),
        order=tuple(ids[element_id] for element_id in right),
        before=tuple((ids[first_id], ids[second_id]) for first_id, second_id in before),
        first=first,
        depth=dict.fromkeys(ids.values(), 0),
    )


def _neutral_ids(graph: Graph, ids: Sequence[str]) -> dict[str, str]:
    return {
        element_id: f"{'s' if graph.kinds[element_id].is_statement else 'i'}{number}"
        for number, element_id in enumerate(ids, 1)
    }


def _candidates(graph: Graph, what: ExerciseKind, shown: Sequence[str]) -> list[str]:
    """The elements that an exercise may hide, or about which it may hide something."""
    steps = {**graph.map.inferences, **graph.map.objections}
    if what is ExerciseKind.FILL_TEXT:
        return [element_id for element_id in shown if graph.kinds[element_id].is_statement]
    if what is ExerciseKind.FILL_LINKS:
        return [element_id for element_id in shown if element_id in steps]
    return [
        element_id
        for element_id in shown
        if graph.kinds[element_id] is not Kind.SUPPOSITION  # as another kind, nothing could discharge it
        and (element_id not in steps or getattr(steps[element_id], "scheme", None) is not None)
    ]


def _rest(map_: Map, ids: Mapping[str, str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The concepts, cautions, contested entries, notes and rivalries of a map, with neutral ids."""
    known = dict(ids)
    for number, (element_id, concept) in enumerate(map_.concepts.items(), 1):
        known[element_id] = f"concept{number}"
        yield Kind.CONCEPT.table, known[element_id], {"term": concept.term}
    for number, caution in enumerate(map_.cautions.values(), 1):
        on = [known[target] for target in caution.on if target in known]
        if on:
            yield Kind.CAUTION.table, f"caution{number}", {"on": on, "text": caution.text}
    for number, entry in enumerate(map_.contested.values(), 1):
        on = [known[target] for target in entry.on if target in known]
        if on:
            values = {"on": on, "by": entry.by, "reason": entry.reason}
            yield Kind.CONTESTED.table, f"contested{number}", values
    for number, note in enumerate(map_.notes.values(), 1):
        on = [known[target] for target in note.on if target in known]
        if on:
            yield Kind.NOTE.table, f"note{number}", {"on": on, "text": note.text}
    for number, rivals in enumerate(map_.rivals.values(), 1):
        values = {"among": [known[rival] for rival in rivals.among if rival in known]}
        if len(values["among"]) > 1:
            yield Kind.RIVALRY.table, f"rivals{number}", {**values, **({"text": rivals.text} if rivals.text else {})}


def _element(
    graph: Graph, element_id: str, ids: dict[str, str], what: ExerciseKind, *, is_hidden: bool
) -> ExerciseItem:
    element, kind = graph.element(element_id), graph.kinds[element_id]
    shown: dict[str, Any] = {}
    if text := own_words(element):
        shown["text"] = text
    if getattr(element, "from_", None):
        shown["from"] = [ids[premise] for premise in getattr(element, "from_", ())]
    if getattr(element, "discharges", ()):
        shown["discharges"] = [ids[supposition] for supposition in getattr(element, "discharges", ())]
    for key in ("to", "against"):
        if getattr(element, key, None):
            shown[key] = ids[getattr(element, key)]
    scheme = getattr(element, "scheme", None)
    if scheme is not None:
        shown["scheme"] = scheme.value
    hidden: dict[str, Any] = {}
    keys = _ASKED.get(what, ())
    if is_hidden:
        hidden = {key: shown.pop(key) for key in keys if key in shown}
    hides_table = is_hidden and what is ExerciseKind.CLASSIFY and kind.is_statement
    return ExerciseItem(ids[element_id], "" if hides_table else kind.table, shown, hidden, kind.table)


def scheme_choices() -> list[tuple[str, str]]:
    """The schemes to choose from: the name of each and its gist."""
    return [(scheme.name.value, scheme.gist) for scheme in SCHEMES.values()]
