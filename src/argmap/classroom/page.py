"""The page of an exercise: one file that works offline, with mouse, touch or keyboard."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from markupsafe import Markup

from argmap.classroom.answers import Stamp
from argmap.classroom.exercise import ROLES, Aid, Exercise, ExerciseKind
from argmap.classroom.filling import filled
from argmap.classroom.words import task_in, variant_in, words_for
from argmap.model import SCHEMES, is_rtl_language
from argmap.render.embed import inert_json, policy_hash
from argmap.source import visible


def exercise_page(exercise: Exercise, stamp: Stamp) -> str:
    """The page of an exercise as HTML, with the help that its task allows.

    An exam's page does not contain the answers. Hints need them; a page that may check also says which are right.
    """
    folder = files("argmap.classroom")
    script = folder.joinpath("assets/exercise.js").read_text("utf-8")
    style = folder.joinpath("assets/exercise.css").read_text("utf-8")
    words_language, words = words_for(exercise.language)
    return filled(
        "exercise.html",
        title=visible(exercise.title),
        language=exercise.language,
        words_language=words_language,
        direction="rtl" if is_rtl_language(exercise.language) else "ltr",
        task=task_in(words, exercise),
        variant=variant_in(words, exercise),
        what=exercise.kind.value,
        allowed=exercise.task.aid.value,
        words=words,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - as above
        data=Markup(inert_json(_data(exercise, stamp, words))),  # noqa: S704 - made inert by inert_json
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
    )


_OF_SCRIPT = frozenset(
    {
        "quoted", "gap", "step", "another_step", "step_to", "step_against", "for", "against", "discharges", "rivals",
        "weak_because", "why_weak", "move_up", "move_down", "order_right", "right", "wrong", "score", "score_partly",
        "score_order", "progress", "saved", "still_open", "no_name", "all_answered", "too_many", "opened",
        "not_of_this", "not_read", "scheme",
    }
)  # fmt: skip
_FAMILIES = ("kind_", "choose_", "hint_", "sure_")
_OF_PATTERNS = ("scheme_", "gist_")
"""The texts that the script needs, and the beginnings of the keys of others."""


def _data(exercise: Exercise, stamp: Stamp, words: dict[str, str]) -> dict[str, Any]:
    """The data for the script. It contains answers only if the page may use them."""
    key, may_know = exercise.key, exercise.task.aid is not Aid.NONE
    elements = []
    for item in exercise.items:
        entry: dict[str, Any] = {
            "id": item.id,
            "isStatement": item.is_statement,
            "table": item.table,
            "told": dict(item.told),
            "asks": item.asks,
            "depth": item.depth,
        }
        if may_know and item.id in key.right:
            entry["answers"] = dict(key.right[item.id])
        elements.append(entry)
    is_classified = exercise.kind is ExerciseKind.CLASSIFY
    data: dict[str, Any] = {
        "what": exercise.kind.value,
        "allowed": exercise.task.aid.value,
        "stamp": stamp.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"student", "class_"}),
        "elements": elements,
        "bank": exercise.bank,
        "count": exercise.asked_for,
        "rivalries": exercise.rivalries,
        "roles": ROLES if is_classified or exercise.kind is ExerciseKind.BUILD else [],
        "schemes": [scheme.value for scheme in SCHEMES] if is_classified else [],
        "words": _for_script(words, is_classified=is_classified),
    }
    if may_know:
        data |= {
            "classes": key.classes,
            "turns": [dict(turn) for turn in key.turns],
            "weak": [tied._asdict() for tied in key.weak],
            "before": key.before,
            "order": key.order if exercise.kind is ExerciseKind.ORDER else [],
            "weakest": key.order if exercise.kind is ExerciseKind.FIND_WEAK else [],
        }
    return data


def _for_script(words: dict[str, str], *, is_classified: bool) -> dict[str, str]:
    """The texts that the script needs."""
    families = (*_FAMILIES, *_OF_PATTERNS) if is_classified else _FAMILIES
    return {key: text for key, text in words.items() if key in _OF_SCRIPT or key.startswith(families)}
