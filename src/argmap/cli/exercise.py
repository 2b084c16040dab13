"""`argmap exercise`: an exercise made from a map, to be done in a browser or on paper."""

from __future__ import annotations

from typing import Annotated

import typer

from argmap.cli.maps import folder_for, load_or_end, stem_of
from argmap.cli.options import EXERCISES, choice
from argmap.cli.terminal import refuse, talk, write_all

_HELP = ("none", "hints", "check")


def exercise(
    path: Annotated[str, typer.Argument(metavar="MAP", help="The map to make it from; - is standard input.")],
    kind: Annotated[
        str, typer.Option("--kind", "-k", help=f"{', '.join(EXERCISES[:-1])} or {EXERCISES[-1]}.")
    ] = "fill-text",
    hide: Annotated[int, typer.Option("--hide", min=1, max=200, help="How many things there are to find.")] = 6,
    seed: Annotated[int, typer.Option("--seed", help="The same seed makes the same exercise.")] = 1,
    aid: Annotated[
        str, typer.Option("--help-level", help="How far the page helps: none (an exam), hints, or check.")
    ] = "check",
    exam: Annotated[
        bool, typer.Option("--exam", help="The same as --help-level none: the page does not know the answers.")
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Worksheet and key also as PDF (needs the extra).")] = False,
    out: Annotated[str | None, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to.")] = None,
) -> None:
    """Make an exercise from a map.

    Writes a page for the browser, a worksheet for paper, and the key to it.
    """
    choice("--kind", kind, EXERCISES)
    aid = "none" if exam else choice("--help-level", aid, _HELP)
    from argmap.classroom.exercise import What, make_exercise  # noqa: PLC0415 - light start
    from argmap.classroom.page import exercise_page  # noqa: PLC0415 - as above
    from argmap.classroom.sheets import worksheet  # noqa: PLC0415 - as above
    from argmap.pipeline import title_of  # noqa: PLC0415 - as above
    from argmap.report.sheet import sheet_html  # noqa: PLC0415 - as above

    map_ = load_or_end(path).map
    stem = stem_of(path)
    try:
        made = make_exercise(map_, What(kind), hide, seed, title_of(map_, stem))
    except ValueError as error:
        refuse(str(error), "Choose another --kind, or a larger --hide.")
    name = f"{stem}-{kind}"
    files = {f"{name}.html": exercise_page(made, aid).encode()}
    for what, key in (("worksheet", False), ("key", True)):
        blocks = worksheet(made, key=key)
        title = f"{made.title}: {what}"
        files[f"{name}-{what}.html"] = sheet_html(title, made.language, blocks).encode()
        if pdf:
            files[f"{name}-{what}.pdf"] = _pdf(title, blocks)
    write_all(folder_for(path, out), files)
    talk(f"{len(made.weakest) or len(made.order) or sum(one.is_asked for one in made.elements)} things to find")


def _pdf(title: str, blocks: list) -> bytes:  # type: ignore[type-arg] # blocks are loaded late
    from argmap.classroom.pdf import sheet_pdf  # noqa: PLC0415 - only for PDF
    from argmap.render.fonts import ImageError  # noqa: PLC0415 - as above

    try:
        return sheet_pdf(title, blocks)
    except ImageError as error:
        refuse(str(error))
