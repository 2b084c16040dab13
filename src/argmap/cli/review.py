"""`argmap review`: one report on a map for its reviewer."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from argmap.cli.maps import folder_for, load_or_end, stem_of
from argmap.cli.options import choice
from argmap.cli.terminal import write_all


def review(
    path: Annotated[str, typer.Argument(metavar="MAP", help="The map to report on; - is standard input.")],
    output: Annotated[str, typer.Option("--format", "-f", help="html or markdown.")] = "html",
    out: Annotated[
        str | None, typer.Option("--out", "-o", metavar="DIR|-", help="Folder to write to; - is standard output.")
    ] = None,
) -> None:
    """Write one report on a map.

    It has the picture, standing, weak links, findings, open critical questions, cautions, disputes and sources.
    """
    output = choice("--format", output, ("html", "markdown"))
    from argmap.assess.standing import assess  # noqa: PLC0415 - light start
    from argmap.critique import criticise  # noqa: PLC0415 - as above
    from argmap.graph import build_graph  # noqa: PLC0415 - as above
    from argmap.layout.engine import Engine  # noqa: PLC0415 - as above
    from argmap.pipeline import Options, draw, title_of  # noqa: PLC0415 - as above
    from argmap.report.sheet import sheet_html, sheet_markdown  # noqa: PLC0415 - as above
    from argmap.review.report import review_blocks  # noqa: PLC0415 - as above

    loaded = load_or_end(path)
    stem = stem_of(path)
    graph = build_graph(loaded.map)
    title = title_of(loaded.map, stem)
    picture = ""
    if output == "html":
        with Engine() as engine:
            picture = draw(loaded.map, stem, ["svg"], Options(), engine).outputs["svg"].decode()
    assessments = [assess(graph, root) for root in graph.roots()[:20]]
    blocks = review_blocks(graph, title, assessments, criticise(loaded).findings, picture)
    made = sheet_html(title, loaded.map.map.language, blocks) if output == "html" else sheet_markdown(blocks)
    if out == "-":
        sys.stdout.write(made)
        return
    ending = "html" if output == "html" else "md"
    write_all(folder_for(path, out), {f"{stem}-review.{ending}": made.encode()})
