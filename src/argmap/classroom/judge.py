"""The judge: how many points answers get. The page of an exercise has the same judge (`web/src/exercise/judge.js`).

What it does, in full:

- Each question of a slot is worth one point. A text, role, pattern or single end gets it if it is the right one; a
  premise taken for an assumption, or the reverse, gets half. What a step starts from gets the share of what is right in
  all that is right or given (Jaccard). Nothing given gets nothing.
- Answers of slots in one class are compared with the right answers of that class, one to one, so that the sum over all
  questions of the points and, for each question that is wholly right, of another thousandth is as large as possible.
  The same is done for each turn of the key, which moves slots, what answers refer to, and the classes; the turn with
  the largest such sum counts, and the first of several.
- Weak links: each group gives a point for each of its members that is ticked, up to its need. If more are ticked than
  were asked for, each of those takes a point away, down to 0.
- Order: one point for each pair that stands in the right order, and nothing for an order that nobody touched.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from argmap.classroom.exercise import ROLES, Exercise, ExerciseKind, Item
from argmap.classroom.key import Answer, Key
from argmap.model import SCHEMES, Kind

_WHOLE = 0.001
_GIVEN = frozenset({Kind.PREMISE.table, Kind.ASSUMPTION.table})
_DRAWS = (10, 100)  # the fewest and the most random answers from which chance is estimated
_WORK = 20_000  # slots and turns to be judged for that


class Answers(NamedTuple):
    """What a student answered: by slot and question, the slots ticked as weak, and the order if it was touched."""

    given: Mapping[str, Mapping[str, Answer]] = MappingProxyType({})
    weak: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


class Judged(NamedTuple):
    """The points of an answer, of so many questions, and how many of these are wholly right.

    `credits` has the points of each question by slot; `expected` has the answer it was compared with. For weak links
    and order, `credits` says of each slot that was ticked or stands in the order whether it is right.
    """

    points: float
    questions: int
    right: int
    credits: Mapping[str, Mapping[str, float]]
    expected: Mapping[str, Mapping[str, Answer]] = MappingProxyType({})

    @property
    def share(self) -> float:
        """The share of the points that were reached, in [0, 1]."""
        return self.points / self.questions if self.questions else 0.0


def judge(exercise: Exercise, answers: Answers) -> Judged:
    """Judge the answers to an exercise."""
    if exercise.kind is ExerciseKind.FIND_WEAK:
        return _judge_weak(exercise.key, exercise.asked_for, answers.weak)
    if exercise.kind is ExerciseKind.ORDER:
        return _judge_order(exercise.key, answers.order)
    return _judge_gaps(exercise.key, answers.given)


def credit(question: str, right: Answer, given: Answer | None) -> float:
    """The points for a question, in [0, 1]."""
    if not given:
        return 0.0
    if not isinstance(right, str):
        wanted, found = set(right), {given} if isinstance(given, str) else set(given)
        return len(wanted & found) / len(wanted | found)
    if given == right:
        return 1.0
    return 0.5 if question == "table" and {given, right} <= _GIVEN else 0.0


def _judge_gaps(key: Key, given: Mapping[str, Mapping[str, Answer]]) -> Judged:
    best: tuple[float, Judged] | None = None
    for turn in ({}, *key.turns):
        expected = {
            turn.get(slot, slot): {question: _turned(right, turn) for question, right in answers.items()}
            for slot, answers in key.right.items()
        }
        classes = [[turn.get(slot, slot) for slot in group] for group in key.classes]
        value, judged = _judge_turn(classes, expected, given)
        if best is None or value > best[0] + 1e-9:
            best = value, judged
    return best[1] if best else Judged(0.0, 0, 0, {})


def _turned(right: Answer, turn: Mapping[str, str]) -> Answer:
    return turn.get(right, right) if isinstance(right, str) else tuple(turn.get(one, one) for one in right)


def _judge_turn(
    classes: Sequence[Sequence[str]],
    expected: Mapping[str, Mapping[str, Answer]],
    given: Mapping[str, Mapping[str, Answer]],
) -> tuple[float, Judged]:
    """The sum of which the judge makes the most, and the points."""

    def credits_of(slot: str, wanted: str) -> dict[str, float]:
        own = given.get(slot, {})
        return {question: credit(question, right, own.get(question)) for question, right in expected[wanted].items()}

    compared = {slot: slot for slot in expected}
    for group in classes:
        values = [[_value(credits_of(slot, wanted).values()) for wanted in group] for slot in group]
        compared |= {group[row]: group[column] for row, column in enumerate(_assigned(values))}
    credits_by_slot = {slot: credits_of(slot, wanted) for slot, wanted in compared.items()}
    each = [one for of_slot in credits_by_slot.values() for one in of_slot.values()]
    judged = Judged(
        sum(each),
        len(each),
        len([one for one in each if one == 1]),
        credits_by_slot,
        {slot: expected[wanted] for slot, wanted in compared.items()},
    )
    return _value(each), judged


def _value(each: Iterable[float]) -> float:
    values = list(each)
    return sum(values) + _WHOLE * sum(one == 1 for one in values)


def _assigned(values: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row such that the sum is the largest (a maximum-weight matching)."""
    import networkx  # noqa: PLC0415 - takes 100 ms, needed only if slots can be exchanged

    size = len(values)
    if all(values[row][row] >= max(values[row]) for row in range(size)):
        return list(range(size))
    graph = networkx.Graph()
    for row in range(size):
        for column in range(size):
            if values[row][column]:
                graph.add_edge(row, size + column, weight=round(values[row][column] * 1e6))
    columns = dict(sorted(pair) for pair in networkx.max_weight_matching(graph))
    free = (column for column in range(size, 2 * size) if column not in columns.values())
    return [(columns[row] if row in columns else next(free)) - size for row in range(size)]


def _judge_weak(key: Key, count: int, ticked: Sequence[str]) -> Judged:
    chosen = set(ticked)
    hits: set[str] = set()
    for members, need in key.weak:
        hits |= set(sorted(chosen & set(members))[:need])
    points = max(0, len(hits) - max(0, len(chosen) - count))
    return Judged(float(points), count, points, {slot: {"weak": float(slot in hits)} for slot in sorted(chosen)})


def _judge_order(key: Key, order: Sequence[str]) -> Judged:
    place = {slot: number for number, slot in enumerate(order)}
    if set(place) != set(key.order):
        return Judged(0.0, len(key.before), 0, {})
    broken = [pair for pair in key.before if place[pair[0]] > place[pair[1]]]
    points = len(key.before) - len(broken)
    credits_by_slot = {slot: {"order": float(all(slot not in pair for pair in broken))} for slot in order}
    return Judged(float(points), len(key.before), points, credits_by_slot)


def chance(exercise: Exercise) -> float:
    """The share of the points that somebody gets who answers at random, in [0, 1]; the mean of 10 to 100 tries."""
    draw = random.Random(exercise.digest)  # noqa: S311 - no secret
    size = max(1, len(exercise.key.right)) * (1 + len(exercise.key.turns))
    count = max(_DRAWS[0], min(_DRAWS[1], _WORK // size))
    return sum(judge(exercise, random_answers(exercise, draw)).share for _ in range(count)) / count


def random_answers(exercise: Exercise, draw: random.Random) -> Answers:
    """Answers of somebody who knows nothing, but answers every question with something that can be chosen."""
    items = exercise.items
    if exercise.kind is ExerciseKind.FIND_WEAK:
        candidates = [item.id for item in items if item.asks]
        return Answers(weak=tuple(draw.sample(candidates, min(exercise.asked_for, len(candidates)))))
    if exercise.kind is ExerciseKind.ORDER:
        return Answers(order=tuple(draw.sample(exercise.key.order, len(exercise.key.order))))
    texts = draw.sample(exercise.bank, len(exercise.bank))
    given: dict[str, dict[str, Answer]] = {}
    for item in items:
        for question in item.asks:
            if question == "text":
                answer: Answer = texts.pop()
            elif question == "from":
                statements = [one.id for one in items if one.is_statement]
                answer = tuple(draw.sample(statements, min(len(statements), draw.randint(1, 3))))
            else:
                answer = draw.choice(choices(exercise, item, question))
            given.setdefault(item.id, {})[question] = answer
    return Answers(given)


def choices(exercise: Exercise, item: Item, question: str) -> list[str]:
    """What can be chosen as the answer to a question that takes one answer."""
    match question:
        case "text":
            return list(exercise.bank)
        case "table":
            return list(ROLES)
        case "scheme":
            return [scheme.value for scheme in SCHEMES]
        case "to":
            return [
                one.id
                for one in exercise.items
                if (one.is_statement and one.table != Kind.SUPPOSITION.table)
                or (one.table == Kind.OBJECTION.table and "text" in one.told)
            ]
        case _:
            return [one.id for one in exercise.items if one.id != item.id and one.table != Kind.SUPPOSITION.table]
