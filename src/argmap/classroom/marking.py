"""Marks: how much of a reference map is in a student's, element by element, link by link.

Elements are matched by what they say and where they stand, whatever their ids, order and wording; the pairing is the
one that is most alike as a whole (`argmap.compare.match.assign`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Annotated, NamedTuple

from pydantic import Field

from argmap.analysis import Analysis
from argmap.classroom.exercise import ExerciseKind, order_constraints
from argmap.compare.match import assign, ends_of, similarity
from argmap.describe import ends_of_step, words_of
from argmap.graph import Graph
from argmap.model import Caution, Contest, Element, Inference, Map, Objection, own_words
from argmap.model.base import Model

_WHOLE = 0.95  # from this similarity on a statement counts in full
_EXTRA = 0.5  # what an element or link that is not in the reference costs, in parts of one that is
_LEFT_OPEN = "(left open "  # how an exercise writes a gap that was not filled
STUDENT = "student"
"""By whom the weak links that a student marks are contested."""
_LOOKED_FOR = 3  # how many of the weakest links are to be found,
_ACCEPTED = 6  # and how far down the ranking a link may stand to be no error


_Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Rubric(Model):
    """How much each part counts, and from which similarity on two statements are the same."""

    elements: _Weight = 40
    links: _Weight = 30
    roles: _Weight = 15
    kinds: _Weight = 15
    weak: _Weight = 30
    order: _Weight = 30
    similarity: Annotated[float, Field(ge=0, le=1)] = 0.55


class Loss(NamedTuple):
    """A point lost: in which part, how much of that part (0 to 1), at which element of the reference, and why."""

    part: str
    share: float
    element: str
    why: str


class Marks(NamedTuple):
    """What a student's map is worth: each part and the total in [0, 1], every point lost, and who is who."""

    parts: Mapping[str, float]
    total: float
    losses: Sequence[Loss]
    pairs: Mapping[str, str]


PARTS_OF = {
    ExerciseKind.FILL_TEXT: ("elements", "links"),
    ExerciseKind.FILL_LINKS: ("links",),
    ExerciseKind.CLASSIFY: ("roles", "kinds"),
    ExerciseKind.FIND_WEAK: ("weak",),
    ExerciseKind.ORDER: ("order",),
}
"""The parts that an exercise of each kind is marked by."""

_Step = Inference | Objection
_Note = Caution | Contest


class _Sides(NamedTuple):
    """Both maps, which element of the student's is which of the reference, and the reference's weak links."""

    reference: Graph
    student: Graph
    pairs: Mapping[str, str]
    weakest: Sequence[str]


def mark(reference: Analysis, student: Analysis, rubric: Rubric, kind: ExerciseKind | None = None) -> Marks:
    """Mark a student's map against the reference, by all parts or by those of an exercise.

    `weak` and `order` count if the student's map has such answers; an order of statements without any step is taken for
    the answer to that exercise.
    """
    pairs = _match(reference.graph, student.graph, rubric.similarity)
    sides = _Sides(reference.graph, student.graph, pairs, tuple(reference.weak_links))
    has_order = bool(student.map.map.presentation.order) and not reference.map.map.presentation.order
    if kind is None and has_order and not _steps(student.graph):
        kind = ExerciseKind.ORDER
    parts = PARTS_OF[kind] if kind else ("elements", "links", "roles", "kinds")
    if kind is None:
        parts += ("weak",) if _said_weak(student.map) else ()
        parts += ("order",) if has_order else ()
    losses: list[Loss] = []
    values = {part: _MARKED[part](sides, losses) for part in parts}
    weights = rubric.model_dump()
    whole = sum(weights[part] for part in parts)
    total = sum(weights[part] * value for part, value in values.items()) / whole if whole else 0.0
    return Marks(values, total, tuple(losses), sides.pairs)


def _words(graph: Graph, element_id: str) -> str:
    """What an element says in quotes, or for a step without a text what it leads from and to."""
    element = graph.element(element_id)
    if isinstance(element, Inference | Objection) and not own_words(element):
        return ends_of_step(graph, element)
    return f"“{words_of(graph, element_id)}”"


def _statements(graph: Graph) -> list[str]:
    return [
        name
        for name, kind in graph.kinds.items()
        if kind.is_statement and not own_words(graph.element(name)).startswith(_LEFT_OPEN)
    ]


def _steps(graph: Graph) -> dict[str, _Step]:
    return {**graph.map.inferences, **graph.map.objections}


def _notes(graph: Graph) -> dict[str, _Note]:
    """Cautions and disputes, without the student's own answers on weak links."""
    disputes = {name: one for name, one in graph.map.contested.items() if one.by != STUDENT}
    return {**graph.map.cautions, **disputes}


def _match(reference: Graph, student: Graph, least: float) -> dict[str, str]:
    """Which element of student is which of reference.

    Statements are matched by what they say; among those that say the same, their places decide. Steps are matched by
    their ends and words, all else by its words. Places follow from pairs, so it is done more than once.
    """
    known: dict[str, str] = {}
    mine, yours = _statements(reference), _statements(student)
    sure = _for_sure(_texts(reference, mine), _texts(student, yours))
    mine, yours = _left(mine, sure), _left(yours, sure.values())
    texts: dict[tuple[str, str], float] = {}

    def likeness(one: str, other: str) -> float:
        if (one, other) not in texts:
            words = own_words(reference.element(one)), own_words(student.element(other))
            texts[one, other] = similarity(*words)
        return texts[one, other]

    for _ in range(3):
        before = dict(known)

        def alike(one: str, other: str, before: Mapping[str, str] = before) -> float:
            if likeness(one, other) < least:
                return 0.0
            return 0.9 * likeness(one, other) + 0.1 * _same_place((reference, one), (student, other), before)

        statements = sure | assign(mine, yours, alike, 0.9 * least)
        known = statements | _match_steps(reference, student, statements | _only_steps(before, reference), least)
        if known == before:
            break
    left, right = _notes(reference), _notes(student)

    def alike_notes(one: str, other: str) -> float:
        if type(left[one]) is not type(right[other]):
            return 0.0
        same_on = {known.get(name, "") for name in left[one].on} == set(right[other].on)
        return 0.95 * similarity(own_words(left[one]), own_words(right[other])) + 0.05 * same_on

    terms, others = reference.map.concepts, student.map.concepts

    def alike_terms(one: str, other: str) -> float:
        return similarity(terms[one].term, others[other].term)

    return {
        **known,
        **assign(list(left), list(right), alike_notes, 0.95 * least),
        **assign(list(terms), list(others), alike_terms, least),
    }


def _texts(graph: Graph, names: Iterable[str]) -> dict[str, Hashable]:
    return {name: own_words(graph.element(name)) for name in names}


def _for_sure(mine: Mapping[str, Hashable], yours: Mapping[str, Hashable]) -> dict[str, str]:
    """The pairs that have the same key, where no other has it on either side: they need no search."""
    counts, others = Counter(mine.values()), Counter(yours.values())
    back = {key: name for name, key in yours.items() if others[key] == 1}
    return {name: back[key] for name, key in mine.items() if counts[key] == 1 and key in back}


def _left(names: Iterable[str], taken: Collection[str]) -> list[str]:
    gone = set(taken)
    return [name for name in names if name not in gone]


def _only_steps(pairs: Mapping[str, str], reference: Graph) -> dict[str, str]:
    return {one: other for one, other in pairs.items() if not reference.kinds[one].is_statement}


def _same_place(mine: tuple[Graph, str], yours: tuple[Graph, str], pairs: Mapping[str, str]) -> float:
    """How alike two elements stand, in [0, 1]: their kind, and how many of their steps are the same."""
    (reference, one), (student, other) = mine, yours
    around = {pairs.get(name, "") for name in _around(reference, one)}
    others = set(_around(student, other))
    shared = len(around & others) / max(len(around | others), 1) if around or others else 1.0
    counted = 1 / (1 + abs(len(_around(reference, one)) - len(others)))
    return 0.3 * (reference.kinds[one] is student.kinds[other]) + 0.5 * shared + 0.15 * counted + 0.05 * (one == other)


def _around(graph: Graph, name: str) -> tuple[str, ...]:
    return (*graph.predecessors(name), *graph.successors(name), *graph.attackers(name))


def _match_steps(reference: Graph, student: Graph, pairs: Mapping[str, str], least: float) -> dict[str, str]:
    """Which step is which, whether it supports or speaks against."""
    mine, yours = _steps(reference), _steps(student)

    def alike(one: str, other: str) -> float:
        first, second = mine[one], yours[other]
        credit = _step_credit(first, second, pairs)
        words = own_words(first), own_words(second)
        if any(words):
            text = similarity(*words) if all(words) else 0.0
            if all(words) and text < least:
                return 0.0
            credit = (credit + text) / 2
        same = 0.6 if isinstance(first, Inference) is not isinstance(second, Inference) else 1.0
        return credit * same * 0.96 + (0.03 * (first.scheme == second.scheme) + 0.01 * (one == other) if credit else 0)

    def key(step: _Step, known: Mapping[str, str]) -> Hashable:
        start, end = ends_of(step)
        mapped = frozenset(known.get(name, name) for name in start), known.get(end, end)
        return type(step), step.scheme, own_words(step), mapped

    sure = _for_sure(
        {name: key(step, pairs) for name, step in mine.items()}, {name: key(step, {}) for name, step in yours.items()}
    )
    return sure | assign(_left(mine, sure), _left(yours, sure.values()), alike, 0.2)


def _step_credit(reference: _Step, student: _Step, pairs: Mapping[str, str]) -> float:
    """How much of a step's ends is right, in [0, 1]: half for what it starts from, half for where it leads."""
    (start, end), (begin, goal) = ends_of(reference), ends_of(student)
    mapped = {pairs.get(name, "") for name in start}
    shared = len(mapped & begin) / len(mapped | begin) if mapped | begin else 1.0
    return (shared + (pairs.get(end, "") == goal)) / 2


def _elements(sides: _Sides, losses: list[Loss]) -> float:
    """What is said: statements, objections in words, cautions, disputes, concepts."""
    reference, student, pairs, _ = sides

    def sayers(graph: Graph) -> list[str]:
        objections = [name for name, one in graph.map.objections.items() if one.text]
        return [*_statements(graph), *objections, *_notes(graph), *graph.map.concepts]

    mine = sayers(reference)
    extra = [name for name in sayers(student) if name not in set(pairs.values())]
    size = len(mine) + _EXTRA * len(extra)
    got = 0.0
    for name in mine:
        if name not in pairs:
            losses.append(Loss("elements", 1 / size, name, f"{_words(reference, name)} is missing."))
            continue
        text = similarity(
            *(own_words(graph.element(one)) for graph, one in ((reference, name), (student, pairs[name])))
        )
        credit = 1.0 if text >= _WHOLE else text
        got += credit
        if credit < 1:
            why = f"{_words(student, pairs[name])} says only partly what it should: {_words(reference, name)}"
            losses.append(Loss("elements", (1 - credit) / size, name, why))
    losses += [
        Loss("elements", _EXTRA / size, "", f"{_words(student, name)} is not in the reference.") for name in extra
    ]
    return got / size if size else 1.0


def _links(sides: _Sides, losses: list[Loss]) -> float:
    """What leads where: steps, and what cautions and disputes stand on."""
    reference, student, pairs, _ = sides
    mine, yours = {**_steps(reference), **_notes(reference)}, {**_steps(student), **_notes(student)}
    extra = [name for name in _steps(student) if name not in set(pairs.values())]
    size = len(mine) + _EXTRA * len(extra)
    got = 0.0
    for name, element in mine.items():
        credit, why = _link(sides, name, element, yours)
        got += credit
        if credit < 1:
            losses.append(Loss("links", (1 - credit) / size, name, why))
    losses += [
        Loss("links", _EXTRA / size, "", f"The step {_words(student, name)} is not in the reference.") for name in extra
    ]
    return got / size if size else 1.0


def _link(sides: _Sides, name: str, element: Element, yours: Mapping[str, Element]) -> tuple[float, str]:
    """How much of one link is there, in [0, 1], and why not all of it."""
    reference, student, pairs, _ = sides
    other = yours.get(pairs.get(name, ""))
    if other is None:
        return 0.0, f"The step {_words(reference, name)} is missing."
    if isinstance(element, Caution | Contest) or isinstance(other, Caution | Contest):
        return _note_credit(sides, element, other), f"{_words(reference, name)} should stand on something else."
    assert isinstance(element, Inference | Objection)  # noqa: S101 - the other kinds of link are dealt with above
    assert isinstance(other, Inference | Objection)  # noqa: S101 - as above
    credit = _step_credit(element, other, pairs)
    if isinstance(element, Inference) is not isinstance(other, Inference):
        does, not_ = ("supports", "speak against") if isinstance(element, Inference) else ("speaks against", "support")
        return credit / 2, f"The step {_words(reference, name)} {does} it; it does not {not_} it."
    start, end = (_mapped(pairs, one) for one in (ends_of(element)[0], [ends_of(element)[1]]))
    begin, goal = ends_of(other)
    wrong = [word for word, is_wrong in (("from", start != begin), ("to", end != {goal})) if is_wrong]
    given = _words(student, pairs[name])
    return credit, f"The step {_words(reference, name)} leads {' and '.join(wrong)} something else: {given}."


def _mapped(pairs: Mapping[str, str], names: Iterable[str]) -> set[str]:
    return {pairs.get(name, "") for name in names}


def _note_credit(sides: _Sides, element: Element, other: Element) -> float:
    if not isinstance(element, Caution | Contest) or not isinstance(other, Caution | Contest):
        return 0.0
    return _shared(_standing(element, sides.pairs), set(other.on))


def _standing(note: _Note, pairs: Mapping[str, str]) -> set[str]:
    """What a caution or dispute of the reference stands on, as ids of the student's map."""
    return {pairs.get(name, f"missing {name}") for name in note.on}


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _roles(sides: _Sides, losses: list[Loss]) -> float:
    """What each statement is; a premise for an assumption is half right."""
    reference, student, pairs, _ = sides
    statements = [name for name in pairs if name in reference.kinds and reference.kinds[name].is_statement]
    got = 0.0
    for name in statements:
        kind, given = reference.kinds[name], student.kinds[pairs[name]]
        credit = 1.0 if kind is given else 0.5 if kind.is_given and given.is_given else 0.0
        got += credit
        if credit < 1:
            why = f"{_words(reference, name)} is {kind.with_article} here, not {given.with_article}."
            losses.append(Loss("roles", (1 - credit) / len(statements), name, why))
    return got / len(statements) if statements else 0.0


def _kinds(sides: _Sides, losses: list[Loss]) -> float:
    """The patterns of the steps that are there."""
    reference, student, pairs, _ = sides
    others = _steps(student)
    asked = [(name, step) for name, step in _steps(reference).items() if step.scheme is not None and name in pairs]
    got = 0
    for name, step in asked:
        given = others[pairs[name]].scheme
        if given == step.scheme:
            got += 1
            continue
        expected, said = (one.value.replace("-", " ") if one else "no pattern" for one in (step.scheme, given))
        why = f"The step {_words(reference, name)} follows the pattern “{expected}”; you have: {said}."
        losses.append(Loss("kinds", 1 / len(asked), name, why))
    if asked:
        return got / len(asked)
    return float(all(step.scheme is None for step in _steps(reference).values()))


def _said_weak(student: Map) -> list[str]:
    return [one for contest in student.contested.values() if contest.by == STUDENT for one in contest.on]


def _weak(sides: _Sides, losses: list[Loss]) -> float:
    """How many of the weakest links the student found; what stands far down the ranking costs half a link."""
    reference, pairs = sides.reference, sides.pairs
    back = {other: name for name, other in pairs.items()}
    said = {back.get(one, "") for one in _said_weak(sides.student.map)}
    weakest, accepted = sides.weakest[:_LOOKED_FOR], set(sides.weakest[:_ACCEPTED])
    if not weakest:
        return 1.0
    for name in weakest:
        if name not in said:
            why = f"One of the weakest links was not marked: {_words(reference, name)}."
            losses.append(Loss("weak", 1 / len(weakest), name, why))
    wrong = sorted(said - accepted)
    for name in wrong:
        what = _words(reference, name) if name else "something that is not in the reference"
        losses.append(Loss("weak", _EXTRA / len(weakest), name, f"Others are weaker than what was marked: {what}."))
    return max(0.0, (sum(name in said for name in weakest) - _EXTRA * len(wrong)) / len(weakest))


def _order(sides: _Sides, losses: list[Loss]) -> float:
    """The share of pairs, of which one bears on the other, that stand in the right order."""
    reference, student, pairs, _ = sides
    place = {name: number for number, name in enumerate(student.map.map.presentation.order)}
    known = [name for name, other in pairs.items() if other in place and name in reference.kinds]
    couples = order_constraints(reference, known)
    wrong = [(one, other) for one, other in couples if place[pairs[one]] > place[pairs[other]]]
    for one, other in wrong:
        why = f"{_words(reference, one)} should come before {_words(reference, other)}."
        losses.append(Loss("order", 1 / len(couples), one, why))
    return 1 - len(wrong) / len(couples) if couples else float(bool(known))


_MARKED: Mapping[str, Callable[[_Sides, list[Loss]], float]] = {
    "elements": _elements,
    "links": _links,
    "roles": _roles,
    "kinds": _kinds,
    "weak": _weak,
    "order": _order,
}
