"""Standing by decision diagram: exact even with shared elements and circles, as long as the diagram stays small."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from argmap.standing.exclusive import Groups, exclusive_worlds, independent, settled
from argmap.standing.network import Network
from argmap.standing.worlds import standing_worlds

BUDGET = 1 << 18
"""The largest number of nodes in a diagram; if two orders of the elements both exceed it, worlds are sampled."""
_SMALL_BUDGETS = (1 << 10, 1 << 14)
"""Budgets to try first: the memory for all nodes is taken at once and kept, and most diagrams are small."""


_Row = tuple[int, int, int]


class Diagram:
    """The worlds in which a conclusion stands, or rivals clash, as a reduced ordered decision diagram (Bryant 1986).

    `elements` are its variables, in order; those of an exclusive group are independent parts that stand for it.
    `rows` are its nodes as (number of the element, node if it holds, node if it
    fails), each after the nodes it refers to; node 0 is false, node 1 is true, row n is node n + 2, and `top` is the
    node to start from.
    """

    word = "decision diagram"

    def __init__(self, found: Network, elements: Sequence[str], budget: int = BUDGET) -> None:
        """Build the diagram for the subject of a network; `elements` are its parts, in the order of the diagram.

        Raises `MemoryError` if it needs more than `budget` nodes.
        """
        self.elements = list(elements)
        self.rows: list[_Row] = []
        self._groups: Groups = found.exclusive
        self._occurrences = found.occurrences
        self._worlds, manager = _build(found, self.elements, budget)
        self._numbers = {manager.false(): 0, manager.true(): 1}
        self.top = _read(self._worlds[found.subject], self.rows, self._numbers)

    @property
    def size(self) -> int:
        """The number of rows that an evaluation visits."""
        return len(self.rows)

    def standard_error(self, share: float) -> float:  # noqa: ARG002 - exact, whatever the share
        """0: the diagram is exact."""
        return 0.0

    def evaluate(
        self,
        grades: Mapping[str, float],
        wanted: Sequence[str] | None = None,
    ) -> tuple[float, dict[str, float]]:
        """The probability that the conclusion stands, and how much more if an element holds than if it fails.

        One pass computes all differences but those of exclusive elements, of which only the `wanted` ones are computed.
        """
        chances = independent(grades, self._groups)
        values = [chances[element_id] for element_id in self.elements]
        chance = _chances(self.rows, values)
        reach = [0.0] * len(chance)
        reach[self.top] = 1.0
        effect = [0.0] * len(values)
        for number in range(len(self.rows) - 1, -1, -1):
            weight = reach[number + 2]
            if weight:
                element, high, low = self.rows[number]
                effect[element] += weight * (chance[high] - chance[low])
                reach[high] += weight * values[element]
                reach[low] += weight * (1 - values[element])
        effects = dict(zip(self.elements, effect, strict=True))
        for group in self._groups:
            asked = group if wanted is None else set(wanted).intersection(group)
            effects |= {rival: self._difference(grades, rival) for rival in asked}
        return chance[self.top], effects

    def _difference(self, grades: Mapping[str, float], rival: str) -> float:
        """How much more often the conclusion stands if one of several exclusive elements holds than if it fails."""
        shares = []
        for value in (1.0, 0.0):
            chances = independent(settled(grades, rival, value, self._groups), self._groups)
            shares.append(_chances(self.rows, [chances[element_id] for element_id in self.elements])[self.top])
        return shares[0] - shares[1]

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The probability that each element stands."""
        rows, numbers = list(self.rows), dict(self._numbers)
        tops = {element_id: _read(self._worlds[key], rows, numbers) for element_id, key in self._occurrences.items()}
        known = independent(grades, self._groups)
        chance = _chances(rows, [known[element_id] for element_id in self.elements])
        return {element_id: chance[top] for element_id, top in tops.items()}


def build_diagram(found: Network, budget: int = BUDGET) -> Diagram:
    """The diagram, in the first of two orders of the elements in which it stays within the budget.

    Depth-first order keeps related elements together; the order from the premises up is better if many elements are
    shared. Raises `MemoryError` if both need more than `budget` nodes.

    """
    try:
        return Diagram(found, found.parts, budget)
    except MemoryError:
        return Diagram(found, _upward(found), budget)


def _build(found: Network, elements: Sequence[str], budget: int) -> tuple[dict[str, Any], Any]:
    """The worlds in which each node stands, and their manager, which has room for as few nodes as possible."""
    for small in _SMALL_BUDGETS:
        if small < budget:
            with suppress(MemoryError):
                return _build_within(found, elements, small)
    return _build_within(found, elements, budget)


def _build_within(found: Network, elements: Sequence[str], budget: int) -> tuple[dict[str, Any], Any]:
    from oxidd.bdd import BDDManager  # noqa: PLC0415 - takes 10 ms, needed only for a map with shared elements
    from oxidd.util import DDMemoryError  # noqa: PLC0415 - as above

    manager = BDDManager(budget, budget, 1)
    manager.add_vars(len(elements))
    try:
        drawn = {element_id: manager.var(number) for number, element_id in enumerate(elements)}
        holds = exclusive_worlds(drawn, found.exclusive, _negated)
        return standing_worlds(found, holds, manager.true(), _negated), manager
    except DDMemoryError:
        raise MemoryError from None


def _read(top: Any, rows: list[_Row], numbers: dict[Any, int]) -> int:  # noqa: ANN401 - oxidd has no base types
    """Add the nodes from `top` down to `rows`, and their numbers to `numbers`; return the number of `top`."""
    stack = [top]
    while stack:
        node = stack[-1]
        if node in numbers:
            stack.pop()
            continue
        children = node.cofactors()
        waiting = [child for child in children if child not in numbers]
        if waiting:
            stack.extend(waiting)
            continue
        numbers[node] = len(rows) + 2
        rows.append((node.node_var(), numbers[children[0]], numbers[children[1]]))
    return numbers[top]


def _chances(rows: Sequence[_Row], values: Sequence[float]) -> list[float]:
    chance = [0.0, 1.0]
    for element, high, low in rows:
        value = values[element]
        chance.append(value * chance[high] + (1 - value) * chance[low])
    return chance


def _negated(worlds: Any) -> Any:  # noqa: ANN401 - as above
    return ~worlds


def _upward(found: Network) -> list[str]:
    """The parts from the premises up: the reverse of a breadth-first walk from the roots."""
    seen, queue = set(found.roots), deque(found.roots)
    parts: dict[str, None] = {}
    while queue:
        node = found.nodes[queue.popleft()]
        if node.part:
            parts[node.part] = None
        for influence in node.influences:
            if influence not in seen:
                seen.add(influence)
                queue.append(influence)
    return [*reversed([*parts, *(part for part in found.parts if part not in parts)])]
