"""What a page needs to reassess a map when a grade changes: the worlds a conclusion stands in, as a diagram."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.graph import Graph
from argmap.standing.diagram import Diagram, build_diagram
from argmap.standing.effects import Account, speaking_against
from argmap.standing.sampling import Sampled

_BUDGET = 1 << 15
MAX_ROWS = 20_000
"""The largest total number of rows in the diagrams of a page: about 250 KB of text."""


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
    """The diagrams of these conclusions; those that exceed the budget are left out."""
    found = []
    left = MAX_ROWS
    for account in accounts:
        diagram = _diagram(graph, account)
        if diagram is None:
            continue
        left -= len(diagram.rows)
        if left < 0:
            break
        against = speaking_against(graph, account.conclusion)
        # Elements are in the order of the account, which breaks ties, and not in the order of the diagram.
        number = {element_id: place for place, element_id in enumerate(account.graded)}
        rows = tuple((number[diagram.elements[variable]], high, low) for variable, high, low in diagram.rows)
        values = tuple(grade.value for grade in account.graded.values())
        speaks = tuple(element_id in against for element_id in account.graded)
        found.append(WhatIf(account.conclusion, tuple(account.graded), values, speaks, rows, diagram.top))
    return found


def _diagram(graph: Graph, found: Account) -> Diagram | None:
    """The diagram of an account, built here if another method was used; None if it exceeds the budget."""
    if isinstance(found.method, Diagram):
        return found.method
    if isinstance(found.method, Sampled):
        return None
    try:
        return build_diagram(graph, found.conclusion, graph.bearing(found.conclusion), list(found.graded), _BUDGET)
    except MemoryError:
        return None
