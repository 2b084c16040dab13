"""The arithmetic of one element, step by step, with the map's own words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from argmap.assess.assessment import Assessment, Effect
from argmap.assess.grading import DEFAULT_GRADES, LOWERING, grade_words, grades, is_uncertain
from argmap.assess.sentence import sentence, worlds
from argmap.graph import Graph
from argmap.model import GRADE_WORDS
from argmap.report.ranking import ASSUMED, how, text_of

_CLOSE = 1e-9


def explain(graph: Graph, name: str, chances: Mapping[str, float], assessments: Sequence[Assessment]) -> str:
    """How often an element stands and why, and what it means for each conclusion it bears on.

    `chances` say how often it and what it depends on stand.
    """
    lines = [f"{name}: {text_of(graph, name)}", *_grade_lines(graph, name), *_own_lines(graph, name, chances)]
    bearing = False
    for assessment in assessments:
        effect = next((one for one in assessment.effects if one.element == name), None)
        if effect is not None:
            lines += ["", *_effect_lines(effect, assessment, graph)]
            bearing = True
    if not bearing:
        lines += ["", "It has no grade of its own that bears on a conclusion, so it has no rank."]
    return "\n".join([*lines, "", *_convention(graph), ASSUMED])


def _grade_lines(graph: Graph, name: str) -> list[str]:
    if not is_uncertain(graph, name):
        return ["  it has no grade: its standing follows from what supports it"]
    graded = grades(graph, [name])[name]
    because = getattr(graph.element(name), "because", None)
    return [f"  grade {grade_words(graded.value)}: {graded.reason}" + (f", because {because}" if because else "")]


def _own_lines(graph: Graph, name: str, chances: Mapping[str, float]) -> list[str]:
    """How often it stands itself: the product of what it needs, or the chance that not all support fails."""
    attackers = graph.attackers(name)
    lines = []
    if is_uncertain(graph, name):
        value = grades(graph, [name])[name].value
        factors = [(value, "its grade")]
        sources = () if graph.kinds[name].is_statement else graph.predecessors(name)
        factors += [(chances[one], f"{one}: {text_of(graph, one)}") for one in sources]
        lines += ["  it stands if it holds, all it rests on stands, and no objection against it does:"]
    else:
        supporters = graph.supporters(name)
        lines += ["  it stands if not all that supports it fails, and no objection against it stands:"]
        lines += [f"    {one} stands in {chances[one]:.4f}: {text_of(graph, one)}" for one in supporters]
        fails = " x ".join(f"(1 - {chances[one]:.4f})" for one in supporters)
        support = 1 - math.prod(1 - chances[one] for one in supporters)
        factors = [(support, f"some support stands: 1 - {fails}")]
    factors += [(1 - chances[one], f"{one} does not stand: {text_of(graph, one)}") for one in attackers]
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


def _effect_lines(effect: Effect, assessment: Assessment, graph: Graph) -> list[str]:
    secured = "answered (grade 0)" if effect.speaks_against else "settled (grade 1)"
    failing = "sure (grade 1)" if effect.speaks_against else "failing (grade 0)"
    now, doubt, low = assessment.standing, 1 - assessment.standing, assessment.standing - effect.loss
    lines = [
        f"For {assessment.conclusion}: {text_of(graph, assessment.conclusion)}",
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
    defaults = []
    for kind, value in DEFAULT_GRADES.items():
        chosen = getattr(grading, kind.value)
        defaults.append(f"{kind.value} {grade_words(value if chosen is None else chosen)}")
    steps = LOWERING if grading.lowering is None else grading.lowering
    changed = " (as [map.grading] says)" if grading != type(grading)() else ""
    cost = f"{steps} step{'' if steps == 1 else 's'} of the scale"
    return [
        f"Scale: {scale}.",
        f"Without a grade{changed}: {', '.join(defaults)}; each open caution or contest lowers it by {cost}.",
    ]
