"""`argmap review`: one report on a map for its reviewer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import choice
from argmap.cli.terminal import UNUSABLE, talk, write_whole


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
    from argmap.cli.render import tell_findings  # noqa: PLC0415 - as above
    from argmap.critique import criticise  # noqa: PLC0415 - as above
    from argmap.findings import MapError  # noqa: PLC0415 - as above
    from argmap.graph import build_graph  # noqa: PLC0415 - as above
    from argmap.layout.engine import Engine  # noqa: PLC0415 - as above
    from argmap.loading.load import load_file  # noqa: PLC0415 - as above
    from argmap.pipeline import Options, draw, title_of  # noqa: PLC0415 - as above
    from argmap.report.sheet import sheet_html, sheet_markdown  # noqa: PLC0415 - as above
    from argmap.review.report import review_blocks  # noqa: PLC0415 - as above

    try:
        loaded = load_file(path)
    except MapError as error:
        tell_findings(error)
        raise typer.Exit(UNUSABLE) from None
    stem = "map" if path == "-" else Path(path).stem
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
    folder = Path(out) if out is not None else (Path() if path == "-" else Path(path).parent)
    target = folder / f"{stem}-review.{'html' if output == 'html' else 'md'}"
    try:
        write_whole(target, made.encode())
    except OSError as error:
        talk(f"argmap: {target} cannot be written: {error.strerror or error}")
        raise typer.Exit(UNUSABLE) from None
    talk(f"wrote {target}")
