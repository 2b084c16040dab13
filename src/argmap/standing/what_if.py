"""What a page needs to reassess a map when a grade changes: the worlds a conclusion stands in, as a diagram."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.standing.diagram import Diagram, build_diagram
from argmap.standing.effects import Account
from argmap.standing.sampling import Sampled
from argmap.standing.signs import speaking_against

_BUDGET = 1 << 15
MAX_ROWS = 20_000
"""The largest total number of rows in the diagrams of a page: about 250 KB of text."""


class WhatIf(NamedTuple):
    """One conclusion: its elements with their grades, those that speak against it, and the rows of its diagram.

    `rows` and `top` are those of `argmap.standing.diagram.Diagram`. `exclusive` has the numbers of the elements in each
    group of which at most one holds; their rows are about independent parts, see `argmap.standing.exclusive`.
    """

    conclusion: str
    elements: tuple[str, ...]
    grades: tuple[float, ...]
    against: tuple[bool, ...]
    rows: tuple[tuple[int, int, int], ...]
    top: int
    exclusive: tuple[tuple[int, ...], ...] = ()


def what_if(accounts: Iterable[Account]) -> list[WhatIf]:
    """The diagrams of these conclusions; those that exceed the budget are left out."""
    found = []
    left = MAX_ROWS
    for account in accounts:
        diagram = _diagram(account)
        if diagram is None:
            continue
        left -= len(diagram.rows)
        if left < 0:
            break
        against = speaking_against(account.network)
        # Elements are in the order of the account, which breaks ties, and not in the order of the diagram.
        number = {element_id: place for place, element_id in enumerate(account.graded)}
        rows = tuple((number[diagram.elements[variable]], high, low) for variable, high, low in diagram.rows)
        values = tuple(grade.value for grade in account.graded.values())
        speaks = tuple(element_id in against for element_id in account.graded)
        groups = tuple(tuple(number[rival] for rival in group) for group in account.network.exclusive)
        found.append(WhatIf(account.conclusion, tuple(account.graded), values, speaks, rows, diagram.top, groups))
    return found


def _diagram(found: Account) -> Diagram | None:
    """The diagram of an account, built here if another method was used; None if it exceeds the budget."""
    if isinstance(found.method, Diagram):
        return found.method
    if isinstance(found.method, Sampled):
        return None
    try:
        return build_diagram(found.network, _BUDGET)
    except MemoryError:
        return None
