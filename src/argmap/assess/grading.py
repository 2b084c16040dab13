"""What grade an element counts with: the author's, or the convention for its kind, lowered by what is open on it.

This is the one place where the convention stands; `[map.grading]` changes it for a map.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from argmap.graph import Graph
from argmap.model import GRADE_WORDS, Kind

DEFAULT_GRADES: Mapping[Kind, float] = MappingProxyType(
    {
        Kind.PREMISE: GRADE_WORDS["very-likely"],
        Kind.ASSUMPTION: GRADE_WORDS["likely"],
        Kind.INFERENCE: GRADE_WORDS["very-likely"],
        Kind.OBJECTION: GRADE_WORDS["even"],
    },
)
"""The grade of an element that has none. A claim that nothing supports counts as a premise."""
LOWERING = 1
"""How many steps of the scale each open caution or contest on an ungraded element costs."""
_SCALE = tuple(sorted(GRADE_WORDS.values(), reverse=True))


class Graded(NamedTuple):
    """The grade an element counts with, in [0, 1], and where it comes from, in words."""

    value: float
    reason: str


def grades(graph: Graph, names: Iterable[str] | None = None) -> dict[str, Graded]:
    """The grade of every element of `names` (all, unless given) that can hold or fail by itself.

    Supported claims and conclusions are not among them.
    """
    wanted = graph if names is None else names
    return {name: _graded(graph, name) for name in wanted if is_uncertain(graph, name)}


def grade_values(graph: Graph, names: Iterable[str]) -> dict[str, float]:
    """The numbers of `grades` alone."""
    grading, kinds = graph.map.map.grading, graph.kinds
    chosen = {kind: getattr(grading, kind.value) for kind in DEFAULT_GRADES}
    defaults = {kind: DEFAULT_GRADES[kind] if own is None else own for kind, own in chosen.items()}
    noted = bool(graph.map.cautions or graph.map.contested)
    values = {}
    for name in names:
        if is_uncertain(graph, name):
            own = getattr(graph.map.table(kinds[name])[name], "grade", None)
            if own is None:
                default = defaults[kinds[name] if kinds[name].is_graded else Kind.PREMISE]
                own = _graded(graph, name).value if noted else default
            values[name] = own
    return values


def grade_words(value: float) -> str:
    """A grade as a number, with its word where it is one of the scale.

    >>> grade_words(0.875)
    '0.875 (very-likely)'
    """
    word = next((word for word, number in GRADE_WORDS.items() if number == value), "")
    return f"{value:.4g}" + (f" ({word})" if word else "")


def is_uncertain(graph: Graph, name: str) -> bool:
    """Whether a node holds or fails by itself, rather than by what supports it."""
    return graph.kinds[name].is_graded or not graph.supporters(name)


def _graded(graph: Graph, name: str) -> Graded:
    kind = graph.kinds[name]
    own = getattr(graph.element(name), "grade", None)
    if own is not None:
        return Graded(own, "graded by the author")
    counted = kind if kind.is_graded else Kind.PREMISE
    grading = graph.map.map.grading
    chosen = getattr(grading, counted.value)
    start = DEFAULT_GRADES[counted] if chosen is None else chosen
    reason = f"the default of {counted.with_article}"
    if not kind.is_graded:
        reason += ", since nothing supports it"
    if not graph.map.cautions and not graph.map.contested:
        return Graded(start, reason)
    cautions = [one for one in graph.cautions_on(name) if graph.map.cautions[one].answer is None]
    contests = [one for one in graph.contests_on(name) if graph.map.contested[one].answer is None]
    lowering = LOWERING if grading.lowering is None else grading.lowering
    opened = [f"caution {one}" for one in cautions] + [f"contest {one}" for one in contests]
    if not opened or not lowering:
        return Graded(start, reason)
    return Graded(_lowered(start, lowering * len(opened)), f"{reason}, lowered for {', '.join(opened)}")


def _lowered(value: float, steps: int) -> float:
    """`value`, so many steps of the scale further down; never below the last word."""
    below = [step for step in _SCALE if step < value]
    return below[min(steps, len(below)) - 1] if below else value
