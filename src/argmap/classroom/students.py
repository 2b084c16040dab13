"""Whose file it is: the names in files, the folders of learning platforms, and the roster of a class."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

_MOODLE = re.compile(r"^(?P<name>.+?)_(?P<number>\d+)_assignsubmission_\w+_?$")
_COLUMNS = {
    "name": ("name", "student", "full name", "fullname", "vollständiger name", "имя", "фио", "аты-жөні"),
    "first": ("first name", "firstname", "given name", "vorname"),
    "last": ("last name", "lastname", "surname", "family name", "nachname"),
    "email": ("email", "e-mail", "email address", "e-mail address", "mail", "e-mail-adresse"),
    "number": ("id", "id number", "student id", "number", "matriculation number", "matrikelnummer"),
}


class Student(NamedTuple):
    """A student as a roster has them; `number` is the id there, and `submission` the number on a learning platform."""

    name: str
    email: str = ""
    number: str = ""
    submission: str = ""


class RosterError(ValueError):
    """A roster that cannot be used; the message says why."""


def read_roster(text: str) -> list[Student]:
    """The students of a roster: CSV with a header that has a name (or first and last names), an e-mail or an id.

    The separator may be a comma, a semicolon or a tab. Raises `RosterError` if it has no such column, or no students.
    """
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=separator, strict=False))
    titles = [title.strip().casefold() for title in rows[0]] if rows else []
    places = {
        key: next((titles.index(title) for title in known if title in titles), None) for key, known in _COLUMNS.items()
    }
    if all(place is None for place in places.values()):
        raise RosterError("its first line has none of the columns name, email and id")

    def cell(row: Sequence[str], key: str) -> str:
        place = places[key]
        return row[place].strip() if place is not None and place < len(row) else ""

    students = []
    for row in rows[1:]:
        name = cell(row, "name") or f"{cell(row, 'first')} {cell(row, 'last')}".strip()
        student = Student(name or cell(row, "email") or cell(row, "number"), cell(row, "email"), cell(row, "number"))
        if student.name:
            students.append(student)
    if not students:
        raise RosterError("it names no students")
    return students


def from_folder(name: str) -> Student | None:
    """The student whose folder a learning platform has exported under this name; None for any other folder."""
    found = _MOODLE.match(name)
    return Student(found["name"].strip(), submission=found["number"]) if found else None


def matched(roster: Sequence[Student], names: Mapping[str, Iterable[str]]) -> dict[str, Student]:
    """The student of each file, from the names that it might go by, the most telling first.

    A name fits if it has the same words in any order, or is or contains the e-mail or the id. A file that fits several
    students fits none.
    """
    found: dict[str, Student] = {}
    for file, given in names.items():
        for name in given:
            fitting = [student for student in roster if _fits(student, name)]
            if len(fitting) == 1:
                found[file] = fitting[0]
                break
    return found


def _fits(student: Student, name: str) -> bool:
    words = _words(name)
    if words and words == _words(student.name):
        return True
    parts = {*re.split(r"[^\w@.+-]+|_", name.casefold()), *re.split(r"[\W_]+", name.casefold())}
    return any(
        mark and mark.casefold() in parts for mark in (student.email, student.number, student.email.partition("@")[0])
    )


def _words(name: str) -> list[str]:
    """The words of a name in order of the alphabet, without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return sorted(re.findall(r"[^\W\d_]+", plain))


def names_of(path: str) -> tuple[str, ...]:
    """The names that a file might go by: those of its folders, the nearest first, and its own."""
    parts = PurePath(path)
    folders = [folder.name for folder in parts.parents if folder.name]
    named = [found.name for folder in folders if (found := from_folder(folder))]
    return (*named, *folders[:1], parts.stem)
