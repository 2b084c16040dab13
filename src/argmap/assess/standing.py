"""The standing of a conclusion and its weak links: which repair would help most, which failure would hurt most.

W(e) = S(e secured) - S, the improvement potential; L(e) = S - S(e failing); W + L is Birnbaum's importance
(Z. W. Birnbaum, "On the importance of different components in a multicomponent system", 1969). An element that speaks
only against the conclusion is secured when it is answered.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from argmap.assess.assessment import Assessment, Effect
from argmap.assess.closed_form import Tree, is_tree
from argmap.assess.diagram import BUDGET, Diagram, build_diagram
from argmap.assess.grading import Graded, grades
from argmap.assess.sampling import Sampled, samples_for
from argmap.assess.worlds import bearing, influences, single_points
from argmap.graph import Graph

if TYPE_CHECKING:
    from random import Random

_DRAWS = 100
_LEAST_DRAWS = 20
_ENOUGH_ROWS = 2_000_000  # rows of a diagram evaluated for the stability: a second or so
_CONTENDERS = 8  # weak links that are compared in perturbed gradings where worlds are sampled
_SAMPLES_OF_TRIAL = 1 << 12
_NOISE = 0.5  # standard deviation of a perturbed grade in log-odds: .675 becomes .56 to .77 two times in three
_SEED = 1


_Error = Callable[[float], float]


class Method(Protocol):
    """A way to compute a standing."""

    def evaluate(self, grades: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        """The standing in [0, 1], and its derivative by the grade of each element."""
        ...

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """How often each element that bears on the conclusion stands itself, in [0, 1]."""
        ...


def assess(
    graph: Graph, conclusion: str, *, budget: int = BUDGET, samples: int | None = None, stability: bool = True
) -> Assessment:
    """Assess one conclusion (or any statement) of a map. Raises `KeyError` for an id that is no node."""
    if (large := _large(graph, conclusion)) is not None:
        return large[0]
    return _assess(graph, conclusion, budget, samples, stability=stability)[0]


def assess_with_chances(
    graph: Graph, conclusion: str, *, stability: bool = True
) -> tuple[Assessment, dict[str, float]]:
    """As `assess`, with how often each element that bears on the conclusion stands itself, in [0, 1]."""
    if (large := _large(graph, conclusion)) is not None:
        return large[0], large[1]()
    found, method, values = _assess(graph, conclusion, BUDGET, None, stability=stability)
    return found, method.chances(values)


def _large(graph: Graph, conclusion: str) -> tuple[Assessment, Callable[[], dict[str, float]]] | None:
    if graph.columns is None:
        return None
    from argmap.assess.forest import assess_forest  # noqa: PLC0415 - numpy, for large maps only

    return assess_forest(graph, conclusion)


def chances(graph: Graph, name: str) -> dict[str, float]:
    """How often an element, and each that bears on it, stands, in [0, 1]. Raises `KeyError` for an id of no node."""
    names = bearing(graph, name)
    values = {one: grade.value for one, grade in grades(graph, names).items()}
    return _method(graph, name, names, list(values), BUDGET, None)[1].chances(values)


def _assess(
    graph: Graph, conclusion: str, budget: int, samples: int | None, *, stability: bool
) -> tuple[Assessment, Method, dict[str, float]]:
    names = bearing(graph, conclusion)
    graded = grades(graph, names)
    values = {name: grade.value for name, grade in graded.items()}
    word, method = _method(graph, conclusion, names, list(graded), budget, samples)
    standing, slopes = method.evaluate(values)
    against = speaking_against(graph, conclusion)
    single = _single_points(graph, conclusion, standing, slopes, values)
    error = method.standard_error if isinstance(method, Sampled) else None
    effects = [
        _effect(
            name,
            graded[name],
            slopes[name],
            standing,
            against=name in against,
            single=name in single - against,
            error=error,
        )
        for name in graded
    ]
    effects.sort(key=lambda one: (-round(one.gain, 9), -round(one.loss, 9)))
    trials, kept = _stability(method, values, against, effects) if stability and effects else (0, None)
    found = Assessment(conclusion, standing, tuple(effects), word, error(standing) if error else 0.0, kept, trials)
    return found, method, values


def _method(
    graph: Graph, root: str, names: list[str], uncertain: list[str], budget: int, samples: int | None
) -> tuple[str, Method]:
    if is_tree(graph, names):
        return "closed form", Tree(graph, root)
    try:
        return "decision diagram", build_diagram(graph, root, names, uncertain, budget)
    except MemoryError:
        return "estimated", Sampled(graph, root, names, uncertain, samples or samples_for(len(names)))


def _single_points(
    graph: Graph, root: str, standing: float, slopes: Mapping[str, float], values: Mapping[str, float]
) -> set[str]:
    """The elements without which the conclusion does not stand: by structure, and where grades leave no other way."""
    found = single_points(graph, root)
    if standing > 0:
        found |= {name for name, slope in slopes.items() if math.isclose(standing, slope * values[name], rel_tol=1e-9)}
    return found


def _effect(
    name: str, grade: Graded, slope: float, standing: float, *, against: bool, single: bool, error: _Error | None
) -> Effect:
    distance = -grade.value if against else 1 - grade.value
    gain = distance * slope
    loss = -(1 - grade.value) * slope if against else grade.value * slope
    doubt = 1 - standing
    share = gain / doubt if doubt > 0 else 0.0
    uncertain = abs(distance) * error(abs(slope)) if error else 0.0
    return Effect(name, grade, gain, share, loss, standing + gain, against, single, uncertain)


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


def _stability(
    method: Method, values: Mapping[str, float], against: set[str], effects: Sequence[Effect]
) -> tuple[int, float]:
    """How many trials were made, and how often the first weak link stayed first when every grade moved a little."""
    import random  # noqa: PLC0415 - 3 ms, spent only where the stability is asked for

    draw = random.Random(_SEED)  # noqa: S311 - no secret
    trials = _DRAWS
    contenders = [effect.element for effect in effects]
    if isinstance(method, Diagram):
        trials = min(_DRAWS, max(_LEAST_DRAWS, _ENOUGH_ROWS // len(method.rows))) if method.rows else _DRAWS
    elif isinstance(method, Sampled):
        trials, contenders = _LEAST_DRAWS, contenders[:_CONTENDERS]
        method = method.with_samples(_SAMPLES_OF_TRIAL)
    kept = 0
    for _ in range(trials):
        moved = {name: _perturbed(value, draw) for name, value in values.items()}
        _, slopes = method.evaluate(moved, contenders) if isinstance(method, Sampled) else method.evaluate(moved)
        gains = [(-moved[name] if name in against else 1 - moved[name]) * slopes[name] for name in contenders]
        kept += gains[0] >= max(gains) - 1e-12
    return trials, kept / trials


def _perturbed(value: float, draw: Random) -> float:
    noise = draw.gauss(0, _NOISE)
    if not 0 < value < 1:
        return value
    return 1 / (1 + math.exp(-(math.log(value / (1 - value)) + noise)))
