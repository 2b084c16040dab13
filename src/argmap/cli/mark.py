"""`argmap mark`: mark students' maps against a reference."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from argmap.analysis import Analysis
from argmap.classroom.exercise import ExerciseKind
from argmap.classroom.marking import CannotMark, Marks, Rubric
from argmap.classroom.marking import mark as mark_map
from argmap.classroom.report import class_table, differences_table, student_blocks
from argmap.classroom.rubric import read_rubric
from argmap.cli.maps import folder_for, note_left_out, open_map, read_map, show_errors, stem_of, unusable
from argmap.cli.options import OUTPUT_FORMAT
from argmap.cli.terminal import UNUSABLE, refuse, talk, write_all
from argmap.english import plural
from argmap.findings import MapError
from argmap.report.sheet import ENDINGS, SheetFormat, format_sheet


class MarkedKind(StrEnum):
    """What a student's file is marked as: a map, or the answer to an exercise."""

    MAP = "map"
    FILL_TEXT = ExerciseKind.FILL_TEXT.value
    FILL_LINKS = ExerciseKind.FILL_LINKS.value
    CLASSIFY = ExerciseKind.CLASSIFY.value
    FIND_WEAK = ExerciseKind.FIND_WEAK.value
    ORDER = ExerciseKind.ORDER.value


def mark(
    students: Annotated[list[str], typer.Argument(metavar="STUDENT...", help="Students' maps, or folders of maps.")],
    against: Annotated[str, typer.Option("--against", "-a", metavar="REFERENCE", help="The reference map.")],
    rubric: Annotated[
        str | None, typer.Option("--rubric", "-r", metavar="FILE", help="TOML file with the weights of the parts.")
    ] = None,
    kind: Annotated[
        MarkedKind, typer.Option("--kind", "-k", help="Mark the whole map, or only what this kind of exercise asks.")
    ] = MarkedKind.MAP,
    output: Annotated[SheetFormat, OUTPUT_FORMAT] = SheetFormat.HTML,
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to.")] = "marks",
) -> None:
    """Mark students' maps against a reference.

    Writes a report for each student, class.csv with everyone's marks, and differences.csv with the elements on which
    most students lost points. If a file cannot be read, the others are still marked and the exit status is 2.
    """
    folder = folder_for("", out)
    if "-" in students and against == "-":
        refuse("standard input is one map, but - stands for two", "Give the path of the reference.")
    try:
        weights = read_rubric(Path(rubric)) if rubric is not None else Rubric()
    except MapError as error:
        unusable(error)
    reference = open_map(against)
    note_left_out(reference)
    exercise = None if kind is MarkedKind.MAP else ExerciseKind(kind.value)
    marks: dict[str, Marks | str] = {}
    files: dict[str, bytes] = {}
    for name, path in _named(_files(students)).items():
        try:
            student = read_map(path)
            marks[name] = found = mark_map(reference, student, weights, exercise)
        except MapError as error:
            show_errors(error)
            marks[name] = "could not be read"
            continue
        except CannotMark as error:
            talk(f"argmap: {path}: {error}")
            marks[name] = str(error)
            continue
        files[f"{name}-marks.{ENDINGS[output]}"] = _report(name, student, found, output)
    known = [found for found in marks.values() if not isinstance(found, str)]
    files["class.csv"] = class_table(marks).encode()
    files["differences.csv"] = differences_table(reference, known).encode()
    write_all(folder, files, tell=False)
    for name, result in marks.items():
        talk(f"{'—' if isinstance(result, str) else f'{result.total:.1%}':>6}  {name}")
    talk(f"wrote {plural(len(files), 'file')} to {out}")
    if len(known) < len(marks):
        raise typer.Exit(UNUSABLE)


def _report(name: str, student: Analysis, marks: Marks, output: SheetFormat) -> bytes:
    author = student.map.map.author
    title = f"{author} ({name})" if author else name
    blocks = student_blocks(title, marks, student)
    return format_sheet(f"Marks: {title}", student.map.map.language, blocks, output).encode()


def _files(paths: list[str]) -> list[str]:
    """The files to mark: those that are named, and the maps in folders. Says what else is in a folder."""
    files: list[str] = []
    for path in paths:
        if not Path(path).is_dir():
            files.append(path)
            continue
        inside = [one for one in sorted(Path(path).iterdir()) if not one.name.startswith(".")]
        found = [str(one) for one in inside if one.suffix.lower() == ".toml" and one.is_file()]
        others = [f"{one.name}{'/' if one.is_dir() else ''}" for one in inside if str(one) not in found]
        if not found:
            refuse(f"no maps in {path}", "Name the files, or the folders that they are in.")
        if others:
            talk(f"argmap: not marked in {path}: {', '.join(others)}")
        files += found
    return list(dict.fromkeys(files))


def _named(files: list[str]) -> dict[str, str]:
    """The files by the name of the student.

    That is the name of the file or, where several have the same, that of its folder; if that is not enough, both; and
    as a last resort, a number makes it unique.
    """
    stems = {path: stem_of(path) for path in files}
    folders = {path: Path(path).absolute().parent.name for path in files}
    several = [path for path in files if _count(stems, path) > 1]
    of_folder = {path: folders[path] for path in several}
    names = {
        path: stems[path]
        if path not in of_folder
        else folders[path]
        if _count(of_folder, path) == 1
        else f"{folders[path]}-{stems[path]}"
        for path in files
    }
    named: dict[str, str] = {}
    taken: set[str] = set()
    for path, wanted in names.items():
        name, number = wanted, 2
        while name.casefold() in taken:  # also where a file system takes "A" and "a" for the same
            name, number = f"{wanted}-{number}", number + 1
        taken.add(name.casefold())
        named[name] = path
    return named


def _count(names: dict[str, str], path: str) -> int:
    """How many files have the name of this one."""
    return sum(name.casefold() == names[path].casefold() for name in names.values())
