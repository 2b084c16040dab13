"""`argmap exercise`: an exercise made from a map, to be done in a browser or on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from argmap.classroom.exercise import ExerciseKind, make_exercise, things_to_find
from argmap.classroom.page import Aid, exercise_page
from argmap.classroom.pdf import sheet_pdf
from argmap.classroom.worksheet import worksheet
from argmap.cli.maps import folder_for, open_map, stem_of
from argmap.cli.options import MapPath, OutFolder
from argmap.cli.terminal import refuse, talk, write_all
from argmap.render.fonts import ImageError
from argmap.report.sheet import Block, sheet_html


def exercise(
    path: MapPath,
    kind: Annotated[ExerciseKind, typer.Option("--kind", "-k", help="What there is to do.")] = ExerciseKind.FILL_TEXT,
    hide: Annotated[int, typer.Option("--hide", min=1, max=200, help="How many things there are to find.")] = 6,
    seed: Annotated[int, typer.Option("--seed", help="The same seed makes the same exercise.")] = 1,
    help_level: Annotated[
        Aid, typer.Option("--help-level", help="How far the page helps: none (an exam), hints, or check.")
    ] = Aid.CHECK,
    exam: Annotated[
        bool, typer.Option("--exam", help="The same as --help-level none: the page does not know the answers.")
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Also write worksheet and key as PDF (needs the extra).")] = False,
    out: OutFolder = None,
) -> None:
    """Make an exercise from a map.

    Writes a page for the browser, a worksheet for paper, and its key.
    """
    analysis = open_map(path)
    try:
        made = make_exercise(analysis, kind, hide, seed)
    except ValueError as error:
        refuse(str(error), "Choose another --kind, or a larger --hide.")
    name = f"{stem_of(path)}-{kind.value}"
    files = {f"{name}.html": exercise_page(made, Aid.NONE if exam else help_level).encode()}
    for part in ("worksheet", "key"):
        blocks = worksheet(made, key=part == "key")
        title = f"{made.title}: {part}"
        files[f"{name}-{part}.html"] = sheet_html(title, made.language, blocks).encode()
        if pdf:
            files[f"{name}-{part}.pdf"] = _pdf(title, blocks)
    write_all(folder_for(path, out), files)
    talk(f"{things_to_find(made)} things to find")


def _pdf(title: str, blocks: Sequence[Block]) -> bytes:
    try:
        return sheet_pdf(title, blocks)
    except ImageError as error:
        refuse(str(error))
