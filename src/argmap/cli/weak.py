"""`argmap weak`: show the standing of each conclusion and rank its weak links."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from argmap.cli.maps import open_map
from argmap.cli.options import OUTPUT_FORMAT, MapPath, Measure, choice
from argmap.cli.terminal import FINDINGS, refuse, talk
from argmap.english import plural
from argmap.report.explanation import explain as explain_arithmetic
from argmap.report.ranking import RankingFormat, format_ranking, left_out
from argmap.settings import MeasureName, Settings
from argmap.standing.assessment import Assessment
from argmap.standing.gradual import NotSettled


def weak(
    path: MapPath,
    output: Annotated[RankingFormat, OUTPUT_FORMAT] = RankingFormat.TEXT,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="Number of weak links to show.")] = 10,
    conclusion: Annotated[str | None, typer.Option(metavar="ID", help="Assess only this statement.")] = None,
    explain: Annotated[str | None, typer.Option(metavar="ID", help="Show the arithmetic for this element.")] = None,
    measure: Measure = MeasureName.STANDING,
    fail_under: Annotated[
        float | None,
        typer.Option(min=0, max=1, metavar="S", help="Exit with status 1 if a conclusion's standing is below S."),
    ] = None,
) -> None:
    """Rank the weak links of each conclusion.

    The weakest link is the element that would raise the standing most if it were settled.
    """
    if explain is not None and output is not RankingFormat.TEXT:
        refuse(f"--explain shows text, not {output.value}", "Leave out --format, or --explain.")
    analysis = open_map(path, Settings(measure=measure))
    graph = analysis.graph
    if conclusion is not None:
        choice("--conclusion", conclusion, [element_id for element_id in graph if graph.kinds[element_id].is_statement])
    if explain is not None:
        choice("--explain", explain, [*graph, *analysis.clashes])
    conclusions = analysis.roots if conclusion is None else (conclusion,)
    try:
        if explain is not None:
            sys.stdout.write(explain_arithmetic(analysis, explain, conclusions) + "\n")
        else:
            sys.stdout.write(format_ranking(analysis, conclusions, output, top))
            if output is RankingFormat.CSV:
                _note_cuts(map(analysis.assessment, conclusions), top)
        low = [found for found in map(analysis.assessment, conclusions) if found.standing < (fail_under or 0)]
    except NotSettled:
        refuse(
            f"{measure.value} does not converge on this map",
            "It may not converge if the map has a circle. Use --measure standing.",
        )
    for found in low:
        talk(f"argmap: the standing of {found.conclusion} is {found.standing:.4f}, below {fail_under:g}")
    not_assessed = analysis.roots_left_out if conclusion is None else 0
    if not_assessed:
        talk(f"argmap: {analysis.left_out}; choose one with --conclusion")
    if low or (not_assessed and fail_under is not None):
        raise typer.Exit(FINDINGS)


def _note_cuts(assessments: Iterable[Assessment], top: int) -> None:
    """Say on standard error how many weak links a table leaves out, for which it has no place itself."""
    for found in assessments:
        if count := left_out(found, top):
            talk(f"argmap: {plural(count, 'more weak link')} of {found.conclusion}; --top shows them")
