"""The words of exercises, worksheets and feedback, by language: one file per language in `catalogs/`."""

from __future__ import annotations

from argmap.classroom.exercise import Exercise, ExerciseKind
from argmap.render.catalogs import catalog_for


def words_for(tag: str) -> tuple[str, dict[str, str]]:
    """The catalog for a map's language tag: its language and its words. The English one if that language has none."""
    return catalog_for("argmap.classroom", tag)


def task_in(words: dict[str, str], exercise: Exercise) -> str:
    """The task for the student, in one or two sentences."""
    name = exercise.kind.value.replace("-", "_")
    if exercise.kind is ExerciseKind.ORDER:
        name = f"order_{exercise.first}"
    return words[f"task_{name}"].format(count=exercise.asked_for)


def variant_in(words: dict[str, str], exercise: Exercise) -> str:
    """Which variant it is, in words; empty if there is only one."""
    variant = exercise.task.variant
    return words["variant"].format(variant=variant) if variant else ""
