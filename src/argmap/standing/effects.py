"""The standing of a conclusion and its weak links: what would help most if settled, and hurt most if it failed.

W(e) = S(e secured) - S, the improvement potential; L(e) = S - S(e failing); W + L is Birnbaum's importance
(Z. W. Birnbaum, "On the importance of different components in a multicomponent system", 1969). An element that speaks
only against the conclusion is secured if it is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from argmap.graph import Graph
from argmap.once import once
from argmap.standing.assessment import NOT_ARGUED, Assessment, Effect
from argmap.standing.closed_form import Tree, is_tree
from argmap.standing.deciders import deciders
from argmap.standing.diagram import BUDGET as MOST_NODES
from argmap.standing.diagram import build_diagram
from argmap.standing.drawing import Drawing
from argmap.standing.elimination import BUDGET as MOST_ENTRIES
from argmap.standing.elimination import Elimination
from argmap.standing.evaluation import Evaluation, Method
from argmap.standing.grades import Graded, grades
from argmap.standing.network import Network, network
from argmap.standing.sampling import CONTRARIES, Sampled, samples_for
from argmap.standing.signs import speaking_against
from argmap.standing.worlds import single_points

_FEW_NODES = 1 << 12
"""The most nodes made on the way to a diagram that is preferred to elimination: small ones are faster to evaluate."""
_LARGEST_CIRCULAR = 512
"""The most nodes of a network with a circle for which a larger diagram is tried: more take too many operations."""
_FEW_ENTRIES = 1 << 17
"""The fewest entries of tables that a conclusion may take, with however many others it shares the work."""
_ROUNDING = 1e-15  # a smaller difference of standings is none


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

    def standing(self) -> Evaluation:
        """The standing, with its standard error, and how many worlds were drawn for it (0 if it is exact)."""
        share = self.method.standing(self.values)
        return Evaluation(share, error=self.method.standard_error(share), drawn=self.drawn)

    @property
    def drawn(self) -> int:
        """How many worlds are drawn; 0 if all numbers are exact."""
        return self.method.samples if isinstance(self.method, Sampled) else 0

    def chances(self) -> dict[str, float]:
        """The probability that each element bearing on the conclusion stands itself, in [0, 1]."""
        return self.method.chances(self.values)


def account(
    graph: Graph,
    conclusion: str,
    graded: Mapping[str, Graded] | None = None,
    *,
    budget: int | None = None,
    drawing: Drawing | None = None,
    sharing: int = 1,
) -> Account:
    """The account of a statement, of any other node, or of a rivalry.

    `graded` has the grades of the whole map, if they are already known. `budget` is the most nodes of a diagram, or
    entries of tables, on the way to an exact result (default: that of the method); if it is not enough, worlds are
    drawn: those of the `drawing`, if there is one for the map. As many conclusions as are `sharing` the work each have
    that part of it. Raises `KeyError` if the id is that of another element.
    """
    found = network(graph, conclusion)
    known = grades(graph, found.parts, graded)
    method = _exact(graph, found, budget, sharing)
    if method is None:
        values = {element_id: grade.value for element_id, grade in known.items()}
        drawn = drawing or Drawing(values, found.exclusive, samples_for(len(graph)))
        method = Sampled(found, drawn, max(1, CONTRARIES // sharing))
    return Account(conclusion, MappingProxyType(known), method, found)


def _exact(graph: Graph, found: Network, budget: int | None, sharing: int) -> Method | None:
    """The exact method for a network; None if all of them would exceed the budget."""
    if not found.is_rivalry and is_tree(found):
        return Tree(found)
    nodes = max(_FEW_NODES, _power_of_two(MOST_NODES // sharing)) if budget is None else budget
    entries = max(_FEW_ENTRIES, MOST_ENTRIES // sharing) if budget is None else budget
    ways: list[Callable[[], Method]] = [lambda: build_diagram(found, min(nodes, _FEW_NODES))]
    if not found.has_circles:
        ways.append(lambda: Elimination(found, entries))
    elif len(found.nodes) <= _LARGEST_CIRCULAR:
        ways.append(lambda: build_diagram(found, nodes))
    if found.has_circles and not _circles_fit(graph, found, nodes):
        return None
    for way in ways:
        try:
            return way()
        except MemoryError:
            continue
    return None


def _circles_fit(graph: Graph, found: Network, nodes: int) -> bool:
    """Whether each circle of a network, with all that it depends on, has a diagram of at most so many nodes.

    Conclusions that depend on one circle share the answer, which can take long to find.
    """
    circles = (min(keys) for keys in found.order if len(keys) > 1)
    return all(_fits(graph, key, nodes) for key in circles if key in graph and key not in found.roots)


@once
def _fits(graph: Graph, element_id: str, nodes: int) -> bool:
    found = network(graph, element_id)
    try:
        build_diagram(found, min(nodes, _FEW_NODES) if len(found.nodes) > _LARGEST_CIRCULAR else nodes)
    except MemoryError:
        return False
    return True


def _power_of_two(number: int) -> int:
    return 1 << max(0, number.bit_length() - 1)


def assess(graph: Graph, found: Account) -> Assessment:
    """The standing of a conclusion and the effect of each element on it, from its account."""
    values, method, conclusion = found.values, found.method, found.conclusion
    kind = graph.kinds[conclusion]
    if not graph.is_argued(conclusion):
        return Assessment(conclusion, None, (), NOT_ARGUED, kind=kind)
    verdict = method.evaluate(values)
    against = speaking_against(found.network)
    single = single_points(graph, conclusion) - against
    effects = [
        _effect(element_id, grade, verdict.stands, against=element_id in against, single=element_id in single)
        for element_id, grade in found.graded.items()
    ]
    effects.sort(key=lambda effect: (-round(effect.gain, 9), -round(effect.loss or 0.0, 9)))
    standing, undecided = verdict.stands.share, verdict.undecided.share
    return Assessment(
        conclusion,
        standing,
        tuple(effects),
        method.word,
        verdict.stands.error,
        kind=kind,
        drawn=verdict.stands.drawn,
        refuted=max(0.0, 1 - standing - undecided),
        undecided=undecided,
        deciders=deciders(verdict.undecided, values),
    )


def _effect(element_id: str, grade: Graded, found: Evaluation, *, against: bool, single: bool) -> Effect:
    """The effect of an element; its loss is None if it held, or failed, in all the worlds that were drawn."""
    slope = found.slopes.get(element_id)
    error = found.slope_errors.get(element_id, 0.0 if slope is not None else 1.0)
    to_secured, to_failing = (-grade.value, 1 - grade.value) if against else (1 - grade.value, -grade.value)
    known = 0.0 if slope is None or abs(slope) <= _ROUNDING else slope
    # An estimate can be more than the most there is to gain or to lose; adding 0 makes 0 of -0.
    doubt = 1 - found.share
    gain = min(to_secured * known, doubt) + 0.0
    loss = None if slope is None and to_failing else min(-to_failing * known, found.share) + 0.0
    # ... and is then as uncertain as that.
    gain_error = max(abs(to_secured) * error, found.error if to_secured * known > doubt else 0.0)
    loss_error = max(abs(to_failing) * error, found.error if -to_failing * known > found.share else 0.0)
    return Effect(
        element_id,
        grade,
        gain,
        gain / doubt if doubt > 0 else 0.0,
        loss,
        min(1.0, max(0.0, found.share + gain)),
        against,
        single,
        gain_error,
        loss_error,
    )
