"""The worksheet of an exercise and its answer key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmap.classroom.exercise import Exercise, ExerciseItem, ExerciseKind, task
from argmap.english import enumerated
from argmap.model import SCHEMES, Kind
from argmap.report.sheet import Block, Bullets, Heading, Item, Paragraph, Words
from argmap.source import visible

GAP = "______________________________"
"""A line to write on."""


def worksheet(exercise: Exercise, *, key: bool) -> list[Block]:
    """The worksheet of an exercise or, if `key`, the answer key."""
    title = f"{exercise.title}: {'key' if key else 'worksheet'}"
    blocks: list[Block] = [Heading(title, 1)]
    if not key:
        blocks += [Paragraph(f"Name: {GAP}"), Paragraph(task(exercise))]
    texts = {item.id: str(item.told.get("text") or item.hidden.get("text") or "") for item in exercise.elements}
    if exercise.what is ExerciseKind.ORDER:
        ids = exercise.order if key else exercise.bank
        blocks.append(
            Bullets(
                [
                    Item(f"{number}. {texts[item_id]}" if key else f"____ {texts[item_id]}")
                    for number, item_id in enumerate(ids, 1)
                ]
            )
        )
        return blocks
    gaps = [item.id for item in exercise.elements if "text" in item.hidden]
    numbers = {item_id: f"({number})" for number, item_id in enumerate(gaps, 1)}
    shown = {
        item_id: f"“{text}”" if key or item_id not in numbers else numbers[item_id]
        for item_id, text in texts.items()
        if text
    }
    shown |= _steps(exercise, shown)
    items = [_item(element, exercise, shown, key=key) for element in exercise.elements]
    items += [_rivalry(values, shown) for table, _, values in exercise.rest if table == Kind.RIVALRY.table]
    blocks.append(Bullets(items))
    if exercise.what is ExerciseKind.FIND_WEAK and not key:
        blocks += [
            Heading("Why are they weak?"),
            Bullets([Item(f"{number}. {3 * GAP}") for number in range(1, len(exercise.weakest) + 1)]),
        ]
    if exercise.what is ExerciseKind.FILL_TEXT and not key:
        blocks += [Heading("Statements to choose from"), Bullets([Item(visible(text)) for text in exercise.bank])]
    if exercise.what is ExerciseKind.CLASSIFY and not key:
        gists = [Item([Words(scheme.label, "strong"), Words(scheme.gist)]) for scheme in SCHEMES.values()]
        blocks += [Heading("Patterns"), Bullets(gists)]
    return blocks


def _steps(exercise: Exercise, shown: dict[str, str]) -> dict[str, str]:
    """How to refer to each step without a text: by its number if its ends are to be found, else by its ends.

    `shown` has how to refer to everything that has a text.
    """
    steps = [item for item in exercise.elements if item.id not in shown]
    named = {item.id: f"step {number}" for item in steps if (number := _number(exercise, item))}
    ends = {item.id: str(item.told.get("to") or item.told.get("against") or "") for item in steps}

    def inside(element_id: str) -> str:
        return shown[element_id].replace(".”", "”") if element_id in shown else named.get(element_id, "another step")

    for item in steps:
        if item.id not in named:
            relation = "to" if "to" in item.told else "against"
            goal = f"the step {relation} {inside(ends[item.id])}"
            if list(ends.values()).count(ends[item.id]) > 1:
                start = " and ".join(map(inside, item.told.get("from", ())))
                goal = f"the step from {start} {relation} {inside(ends[item.id])}"
            named[item.id] = goal
    return named


def _number(exercise: Exercise, item: ExerciseItem) -> str:
    """The number of a step whose ends are to be found and that has no text to refer to it by; else nothing."""
    asked = [
        other.id
        for other in exercise.elements
        if {"from", "to", "against"} & set(other.hidden) and not (other.told.get("text") or other.hidden.get("text"))
    ]
    return f"({asked.index(item.id) + 1})" if item.id in asked else ""


def _item(element: ExerciseItem, exercise: Exercise, shown: dict[str, str], *, key: bool) -> Item:
    known: dict[str, Any] = {**element.told, **(element.hidden if key else {})}
    table = element.answer_table if key or element.table else ""
    kind = next((kind.value for kind in Kind if kind.table == table), GAP)
    number = _number(exercise, element)
    parts = [Words(f"{kind} {number}:" if number else f"{kind}:", "strong" if key and not element.table else "")]
    mark = "strong" if key and element.hidden else ""
    end = known.get("to") or known.get("against")
    goal = shown[end] if end else GAP
    if known.get("text") or "text" in element.hidden:
        # A gap shows its number, and steps that start from it or lead to it refer to it by that number.
        text = visible(str(known["text"])) if known.get("text") else f"{shown[element.id]} {GAP}"
        parts.append(Words(text, mark if "text" in element.hidden else ""))
        if element.table == Kind.OBJECTION.table:
            parts.append(Words(visible(f"→ against {goal}"), mark))
    else:
        scheme = str(known.get("scheme", "")).replace("-", " ") or (GAP if "scheme" in element.hidden else "")
        start = " + ".join(shown[premise] for premise in known.get("from", ())) or (
            GAP if "from" in element.hidden else ""
        )
        against = "against " if element.table == Kind.OBJECTION.table else ""
        parts.append(Words(visible(f"{scheme}{': ' if scheme else ''}{start} → {against}{goal}"), mark))
    if discharged := known.get("discharges"):
        parts.append(Words(f"(discharges {enumerated([shown[supposition] for supposition in discharged])})"))
    if key and element.id in exercise.weakest:
        parts.append(Words(f"weak link {exercise.weakest.index(element.id) + 1}", "strong"))
    return Item(parts, exercise.depth[element.id], box=exercise.what is ExerciseKind.FIND_WEAK and not key)


def _rivalry(values: Mapping[str, Any], shown: Mapping[str, str]) -> Item:
    """A rivalry, which nothing is asked about."""
    members = enumerated([shown.get(rival, GAP) for rival in values["among"]])
    why = f" ({visible(str(values['text']))})" if values.get("text") else ""
    return Item([Words(f"{Kind.RIVALRY.value}:"), Words(f"at most one of {members} holds{why}")])
