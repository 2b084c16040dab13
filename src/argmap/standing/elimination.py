"""Standing by elimination of variables: exact for any network without circles whose structure is narrow enough.

Every part and every node is a variable that is 0 or 1, and all that a node depends on are conditions of a conjunction
(a disjunction is a negated conjunction of negations). A conjunction y of conditions x has a variable of its own, its
gate, with the values "whatever" and "all": at "all" the factors of the gate multiply to the chance of all conditions,
at "whatever" to 1, so that y = 1 weighs "all" and y = 0 weighs "whatever" less "all" (F. J. Díez and S. F. Galán,
"Efficient computation for the noisy MAX", International Journal of Intelligent Systems 18, 2003). So no factor joins
more than two variables, however many reasons a claim has.

The variables are summed out one by one (R. Dechter, "Bucket elimination: a unifying framework for reasoning",
Artificial Intelligence 113, 1999), in an order that follows from the structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.standing.circuit import Circuit, Weights
from argmap.standing.evaluation import Evaluation, Verdict
from argmap.standing.exclusive import Groups, exclusive_slopes, independent
from argmap.standing.network import Network
from argmap.standing.order import elimination_order
from argmap.standing.tables import Arrays, Lists

BUDGET = 1 << 26
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


class Elimination:
    """The network of a conclusion, prepared for the elimination of its variables."""

    word = "elimination"

    def __init__(self, found: Network, budget: int = BUDGET) -> None:
        """Choose the order. Raises `MemoryError` if the tables have more than `budget` entries together."""
        equations = _Equations(found)
        order = elimination_order(equations.variables, equations.factors, budget.bit_length() - 2, budget)
        if order is None:
            raise MemoryError
        entries = sum(2 << len(left) for _, left in order)
        self._groups: Groups = found.exclusive
        self._parts = equations.parts
        self._root = equations.nodes[found.subject]
        self._nodes = {element_id: equations.nodes[key] for element_id, key in found.occurrences.items()}
        self._variables = equations.variables
        self._circuit = Circuit(order, equations.factors, Arrays() if entries > _LONG else Lists(), budget)

    @property
    def size(self) -> int:
        """How long the tables take, in entries of a list."""
        return self._circuit.work

    def evaluate(self, grades: Mapping[str, float]) -> Verdict:
        """How often the root stands; one pass backwards gives all slopes. Nothing is undecided without a circle."""
        variable, holds = self._root
        if variable < 0:
            return Verdict(Evaluation(float(holds), dict.fromkeys(self._parts, 0.0)))
        standing, pairs = self._circuit.derivatives(self._weights(grades, rooted=True))
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
        return float(holds) if variable < 0 else self._circuit.total(self._weights(grades, rooted=True))

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The probability that each element stands."""
        weights = self._weights(grades)
        _, slopes = self._circuit.derivatives(weights)
        return {
            element_id: weights[variable][holds] * slopes[variable][holds] if variable >= 0 else float(holds)
            for element_id, (variable, holds) in self._nodes.items()
        }

    def _weights(self, grades: Mapping[str, float], *, rooted: bool = False) -> Weights:
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
