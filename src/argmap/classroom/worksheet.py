"""The worksheet of an exercise and its answer key."""

from __future__ import annotations

from typing import Any

from argmap.classroom.exercise import Exercise, ExerciseItem, ExerciseKind, task
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
    for item in exercise.elements:
        if not texts[item.id]:
            end = item.told.get("to")
            texts[item.id] = f"the step to “{texts[end]}”" if end else "a step"
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
        item_id: f"“{text}”" if key or item_id not in numbers else numbers[item_id] for item_id, text in texts.items()
    }
    items = [_item(element, exercise, shown, key=key) for element in exercise.elements]
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


def _item(element: ExerciseItem, exercise: Exercise, shown: dict[str, str], *, key: bool) -> Item:
    known: dict[str, Any] = {**element.told, **(element.hidden if key else {})}
    table = element.answer_table if key or element.table else ""
    kind = next((kind.value for kind in Kind if kind.table == table), GAP)
    parts = [Words(f"{kind}:", "strong" if key and not element.table else "")]
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
    if key and element.id in exercise.weakest:
        parts.append(Words(f"weak link {exercise.weakest.index(element.id) + 1}", "strong"))
    return Item(parts, exercise.depth[element.id], box=exercise.what is ExerciseKind.FIND_WEAK and not key)
