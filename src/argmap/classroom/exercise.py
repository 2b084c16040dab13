"""Exercises made from a map: what is shown, what is asked, what to choose from, and the key.

An exam must not be computed from its page, so nothing on a page depends on what is to be found out: the same page comes
from every map that differs only in the answers. What is asked is drawn by the ids of the map, which the page does not
contain; choices are in the order of their texts; elements get ids of their own in each exercise.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from argmap.analysis import Analysis
from argmap.classroom.key import Answer, Fact, Key, Shown, Tied, TooAlike, classes_of, turns_of
from argmap.classroom.part import Wanted, in_outline, mixed, part_of
from argmap.graph import Graph
from argmap.layout.selection import way_to
from argmap.model import SCHEMES, Kind, own_words
from argmap.source import visible
from argmap.standing.weak_links import WeakLink

ROLES = tuple(kind.table for kind in (Kind.CONCLUSION, Kind.CLAIM, Kind.PREMISE, Kind.ASSUMPTION))
"""The tables from which students choose when they classify a statement."""


class ExerciseKind(StrEnum):
    """The types of exercise."""

    FILL_TEXT = "fill-text"
    FILL_LINKS = "fill-links"
    CLASSIFY = "classify"
    FIND_WEAK = "find-weak"
    ORDER = "order"
    BUILD = "build"


class Aid(StrEnum):
    """How much the page of an exercise helps: not at all (an exam), with hints, or by checking the answers."""

    NONE = "none"
    HINTS = "hints"
    CHECK = "check"


NOTHING = {
    ExerciseKind.FILL_TEXT: "the map has no statements to hide",
    ExerciseKind.FILL_LINKS: "the map has no steps to hide",
    ExerciseKind.CLASSIFY: "the map has nothing to classify",
    ExerciseKind.FIND_WEAK: "the map has no weak links to find",
    ExerciseKind.ORDER: "putting statements in order takes at least two that bear on each other",
    ExerciseKind.BUILD: "the map has no steps to build",
}


class Task(NamedTuple):
    """What makes an exercise, beside the map: its kind, how many items it asks for, and which part of the map it is on.

    Exercises that differ in their `seed` or `variant` ask for different items.
    """

    kind: ExerciseKind
    hide: int = 6
    seed: int = 1
    variant: str = ""
    aid: Aid = Aid.CHECK
    part: Wanted = Wanted()


class Item(NamedTuple):
    """An element as the exercise shows it, under a neutral `id`.

    `told` has the keys that are shown, as in a map file but with neutral ids; `asks` has the questions: keys to be
    found, `table` for the role, or `weak` for a box to tick. `table` is empty for a statement whose role is not shown.
    `element` is the id in the map, which no page contains.
    """

    id: str
    element: str
    is_statement: bool
    table: str
    told: Mapping[str, Any]
    asks: tuple[str, ...] = ()
    depth: int = 0


class Exercise(NamedTuple):
    """An exercise with its key.

    `bank` has the statements to choose from (in an order, the ids of all). `asked_for` is the number of weak
    links to tick; `first` says where an order begins. `digest` is a digest of all that the page shows of the map: it
    tells one exercise from another, and says nothing of the answers. `rivalries` has the ids of statements of which at
    most one holds, and why.
    """

    task: Task
    title: str
    language: str
    items: tuple[Item, ...]
    key: Key
    bank: tuple[str, ...] = ()
    asked_for: int = 0
    first: str = "conclusion"
    rivalries: tuple[tuple[tuple[str, ...], str], ...] = ()
    digest: str = ""

    @property
    def kind(self) -> ExerciseKind:
        """The type of the exercise."""
        return self.task.kind

    def item(self, item_id: str) -> Item:
        """The item with this neutral id. Raises `KeyError` if it is not in the exercise."""
        return {item.id: item for item in self.items}[item_id]


def make_exercise(analysis: Analysis, task: Task) -> Exercise:
    """Make an exercise; the same task makes the same exercise of the same map.

    Raises `ValueError` if the part has nothing that this kind of exercise asks for, and `UnknownElement` if the map
    does not have the part.
    """
    weak = analysis.weak_links if task.kind is ExerciseKind.FIND_WEAK else ()
    shown = part_of(analysis.graph, task.part, weak)
    made = _MAKERS[task.kind](analysis, task, shown)
    return made._replace(digest=_digest(made))


def _of_map(analysis: Analysis, task: Task, items: Iterable[Item], key: Key) -> Exercise:
    return Exercise(task, analysis.title, analysis.map.map.language, tuple(items), key)


def _drawn(task: Task, candidates: Iterable[str]) -> list[str]:
    """The candidates in an order that follows from the seed and their ids, which no page contains.

    An exam begins at the other end, so that practice with the same seed asks for other items as long as there are any.
    All variants of an exam ask for the same, since each would show what another asks for.
    """
    variant = "" if task.aid is Aid.NONE else task.variant
    secret = f"{task.kind} {task.seed} {variant}".encode()
    drawn = sorted(candidates, key=lambda one: hmac.digest(secret, one.encode("utf-8", "surrogatepass"), "sha256"))
    return drawn[::-1] if task.aid is Aid.NONE else drawn


def _listed_as(task: Task, text: str) -> str | bytes:
    """A key that puts texts in the order of a list: that of the alphabet or, in a variant, one of its own."""
    return mixed(task.variant, text) if task.variant else text


def _named(task: Task, ids: Sequence[str]) -> dict[str, str]:
    """A neutral id for each element, by its place on the page: others in each exercise, and the same for every map."""
    secret = f"{task.kind} {task.seed} {task.variant} {task.aid}"
    names = {}
    for number, element_id in enumerate(ids):
        found = hashlib.sha256(f"{secret} {number}".encode()).hexdigest()[:6]
        names[element_id] = f"x{found}{number}"
    return names


def _digest(exercise: Exercise) -> str:
    """A digest of what the page shows."""
    shown = [
        exercise.kind, exercise.bank, exercise.asked_for, exercise.first, exercise.rivalries,
        [[item.id, item.is_statement, item.table, dict(item.told), item.asks, item.depth] for item in exercise.items],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


# Elements with gaps


_ASKED = {
    ExerciseKind.FILL_TEXT: ("text",),
    ExerciseKind.FILL_LINKS: ("from", "to", "against"),
    ExerciseKind.CLASSIFY: ("scheme",),
    ExerciseKind.BUILD: ("from", "to", "against"),
}


def _with_gaps(analysis: Analysis, task: Task, shown: Collection[str]) -> Exercise:
    """An exercise in which elements lack their text, their links, or their role or pattern."""
    graph = analysis.graph
    candidates = [element_id for element_id in shown if _can_be_asked(graph, task.kind, element_id)]
    asked = _drawn(task, candidates)[: task.hide]
    while asked:
        try:
            return _gapped(analysis, task, shown, frozenset(asked))
        except TooAlike:
            asked.pop()
    raise ValueError(NOTHING[task.kind])


def _build(analysis: Analysis, task: Task, shown: Collection[str]) -> Exercise:
    """An exercise in which all links and roles are to be found."""
    if all(analysis.graph.kinds[element_id].is_statement for element_id in shown):
        raise ValueError(NOTHING[task.kind])
    asked = [element_id for element_id in shown if analysis.graph.kinds[element_id] is not Kind.SUPPOSITION]
    try:
        return _gapped(analysis, task, shown, frozenset(asked))
    except TooAlike:
        raise ValueError("too many objections speak against steps for all answers to be compared") from None


def _can_be_asked(graph: Graph, kind: ExerciseKind, element_id: str) -> bool:
    is_statement = graph.kinds[element_id].is_statement
    if kind is ExerciseKind.FILL_TEXT:
        return is_statement
    if kind is ExerciseKind.FILL_LINKS:
        return not is_statement
    if is_statement:
        return graph.kinds[element_id] is not Kind.SUPPOSITION  # which is known by being discharged
    return getattr(graph.element(element_id), "scheme", None) is not None


def _gapped(analysis: Analysis, task: Task, shown: Collection[str], asked: Collection[str]) -> Exercise:
    graph = analysis.graph
    if task.kind in {ExerciseKind.FILL_LINKS, ExerciseKind.BUILD}:
        depths = _order_of_links(graph, shown, asked, task)
    else:
        depths = in_outline(graph, shown, task.variant)
    names = _named(task, list(depths))
    right: dict[str, dict[str, Answer]] = {}
    items = []
    for element_id, depth in depths.items():
        item, answers = _item(graph, element_id, names, task.kind, is_asked=element_id in asked)
        items.append(item._replace(depth=depth))
        if answers:
            right[item.id] = answers
    rivalries = _rivalries(graph, names)
    key = _key(items, right, rivalries)
    texts = (str(answers["text"]) for answers in right.values() if "text" in answers)
    bank = tuple(sorted(texts, key=partial(_listed_as, task)))
    return _of_map(analysis, task, items, key)._replace(bank=bank, rivalries=rivalries)


def _order_of_links(graph: Graph, shown: Collection[str], asked: Collection[str], task: Task) -> dict[str, int]:
    """Elements in an order that does not say what a step joins: what is asked, then other steps, then statements.

    Statements are in the order of their texts. They come first if the whole argument is to be built.
    """
    statements_first = task.kind is ExerciseKind.BUILD

    def place(element_id: str) -> tuple[bool, bool, str | bytes, str]:
        is_statement = graph.kinds[element_id].is_statement
        is_later = is_statement is not statements_first
        return (
            element_id not in asked and not statements_first,
            is_later,
            _listed_as(task, own_words(graph.element(element_id))),
            element_id,
        )

    return dict.fromkeys(sorted(shown, key=place), 0)


def _item(
    graph: Graph, element_id: str, names: Mapping[str, str], kind: ExerciseKind, *, is_asked: bool
) -> tuple[Item, dict[str, Answer]]:
    """An element as it is shown, and the answers to what is asked about it."""
    element, table = graph.element(element_id), graph.kinds[element_id].table
    is_statement = graph.kinds[element_id].is_statement
    told: dict[str, Any] = {}
    if text := own_words(element):
        told["text"] = visible(text)
    for key, ends in (("from", getattr(element, "from_", None)), ("discharges", getattr(element, "discharges", ()))):
        if ends:  # in the order of the page: that of the author may say which is the assumption
            told[key] = tuple(name for end, name in names.items() if end in ends)
    for key in ("to", "against"):
        if getattr(element, key, None):
            told[key] = names[getattr(element, key)]
    scheme = getattr(element, "scheme", None)
    # Roles and patterns are shown nowhere: they would be the answers to another exercise, or variant, on the same map.
    is_classified = kind in {ExerciseKind.CLASSIFY, ExerciseKind.BUILD}
    if kind is ExerciseKind.CLASSIFY and is_asked and scheme is not None:
        told["scheme"] = scheme.value
    answers: dict[str, Answer] = {}
    if is_asked:
        answers = {key: told.pop(key) for key in _ASKED.get(kind, ()) if key in told}
        if is_classified and is_statement:
            answers["table"] = table
    shows_table = not is_statement or table == Kind.SUPPOSITION.table
    item = Item(names[element_id], element_id, is_statement, table if shows_table else "", told, tuple(answers))
    return item, answers


def _rivalries(graph: Graph, names: Mapping[str, str]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The rivalries whose members are all shown."""
    return tuple(
        (tuple(sorted(names[one] for one in rivals.among)), visible(rivals.text or ""))
        for rivals in graph.map.rivals.values()
        if all(one in names for one in rivals.among)
    )


def _structure(items: Sequence[Item], rivalries: Sequence[tuple[tuple[str, ...], str]]) -> Shown:
    """What is shown, as a structure. A step that is not referred to and has nothing of its own is only a fact."""
    referred = {item.told[key] for item in items for key in ("to", "against") if key in item.told}
    looks: dict[str, Any] = {}
    facts: list[Fact] = [(f"rivals {why}", (frozenset(among),)) for among, why in rivalries]
    for item in items:
        told = item.told
        places = tuple(
            frozenset(told[key] if key in {"from", "discharges"} else [told[key]]) if key in told else frozenset()
            for key in ("from", "to", "against", "discharges")
        )
        look = (item.is_statement, item.table, told.get("text", ""), told.get("scheme", ""), item.asks)
        if item.is_statement or item.asks or "text" in told or item.id in referred:
            looks[item.id] = look
            if any(places):
                facts.append(("step", (frozenset({item.id}), *places)))
        else:
            facts.append((repr(look), (frozenset(), *places)))
    return Shown(looks, facts)


def _key(
    items: Sequence[Item],
    right: Mapping[str, Mapping[str, Answer]],
    rivalries: Sequence[tuple[tuple[str, ...], str]],
) -> Key:
    """The key, with the answers that are as good as these. Raises `TooAlike` if they cannot be listed."""
    shown = _structure(items, rivalries)
    slots = frozenset(right)
    # What an answer refers to cannot be exchanged by itself: the answer would change with it.
    named = {one for answers in right.values() for value in answers.values() for one in _listed(value)} & slots
    classes = classes_of(shown)
    turns = turns_of(shown, classes, slots, named)
    free = (tuple(one for one in group if one in slots and one not in named) for group in classes)
    return Key(right, tuple(group for group in free if len(group) > 1), turns)


def _listed(value: Answer) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


# Weak links


def _weak(analysis: Analysis, task: Task, shown: Collection[str]) -> Exercise:
    """The weakest of what is shown are to be ticked. Statements that are argued for are weak only by their reasons."""
    graph = analysis.graph
    depths = in_outline(graph, shown, task.variant)
    names = _named(task, list(depths))
    items = []
    for element_id, depth in depths.items():
        kind = graph.kinds[element_id]
        item, _ = _item(graph, element_id, names, task.kind, is_asked=False)
        is_candidate = kind.is_given or not kind.is_statement
        items.append(item._replace(depth=depth, asks=("weak",) if is_candidate else ()))
    candidates = {item.element for item in items if item.asks}
    ranked = [link for link in analysis.weak_links.values() if link.element in candidates]
    # Ticking everything must not pay, so at least half of the boxes are not asked for.
    count = min(task.hide, len(ranked), max(1, len(candidates) // 2))
    if not ranked:
        raise ValueError(NOTHING[task.kind])
    last = ranked[count - 1]
    tied = [names[link.element] for link in ranked if _is_as_weak(link, last)]
    sure = [names[link.element] for link in ranked[:count] if names[link.element] not in tied]
    rivalries = _rivalries(graph, names)
    alike = classes_of(_structure(items, rivalries))
    weak = _weak_groups(sure, tied, count, alike)
    order = tuple(names[link.element] for link in ranked[:count])
    key = Key(weak=weak, order=order)
    return _of_map(analysis, task, items, key)._replace(asked_for=count, rivalries=rivalries)


def _is_as_weak(link: WeakLink, other: WeakLink) -> bool:
    """Whether two links are weak to the same degree, as far as that is known."""
    return link.rank == other.rank or (
        round(link.gain, 9) == round(other.gain, 9) and round(link.loss or 0, 9) == round(other.loss or 0, 9)
    )


def _weak_groups(
    sure: Sequence[str], tied: Sequence[str], count: int, alike: Sequence[Sequence[str]]
) -> tuple[Tied, ...]:
    """What is to be ticked, in groups of links that are as weak, or that a student cannot tell apart."""
    groups = [({one}, 1) for one in sure] + [(set(tied), count - len(sure))]
    for members in map(set, alike):
        joined = [group for group in groups if group[0] & members]
        if joined:
            groups = [group for group in groups if group not in joined]
            groups.append((members.union(*(group[0] for group in joined)), sum(group[1] for group in joined)))
    return tuple(Tied(tuple(sorted(members)), need) for members, need in groups)


# Order


def _ordering(analysis: Analysis, task: Task, shown: Collection[str]) -> Exercise:
    """Statements to put in order: a conclusion and what bears on it, without the steps, which would give it away."""
    graph = analysis.graph
    outline = list(in_outline(graph, shown))
    root = next((one for one in graph.roots() if one in shown), "")
    above = graph.upstream(root) if root else frozenset()
    candidates = [one for one in outline if graph.kinds[one].is_statement and one in above and one != root]
    if not candidates or task.hide < 2:  # noqa: PLR2004 - a single statement has no order
        raise ValueError(NOTHING[task.kind])
    chosen = _bearing_on_each_other(graph, root, _drawn(task, candidates), task.hide)
    in_order = [one for one in outline if one in chosen]
    first = graph.map.map.presentation.first
    if first == "premises":
        in_order.reverse()
    listed = sorted(in_order, key=lambda one: (_listed_as(task, own_words(graph.element(one))), one))
    names = _named(task, listed)
    constraints = order_constraints(graph, in_order)
    before = tuple((names[one], names[other]) for one, other in constraints)
    in_order = _topological(in_order, constraints)
    items = [
        Item(names[one], one, is_statement=True, table="", told={"text": visible(own_words(graph.element(one)))})
        for one in listed
    ]
    key = Key(before=before, order=tuple(names[one] for one in in_order))
    bank = tuple(item.id for item in items)
    return _of_map(analysis, task, items, key)._replace(first=first, bank=bank)


def _bearing_on_each_other(graph: Graph, root: str, drawn: Sequence[str], count: int) -> set[str]:
    """At most so many statements: the root, and those that are drawn with what they lead to on the way there.

    Statements that only the root follows from have no order among themselves.
    """
    chosen = {root}
    for one in drawn:
        way = [node for node in way_to(graph, one, chosen) if graph.kinds[node].is_statement and node not in chosen]
        # Beginning near the root, so that what is cut off is the end of the way.
        chosen.update(way[: count - len(chosen)])
    return chosen


def _topological(ids: Sequence[str], constraints: Collection[tuple[str, str]]) -> list[str]:
    """The ids in an order that keeps all constraints, each as early as in the order given as these allow."""
    left, found = list(ids), list[str]()
    while left:
        first = next(one for one in left if not any(other == one and before in left for before, other in constraints))
        found.append(first)
        left.remove(first)
    return found


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


_MAKERS = {
    ExerciseKind.FILL_TEXT: _with_gaps,
    ExerciseKind.FILL_LINKS: _with_gaps,
    ExerciseKind.CLASSIFY: _with_gaps,
    ExerciseKind.FIND_WEAK: _weak,
    ExerciseKind.ORDER: _ordering,
    ExerciseKind.BUILD: _build,
}


def things_to_find(exercise: Exercise) -> int:
    """The number of items that an exercise asks for."""
    return exercise.asked_for or len(exercise.key.right) or len(exercise.key.order)


def scheme_choices() -> list[tuple[str, str]]:
    """The schemes to choose from: the name of each and its gist."""
    return [(scheme.name.value, scheme.gist) for scheme in SCHEMES.values()]
