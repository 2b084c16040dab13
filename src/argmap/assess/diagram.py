"""Standing by a decision diagram: exact with shared elements and circles, as long as the diagram stays small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from argmap.assess.worlds import standing_worlds
from argmap.graph import Graph

BUDGET = 1 << 18
"""The most nodes a diagram may have; past it, worlds are sampled."""


class Diagram:
    """The worlds in which a conclusion stands, as a reduced ordered binary decision diagram (Bryant 1986)."""

    def __init__(
        self, graph: Graph, root: str, names: Sequence[str], uncertain: Sequence[str], budget: int = BUDGET
    ) -> None:
        """Build it with one variable for each of `uncertain`, in this order. Raises `MemoryError` past the budget."""
        from oxidd.bdd import BDDManager  # noqa: PLC0415 - 50 ms, spent only on a map with shared elements
        from oxidd.util import DDMemoryError  # noqa: PLC0415 - as above

        manager = BDDManager(budget, budget, 1)
        manager.add_vars(len(uncertain))
        holds = {name: manager.var(number) for number, name in enumerate(uncertain)}
        try:
            top = standing_worlds(graph, holds, manager.true(), lambda one: ~one, names)[root]
            self._read(manager, top, uncertain)
        except DDMemoryError:
            raise MemoryError from None

    def _read(self, manager: Any, top: Any, uncertain: Sequence[str]) -> None:  # noqa: ANN401 - oxidd has no base types
        """Keep the nodes as rows (element, if it holds, if it fails), children before parents; 0 false, 1 true."""
        numbers = {manager.false(): 0, manager.true(): 1}
        self._rows: list[tuple[str, int, int]] = []
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
            numbers[node] = len(self._rows) + 2
            self._rows.append((uncertain[node.node_var()], numbers[children[0]], numbers[children[1]]))
        self._top = numbers[top]

    def evaluate(self, grades: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        """The probability that the conclusion stands, and its derivative by the grade of each element."""
        chance = [0.0, 1.0]
        for name, high, low in self._rows:
            chance.append(grades[name] * chance[high] + (1 - grades[name]) * chance[low])
        reach = [0.0] * len(chance)
        reach[self._top] = 1.0
        effect: dict[str, float] = {}
        for number in range(len(chance) - 1, 1, -1):
            name, high, low = self._rows[number - 2]
            weight = reach[number]
            effect[name] = effect.get(name, 0.0) + weight * (chance[high] - chance[low])
            reach[high] += weight * grades[name]
            reach[low] += weight * (1 - grades[name])
        return chance[self._top], effect
