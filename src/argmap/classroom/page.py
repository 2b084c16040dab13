"""The page of an exercise: one file that works offline, with mouse, touch or keyboard."""

from __future__ import annotations

import json
from enum import StrEnum
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from argmap.classroom.exercise import ROLES, Exercise, ExerciseKind, scheme_choices, task
from argmap.model import is_rtl_language
from argmap.render.embed import inert_json, policy_hash
from argmap.source import visible


class Aid(StrEnum):
    """How much the page of an exercise helps: not at all (an exam), with hints, or by checking the answers."""

    NONE = "none"
    HINTS = "hints"
    CHECK = "check"


def exercise_page(exercise: Exercise, allowed: Aid) -> str:
    """The page of an exercise as HTML, with the help that is `allowed`.

    With `none` it is an exam: the page does not contain the answers. `hints` gives hints; `check` also says which
    answers are right.
    """
    folder = files("argmap.classroom")
    script = folder.joinpath("assets/exercise.js").read_text("utf-8")
    style = folder.joinpath("assets/exercise.css").read_text("utf-8")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    words = json.loads(folder.joinpath("catalogs/en.json").read_text("utf-8"))
    template = environment.from_string(folder.joinpath("templates/exercise.html").read_text("utf-8"))
    return template.render(
        title=visible(exercise.title),
        language=exercise.language,
        direction="rtl" if is_rtl_language(exercise.language) else "ltr",
        task=task(exercise),
        what=exercise.what.value,
        allowed=allowed.value,
        words=words,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - as above
        data=Markup(inert_json(_data(exercise, allowed, words))),  # noqa: S704 - made inert by inert_json
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
    )


_OF_TEMPLATE = frozenset({"page_title", "name", "save", "check", "hint", "again"})
"""The keys of the texts that only the template needs, not the script."""


def _data(exercise: Exercise, allowed: Aid, words: dict[str, str]) -> dict[str, Any]:
    """The data for the script. It contains the answers only if the page may use them."""
    elements = []
    for item in exercise.elements:
        entry: dict[str, Any] = {"id": item.id, "table": item.table, "told": _visible(item.told)}
        entry["asks"] = ([] if item.table else ["table"]) + list(item.hidden)
        entry["depth"] = exercise.depth[item.id]
        if allowed is not Aid.NONE:
            entry["answers"] = {**_visible(item.hidden), **({} if item.table else {"table": item.answer_table})}
        elements.append(entry)
    bank = [visible(choice) for choice in exercise.bank]
    data: dict[str, Any] = {
        "what": exercise.what.value,
        "title": visible(exercise.title),
        "language": exercise.language,
        "allowed": allowed.value,
        "elements": elements,
        "bank": bank,
        "rest": [[table, element_id, _visible(values)] for table, element_id, values in exercise.rest],
        "roles": ROLES,
        "schemes": scheme_choices() if exercise.what is ExerciseKind.CLASSIFY else [],
        "words": {key: text for key, text in words.items() if key not in _OF_TEMPLATE},
    }
    if allowed is not Aid.NONE:
        data |= {"order": exercise.order, "before": exercise.before, "weakest": exercise.weakest}
    return data


def _visible(values: dict[str, Any]) -> dict[str, Any]:
    return {key: visible(value) if isinstance(value, str) else value for key, value in values.items()}
