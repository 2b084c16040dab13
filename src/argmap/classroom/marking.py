"""Marking: how much of a reference map a student's map contains, element by element and link by link.

Elements are matched by what they say and where they are in the argument, not by ids or order, and the wording may
differ. The pairing is the one with the greatest total similarity (`argmap.compare.match.assign`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from argmap.analysis import Analysis
from argmap.classroom.exercise import ExerciseKind, order_constraints
from argmap.compare.match import assign, ends_of, similarity
from argmap.describe import ends_of_step, kind_of, words_of
from argmap.english import enumerated
from argmap.graph import Graph
from argmap.model import Doubt, Element, Inference, Kind, Map, Objection, Rivals, own_words, wordings
from argmap.model.base import Model

_WHOLE = 0.95  # the similarity from which a statement counts in full
_EXTRA = 0.5  # the cost of an element or link that is not in the reference, as a share of one that is
_LEFT_OPEN = "(left open "  # how an exercise writes a gap that was not filled
STUDENT = "student"
"""The `by` of the contested entries in which a student names weak links."""
_LOOKED_FOR = 3  # how many of the weakest links the student has to find
_ACCEPTED = 6  # the lowest rank at which a marked link does not count as an error


_Weight = Annotated[float, Field(ge=0, allow_inf_nan=False, strict=True)]


class Rubric(Model):
    """How much each part counts, and the similarity from which two statements count as the same."""

    elements: _Weight = 40
    links: _Weight = 30
    roles: _Weight = 15
    kinds: _Weight = 15
    weak: _Weight = 30
    order: _Weight = 30
    similarity: Annotated[float, Field(ge=0, le=1, strict=True)] = 0.55

    @model_validator(mode="after")
    def _weighs_something(self) -> Self:
        if not any(getattr(self, part) for part in type(self).model_fields if part != "similarity"):
            raise PydanticCustomError("rubric_empty", "a rubric must give some part a weight above 0")
        return self


class CannotMark(ValueError):  # noqa: N818 - it names what is wrong, as KeyError does
    """A map that cannot be marked in the way that was asked for; the message says why."""


class Loss(NamedTuple):
    """A loss: the part, the share of that part (0 to 1), the element of the reference (or empty), and the reason."""

    part: str
    share: float
    element: str
    why: str


class Marks(NamedTuple):
    """The marks for a student's map: each part and the total in [0, 1], every loss, and which elements match.

    `pairs` maps ids of the reference to ids of the student's map.
    """

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
"""The parts that are marked in each type of exercise."""

_SAME_RIVALS = 0.5  # the share of members from which two rivalries are taken for the same

_Step = Inference | Objection


class _Sides(NamedTuple):
    """Both maps, the pairs of matching ids (reference to student), and the reference's weak links, weakest first."""

    reference: Graph
    student: Graph
    pairs: Mapping[str, str]
    weakest: Sequence[str]


def mark(reference: Analysis, student: Analysis, rubric: Rubric, kind: ExerciseKind | None = None) -> Marks:
    """Mark a student's map against the reference, on all parts or on those of one type of exercise.

    Without a `kind`, `weak` and `order` count only if the student's map has such answers. A map with an order of
    statements but no steps is taken for the answer to an ordering exercise.

    Raises `CannotMark` if the map does not answer an exercise of the `kind`, or if the rubric gives no weight to any
    part that is marked.
    """
    pairs = _match(reference.graph, student.graph, rubric.similarity)
    sides = _Sides(reference.graph, student.graph, pairs, tuple(reference.weak_links))
    has_order = bool(student.map.map.presentation.order) and not reference.map.map.presentation.order
    if kind is None and has_order and not _steps(student.graph):
        kind = ExerciseKind.ORDER
    expected = _ANSWERS.get(kind) if kind is not None else None
    if expected is not None and not expected.is_there(student.map) and not _is_saved_exercise(student.graph):
        raise CannotMark(f"this does not answer {kind}: {expected.missing}")
    parts = PARTS_OF[kind] if kind else ("elements", "links", "roles", "kinds")
    if kind is None:
        parts += ("weak",) if _marked_weak(student.map) else ()
        parts += ("order",) if has_order else ()
    weights = rubric.model_dump()
    whole = sum(weights[part] for part in parts)
    if not whole:
        raise CannotMark(f"the rubric gives no weight to what is marked here: {', '.join(parts)}")
    losses: list[Loss] = []
    values = {part: _MARKED[part](sides, losses) for part in parts}
    total = sum(weights[part] * value for part, value in values.items()) / whole
    return Marks(MappingProxyType(values), total, tuple(losses), MappingProxyType(pairs))


class _Answer(NamedTuple):
    """Whether a map has the answer to a type of exercise, and what is missing if it does not."""

    is_there: Callable[[Map], bool]
    missing: str


_ANSWERS: Mapping[ExerciseKind, _Answer] = {
    ExerciseKind.FIND_WEAK: _Answer(
        lambda map_: bool(_marked_weak(map_)), f'it has no weak links, which are entries of [contested] by "{STUDENT}"'
    ),
    ExerciseKind.ORDER: _Answer(
        lambda map_: bool(map_.map.presentation.order), "it has no order of statements, in [map.presentation]"
    ),
}
_NEUTRAL = re.compile(r"[si]\d+")


def _is_saved_exercise(graph: Graph) -> bool:
    """Whether a map was saved by the page of an exercise, perhaps without an answer: all its ids are neutral."""
    return len(graph) > 0 and all(_NEUTRAL.fullmatch(element_id) for element_id in graph)


def _words(graph: Graph, element_id: str) -> str:
    """What an element says, in quotation marks; for a step without a text, what it leads from and to."""
    element = graph.element(element_id)
    if isinstance(element, Inference | Objection) and not own_words(element):
        return ends_of_step(graph, element)
    return f"“{words_of(graph, element_id)}”"


def _subject(graph: Graph, element_id: str) -> str:
    """An element as the beginning of a sentence: what it says, and what it is unless it is a statement."""
    kind = kind_of(graph, element_id)
    noun = "" if kind.is_statement else "The step " if kind is Kind.INFERENCE else f"The {kind.noun} "
    return f"{noun}{_words(graph, element_id)}"


def _statements(graph: Graph) -> list[str]:
    return [
        element_id
        for element_id, kind in graph.kinds.items()
        if kind.is_statement and not own_words(graph.element(element_id)).startswith(_LEFT_OPEN)
    ]


def _steps(graph: Graph) -> dict[str, _Step]:
    return {**graph.map.inferences, **graph.map.objections}


def _notes(graph: Graph) -> dict[str, Doubt]:
    """The cautions and contested entries, without those in which a student names weak links."""
    contested = {element_id: entry for element_id, entry in graph.map.contested.items() if entry.by != STUDENT}
    return {**graph.map.cautions, **contested}


def _match(reference: Graph, student: Graph, least: float) -> dict[str, str]:
    """Match the elements of two maps: the ids of the reference that are found in the student's map, with its ids.

    Statements are matched by what they say and, among those that say the same, by their places in the argument. Steps
    are matched by their ends and words, everything else by its words. Places depend on the pairs found so far, so the
    matching is repeated.
    """
    known: dict[str, str] = {}
    wanted, theirs = _statements(reference), _statements(student)
    sure = _unique_pairs(_texts(reference, wanted), _texts(student, theirs))
    wanted, theirs = _unmatched(wanted, sure), _unmatched(theirs, sure.values())
    similarities: dict[tuple[str, str], float] = {}

    def text_similarity(ref_id: str, student_id: str) -> float:
        if (ref_id, student_id) not in similarities:
            similarities[ref_id, student_id] = _likeness(reference.element(ref_id), student.element(student_id))
        return similarities[ref_id, student_id]

    for _ in range(3):
        before = dict(known)

        def score(ref_id: str, student_id: str, before: Mapping[str, str] = before) -> float:
            text = text_similarity(ref_id, student_id)
            if text < least:
                return 0.0
            return 0.9 * text + 0.1 * _same_place((reference, ref_id), (student, student_id), before)

        statements = sure | assign(wanted, theirs, score, 0.9 * least)
        known = statements | _match_steps(reference, student, statements | _only_steps(before, reference), least)
        if known == before:
            break
    return known | _match_said(reference, student, known, least)


def _match_said(reference: Graph, student: Graph, known: Mapping[str, str], least: float) -> dict[str, str]:
    """Match what is said of the elements of two maps, of which `known` has the pairs."""
    ref_notes, student_notes = _notes(reference), _notes(student)

    def note_score(ref_id: str, student_id: str) -> float:
        wanted, theirs = ref_notes[ref_id], student_notes[student_id]
        if type(wanted) is not type(theirs):
            return 0.0
        same_on = {known.get(target, "") for target in wanted.on} == set(theirs.on)
        return 0.95 * similarity(own_words(wanted), own_words(theirs)) + 0.05 * same_on

    ref_rivals, student_rivals = reference.map.rivals, student.map.rivals

    def rivalry_score(ref_id: str, student_id: str) -> float:
        return _shared(_mapped(known, ref_rivals[ref_id].among), set(student_rivals[student_id].among))

    ref_concepts, student_concepts = reference.map.concepts, student.map.concepts

    def concept_score(ref_id: str, student_id: str) -> float:
        return similarity(ref_concepts[ref_id].term, student_concepts[student_id].term)

    return {
        **assign(list(ref_notes), list(student_notes), note_score, 0.95 * least),
        **assign(list(ref_rivals), list(student_rivals), rivalry_score, _SAME_RIVALS),
        **assign(list(ref_concepts), list(student_concepts), concept_score, least),
    }


def _texts(graph: Graph, ids: Iterable[str]) -> dict[str, Hashable]:
    return {element_id: own_words(graph.element(element_id)) for element_id in ids}


def _unique_pairs(wanted: Mapping[str, Hashable], theirs: Mapping[str, Hashable]) -> dict[str, str]:
    """The pairs of ids with the same key, if no other id on either side has it: these need no search."""
    ref_counts, student_counts = Counter(wanted.values()), Counter(theirs.values())
    student_ids = {key: student_id for student_id, key in theirs.items() if student_counts[key] == 1}
    return {ref_id: student_ids[key] for ref_id, key in wanted.items() if ref_counts[key] == 1 and key in student_ids}


def _unmatched(ids: Iterable[str], matched: Collection[str]) -> list[str]:
    taken = set(matched)
    return [element_id for element_id in ids if element_id not in taken]


def _only_steps(pairs: Mapping[str, str], reference: Graph) -> dict[str, str]:
    return {ref_id: student_id for ref_id, student_id in pairs.items() if not reference.kinds[ref_id].is_statement}


def _same_place(wanted: tuple[Graph, str], theirs: tuple[Graph, str], pairs: Mapping[str, str]) -> float:
    """How similar the places of two elements are, in [0, 1]: by kind, neighbours, their number, and id."""
    (reference, ref_id), (student, student_id) = wanted, theirs
    ref_neighbours = {pairs.get(neighbour, "") for neighbour in reference.around(ref_id)}
    student_neighbours = set(student.around(student_id))
    either = ref_neighbours | student_neighbours
    shared = len(ref_neighbours & student_neighbours) / len(either) if either else 1.0
    counted = 1 / (1 + abs(len(reference.around(ref_id)) - len(student_neighbours)))
    same_kind = reference.kinds[ref_id] is student.kinds[student_id]
    return 0.3 * same_kind + 0.5 * shared + 0.15 * counted + 0.05 * (ref_id == student_id)


def _match_steps(reference: Graph, student: Graph, pairs: Mapping[str, str], least: float) -> dict[str, str]:
    """Match the steps of two maps; a step that supports may match one that speaks against."""
    wanted, theirs = _steps(reference), _steps(student)

    def score(ref_id: str, student_id: str) -> float:
        ref_step, student_step = wanted[ref_id], theirs[student_id]
        credit = _step_credit(ref_step, student_step, pairs)
        words = own_words(ref_step), own_words(student_step)
        if any(words):
            text = _likeness(ref_step, student_step) if all(words) else 0.0
            if all(words) and text < least:
                return 0.0
            credit = (credit + text) / 2
        if not credit:
            return 0.0
        same_sign = 0.6 if isinstance(ref_step, Inference) is not isinstance(student_step, Inference) else 1.0
        same_scheme = ref_step.scheme == student_step.scheme
        return credit * same_sign * 0.96 + (0.03 * same_scheme + 0.01 * (ref_id == student_id))

    def key(step: _Step, known: Mapping[str, str]) -> Hashable:
        start, end = ends_of(step)
        mapped = frozenset(known.get(element_id, element_id) for element_id in start), known.get(end, end)
        return type(step), step.scheme, own_words(step), mapped

    sure = _unique_pairs(
        {ref_id: key(step, pairs) for ref_id, step in wanted.items()},
        {student_id: key(step, {}) for student_id, step in theirs.items()},
    )
    return sure | assign(_unmatched(wanted, sure), _unmatched(theirs, sure.values()), score, 0.2)


def _step_credit(reference: _Step, student: _Step, pairs: Mapping[str, str]) -> float:
    """How much of a step's ends is right, in [0, 1].

    What it starts from, where it leads and what it discharges, if anything, count the same.
    """
    (ref_start, ref_end), (student_start, student_end) = ends_of(reference), ends_of(student)
    shares = [_shared(_mapped(pairs, ref_start), set(student_start)), float(pairs.get(ref_end, "") == student_end)]
    discharged = _mapped(pairs, _discharges(reference)), set(_discharges(student))
    if any(discharged):
        shares.append(_shared(*discharged))
    return sum(shares) / len(shares)


def _discharges(step: _Step) -> tuple[str, ...]:
    return step.discharges if isinstance(step, Inference) else ()


def _elements(sides: _Sides, losses: list[Loss]) -> float:
    """Mark what is said: statements, objections in words, cautions, contested entries and concepts."""
    reference, student, pairs, _ = sides

    def with_words(graph: Graph) -> list[str]:
        objections = [element_id for element_id, objection in graph.map.objections.items() if objection.text]
        return [*_statements(graph), *objections, *_notes(graph), *graph.map.concepts]

    wanted = with_words(reference)
    extra = _unmatched(with_words(student), pairs.values())
    size = len(wanted) + _EXTRA * len(extra)
    got = 0.0
    for element_id in wanted:
        if element_id not in pairs:
            losses.append(Loss("elements", 1 / size, element_id, f"{_subject(reference, element_id)} is missing."))
            continue
        student_id = pairs[element_id]
        text = _likeness(reference.element(element_id), student.element(student_id))
        credit = 1.0 if text >= _WHOLE else text
        got += credit
        if credit < 1:
            why = f"{_words(student, student_id)} says only part of what it should: {_words(reference, element_id)}"
            losses.append(Loss("elements", (1 - credit) / size, element_id, why))
    losses += [
        Loss("elements", _EXTRA / size, "", f"{_subject(student, student_id)} is not in the reference.")
        for student_id in extra
    ]
    return got / size if size else 1.0


def _links(sides: _Sides, losses: list[Loss]) -> float:
    """Mark what leads where: steps, rivalries, and what cautions and contested entries apply to."""
    reference, student, pairs, _ = sides
    wanted, theirs = ({**_steps(graph), **graph.map.rivals, **_notes(graph)} for graph in (reference, student))
    extra = _unmatched([*_steps(student), *student.map.rivals], pairs.values())
    size = len(wanted) + _EXTRA * len(extra)
    got = 0.0
    for element_id, element in wanted.items():
        credit, why = _link(sides, element_id, element, theirs)
        got += credit
        if credit < 1:
            losses.append(Loss("links", (1 - credit) / size, element_id, why))
    losses += [
        Loss("links", _EXTRA / size, "", f"{_subject(student, student_id)} is not in the reference.")
        for student_id in extra
    ]
    return got / size if size else 1.0


def _link(sides: _Sides, element_id: str, element: Element, theirs: Mapping[str, Element]) -> tuple[float, str]:
    """How much of one link the student has, in [0, 1], and what is wrong with it if that is less than 1."""
    reference, student, pairs, _ = sides
    given = theirs.get(pairs.get(element_id, ""))
    subject = _subject(reference, element_id)
    if given is None:
        return 0.0, f"{subject} is missing."
    if isinstance(element, Rivals) and isinstance(given, Rivals):
        return _shared(_mapped(pairs, element.among), set(given.among)), f"{subject} has other members in your map."
    if isinstance(element, Doubt):
        assert isinstance(given, Doubt)  # noqa: S101 - what is said of elements is matched with its own kind
        return _shared(_targets(element, pairs), set(given.on)), f"{subject} should apply to something else."
    assert isinstance(element, Inference | Objection)  # noqa: S101 - the other kinds of link are dealt with above
    assert isinstance(given, Inference | Objection)  # noqa: S101 - as above
    credit = _step_credit(element, given, pairs)
    if isinstance(element, Inference) is not isinstance(given, Inference):
        right, wrong = ("support", "speak against") if isinstance(element, Inference) else ("speak against", "support")
        return credit / 2, f"{subject} should {right} what it leads to, not {wrong} it."
    ref_start, ref_end = ends_of(element)
    student_start, student_end = ends_of(given)
    differences = []
    if _mapped(pairs, ref_start) != student_start:
        differences.append("starts from")
    if _mapped(pairs, [ref_end]) != {student_end}:
        differences.append("leads to")
    what, student_words = enumerated(differences), _words(student, pairs[element_id])
    reasons = [f"{subject} {what} something else in your map: {student_words}"] if differences else []
    if _mapped(pairs, _discharges(element)) != set(_discharges(given)):
        wanted, got = _suppositions(reference, element), _suppositions(student, given)
        reasons.append(f"{'It' if reasons else subject} discharges {got} in your map, and {wanted} in the reference.")
    return credit, " ".join(reasons)


def _suppositions(graph: Graph, step: Inference | Objection) -> str:
    return enumerated([_words(graph, supposition) for supposition in _discharges(step)]) or "nothing"


def _likeness(wanted: Element, given: Element) -> float:
    """How similar what a student says is to the reference, in [0, 1], by the wording of the reference most like it.

    A student's other wordings do not count: with a list of them, one would be right.
    """
    return max(similarity(text, own_words(given)) for text in wordings(wanted))


def _mapped(pairs: Mapping[str, str], ids: Iterable[str]) -> set[str]:
    return {pairs.get(element_id, "") for element_id in ids}


def _targets(note: Doubt, pairs: Mapping[str, str]) -> set[str]:
    """What a caution or contested entry of the reference applies to, as ids of the student's map."""
    return {pairs.get(element_id, f"missing {element_id}") for element_id in note.on}


def _shared(wanted: set[str], theirs: set[str]) -> float:
    """The share of ids in both sets among those in either, in [0, 1]; 1 if both are empty."""
    return len(wanted & theirs) / len(wanted | theirs) if wanted | theirs else 1.0


def _roles(sides: _Sides, losses: list[Loss]) -> float:
    """Mark the role of each statement; a premise instead of an assumption, or the reverse, is half right."""
    reference, student, pairs, _ = sides
    statements = [ref_id for ref_id in pairs if ref_id in reference.kinds and reference.kinds[ref_id].is_statement]
    got = 0.0
    for ref_id in statements:
        kind, given = reference.kinds[ref_id], student.kinds[pairs[ref_id]]
        credit = 1.0 if kind is given else 0.5 if kind.is_given and given.is_given else 0.0
        got += credit
        if credit < 1:
            words = _words(reference, ref_id)
            why = f"{words} is {kind.with_article} in the reference; your map has it as {given.with_article}."
            losses.append(Loss("roles", (1 - credit) / len(statements), ref_id, why))
    return got / len(statements) if statements else 0.0


def _kinds(sides: _Sides, losses: list[Loss]) -> float:
    """Mark the patterns of the steps that the student has."""
    reference, student, pairs, _ = sides
    theirs = _steps(student)
    asked = [
        (ref_id, step) for ref_id, step in _steps(reference).items() if step.scheme is not None and ref_id in pairs
    ]
    got = 0
    for ref_id, step in asked:
        given = theirs[pairs[ref_id]].scheme
        if given == step.scheme:
            got += 1
            continue
        expected, actual = (
            f"“{scheme.value.replace('-', ' ')}”" if scheme else "no pattern" for scheme in (step.scheme, given)
        )
        why = f"{_subject(reference, ref_id)} follows the pattern {expected}; you have {actual}."
        losses.append(Loss("kinds", 1 / len(asked), ref_id, why))
    if asked:
        return got / len(asked)
    return float(all(step.scheme is None for step in _steps(reference).values()))


def _marked_weak(student: Map) -> list[str]:
    """The ids of the elements that a student has marked as weak links."""
    return [element_id for entry in student.contested.values() if entry.by == STUDENT for element_id in entry.on]


def _weak(sides: _Sides, losses: list[Loss]) -> float:
    """Mark how many of the weakest links the student found; one that ranks too low costs half a link."""
    reference, pairs = sides.reference, sides.pairs
    ref_ids = {student_id: ref_id for ref_id, student_id in pairs.items()}
    marked = {ref_ids.get(student_id, "") for student_id in _marked_weak(sides.student.map)}
    weakest, accepted = sides.weakest[:_LOOKED_FOR], set(sides.weakest[:_ACCEPTED])
    if not weakest:
        return 1.0
    for ref_id in weakest:
        if ref_id not in marked:
            why = f"You did not mark one of the weakest links: {_words(reference, ref_id)}"
            losses.append(Loss("weak", 1 / len(weakest), ref_id, why))
    wrong = sorted(marked - accepted)
    for ref_id in wrong:
        what = _words(reference, ref_id) if ref_id else "something that is not in the reference"
        losses.append(
            Loss("weak", _EXTRA / len(weakest), ref_id, f"Other links are weaker than the one you marked: {what}")
        )
    return max(0.0, (sum(ref_id in marked for ref_id in weakest) - _EXTRA * len(wrong)) / len(weakest))


def _order(sides: _Sides, losses: list[Loss]) -> float:
    """Mark the order: among the pairs in which one statement bears on the other, the share in the right order."""
    reference, student, pairs, _ = sides
    place = {student_id: number for number, student_id in enumerate(student.map.map.presentation.order)}
    known = [ref_id for ref_id, student_id in pairs.items() if student_id in place and ref_id in reference.kinds]
    constraints = order_constraints(reference, known)
    wrong = [(first, second) for first, second in constraints if place[pairs[first]] > place[pairs[second]]]
    for first, second in wrong:
        why = f"{_words(reference, first)} should come before {_words(reference, second)}"
        losses.append(Loss("order", 1 / len(constraints), first, why))
    return 1 - len(wrong) / len(constraints) if constraints else float(bool(known))


_MARKED: Mapping[str, Callable[[_Sides, list[Loss]], float]] = {
    "elements": _elements,
    "links": _links,
    "roles": _roles,
    "kinds": _kinds,
    "weak": _weak,
    "order": _order,
}
