"""The arithmetic of one element, step by step, in the words of the map."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from argmap.analysis import Analysis
from argmap.describe import rivalry_lines
from argmap.english import plural
from argmap.graph import Graph
from argmap.model import GRADE_WORDS, Kind, grade_words
from argmap.report.ranking import assumed
from argmap.settings import MeasureName
from argmap.source import visible
from argmap.standing.assessment import STANDING, Assessment, Effect
from argmap.standing.grades import DEFAULT_GRADES, default_grade, lowering
from argmap.standing.network import network
from argmap.standing.sentence import error_words, how, in_worlds, sentence, stands

_CLOSE = 1e-9
_TWO = 2
_DIGITS = 4
_MOST_DIGITS = 12


def explain(analysis: Analysis, element_id: str, conclusions: Sequence[str]) -> str:
    """How often an element stands and why, and what it means for each of the `conclusions` it bears on.

    For a rivalry: how often its members stand and clash. Raises `KeyError` for the id of any other element.
    """
    graph = analysis.graph
    lines = [f"{element_id}: {analysis.full_words(element_id)}"]
    if element_id in analysis.clashes:
        return "\n".join([*lines, *(f"  {line}" for line in rivalry_lines(analysis, element_id)), "", assumed(graph)])
    if graph.is_argued(element_id) or graph.successors(element_id):
        lines += _grade_lines(analysis, element_id)
        if analysis.settings.measure is MeasureName.STANDING:
            lines += _own_lines(analysis, element_id)
    bearing = False
    for assessment in map(analysis.assessment, conclusions):
        if assessment.standing is None:
            lines += ["", f"{assessment.conclusion} {stands(assessment)}."]
            bearing = True
        effect = next((effect for effect in assessment.effects if effect.element == element_id), None)
        if effect is not None:
            lines += ["", *_effect_lines(effect, assessment, analysis)]
            bearing = True
    if not bearing:
        lines += ["", "It has no grade that affects a conclusion, so it has no rank."]
    return "\n".join([*lines, "", *_convention(graph), assumed(graph)])


def _grade_lines(analysis: Analysis, element_id: str) -> list[str]:
    graded = analysis.grades.get(element_id)
    if analysis.graph.kinds[element_id] is Kind.SUPPOSITION:
        return []
    if graded is None:
        return ["  it has no grade: its standing follows from what supports it"]
    because = getattr(analysis.graph.element(element_id), "because", None)
    lines = [f"  grade {grade_words(graded.value)}: {graded.reason}"]
    return [*lines, f"  because: {visible(because)}"] if because else lines


def _own_lines(analysis: Analysis, element_id: str) -> list[str]:
    """How often an element stands: the product of what it needs, and of the chance that at least one support stands."""
    graph = analysis.graph
    if graph.kinds[element_id] is Kind.SUPPOSITION:
        return ["  it is taken for the argument's sake: it holds inside the steps that discharge it, and nowhere else"]
    lines, chances = _under(analysis, element_id)
    node = network(graph, element_id).nodes[element_id]
    supporters = () if node.supports is None else graph.supporters(element_id)
    rivals = graph.rebutted_by(element_id)
    needs = _conditions(is_graded=bool(node.part), supported=bool(supporters), rivals=bool(rivals))
    lines.append(f"  it stands if {needs}:")
    for supporter in supporters:
        lines.append(f"    {supporter} (chance {chances[supporter]:.4f}): {analysis.full_words(supporter)}")
    factors = [(analysis.grades[element_id].value, "its grade")] if node.part else []
    factors += [
        (chances[premise], f"{premise}: {analysis.full_words(premise)}") for premise in graph.premises(element_id)
    ]
    if node.supports is not None:
        fails = " x ".join(f"(1 - {chances[supporter]:.4f})" for supporter in supporters) or "1"
        support = 1 - math.prod(1 - chances[supporter] for supporter in supporters)
        factors.append((support, f"some support stands: 1 - {fails}"))
    factors += [
        (1 - chances[attacker], f"{attacker} does not stand: {analysis.full_words(attacker)}")
        for attacker in graph.attackers(element_id)
    ]
    lines += [f"    rival {rival}: {analysis.full_words(rival)}" for rival in rivals]
    exclusive = graph.exclusive_with(element_id)
    lines += [f"    if it holds, {rival} does not: {analysis.full_words(rival)}" for rival in exclusive]
    drawn = analysis.account(element_id).drawn if chances is not analysis.chances else analysis.drawn.get(element_id, 0)
    return [*lines, *_product(factors, chances[element_id], drawn)]


def _under(analysis: Analysis, element_id: str) -> tuple[list[str], Mapping[str, float]]:
    """The chances that count for an element and, if it rests on suppositions, a line that names them."""
    graph = analysis.graph
    under = [supposition for supposition in graph.map.suppositions if supposition in graph.open_in(element_id)]
    if not under or element_id not in analysis.chances:
        return [], analysis.account(element_id).chances()
    names = " and ".join(f"{supposition} ({analysis.full_words(supposition)})" for supposition in under)
    return [f"  by itself it does not stand, since it rests on {names}; under that:"], analysis.chances


def _conditions(*, is_graded: bool, supported: bool, rivals: bool) -> str:
    """What an element needs to stand, in words."""
    parts = ["it holds", "everything it rests on stands"] if is_graded else []
    parts += ["at least one support stands"] if supported or not is_graded else []
    parts += ["no objection to it stands"]
    parts += ["no rival does (where both would stand, neither does)"] if rivals else []
    return f"{', '.join(parts[:-1])}{',' if len(parts) > _TWO else ''} and {parts[-1]}"


def _product(factors: Sequence[tuple[float, str]], chance: float, drawn: int) -> list[str]:
    """The factors of a chance with their product, and what the chance is over all worlds, or over those `drawn`."""
    product = math.prod(value for value, _ in factors)
    lines = [f"    {'x' if place else ' '} {value:.4f}  {words}" for place, (value, words) in enumerate(factors)]
    if len(factors) > 1:
        lines.append(f"    = {product:.4f}")
    if abs(chance - product) <= _CLOSE:
        return [*lines, f"  so it stands in {in_worlds(chance, drawn)}"]
    why = "the parts it depends on share elements or form a circle, so the product is not exact"
    over = f"the chance, estimated from {drawn:,} worlds drawn," if drawn else "the exact chance, over all worlds,"
    return [*lines, f"  {why}; {over} is {chance:.4f}"]


def _effect_lines(effect: Effect, assessment: Assessment, analysis: Analysis) -> list[str]:
    secured = "answered (grade 0)" if effect.speaks_against else "settled (grade 1)"
    failing = "certain (grade 1)" if effect.speaks_against else "failing (grade 0)"
    if analysis.graph.exclusive_with(effect.element):
        # That one holds says that the others do not, and that it fails makes the others likelier.
        holds, fails = "holding, and none of its rivals", "failing, and its rivals likelier in proportion"
        secured, failing = (fails, holds) if effect.speaks_against else (holds, fails)
    now = assessment.standing or 0.0
    lines = [
        f"For {assessment.conclusion}: {analysis.full_words(assessment.conclusion)}",
        f"  S, its {'standing' if assessment.measure == STANDING else 'strength'}: {now:.4f} ({how(assessment)})",
        *_difference("W", (f"S with {effect.element} {secured}", effect.secured), ("S", now), effect.standard_error),
        f"  share of the doubt = W / (1 - S) = {effect.share:.1%}",
    ]
    if effect.loss is None:
        lines.append(f"  L is unknown: {effect.element} was the same in all {assessment.drawn:,} worlds drawn")
    else:
        low = max(0.0, now - effect.loss)  # never a rounding error below
        lines += _difference("L", ("S", now), (f"S with {effect.element} {failing}", low), effect.loss_error)
    if effect.single_point:
        lines.append(f"  single point of failure: if it alone fails, the {assessment.kind.value} cannot stand")
    return [*lines, f"  {sentence(effect, assessment)}"]


def _difference(name: str, larger: tuple[str, float], smaller: tuple[str, float], error: float) -> list[str]:
    """A difference of standings, with as many digits as make the printed numbers add up."""
    for digits in range(_DIGITS, _MOST_DIGITS + 1):
        one, other, gain = (round(value, digits) for value in (larger[1], smaller[1], larger[1] - smaller[1]))
        if abs(one - other - gain) < _CLOSE:
            break
    lines = [f"  {words}: {value:.{digits}f}" for words, value in (larger, smaller) if words != "S"]
    about = f" (standard error {error_words(error)})" if error else ""
    return [*lines, f"  {name} = {one:.{digits}f} - {other:.{digits}f} = {gain:.{digits}f}{about}"]


def _convention(graph: Graph) -> list[str]:
    """The scale of grades, the default grades of this map, and what an open caution or contested entry costs."""
    grading = graph.map.map.grading
    scale = ", ".join(f"{word} {value:g}" for word, value in GRADE_WORDS.items())
    defaults = [f"{kind.value} {default_grade(graph, kind):g}" for kind in DEFAULT_GRADES]
    changed = " (set in [map.grading])" if grading != type(grading)() else ""
    steps = lowering(graph)
    cost = f"{plural(steps, 'step')} of the scale"
    return [
        f"Scale: {scale}.",
        f"Default grades{changed}: {', '.join(defaults)}.",
        f"Each open caution or contested entry lowers a default grade by {cost}.",
    ]
