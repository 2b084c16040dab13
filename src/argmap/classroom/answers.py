"""The contract between the page of an exercise, the file that a student saves, and its mark.

The page gets a `Stamp`, which says which exercise it is; it saves the stamp with the student's name and the answers.
Marking makes the exercise again from the map and the stamp, and takes the answers only if it shows the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from argmap.analysis import Analysis
from argmap.classroom.exercise import Aid, Exercise, ExerciseKind, Task, make_exercise
from argmap.classroom.judge import Answers
from argmap.classroom.key import Answer
from argmap.classroom.part import SIZE, Wanted
from argmap.findings import UnknownElement
from argmap.loading.syntax import parse
from argmap.model import own_words
from argmap.model.base import Model, OneOrMore
from argmap.project.settings_file import settings_in
from argmap.source import SourceText, shortened, visible

_Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
_Long = Annotated[str, StringConstraints(max_length=20_000)]
_Slot = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+$", max_length=40)]


class Stamp(Model):
    """Which exercise it is, and whose answers these are.

    `map` is the digest of what the exercise shows of the map. `focus` is the place of the element in the map if all
    elements are in the order of their texts, from 1: an id could say something about the answers.
    """

    version: Literal[1] = 1
    kind: ExerciseKind
    title: _Long
    map: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    seed: Annotated[int, Field(strict=True)]
    variant: Annotated[str, StringConstraints(pattern=r"^[A-Z]?$")] = ""
    help: Aid
    hide: Annotated[int, Field(ge=1, le=200, strict=True)]
    size: Annotated[int, Field(ge=1, strict=True)] = SIZE
    focus: Annotated[int, Field(ge=1, strict=True)] | None = None
    depth: Annotated[int, Field(ge=1, strict=True)] | None = None
    group: _Line | None = None
    asked: tuple[_Slot, ...]
    student: _Line = ""
    class_: _Line = ""


class Given(Model):
    """The answers of one slot: what each question got, or whether it is ticked as weak, and why."""

    text: _Long = ""
    table: _Line = ""
    scheme: _Line = ""
    from_: Annotated[tuple[_Slot, ...], OneOrMore] = ()
    to: _Line = ""
    against: _Line = ""
    weak: bool = False
    why: _Long = ""


class AnswerFile(Model):
    """The file that a student saves; `order` is there if the student has put the statements in order."""

    format: Literal[1] = 1
    order: tuple[_Slot, ...] = ()
    exercise: Stamp
    answers: Annotated[dict[_Slot, Given], Field(default_factory=dict)]

    @property
    def given(self) -> Answers:
        """The answers, as the judge takes them."""
        asked = {
            slot: {
                key: value
                for key, value in given.model_dump(by_alias=True).items()
                if value and key not in {"weak", "why"}
            }
            for slot, given in self.answers.items()
        }
        weak = tuple(slot for slot, given in self.answers.items() if given.weak)
        return Answers(_answers(asked), weak, self.order)

    @property
    def reasons(self) -> dict[str, str]:
        """Why the student thinks that something is weak, by slot."""
        return {slot: given.why.strip() for slot, given in self.answers.items() if given.why.strip()}


def _answers(asked: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Answer]]:
    return {slot: values for slot, values in asked.items() if values}


class NotThisExercise(ValueError):  # noqa: N818 - it names what is wrong, as KeyError does
    """Answers to something else than an exercise on this map; the message says to what."""


def are_answers(source: SourceText) -> bool:
    """Whether a text is a student's answers to an exercise, and not a map."""
    return isinstance(parse(source).data.get("exercise"), dict)


def read_answers(source: SourceText) -> AnswerFile:
    """A student's file. Raises `MapError` with every finding if it cannot be used."""
    found = settings_in(source, AnswerFile)
    if found is None:  # pragma: no cover - only a table of a file can be missing
        raise ValueError(source.name)
    return found


def stamp_of(exercise: Exercise, analysis: Analysis) -> Stamp:
    """The stamp of an exercise on a map."""
    task, part = exercise.task, exercise.task.part
    asked = tuple(item.id for item in exercise.items if item.asks) or tuple(sorted(exercise.key.order))
    return Stamp(
        kind=task.kind,
        title=visible(exercise.title),
        map=exercise.digest,
        seed=task.seed,
        variant=task.variant,
        help=task.aid,
        hide=task.hide,
        size=part.size,
        focus=None if part.focus is None else _by_text(analysis).index(part.focus) + 1,
        depth=part.depth,
        group=part.group,
        asked=asked,
    )


def exercise_of(stamp: Stamp, analysis: Analysis) -> Exercise:
    """The exercise that a stamp is of. Raises `NotThisExercise` if it is not an exercise on this map as it is now."""
    elements = _by_text(analysis)
    focus = None
    if stamp.focus is not None and stamp.focus <= len(elements):
        focus = elements[stamp.focus - 1]
    part = Wanted(focus, stamp.depth, stamp.group, stamp.size)
    task = Task(stamp.kind, stamp.hide, stamp.seed, stamp.variant, stamp.help, part)
    try:
        made = make_exercise(analysis, task)
    except (ValueError, UnknownElement):
        made = None
    if made is None or (made.digest, stamp_of(made, analysis).asked) != (stamp.map, stamp.asked):
        raise NotThisExercise(f"these are answers to {in_words(stamp)}; {_why(stamp, analysis)}")
    return made


def _why(stamp: Stamp, analysis: Analysis) -> str:
    if stamp.title == visible(analysis.title):
        return "this map has the same title, but the exercise on it shows something else: has the map been changed?"
    return f"this map is “{shortened(analysis.title)}”"


def in_words(stamp: Stamp) -> str:
    """What a stamp is of, in words."""
    variant = f", variant {stamp.variant}" if stamp.variant else ""
    return f"{stamp.kind} (seed {stamp.seed}{variant}) on “{shortened(stamp.title)}”"


def _by_text(analysis: Analysis) -> list[str]:
    """The ids of all elements in the order of their texts."""
    elements = {element_id: own_words(element) for _, element_id, element in analysis.map.elements()}
    return sorted(elements, key=lambda element_id: (elements[element_id], element_id))
