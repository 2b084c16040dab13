"""What a page needs to assess a map anew when a grade changes: which worlds a conclusion stands in, as a diagram."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.graph import Graph
from argmap.standing.diagram import Diagram, build_diagram
from argmap.standing.effects import Account, speaking_against
from argmap.standing.sampling import Sampled

_BUDGET = 1 << 15
MAX_ROWS = 20_000
"""The most rows of all diagrams of a page together: some 250 KB of text."""


class WhatIf(NamedTuple):
    """One conclusion: its elements with their grades, those that speak against it, and the rows of its diagram.

    `rows` and `top` are those of `argmap.standing.diagram.Diagram`.
    """

    conclusion: str
    elements: tuple[str, ...]
    grades: tuple[float, ...]
    against: tuple[bool, ...]
    rows: tuple[tuple[int, int, int], ...]
    top: int


def what_if(graph: Graph, accounts: Iterable[Account]) -> list[WhatIf]:
    """The diagrams of these conclusions; those past the budget are left out."""
    found = []
    left = MAX_ROWS
    for one in accounts:
        diagram = _diagram(graph, one)
        if diagram is None:
            continue
        left -= len(diagram.rows)
        if left < 0:
            break
        against = speaking_against(graph, one.conclusion)
        # In the order of the account, by which ties are broken, whatever the order in the diagram.
        number = {name: place for place, name in enumerate(one.graded)}
        rows = tuple((number[diagram.elements[variable]], high, low) for variable, high, low in diagram.rows)
        values = tuple(grade.value for grade in one.graded.values())
        speaks = tuple(name in against for name in one.graded)
        found.append(WhatIf(one.conclusion, tuple(one.graded), values, speaks, rows, diagram.top))
    return found


def _diagram(graph: Graph, found: Account) -> Diagram | None:
    """The diagram of an account; made here if another method served for the numbers, None past the budget."""
    if isinstance(found.method, Diagram):
        return found.method
    if isinstance(found.method, Sampled):
        return None
    try:
        return build_diagram(graph, found.conclusion, graph.bearing(found.conclusion), list(found.graded), _BUDGET)
    except MemoryError:
        return None
