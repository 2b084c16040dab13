"""The arithmetic of one element, step by step, with the map's own words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from argmap.analysis import Analysis
from argmap.graph import Graph
from argmap.model import GRADE_WORDS, grade_words
from argmap.report.ranking import ASSUMED, how
from argmap.standing.assessment import Assessment, Effect
from argmap.standing.grades import DEFAULT_GRADES, default_grade, lowering
from argmap.standing.sentence import sentence, worlds

_CLOSE = 1e-9


def explain(analysis: Analysis, name: str, conclusions: Sequence[str]) -> str:
    """How often an element stands and why, and what it means for each of the conclusions it bears on.

    Raises `KeyError` for an id that is no node.
    """
    graph = analysis.graph
    lines = [f"{name}: {analysis.full_words(name)}", *_grade_lines(analysis, name), *_own_lines(analysis, name)]
    bearing = False
    for assessment in map(analysis.assessment, conclusions):
        effect = next((one for one in assessment.effects if one.element == name), None)
        if effect is not None:
            lines += ["", *_effect_lines(effect, assessment, analysis)]
            bearing = True
    if not bearing:
        lines += ["", "It has no grade of its own that bears on a conclusion, so it has no rank."]
    return "\n".join([*lines, "", *_convention(graph), ASSUMED])


def _grade_lines(analysis: Analysis, name: str) -> list[str]:
    graded = analysis.grades.get(name)
    if graded is None:
        return ["  it has no grade: its standing follows from what supports it"]
    because = getattr(analysis.graph.element(name), "because", None)
    return [f"  grade {grade_words(graded.value)}: {graded.reason}" + (f", because {because}" if because else "")]


def _own_lines(analysis: Analysis, name: str) -> list[str]:
    """How often it stands itself: the product of what it needs, or the chance that not all support fails."""
    graph, chances = analysis.graph, analysis.account(name).chances()
    attackers = graph.attackers(name)
    lines = []
    if name in analysis.grades:
        value = analysis.grades[name].value
        factors = [(value, "its grade")]
        sources = () if graph.kinds[name].is_statement else graph.predecessors(name)
        factors += [(chances[one], f"{one}: {analysis.full_words(one)}") for one in sources]
        lines += ["  it stands if it holds, all it rests on stands, and no objection against it does:"]
    else:
        supporters = graph.supporters(name)
        lines += ["  it stands if not all that supports it fails, and no objection against it stands:"]
        lines += [f"    {one} stands in {chances[one]:.4f}: {analysis.full_words(one)}" for one in supporters]
        fails = " x ".join(f"(1 - {chances[one]:.4f})" for one in supporters)
        support = 1 - math.prod(1 - chances[one] for one in supporters)
        factors = [(support, f"some support stands: 1 - {fails}")]
    factors += [(1 - chances[one], f"{one} does not stand: {analysis.full_words(one)}") for one in attackers]
    product = math.prod(value for value, _ in factors)
    for place, (value, words) in enumerate(factors):
        lines.append(f"    {'x' if place else ' '} {value:.4f}  {words}")
    if len(factors) > 1:
        lines.append(f"    = {product:.4f}")
    exact = chances[name]
    if abs(exact - product) > _CLOSE:
        lines.append(
            f"  what it depends on shares elements or goes in a circle, so the product is not exact: over all worlds "
            f"it stands in {exact:.4f}"
        )
    else:
        lines.append(f"  so it stands in {worlds(exact)[0]} worlds")
    return lines


def _effect_lines(effect: Effect, assessment: Assessment, analysis: Analysis) -> list[str]:
    secured = "answered (grade 0)" if effect.speaks_against else "settled (grade 1)"
    failing = "sure (grade 1)" if effect.speaks_against else "failing (grade 0)"
    now, doubt, low = assessment.standing, 1 - assessment.standing, assessment.standing - effect.loss
    lines = [
        f"For {assessment.conclusion}: {analysis.full_words(assessment.conclusion)}",
        f"  S, its standing: {now:.4f} ({how(assessment)})",
        f"  S with {effect.element} {secured}: {effect.secured:.4f}",
        f"  W = {effect.secured:.4f} - {now:.4f} = {effect.gain:.4f}",
        f"  share of the doubt = W / (1 - S) = {effect.gain:.4f} / {doubt:.4f} = {effect.share:.1%}",
        f"  S with {effect.element} {failing}: {low:.4f}",
        f"  L = {now:.4f} - {low:.4f} = {effect.loss:.4f}",
    ]
    if effect.single_point:
        lines.append("  single point of failure: if it alone fails, the conclusion cannot stand")
    return [*lines, f"  {sentence(effect, assessment)}"]


def _convention(graph: Graph) -> list[str]:
    """The one table of grades: the scale, the defaults of this map, and what something open costs."""
    grading = graph.map.map.grading
    scale = ", ".join(f"{word} {value:g}" for word, value in GRADE_WORDS.items())
    defaults = [f"{kind.value} {default_grade(graph, kind):g}" for kind in DEFAULT_GRADES]
    changed = " (as [map.grading] says)" if grading != type(grading)() else ""
    steps = lowering(graph)
    cost = f"{steps} step{'' if steps == 1 else 's'} of the scale"
    return [
        f"Scale: {scale}.",
        f"Without a grade{changed}: {', '.join(defaults)}; each open caution or contested entry lowers it by {cost}.",
    ]
