"""Whose file it is: the names in files, the folders of learning platforms, and the roster of a class."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

_TELLING = 4  # the shortest id that is looked for within a name: the 3 in "Group 3" is not an id
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


def is_somebody(student: Student) -> bool:
    """Whether a roster or a learning platform knows the student, and not only a file."""
    return bool(student.submission or student.email or student.number)


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


class Handin(NamedTuple):
    """A file as far as it says whose it is: its path, the name in it, and whether it is an answer to an exercise."""

    path: str
    inside: str = ""
    is_answer: bool = False


class Owner(NamedTuple):
    """Whose a file is, and what is unclear about that."""

    student: Student
    note: str = ""
    is_known: bool = False


def owners(handins: Sequence[Handin], roster: Sequence[Student]) -> list[Owner]:
    """Whose each file is.

    The folder of a learning platform tells, then the name in an answer, then the author of a map if no other map has
    the same, then the file's own name. A name fits a student of the roster if it has the same words in any order, or if
    it is or contains the e-mail or the id. If that fits several, or several folders fit one, none is taken.
    """
    authors = Counter(one.inside for one in handins)
    own = file_names([one.path for one in handins])
    found = [_owner(one, roster, own[one.path], is_alone=authors[one.inside] == 1) for one in handins]
    folders: defaultdict[Student, set[str]] = defaultdict(set)
    files: Counter[str] = Counter()
    for owner in found:
        if owner.is_known:
            folders[owner.student._replace(submission="")].add(owner.student.submission)
        files[f"{owner.student.name} {owner.student.submission}"] += 1
    checked = []
    for owner in found:
        student, note = owner.student, owner.note
        if owner.is_known and len(folders[student._replace(submission="")]) > 1:
            note = "several folders have the name of one student in the roster"
            checked.append(Owner(Student(student.name, submission=student.submission), note))
        elif (count := files[f"{student.name} {student.submission}"]) > 1:
            said = f"one of {count} files of that {'student' if is_somebody(student) else 'name'}"
            checked.append(owner._replace(note="; ".join(filter(None, (note, said)))))
        else:
            checked.append(owner)
    return checked


def _owner(one: Handin, roster: Sequence[Student], own: str, *, is_alone: bool) -> Owner:
    folders = [folder.name for folder in PurePath(one.path).parents if folder.name]
    if PurePath(one.path).suffix == "":
        folders.insert(0, PurePath(one.path).name)  # a folder in which there was no file
    platform = next((found for folder in folders if (found := from_folder(folder))), None)
    inside = one.inside if one.is_answer or is_alone else ""
    name = (platform.name if platform else "") or inside or own
    submission = platform.submission if platform else ""
    note = ""
    if platform and one.is_answer and inside and _words(inside) != _words(platform.name):
        note = f"the file says “{inside}”"
    names = [platform.name] if platform else [inside]
    files = [] if platform else [*folders[:1], PurePath(one.path).stem]
    tried = [*((given, _TELLING) for given in names if given), *((given, 1) for given in files)]
    for given, least in tried if roster else []:
        fitting = [student for student in roster if _fits(student, given, least)]
        if len(fitting) == 1:
            return Owner(fitting[0]._replace(submission=submission), note, is_known=True)
        if fitting:
            return Owner(Student(name, submission=submission), "several in the roster are called so")
    return Owner(Student(name, submission=submission), note or ("not in the roster" if roster else ""))


def without_handin(roster: Sequence[Student], found: Sequence[Owner]) -> list[Owner]:
    """The students of a roster of whom no file is known, with what is to be said of each."""
    known = {owner.student._replace(submission="") for owner in found if owner.is_known}
    named = [_words(owner.student.name) for owner in found if not owner.is_known]
    return [
        Owner(student, "it is unclear which file is theirs" if _words(student.name) in named else "nothing handed in")
        for student in roster
        if student not in known
    ]


def file_names(files: Sequence[str], students: Sequence[str] = ()) -> dict[str, str]:
    """A name for each file that no other has; `students` has the names of those whose files they are, if known.

    That is the student's name, or else that of the file or, where several have the same, that of its folder; if that is
    not enough, both; and as a last resort, a number makes it unique.
    """
    stems = {path: "map" if path == "-" else PurePath(path).stem for path in files}
    stems |= {path: _as_file(name) for path, name in zip(files, students, strict=False) if name and _as_file(name)}
    folders = {path: Path(path).absolute().parent.name for path in files}
    counted = Counter(stem.casefold() for stem in stems.values())
    several = [path for path in files if counted[stems[path].casefold()] > 1]
    in_folders = Counter(folders[path].casefold() for path in several)
    named: dict[str, str] = {}
    taken: set[str] = set()
    for path in files:
        wanted = stems[path]
        if path in several:
            alone = in_folders[folders[path].casefold()] == 1
            wanted = folders[path] if alone else f"{folders[path]}-{stems[path]}"
        name, number = wanted, 2
        while name.casefold() in taken:  # also where a file system takes "A" and "a" for the same
            name, number = f"{wanted}-{number}", number + 1
        taken.add(name.casefold())
        named[path] = name
    return named


def _as_file(name: str) -> str:
    """A student's name as that of a file."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.")


def _fits(student: Student, name: str, least: int) -> bool:
    """Whether a name is a student's, or has in it an e-mail or id of theirs with at least so many letters."""
    words = _words(name)
    if words and words == _words(student.name):
        return True
    parts = {*re.split(r"[^\w@.+-]+|_", name.casefold()), *re.split(r"[\W_]+", name.casefold())}
    marks = [mark.casefold() for mark in (student.email, student.number, student.email.partition("@")[0]) if mark]
    return name.strip().casefold() in marks or any(mark in parts and len(mark) >= least for mark in marks)


def _words(name: str) -> list[str]:
    """The words of a name in order of the alphabet, without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return sorted(re.findall(r"[^\W\d_]+", plain))
