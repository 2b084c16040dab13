"""The grade an element counts with: the author's, or the default of its kind, lowered for what is open on it.

This is the one place of that convention; `[map.grading]` changes it for a map.
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
"""The grade of an element without one. A claim that nothing supports counts as a premise."""
LOWERING = 1
"""How many steps of the scale each open caution or contested entry on an ungraded element costs."""
_SCALE = tuple(sorted(GRADE_WORDS.values(), reverse=True))


class Graded(NamedTuple):
    """The grade an element counts with, in [0, 1], and where it comes from, in words."""

    value: float
    reason: str


def default_grade(graph: Graph, kind: Kind) -> float:
    """The default grade of a kind in this map, in [0, 1]."""
    chosen: float | None = getattr(graph.map.map.grading, kind.value)
    return DEFAULT_GRADES[kind] if chosen is None else chosen


def lowering(graph: Graph) -> int:
    """How many steps of the scale something open costs in this map."""
    chosen = graph.map.map.grading.lowering
    return LOWERING if chosen is None else chosen


def grades(graph: Graph, names: Iterable[str] | None = None) -> dict[str, Graded]:
    """The grade of every element of `names` (default: all) that can hold or fail by itself.

    Supported claims and conclusions are not among them.
    """
    return {name: _graded(graph, name) for name in (graph if names is None else names) if graph.is_uncertain(name)}


def _graded(graph: Graph, name: str) -> Graded:
    kind = graph.kinds[name]
    own = getattr(graph.element(name), "grade", None)
    if own is not None:
        return Graded(own, "graded by the author")
    counted = kind if kind.is_graded else Kind.PREMISE
    start = default_grade(graph, counted)
    reason = f"the default of {counted.with_article}"
    if not kind.is_graded:
        reason += ", since nothing supports it"
    open_notes = [f"caution {note}" for note in graph.open_cautions(name)]
    open_notes += [f"contested {note}" for note in graph.open_contests(name)]
    steps = lowering(graph) * len(open_notes)
    if not steps:
        return Graded(start, reason)
    return Graded(_lowered(start, steps), f"{reason}, lowered for {', '.join(open_notes)}")


def _lowered(value: float, steps: int) -> float:
    """`value`, so many steps further down the scale; never below the last word."""
    below = [step for step in _SCALE if step < value]
    return below[min(steps, len(below)) - 1] if below else value
