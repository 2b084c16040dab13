"""Tables of a class: marks, a gradebook, and how the class did on each item; as CSV that spreadsheets open rightly."""

from __future__ import annotations

import csv
import io
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from argmap.analysis import Analysis
from argmap.classroom.attempt import Attempt
from argmap.classroom.exercise import Exercise
from argmap.classroom.marking import PARTS, Marks
from argmap.classroom.students import Student, is_somebody
from argmap.classroom.telling import Teller
from argmap.classroom.words import words_for

_FEWEST = 3  # students from whom a correlation says anything


class Result(NamedTuple):
    """What one file is worth: an attempt at an exercise, the marks of a map, or None with a note that says why not."""

    student: Student
    file: str
    found: Attempt | Marks | None
    note: str = ""

    @property
    def total(self) -> float | None:
        """The mark in [0, 1], if there is one."""
        if self.found is None:
            return None
        return self.found.share if isinstance(self.found, Attempt) else self.found.total


class Style(NamedTuple):
    """How a table is written: with a byte order mark, and with decimal commas (and then semicolons between cells)."""

    has_bom: bool = False
    has_commas: bool = False

    def number(self, value: float, decimals: int = 1) -> str:
        """A number with so many decimals."""
        text = f"{value:.{decimals}f}"
        return text.replace(".", ",") if self.has_commas else text


PLAIN = Style()


def class_table(results: Sequence[Result], style: Style = PLAIN, *, is_roster: bool = False) -> bytes:
    """The class as CSV: a row for each file with the marks in percent or, without marks, the reason for that."""
    maps = [result.found for result in results if isinstance(result.found, Marks)]
    parts = [part for part in PARTS if any(part in found.parts for found in maps)]
    attempts = any(isinstance(result.found, Attempt) for result in results)
    head = ["student", "total", *(["low", "high"] if maps else []), *parts]
    head += ["points", "of", "exercise"] if attempts else []
    # Whoever is called after a file needs no second name for it.
    has_files = any(PurePath(result.file).stem not in {"", result.student.name} for result in results)
    head += ["note"] + (["file"] if has_files else []) + (["email", "id"] if is_roster else [])
    rows: list[list[object]] = []
    for result in results:
        found = result.found
        row: list[object] = [result.student.name, "" if result.total is None else 100 * result.total]
        if maps:
            row += [100 * found.low, 100 * found.high] if isinstance(found, Marks) else ["", ""]
        row += [100 * found.parts[part] if isinstance(found, Marks) and part in found.parts else "" for part in parts]
        if attempts:
            row += _points(found) if isinstance(found, Attempt) else ["", "", ""]
        row += [result.note] + ([result.file] if has_files else [])
        row += [result.student.email, result.student.number] if is_roster else []
        rows.append(row)
    return _table(head, rows, style)


def _points(found: Attempt) -> list[object]:
    task = found.exercise.task
    name = " ".join(filter(None, (task.kind.value, f"seed {task.seed}", task.variant)))
    return [found.judged.points, str(found.judged.questions), name]


def of_one_file(results: Sequence[Result]) -> tuple[list[Result], list[str]]:
    """The results of students with one file, and the names of those with several, of whom no one can say which counts.

    Without a roster or a platform, every file is a student's of its own.
    """
    students = Counter(result.student for result in results if is_somebody(result.student))
    several = [student for student, count in students.items() if count > 1]
    return [result for result in results if result.student not in several], [student.name for student in several]


def gradebook(results: Sequence[Result], feedback: Mapping[str, str], style: Style = PLAIN) -> bytes:
    """The marks as Moodle imports them: one row a file, with grade and feedback; `feedback` is by file.

    A row with a provisional mark has neither. Notes are for the teacher; they are in `class.csv`.
    """
    head = ["Identifier", "Full name", "Email address", "ID number", "Grade", "Maximum Grade", "Feedback comments"]
    rows: list[list[object]] = []
    for result in results:
        student = result.student
        identifier = f"Participant {student.submission}" if student.submission else ""
        is_open = isinstance(result.found, Marks) and result.found.is_provisional
        grade = "" if result.total is None or is_open else 100 * result.total
        said = feedback.get(result.file, "")
        rows.append([identifier, student.name, student.email, student.number, grade, "100", said])
    return _table(head, rows, style)


def differences_table(reference: Analysis, marks: Sequence[Marks], style: Style = PLAIN) -> bytes:
    """The elements of the reference on which students lost points, as CSV, with how many did; the most first."""
    # A student counts once for each part and element, however many losses there are.
    counts = Counter(place for found in marks for place in {(loss.part, loss.element): loss for loss in found.losses})
    rows = [
        [part, element, str(count), reference.words(element)]
        for (part, element), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if element
    ]
    return _table(["part", "element", "students", "text"], rows, style)


class ItemFigures(NamedTuple):
    """How a class did on a question: its number and words, how many answered, and the mean credit in [0, 1].

    `discrimination` is the correlation of its credit with the credit of the rest of the exercise, from -1 to 1 (the
    corrected item-total correlation of classical test theory); None with fewer than three students or without a spread.
    `wrong` is the most common wrong answer, if any was given twice or more, and `wrong_count` how often it was.
    """

    question: str
    element: str
    students: int
    mean: float
    discrimination: float | None
    wrong: str
    wrong_count: int


def item_figures(attempts: Sequence[Attempt]) -> list[ItemFigures]:
    """The figures for each question of one exercise, in the order of its page.

    A weak link that is to be ticked is a question; so is anything else that somebody has ticked.
    """
    exercise = attempts[0].exercise
    teller = _teller(exercise)
    credits_of: defaultdict[_Place, list[float]] = defaultdict(list)
    rests_of: defaultdict[_Place, list[float]] = defaultdict(list)
    wrong: defaultdict[_Place, Counter[str]] = defaultdict(Counter)
    ticked = frozenset().union(*(attempt.file.given.weak for attempt in attempts))
    for attempt in attempts:
        reached = attempt.credits(ticked)
        for place, credit in reached.items():
            credits_of[place].append(credit)
            rests_of[place].append(sum(reached.values()) - credit)
        for reply in attempt.replies():
            if reply.credit < 1 and reply.given and reply.question not in {"weak", "order"}:
                wrong[reply.slot, reply.question][teller.answer(reply.given)] += 1
    return [_figures(exercise, teller, place, own, rests_of[place], wrong[place]) for place, own in credits_of.items()]


_Place = tuple[str, str]


def _teller(exercise: Exercise) -> Teller:
    _, words = words_for(exercise.language)
    right = exercise.key.right
    return Teller(exercise, words, {slot: str(own["text"]) for slot, own in right.items() if "text" in own})


def _figures(
    exercise: Exercise, teller: Teller, place: _Place, own: Sequence[float], rest: Sequence[float], wrong: Counter[str]
) -> ItemFigures:
    slot, question = place
    common, count = next(iter(wrong.most_common(1)), ("", 0))
    said = teller.sentence(slot) or teller.quoted(slot)
    if question in teller.items:  # the second of a pair in an order
        said = teller.words["should_precede"].format(first=teller.quoted(slot), second=teller.quoted(question))
    label = teller.words.get(f"choose_{question}", "") if question not in {"weak", "text"} else ""
    number = f"({teller.numbers[slot]}) " if slot in teller.numbers else ""
    return ItemFigures(
        f"{number}{said}{f': {label}' if label else ''}",
        exercise.item(slot).element,
        len(own),
        statistics.fmean(own),
        _correlation(own, rest),
        common if count > 1 else "",
        count if count > 1 else 0,
    )


def _correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    if len(first) < _FEWEST or len(set(first)) == 1 or len(set(second)) == 1:
        return None
    return statistics.correlation(first, second)


def items_table(attempts: Sequence[Attempt], style: Style = PLAIN) -> bytes:
    """The figures for each question as CSV."""
    head = ["question", "element", "students", "right", "discrimination", "common wrong answer", "times"]
    rows: list[list[object]] = [
        [
            figures.question,
            figures.element,
            str(figures.students),
            100 * figures.mean,
            "" if figures.discrimination is None else style.number(figures.discrimination, 2),
            figures.wrong,
            str(figures.wrong_count) if figures.wrong else "",
        ]
        for figures in item_figures(attempts)
    ]
    return _table(head, rows, style)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]], style: Style) -> bytes:
    """The rows as CSV; numbers have one decimal."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";" if style.has_commas else ",", lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(value, style) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig" if style.has_bom else "utf-8")


def _cell(value: object, style: Style) -> str:
    if isinstance(value, float):
        return style.number(value)
    return _safe(str(value))


def _safe(text: str) -> str:
    """A cell that no spreadsheet will interpret as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
