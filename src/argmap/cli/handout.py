"""`argmap handout`: two pages for class, with the picture and questions, and the argument in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.maps import folder_for, load_or_end, stem_of
from argmap.cli.options import choice
from argmap.cli.terminal import refuse, talk, write_all

if TYPE_CHECKING:
    from argmap.graph import Graph

_FORMATS = ("html", "markdown", "pdf")
_ENDINGS = {"html": "html", "markdown": "md", "pdf": "pdf"}
_LEGIBLE = 32  # how many statements and steps can be read in a picture on half a page


def handout(
    path: Annotated[str, typer.Argument(metavar="MAP", help="The map to make it from; - is standard input.")],
    blanks: Annotated[int, typer.Option("--blanks", "-b", min=0, help="How many statements to leave blank.")] = 0,
    seed: Annotated[int, typer.Option("--seed", help="The same seed leaves the same blanks.")] = 1,
    focus: Annotated[
        str | None, typer.Option("--focus", metavar="ID", help="Draw what is near this element; else the conclusion.")
    ] = None,
    depth: Annotated[
        int | None, typer.Option("--depth", min=1, help="Steps around the focus; else as many as can be read.")
    ] = None,
    output: Annotated[str, typer.Option("--format", "-f", help="html, markdown or pdf (needs the extra).")] = "html",
    out: Annotated[str | None, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to.")] = None,
) -> None:
    """Make two pages for class from a map.

    The first has the picture and questions, the second the argument in words, with blanks or without.
    """
    choice("--format", output, _FORMATS)
    from argmap.classroom.sheets import gaps_in, with_gaps  # noqa: PLC0415 - light start
    from argmap.classroom.sheets import handout as handout_blocks  # noqa: PLC0415 - as above
    from argmap.graph import build_graph  # noqa: PLC0415 - as above
    from argmap.layout.engine import Engine  # noqa: PLC0415 - as above
    from argmap.pipeline import Options, draw, title_of  # noqa: PLC0415 - as above
    from argmap.render.fonts import ImageError  # noqa: PLC0415 - as above
    from argmap.report.sheet import sheet_html, sheet_markdown  # noqa: PLC0415 - as above

    map_ = load_or_end(path).map
    graph = build_graph(map_)
    stem = stem_of(path)
    title = title_of(map_, stem)
    if focus is not None and all(focus != name for _, name, _ in map_.elements()):
        refuse(f'--focus: there is no "{focus}" in the map', "Name the id of an element.")
    shown, steps = _part(graph, focus, depth)
    options = Options(theme="light", focus=shown, depth=steps, legend=False, weak=False, findings=False)
    gaps = gaps_in(graph, blanks, seed)
    try:
        picture = b""
        if output != "markdown":
            one = "png" if output == "pdf" else "svg"
            with Engine() as engine:
                picture = draw(with_gaps(map_, gaps), stem, [one], options, engine).outputs[one]
        blocks = handout_blocks(graph, title, "" if output == "pdf" else picture.decode(), gaps, seed)
        if output == "pdf":
            from argmap.classroom.pdf import sheet_pdf  # noqa: PLC0415 - as above

            made = sheet_pdf(title, blocks, picture)
        else:
            told = sheet_html(title, map_.map.language, blocks) if output == "html" else sheet_markdown(blocks)
            made = told.encode()
    except ImageError as error:
        refuse(str(error))
    write_all(folder_for(path, out), {f"{stem}-handout.{_ENDINGS[output]}": made})
    if shown is not None and focus is None:
        talk(f'the picture shows what is near "{shown}", for it to be read; --focus ID --depth N shows another part')


def _part(graph: Graph, focus: str | None, depth: int | None) -> tuple[str | None, int]:
    """The part of a map to draw: what was asked for; else as much around the conclusion as can be read."""
    from argmap.layout.selection import select  # noqa: PLC0415 - light start

    start = focus or next(iter(graph.roots()), None)
    if start is None or (focus is None and depth is None and len(graph) <= _LEGIBLE):
        return focus, depth or 2
    if depth is not None:
        return start, depth
    fitting = 1
    while fitting < 50 and len(select(graph, focus=start, depth=fitting + 1) or ()) <= _LEGIBLE:  # noqa: PLR2004 - deep enough
        fitting += 1
    return start, fitting
