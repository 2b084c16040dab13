"""`argmap exercise`: make an exercise from a map, for the browser and for paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from string import ascii_uppercase
from typing import Annotated

import typer

from argmap.classroom.answers import stamp_of
from argmap.classroom.exercise import Aid, Exercise, ExerciseKind, Task, make_exercise, things_to_find
from argmap.classroom.judge import chance
from argmap.classroom.moodle import MOST_RIGHT, TooMany, moodle_xml
from argmap.classroom.page import exercise_page
from argmap.classroom.part import SIZE, Wanted
from argmap.classroom.pdf import sheet_pdf
from argmap.classroom.qti import qti_package
from argmap.classroom.words import variant_in, words_for
from argmap.classroom.worksheet import worksheet
from argmap.cli.maps import folder_for, note_left_out, open_map, stem_of
from argmap.cli.options import MapPath, OutFolder
from argmap.cli.terminal import refuse, talk, write_all
from argmap.english import plural
from argmap.findings import UnknownElement
from argmap.render.fonts import ImageError
from argmap.report.sheet import Block, Paper, sheet_html


class Platform(StrEnum):
    """The learning platforms for which questions are written."""

    MOODLE = "moodle"
    QTI = "qti"


MAX_SEED = 2**53 - 1
"""The largest seed: a page keeps numbers as JavaScript has them."""
KEYS = "keys"
"""The folder for answer keys, which nobody hands out by mistake with the pages."""


def exercise(
    path: MapPath,
    kind: Annotated[ExerciseKind, typer.Option("--kind", "-k", help="Type of exercise.")] = ExerciseKind.FILL_TEXT,
    hide: Annotated[int, typer.Option("--hide", min=1, max=200, help="Number of items to find.")] = 6,
    seed: Annotated[
        int,
        typer.Option("--seed", min=-MAX_SEED, max=MAX_SEED, help="Random seed; the same seed makes the same exercise."),
    ] = 1,
    variants: Annotated[
        int, typer.Option("--variants", min=1, max=26, help="Make so many variants, called A, B and so on.")
    ] = 1,
    help_level: Annotated[
        Aid | None,
        typer.Option(
            "--help-level", help="How much the page helps: none (for an exam), hints, or check.", show_default="check"
        ),
    ] = None,
    exam: Annotated[
        bool, typer.Option("--exam", help="Same as --help-level none: the page does not contain the answers.")
    ] = False,
    focus: Annotated[
        str | None, typer.Option("--focus", metavar="ID", help="Use only the part around this element.")
    ] = None,
    depth: Annotated[
        int | None, typer.Option("--depth", min=1, help="Steps around the focus (default: as many as fit the size).")
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="ID", help="Use only this group, given by its id or title.")
    ] = None,
    size: Annotated[
        int, typer.Option("--size", min=2, help="Most statements and steps to show of a larger map.")
    ] = SIZE,
    paper: Annotated[Paper, typer.Option("--paper", help="Paper to print on.")] = Paper.A4,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files of other exercises.")] = False,
    platform: Annotated[
        list[Platform] | None,
        typer.Option(
            "--platform",
            help="Also write the questions for a learning platform: Moodle XML, or a package of QTI 2.1. Repeatable.",
        ),
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also write PDFs of the worksheet and key; needs argmap[image].")
    ] = False,
    out: OutFolder = None,
) -> None:
    """Make an exercise from a map.

    Writes a page for the browser and a worksheet for paper, and an answer key in a folder of its own.
    """
    if exam and help_level not in {None, Aid.NONE}:
        refuse(f"--exam gives no help, but --help-level is {help_level}", "Leave out one of the two.")
    if depth is not None and focus is None:
        refuse("--depth counts steps around a focus, but there is none", "Give --focus ID as well.")
    if focus is not None and group is not None:
        refuse("--focus and --group both choose a part of the map", "Leave out one of the two.")
    aid = Aid.NONE if exam else help_level or Aid.CHECK
    folder = folder_for(path, out)
    analysis = open_map(path)
    letters = ascii_uppercase[:variants] if variants > 1 else [""]
    task = Task(kind, hide, seed, "", aid, Wanted(focus, depth, group, size))
    try:
        made = [make_exercise(analysis, task._replace(variant=letter)) for letter in letters]
    except UnknownElement as error:
        refuse(f"--{'group' if group is not None else 'focus'}: {error}", error.advice)
    except ValueError as error:
        too_few = kind is ExerciseKind.ORDER and hide < 2  # noqa: PLR2004 - one alone has no order
        refuse(str(error), "Choose a larger --hide." if too_few else "Choose another --kind.")
    if kind is ExerciseKind.FIND_WEAK:
        note_left_out(analysis)
    files: dict[str, bytes] = {}
    for one in made:
        name = f"{stem_of(path)}-{kind.value}{f'-{one.task.variant}' if one.task.variant else ''}"
        its_files = {f"{name}.html": exercise_page(one, stamp_of(one, analysis)).encode()}
        its_files |= _sheets(one, name, paper, pdf=pdf) | _questions(one, name, platform or [])
        if not force:
            _refuse_to_overwrite(folder, its_files, one.digest)
        files |= its_files
    write_all(folder, files)
    count = min(things_to_find(one) for one in made)
    fewer = f"; there are no more to make {hide}" if count < hide and kind is not ExerciseKind.BUILD else ""
    talk(f"{plural(count, 'item')} to find{fewer}; who answers at random gets about {chance(made[0]):.0%}")
    shown = len(made[0].items)
    if shown < len(analysis.graph) and focus is None and group is None and kind is not ExerciseKind.ORDER:
        talk(
            f"shown are {shown} of {len(analysis.graph)} statements and steps; "
            "choose others with --focus or --group, or more with --size"
        )


def _sheets(exercise: Exercise, name: str, paper: Paper, *, pdf: bool) -> dict[str, bytes]:
    """The worksheet and the key, by file name."""
    words_language, words = words_for(exercise.language)
    variant = variant_in(words, exercise)
    files: dict[str, bytes] = {}
    for part in ("worksheet", "key"):
        blocks = worksheet(exercise, key=part == "key")
        title = f"{exercise.title}: {words[part]}{f' ({variant})' if variant else ''}"
        place = f"{KEYS}/" if part == "key" else ""
        files[f"{place}{name}-{part}.html"] = sheet_html(title, words_language, blocks, paper).encode()
        if pdf:
            files[f"{place}{name}-{part}.pdf"] = _pdf(title, blocks, paper)
    return files


def _questions(exercise: Exercise, name: str, platforms: Sequence[Platform]) -> dict[str, bytes]:
    """The questions for learning platforms, which contain the answers, by file name."""
    files: dict[str, bytes] = {}
    if Platform.MOODLE in platforms:
        try:
            files[f"{KEYS}/{name}-moodle.xml"] = moodle_xml(exercise).encode()
        except TooMany:
            refuse(
                f"a question has more than {MOST_RIGHT} right answers, to which Moodle cannot give equal shares",
                "Choose a smaller --hide or --size.",
            )
    if Platform.QTI in platforms:
        files[f"{KEYS}/{name}-qti.zip"] = qti_package(exercise)
    return files


def _refuse_to_overwrite(folder: Path, files: Mapping[str, bytes], digest: str) -> None:
    """Exit with status 2 if a file of another exercise would be overwritten. The page says which exercise it is of."""
    page = folder / next(iter(files))
    if page.is_file() and digest.encode() in page.read_bytes():
        return
    for name, data in files.items():
        place = folder / name
        if place.exists() and not (place.is_file() and place.read_bytes() == data):
            refuse(
                f"{place} is there already, and it is of another exercise or of another version of the map",
                "Choose another folder with --out, or overwrite it with --force.",
            )


def _pdf(title: str, blocks: Sequence[Block], paper: Paper) -> bytes:
    try:
        return sheet_pdf(title, blocks, paper=paper)
    except ImageError as error:
        refuse(str(error))
