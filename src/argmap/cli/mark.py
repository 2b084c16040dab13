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
from argmap.classroom.answers import NotThisExercise, Stamp, are_answers, exercise_of, in_words, read_answers
from argmap.classroom.attempt import Attempt, attempt
from argmap.classroom.decisions import FILE as DECISIONS
from argmap.classroom.decisions import Decision, decided, decisions_page, decisions_toml, merged, read_decisions
from argmap.classroom.exercise import ExerciseKind
from argmap.classroom.feedback import feedback_blocks
from argmap.classroom.items import items_blocks
from argmap.classroom.judge import chance
from argmap.classroom.marking import CannotMark, Marks, Rubric
from argmap.classroom.marking import mark as mark_map
from argmap.classroom.matching import Decided
from argmap.classroom.report import marks_blocks
from argmap.classroom.rubric import read_rubric
from argmap.classroom.students import RosterError, Student, from_folder, matched, names_of, read_roster
from argmap.classroom.tables import Result, Style, class_table, differences_table, gradebook, items_table
from argmap.classroom.words import words_for
from argmap.cli.maps import folder_for, note_left_out, open_map, show_errors, stem_of, unusable
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
    marker = _Marker(reference, weights, ours, kind, _stamps(pages or []))
    handed = [marker.handed(path) for path in _files(students, folder)]
    results = _with_names(handed, everyone)
    style = Style(bom, comma)
    files = dict(_reports(results, handed, reference, output, release=release))
    files |= _tables(results, reference, style, is_roster=bool(everyone))
    files |= _to_decide(handed, known, reference)
    if grades:
        files["gradebook.csv"] = gradebook(results, _in_short(results, handed, reference), style)
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


class _Marker(NamedTuple):
    """All that a mark depends on."""

    reference: Analysis
    rubric: Rubric
    decided: Decided
    kind: MarkedKind | None
    stamps: Sequence[Stamp]

    def handed(self, path: str) -> _Handed:
        """Mark a file. What is wrong with it is said on standard error."""
        try:
            return self._marked(path)
        except MapError as error:
            show_errors(error)
            return _Handed(path, None, note="could not be read")
        except (CannotMark, NotThisExercise) as error:
            talk(f"argmap: {path}: {error}")
            return _Handed(path, None, note=str(error))

    def _marked(self, path: str) -> _Handed:
        if _is_empty(path):
            nothing = analyse(LoadedMap(Map()))
            return _Handed(path, mark_map(self.reference, nothing, self.rubric), note="empty")
        source = None if is_stream(path) or not path.lower().endswith(".toml") else read_map(Path(path), path)
        if source is not None and are_answers(source):
            file = read_answers(source)
            stamp = file.exercise
            if self.kind is not None and self.kind.value != stamp.kind.value:
                raise NotThisExercise(f"these are answers to {in_words(stamp)}, not to {self.kind}")
            if self.stamps and not any(_is_same(stamp, other) for other in self.stamps):
                raise NotThisExercise(f"these are answers to {in_words(stamp)}, which is another exercise")
            return _Handed(path, attempt(exercise_of(stamp, self.reference), file), name=stamp.student)
        if self.kind not in {None, MarkedKind.MAP} or self.stamps:
            raise CannotMark("this is a map, not answers to an exercise")
        own = analyse(read_any(path).loaded)
        marks = mark_map(self.reference, own, self.rubric, self.decided)
        return _Handed(path, marks, own, own.map.map.author or "")


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


def _files(paths: Sequence[str], out: Path) -> list[str]:
    """The files to mark: those that are named, and the TOML files in folders. Says what else is in a folder."""
    files: list[str] = []
    for path in paths:
        if not Path(path).is_dir():
            files.append(path)
            continue
        inside = [one for one in sorted(Path(path).rglob("*")) if one.is_file() and not _is_hidden(one, Path(path))]
        inside = [one for one in inside if not one.resolve().is_relative_to(out.resolve()) or out == Path()]
        found = [str(one) for one in inside if one.suffix.lower() == ".toml" and one.name != DECISIONS]
        others = [str(one.relative_to(path)) for one in inside if str(one) not in found]
        if not found:
            refuse(f"no maps in {path}", "Name the files, or the folders that they are in.")
        if others:
            talk(f"argmap: not marked in {path}: {', '.join(others)}")
        files += found
    return list(dict.fromkeys(files))


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.relative_to(folder).parts)


def _with_names(handed: Sequence[_Handed], everyone: Sequence[Student]) -> list[Result]:
    """The results with the students whose they are, and everyone who has handed in nothing.

    A student is called as the file says, or the folder of a learning platform, or the roster; else as the file is.
    """
    authors = Counter(one.name for one in handed)
    given: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    own = file_names([one.path for one in handed])
    for one in handed:
        # A name that several maps have is that of a class, not of a student.
        inside = one.name if isinstance(one.found, Attempt) or authors[one.name] == 1 else ""
        platform = next((found.name for part in Path(one.path).parts if (found := from_folder(part))), "")
        names[one.path] = inside or platform or own[one.path]
        given[one.path] = tuple(filter(None, (inside, *names_of(one.path))))
    known = matched(everyone, given)
    results = []
    for one in handed:
        student = known.get(one.path) or Student(names[one.path])
        submission = next((found.submission for part in Path(one.path).parts if (found := from_folder(part))), "")
        note = one.note or ("" if one.path in known or not everyone else "not in the roster")
        if isinstance(one.found, Marks) and one.found.is_provisional:
            note = f"provisional: {plural(len(one.found.questions), 'decision')} open"
        results.append(Result(student._replace(submission=submission), one.path, one.found, note))
    missing = [student for student in everyone if student not in known.values()]
    return [*results, *(Result(student, "", None, "nothing handed in") for student in missing)]


def file_names(files: Sequence[str]) -> dict[str, str]:
    """A name for each file that no other has.

    That is the name of the file or, where several have the same, that of its folder; if that is not enough, both; and
    as a last resort, a number makes it unique.
    """
    stems = {path: stem_of(path) for path in files}
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


def _reports(
    results: Sequence[Result], handed: Sequence[_Handed], reference: Analysis, output: SheetFormat, *, release: bool
) -> Iterator[tuple[str, bytes]]:
    """The reports, by file name; with `release`, each a second time where students may have it."""
    names = file_names([one.path for one in handed])
    language, _ = words_for(reference.map.map.language)
    for one, result in zip(handed, results, strict=False):
        if one.found is None:
            continue
        blocks = _blocks(result.student.name, one, reference)
        title = f"{result.student.name}: {reference.title}"
        made = format_sheet(title, language, blocks, output).encode()
        yield f"{names[one.path]}-marks.{ENDINGS[output]}", made
        if release:
            yield f"{RELEASED}/{names[one.path]}.{ENDINGS[output]}", made


def _blocks(name: str, one: _Handed, reference: Analysis) -> list[Block]:
    if isinstance(one.found, Marks):
        return marks_blocks(name, one.found, reference, one.own)
    return feedback_blocks(name, one.found) if one.found is not None else []


def _in_short(results: Sequence[Result], handed: Sequence[_Handed], reference: Analysis) -> dict[str, str]:
    """The feedback of each file as text."""
    return {
        one.path: sheet_markdown(_blocks(result.student.name, one, reference)[1:])
        for one, result in zip(handed, results, strict=False)
        if one.found is not None
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
