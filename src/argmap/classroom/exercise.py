"""An exercise made from a map: what is hidden, what there is to choose from, and the answers.

Elements get neutral ids in the order in which they are shown, so that an id gives nothing away; marking goes by texts
and structure.
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
"""The tables among which a statement is to be classified."""


class ExerciseKind(StrEnum):
    """What there is to do."""

    FILL_TEXT = "fill-text"
    FILL_LINKS = "fill-links"
    CLASSIFY = "classify"
    FIND_WEAK = "find-weak"
    ORDER = "order"


_TASKS = {
    ExerciseKind.FILL_TEXT: "Choose the statement that belongs in each gap.",
    ExerciseKind.FILL_LINKS: "For each step, choose what it starts from and what it leads to.",
    ExerciseKind.CLASSIFY: "Say what each statement is in the argument, and which pattern each step follows.",
    ExerciseKind.FIND_WEAK: "Tick the {count} weakest links of the argument, and say why.",
    ExerciseKind.ORDER: "Put the statements in order. {start}",
}
_STARTS = {
    "conclusion": "Start with the conclusion, and put each before what it is based on.",
    "premises": "Start with what is given, put each after what it is based on, and end with the conclusion.",
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
    ExerciseKind.ORDER: "there are not two statements that bear on each other to put in order",
}


class ExerciseItem(NamedTuple):
    """An element of the exercise: its neutral id, its table, and what is told of it.

    `told` has the keys of the file; `hidden` those that are to be found, with their answers. `table` is empty where
    the kind itself is to be found, and `answer_table` has it.
    """

    id: str
    table: str
    told: dict[str, Any]
    hidden: dict[str, Any]
    answer_table: str

    @property
    def is_asked(self) -> bool:
        """Whether there is something to find out about it."""
        return bool(self.hidden) or not self.table


class Exercise(NamedTuple):
    """An exercise.

    `bank` has what there is to choose from, shuffled; `order` the ids in a right order, which begins with `first`;
    `before` the pairs of ids of which the first comes before the second in every right order; `depth` how deep each
    element stands in the outline; `weakest` the ids of the weakest links; `rest` what is not shown and saved as it is,
    as (table, id, values).
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
    """An exercise of a kind with `hide` things to find; the same for the same seed.

    Raises `ValueError` if the map has nothing that this kind asks for.
    """
    map_, graph, title = analysis.map, analysis.graph, analysis.title
    draw = random.Random(seed)  # noqa: S311 - no secret
    told, depth = outline_order(graph)
    if what is ExerciseKind.ORDER:
        return _ordering(graph, told, hide, draw, title)
    if what is ExerciseKind.FIND_WEAK:
        hidden = list(analysis.weak_links)[:hide]
    else:
        candidates = _candidates(graph, what, told)
        hidden = draw.sample(candidates, min(hide, len(candidates)))
    if not hidden:
        raise ValueError(_NOTHING[what])
    if what is ExerciseKind.FILL_LINKS:
        # The place of a step in the outline would tell where it leads.
        told.sort(key=lambda name: (name not in hidden, not graph.kinds[name].is_statement, draw.random()))
        depth = dict.fromkeys(told, 0)
    ids = _neutral_ids(graph, told)
    elements = tuple(_element(graph, name, ids, what, is_hidden=name in hidden) for name in told)
    bank = [str(element.hidden["text"]) for element in elements if "text" in element.hidden]
    draw.shuffle(bank)
    return Exercise(
        what,
        title,
        map_.map.language,
        elements,
        tuple(bank),
        depth={ids[name]: level for name, level in depth.items()},
        weakest=tuple(ids[name] for name in hidden) if what is ExerciseKind.FIND_WEAK else (),
        rest=tuple(_rest(map_, ids)),
    )


def things_to_find(exercise: Exercise) -> int:
    """How many things an exercise asks for."""
    return len(exercise.weakest) or len(exercise.order) or sum(item.is_asked for item in exercise.elements)


def task(exercise: Exercise) -> str:
    """What the student is to do, in a sentence."""
    return _TASKS[exercise.what].format(count=len(exercise.weakest), start=_STARTS[exercise.first])


def outline_order(graph: Graph) -> tuple[list[str], dict[str, int]]:
    """The nodes from each conclusion down, every one once, with its depth in the outline."""
    depth: dict[str, int] = {}
    for root in (*graph.roots(), *graph):
        stack = [(root, 0)]
        while stack:
            name, level = stack.pop()
            if name in depth:
                continue
            depth[name] = level
            below = (*graph.predecessors(name), *graph.attackers(name))
            stack += [(one, level + 1) for one in reversed(below)]
    return list(depth), depth


def order_constraints(graph: Graph, names: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of names of which the first must come before the second: a conclusion before what leads to it.

    Where a map's presentation begins with the premises it is the other way round.
    """
    upstream = {name: graph.upstream(name) for name in names}
    pairs = [(one, other) for one in names for other in names if other in upstream[one] and one not in upstream[other]]
    is_first = graph.map.map.presentation.first == "conclusion"
    return pairs if is_first else [(other, one) for one, other in pairs]


def _ordering(graph: Graph, told: Sequence[str], hide: int, draw: random.Random, title: str) -> Exercise:
    """Statements to be put in order: a conclusion and what bears on it, without the steps, which tell the order."""
    root = graph.roots()[0] if graph.roots() else ""
    above = graph.upstream(root) if root else frozenset()
    candidates = [name for name in told if graph.kinds[name].is_statement and name in above]
    if not candidates or hide < 2:  # noqa: PLR2004 - one statement has no order
        raise ValueError(_NOTHING[ExerciseKind.ORDER])
    chosen = {root, *draw.sample(candidates, min(hide - 1, len(candidates)))}
    right = [name for name in told if name in chosen]
    first = graph.map.map.presentation.first
    if first == "premises":
        right.reverse()
    before = order_constraints(graph, right)
    shuffled = list(right)
    while all(shuffled.index(one) < shuffled.index(other) for one, other in before):
        draw.shuffle(shuffled)
    ids = _neutral_ids(graph, shuffled)
    elements = [
        ExerciseItem(ids[one], graph.kinds[one].table, {"text": own_words(graph.element(one))}, {}, "")
        for one in shuffled
    ]
    return Exercise(
        ExerciseKind.ORDER,
        title,
        graph.map.map.language,
        tuple(elements),
        bank=tuple(ids[name] for name in shuffled),
        order=tuple(ids[name] for name in right),
        before=tuple((ids[one], ids[other]) for one, other in before),
        first=first,
        depth=dict.fromkeys(ids.values(), 0),
    )


def _neutral_ids(graph: Graph, names: Sequence[str]) -> dict[str, str]:
    return {name: f"{'s' if graph.kinds[name].is_statement else 'i'}{number}" for number, name in enumerate(names, 1)}


def _candidates(graph: Graph, what: ExerciseKind, told: Sequence[str]) -> list[str]:
    """What an exercise may hide."""
    steps = {**graph.map.inferences, **graph.map.objections}
    if what is ExerciseKind.FILL_TEXT:
        return [name for name in told if graph.kinds[name].is_statement]
    if what is ExerciseKind.FILL_LINKS:
        return [name for name in told if name in steps]
    return [name for name in told if name not in steps or getattr(steps[name], "scheme", None) is not None]


def _rest(map_: Map, ids: Mapping[str, str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Concepts, cautions and disputes, with neutral ids."""
    known = dict(ids)
    for number, (name, concept) in enumerate(map_.concepts.items(), 1):
        known[name] = f"concept{number}"
        yield Kind.CONCEPT.table, known[name], {"term": concept.term}
    for number, caution in enumerate(map_.cautions.values(), 1):
        on = [known[name] for name in caution.on if name in known]
        if on:
            yield Kind.CAUTION.table, f"caution{number}", {"on": on, "text": caution.text}
    for number, contest in enumerate(map_.contested.values(), 1):
        on = [known[name] for name in contest.on if name in known]
        if on:
            values = {"on": on, "by": contest.by, "reason": contest.reason}
            yield Kind.CONTESTED.table, f"dispute{number}", values


def _element(graph: Graph, name: str, ids: dict[str, str], what: ExerciseKind, *, is_hidden: bool) -> ExerciseItem:
    element, kind = graph.element(name), graph.kinds[name]
    told: dict[str, Any] = {}
    if text := own_words(element):
        told["text"] = text
    if getattr(element, "from_", None):
        told["from"] = [ids[one] for one in getattr(element, "from_", ())]
    for key in ("to", "against"):
        if getattr(element, key, None):
            told[key] = ids[getattr(element, key)]
    scheme = getattr(element, "scheme", None)
    if scheme is not None:
        told["scheme"] = scheme.value
    hidden: dict[str, Any] = {}
    keys = _ASKED.get(what, ())
    if is_hidden:
        hidden = {key: told.pop(key) for key in keys if key in told}
    hides_table = is_hidden and what is ExerciseKind.CLASSIFY and kind.is_statement
    return ExerciseItem(ids[name], "" if hides_table else kind.table, told, hidden, kind.table)


def scheme_choices() -> list[tuple[str, str]]:
    """Every scheme with what it does, to choose from."""
    return [(scheme.name.value, scheme.gist) for scheme in SCHEMES.values()]
