"""Sentences for the elements of an exercise on paper, the same as on its page (`web/src/exercise/sentences.js`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmap.classroom.exercise import Exercise, ExerciseKind
from argmap.classroom.key import Answer

_DEEPEST = 2


class Teller:
    """Writes sentences for the elements of an exercise, in the words of a language.

    Elements that the exercise asks about have numbers; a gap is shown as its number unless it is `filled`.
    With `has_numbers`, an exercise on links refers to statements by the numbers in `statement_numbers`, as on paper.
    """

    def __init__(
        self,
        exercise: Exercise,
        words: Mapping[str, str],
        filled: Mapping[str, str] | None = None,
        *,
        has_numbers: bool = False,
    ) -> None:
        self.words = words
        self.items = {item.id: item for item in exercise.items}
        self.filled = filled or {}
        asked = [item.id for item in exercise.items if item.asks and item.asks != ("weak",)]
        self.numbers = {item_id: number for number, item_id in enumerate(asked, 1)}
        statements = [item.id for item in exercise.items if item.is_statement]
        is_numbered = has_numbers and exercise.kind in {ExerciseKind.FILL_LINKS, ExerciseKind.BUILD}
        self.statement_numbers = {one: str(place) for place, one in enumerate(statements, 1)} if is_numbered else {}

    def answer(self, answer: Answer) -> str:
        """An answer in words: elements, a role, a pattern, or the text itself."""
        listed = (answer,) if isinstance(answer, str) else answer
        return ", ".join(self._answer(one) for one in listed)

    def _answer(self, answer: str) -> str:
        if answer in self.items:
            return self.quoted(answer)
        return self.words.get(f"kind_{answer}") or self.words.get(f"scheme_{answer}") or answer

    def sentence(self, item_id: str) -> str:
        """An element in a line, as far as it is shown; empty for a gap."""
        told, words = self.items[item_id].told, self.words
        start = " + ".join(self.quoted(one) for one in told.get("from", ()))
        text = str(told.get("text") or self.filled.get(item_id) or start)
        if scheme := told.get("scheme"):
            text = words["scheme"].format(name=words[f"scheme_{scheme}"], text=text)
        text = self._with_end(text, told)
        if "discharges" in told:
            listed = ", ".join(self.quoted(one) for one in told["discharges"])
            text = f"{text} {words['discharges'].format(list=listed)}"
        return text.strip()

    def _with_end(self, text: str, told: Mapping[str, Any]) -> str:
        for key, name in (("against", "against"), ("to", "for")):
            if key in told:
                return self.words[name].format(text=text, end=self.quoted(told[key]))
        return text

    def quoted(self, item_id: str, depth: int = 0) -> str:
        """How to refer to an element: by its number, its text in quotation marks, or what it leads to."""
        item, words = self.items[item_id], self.words
        if item_id in self.statement_numbers:
            return self.statement_numbers[item_id]
        if text := self._text(item_id):
            return words["quoted"].format(text=text)
        if item_id in self.numbers:
            return words["gap" if item.is_statement else "step"].format(number=self.numbers[item_id])
        for key, name in (("to", "step_to"), ("against", "step_against")):
            if key in item.told and depth <= _DEEPEST:
                end = item.told[key]
                return words[name].format(text=self._text(end) or self.quoted(end, depth + 1))
        return words["another_step"]

    def _text(self, item_id: str) -> str:
        """What an element says, without the full stop."""
        return str(self.items[item_id].told.get("text") or self.filled.get(item_id) or "").rstrip(".")
