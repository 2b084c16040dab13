"""Validating a document: values become the model, and validation errors become messages for the author."""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Mapping
from datetime import date, time
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from argmap.english import agreeing, plural
from argmap.loading.problem import Problem
from argmap.loading.unnamed import STEP_TABLES
from argmap.model import GRADE_WORDS, Kind, Map, MapInfo, SchemeName
from argmap.model.base import MAX_ID, Model
from argmap.source import KeyPath, shortened
from argmap.suggest import did_you_mean

UNREADABLE = "0-unreadable"
"""Replaces an id that could not be read, so that the rest of the map can still be checked."""

_MAX_PROBLEMS = 200
_KINDS = {kind.table: kind for kind in Kind}
_REPAIRS: dict[str, Any] = {
    "text": "unreadable",
    "title": "unreadable",
    "term": "unreadable",
    "by": "unreadable",
    "reason": "unreadable",
    "from": [UNREADABLE],
    "on": [UNREADABLE],
    "among": [UNREADABLE, UNREADABLE],
    "to": UNREADABLE,
    "against": UNREADABLE,
}


def validate(data: dict[str, Any]) -> tuple[Map, list[Problem]]:
    """The map in `data`, and its validation errors.

    If there are any, the map holds only the valid parts, so that they can be checked in the same run; it must not be
    used for anything else.
    """
    try:
        return Map.model_validate(data, by_alias=True, by_name=False), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        problems = problems_of(error, data)
    return _salvage(data, details), problems


def problems_of(error: ValidationError, data: dict[str, Any], root: type[Model] = Map) -> list[Problem]:
    """Pydantic's validation errors in `data`, as messages for the author of the file."""
    details = error.errors(include_url=False, include_context=True)
    inside = {detail["loc"][:-1] for detail in details}
    # A list of which no item could be read is not empty: what is wrong are the items.
    details = [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inside]
    problems = [_problem(detail, data, root) for detail in details[:_MAX_PROBLEMS]]
    if len(details) > _MAX_PROBLEMS:
        left_out = len(details) - _MAX_PROBLEMS
        message = f"{plural(left_out, 'more error')} {agreeing(left_out, 'are')} not shown"
        problems.append(Problem("E099", (), message, "Fix the ones above first."))
    return list(dict.fromkeys(problems))


def _salvage(data: dict[str, Any], details: list[ErrorDetails]) -> Map:
    """The map in the valid parts of `data`: first invalid keys are replaced or dropped, then elements, then tables."""
    data = copy.deepcopy(data)
    for depth in (3, 2, 1):
        for detail in details:
            _drop(data, tuple(key for key in detail["loc"] if key != "[key]"), depth)
        try:
            return Map.model_validate(data, by_alias=True, by_name=False)
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=False)
    return Map()


def _drop(data: dict[str, Any], path: KeyPath, depth: int) -> None:
    if not path:
        return
    depth = min(depth, len(path))
    if path[0] in {"map", "include", "format", "accept"}:
        depth = 1
    here: Any = data
    for key in path[: depth - 1]:
        here = here.get(key) if isinstance(here, dict) else None
    if not isinstance(here, dict):
        return
    last = path[depth - 1]
    here.pop(last, None)
    if depth == 3 and last in _REPAIRS:  # noqa: PLR2004 - table, id, key
        here[last] = copy.copy(_REPAIRS[str(last)])


def _value_at(data: Any, path: KeyPath) -> Any:  # noqa: ANN401 - any TOML value
    for key in path:
        if isinstance(key, int):
            # A single value may be written in place of a list of one.
            data = data[key] if isinstance(data, list | tuple) and key < len(data) else data
        elif isinstance(data, dict):
            data = data.get(key)
    return data


def _described(value: Any) -> str:  # noqa: ANN401 - any TOML value
    """A TOML value in words, with the value itself if it is short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {shortened(_digits(value), 20)}"
    if isinstance(value, str):
        return f'the text "{shortened(value, 40)}"'
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, date | time):
        return "a date"
    return f"the object {shortened(repr(value), 40)}" if value is not None else "nothing"


def _digits(value: float) -> str:
    try:
        return repr(value)
    except ValueError:  # Python writes no integer of more digits than 4,300
        return f"{hex(int(value))}"


def _shown(value: Any) -> str:  # noqa: ANN401 - any TOML value
    """A text in quotation marks, any other value in words."""
    return _described(value).removeprefix("the text ")


def _model_at(path: KeyPath, root: type[Model] = Map) -> type[Model] | None:
    """The model of the table at `path`; None if there is no such table or it takes any key."""
    model: type[Model] | None = root
    inside: Any = root
    for key in path:
        if model is not None:
            fields = {info.alias or name: info for name, info in model.model_fields.items()}
            inside = fields[str(key)].annotation if key in fields else None
        elif get_origin(inside) in {dict, tuple}:
            inside = get_args(inside)[1 if get_origin(inside) is dict else 0]
        else:
            return None
        inside = _without_annotation(inside)
        model = inside if isinstance(inside, type) and issubclass(inside, Model) else None
    return model


def _without_annotation(annotation: Any) -> Any:  # noqa: ANN401 - a type annotation
    """The type without `Annotated` and without None."""
    if get_origin(annotation) is Annotated:
        return _without_annotation(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        parts = [part for part in get_args(annotation) if part is not type(None)]
        return _without_annotation(parts[0]) if len(parts) == 1 else annotation
    return annotation


def keys_at(path: KeyPath) -> list[str]:
    """The keys that the table at `path` takes, in the order of the format; empty if it takes any key."""
    model = _model_at(path)
    return model.table_keys() if model is not None else []


def _missing(path: KeyPath, data: dict[str, Any]) -> Problem:
    """A key that an element must have."""
    key, element = str(path[-1]), _value_at(data, path[:-1])
    if isinstance(element, dict) and element.keys() == {"answers"}:
        message = f'these answers belong to a step "{path[-2]}", which does not exist'
        help_text = "Correct the id, or move the answers to their step."
        return Problem("E014", path[:-1], message, help_text, at_key=True)
    message = f'{_owner(path[:-1])} has no "{key}"'
    return Problem("E014", path[:-1], message, _MISSING_HELP.get(key, f"Add {key} = ..."), at_key=True)


def _problem(detail: ErrorDetails, data: dict[str, Any], root: type[Model]) -> Problem:
    path: KeyPath = tuple(detail["loc"])
    kind = detail["type"]
    context = detail.get("ctx", {})
    value = _value_at(data, path)
    if path and path[-1] == "[key]":
        return _bad_id(path[:-1], context)
    if kind == "extra_forbidden":
        return _unknown_key(path, root, value)
    if kind == "missing":
        return _missing(path, data)
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return _not_a_table(path, value)
    if kind in _OUTSIDE and isinstance(value, int | float) and _is_grade(path):
        message = f"{_described(value)} is not a valid grade: a grade is between 0 and 1"
        return Problem("E025", path, message, f"Use a number from 0 to 1, or a word: {', '.join(GRADE_WORDS)}.")
    if kind == "grade_word":
        return _unknown_grade(path, str(context["word"]).strip())
    if kind == "grade_type":
        message = f"a grade must be a number or a word, not {_described(value)}"
        return Problem("E025", path, message, f"Use a number from 0 to 1, or a word: {', '.join(GRADE_WORDS)}.")
    if kind == "enum" and path[-1] == "scheme":
        return _unknown_scheme(path, value)
    if kind in {"literal_error", "format_type"} and path == ("format",):
        return Problem(
            "E015", path, f'"format" cannot be {_described(value)}', "This version of argmap reads format = 1."
        )
    return _other(path, kind, value, detail, root)


def _unknown_grade(path: KeyPath, word: str) -> Problem:
    help_text = did_you_mean(word, list(GRADE_WORDS))
    if _NUMBER.fullmatch(word):
        help_text = f"Write a number without quotes: grade = {word}."
    known = f"The grade words are {', '.join(GRADE_WORDS)}."
    return Problem("E025", path, f'"{word}" is not a valid grade', f"{help_text} {known}".strip())


_NUMBER = re.compile(r"(?:0?\.\d+|0|1|1\.0+)")
_MISSING_HELP = {
    "text": 'Add text = "..." with the claim in one sentence.',
    "from": 'Add from = ["id", ...] with the premises.',
    "to": 'Add to = "id" with the claim it leads to.',
    "against": 'Add against = "id" with what it speaks against.',
    "on": 'Add on = "id" with what it applies to.',
    "among": 'Add among = ["id", "id"] with the statements of which at most one holds.',
    "source": 'Add source = "id" with the id of one of the [sources].',
    "because": 'Add because = "..." with the reason.',
    "code": 'Add code = "W201", the code of the finding.',
    "by": 'Add by = "..." with who contests it.',
    "reason": 'Add reason = "..." with their reason.',
    "title": 'Add title = "...".',
    "term": 'Add term = "..." with the word or phrase.',
    "axes": 'Add axes = { name = ["one value", "another"] }.',
    "at": 'Add at = { axis = "value" } with a value for each axis.',
}


_OUTSIDE = frozenset({"less_than_equal", "greater_than_equal", "finite_number", "float_type"})
"""The errors of a number that is not a valid grade; `float_type` is the error of one too large for a float."""


def _is_grade(path: KeyPath) -> bool:
    return path[-1] == "grade" or ("grading" in path and path[-1] != "lowering")


def _owner(path: KeyPath) -> str:
    if len(path) > 1 and path[0] in _KINDS:
        inside = "".join(f", {key}" for key in path[2:] if isinstance(key, str))
        return f'{_KINDS[str(path[0])].value} "{path[1]}"{inside}'
    if len(path) > 1 and path[0] == "accept" and isinstance(path[1], int):
        return f"entry {path[1] + 1} of accept"
    return ".".join(str(key) for key in path) or "the map"


def _bad_id(path: KeyPath, context: Mapping[str, Any]) -> Problem:
    if "max_length" in context:
        message = f'the id "{shortened(str(path[-1]))}" is too long'
        return Problem("E019", path, message, f"At most {context['max_length']} characters are allowed.", at_key=True)
    message = f'"{shortened(str(path[-1]))}" is not a valid id'
    help_text = "Use lower-case letters a to z, digits and hyphens, and start with a letter or digit."
    return Problem("E016", path, message, help_text, at_key=True)


def _unknown_key(path: KeyPath, root: type[Model], value: Any) -> Problem:  # noqa: ANN401 - any TOML value
    key = str(path[-1])
    model = _model_at(path[:-1], root)
    if key == "grade" and path[0] in _NO_GRADE:
        reason, help_text = _NO_GRADE[str(path[0])]
        message = f"{_KINDS[str(path[0])].with_article} cannot have a grade: {reason}"
        return Problem("E026", path, message, help_text, at_key=True)
    if not path[:-1] and root is Map:
        known = Map.table_keys()
        tables = [table for table in known if table not in {"format", "include"}]
        help_text = did_you_mean(key, known) or f"The tables are {', '.join(tables)}."
        if key in MapInfo.table_keys():
            help_text = f"Write it in the table [map]: put the line [map] above {key}."
        return Problem("E012", path, f'unknown table "{shortened(key)}"', help_text, at_key=True)
    allowed = model.table_keys() if model else []
    if root is not Map:
        help_text = did_you_mean(key, allowed) or f"The settings are {', '.join(allowed)}."
        return Problem("E011", path, f'unknown setting "{shortened(key)}"', help_text, at_key=True)
    if len(path) == 3 and path[0] in STEP_TABLES and isinstance(value, dict) and _ENDS & value.keys():  # noqa: PLR2004
        message = f"the {path[0]} are written both as a list and as tables"
        help_text = f"Write them all as [{path[0]}.ID], or all as [[{path[0]}]]."
        return Problem("E013", path, message, help_text, at_key=True)
    known = [*allowed, "id"] if path[0] in STEP_TABLES and len(path) == 3 else allowed  # noqa: PLR2004 - table, id, key
    help_text = _UNKNOWN_HELP.get((str(path[0]), key)) or did_you_mean(key, known)
    if not help_text and allowed:
        help_text = f"The keys here are {', '.join(allowed)}."
    return Problem("E011", path, f'unknown key "{shortened(key)}" in {_owner(path[:-1])}', help_text, at_key=True)


_ENDS = frozenset({"from", "to", "against", "text"})
_UNKNOWN_HELP = {
    ("groups", "group"): "A group cannot be part of another group.",
    ("inferences", "id"): "The id is already in the header; only [[inferences]] take this key.",
    ("objections", "id"): "The id is already in the header; only [[objections]] take this key.",
}
_COMPUTED = (
    "its standing is computed from what supports it",
    "Grade its premises and inferences, or move it to [premises] if it is taken as given.",
)
_NO_GRADE = {
    "claims": _COMPUTED,
    "conclusions": _COMPUTED,
    "suppositions": ("it is taken for the argument's sake", "Grade the steps that start from it."),
    "rivals": ("that at most one of the rivals holds is certain", "Grade the rivals themselves."),
}
"""Why an element has no grade, and what to grade instead, by table."""


def _not_a_table(path: KeyPath, value: Any) -> Problem:  # noqa: ANN401 - any TOML value
    if len(path) == 2 and path[0] in _KINDS:  # noqa: PLR2004 - table, id
        table = str(path[0])
        message = f'"{path[1]}" in [{table}] must be a table, not {_described(value)}'
        help_text = f"Start each {_KINDS[table].value} with its own header: [{table}.some-id]."
        return Problem("E013", path, message, help_text, at_key=True)
    if len(path) == 4 and path[2] == "answers":  # noqa: PLR2004 - table, id, answers, question
        message = f'the answer to "{path[3]}" must be text, not {_described(value)}'
        return Problem("E013", path, message, _CUSTOM_HELP["answer_form"])
    if len(path) == 1 and isinstance(value, list) and path[0] in _KINDS:
        kind = _KINDS[str(path[0])]
        message = f'"{path[0]}" cannot be a list: only inferences and objections need no id'
        return Problem("E013", path, message, f"Give each {kind.value} an id: [{path[0]}.some-id].", at_key=True)
    if path and isinstance(path[-1], int):  # the only item of what may be a list
        path = path[:-1]
    message = f'"{path[-1] if path else "the map"}" must be a table, not {_described(value)}'
    header = f"[{'.'.join(str(key) for key in path)}]"
    return Problem("E013", path, message, _TABLES.get(str(path[-1:] and path[-1]), f"Write it as a table: {header}."))


_TABLES = {"quote": 'Write it as a table: quote = { source = "id", exact = "a few words" }.'}


def _unknown_scheme(path: KeyPath, value: Any) -> Problem:  # noqa: ANN401 - any TOML value
    names = [name.value for name in SchemeName]
    help_text = did_you_mean(value, names) if isinstance(value, str) else ""
    message = f"{_shown(value)} is not a scheme"
    return Problem("E017", path, message, help_text or f"The schemes are {', '.join(names)}.")


_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "list_type": "a list",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "string_unicode": "text in Unicode",
}


_EXAMPLES = {"text": 'Text is written in quotes: key = "text".', "a list": 'Lists look like ["a", "b"].'}


def _other(path: KeyPath, kind: str, value: Any, detail: ErrorDetails, root: type[Model]) -> Problem:  # noqa: ANN401 - any TOML value
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "value")
    context = detail.get("ctx", {})
    if isinstance(value, float) and not math.isfinite(value):
        return Problem("E013", path, f'"{key}" must be a finite number, not {value}')
    if kind in {"tuple_type", "list_type"} and isinstance(value, dict) and _model_at((*path, 0), root) is not None:
        header = ".".join(str(part) for part in path)
        message = f'"{key}" must be a list of tables, not a single table'
        return Problem("E013", path, message, f"Begin each of its entries with the header [[{header}]].")
    if kind in _EXPECTED:
        message = f'"{key}" must be {_EXPECTED[kind]}, not {_described(value)}'
        return Problem("E013", path, message, _EXAMPLES.get(_EXPECTED[kind], ""))
    if kind in {"too_short", "string_too_short"}:
        message = f'"{key}" of {_owner(path[:2])} is empty'
        if key == "among" and value:
            message = f'"among" of {_owner(path[:2])} lists only one statement'
        is_needed = key != "by" or path[0] == Kind.CONTESTED.table
        help_text = _MISSING_HELP.get(key, "") if is_needed else ""
        return Problem("E018", path, message, help_text or "Write something, or remove the key.")
    if kind in {"too_long", "string_too_long"}:
        limit = f"{context.get('max_length', '')} {'characters' if kind == 'string_too_long' else 'entries'}"
        what = f'the id "{shortened(value)}"' if context.get("max_length") == MAX_ID else f'"{key}"'
        return Problem("E019", path, f"{what} is too long", f"At most {limit} are allowed here.")
    if kind == "string_pattern_mismatch":
        return _bad_pattern(path, key, value)
    if kind in {"literal_error", "enum"}:
        return Problem("E013", path, f'"{key}" cannot be {_described(value)}', f"Expected: {context['expected']}.")
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = f"at least {context['ge']:g}" if "ge" in context else f"at most {context['le']:g}"
        return Problem("E013", path, f'"{key}" must be {bound}, not {_described(value)}')
    message = str(detail["msg"]).removeprefix("Value error, ")
    message = f"{message[:1].lower()}{message[1:]}"
    return Problem(
        "E013", path, f"{_owner(path[:2])}: {message}" if root is Map else message, _CUSTOM_HELP.get(kind, "")
    )


_CUSTOM_HELP = {
    "objection_empty": 'Add text = "..." with the objection, or from = ["id", ...] with what it is based on.',
    "quote_form": 'Write exact = "a few words", or start = "first words" and end = "last words".',
    "answer_form": 'Write question = "the answer", or question = { open = "not said" } if there is none.',
    "also_alone": "Move one of them to text.",
    "url": "Write an address that begins with https://, http:// or mailto:.",
    "rubric_empty": "Set the weight of what you want to mark.",
    "typology": "Each cell has at = { axis = value } with one value of each axis, and appears only once.",
}


def _bad_pattern(path: KeyPath, key: str, value: Any) -> Problem:  # noqa: ANN401 - any TOML value
    if key == "language":
        return Problem("E013", path, f"{_shown(value)} is not a language tag", 'Write a tag like "en" or "pt-BR".')
    if key == "code":
        return Problem("E013", path, f"{_shown(value)} is not the code of a finding", 'Write a code like "W201".')
    if key in {"label", "tags"}:
        return Problem("E013", path, f'"{key}" must be on one line', "Remove the line break.")
    message = f"{_shown(value)} is not a valid id"
    return Problem("E016", path, message, "Use lower-case letters a to z, digits and hyphens.")
