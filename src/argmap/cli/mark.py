"""`argmap mark`: students' maps marked against a reference."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.maps import load_or_end, stem_of, tell_findings
from argmap.cli.options import EXERCISES, choice
from argmap.cli.terminal import UNUSABLE, talk, write_all

if TYPE_CHECKING:
    from argmap.classroom.marking import Marks, Rubric
    from argmap.loading.load import LoadedMap


def mark(
    students: Annotated[
        list[str], typer.Argument(metavar="STUDENT...", help="The students' maps, or folders of them.")
    ],
    against: Annotated[str, typer.Option("--against", "-a", metavar="REFERENCE", help="The map to mark against.")],
    rubric: Annotated[
        str | None, typer.Option("--rubric", "-r", metavar="FILE", help="A TOML file with the weights of the parts.")
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", "-k", help=f"Mark by what an exercise asks: {', '.join(EXERCISES)}; or map.")
    ] = "map",
    output: Annotated[str, typer.Option("--format", "-f", help="html or markdown.")] = "html",
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to.")] = "marks",
) -> None:
    """Mark students' maps against a reference.

    Writes a report for each student, class.csv, and differences.csv with the places where most differed.
    A file that cannot be read does not stop the others; the command ends with 2 then.
    """
    choice("--kind", kind, ("map", *EXERCISES))
    choice("--format", output, ("html", "markdown"))
    from argmap.classroom.marking import Rubric  # noqa: PLC0415 - light start
    from argmap.classroom.report import class_table, differences_table  # noqa: PLC0415 - as above
    from argmap.classroom.rubric import read_rubric  # noqa: PLC0415 - as above
    from argmap.findings import MapError  # noqa: PLC0415 - as above
    from argmap.graph import build_graph  # noqa: PLC0415 - as above
    from argmap.loading.load import load_file  # noqa: PLC0415 - as above

    try:
        weights = read_rubric(Path(rubric)) if rubric is not None else Rubric()
    except MapError as error:
        tell_findings(error)
        raise typer.Exit(UNUSABLE) from None
    reference = load_or_end(against)
    marks: dict[str, Marks | None] = {}
    files: dict[str, bytes] = {}
    for name, path in _named(students).items():
        try:
            student = load_file(path)
        except MapError as error:
            tell_findings(error)
            marks[name] = None
            continue
        marks[name], report = _marked(name, reference, student, weights, kind, output)
        files[f"{name}-marks.{'html' if output == 'html' else 'md'}"] = report
    known = [one for one in marks.values() if one is not None]
    files["class.csv"] = class_table(marks).encode()
    files["differences.csv"] = differences_table(build_graph(reference.map), known).encode()
    write_all(Path(out), files, tell=False)
    for name, one in marks.items():
        talk(f"{f'{one.total:.1%}' if one is not None else '—':>6}  {name}")
    talk(f"wrote {len(files)} files to {out}")
    if len(known) < len(marks):
        raise typer.Exit(UNUSABLE)


def _marked(
    name: str, reference: LoadedMap, student: LoadedMap, weights: Rubric, kind: str, output: str
) -> tuple[Marks, bytes]:
    from argmap.classroom.exercise import What  # noqa: PLC0415 - light start
    from argmap.classroom.marking import mark as marked  # noqa: PLC0415 - as above
    from argmap.classroom.report import student_blocks  # noqa: PLC0415 - as above
    from argmap.critique import criticise  # noqa: PLC0415 - as above
    from argmap.report.sheet import sheet_html, sheet_markdown  # noqa: PLC0415 - as above

    marks = marked(reference.map, student.map, weights, None if kind == "map" else What(kind))
    author = student.map.map.author
    told = f"{author} ({name})" if author else name
    blocks = student_blocks(told, marks, criticise(student).findings)
    if output == "html":
        return marks, sheet_html(f"Marks: {told}", student.map.map.language, blocks).encode()
    return marks, sheet_markdown(blocks).encode()


def _named(paths: list[str]) -> dict[str, str]:
    """Each file under a name of its own: its stem, with a number where two have the same."""
    files: list[str] = []
    for path in paths:
        found = sorted(str(one) for one in Path(path).glob("*.toml")) if Path(path).is_dir() else []
        files += found or [path]
    named: dict[str, str] = {}
    for path in files:
        stem = name = stem_of(path)
        number = 2
        while name in named:
            name, number = f"{stem}-{number}", number + 1
        named[name] = path
    return named
