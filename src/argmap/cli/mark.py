"""`argmap mark`: mark students' maps against a reference."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from argmap.analysis import Analysis
from argmap.classroom.exercise import ExerciseKind
from argmap.classroom.marking import Marks, Rubric
from argmap.classroom.marking import mark as mark_map
from argmap.classroom.report import class_table, differences_table, student_blocks
from argmap.classroom.rubric import read_rubric
from argmap.cli.maps import folder_for, note_left_out, open_map, read_map, show_errors, stem_of, unusable
from argmap.cli.terminal import UNUSABLE, refuse, talk, write_all
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
    output: Annotated[SheetFormat, typer.Option("--format", "-f", help="Output format.")] = SheetFormat.HTML,
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
    marks: dict[str, Marks | None] = {}
    files: dict[str, bytes] = {}
    for name, path in _named(students).items():
        try:
            student = read_map(path)
        except MapError as error:
            show_errors(error)
            marks[name] = None
            continue
        marks[name] = found = mark_map(reference, student, weights, exercise)
        files[f"{name}-marks.{ENDINGS[output]}"] = _report(name, student, found, output)
    known = [found for found in marks.values() if found is not None]
    files["class.csv"] = class_table(marks).encode()
    files["differences.csv"] = differences_table(reference, known).encode()
    write_all(folder, files, tell=False)
    for name, found_or_none in marks.items():
        talk(f"{f'{found_or_none.total:.1%}' if found_or_none is not None else '—':>6}  {name}")
    talk(f"wrote {len(files)} files to {out}")
    if len(known) < len(marks):
        raise typer.Exit(UNUSABLE)


def _report(name: str, student: Analysis, marks: Marks, output: SheetFormat) -> bytes:
    author = student.map.map.author
    title = f"{author} ({name})" if author else name
    blocks = student_blocks(title, marks, student)
    return format_sheet(f"Marks: {title}", student.map.map.language, blocks, output).encode()


def _named(paths: list[str]) -> dict[str, str]:
    """The files by unique name: the stem, followed by a number if an earlier file has the same one."""
    files: list[str] = []
    for path in paths:
        found = sorted(str(file) for file in Path(path).glob("*.toml")) if Path(path).is_dir() else []
        files += found or [path]
    named: dict[str, str] = {}
    for path in files:
        stem = name = stem_of(path)
        number = 2
        while name in named:
            name, number = f"{stem}-{number}", number + 1
        named[name] = path
    return named
