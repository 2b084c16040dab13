"""`argmap exercise`: make an exercise from a map, for the browser and for paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from argmap.classroom.exercise import ExerciseKind, make_exercise, things_to_find
from argmap.classroom.page import Aid, exercise_page
from argmap.classroom.pdf import sheet_pdf
from argmap.classroom.worksheet import worksheet
from argmap.cli.maps import folder_for, note_left_out, open_map, stem_of
from argmap.cli.options import MapPath, OutFolder
from argmap.cli.terminal import refuse, talk, write_all
from argmap.english import plural
from argmap.render.fonts import ImageError
from argmap.report.sheet import Block, sheet_html


def exercise(
    path: MapPath,
    kind: Annotated[ExerciseKind, typer.Option("--kind", "-k", help="Type of exercise.")] = ExerciseKind.FILL_TEXT,
    hide: Annotated[int, typer.Option("--hide", min=1, max=200, help="Number of items to find.")] = 6,
    seed: Annotated[int, typer.Option("--seed", help="Random seed; the same seed makes the same exercise.")] = 1,
    help_level: Annotated[
        Aid | None,
        typer.Option(
            "--help-level", help="How much the page helps: none (for an exam), hints, or check.", show_default="check"
        ),
    ] = None,
    exam: Annotated[
        bool, typer.Option("--exam", help="Same as --help-level none: the page does not contain the answers.")
    ] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also write PDFs of the worksheet and key; needs argmap[image].")
    ] = False,
    out: OutFolder = None,
) -> None:
    """Make an exercise from a map.

    Writes a page for the browser, a worksheet for paper, and an answer key.
    """
    if exam and help_level not in {None, Aid.NONE}:
        refuse(f"--exam gives no help, but --help-level is {help_level}", "Leave out one of the two.")
    aid = Aid.NONE if exam else help_level or Aid.CHECK
    folder = folder_for(path, out)
    analysis = open_map(path)
    try:
        made = make_exercise(analysis, kind, hide, seed)
    except ValueError as error:
        too_few = kind is ExerciseKind.ORDER and hide < 2  # noqa: PLR2004 - one alone has no order
        refuse(str(error), "Choose a larger --hide." if too_few else "Choose another --kind.")
    if kind is ExerciseKind.FIND_WEAK:
        note_left_out(analysis)
    name = f"{stem_of(path)}-{kind.value}"
    files = {f"{name}.html": exercise_page(made, aid).encode()}
    for part in ("worksheet", "key"):
        blocks = worksheet(made, key=part == "key")
        title = f"{made.title}: {part}"
        files[f"{name}-{part}.html"] = sheet_html(title, made.language, blocks).encode()
        if pdf:
            files[f"{name}-{part}.pdf"] = _pdf(title, blocks)
    write_all(folder, files)
    count = things_to_find(made)
    talk(f"{plural(count, 'item')} to find" + (f"; there are no more to make {hide}" if count < hide else ""))


def _pdf(title: str, blocks: Sequence[Block]) -> bytes:
    try:
        return sheet_pdf(title, blocks)
    except ImageError as error:
        refuse(str(error))
