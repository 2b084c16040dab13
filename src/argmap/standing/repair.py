"""The fewest elements whose repair raises a conclusion, where no single one does.

Under min-max, a conclusion is as strong as its bottleneck, and often several elements are as weak as that. While it is
no stronger, a set of elements follows of which one at least must still be repaired; so the search branches over the
elements of such a set (R. Reiter, "A theory of diagnosis from first principles", Artificial Intelligence 32, 1987),
first for one repair, then for two, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from argmap.standing.gradual import Bounds
from argmap.standing.network import Network

Repaired = tuple[str, ...]

_MOST_TRIED = 4_000
_MOST_REPAIRS = 30
_MOST_NODES = 2_000
_DEEPEST = 150
_NOTHING = 1e-12


def fewest_repairs(
    candidates: Sequence[str],
    raised: Callable[[Repaired], float],
    needed: Callable[[Repaired], Collection[str]],
    value: float,
) -> Repaired:
    """The fewest of the `candidates` that raise a conclusion above a value together, the first ones among equals.

    The candidates are in the order of the map; `raised` returns the value if some elements are repaired, and `needed`
    elements of which one at least must be repaired besides. Empty if no repair helps. If there are too many sets to
    try, the search follows the first one only, and what it finds may not be the fewest.
    """
    place = {element_id: number for number, element_id in enumerate(candidates)}

    def by_place(repaired: Iterable[str]) -> list[int]:
        return sorted(place[element_id] for element_id in repaired)

    level: list[Repaired] = [()]
    left = _MOST_TRIED
    for _ in range(_MOST_REPAIRS):
        following = {
            tuple(sorted({*repaired, one}, key=place.__getitem__))
            for repaired in level
            for one in needed(repaired)
            if one in place and one not in repaired
        }
        left -= len(following)
        level = sorted(following, key=by_place)
        helpful = next((repaired for repaired in level if raised(repaired) > value + _NOTHING), None)
        if helpful is not None:
            return helpful
        if left < 0:
            level = level[:1]
    return ()


class Bottleneck:
    """What keeps the root of a network from being stronger than a value under min-max.

    Elements that speak only `against` it are repaired by being answered (grade 0), all others by being settled
    (grade 1).
    """

    def __init__(self, found: Network, grades: Mapping[str, float], known: Bounds, against: Collection[str]) -> None:
        self._nodes, self._grades, self._known, self._against = found.nodes, grades, known, against
        self._open: set[tuple[str, bool]] = set()
        self._left = _MOST_NODES

    def to_raise(self, key: str, value: float) -> set[str]:
        """Elements of which one at least must be repaired for a node to exceed `value`; none if it is vain."""
        if not self._enter(key, is_raised=True):
            return set()
        node, highest = self._nodes[key], value + _NOTHING
        options: list[set[str]] = []
        if node.part and self._grades[node.part] <= highest:
            options.append(set() if node.part in self._against else {node.part})
        options += [self.to_raise(need, value) for need in node.needs if self._known.lower[need] <= highest]
        if node.supports is not None and all(self._known.lower[support] <= highest for support in node.supports):
            options.append(set().union(*(self.to_raise(support, value) for support in node.supports)))
        options += [
            self.to_lower(attacker, 1 - value)
            for attacker in node.attackers
            if 1 - self._known.upper[attacker] <= highest
        ]
        self._open.discard((key, True))
        return min(options, key=len, default=set())

    def to_lower(self, key: str, value: float) -> set[str]:
        """Elements of which one at least must be repaired for a node to be below `value`; none if it is vain."""
        if not self._enter(key, is_raised=False):
            return set()
        node = self._nodes[key]
        found = {node.part} if node.part in self._against else set()
        for need in node.needs:
            found |= self.to_lower(need, value)
        strong = [support for support in node.supports or () if self._known.upper[support] >= value - _NOTHING]
        if strong:
            found |= min((self.to_lower(support, value) for support in strong), key=len)
        for attacker in node.attackers:
            found |= self.to_raise(attacker, 1 - value)
        self._open.discard((key, False))
        return found

    @property
    def is_complete(self) -> bool:
        """Whether all that bears on it was looked at."""
        return self._left >= 0

    def _enter(self, key: str, *, is_raised: bool) -> bool:
        """Whether to go into a node: not in a circle, through which nothing can raise or lower itself."""
        self._left = -1 if len(self._open) > _DEEPEST else self._left - 1
        if (key, is_raised) in self._open or self._left < 0:
            return False
        self._open.add((key, is_raised))
        return True
