"""`argmap weak`: show the standing of each conclusion and rank its weak links."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from argmap.analysis import Analysis
from argmap.cli.maps import open_map
from argmap.cli.options import OUTPUT_FORMAT, MapPath, Measure, choice
from argmap.cli.progress import progress
from argmap.cli.terminal import FINDINGS, refuse, talk
from argmap.describe import kind_of
from argmap.english import plural
from argmap.report.explanation import explain as explain_arithmetic
from argmap.report.pairs import format_pairs
from argmap.report.ranking import RankingFormat, format_ranking, left_out
from argmap.settings import MeasureName, Settings
from argmap.standing.assessment import STANDING, Assessment, is_below
from argmap.standing.sentence import error_words, stands


def weak(
    path: MapPath,
    output: Annotated[RankingFormat, OUTPUT_FORMAT] = RankingFormat.TEXT,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="Number of weak links to show.")] = 10,
    conclusion: Annotated[str | None, typer.Option(metavar="ID", help="Assess only this statement.")] = None,
    explain: Annotated[str | None, typer.Option(metavar="ID", help="Show the arithmetic for this element.")] = None,
    measure: Measure = MeasureName.STANDING,
    pairs: Annotated[bool, typer.Option("--pairs", help="Rank the two repairs that together help most.")] = False,
    fail_under: Annotated[
        float | None,
        typer.Option(min=0, max=1, metavar="S", help="Exit with status 1 if a conclusion's standing is below S."),
    ] = None,
) -> None:
    """Rank the weak links of each conclusion.

    The weakest link is the element that would raise the standing most if it were settled.
    """
    _refuse_combinations(output, measure, explains=explain is not None, pairs=pairs)
    analysis = open_map(path, Settings(measure=measure))
    graph = analysis.graph
    if conclusion is not None:
        choice("--conclusion", conclusion, [element_id for element_id in graph if graph.kinds[element_id].is_statement])
    if explain is not None:
        _explainable(analysis, explain)
    conclusions = analysis.roots if conclusion is None else (conclusion,)
    with progress("working out the standing"):
        if explain is not None:
            made = explain_arithmetic(analysis, explain, conclusions) + "\n"
        else:
            made = (format_pairs if pairs else format_ranking)(analysis, conclusions, output, top)
    sys.stdout.write(made)
    if output is RankingFormat.CSV and not pairs:
        _note_cuts(map(analysis.assessment, conclusions), top)
    low = [root for root in conclusions if fail_under is not None and _is_low(analysis.assessment(root), fail_under)]
    not_assessed = analysis.roots_left_out if conclusion is None else 0
    if not_assessed:
        talk(f"argmap: {analysis.left_out}; choose one with --conclusion")
    if low or (not_assessed and fail_under is not None):
        raise typer.Exit(FINDINGS)


def _refuse_combinations(output: RankingFormat, measure: MeasureName, *, explains: bool, pairs: bool) -> None:
    """Exit with status 2 if options contradict each other."""
    if explains and output is not RankingFormat.TEXT:
        refuse(f"--explain shows text, not {output.value}", "Leave out --format, or --explain.")
    if pairs and explains:
        refuse("--explain shows one element, and --pairs two at a time", "Leave out one of them.")
    if pairs and measure is not MeasureName.STANDING:
        refuse(f"--pairs ranks by standing, not by {measure.value}", "Leave out --measure, or --pairs.")


def _explainable(analysis: Analysis, element_id: str) -> None:
    """Exit with status 2 if an element has no arithmetic."""
    graph = analysis.graph
    if element_id not in graph and element_id not in analysis.clashes and element_id in graph.map.ids():
        refuse(
            f'--explain: "{element_id}" is {kind_of(graph, element_id).with_article}, which has no arithmetic',
            "It has neither a grade nor a standing. Use argmap explain to see all about it.",
        )
    choice("--explain", element_id, [*graph, *analysis.clashes])


def _is_low(found: Assessment, limit: float) -> bool:
    """Whether a conclusion is below a limit; says so, and also if an estimate cannot tell."""
    below = is_below(found.standing, found.standard_error, limit)
    what = "standing" if found.measure == STANDING else f"strength by {found.measure}"
    if found.standing is None:
        talk(f"argmap: {found.conclusion} {stands(found)}; that counts as below {limit:g}")
    elif below:
        is_none = found.drawn and not found.standing
        number = f"0 in {found.drawn:,} worlds drawn" if is_none else _digits(found.standing, limit)
        talk(f"argmap: the {what} of {found.conclusion} is {number}, below {limit:g}")
    elif below is None:
        talk(
            f"argmap: whether the standing of {found.conclusion} is below {limit:g} is undecided by the estimate "
            f"({found.standing:.4f}, standard error {error_words(found.standard_error)})"
        )
    return below is True


def _digits(standing: float, limit: float) -> str:
    """A standing with as many digits as it takes to tell it from a limit."""
    digits = next((digits for digits in range(4, 12) if f"{standing:.{digits}f}" != f"{limit:.{digits}f}"), 12)
    return f"{standing:.{digits}f}"


def _note_cuts(assessments: Iterable[Assessment], top: int) -> None:
    """Say on standard error how many weak links a table leaves out, for which it has no place itself."""
    for found in assessments:
        if count := left_out(found, top):
            talk(f"argmap: {plural(count, 'more weak link')} of {found.conclusion}; --top shows them")
