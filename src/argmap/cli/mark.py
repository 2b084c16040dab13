"""`argmap mark`: mark a class, its answers to exercises and maps of its own, against a reference."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from argmap.analysis import Analysis, analyse
from argmap.classroom.answers import (
    AnswerFile,
    NotThisExercise,
    Stamp,
    are_answers,
    exercise_of,
    in_words,
    read_answers,
)
from argmap.classroom.attempt import Attempt, attempt
from argmap.classroom.decisions import FILE as DECISIONS
from argmap.classroom.decisions import Decision, decided, decisions_page, decisions_toml, merged, read_decisions
from argmap.classroom.exercise import ExerciseKind
from argmap.classroom.feedback import feedback_blocks
from argmap.classroom.items import items_blocks
from argmap.classroom.judge import chance
from argmap.classroom.marking import CannotMark, Marks, Rubric
from argmap.classroom.marking import mark as mark_map
from argmap.classroom.matching import Known, folded
from argmap.classroom.report import marks_blocks
from argmap.classroom.rubric import read_rubric
from argmap.classroom.students import (
    Handin,
    RosterError,
    Student,
    file_names,
    from_folder,
    is_somebody,
    owners,
    read_roster,
    without_handin,
)
from argmap.classroom.tables import (
    Result,
    Style,
    class_table,
    differences_table,
    gradebook,
    items_table,
    of_one_file,
)
from argmap.classroom.words import words_for
from argmap.cli.maps import folder_for, note_left_out, open_map, show_errors, unusable
from argmap.cli.options import OUTPUT_FORMAT
from argmap.cli.terminal import UNUSABLE, refuse, talk, write_all
from argmap.convert.read import read_any
from argmap.english import plural
from argmap.findings import MapError
from argmap.loading.load import LoadedMap
from argmap.loading.read import is_stream, read_file, read_map
from argmap.model import Map, own_words
from argmap.report.sheet import ENDINGS, Block, SheetFormat, format_sheet, sheet_html, sheet_markdown

RELEASED = "feedback"
"""The folder for what students may have."""
_MOST_BYTES = 1_000_000


class MarkedKind(StrEnum):
    """What students' files have to be: maps, or answers to one kind of exercise."""

    MAP = "map"
    FILL_TEXT = ExerciseKind.FILL_TEXT.value
    FILL_LINKS = ExerciseKind.FILL_LINKS.value
    CLASSIFY = ExerciseKind.CLASSIFY.value
    FIND_WEAK = ExerciseKind.FIND_WEAK.value
    ORDER = ExerciseKind.ORDER.value
    BUILD = ExerciseKind.BUILD.value


def mark(
    students: Annotated[
        list[str], typer.Argument(metavar="STUDENT...", help="Students' files, or folders of them, at any depth.")
    ],
    against: Annotated[str, typer.Option("--against", "-a", metavar="REFERENCE", help="The reference map.")],
    rubric: Annotated[
        str | None, typer.Option("--rubric", "-r", metavar="FILE", help="TOML file with the weights of the parts.")
    ] = None,
    decisions: Annotated[
        str | None,
        typer.Option("--decisions", "-d", metavar="FILE", help="Decisions on statements (default: those in --out)."),
    ] = None,
    roster: Annotated[
        str | None, typer.Option("--roster", metavar="FILE", help="CSV file with the name, email and id of everyone.")
    ] = None,
    kind: Annotated[
        MarkedKind | None, typer.Option("--kind", "-k", help="Take only files of this kind (default: any).")
    ] = None,
    pages: Annotated[
        list[str] | None,
        typer.Option("--exercise", "-e", metavar="PAGE", help="Take only answers to the exercise on this page."),
    ] = None,
    release: Annotated[
        bool, typer.Option("--release", help=f"Also write what students may have, to the folder {RELEASED}.")
    ] = False,
    grades: Annotated[
        bool, typer.Option("--gradebook", help="Also write gradebook.csv, as Moodle imports it.")
    ] = False,
    bom: Annotated[bool, typer.Option("--bom", help="Begin tables with a byte order mark, for Excel.")] = False,
    comma: Annotated[
        bool, typer.Option("--decimal-comma", help="Write 12,5 in tables, and separate cells by semicolons.")
    ] = False,
    output: Annotated[SheetFormat, OUTPUT_FORMAT] = SheetFormat.HTML,
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to.")] = "marks",
) -> None:
    """Mark students' answers and maps against a reference.

    Takes the saved answers to exercises, and maps that students made. Writes a report on each, class.csv with
    everyone's marks, and tables of what was hard. If a file cannot be marked, the others still are and the exit status
    is 2.
    """
    folder = folder_for("", out)
    if "-" in students and against == "-":
        refuse("standard input is one map, but - stands for two", "Give the path of the reference.")
    everyone = _roster(roster)
    reference = open_map(against)
    note_left_out(reference)
    known = _decisions(Path(decisions) if decisions is not None else folder / DECISIONS, given=decisions is not None)
    try:
        weights = read_rubric(Path(rubric)) if rubric is not None else Rubric()
        ours = decided(known, reference, decisions or str(folder / DECISIONS))
    except MapError as error:
        unusable(error)
    if ours.foreign:
        talk(f"argmap: {plural(len(ours.foreign), 'decision')} on other maps kept, but not used here")
    marker = _Marker(reference, weights, Known(ours.pairs), kind, _stamps(pages or []))
    paths, without = _files(students, folder)
    handed = [marker.handed(path) for path in paths]
    handed = [
        *marker.asked_alike(handed),
        *(_Handed(path, None, note="no TOML file in the folder") for path in without),
    ]
    results = _with_names(handed, everyone)
    style = Style(bom, comma)
    files = dict(_reports(results, handed, reference, output, release=release))
    files |= _tables(results, reference, style, is_roster=bool(everyone))
    files |= _to_decide(handed, known, reference)
    if grades:
        once, several = of_one_file(results)
        for name in several:
            talk(f"argmap: not in gradebook.csv, since there are several files: {name}")
        files["gradebook.csv"] = gradebook(once, _in_short(results, handed, reference), style)
    write_all(folder, files, tell=False)
    _tell(results, len(files), out)
    if any(one.found is None for one in results if one.file):
        raise typer.Exit(UNUSABLE)


class _Handed(NamedTuple):
    """A file that was handed in: its map, if it is one, what it is worth, whose name is in it, and why not."""

    path: str
    found: Attempt | Marks | None
    own: Analysis | None = None
    name: str = ""
    note: str = ""
    is_answer: bool = False


class _Marker(NamedTuple):
    """All that a mark depends on."""

    reference: Analysis
    rubric: Rubric
    known: Known
    kind: MarkedKind | None
    stamps: Sequence[Stamp]

    def handed(self, path: str) -> _Handed:
        """Mark a file. What is wrong with it is said on standard error."""
        try:
            return self._marked(path)
        except MapError as error:
            show_errors(error)
            return _Handed(path, None, note="could not be read")

    def asked_alike(self, handed: Sequence[_Handed]) -> list[_Handed]:
        """The same files, so that what is open for one student is open for all who use the same words."""
        asked = {
            (folded(own_words(one.own.graph.element(pair.student))), pair.reference)
            for one in handed
            if isinstance(one.found, Marks) and one.own is not None
            for pair in one.found.questions
        }
        known = self.known._replace(asked=asked)
        return [
            one._replace(found=mark_map(self.reference, one.own, self.rubric, known))
            if asked and isinstance(one.found, Marks) and one.own is not None
            else one
            for one in handed
        ]

    def _refused(self, path: str, name: str, error: ValueError) -> _Handed:
        talk(f"argmap: {path}: {error}")
        return _Handed(path, None, name=name, note=str(error))

    def _marked(self, path: str) -> _Handed:
        if _is_empty(path):
            nothing = analyse(LoadedMap(Map()))
            return _Handed(path, mark_map(self.reference, nothing, self.rubric), note="empty")
        source = None if is_stream(path) or not path.lower().endswith(".toml") else read_map(Path(path), path)
        if source is not None and are_answers(source):
            return self._answers(path, read_answers(source))
        own = analyse(read_any(path).loaded)
        name = own.map.map.author or ""
        if self.kind not in {None, MarkedKind.MAP} or self.stamps:
            return self._refused(path, name, CannotMark("this is a map, not answers to an exercise"))
        try:
            return _Handed(path, mark_map(self.reference, own, self.rubric, self.known), own, name)
        except CannotMark as error:
            return self._refused(path, name, error)

    def _answers(self, path: str, file: AnswerFile) -> _Handed:
        stamp = file.exercise
        why = ""
        if self.kind is not None and self.kind.value != stamp.kind.value:
            why = f"not to {self.kind}"
        elif self.stamps and not any(_is_same(stamp, other) for other in self.stamps):
            why = "which is another exercise"
        found, error = None, NotThisExercise(f"these are answers to {in_words(stamp)}, {why}")
        if not why:
            try:
                found = attempt(exercise_of(stamp, self.reference), file)
            except NotThisExercise as refused:
                error = refused
        handed = _Handed(path, found, name=stamp.student) if found else self._refused(path, stamp.student, error)
        return handed._replace(is_answer=True)


def _is_empty(path: str) -> bool:
    """Whether a file has nothing in it but perhaps comments."""
    if is_stream(path) or not Path(path).is_file():
        return False
    data = read_file(Path(path), _MOST_BYTES)
    return not any(line.strip() and not line.strip().startswith(b"#") for line in data.splitlines())


def _is_same(stamp: Stamp, other: Stamp) -> bool:
    return (stamp.map, stamp.help) == (other.map, other.help)


def _stamps(pages: Sequence[str]) -> list[Stamp]:
    """The stamps of the exercises on some pages; exits with status 2 if one is not the page of an exercise."""
    stamps = []
    for page in pages:
        try:
            text = read_file(Path(page), 20 * _MOST_BYTES).decode("utf-8")
            found = re.search(r'"stamp": ?(\{.*?\})', text, re.DOTALL)
            stamps.append(Stamp.model_validate_json(found[1] if found else ""))
        except (OSError, ValueError):
            refuse(f"{page} is not the page of an exercise", "Name an HTML file that argmap exercise has written.")
    return stamps


def _roster(path: str | None) -> list[Student]:
    if path is None:
        return []
    try:
        return read_roster(read_file(Path(path), 20 * _MOST_BYTES).decode("utf-8-sig"))
    except UnicodeDecodeError:
        refuse(f"{path} is not UTF-8", "Save the roster as CSV UTF-8.")
    except OSError as error:
        refuse(f"{path} cannot be read: {error.strerror or error}", "Check the path.")
    except RosterError as error:
        refuse(f"{path}: {error}", "Give it the columns name, email and id.")


def _decisions(path: Path, *, given: bool) -> Sequence[Decision]:
    """The decisions in a file; those of an earlier run count unless others are given."""
    if not given and not path.is_file():
        return ()
    try:
        return read_decisions(path)
    except MapError as error:
        unusable(error)


def _files(paths: Sequence[str], out: Path) -> tuple[list[str], list[str]]:
    """The files to mark: those that are named, and the TOML files in folders. Says what else is in a folder.

    The second list has the folders of students of a learning platform in which there is none.
    """
    files: list[str] = []
    without: list[str] = []
    for path in paths:
        if not Path(path).is_dir():
            if not is_stream(path) and not Path(path).exists():
                refuse(f"{path} does not exist", "Check the path; nothing has been written.")
            files.append(path)
            continue
        inside = [one for one in sorted(Path(path).rglob("*")) if not _is_hidden(one, Path(path))]
        inside = [one for one in inside if not one.resolve().is_relative_to(out.resolve()) or out == Path()]
        found = [
            str(one) for one in inside if one.is_file() and one.suffix.lower() == ".toml" and one.name != DECISIONS
        ]
        others = [str(one.relative_to(path)) for one in inside if one.is_file() and str(one) not in found]
        if not found:
            without.append(path)
            continue
        if others:
            talk(f"argmap: not marked in {path}: {', '.join(others)}")
        files += found
        homes = [one for one in inside if one.is_dir() and from_folder(one.name)]
        without += [str(one) for one in homes if not any(Path(file).is_relative_to(one) for file in found)]
    if not files:
        refuse(f"no maps in {', '.join(paths)}", "Name the files, or the folders that they are in.")
    return list(dict.fromkeys(files)), without


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.relative_to(folder).parts)


def _with_names(handed: Sequence[_Handed], everyone: Sequence[Student]) -> list[Result]:
    """The results with the students whose they are, and everyone who has handed in nothing."""
    found = owners([Handin(one.path, one.name, one.is_answer) for one in handed], everyone)
    results = []
    for one, owner in zip(handed, found, strict=True):
        notes = [one.note, owner.note]
        if isinstance(one.found, Marks) and one.found.is_provisional:
            notes.insert(0, f"provisional: {plural(len(one.found.questions), 'decision')} open")
        results.append(Result(owner.student, one.path, one.found, "; ".join(filter(None, notes))))
    missing = without_handin(everyone, found)
    return [*results, *(Result(owner.student, "", None, owner.note) for owner in missing)]


def _reports(
    results: Sequence[Result], handed: Sequence[_Handed], reference: Analysis, output: SheetFormat, *, release: bool
) -> Iterator[tuple[str, bytes]]:
    """The reports, by file name; with `release`, each a second time where students may have it."""
    known = [result.student.name if is_somebody(result.student) else "" for result in results]
    names = file_names([one.path for one in handed], known)
    language, _ = words_for(reference.map.map.language)
    for one, result in zip(handed, results, strict=False):
        if one.found is None:
            continue
        title = f"{result.student.name}: {reference.title}"
        for name, for_student in ((f"{names[one.path]}-marks", False), (f"{RELEASED}/{names[one.path]}", True)):
            if for_student and (not release or _is_provisional(one)):
                continue
            blocks = _blocks(result.student.name, one, reference, for_student=for_student)
            yield f"{name}.{ENDINGS[output]}", format_sheet(title, language, blocks, output).encode()
    waiting = sum(map(_is_provisional, handed))
    if release and waiting:
        talk(f"argmap: not released: {plural(waiting, 'report')} with provisional marks")


def _is_provisional(one: _Handed) -> bool:
    return isinstance(one.found, Marks) and one.found.is_provisional


def _blocks(name: str, one: _Handed, reference: Analysis, *, for_student: bool) -> list[Block]:
    if isinstance(one.found, Marks):
        return marks_blocks(name, one.found, reference, one.own, for_student=for_student)
    return feedback_blocks(name, one.found) if one.found is not None else []


def _in_short(results: Sequence[Result], handed: Sequence[_Handed], reference: Analysis) -> dict[str, str]:
    """The feedback of each file as text."""
    return {
        one.path: sheet_markdown(_blocks(result.student.name, one, reference, for_student=True)[1:])
        for one, result in zip(handed, results, strict=False)
        if one.found is not None and not _is_provisional(one)
    }


def _tables(results: Sequence[Result], reference: Analysis, style: Style, *, is_roster: bool) -> dict[str, bytes]:
    tables = {"class.csv": class_table(results, style, is_roster=is_roster)}
    maps = [one.found for one in results if isinstance(one.found, Marks)]
    if maps:
        tables["differences.csv"] = differences_table(reference, maps, style)
    by_exercise: dict[str, list[Attempt]] = {}
    for one in results:
        if isinstance(one.found, Attempt):
            by_exercise.setdefault(one.found.exercise.digest, []).append(one.found)
    for number, attempts in enumerate(by_exercise.values(), 1):
        name = "items.csv" if len(by_exercise) == 1 else f"items-{number}.csv"
        tables[name] = items_table(attempts, style)
        page = name.replace(".csv", ".html")
        title = f"{attempts[0].exercise.title}: {attempts[0].exercise.kind}"
        tables[page] = sheet_html(title, "en", items_blocks(attempts)).encode()
    return tables


def _to_decide(handed: Sequence[_Handed], known: Sequence[Decision], reference: Analysis) -> dict[str, bytes]:
    """The decisions to fill in, with those taken earlier; nothing if there are none."""
    asked: Counter[tuple[str, str]] = Counter()
    for one in handed:
        if isinstance(one.found, Marks) and one.own is not None:
            graph = one.own.graph
            asked.update({(own_words(graph.element(pair.student)), pair.reference) for pair in one.found.questions})
    pairs = merged(known, reference, asked)
    if not pairs:
        return {}
    page = DECISIONS.replace(".toml", ".html")
    return {DECISIONS: decisions_toml(pairs, reference).encode(), page: decisions_page(pairs, reference).encode()}


def _tell(results: Sequence[Result], count: int, out: str) -> None:
    """Say how everyone did, and what is to be done."""
    for one in results:
        sign = "~" if isinstance(one.found, Marks) and one.found.is_provisional else ""
        share = "—" if one.total is None else f"{sign}{one.total:.1%}"
        talk(f"{share:>7}  {one.student.name}{f'  ({one.note})' if one.note else ''}")
    exercises = {one.found.exercise.digest: one.found.exercise for one in results if isinstance(one.found, Attempt)}
    for exercise in exercises.values():
        talk(f"{exercise.kind}: who answers at random gets about {chance(exercise):.0%}")
    open_pairs = sum(len(one.found.questions) for one in results if isinstance(one.found, Marks))
    talk(f"wrote {plural(count, 'file')} to {out}")
    if open_pairs:
        talk(f"some marks are provisional: decide on the pairs in {Path(out) / DECISIONS}, then run this again")
