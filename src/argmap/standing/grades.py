"""The effective grade of an element: the author's, or the default for its kind, lowered for what is open on it.

The convention is defined only here; `[map.grading]` changes it for a map.
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
"""The grades of elements without a grade of their own. A claim that nothing supports counts as a premise."""
LOWERING = 1
"""By how many steps of the scale each open caution or entry of `contested` lowers an ungraded element."""
_SCALE = tuple(sorted(GRADE_WORDS.values(), reverse=True))


class Graded(NamedTuple):
    """The effective grade of an element, in [0, 1], and in words where it comes from."""

    value: float
    reason: str


def default_grade(graph: Graph, kind: Kind) -> float:
    """The default grade for a kind in this map, in [0, 1]."""
    chosen: float | None = getattr(graph.map.map.grading, kind.value)
    return DEFAULT_GRADES[kind] if chosen is None else chosen


def lowering(graph: Graph) -> int:
    """By how many steps of the scale each open caution or entry of `contested` lowers a default grade in this map."""
    chosen = graph.map.map.grading.lowering
    return LOWERING if chosen is None else chosen


def grades(
    graph: Graph, ids: Iterable[str] | None = None, known: Mapping[str, Graded] | None = None
) -> dict[str, Graded]:
    """The grade of every element in `ids` (default: all) that holds or fails by itself.

    Supported claims and conclusions do not, so they are left out. `known` has the grades of the whole map, if they are
    already known.
    """
    if ids is not None and known is not None:
        return {element_id: known[element_id] for element_id in ids if element_id in known}
    return {
        element_id: _graded(graph, element_id)
        for element_id in (graph if ids is None else ids)
        if graph.is_uncertain(element_id)
    }


def _graded(graph: Graph, element_id: str) -> Graded:
    kind = graph.kinds[element_id]
    own = getattr(graph.element(element_id), "grade", None)
    if own is not None:
        return Graded(own, "graded by the author")
    counted = kind if kind.is_graded else Kind.PREMISE
    start = default_grade(graph, counted)
    reason = f"the default for {counted.with_article}"
    if not kind.is_graded:
        reason += ", since nothing supports it"
    open_notes = [f"caution {note}" for note in graph.open_cautions(element_id)]
    open_notes += [f"contested {note}" for note in graph.open_contests(element_id)]
    steps = lowering(graph) * len(open_notes)
    if not steps:
        return Graded(start, reason)
    return Graded(_lowered(start, steps), f"{reason}, lowered for {', '.join(open_notes)}")


def _lowered(value: float, steps: int) -> float:
    """`value`, lowered by `steps` words of the scale, but not below the last word."""
    below = [step for step in _SCALE if step < value]
    return below[min(steps, len(below)) - 1] if below else value
