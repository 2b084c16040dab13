"""Questions as Moodle XML, for the question bank of Moodle 4.4 or later.

The format is what Moodle itself exports (https://docs.moodle.org/en/Moodle_XML_format). Texts in it are HTML, which
Moodle filters: characters that mean something to its filters and question types are written by their numbers.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any

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
from argmap.source import shortened, visible

_FRACTIONS = (
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20", "16.66667",
    "14.28571", "12.5", "11.11111", "10", "5",
)  # fmt: skip
"""The shares of a mark that Moodle knows, in percent."""
MOST_RIGHT = 10
"""The most right options of a question that Moodle can give equal shares."""
_LONGEST_NAME = 200


class TooMany(ValueError):  # noqa: N818 - it names what is wrong, as KeyError does
    """More options of a question are right than the platform can give equal shares."""


def moodle_xml(exercise: Exercise) -> str:
    """The questions of an exercise as Moodle XML. Raises `TooMany` if a question has more than `MOST_RIGHT` answers."""
    questions = questions_of(exercise)
    title = title_of(exercise)
    entries = [
        {
            "name": f"{shortened(title, _LONGEST_NAME)} {number:02}",
            "points": points_of(question),
            **_entry(question),
        }
        for number, question in enumerate(questions, 1)
    ]
    return filled("moodle.xml", category=title.replace("/", "//"), questions=entries)


def _entry(question: Question) -> dict[str, Any]:
    """A question as the template takes it."""
    body = f"<p>{_inert(question.prompt)}</p>"
    match question:
        case Choice():
            shares = _shares(question)
            answers = [
                {"text": _inert(option), "fraction": shares[place in question.right]}
                for place, option in enumerate(question.options)
            ]
            listed = _list(question.lines)
            return {"type": "multichoice", "body": listed + body, "is_many": question.is_many, "answers": answers}
        case Gaps():
            # Moodle numbers gaps by the place of the right option, from 1.
            numbers = [place + 1 for place in question.right]
            options = [_inert(option) for option in question.options]
            return {"type": "gapselect", "body": body + _list(question.lines, numbers), "options": options}
        case Pairs():
            pairs = [
                (f"<p>{_inert(stem)}</p>", _inert(question.options[place]))
                for stem, place in zip(question.stems, question.right, strict=True)
            ]
            spare = [("", _inert(one)) for place, one in enumerate(question.options) if place not in question.right]
            return {"type": "matching", "body": _list(question.lines) + body, "pairs": pairs + spare}
        case Ordering():
            return {"type": "ordering", "body": body, "texts": [f"<p>{_inert(text)}</p>" for text in question.texts]}


def _shares(question: Choice) -> tuple[str, str]:
    """The shares of the mark for a wrong and a right option. Who ticks everything gets less than half."""
    right, wrong = len(question.right), len(question.options) - len(question.right)
    if not question.is_many:
        return "0", "100"
    if right > MOST_RIGHT:
        raise TooMany
    share = next(one for one in _FRACTIONS if round(float(one) * right) <= 100)  # noqa: PLR2004 - percent
    least = max(float(share), 60 / wrong) if wrong else 0.0
    lost = next(one for one in reversed(_FRACTIONS) if float(one) >= min(least, 100.0))
    return f"-{lost}", share


def _list(lines: Sequence[Line], numbers: Sequence[int] = ()) -> str:
    """Lines as a nested list, with gaps as Moodle marks them, by their numbers."""

    def written(line: Line) -> str:
        return _inert(line.text) + ("" if line.gap is None else f" [[{numbers[line.gap]}]]")

    return nested_list(lines, written)


def _inert(text: str) -> str:
    """A text as HTML in which nothing means anything to Moodle's filters and question types."""
    return "".join(_inert_chars(visible(text)))


def _inert_chars(text: str) -> Iterator[str]:
    for char in html.escape(text):
        yield f"&#{ord(char)};" if char in r"$\[]{}@~" else char
