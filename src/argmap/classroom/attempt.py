"""An attempt at an exercise: the answers, what the judge says of them, and each question with both."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from argmap.classroom.answers import AnswerFile
from argmap.classroom.exercise import Exercise, ExerciseKind
from argmap.classroom.judge import Judged, judge
from argmap.classroom.key import Answer


class Reply(NamedTuple):
    """The answer to one question: the element in the map and in the exercise, and how much of it is right.

    `given` is what the student answered (None: nothing), and `right` what they should have. For weak links, `question`
    is `weak`; for an order, it is `order`, and there is one for each pair of which the first comes before the second.
    """

    element: str
    slot: str
    question: str
    credit: float
    given: Answer | None
    right: Answer


class Attempt(NamedTuple):
    """An attempt at an exercise."""

    exercise: Exercise
    file: AnswerFile
    judged: Judged

    @property
    def share(self) -> float:
        """The share of the points that were reached, in [0, 1]."""
        return self.judged.share

    def replies(self) -> Iterator[Reply]:
        """Every question with the answer, in the order of the page."""
        kind = self.exercise.kind
        if kind is ExerciseKind.FIND_WEAK:
            yield from self._weak()
        elif kind is ExerciseKind.ORDER:
            yield from self._pairs()
        else:
            yield from self._gaps()

    def credits(self, ticked: Collection[str] = ()) -> dict[tuple[str, str], float]:
        """The credit of every question by slot and question; for an order, by the two slots of a pair.

        For weak links, there is one for each that is to be ticked, and for each of what anybody has `ticked`.
        """
        key, kind = self.exercise.key, self.exercise.kind
        if kind is ExerciseKind.ORDER:
            return {(reply.slot, str(reply.right)): reply.credit for reply in self._pairs()}
        if kind is not ExerciseKind.FIND_WEAK:
            return {(slot, question): one for slot, own in self.judged.credits.items() for question, one in own.items()}
        chosen, wanted = set(self.file.given.weak), {one for group in key.weak for one in group.members}
        slots = [item.id for item in self.exercise.items if item.id in wanted or item.id in ticked]
        return {(slot, "weak"): float((slot in chosen) == (slot in wanted)) for slot in slots}

    def _gaps(self) -> Iterator[Reply]:
        given = self.file.given.given
        for item in self.exercise.items:
            for question in item.asks:
                yield Reply(
                    item.element,
                    item.id,
                    question,
                    self.judged.credits[item.id][question],
                    given.get(item.id, {}).get(question),
                    self.judged.expected[item.id][question],
                )

    def _weak(self) -> Iterator[Reply]:
        """What was ticked, and what is among the weakest but was not."""
        ticked = set(self.file.given.weak)
        missing: set[str] = set()
        for members, need in self.exercise.key.weak:
            open_ones = [one for one in _first(self.exercise, members) if one not in ticked]
            missing.update(open_ones[: max(0, need - (len(members) - len(open_ones)))])
        for item in self.exercise.items:
            if item.id in ticked or item.id in missing:
                is_right = self.judged.credits.get(item.id, {}).get("weak", 0.0)
                wanted = "weak" if is_right or item.id in missing else ""
                yield Reply(item.element, item.id, "weak", is_right, "weak" if item.id in ticked else None, wanted)

    def _pairs(self) -> Iterator[Reply]:
        place = {slot: number for number, slot in enumerate(self.file.given.order)}
        for first, second in self.exercise.key.before:
            is_right = first in place and second in place and place[first] < place[second]
            element = self.exercise.item(first).element
            yield Reply(element, first, "order", float(is_right), second if is_right else None, second)


def _first(exercise: Exercise, members: tuple[str, ...]) -> list[str]:
    """Members of a group of weak links in the order of the ranking, then the others."""
    order = exercise.key.order
    return sorted(members, key=lambda one: (one not in order, order.index(one) if one in order else 0, one))


def attempt(exercise: Exercise, file: AnswerFile) -> Attempt:
    """Judge a student's answers to an exercise."""
    return Attempt(exercise, file, judge(exercise, file.given))
