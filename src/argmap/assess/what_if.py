"""What a page needs to assess a map anew when a grade changes: which worlds a conclusion stands in, as a diagram."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.assess.diagram import build_diagram
from argmap.assess.grading import grades
from argmap.assess.standing import speaking_against
from argmap.assess.worlds import bearing
from argmap.graph import Graph

_BUDGET = 1 << 15
MAX_ROWS = 20_000
"""The most rows of all diagrams of a page together: some 250 KB of text."""


class WhatIf(NamedTuple):
    """One conclusion: its elements with their grades, those that speak against it, and the rows of its diagram.

    `rows` and `top` are those of `argmap.assess.diagram.Diagram`.
    """

    conclusion: str
    elements: tuple[str, ...]
    grades: tuple[float, ...]
    against: tuple[bool, ...]
    rows: tuple[tuple[int, int, int], ...]
    top: int


def what_if(graph: Graph, conclusions: Iterable[str]) -> list[WhatIf]:
    """The diagrams of these conclusions; those past the budget are left out."""
    found = []
    left = MAX_ROWS
    for root in conclusions:
        names = bearing(graph, root)
        graded = grades(graph, names)
        try:
            diagram = build_diagram(graph, root, names, list(graded), _BUDGET)
        except MemoryError:
            continue
        left -= len(diagram.rows)
        if left < 0:
            break
        against = speaking_against(graph, root)
        # In the order of `assess`, by which ties are broken, whatever the order in the diagram.
        number = {name: place for place, name in enumerate(graded)}
        rows = tuple((number[diagram.elements[variable]], high, low) for variable, high, low in diagram.rows)
        values = tuple(grade.value for grade in graded.values())
        found.append(WhatIf(root, tuple(graded), values, tuple(name in against for name in graded), rows, diagram.top))
    return found
