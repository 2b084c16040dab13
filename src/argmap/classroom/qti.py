"""Questions as a package of QTI 2.1 (1EdTech), which most learning platforms can read.

Each question is an item with its own scoring; a test puts them in order, and a manifest lists them.
"""

from __future__ import annotations

import html
import io
import zipfile
from itertools import combinations
from typing import Any

from markupsafe import Markup

from argmap.classroom.exercise import Exercise
from argmap.classroom.filling import filled
from argmap.classroom.questions import (
    Choice,
    Gaps,
    Line,
    Ordering,
    Pairs,
    Question,
    nested_list,
    points_of,
    questions_of,
    title_of,
)
from argmap.source import visible

_OLDEST = (1980, 1, 1, 0, 0, 0)  # the same package whenever it is made


def qti_package(exercise: Exercise) -> bytes:
    """The questions of an exercise as a zip file: `imsmanifest.xml`, `test.xml`, and an item for each question."""
    title, questions = title_of(exercise), questions_of(exercise)
    items = {f"item{number:02}": question for number, question in enumerate(questions, 1)}
    made = {
        "imsmanifest.xml": filled("qti-manifest.xml", items=[*items]),
        "test.xml": filled("qti-test.xml", title=title, items=[*items]),
    }
    for name, question in items.items():
        made[f"{name}.xml"] = filled(
            "qti-item.xml",
            name=name,
            title=title,
            language=exercise.language,
            points=points_of(question),
            **_item(question),
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in made.items():
            archive.writestr(zipfile.ZipInfo(name, _OLDEST), text.encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _item(question: Question) -> dict[str, Any]:
    """A question as the template takes it: what is shown, what to choose from, and what each answer is worth."""
    prompt = visible(question.prompt)
    match question:
        case Choice():
            return {
                "kind": "choice", "prompt": prompt, "lines": _list(question.lines), "is_many": question.is_many,
                "options": [visible(one) for one in question.options], "worth": _worth(question),
                "right": [*sorted(question.right)],
            }  # fmt: skip
        case Gaps():
            options = [visible(one) for one in question.options]
            lines = _list(question.lines, options)
            return {"kind": "gaps", "prompt": prompt, "lines": lines, "options": options, "right": question.right}
        case Pairs():
            options = [visible(one) for one in question.options]
            stems = _list([Line(stem, 0, gap) for gap, stem in enumerate(question.stems)], options)
            lines = _list(question.lines) + stems
            return {"kind": "gaps", "prompt": prompt, "lines": lines, "options": options, "right": question.right}
        case Ordering():
            places = range(1, len(question.texts) + 1)
            return {
                "kind": "order", "prompt": prompt, "texts": [visible(text) for text in question.texts],
                "pairs": [*combinations(places, 2)], "shown": _apart(len(question.texts)),
            }  # fmt: skip


def _worth(question: Choice) -> list[float]:
    """What it is worth to choose each option, in points. Who chooses everything gets less than half."""
    right, wrong = len(question.right), len(question.options) - len(question.right)
    if not question.is_many:
        return [float(question.points if place in question.right else 0) for place in range(right + wrong)]
    share = question.points / right
    lost = max(share, 0.6 * question.points / wrong) if wrong else 0.0
    return [round(share if place in question.right else -lost, 6) for place in range(right + wrong)]


def _apart(number: int) -> list[int]:
    """The places of texts, from 0, in an order that is not the right one, for platforms that do not shuffle."""
    return [*range(1, number, 2), *range(0, number, 2)]


def _list(lines: tuple[Line, ...] | list[Line], options: list[str] | None = None) -> Markup:
    """Lines as a nested list, with a choice in each gap."""

    def written(line: Line) -> str:
        text = html.escape(visible(line.text))
        if line.gap is None or options is None:
            return text
        listed = "".join(
            f'<inlineChoice identifier="o{place}">{html.escape(option)}</inlineChoice>'
            for place, option in enumerate(options)
        )
        return (
            f'{text} <inlineChoiceInteraction responseIdentifier="R{line.gap}" shuffle="false">{listed}'
            "</inlineChoiceInteraction>"
        )

    return Markup(nested_list(lines, written))  # noqa: S704 - all texts are escaped
