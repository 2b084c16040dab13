"""Feedback on an exercise: what the student did, in the words that they saw, and what is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.classroom.attempt import Attempt, Reply
from argmap.classroom.exercise import ExerciseKind
from argmap.classroom.telling import Teller
from argmap.classroom.words import task_in, words_for
from argmap.report.sheet import Block, Bullets, Heading, Item, Paragraph, Words
from argmap.source import visible


def feedback_blocks(student: str, attempt: Attempt) -> list[Block]:
    """The feedback for a student, in the language of the exercise if there is a catalog."""
    exercise, judged = attempt.exercise, attempt.judged
    _, words = words_for(exercise.language)
    filled = {slot: str(answers["text"]) for slot, answers in judged.expected.items() if "text" in answers}
    told = _Told(attempt, words, Teller(exercise, words, filled))
    result = words["result"].format(
        points=_number(judged.points, words), total=judged.questions, share=f"{attempt.share:.0%}"
    )
    blocks: list[Block] = [
        Heading(words["feedback"].format(student=visible(student)), 1),
        Paragraph(visible(exercise.title)),
        Paragraph(task_in(words, exercise)),
        Paragraph([Words(result, "strong")]),
    ]
    if exercise.kind is ExerciseKind.ORDER and not judged.credits:
        blocks.append(Paragraph(words["not_ordered"]))
    items = [*told.items()]
    blocks.append(Bullets(items) if items else Paragraph(words["all_right"]))
    return blocks


class _Told:
    def __init__(self, attempt: Attempt, words: Mapping[str, str], teller: Teller) -> None:
        self.attempt, self.words, self.teller = attempt, words, teller

    def items(self) -> Iterator[Item]:
        """Each question with its answer; of an order, the pairs that stand the wrong way round."""
        kind = self.attempt.exercise.kind
        for reply in self.attempt.replies():
            if kind is ExerciseKind.ORDER:
                if not reply.credit:
                    first, second = self.teller.quoted(reply.slot), self.teller.quoted(str(reply.right))
                    yield Item(f"✗ {self.words['should_precede'].format(first=first, second=second)}")
            elif kind is ExerciseKind.FIND_WEAK:
                yield self._weak(reply)
            else:
                yield self._gap(reply)

    def _gap(self, reply: Reply) -> Item:
        words, number = self.words, self.teller.numbers[reply.slot]
        about = "" if reply.question == "text" else f"{self.teller.sentence(reply.slot)} "
        question = f"{words[_LABELS[reply.question]]}: " if reply.question in _LABELS else ""
        parts = [Words(f"{_mark(reply.credit)} ({number})"), Words(visible(f"{about}{question}".strip()))]
        if reply.given is None:
            parts.append(Words(words["no_answer"]))
        else:
            parts.append(Words(visible(words["your_answer"].format(answer=self._answer(reply.given)))))
        if reply.credit == 1:
            parts.append(Words(words["right_text"]))
        else:
            if reply.credit:
                parts.append(Words(words["partly"]))
            parts.append(Words(visible(words["right_answer"].format(answer=self._answer(reply.right)))))
        return Item([part for part in parts if part.text])

    def _answer(self, answer: str | tuple[str, ...]) -> str:
        return self.teller.answer(answer).rstrip(".")

    def _weak(self, reply: Reply) -> Item:
        words = self.words
        said = [words["is_weak" if reply.right else "others_weaker"]]
        if reply.given is None:
            said.append(words["not_ticked"])
        else:
            reason = self.attempt.file.reasons.get(reply.slot)
            said.append(
                words["you_wrote"].format(reason=words["quoted"].format(text=reason)) if reason else words["no_reason"]
            )
        return Item(visible(f"{_mark(reply.credit)} {self.teller.sentence(reply.slot)} {' '.join(said)}"))


_LABELS = {"from": "choose_from", "to": "choose_to", "against": "choose_against", "table": "role", "scheme": "pattern"}


def _number(value: float, words: Mapping[str, str]) -> str:
    """A number with two decimals at most, as the language writes it."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", words["decimal"])


def _mark(credit: float) -> str:
    return "✓" if credit == 1 else "✗" if credit == 0 else "◐"
