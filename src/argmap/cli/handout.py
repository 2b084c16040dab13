"""`argmap handout`: make pages for class: the picture with questions, then the argument in words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, NamedTuple

import typer

from argmap.analysis import Analysis, analyse
from argmap.classroom.handout import LEAST, gaps_in, parts_to_draw, printed_size, with_gaps
from argmap.classroom.handout import handout as handout_blocks
from argmap.classroom.pdf import sheet_pdf
from argmap.cli.maps import folder_for, open_map, stem_of
from argmap.cli.options import MapPath, OutFolderOrOutput
from argmap.cli.terminal import refuse, talk, write_all
from argmap.english import plural
from argmap.findings import UnknownElement
from argmap.loading.load import LoadedMap
from argmap.render import Format
from argmap.render.draw import draw
from argmap.render.fonts import ImageError
from argmap.report.sheet import Paper, sheet_html, sheet_markdown
from argmap.settings import Settings, Theme


class HandoutFormat(StrEnum):
    """The formats of a handout."""

    HTML = "html"
    MARKDOWN = "markdown"
    PDF = "pdf"


_ENDINGS = {HandoutFormat.HTML: "html", HandoutFormat.MARKDOWN: "md", HandoutFormat.PDF: "pdf"}


def handout(
    ctx: typer.Context,
    path: MapPath,
    blanks: Annotated[int, typer.Option("--blanks", "-b", min=0, help="Number of statements to leave blank.")] = 0,
    seed: Annotated[int, typer.Option("--seed", help="Random seed; the same seed leaves the same blanks.")] = 1,
    focus: Annotated[
        str | None,
        typer.Option("--focus", metavar="ID", help="Draw the part around this element (default: the conclusion)."),
    ] = None,
    depth: Annotated[
        int | None, typer.Option("--depth", min=1, help="Steps around the focus (default: as many as stay readable).")
    ] = None,
    paper: Annotated[Paper, typer.Option("--paper", help="Paper to print on.")] = Paper.A4,
    output: Annotated[
        HandoutFormat, typer.Option("--format", "-f", help="Output format; pdf needs argmap[image].")
    ] = HandoutFormat.HTML,
    out: OutFolderOrOutput = None,
) -> None:
    """Make a handout from a map.

    The first page has the picture and questions; the others have the argument in words, with or without blanks.
    """
    folder = folder_for(path, out) if out != "-" else None
    analysis = open_map(path)
    gaps = gaps_in(analysis.graph, blanks, seed)
    try:
        gapped = LoadedMap(with_gaps(analysis.map, gaps), analysis.loaded.documents)
        parts = parts_to_draw(analysis.graph, focus, depth)
        drawn = _picture(gapped, parts, output, ctx)
        blocks = handout_blocks(analysis, drawn.svg, gaps, seed, paper)
        if output is HandoutFormat.PDF:
            made = sheet_pdf(analysis.title, blocks, drawn.png, paper)
        elif output is HandoutFormat.HTML:
            made = sheet_html(analysis.title, analysis.map.map.language, blocks, paper).encode()
        else:
            made = sheet_markdown(blocks).encode()
    except UnknownElement as error:
        refuse(f"--focus: {error}", error.advice)
    except ImageError as error:
        refuse(str(error))
    if folder is None:
        sys.stdout.buffer.write(made)
    else:
        write_all(folder, {f"{stem_of(path)}-handout.{_ENDINGS[output]}": made})
    if len(gaps) < blanks:
        talk(f"{plural(len(gaps), 'blank')}; there are no more statements to make {blanks}")
    size = printed_size(drawn.svg)
    if size < LEAST:
        talk(f"the statements in the picture are small in print: {size:.1f} points")
    if drawn.focus is not None and focus is None:
        talk(f'the picture shows only the part around "{drawn.focus}"; choose another part with --focus ID --depth N')


class _Picture(NamedTuple):
    """The picture of a handout, as far as its format needs it, and the element around which it is drawn."""

    svg: str
    png: bytes
    focus: str | None


def _picture(
    loaded: LoadedMap, parts: Sequence[tuple[str | None, int]], output: HandoutFormat, ctx: typer.Context
) -> _Picture:
    """The largest of the parts whose statements can be read in print, or the smallest."""

    def drawn(analysis: Analysis, form: Format) -> bytes:
        made, _, failures = draw(analysis, [form], ctx.obj)
        if failures:
            refuse(*failures.values())
        return made[form]

    svg = png = b""
    for focus, steps in parts:
        settings = Settings(
            theme=Theme.LIGHT, focus=focus, depth=steps, detail="all", legend=False, weak=False, findings=False
        )
        analysis = analyse(loaded, settings)
        if output is not HandoutFormat.MARKDOWN:
            svg = drawn(analysis, Format.SVG)
        if printed_size(svg.decode()) >= LEAST:
            break
    if output is HandoutFormat.PDF:
        png = drawn(analysis, Format.PNG)
    return _Picture(svg.decode(), png, focus)
