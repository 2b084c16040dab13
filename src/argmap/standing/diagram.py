"""Standing by decision diagram: exact even with shared elements and circles, as long as the diagram stays small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from argmap.standing.evaluation import Evaluation, Verdict
from argmap.standing.exclusive import Groups, exclusive_slopes, exclusive_worlds, independent
from argmap.standing.network import Network
from argmap.standing.order import branches
from argmap.standing.worlds import standing_worlds

BUDGET = 1 << 17
"""The most nodes that may be made on the way to a diagram, in each of two orders of the elements."""
_SMALL_BUDGETS = (1 << 10, 1 << 14)
"""Budgets to try first: the memory for all nodes is taken at once and kept, and most diagrams are small."""
_ROOM = 4
"""How much more memory than the budget there is, so that the library never has a reason to collect garbage."""
_CACHE = 8
"""How many results the library keeps, in budgets: with one budget, a single operation can take minutes."""
_SMALLEST_CACHE = 1 << 16
_OPERATIONS = 1 << 14
"""The most operations on the way to a diagram, if its budget does not allow more: one for two nodes."""


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

        Raises `MemoryError` if that takes more than `budget` nodes.
        """
        self.elements = list(elements)
        self.rows: list[_Row] = []
        self._groups: Groups = found.exclusive
        self._occurrences = found.occurrences
        built = _build(found, self.elements, budget)
        self._worlds = {key: worlds.function for key, worlds in built.stands.items()}
        self._numbers = {built.false: 0, built.true: 1}
        self.top = _read(self._worlds[found.subject], self.rows, self._numbers)
        self._undecided_rows: list[_Row] = []
        self._undecided_top = 0
        if found.has_circles and not found.is_rivalry:
            undecided = (built.possible[found.subject] & ~built.stands[found.subject]).function
            self._undecided_top = _read(undecided, self._undecided_rows, {built.false: 0, built.true: 1})

    @property
    def size(self) -> int:
        """The number of rows that an evaluation visits."""
        return len(self.rows)

    def evaluate(self, grades: Mapping[str, float]) -> Verdict:
        """How often the root stands and is undecided; one pass down each diagram gives all slopes."""
        stands = self._evaluate(self.rows, self.top, grades)
        if not self._undecided_top:
            return Verdict(stands)
        return Verdict(stands, self._evaluate(self._undecided_rows, self._undecided_top, grades))

    def standard_error(self, share: float) -> float:  # noqa: ARG002 - exact, whatever the share
        """0: the diagram is exact."""
        return 0.0

    def standing(self, grades: Mapping[str, float]) -> float:
        """How often the root stands."""
        return _chances(self.rows, self._values(grades))[self.top]

    def _evaluate(self, rows: Sequence[_Row], top: int, grades: Mapping[str, float]) -> Evaluation:
        values = self._values(grades)
        chance = _chances(rows, values)
        reach = [0.0] * len(chance)
        reach[top] = 1.0
        effect = [0.0] * len(values)
        for number in range(len(rows) - 1, -1, -1):
            weight = reach[number + 2]
            if weight:
                element, high, low = rows[number]
                effect[element] += weight * (chance[high] - chance[low])
                reach[high] += weight * values[element]
                reach[low] += weight * (1 - values[element])
        slopes = dict(zip(self.elements, effect, strict=True))
        if self._groups:
            slopes |= exclusive_slopes(
                lambda moved: _chances(rows, self._values(moved))[top], grades, self._groups, slopes
            )
        return Evaluation(chance[top], slopes)

    def _values(self, grades: Mapping[str, float]) -> list[float]:
        chances = independent(grades, self._groups)
        return [chances[element_id] for element_id in self.elements]

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The probability that each element stands."""
        rows, numbers = list(self.rows), dict(self._numbers)
        tops = {element_id: _read(self._worlds[key], rows, numbers) for element_id, key in self._occurrences.items()}
        chance = _chances(rows, self._values(grades))
        return {element_id: chance[top] for element_id, top in tops.items()}


def build_diagram(found: Network, budget: int = BUDGET) -> Diagram:
    """The diagram, in the first of two orders of the elements in which it stays within the budget.

    Both come from the structure: the tree of the elimination of nodes, walked from its root with small branches first,
    and the reverse. Raises `MemoryError` if both need more than `budget` nodes.
    """
    if len(found.parts) > budget:
        raise MemoryError
    order = _order(found)
    try:
        return Diagram(found, order, budget)
    except MemoryError:
        return Diagram(found, order[::-1], budget)


def _order(found: Network) -> list[str]:
    """The parts of a network, those of nodes that depend on each other close together.

    Raises `MemoryError` if too many do.
    """
    keys = list(found.nodes)
    number = {key: place for place, key in enumerate(keys)}
    pairs = {
        (number[key], number[influence])
        for key, node in found.nodes.items()
        for influence in node.influences
        if influence != key
    }
    places = branches(len(keys), pairs)
    if places is None:
        raise MemoryError
    walked = [found.nodes[keys[place]].part for place in places]
    return list(dict.fromkeys([*filter(None, walked), *found.parts]))


class _Meter:
    """Counts what it takes to build a diagram, so that the limit is a function of the network and nothing else.

    The library collects garbage in a thread of its own when its memory runs short, so it has more memory than the
    budget allows, and to have collected garbage counts as to have exceeded the budget.
    """

    def __init__(self, manager: Any, budget: int) -> None:  # noqa: ANN401 - oxidd has no base types
        self._manager, self._budget = manager, budget
        self._left = max(_OPERATIONS, budget // 2)

    def checked(self, function: Any) -> _Metered:  # noqa: ANN401 - as above
        """The worlds with this diagram. Raises `MemoryError` if too much was done to get it."""
        self._left -= 1
        if self._left < 0:
            raise MemoryError
        if self._manager.num_inner_nodes() > self._budget or self._manager.gc_count():
            raise MemoryError
        return _Metered(function, self)


class _Metered:
    """A set of worlds as a decision diagram; every operation is counted."""

    __slots__ = ("function", "meter")

    def __init__(self, function: Any, meter: _Meter) -> None:  # noqa: ANN401 - as above
        self.function, self.meter = function, meter

    def __and__(self, other: _Metered) -> _Metered:
        return self.meter.checked(self.function & other.function)

    def __or__(self, other: _Metered) -> _Metered:
        return self.meter.checked(self.function | other.function)

    def __invert__(self) -> _Metered:
        return self.meter.checked(~self.function)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Metered) and bool(self.function == other.function)

    def __hash__(self) -> int:
        return hash(self.function)


class _Built(NamedTuple):
    """The worlds in which each node stands, and in which it might, and the diagrams of no world and of all worlds."""

    stands: Mapping[str, _Metered]
    possible: Mapping[str, _Metered]
    false: Any
    true: Any


def _build(found: Network, elements: Sequence[str], budget: int) -> _Built:
    """What stands in which worlds, in as little memory as possible."""
    for small in _SMALL_BUDGETS:
        if small < budget:
            try:
                return _build_within(found, elements, small)
            except MemoryError:
                continue
    return _build_within(found, elements, budget)


def _build_within(found: Network, elements: Sequence[str], budget: int) -> _Built:
    from oxidd.bdd import BDDManager  # noqa: PLC0415 - takes 10 ms, needed only for a map with shared elements
    from oxidd.util import DDMemoryError  # noqa: PLC0415 - as above

    manager = BDDManager(_ROOM * budget, max(_CACHE * budget, _SMALLEST_CACHE), 1)
    manager.add_vars(len(elements))
    meter = _Meter(manager, budget)
    try:
        drawn = {element_id: _Metered(manager.var(number), meter) for number, element_id in enumerate(elements)}
        holds = exclusive_worlds(drawn, found.exclusive, _negated)
        stands, possible = standing_worlds(found, holds, _Metered(manager.true(), meter), _negated)
    except DDMemoryError:
        raise MemoryError from None
    return _Built(stands, possible, manager.false(), manager.true())


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


def _negated(worlds: _Metered) -> _Metered:
    return ~worlds
