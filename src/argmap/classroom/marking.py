"""Marking: how much of a reference map a student's map contains.

Statements are matched by `argmap.classroom.matching`, steps by `argmap.classroom.steps`. What only a teacher can decide
leaves the mark open: it is then a range, with the best guess in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from argmap.analysis import Analysis
from argmap.classroom.likeness import Relation, compare
from argmap.classroom.matching import (
    NOTHING_KNOWN,
    Answer,
    Known,
    Matching,
    Question,
    folded,
    match_statements,
    said_elements,
)
from argmap.classroom.steps import WORTH, Lesson, StepMarks, compare_steps, steps_of
from argmap.classroom.tongue import other_language
from argmap.classroom.words import words_for
from argmap.compare.match import assign, ends_of
from argmap.describe import within, words_of
from argmap.graph import Graph
from argmap.model import Doubt, Inference, Kind, Objection, own_words
from argmap.model.base import Model

_EXTRA = 0.5  # what a step costs that the reference does not have, as a share of one that it has
_SOME_WORDS = 0.15  # the share of words that a note has to have in common with another one to be the same
_SAME_NOTE = 0.5  # the fit from which a caution or another note counts as the same
_OTHER_NOTES = frozenset({Relation.CONTRARY, Relation.OTHER_AMOUNT, Relation.DOUBTFUL})
_OPPOSITE = 0.8  # what is left of a mark if the map argues for the contrary conclusion
_MOST_ROUNDS = 5  # of questions that follow from the answers to others
_WIDTH = 0.12
"""How far a teacher's mark may be from the program's where nothing is open, as a share of the whole."""


_Weight = Annotated[float, Field(ge=0, allow_inf_nan=False, strict=True)]


class Rubric(Model):
    """How much each part counts, and what is taken off for what the reference does not have.

    `stray` is what a statement costs that nothing joins to the argument, and `extra` what any other further statement
    costs, both as shares of a statement of the reference.
    """

    elements: _Weight = 28
    links: _Weight = 40
    roles: _Weight = 12
    kinds: _Weight = 15
    notes: _Weight = 5
    stray: Annotated[float, Field(ge=0, le=1, strict=True)] = 0.5
    extra: Annotated[float, Field(ge=0, le=1, strict=True)] = 0.0

    @model_validator(mode="after")
    def _weighs_something(self) -> Self:
        if not any(getattr(self, part) for part in PARTS):
            raise PydanticCustomError("rubric_empty", "a rubric must give some part a weight above 0")
        return self


PARTS = ("elements", "links", "roles", "kinds", "notes")
"""The parts of a mark."""


class CannotMark(ValueError):  # noqa: N818 - it names what is wrong, as KeyError does
    """A map that cannot be marked; the message says why."""


class Loss(NamedTuple):
    """Points lost: the part, the share of that part (0 to 1), the element of the reference (or empty), and why.

    `own` says it in the student's words alone, without the reference; it is empty if the student has nothing that it
    is about. `is_open` says whether it depends on what the teacher has still to decide.
    """

    part: str
    share: float
    element: str
    why: str
    own: str = ""
    is_open: bool = False


class Marks(NamedTuple):
    """The marks of a student's map: each part and the total in [0, 1], every loss, and what matches.

    `parts` and `losses` take the best guess at what is open. `low` and `high` are the total if the teacher decides
    against all of it and for all of it, a little wider since no two teachers mark alike; `total` is the likeliest.
    `questions` are what is open. `pairs` maps ids of the reference to ids of the student's map.
    """

    parts: Mapping[str, float]
    total: float
    low: float
    high: float
    losses: Sequence[Loss]
    pairs: Mapping[str, str]
    questions: Sequence[Question]

    @property
    def is_provisional(self) -> bool:
        """Whether the teacher still has to decide on something."""
        return bool(self.questions)


def mark(reference: Analysis, student: Analysis, rubric: Rubric, known: Known = NOTHING_KNOWN) -> Marks:
    """Mark a student's map against the reference; `known` has what the teacher has decided on pairs of statements.

    Raises `CannotMark` if the map is in another language, or if the rubric gives no weight to any part that the
    reference has.
    """
    language = other_language(reference, student)
    if language:
        raise CannotMark(f"it is in another language ({language}) than the reference, so it is not marked")
    _, words = words_for(reference.map.map.language)
    matching = match_statements(reference.graph, student.graph, known)
    sure = _Sides(reference.graph, student.graph, dict(matching.sure), matching, words)
    best = sure._replace(pairs={**matching.sure, **matching.guessed})
    low, _, _ = _marked(sure, rubric)
    high, parts, losses = _marked(best, rubric)
    likely = [one.likely for one in matching.questions if matching.guessed.get(one.reference) == one.student]
    total = low + (high - low) * (sum(likely) / len(likely) if likely else 1.0)
    low, high = min(low, total), max(high, total, _best_case(sure, known, rubric))
    return Marks(
        MappingProxyType(parts),
        total,
        max(0.0, low - _WIDTH) if low else 0.0,
        min(1.0, high + _WIDTH) if high else 0.0,
        [loss._replace(is_open=_depends(loss, best)) for loss in losses],
        MappingProxyType(best.pairs),
        tuple(matching.questions),
    )


def _best_case(sides: _Sides, known: Known, rubric: Rubric) -> float:
    """The total if the teacher decides for all that is open, and for all that is open then."""
    decided, matching = dict(known.decided), sides.matching
    for _ in range(_MOST_ROUNDS):
        if not matching.guessed:
            break
        for ref_id, student_id in matching.guessed.items():
            decided[folded(own_words(sides.student.element(student_id))), ref_id] = Answer.SAME
        matching = match_statements(sides.reference, sides.student, known._replace(decided=decided))
    pairs = {**matching.sure, **matching.guessed}
    return _marked(sides._replace(pairs=pairs, matching=matching), rubric)[0]


def _depends(loss: Loss, sides: _Sides) -> bool:
    """Whether a loss depends on an open pair: it is about that, about a step that joins it, or about all of the map."""
    asked = {question.reference for question in sides.matching.questions}
    if not loss.element:
        return bool(asked)
    steps = steps_of(sides.reference)
    step = steps.get(loss.element)
    touched = {loss.element, *getattr(sides.reference.element(loss.element), "on", ())}
    if step is not None:
        touched |= {*(step.from_ or ()), step.to if isinstance(step, Inference) else step.against}
    return not asked.isdisjoint(touched)


class _Sides(NamedTuple):
    """Both maps, the pairs of statements and worded objections (reference to student), and the words for losses."""

    reference: Graph
    student: Graph
    pairs: Mapping[str, str]
    matching: Matching
    words: Mapping[str, str]

    @property
    def language(self) -> str:
        return self.reference.map.map.language.partition("-")[0].lower()

    def say(self, name: str, **values: object) -> str:
        """A sentence of the catalog."""
        return self.words[f"loss_{name}"].format(**values)

    def of_reference(self, element_id: str) -> str:
        """What an element of the reference says, or joins."""
        return _words(self.words, self.reference, element_id)

    def of_student(self, element_id: str) -> str:
        """What an element of the student's map says, or joins."""
        return _words(self.words, self.student, element_id)


def _marked(sides: _Sides, rubric: Rubric) -> tuple[float, dict[str, float], list[Loss]]:
    """The total, the parts, and what was lost."""
    steps = _steps(sides)
    losses: list[Loss] = []
    values = {part: _MARKED[part](sides, steps, losses) for part in PARTS}
    parts = {part: value for part, value in values.items() if value is not None}
    weights = {part: getattr(rubric, part) for part in parts}
    whole = sum(weights.values())
    if not parts:
        raise CannotMark("the reference has nothing that could be marked")
    if not whole:
        raise CannotMark(f"the rubric gives no weight to what the reference has: {', '.join(parts)}")
    total = sum(weights[part] * value for part, value in parts.items()) / whole
    return total * _kept(sides, rubric, losses), parts, losses


def _steps(sides: _Sides) -> StepMarks:
    """How much of each step a student has. Statements that were turned are in their places, but count for nothing.

    A step to the contrary of what the reference concludes from it is worth as much as one with another sign.
    """
    turned = {ref_id: pair for ref_id, pair in sides.matching.turned.items() if ref_id not in sides.pairs}
    pairs = {**sides.pairs, **{ref_id: student_id for ref_id, (student_id, _) in turned.items()}}
    marks = compare_steps(sides.reference, sides.student, pairs)
    credits_by_id = dict(marks.credits)
    for ref_id, step in steps_of(sides.reference).items():
        start, end = ends_of(step)
        said = {*start, end} | ({ref_id} if ref_id in sides.reference and own_words(step) else set())
        share = len(said & turned.keys()) / len(said)
        is_contrary = end in turned and turned[end][1] is Relation.CONTRARY
        credits_by_id[ref_id] *= min(1 - share, WORTH[Lesson.OTHER_SIGN]) if is_contrary else 1 - share
    return marks._replace(credits=credits_by_id)


def _kept(sides: _Sides, rubric: Rubric, losses: list[Loss]) -> float:
    """The share of the mark that is left after what is taken off for further statements, in [0, 1]."""
    joined, stray = _further(sides)
    size = len(said_elements(sides.reference))
    cost = rubric.stray * len(stray) + rubric.extra * len(joined)
    kept = size / (size + cost) if size else 1.0
    for ids, each, name in ((stray, rubric.stray, "stray"), (joined, rubric.extra, "further")):
        if ids and each:
            said = sides.of_student(ids[0])
            if len(ids) > 1:
                said = sides.words["and_more"].format(words=said, number=len(ids) - 1)
            why = sides.say(name, words=said)
            losses.append(Loss("whole", (1 - kept) * each * len(ids) / cost, "", why, why))
    return kept * _is_for_the_same(sides, kept, losses)


def _is_for_the_same(sides: _Sides, kept: float, losses: list[Loss]) -> float:
    """The share of the mark that is left if the map argues for the contrary of what the reference concludes."""
    conclusions = [one for one, kind in sides.reference.kinds.items() if kind is Kind.CONCLUSION]
    turned = [sides.matching.turned[one] for one in conclusions if one in sides.matching.turned]
    if not turned or any(relation is not Relation.CONTRARY for _, relation in turned) or len(turned) < len(conclusions):
        return 1.0
    why = sides.say("opposite", words=sides.of_student(turned[0][0]))
    losses.append(Loss("whole", kept * (1 - _OPPOSITE), conclusions[0], why, why))
    return _OPPOSITE


def _further(sides: _Sides) -> tuple[list[str], list[str]]:
    """The student's statements that the reference does not have: those that are joined to the rest, and the others."""
    turned = {student_id for student_id, _ in sides.matching.turned.values()}
    asked = {question.student for question in sides.matching.questions}
    known = {*sides.pairs.values(), *turned, *asked}
    reached, waiting = set(known), [one for one in known if one in sides.student]
    while waiting:
        for other in sides.student.around(waiting.pop()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    further = [one for one in said_elements(sides.student) if one not in known]
    return [one for one in further if one in reached], [one for one in further if one not in reached]


def _words(words: Mapping[str, str], graph: Graph, element_id: str) -> str:
    """What an element says, in quotation marks, and what an objection is against; of other steps, what they join."""
    element = graph.element(element_id)

    def named(one: str) -> str:
        step = graph.element(one)
        if isinstance(step, Inference):
            return words["step_to"].format(text=within(words_of(graph, step.to)))
        if isinstance(step, Objection) and not step.text:
            return words["another_step"]
        return words["quoted"].format(text=within(words_of(graph, one)))

    if isinstance(element, Objection) and element.text:
        return words["told_objection"].format(words=named(element_id), end=named(element.against))
    if isinstance(element, Inference | Objection):
        end = element.to if isinstance(element, Inference) else element.against
        start = " + ".join(named(one) for one in element.from_ or ())
        name = "told_for" if isinstance(element, Inference) else "told_against"
        return words[name].format(start=start, end=named(end))
    return named(element_id)


_TURNED = {Relation.CONTRARY: ("contrary", "own_contrary"), Relation.OTHER_AMOUNT: ("amount", "own_amount")}


def _elements(sides: _Sides, _: StepMarks, losses: list[Loss]) -> float | None:
    """Mark what is said: statements, and objections in words."""
    wanted = said_elements(sides.reference)
    for ref_id in wanted:
        if ref_id in sides.pairs:
            continue
        words = sides.of_reference(ref_id)
        why, own = sides.say("missing", words=words), ""
        if ref_id in sides.matching.turned:
            student_id, relation = sides.matching.turned[ref_id]
            yours = sides.of_student(student_id)
            said, said_to_student = _TURNED[relation]
            why = sides.say(said, yours=yours, words=words)
            own = sides.words[said_to_student].format(yours=yours)
        losses.append(Loss("elements", 1 / len(wanted), ref_id, why, own))
    return len([one for one in wanted if one in sides.pairs]) / len(wanted) if wanted else None


def _links(sides: _Sides, steps: StepMarks, losses: list[Loss]) -> float | None:
    """Mark what leads where. Each misunderstanding is named once, with all that it touches."""
    size = len(steps.credits)
    if not size:
        return None
    for lesson in Lesson:
        touched = [one for one, found in steps.lessons.items() if found is lesson]
        if touched:
            share = sum(1 - steps.credits[one] for one in touched) / size
            name = lesson.name.lower()
            why = sides.say(name, list="; ".join(map(sides.of_reference, touched)))
            theirs = dict.fromkeys(student_id for one in touched for student_id in steps.matched[one])
            own = sides.say(name, list="; ".join(map(sides.of_student, theirs)))
            losses.append(Loss("links", share, touched[0], why, own))
    for one, credit in steps.credits.items():
        if credit < 1 and one not in steps.lessons:
            losses.append(Loss("links", (1 - credit) / size, one, *_why_not(sides, steps, one)))
    cost = _EXTRA * len(steps.extra) / size
    if steps.extra:
        why = sides.say("extra", list="; ".join(map(sides.of_student, steps.extra)))
        losses.append(Loss("links", cost, "", why, why))
    return max(0.0, sum(steps.credits.values()) / size - cost)


def _why_not(sides: _Sides, steps: StepMarks, step_id: str) -> tuple[str, str]:
    """Why a step does not count in full, and the same in the student's words alone."""
    words = sides.of_reference(step_id)
    if step_id not in steps.matched:
        return sides.say("missing", words=words), ""
    student_id = steps.matched[step_id][0]
    yours = sides.of_student(student_id)
    ours, theirs = steps_of(sides.reference)[step_id], steps_of(sides.student)[student_id]
    back = {student_id: ref_id for ref_id, ids in steps.matched.items() for student_id in ids}
    back |= {student_id: ref_id for ref_id, student_id in sides.pairs.items()}
    end, goal = (step.to if isinstance(step, Inference) else step.against for step in (ours, theirs))
    joined = {*(ours.from_ or ()), *getattr(ours, "discharges", ()), end}
    if not joined.isdisjoint(sides.matching.turned):
        said = sides.words["own_turned"].format(words=yours)
        return said, said
    given = {back.get(one) for one in (*(theirs.from_ or ()), *getattr(theirs, "discharges", ()))}
    lacking = [one for one in (*(ours.from_ or ()), *getattr(ours, "discharges", ())) if one not in given]
    if back.get(goal) != end:
        if end in sides.pairs or end in steps.matched:
            return sides.say("elsewhere", yours=yours, words=words), sides.words["own_elsewhere"].format(words=yours)
        lacking.append(end)
    if lacking:
        listed = ", ".join(map(sides.of_reference, lacking))
        return sides.say("lacking", words=words, list=listed), sides.words["own_lacking"].format(words=yours)
    return sides.say("more", words=words), sides.say("more", words=yours)


def _roles(sides: _Sides, _: StepMarks, losses: list[Loss]) -> float | None:
    """Mark whether statements are conclusions, claims, premises or assumptions, and no objection is one of these.

    The last two taken for each other are half right, and so is the right role of a statement that was turned.
    """
    reference, student = sides.reference, sides.student
    taken = [
        one for one in reference.map.objections if one in sides.pairs and student.kinds[sides.pairs[one]].is_statement
    ]
    statements = [*(one for one, kind in reference.kinds.items() if kind.is_statement), *taken]
    if not statements:
        return None
    got = lacking = 0.0
    missing: list[str] = []
    for ref_id in statements:
        if ref_id not in sides.pairs:
            turned = sides.matching.turned.get(ref_id)
            half = 0.5 * (turned is not None and student.kinds[turned[0]] is reference.kinds[ref_id])
            missing.append(ref_id)
            got, lacking = got + half, lacking + 1 - half
            continue
        kind, given = reference.kinds[ref_id], student.kinds[sides.pairs[ref_id]]
        credit = 1.0 if kind is given else 0.5 if kind.is_given and given.is_given else 0.0
        got += credit
        if credit < 1:
            kinds = {"kind": sides.words[f"kind_{kind.table}"], "given": sides.words[f"kind_{given.table}"]}
            why = sides.say("role", words=sides.of_reference(ref_id), **kinds)
            own = sides.words["own_role"].format(words=sides.of_student(sides.pairs[ref_id]), **kinds)
            losses.append(Loss("roles", (1 - credit) / len(statements), ref_id, why, own))
    if missing:
        why = sides.say("no_roles", list="; ".join(map(sides.of_reference, missing)))
        losses.append(Loss("roles", lacking / len(statements), "", why))
    return got / len(statements)


def _kinds(sides: _Sides, steps: StepMarks, losses: list[Loss]) -> float | None:
    """Mark the patterns of the steps."""
    theirs = steps_of(sides.student)
    asked = {one: step for one, step in steps_of(sides.reference).items() if step.scheme is not None}
    if not asked:
        return None
    got = lacking = 0.0
    missing: list[str] = []
    for ref_id, step in asked.items():
        given = [scheme for one in steps.matched.get(ref_id, ()) if (scheme := theirs[one].scheme) is not None]
        is_joined = steps.lessons.get(ref_id) is Lesson.JOINED
        worth = min(1.0, 2 * steps.credits[ref_id]) if step.scheme in given else 0.0
        if is_joined and given:
            worth = 1.0  # one step in place of two has one pattern
        got += worth
        if worth < 1 and given and step.scheme not in given:
            expected, actual = (sides.words[f"scheme_{one}"] for one in (step.scheme, given[0]))
            why = sides.say("pattern", expected=expected, given=actual, words=sides.of_reference(ref_id))
            yours = sides.of_student(steps.matched[ref_id][0])
            own = sides.words["own_pattern"].format(given=actual, words=yours)
            losses.append(Loss("kinds", 1 / len(asked), ref_id, why, own))
        elif worth < 1:
            missing.append(ref_id)
            lacking += 1 - worth
    if missing:
        why = sides.say("no_patterns", list="; ".join(map(sides.of_reference, missing)))
        losses.append(Loss("kinds", lacking / len(asked), "", why))
    return got / len(asked)


def _notes(sides: _Sides, _: StepMarks, losses: list[Loss]) -> float | None:
    """Mark what is said of the argument: cautions, what is contested, concepts, and what excludes each other."""
    reference, student = sides.reference.map, sides.student.map
    wanted: dict[str, Doubt] = {**reference.cautions, **reference.contested}
    theirs: dict[str, Doubt] = {**student.cautions, **student.contested}
    size = len(wanted) + len(reference.concepts) + len(reference.rivals)

    def fit(ref_id: str, student_id: str) -> float:
        ours, other = wanted[ref_id], theirs[student_id]
        if type(ours) is not type(other):
            return 0.0
        words = compare(own_words(ours), own_words(other), sides.language)
        if words.relation in _OTHER_NOTES or words.share < _SOME_WORDS:
            return 0.0
        return 0.5 * words.share + 0.5 * _same_targets(sides, ours, other)

    def same_term(ref_id: str, student_id: str) -> float:
        return compare(reference.concepts[ref_id].term, student.concepts[student_id].term, sides.language).share

    def same_members(ref_id: str, student_id: str) -> float:
        ours = {sides.pairs.get(one, "") for one in reference.rivals[ref_id].among}
        other = set(student.rivals[student_id].among)
        return len(ours & other) / len(ours | other)

    found = {
        **assign(list(wanted), list(theirs), fit, _SAME_NOTE),
        **assign(list(reference.concepts), list(student.concepts), same_term, _SAME_NOTE),
        **assign(list(reference.rivals), list(student.rivals), same_members, _SAME_NOTE),
    }
    for ref_id in (*wanted, *reference.concepts, *reference.rivals):
        if ref_id not in found:
            why = sides.say("missing", words=sides.of_reference(ref_id))
            losses.append(Loss("notes", 1 / size, ref_id, why))
    return (len(found) - _elsewhere(sides, wanted, theirs, found, losses)) / size if size else None


def _elsewhere(
    sides: _Sides,
    wanted: Mapping[str, Doubt],
    theirs: Mapping[str, Doubt],
    found: Mapping[str, str],
    losses: list[Loss],
) -> float:
    """What notes lose, in notes, by being on something else: half of each at most."""
    size = len(wanted) + len(sides.reference.map.concepts) + len(sides.reference.map.rivals)
    lost = 0.0
    for ref_id in wanted:
        share = _same_targets(sides, wanted[ref_id], theirs[found[ref_id]]) if ref_id in found else 1.0
        if share < 1:
            lost += (1 - share) / 2
            why, own = (
                sides.say("on", words=said) for said in (sides.of_reference(ref_id), sides.of_student(found[ref_id]))
            )
            losses.append(Loss("notes", (1 - share) / 2 / size, ref_id, why, own))
    return lost


def _same_targets(sides: _Sides, ours: Doubt, other: Doubt) -> float:
    """How much two notes are on the same, in [0, 1]. Of all but statements, only the kind must be the same."""

    def target(graph: Graph, one: str) -> str:
        kind = graph.kinds.get(one)
        return str(type(graph.element(one))) if kind is None or not kind.is_statement else one

    pairs = {**sides.pairs, **{ref_id: student_id for ref_id, (student_id, _) in sides.matching.turned.items()}}
    targets = {pairs.get(one) or target(sides.reference, one) for one in ours.on}
    theirs = {one if one in pairs.values() else target(sides.student, one) for one in other.on}
    return len(targets & theirs) / len(targets | theirs)


_MARKED: Mapping[str, Callable[[_Sides, StepMarks, list[Loss]], float | None]] = {
    "elements": _elements,
    "links": _links,
    "roles": _roles,
    "kinds": _kinds,
    "notes": _notes,
}
