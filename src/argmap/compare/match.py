"""Matching the elements of two maps: by id, then by what they say and what they connect.

Elements whose id has changed are paired by an optimal assignment (networkx: Edmonds' blossom algorithm, after Z. Galil,
ACM Computing Surveys 18, 1986). It maximises the similarity of their texts or, for steps without a text, of what they
lead from and to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet

from argmap.model import Element, Inference, Kind, Map, Objection, Rivals, wordings

SAME_TEXT = 0.72
"""The similarity, in [0, 1], from which two texts with different ids are taken for the same element, reworded."""
SAME_STEP = 0.5
"""The same for steps: at least half of what they lead from and to must match."""
_BY_WORDS = (
    frozenset(kind for kind in Kind if kind.is_statement),
    *(frozenset({kind}) for kind in (Kind.CONCEPT, Kind.CAUTION, Kind.CONTESTED, Kind.NOTE, Kind.SOURCE, Kind.GROUP)),
)
_BY_ENDS = (frozenset({Kind.INFERENCE}), frozenset({Kind.OBJECTION}), frozenset({Kind.RIVALRY}))


_Ids = Collection[str]


def match(old: Map, new: Map, unnamed: tuple[_Ids, _Ids] = ((), ())) -> dict[str, str]:
    """The id in `new` of each element of `old` that is still there.

    `unnamed` has the ids that nobody gave, in the old and in the new map: such steps are first paired by what they are.
    """
    before, after = _kinds(old), _kinds(new)
    pairs = {
        element_id: element_id
        for element_id, kind in before.items()
        if element_id in after
        and _group(after[element_id]) == _group(kind)
        and not (element_id in unnamed[0] and element_id in unnamed[1])
    }
    pairs |= _same_steps(old, new, unnamed)
    taken = set(pairs.values())
    pairs |= {one: one for one in unnamed[0] if one in unnamed[1] and one not in pairs and one not in taken}
    old_elements, new_elements = ({key: element for _, key, element in map_.elements()} for map_ in (old, new))
    for group in _BY_WORDS:
        left, right = _open(before, pairs, group), _open(after, pairs.values(), group)
        pairs |= assign(left, right, lambda a, b: likeness(old_elements[a], new_elements[b]), SAME_TEXT)
    known = dict(pairs)
    for group in _BY_ENDS:
        left, right = _open(before, pairs, group), _open(after, pairs.values(), group)
        pairs |= assign(left, right, lambda a, b: end_similarity(old_elements[a], new_elements[b], known), SAME_STEP)
    return pairs


def _same_steps(old: Map, new: Map, unnamed: tuple[_Ids, _Ids]) -> dict[str, str]:
    """The pairs of steps without a name that are the same in both maps, those with the same id first."""
    pairs: dict[str, str] = {}
    for old_steps, new_steps in ((old.inferences, new.inferences), (old.objections, new.objections)):
        left = {one: step for one, step in old_steps.items() if one in unnamed[0]}
        right = {one: step for one, step in new_steps.items() if one in unnamed[1]}
        for is_same_id in (True, False):
            for old_id, step in left.items():
                found = (one for one, other in right.items() if other == step and (one == old_id or not is_same_id))
                new_id = None if old_id in pairs else next(found, None)
                if new_id is not None:
                    pairs[old_id] = new_id
                    del right[new_id]
    return pairs


def _kinds(map_: Map) -> dict[str, Kind]:
    return {element_id: kind for kind, element_id, _ in map_.elements()}


def _group(kind: Kind) -> str:
    return "statement" if kind.is_statement else kind.value


def _open(kinds: Mapping[str, Kind], taken: Collection[str], group: Collection[Kind]) -> list[str]:
    return [element_id for element_id, kind in kinds.items() if kind in group and element_id not in taken]


def assign(
    left: Collection[str], right: Collection[str], score: Callable[[str, str], float], least: float
) -> dict[str, str]:
    """The pairs with the greatest total score, from left to right. Only pairs that score at least `least` count.

    `score` returns a similarity in [0, 1].
    """
    if not left or not right:
        return {}
    import networkx  # noqa: PLC0415 - takes 100 ms, needed only if an id has changed

    graph = networkx.Graph()
    for old_id in left:
        for new_id in right:
            if (found := score(old_id, new_id)) >= least:
                graph.add_edge(("left", old_id), ("right", new_id), weight=round(found, 6))
    pairs = {}
    for first, second in networkx.max_weight_matching(graph):
        old_node, new_node = (first, second) if first[0] == "left" else (second, first)
        pairs[old_node[1]] = new_node[1]
    return {old_id: pairs[old_id] for old_id in left if old_id in pairs}


def similarity(text: str, other_text: str) -> float:
    """How similar two texts are, in [0, 1], regardless of the order of their words."""
    from rapidfuzz import fuzz, utils  # noqa: PLC0415 - 20 ms, only if texts are compared

    first, second = utils.default_process(text), utils.default_process(other_text)
    if not first or not second:
        return float(text.strip() == other_text.strip())
    return max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second)) / 100


def likeness(element: Element, other: Element) -> float:
    """How similar what two elements say is, in [0, 1], by the wordings of each that are most alike."""
    return max(similarity(text, other_text) for text in wordings(element) for other_text in wordings(other))


def ends_of(step: Inference | Objection) -> tuple[frozenset[str], str]:
    """The ids that a step leads from, and the id that it leads to or speaks against."""
    return frozenset(step.from_ or ()), step.to if isinstance(step, Inference) else step.against


def end_similarity(old: Element, new: Element, pairs: Mapping[str, str]) -> float:
    """How much two steps, or two rivalries, share of what they join, in [0, 1].

    `pairs` maps the old ids of elements already matched to their new ids.
    """
    if isinstance(old, Rivals) and isinstance(new, Rivals):
        return _shared({pairs.get(rival, rival) for rival in old.among}, set(new.among))
    assert isinstance(old, Inference | Objection)  # noqa: S101 - only steps and rivalries are matched by what they join
    assert isinstance(new, Inference | Objection)  # noqa: S101 - as above
    (old_start, old_end), (new_start, new_end) = ends_of(old), ends_of(new)
    same_end = float(pairs.get(old_end, old_end) == new_end)
    if getattr(old, "text", None) or getattr(new, "text", None):
        return (likeness(old, new) + same_end) / 2
    return (_shared({pairs.get(element_id, element_id) for element_id in old_start}, new_start) + same_end) / 2


def _shared(old: AbstractSet[str], new: AbstractSet[str]) -> float:
    """The share of ids in both sets among those in either, in [0, 1]; 1 if both are empty."""
    return len(old & new) / len(old | new) if old | new else 1.0
