"""In which order to eliminate the variables of a network, so that the tables stay small: least fill first."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from itertools import combinations

_WIDEST = 48
"""More variables than this at once make any diagram too large."""
_DONE = (-1, -1, -1)


def elimination_order(
    size: int, edges: Iterable[tuple[int, int]], widest: int, budget: int
) -> list[tuple[int, list[int]]] | None:
    """Each variable with those that its table is left to, in the order of elimination.

    The variables are the numbers below `size`; `edges` are the pairs that share a factor. The next variable is the one
    whose elimination joins the fewest pairs, of those the one with the fewest neighbours, of those the lowest number:
    a function of the structure (D. J. Rose, "Triangulated graphs and the elimination process", 1970). Returns None if
    a variable has more than `widest` neighbours when its turn comes, or the tables have more than `budget` entries.
    """
    near: list[set[int]] = [set() for _ in range(size)]
    for one, other in edges:
        near[one].add(other)
        near[other].add(one)
    costs = [_cost(near, variable, widest) for variable in range(size)]
    heap = [*costs]
    heapify(heap)
    order: list[tuple[int, list[int]]] = []
    while heap:
        entry = heappop(heap)
        variable = entry[2]
        if costs[variable] != entry:  # eliminated already, or its neighbours have changed since
            continue
        around = near[variable]
        budget -= 2 << len(around)
        if budget < 0 or len(around) > widest:
            return None
        order.append((variable, sorted(around)))
        costs[variable] = _DONE
        for one in _without(near, variable):
            fresh = _cost(near, one, widest)
            if fresh != costs[one]:
                costs[one] = fresh
                heappush(heap, fresh)
    return order


def _cost(near: list[set[int]], variable: int, widest: int) -> tuple[int, int, int]:
    """How many pairs of neighbours a variable's elimination joins, how many neighbours it has, and its number."""
    around = near[variable]
    degree = len(around)
    pairs = degree * (degree - 1) // 2
    if degree > widest:  # it cannot be eliminated now, so an upper bound will do
        return pairs, degree, variable
    return pairs - sum(len(near[one] & around) for one in around) // 2, degree, variable


def _without(near: list[set[int]], variable: int) -> list[int]:
    """Eliminate a variable, which joins its neighbours; return those whose cost this may change."""
    around = near[variable]
    touched = set(around)
    for one in around:
        near[one].discard(variable)
    for one, other in combinations(sorted(around), 2):
        if other not in near[one]:
            touched |= near[one] & near[other]
            near[one].add(other)
            near[other].add(one)
    return sorted(touched)


def branches(size: int, edges: Iterable[tuple[int, int]]) -> list[int] | None:
    """All variables, so that those with a factor in common are close together; None if too many have.

    Each is a child of the one that its table goes to. The tree is walked from its root, small branches first.
    """
    order = elimination_order(size, edges, _WIDEST, 1 << (2 * _WIDEST))
    if order is None:
        return None
    position = {variable: number for number, (variable, _) in enumerate(order)}
    weight = [1] * size
    children: list[list[int]] = [[] for _ in range(size)]
    roots = []
    for variable, left in order:
        if left:
            parent = min(left, key=position.__getitem__)
            children[parent].append(variable)
            weight[parent] += weight[variable]
        else:
            roots.append(variable)
    walked: list[int] = []
    stack = _by_weight(roots, weight, position)
    while stack:
        walked.append(variable := stack.pop())
        stack += _by_weight(children[variable], weight, position)
    return walked


def _by_weight(variables: list[int], weight: list[int], position: dict[int, int]) -> list[int]:
    return sorted(variables, key=lambda variable: (weight[variable], position[variable]), reverse=True)
