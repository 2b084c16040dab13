"""The worksheet of an exercise and its answer key."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase

from argmap.classroom.exercise import Exercise, ExerciseKind, Item
from argmap.classroom.judge import chance
from argmap.classroom.telling import Teller
from argmap.classroom.words import task_in, variant_in, words_for
from argmap.model import SCHEMES
from argmap.report.sheet import Block, Bullets, Heading, Page, Paragraph, Room, Words, plain
from argmap.report.sheet import Item as Line

GAP = "______________________________"
"""A line to write on."""
_SHORT = "______"


def worksheet(exercise: Exercise, *, key: bool) -> list[Block]:
    """The worksheet of an exercise or, if `key`, the answer key, in the language of the map if there is a catalog."""
    _, words = words_for(exercise.language)
    sheet = _Sheet(exercise, words, key=key)
    variant = variant_in(words, exercise)
    name = words["key" if key else "worksheet"]
    blocks: list[Block] = [Heading(f"{exercise.title}: {name}{f' ({variant})' if variant else ''}", 1)]
    if key:
        blocks.append(Paragraph(words["by_chance"].format(share=f"{chance(exercise):.0%}")))
    else:
        blocks.append(Paragraph(f"{words['name']}: {GAP}{GAP}   {words['class_']}: {_SHORT}{_SHORT}"))
    blocks.append(Paragraph(task_in(words, exercise)))
    blocks += sheet.blocks()
    return blocks if key else [Page([*blocks, Room(words["notes"])], _pages(blocks))]


# Letters in a row and millimetres on a page of A4, as Chromium prints a sheet.
_ROW_LETTERS, _ROW, _PAGE = 88, 5.3, 262


def _pages(blocks: Sequence[Block]) -> int:
    """How many pages the blocks take, as an estimate."""
    height = 0.0
    for block in blocks:
        match block:
            case Bullets(items, _):
                height += 4 + sum(
                    1.8 + _ROW * sum(math.ceil(len(row) / (_ROW_LETTERS - 3 * item.depth)) for row in rows)
                    for item, rows in ((item, plain(item.text).split("\n")) for item in items)
                )
            case Heading(text, _) | Paragraph(text):
                height += 6 + _ROW * math.ceil(len(plain(text)) / _ROW_LETTERS)
            case _:
                pass
    return math.floor(height / _PAGE) + 1


class _Sheet:
    """What stands below the task."""

    def __init__(self, exercise: Exercise, words: Mapping[str, str], *, key: bool) -> None:
        self.exercise, self.words, self.is_key = exercise, words, key
        right = exercise.key.right
        filled = {item_id: str(answers["text"]) for item_id, answers in right.items() if "text" in answers}
        self.teller = Teller(exercise, words, filled if key else None, has_numbers=True)
        # Students write why a link is weak below the argument, and so refer to it by its number.
        is_weak = exercise.kind is ExerciseKind.FIND_WEAK
        self.places = {item.id: number for number, item in enumerate(exercise.items, 1)} if is_weak else {}
        self.letters = {text: _letter(place) for place, text in enumerate(exercise.bank)}

    def blocks(self) -> Iterator[Block]:
        kind, words = self.exercise.kind, self.words
        if kind is ExerciseKind.ORDER:
            yield Bullets([*self._ordered()])
            return
        if kind is ExerciseKind.FILL_TEXT and not self.is_key:
            yield Paragraph(words["write_letter"])
        if self.teller.statement_numbers and not self.is_key:
            yield Paragraph(words["write_numbers"])
        yield Bullets([self._line(item) for item in self.exercise.items])
        if self.exercise.rivalries:
            yield Bullets([Line(self._rivalry(among, why)) for among, why in self.exercise.rivalries])
        if self.is_key:
            return
        if kind is ExerciseKind.FIND_WEAK:
            yield Heading(words["why_heading"])
            yield Bullets([Line(f"{number}. {3 * GAP}\n{3 * GAP}") for number in range(1, self.exercise.asked_for + 1)])
        if kind is ExerciseKind.FILL_TEXT:
            yield Heading(words["statements_bank"])
            yield Bullets([Line(f"{letter}. {text}") for text, letter in self.letters.items()])
        if kind is ExerciseKind.CLASSIFY:
            yield Heading(words["patterns"])
            yield Bullets([
                Line([Words(words[f"scheme_{scheme.value}"], "strong"), Words(words[f"gist_{scheme.value}"])])
                for scheme in SCHEMES
            ])  # fmt: skip

    def _ordered(self) -> Iterator[Line]:
        texts = {item.id: item.told["text"] for item in self.exercise.items}
        if self.is_key:
            for number, item_id in enumerate(self.exercise.key.order, 1):
                yield Line(f"{number}. {texts[item_id]}")
        else:
            for text in texts.values():
                yield Line(f"{_SHORT} {text}")

    def _rivalry(self, among: tuple[str, ...], why: str) -> str:
        told = self.words["rivals"].format(list=", ".join(self.teller.quoted(one) for one in among))
        return f"{told} ({why})" if why else told

    def _line(self, item: Item) -> Line:
        """An element with what is asked about it: with lines to write on or, in a key, with the answers."""
        right = self.exercise.key.right.get(item.id, {})
        mark = "strong" if self.is_key else ""
        parts = []
        if place := self.teller.statement_numbers.get(item.id):
            parts.append(Words(f"{place}."))
        elif number := self.teller.numbers.get(item.id):
            parts.append(Words(f"({number})", "strong"))
        elif number := self.places.get(item.id):
            parts.append(Words(f"{number}."))
        if item.table:
            parts.append(Words(f"{self.words[f'kind_{item.table}']}:"))
        if "text" in item.asks:
            text = str(right["text"])
            parts.append(Words(f"{self.letters[text]}. {text}" if self.is_key else GAP, mark))
        elif said := self.teller.sentence(item.id):
            parts.append(Words(said))
        for question in item.asks:
            if question in _LABELS:
                answer = self.teller.answer(right[question]) if self.is_key else _LINES[question]
                parts += [Words(f"{self.words[_LABELS[question]]}:"), Words(answer, mark)]
        parts += self._weakness(item) if self.is_key else []
        return Line(parts, item.depth, box="weak" in item.asks and not self.is_key)

    def _weakness(self, item: Item) -> Iterator[Words]:
        """What a key says of a weak link: its rank, and how many are as weak of which not all are asked for."""
        weak = self.exercise.key.order
        is_weak = "weak" in item.asks and item.id in weak
        if is_weak:
            yield Words(self.words["weak_link"].format(number=weak.index(item.id) + 1), "strong")
        for members, need in self.exercise.key.weak:
            if item.id in members and need < len(members):
                yield Words(self.words["weak_tied"].format(need=need, count=len(members)), "" if is_weak else "strong")


_LABELS = {
    "from": "from_numbers", "to": "to_number", "against": "against_number", "table": "role", "scheme": "pattern",
}  # fmt: skip
_LINES = {"from": 2 * _SHORT, "to": 2 * _SHORT, "against": 2 * _SHORT, "table": GAP, "scheme": GAP}


def _letter(number: int) -> str:
    """The letter of a place from 0: A to Z, then AA, AB and so on."""
    letters = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = ascii_uppercase[place] + letters
    return letters
