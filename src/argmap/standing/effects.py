"""The standing of a conclusion and its weak links: what would help most if settled, and hurt most if it failed.

W(e) = S(e secured) - S, the improvement potential; L(e) = S - S(e failing); W + L is Birnbaum's importance
(Z. W. Birnbaum, "On the importance of different components in a multicomponent system", 1969). An element that speaks
only against the conclusion is secured if it is answered.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import NamedTuple, Protocol

from argmap.graph import Graph
from argmap.once import once
from argmap.standing.assessment import Assessment, Effect, Stability
from argmap.standing.closed_form import Tree, is_tree
from argmap.standing.diagram import BUDGET, Diagram, build_diagram
from argmap.standing.exclusive import fitted
from argmap.standing.grades import Graded, grades
from argmap.standing.network import Network, network
from argmap.standing.sampling import Sampled, samples_for
from argmap.standing.worlds import single_points

_DRAWS = 100
_LEAST_DRAWS = 10
_ENOUGH_VISITS = 500_000  # rows or elements evaluated to find the stability: takes a second or two
_CONTENDERS = 8  # weak links compared under perturbed grades if worlds are sampled
_SAMPLES_OF_TRIAL = 1 << 12
_NOISE = 0.5  # standard deviation of a perturbed grade, in log-odds: two times in three, .675 becomes .56 to .77
_SEED = 1
_ROUNDING = 1e-15  # a smaller difference of standings is none


class Method(Protocol):
    """A way to compute a standing; `word` names it."""

    word: str

    def evaluate(
        self, grades: Mapping[str, float], wanted: Sequence[str] | None = None
    ) -> tuple[float, dict[str, float]]:
        """The standing in [0, 1], and how much more it is if an element holds than if it fails.

        The differences are those of (at least) each `wanted` element.
        """
        ...

    def chances(self, grades: Mapping[str, float]) -> dict[str, float]:
        """The probability that each element bearing on the conclusion stands itself, in [0, 1]."""
        ...

    def standard_error(self, share: float) -> float:
        """The standard error of a share computed this way; 0 if it is exact."""
        ...


class Account(NamedTuple):
    """What the standing of a conclusion is computed from: the grades of everything that bears on it, and the method.

    It is made once per conclusion, and all results about the conclusion follow from it. The account of a rivalry is
    that of how often its members clash.
    """

    conclusion: str
    graded: Mapping[str, Graded]
    method: Method
    network: Network

    @property
    def values(self) -> dict[str, float]:
        """The grades as numbers."""
        return {element_id: grade.value for element_id, grade in self.graded.items()}

    def standing(self) -> tuple[float, float]:
        """The standing in [0, 1], and its standard error (0 if it is exact)."""
        share = self.method.evaluate(self.values, ())[0]
        return share, self.method.standard_error(share)

    def chances(self) -> dict[str, float]:
        """The probability that each element bearing on the conclusion stands itself, in [0, 1]."""
        return self.method.chances(self.values)


def account(
    graph: Graph,
    conclusion: str,
    graded: Mapping[str, Graded] | None = None,
    *,
    budget: int = BUDGET,
    samples: int | None = None,
) -> Account:
    """The account of a statement, of any other node, or of a rivalry.

    `graded` has the grades of the whole map, if they are already known. `budget` is the largest number of nodes in a
    decision diagram; if it is not enough, `samples` worlds are drawn (default: see `samples_for`). Raises `KeyError` if
    the id is that of another element.
    """
    found = network(graph, conclusion)
    known = grades(graph, found.parts, graded)
    return Account(conclusion, MappingProxyType(known), _method(found, budget, samples), found)


def _method(found: Network, budget: int, samples: int | None) -> Method:
    if not found.is_rivalry and is_tree(found):
        return Tree(found)
    try:
        return build_diagram(found, budget)
    except MemoryError:
        return Sampled(found, samples or samples_for(len(found.nodes)))


def assess(graph: Graph, found: Account) -> Assessment:
    """The standing of a conclusion and the effect of each element on it, from its account."""
    values, method, conclusion = found.values, found.method, found.conclusion
    standing, slopes = method.evaluate(values)
    against = speaking_against(found.network)
    single = _single_points(graph, conclusion, standing, slopes, values) - against
    effects = [
        _effect(
            element_id,
            grade,
            slopes[element_id],
            standing,
            against=element_id in against,
            single=element_id in single,
            error=method.standard_error(abs(slopes[element_id])),
        )
        for element_id, grade in found.graded.items()
    ]
    effects.sort(key=lambda effect: (-round(effect.gain, 9), -round(effect.loss, 9)))
    error = method.standard_error(standing)
    return Assessment(conclusion, standing, tuple(effects), method.word, error, kind=graph.kinds[conclusion])


def _single_points(
    graph: Graph, root: str, standing: float, slopes: Mapping[str, float], values: Mapping[str, float]
) -> set[str]:
    """The elements without which the conclusion cannot stand, by structure or because of the grades."""
    found = set(single_points(graph, root))
    if standing > 0:
        found |= {
            element_id
            for element_id, slope in slopes.items()
            if math.isclose(standing, slope * values[element_id], rel_tol=1e-9)
        }
    return found


def _effect(
    element_id: str, grade: Graded, slope: float, standing: float, *, against: bool, single: bool, error: float
) -> Effect:
    distance = -grade.value if against else 1 - grade.value
    slope = slope if abs(slope) > _ROUNDING else 0.0
    gain = distance * slope + 0.0  # 0 rather than -0
    loss = (-(1 - grade.value) * slope if against else grade.value * slope) + 0.0
    doubt = 1 - standing
    share = gain / doubt if doubt > 0 else 0.0
    return Effect(
        element_id, grade, gain, share, loss, max(0.0, standing + gain), against, single, abs(distance) * error
    )


@once
def speaking_against(found: Network) -> frozenset[str]:
    """The elements that bear on the root of a network only by an odd number of objections and rivalries."""
    signs: dict[str, set[int]] = {}
    # What is reached from one of several rivals does not help it by speaking against another one: all of them clash.
    queue: list[tuple[str, int, str]] = [(key, 0, "") for key in found.roots]
    seen = set(queue)
    while queue:
        key, sign, rival = queue.pop()
        signs.setdefault(key, set()).add(sign)
        node = found.nodes[key]
        attackers, closed = set(node.attackers), {rival, *(found.nodes[rival].rivals if rival else ())}
        for influence in node.influences:
            is_rival = influence in node.rivals
            if is_rival and influence in closed:
                continue
            onward = (influence, sign ^ (influence in attackers), key if is_rival else "")
            if onward not in seen:
                seen.add(onward)
                queue.append(onward)
    of_part: dict[str, set[int]] = {part: set() for part in found.parts}
    for key, sign_set in signs.items():
        if part := found.nodes[key].part:
            of_part[part] |= sign_set
    own = {part: set(sign_set) for part, sign_set in of_part.items()}
    for group in found.exclusive:
        for rival in group:  # where one holds, the others do not
            of_part[rival].update(1 ^ sign for other in group if other != rival for sign in own[other])
    return frozenset(part for part, sign_set in of_part.items() if sign_set == {1})


def stability(found: Account, effects: Sequence[Effect]) -> Stability | None:
    """How often the first weak link stays first if every grade changes a little; None if there are no effects."""
    if not effects:
        return None
    draw = Random(_SEED)  # noqa: S311 - not for security
    method, values, trials = found.method, found.values, _DRAWS
    against = speaking_against(found.network)
    contenders = [effect.element for effect in effects]
    if found.network.exclusive:  # each of them takes an evaluation of its own
        contenders = contenders[:_CONTENDERS]
    if isinstance(method, Diagram | Tree) and method.size:
        trials = min(_DRAWS, max(_LEAST_DRAWS, _ENOUGH_VISITS // method.size))
    elif isinstance(method, Sampled):
        trials, contenders = _LEAST_DRAWS, contenders[:_CONTENDERS]
        method = method.with_samples(_SAMPLES_OF_TRIAL)
    odds = {element_id: _log_odds(value) for element_id, value in values.items()}
    kept = 0
    for _ in range(trials):
        moved = {element_id: _perturbed(value, odds[element_id], draw) for element_id, value in values.items()}
        moved = fitted(moved, found.network.exclusive)
        _, slopes = method.evaluate(moved, contenders)
        gains = [
            (-moved[element_id] if element_id in against else 1 - moved[element_id]) * slopes[element_id]
            for element_id in contenders
        ]
        kept += gains[0] >= max(gains) - 1e-12
    return Stability(kept / trials, trials)


def _log_odds(value: float) -> float | None:
    """The logarithm of the odds of a grade; None if it is certain, so that nothing moves it."""
    return math.log(value / (1 - value)) if 0 < value < 1 else None


def _perturbed(value: float, odds: float | None, draw: Random) -> float:
    """A grade whose log-odds are `odds`, moved a little; a number is drawn in any case, so that trials correspond."""
    noise = draw.gauss(0, _NOISE)
    return value if odds is None else 1 / (1 + math.exp(-(odds + noise)))
