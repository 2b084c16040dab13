"""Standing by elimination of variables: exact for any network without circles whose structure is narrow enough.

Every part and every node is a variable that is 0 or 1, and all that a node depends on are conditions of a conjunction
(a disjunction is a negated conjunction of negations). A conjunction y of conditions x has a variable of its own, its
gate, with the values "whatever" and "all": at "all" the factors of the gate multiply to the chance of all conditions,
at "whatever" to 1, so that y = 1 weighs "all" and y = 0 weighs "whatever" less "all" (F. J. Díez and S. F. Galán,
"Efficient computation for the noisy MAX", International Journal of Intelligent Systems 18, 2003). So no factor joins
more than two variables, however many reasons a claim has.

The variables are summed out one by one (R. Dechter, "Bucket elimination: a unifying framework for reasoning",
Artificial Intelligence 113, 1999), in an order that follows from the structure. One pass backwards gives the derivative
with respect to every grade (A. Darwiche, "A differential approach to inference in Bayesian networks", Journal of the
ACM 50, 2003).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from argmap.standing.evaluation import Evaluation, Verdict
from argmap.standing.exclusive import Groups, exclusive_slopes, independent
from argmap.standing.network import Network
from argmap.standing.order import elimination_order
from argmap.standing.tables import Arithmetic, Arrays, Lists, Places, Table

BUDGET = 1 << 23
"""The most entries of all tables together; a network that needs more is not exact."""

_LONG = 1 << 15
"""From this size on, tables are arrays."""

_Literal = tuple[int, bool]
"""A variable, and whether it must be 1 (or else 0)."""
_TRUE: _Literal = (-1, True)
_FALSE: _Literal = (-1, False)

# Tables of a gate and another variable, at index gate + 2 * other; the gate is 0 for "whatever", and 1 for "all".
_RESULT = (1.0, -1.0, 0.0, 1.0)
_CONDITION = {True: (1.0, 0.0, 1.0, 1.0), False: (1.0, 1.0, 1.0, 0.0)}

_Weights = list[tuple[float, float]]


class _Message(NamedTuple):
    """The result of an earlier step: `places` says which of its entries belongs to each entry of this step's table."""

    step: int
    places: Places


class _Step(NamedTuple):
    """The elimination of one variable.

    `constants` is the product of the factors, over the variable itself and the `left` others.
    """

    variable: int
    constants: Table
    messages: tuple[_Message, ...]
    left: int


class Elimination:
    """The network of a conclusion, prepared for the elimination of its variables."""

    word = "elimination"

    def __init__(self, found: Network, budget: int = BUDGET) -> None:
        """Choose the order. Raises `MemoryError` if the tables have more than `budget` entries together."""
        equations = _Equations(found)
        order = elimination_order(equations.variables, equations.factors, budget.bit_length() - 2, budget)
        if order is None:
            raise MemoryError
        self._groups: Groups = found.exclusive
        self._parts = equations.parts
        self._root = equations.nodes[found.subject]
        self._nodes = {element_id: equations.nodes[key] for element_id, key in found.occurrences.items()}
        self._variables = equations.variables
        self.size = sum(2 << len(left) for _, left in order)
        self._arithmetic: Arithmetic = Arrays() if self.size > _LONG else Lists()
        self._steps = _steps(order, equations.factors, self._arithmetic)

    def evaluate(self, grades: Mapping[str, float]) -> Verdict:
        """How often the root stands; one pass backwards gives all slopes. Nothing is undecided without a circle."""
        variable, holds = self._root
        if variable < 0:
            return Verdict(Evaluation(float(holds), dict.fromkeys(self._parts, 0.0)))
        weights = self._weights(grades, rooted=True)
        tables, results = self._forward(weights)
        standing = self._total(results)
        pairs = self._backward(weights, tables, results)
        slopes = {part: pairs[place][1] - pairs[place][0] for part, place in self._parts.items()}
        if variable in self._parts.values():  # then the root is that part alone, so that one of its weights is always 0
            part = next(part for part, place in self._parts.items() if place == variable)
            slopes[part] = pairs[variable][1] if holds else -pairs[variable][0]
        if self._groups:
            slopes |= exclusive_slopes(self.standing, grades, self._groups, slopes)
        return Verdict(Evaluation(standing, slopes))

    def standard_error(self, share: float) -> float:  # noqa: ARG002 - exact, whatever the share
        """0: elimination is exact."""
        return 0.0

    def standing(self, grades: Mapping[str, float]) -> float:
        """How often the root stands."""
        variable, holds = self._root
        return float(holds) if variable < 0 else self._total(self._forward(self._weights(grades, rooted=True))[1])

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The probability that each element stands."""
        weights = self._weights(grades)
        tables, messages = self._forward(weights)
        slopes = self._backward(weights, tables, messages)
        return {
            element_id: weights[variable][holds] * slopes[variable][holds] if variable >= 0 else float(holds)
            for element_id, (variable, holds) in self._nodes.items()
        }

    def _weights(self, grades: Mapping[str, float], *, rooted: bool = False) -> _Weights:
        """What each variable weighs at 0 and at 1; if `rooted`, worlds where the root does not stand weigh nothing."""
        weights = [(1.0, 1.0)] * self._variables
        chances = independent(grades, self._groups)
        for part, variable in self._parts.items():
            weights[variable] = (1 - chances[part], chances[part])
        if rooted:
            variable, holds = self._root
            fails_weight, holds_weight = weights[variable]
            weights[variable] = (0.0, holds_weight) if holds else (fails_weight, 0.0)
        return weights

    def _total(self, results: list[Table]) -> float:
        return _product(float(results[number][0]) for number, step in enumerate(self._steps) if step.left == 0)

    def _forward(self, weights: _Weights) -> tuple[list[Table], list[Table]]:
        """The table of each step, without the weights of its variable, and its result."""
        kit = self._arithmetic
        tables: list[Table] = []
        results: list[Table] = []
        for variable, table, messages, _ in self._steps:
            for message in messages:
                table = kit.times(table, kit.spread(results[message.step], message.places))  # noqa: PLW2901 - a product
            tables.append(table)
            results.append(kit.summed_out(table, *weights[variable]))
        return tables, results

    def _backward(self, weights: _Weights, tables: list[Table], results: list[Table]) -> list[tuple[float, float]]:
        """The derivatives of the total with respect to the two weights of each variable."""
        kit = self._arithmetic
        onward: list[Table] = [None] * len(self._steps)
        last = [number for number, step in enumerate(self._steps) if step.left == 0]
        for number in last:
            onward[number] = kit.table([_product(results[other][0] for other in last if other != number)])
        found = [(0.0, 0.0)] * len(weights)
        for number in range(len(self._steps) - 1, -1, -1):
            variable, constants, messages, _ = self._steps[number]
            above = onward[number]
            found[variable] = kit.halves(tables[number], above)
            if not messages:
                continue
            # For each message the product of all else: what comes before it is multiplied in from the front, the rest
            # from the back.
            spread = [kit.spread(results[message.step], message.places) for message in messages]
            before = [kit.times(kit.widened(above, *weights[variable]), constants)]
            for factor in spread[:-1]:
                before.append(kit.times(before[-1], factor))
            after = None
            for message, factor in zip(reversed(messages), reversed(spread), strict=True):
                rest = before.pop()
                own = rest if after is None else kit.times(rest, after)
                onward[message.step] = kit.gathered(own, message.places, len(results[message.step]))
                after = factor if after is None else kit.times(after, factor)
            tables[number] = onward[number] = None  # no longer needed, and perhaps long
        return found


class _Equations:
    """A network as factors of two variables.

    `parts` has the variable of each part, `nodes` the literal that is true where a node stands, by key, and `factors`
    the table of each gate and another variable.
    """

    def __init__(self, found: Network) -> None:
        self.variables = 0
        self.factors: dict[tuple[int, int], tuple[float, ...]] = {}
        self._conjunctions: dict[tuple[_Literal, ...], _Literal] = {}
        self.parts = {part: self._variable() for part in found.parts}
        holds: dict[str, _Literal] = {part: (variable, True) for part, variable in self.parts.items()}
        for group in found.exclusive:
            left = _TRUE
            for rival in group:
                own = holds[rival]
                holds[rival] = self._all_of([left, own])
                left = self._all_of([left, _negated(own)])
        self.nodes: dict[str, _Literal] = {}
        for (key,) in found.order:
            node = found.nodes[key]
            conditions = [holds[node.part]] if node.part else []
            conditions += [self.nodes[need] for need in node.needs]
            if node.supports is not None:
                conditions.append(_negated(self._all_of(_negated(self.nodes[support]) for support in node.supports)))
            conditions += [_negated(self.nodes[attacker]) for attacker in node.attackers]
            self.nodes[key] = self._all_of(conditions)

    def _variable(self) -> int:
        self.variables += 1
        return self.variables - 1

    def _all_of(self, literals: Iterable[_Literal]) -> _Literal:
        """A literal that is true where all these are."""
        conditions = tuple(sorted(set(literals) - {_TRUE}))
        if _FALSE in conditions or any(_negated(literal) in conditions for literal in conditions):
            return _FALSE
        if not conditions:
            return _TRUE
        if len(conditions) == 1:
            return conditions[0]
        if conditions not in self._conjunctions:
            gate, result = self._variable(), self._variable()
            self.factors[gate, result] = _RESULT
            self.factors |= {(gate, variable): _CONDITION[holds] for variable, holds in conditions}
            self._conjunctions[conditions] = (result, True)
        return self._conjunctions[conditions]


def _negated(literal: _Literal) -> _Literal:
    return literal[0], not literal[1]


def _product(factors: Iterable[float]) -> float:
    product = 1.0
    for factor in factors:
        product *= factor
    return product


def _steps(
    order: Sequence[tuple[int, list[int]]], factors: Mapping[tuple[int, int], tuple[float, ...]], kit: Arithmetic
) -> list[_Step]:
    position = {variable: number for number, (variable, _) in enumerate(order)}
    own: list[list[tuple[int, int]]] = [[] for _ in order]
    for pair in factors:
        own[min(position[variable] for variable in pair)].append(pair)
    received: list[list[tuple[int, list[int]]]] = [[] for _ in order]
    steps = []
    for number, (variable, around) in enumerate(order):
        left = sorted(around, key=position.__getitem__)
        scope = [variable, *left]
        constants = kit.ones(2 << len(left))
        for pair in own[number]:
            values = kit.table(factors[pair] if position[pair[0]] < position[pair[1]] else _swapped(factors[pair]))
            constants = kit.times(constants, kit.spread(values, kit.places(_within(pair, scope))))
        messages = tuple(_Message(sender, kit.places(_within(among, scope))) for sender, among in received[number])
        if left:
            received[position[left[0]]].append((number, left))
        steps.append(_Step(variable, constants, messages, len(left)))
    return steps


def _swapped(table: tuple[float, ...]) -> tuple[float, ...]:
    return table[0], table[2], table[1], table[3]


def _within(variables: Iterable[int], scope: Sequence[int]) -> list[bool]:
    chosen = set(variables)
    return [variable in chosen for variable in scope]
