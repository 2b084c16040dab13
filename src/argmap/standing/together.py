"""Repairs that help together: the pairs that gain most, and the chains in which no single repair helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argmap.standing.assessment import NOTHING, Assessment
from argmap.standing.effects import Account
from argmap.standing.exclusive import settled
from argmap.standing.network import Network
from argmap.standing.sampling import Sampled
from argmap.standing.signs import speaking_against

_WORK = 1 << 20  # rows or entries visited for all pairs: takes about a second
_FEWEST = 10
_LONGEST = 10  # elements of a chain that a person would still repair one by one
_SHORTEST = 3
_CHAINS = 3
_MANY = 5  # how many times more than any single repair all repairs of a chain gain


class Pair(NamedTuple):
    """Two elements that gain more if both are settled than either does alone, and what each gains alone."""

    elements: tuple[str, str]
    gain: float
    alone: tuple[float, float]


class Chain(NamedTuple):
    """A step, and the `elements` that bear on the conclusion only through it (the step among them).

    `gain` is what settling all of them gains, `alone` the most that settling a single one gains, and `loss` what the
    conclusion loses if the step fails.
    """

    step: str
    elements: tuple[str, ...]
    gain: float
    alone: float
    loss: float


class Together(NamedTuple):
    """The pairs, the best first, and the chains in which repairs help most if they are made together.

    If there are too many elements, only `tried` of `candidates` were combined with every other one.
    """

    pairs: Sequence[Pair]
    chains: Sequence[Chain]
    tried: int
    candidates: int


def together(found: Account, assessment: Assessment) -> Together | None:
    """What repairs gain together; None if there is no exact standing from which to tell.

    The standing is linear in each grade, so with one element settled, the slopes give the gain of every pair with it.
    """
    if assessment.standing is None or isinstance(found.method, Sampled):
        return None
    against = speaking_against(found.network)
    goal = {element_id: float(element_id not in against) for element_id in found.values}
    alone = {effect.element: effect.gain for effect in assessment.effects}
    open_ones = [effect.element for effect in assessment.effects if effect.grade.value != goal[effect.element]]
    tried = open_ones[: max(_FEWEST, _WORK // max(1, found.method.size))]
    pairs = _pairs(found, assessment.standing, goal, alone, (tried, open_ones))
    chains = _chains(found, assessment, goal, alone)
    return Together(pairs, chains, len(tried), len(open_ones))


def _pairs(
    found: Account,
    standing: float,
    goal: Mapping[str, float],
    alone: Mapping[str, float],
    elements: tuple[Sequence[str], Sequence[str]],
) -> list[Pair]:
    tried, others = elements
    pairs: dict[tuple[str, str], Pair] = {}
    for first in tried:
        values = settled(found.values, first, goal[first], found.network.exclusive)
        stands = found.method.evaluate(values).stands
        for second in others:
            both = (min(first, second), max(first, second))
            gain = stands.share + (goal[second] - values[second]) * stands.slopes[second] - standing
            if first != second and both not in pairs and gain > max(alone[first], alone[second], 0.0) + NOTHING:
                pairs[both] = Pair(both, gain, (alone[both[0]], alone[both[1]]))
    return sorted(pairs.values(), key=lambda pair: (-round(pair.gain, 9), pair.elements))


def _chains(
    found: Account, assessment: Assessment, goal: Mapping[str, float], alone: Mapping[str, float]
) -> list[Chain]:
    loss = {effect.element: effect.loss or 0.0 for effect in assessment.effects}
    chains = []
    for step, elements in _only_through(found.network).items():
        if step == found.conclusion or not _SHORTEST <= len(elements) <= _LONGEST:
            continue
        values = {**found.values, **{element_id: goal[element_id] for element_id in elements}}
        gain = found.method.standing(values) - (assessment.standing or 0.0)
        chains.append(Chain(step, elements, gain, max(alone[element_id] for element_id in elements), loss[step]))
    chains.sort(key=lambda chain: (-round(chain.gain - chain.alone, 9), chain.step))
    kept: list[Chain] = []
    for chain in chains:
        is_new = not any(set(chain.elements) <= set(other.elements) for other in kept)
        if is_new and chain.gain > max(_MANY * chain.alone, NOTHING) and len(kept) < _CHAINS:
            kept.append(chain)
    return kept


def _only_through(found: Network) -> dict[str, tuple[str, ...]]:
    """For each part of a node, the parts that bear on the root only through it, itself among them.

    They are below it in the tree of dominators (T. Lengauer and R. E. Tarjan, "A fast algorithm for finding dominators
    in a flowgraph", ACM Transactions on Programming Languages and Systems 1, 1979).
    """
    import networkx  # noqa: PLC0415 - takes 0.1 s, needed only here

    if found.exclusive or any(found.nodes[key].element != key for key in found.nodes):
        return {}  # what holds together, or occurs more than once, bears in more than one place
    edges = networkx.DiGraph()
    edges.add_node(found.subject)
    edges.add_edges_from((key, influence) for key, node in found.nodes.items() for influence in node.influences)
    above = networkx.immediate_dominators(edges, found.subject)
    below: dict[str, list[str]] = {}
    for key in found.nodes:
        if not found.nodes[key].part:
            continue
        place = key
        while place != found.subject and len(below.setdefault(place, [])) <= _LONGEST:  # else all above are longer
            below[place].append(key)
            place = above[place]
    return {
        step: tuple(sorted(elements))
        for step, elements in below.items()
        if found.nodes[step].part and elements != [step]
    }
