"""The standing of a conclusion and its weak links: which repair would help most, which failure would hurt most.

W(e) = S(e secured) - S, the improvement potential; L(e) = S - S(e failing); W + L is Birnbaum's importance
(Z. W. Birnbaum, "On the importance of different components in a multicomponent system", 1969). An element that speaks
only against the conclusion is secured when it is answered.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from argmap.assess.closed_form import evaluate_tree, is_tree
from argmap.assess.diagram import BUDGET, Diagram
from argmap.assess.grading import Graded, grades, is_uncertain
from argmap.assess.sampling import SAMPLES, Sampled
from argmap.assess.worlds import bearing, influences
from argmap.graph import Graph

_DRAWS = 100
_NOISE = 0.5  # standard deviation of a perturbed grade in log-odds: .675 becomes .56 to .77 two times in three
_SEED = 1


class _Method(Protocol):
    def evaluate(self, grades: Mapping[str, float]) -> tuple[float, dict[str, float]]: ...


@dataclass(frozen=True, slots=True)
class Effect:
    """What one element means for a conclusion.

    `gain` is W, `share` its part of the doubt that remains, `loss` L; `secured` is the standing if it were settled (or
    answered, where it `speaks_against`); `single_point` says that the conclusion cannot stand if it alone fails.
    """

    element: str
    grade: Graded
    gain: float
    share: float
    loss: float
    secured: float
    speaks_against: bool
    single_point: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """The standing of a conclusion in [0, 1], and the effect of every element that bears on it, weakest first.

    `method` is `closed form`, `decision diagram` or `estimated`; `standard_error` is 0 where the standing is exact.
    `stability` is the share of perturbed gradings in which the first weak link stays first, None where that was not
    asked. By another `measure`, `standing` is the value of that measure. Where no single repair helps, `repair_set`
    names two elements that help together, by `repair_gain`.
    """

    conclusion: str
    standing: float
    effects: tuple[Effect, ...]
    method: str
    standard_error: float
    stability: float | None
    measure: str = "standing"
    repair_set: tuple[str, ...] = ()
    repair_gain: float = 0.0


def assess(graph: Graph, conclusion: str, *, budget: int = BUDGET, samples: int = SAMPLES) -> Assessment:
    """Assess one conclusion (or any statement) of a map. Raises `KeyError` for an id that is no node."""
    names = bearing(graph, conclusion)
    graded = {name: grade for name, grade in grades(graph).items() if name in set(names)}
    values = {name: grade.value for name, grade in graded.items()}
    uncertain = [name for name in names if is_uncertain(graph, name)]
    word, method, error = _method(graph, conclusion, names, uncertain, budget, samples)
    standing, slopes = method.evaluate(values)
    against = speaking_against(graph, conclusion)
    effects = [
        _effect(name, graded[name], slopes.get(name, 0.0), standing, against=name in against) for name in uncertain
    ]
    effects.sort(key=lambda one: (-round(one.gain, 12), -round(one.loss, 12)))
    standard_error = error.standard_error(standing) if error else 0.0
    stability = None if error or not effects else _stability(method, values, against, effects[0].element)
    return Assessment(conclusion, standing, tuple(effects), word, standard_error, stability)


class _Tree:
    def __init__(self, graph: Graph, root: str) -> None:
        self._graph, self._root = graph, root

    def evaluate(self, grades: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        return evaluate_tree(self._graph, self._root, grades)


def _method(
    graph: Graph, root: str, names: list[str], uncertain: list[str], budget: int, samples: int
) -> tuple[str, _Method, Sampled | None]:
    if is_tree(graph, names):
        return "closed form", _Tree(graph, root), None
    try:
        return "decision diagram", Diagram(graph, root, names, uncertain, budget), None
    except MemoryError:
        sampled = Sampled(graph, root, names, uncertain, samples)
        return "estimated", sampled, sampled


def _effect(name: str, grade: Graded, slope: float, standing: float, *, against: bool) -> Effect:
    gain = -grade.value * slope if against else (1 - grade.value) * slope
    loss = -(1 - grade.value) * slope if against else grade.value * slope
    doubt = 1 - standing
    single = not against and standing > 0 and math.isclose(standing, loss, rel_tol=1e-9)
    return Effect(name, grade, gain, gain / doubt if doubt > 0 else 0.0, loss, standing + gain, against, single)


def speaking_against(graph: Graph, root: str) -> set[str]:
    """The elements that bear on `root` only by an odd number of objections."""
    signs: dict[str, set[int]] = {root: {0}}
    queue = [(root, 0)]
    while queue:
        name, sign = queue.pop()
        attackers = set(graph.attackers(name))
        for other in influences(graph, name):
            turned = sign ^ (other in attackers)
            if turned not in signs.setdefault(other, set()):
                signs[other].add(turned)
                queue.append((other, turned))
    return {name for name, found in signs.items() if found == {1}}


def _stability(method: _Method, values: Mapping[str, float], against: set[str], first: str) -> float:
    """How often the first weak link stays first when every grade moves a little by itself."""
    draw = random.Random(_SEED)  # noqa: S311 - no secret
    kept = 0
    for _ in range(_DRAWS):
        moved = {name: _perturbed(value, draw) for name, value in values.items()}
        _, slopes = method.evaluate(moved)
        gains = {name: (-moved[name] if name in against else 1 - moved[name]) * slope for name, slope in slopes.items()}
        kept += gains.get(first, 0.0) >= max(gains.values(), default=0.0) - 1e-12
    return kept / _DRAWS


def _perturbed(value: float, draw: random.Random) -> float:
    noise = draw.gauss(0, _NOISE)
    if not 0 < value < 1:
        return value
    return 1 / (1 + math.exp(-(math.log(value / (1 - value)) + noise)))
