"""`argmap review`: write a report for reviewing a map."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from argmap.cli.maps import folder_for, open_map, stem_of
from argmap.cli.options import OUTPUT_FORMAT, MapPath, OutFolderOrOutput
from argmap.cli.terminal import write_all
from argmap.render import Format
from argmap.render.draw import draw
from argmap.report.review import SETTINGS, review_blocks
from argmap.report.sheet import ENDINGS, SheetFormat, format_sheet


def review(
    ctx: typer.Context,
    path: MapPath,
    output: Annotated[SheetFormat, OUTPUT_FORMAT] = SheetFormat.HTML,
    out: OutFolderOrOutput = None,
) -> None:
    """Write a report for reviewing a map.

    The report shows the picture, standing, weak links, findings, open critical questions, cautions, contested claims
    and sources.
    """
    folder = folder_for(path, out) if out != "-" else None
    analysis = open_map(path, SETTINGS)
    picture = draw(analysis, [Format.SVG], ctx.obj).outputs[Format.SVG].decode() if output is SheetFormat.HTML else ""
    blocks = review_blocks(analysis, picture)
    made = format_sheet(analysis.title, analysis.map.map.language, blocks, output)
    if folder is None:
        sys.stdout.buffer.write(made.encode())
    else:
        write_all(folder, {f"{stem_of(path)}-review.{ENDINGS[output]}": made.encode()})
