"""Which element of one map is which of another: by id, then by what it says and where it stands.

What has another id in the other map is found by an optimal assignment (networkx: Edmonds' blossom algorithm, after
Z. Galil, ACM Computing Surveys 18, 1986) of the similarity of texts, or for steps without a text, of what they lead
from and to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from argmap.model import Inference, Kind, Map, Objection, own_words

SAME_TEXT = 0.72
"""From this similarity on, of 1, two texts with different ids are taken for the same element reworded."""
SAME_STEP = 0.5
"""The same for steps: at least half of what they lead from and to must be the same."""
_STATEMENTS = (Kind.PREMISE, Kind.ASSUMPTION, Kind.CLAIM, Kind.CONCLUSION)


def match(old: Map, new: Map) -> dict[str, str]:
    """The id in `new` of each element of `old` that is still there."""
    before, after = _kinds(old), _kinds(new)
    pairs = {name: name for name, kind in before.items() if name in after and _group(after[name]) == _group(kind)}
    texts, others = ({name: own_words(element) for _, name, element in map_.elements()} for map_ in (old, new))
    for group in ((*_STATEMENTS,), (Kind.CONCEPT,), (Kind.CAUTION,), (Kind.CONTESTED,), (Kind.SOURCE,)):
        left, right = _open(before, pairs, group), _open(after, pairs.values(), group)
        pairs |= assign(left, right, lambda one, other: similarity(texts[one], others[other]), SAME_TEXT)
    known = dict(pairs)
    for group in ((Kind.INFERENCE,), (Kind.OBJECTION,)):
        left, right = _open(before, pairs, group), _open(after, pairs.values(), group)
        pairs |= assign(left, right, lambda a, b: step_similarity(old, a, new, b, known), SAME_STEP)
    return pairs


def _kinds(map_: Map) -> dict[str, Kind]:
    return {name: kind for kind, name, _ in map_.elements()}


def _group(kind: Kind) -> str:
    return "statement" if kind in _STATEMENTS else kind.value


def _open(kinds: Mapping[str, Kind], taken: Collection[str], group: Collection[Kind]) -> list[str]:
    return [name for name, kind in kinds.items() if kind in group and name not in taken]


def assign(
    left: Collection[str], right: Collection[str], score: Callable[[str, str], float], least: float
) -> dict[str, str]:
    """Pairs of the greatest total score, each at least `least`; scores are in [0, 1]."""
    if not left or not right:
        return {}
    import networkx  # noqa: PLC0415 - 100 ms, spent only where something has another id

    graph = networkx.Graph()
    for one in left:
        for other in right:
            if (found := score(one, other)) >= least:
                graph.add_edge(("left", one), ("right", other), weight=round(found, 6))
    pairs = {}
    for first, second in networkx.max_weight_matching(graph):
        one, other = (first, second) if first[0] == "left" else (second, first)
        pairs[one[1]] = other[1]
    return {one: pairs[one] for one in left if one in pairs}


def similarity(one: str, other: str) -> float:
    """How alike two texts are, in [0, 1], whatever the order of their words."""
    from rapidfuzz import fuzz, utils  # noqa: PLC0415 - only where texts are compared

    first, second = utils.default_process(one), utils.default_process(other)
    if not first or not second:
        return float(one.strip() == other.strip())
    return max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second)) / 100


def ends_of(step: Inference | Objection) -> tuple[frozenset[str], str]:
    """What a step leads from, and what it leads to or is against."""
    return frozenset(step.from_ or ()), step.to if isinstance(step, Inference) else step.against


def step_similarity(old: Map, one: str, new: Map, other: str, pairs: Mapping[str, str]) -> float:
    """How much two steps share of what they lead from and to, in [0, 1], given which elements are the same."""
    first = old.inferences.get(one) or old.objections[one]
    second = new.inferences.get(other) or new.objections[other]
    (start, end), (begin, goal) = ends_of(first), ends_of(second)
    mapped = {pairs.get(name, name) for name in start}
    shared = len(mapped & begin) / len(mapped | begin) if mapped | begin else 1.0
    same_goal = float(pairs.get(end, end) == goal)
    if getattr(first, "text", None) or getattr(second, "text", None):
        text = similarity(own_words(first), own_words(second))
        return (text + same_goal) / 2
    return (shared + same_goal) / 2
