"""Comparing the steps of a student's map with those of the reference, once their statements are paired.

A mistake of understanding is one mistake, however many steps it touches: premises that work only together taken for
separate reasons, separate reasons joined, a step turned round, a step against something in place of one for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from argmap.compare.match import assign, ends_of
from argmap.graph import Graph
from argmap.model import Inference, Objection

Step = Inference | Objection
_Namer = Callable[[str], str]


class Lesson(StrEnum):
    """What a student has misunderstood about steps."""

    TAKEN_APART = "taken apart"
    JOINED = "joined"
    REVERSED = "reversed"
    OTHER_SIGN = "other sign"


WORTH = {Lesson.TAKEN_APART: 0.2, Lesson.JOINED: 0.2, Lesson.REVERSED: 0.1, Lesson.OTHER_SIGN: 0.2}
"""What a step is worth that was misunderstood so, in [0, 1]."""
_OTHER_END = 0.2  # what a step is worth that leads to something else
_LEAST = 0.1


class StepMarks(NamedTuple):
    """How much of each step of the reference a student's map has, in [0, 1], and by which steps.

    `lessons` says which were misunderstood, and how. `extra` has the student's steps between statements of the
    reference that the reference does not have.
    """

    credits: Mapping[str, float]
    matched: Mapping[str, tuple[str, ...]]
    lessons: Mapping[str, Lesson]
    extra: tuple[str, ...]


def steps_of(graph: Graph) -> dict[str, Step]:
    """The inferences and objections of a map."""
    return {**graph.map.inferences, **graph.map.objections}


class _Ends(NamedTuple):
    """What a step joins, in terms of the reference; what has no counterpart there keeps a name of its own."""

    start: frozenset[str]
    end: str
    is_for: bool


def compare_steps(reference: Graph, student: Graph, pairs: Mapping[str, str]) -> StepMarks:
    """Compare the steps; `pairs` has the statements and worded objections, by id of the reference."""
    back = {student_id: ref_id for ref_id, student_id in pairs.items()}
    wanted, theirs = steps_of(reference), steps_of(student)
    ours = {one: _ends(one, step, lambda name: name) for one, step in wanted.items()}
    found = {one: _ends(one, step, lambda name: back.get(name, f"\0{name}")) for one, step in theirs.items()}
    # Objections may speak against steps, so these are compared first and stand for each other then.
    marks = _compare({k: v for k, v in ours.items() if v.is_for}, found)
    stands_for = {student_id: ref_id for ref_id, ids in marks.matched.items() for student_id in ids}
    found = {
        one: ends._replace(end=stands_for.get(ends.end.removeprefix("\0"), ends.end)) if not ends.is_for else ends
        for one, ends in found.items()
    }
    free = {one: ends for one, ends in found.items() if one not in stands_for}
    against = _compare({k: v for k, v in ours.items() if not v.is_for}, free)
    used = {*stands_for, *(one for ids in against.matched.values() for one in ids)}
    extra = tuple(
        one
        for one, ends in found.items()
        if one not in used
        and not any("\0" in name for name in (*ends.start, ends.end))
        and not _is_shortcut(ours, ends, back.values())
    )
    return StepMarks(
        {**marks.credits, **against.credits},
        {**marks.matched, **against.matched},
        {**marks.lessons, **against.lessons},
        extra,
    )


def _is_shortcut(ours: Mapping[str, _Ends], ends: _Ends, known: Collection[str]) -> bool:
    """Whether the reference leads from the start to the end by way of statements that the student does not have."""
    if not ends.is_for:
        return False
    reached = set(ends.start)
    for _ in ours:
        further = {one.end for one in ours.values() if one.is_for and one.start & reached and one.end not in reached}
        if ends.end in further:
            return True
        reached |= {one for one in further if one not in known}
    return False


def _ends(step_id: str, step: Step, named: _Namer) -> _Ends:
    start, end = ends_of(step)
    if isinstance(step, Objection) and step.text:
        start |= {step_id}  # what it says speaks against its target, for whatever reasons
    discharged = {f"discharges {named(one)}" for one in getattr(step, "discharges", ())}
    return _Ends(frozenset(map(named, start)) | discharged, named(end), isinstance(step, Inference))


def _compare(ours: Mapping[str, _Ends], found: Mapping[str, _Ends]) -> StepMarks:
    worth = {(a, b): _credit(ours[a], found[b]) for a in ours for b in found}
    pairs = assign(list(ours), list(found), lambda a, b: worth[a, b][0], _LEAST)
    credits_by_id = {one: worth[one, pairs[one]][0] if one in pairs else 0.0 for one in ours}
    matched: dict[str, tuple[str, ...]] = {one: (other,) for one, other in pairs.items()}
    lessons = {one: lesson for one, other in pairs.items() if (lesson := worth[one, other][1]) is not None}
    taken = set(pairs.values())
    for one, parts in _apart(ours, found):
        if credits_by_id[one] < 1 and not any(part in taken and part not in matched.get(one, ()) for part in parts):
            credits_by_id[one] = WORTH[Lesson.TAKEN_APART]
            matched[one], lessons[one] = parts, Lesson.TAKEN_APART
            taken.update(parts)
    for one, whole in _joined(ours, found):
        if credits_by_id[one] < 1:
            credits_by_id[one] = WORTH[Lesson.JOINED]
            matched[one], lessons[one] = (whole,), Lesson.JOINED
    return StepMarks(credits_by_id, matched, lessons, ())


def _credit(ours: _Ends, theirs: _Ends) -> tuple[float, Lesson | None]:
    """What a step is worth for one of the reference, and what it misunderstands."""
    shared = len(ours.start & theirs.start) / len(ours.start | theirs.start) if ours.start | theirs.start else 0.0
    if ours.end == theirs.end:
        if ours.is_for is theirs.is_for:
            return shared, None
        return WORTH[Lesson.OTHER_SIGN] * shared, Lesson.OTHER_SIGN if shared else None
    if theirs.end in ours.start and ours.end in theirs.start and ours.is_for is theirs.is_for:
        return WORTH[Lesson.REVERSED], Lesson.REVERSED
    return (_OTHER_END * shared if ours.is_for is theirs.is_for else 0.0), None


def _apart(ours: Mapping[str, _Ends], found: Mapping[str, _Ends]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Steps from several premises of which a student has made several steps to the same."""
    for one, ends in ours.items():
        parts = tuple(
            other
            for other, their in found.items()
            if their.end == ends.end and their.is_for is ends.is_for and their.start < ends.start
        )
        covered = frozenset().union(*(found[part].start for part in parts))
        if len(parts) > 1 and len(covered) > 1:
            yield one, parts


def _joined(ours: Mapping[str, _Ends], found: Mapping[str, _Ends]) -> Iterator[tuple[str, str]]:
    """Steps to the same of which a student has made one."""
    for other, their in found.items():
        inside = [
            one
            for one, ends in ours.items()
            if ends.end == their.end and ends.is_for is their.is_for and ends.start < their.start
        ]
        if len(inside) > 1:
            for one in inside:
                yield one, other
