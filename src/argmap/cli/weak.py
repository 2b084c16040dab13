"""`argmap weak`: the standing of each conclusion and its weak links, ranked."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from argmap.cli.maps import load_or_end
from argmap.cli.options import MEASURE_HELP, MEASURES, choice
from argmap.cli.terminal import FINDINGS, refuse, talk


def weak(
    path: Annotated[str, typer.Argument(metavar="MAP", help="The map to assess; - is standard input.")],
    output: Annotated[str, typer.Option("--format", "-f", help="text, json, csv or markdown.")] = "text",
    top: Annotated[int, typer.Option(min=1, metavar="N", help="How many weak links to show.")] = 10,
    conclusion: Annotated[str | None, typer.Option(metavar="ID", help="Assess only this statement.")] = None,
    explain: Annotated[str | None, typer.Option(metavar="ID", help="Show the arithmetic of one element.")] = None,
    measure: Annotated[str, typer.Option(help=MEASURE_HELP)] = "standing",
    fail_under: Annotated[
        float | None, typer.Option(min=0, max=1, metavar="S", help="End with 1 if a standing is below S.")
    ] = None,
) -> None:
    """Rank the weak links of each conclusion by what their repair would gain."""
    from argmap.report import explanation, ranking  # noqa: PLC0415 - light start

    output = choice("--format", output, ranking.FORMATS)
    map_ = load_or_end(path).map
    from argmap.assess.gradual import NotSettled  # noqa: PLC0415 - as above
    from argmap.assess.measured import assess_by  # noqa: PLC0415 - as above
    from argmap.assess.standing import assess, chances  # noqa: PLC0415 - as above
    from argmap.graph import build_graph  # noqa: PLC0415 - as above

    graph = build_graph(map_)
    statements = [name for name in graph if graph.kinds[name].is_statement]
    roots = (choice("--conclusion", conclusion, statements),) if conclusion is not None else graph.roots()
    measure = choice("--measure", measure, MEASURES)
    try:
        assessments = [
            assess(graph, root) if measure == "standing" else assess_by(graph, root, measure) for root in roots
        ]
    except NotSettled:
        refuse(f"{measure} does not settle on this map", "It need not in a circle. Use --measure standing.")
    if explain is not None:
        explain = choice("--explain", explain, list(graph))
        known = chances(graph, explain)
        sys.stdout.write(explanation.explain(graph, explain, known, assessments) + "\n")
    else:
        sys.stdout.write(ranking.format_ranking(graph, assessments, output, top))
    low = [one for one in assessments if fail_under is not None and one.standing < fail_under]
    for one in low:
        talk(f"argmap: {one.conclusion} stands at {one.standing:.4f}, below {fail_under:g}")
    if low:
        raise typer.Exit(FINDINGS)
