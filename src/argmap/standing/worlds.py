"""What stands in which worlds: grounded semantics, for any number of worlds at once.

A set of worlds is a value with `&`, `|` and negation: a Python integer with one bit per world, or a decision diagram
over the elements. The equations are those of `argmap.standing.network`. Circles have grounded semantics (Dung 1995),
computed as the well-founded model by the alternating fixpoint (Van Gelder 1993): circular support alone supports
nothing, and what is undecided does not stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from argmap.graph import Graph
from argmap.once import once
from argmap.standing.network import Network, Node, network

Worlds = TypeVar("Worlds", bound=Any)

_MANY = 4  # rivals from which it pays to join them from both sides


def standing_worlds(
    found: Network, holds: Mapping[str, Worlds], true: Worlds, negate: Callable[[Worlds], Worlds]
) -> tuple[dict[str, Worlds], dict[str, Worlds]]:
    """The worlds in which each node of a network stands, and those in which it stands or is undecided.

    Of a rivalry, the worlds in which its members clash are where it "stands".

    `holds` has the worlds in which each part holds, `true` is all worlds, and `negate` returns the complement of a set.
    """
    stands: dict[str, Worlds] = {}
    possible: dict[str, Worlds] = {}
    solver = Solver(found.nodes, holds, true, negate)
    solver.settle(found.order, stands, possible)
    if found.is_rivalry:
        stands[found.subject] = solver.clash(found, stands, possible)
    return stands, possible


@once
def single_points(graph: Graph, root: str) -> frozenset[str]:
    """The elements without which `root` cannot stand, whatever else holds: cut sets of size one, by structure alone.

    There is one world per element, in which it alone fails, everything else holds and nothing speaks against anything.
    Nothing could be better for `root`: if it does not stand in that world, it stands in none without the element.
    """
    found = network(graph, root)
    nodes = {key: node._replace(attackers=()) for key, node in found.nodes.items()}
    helpful = _helpful(nodes, found.roots)
    candidates = helpful if found.has_circles else _one_way(nodes, found.roots)
    parts = list(dict.fromkeys(nodes[key].part for key in candidates if nodes[key].part))
    mask = (2 << len(parts)) - 1  # with one more world in which nothing fails
    holds = {node.part: mask for node in nodes.values() if node.part}
    for number, part in enumerate(parts):
        holds[part] &= ~(1 << number)
    stands: dict[str, int] = {}
    order = [[key for key in keys if key in helpful] for keys in found.order]
    Solver(nodes, holds, mask, mask.__xor__).settle([keys for keys in order if keys], stands, {})
    fallen = mask ^ stands[root]
    can_stand = not fallen >> len(parts)
    return frozenset(part for number, part in enumerate(parts) if can_stand and fallen >> number & 1)


def _helpful(nodes: Mapping[str, Node], roots: Iterable[str]) -> dict[str, None]:
    """The nodes that others need or are supported by, from the roots on."""
    found = dict.fromkeys(roots)
    stack = list(found)
    while stack:
        node = nodes[stack.pop()]
        fresh = [key for key in (*node.needs, *(node.supports or ())) if key not in found]
        found |= dict.fromkeys(fresh)
        stack.extend(fresh)
    return found


def _one_way(nodes: Mapping[str, Node], roots: Iterable[str]) -> dict[str, None]:
    """The nodes on one way to the roots, which include all that every way needs; for a network without circles."""
    found = dict.fromkeys(roots)
    stack = list(found)
    while stack:
        node = nodes[stack.pop()]
        fresh = [key for key in (*node.needs, *(node.supports or ())[:1]) if key not in found]
        found |= dict.fromkeys(fresh)
        stack.extend(fresh)
    return found


@dataclass(frozen=True)
class Solver(Generic[Worlds]):
    """What stands, given the worlds in which each part holds; see `standing_worlds`."""

    nodes: Mapping[str, Node]
    holds: Mapping[str, Worlds]
    true: Worlds
    negate: Callable[[Worlds], Worlds]

    def value(self, key: str, positive: Mapping[str, Worlds], negative: Mapping[str, Worlds]) -> Worlds:
        """The worlds in which a node stands, given those of what it rests on (`positive`) and of its attackers."""
        worlds: Worlds = self._supported(key, positive) & self._unopposed(self.nodes[key].attackers, negative)
        return worlds

    def _supported(self, key: str, positive: Mapping[str, Worlds]) -> Worlds:
        """The worlds in which the part of a node holds and what it rests on stands."""
        node = self.nodes[key]
        worlds = self.holds[node.part] if node.part else self.true
        for need in node.needs:
            worlds = worlds & positive[need]
        if node.supports is not None:
            supported = self.negate(self.true)
            for support in node.supports:
                supported = supported | positive[support]
            worlds = worlds & supported
        return worlds

    def _unopposed(self, attackers: Iterable[str], negative: Mapping[str, Worlds]) -> Worlds:
        """The worlds in which none of some attackers stands."""
        worlds = self.true
        for attacker in attackers:
            worlds = worlds & self.negate(negative[attacker])
        return worlds

    def _all_unopposed(self, keys: Iterable[str], negative: Mapping[str, Worlds]) -> dict[str, Worlds]:
        """For each node, the worlds in which none of its attackers stands.

        Where rivals all rebut each other, what none of the others does is joined from both sides, so that many of them
        do not take quadratic time.
        """
        found: dict[str, Worlds] = {}
        sides: dict[frozenset[str], dict[str, Worlds]] = {}
        for key in keys:
            node = self.nodes[key]
            group = frozenset((key, *node.rivals))
            if len(group) < _MANY or any(frozenset((one, *self.nodes[one].rivals)) != group for one in group):
                found[key] = self._unopposed(node.attackers, negative)
                continue
            if group not in sides:
                sides[group] = self._without_each([one for one in self.nodes if one in group], negative)
            others = [attacker for attacker in node.attackers if attacker not in group]
            found[key] = sides[group][key] & self._unopposed(others, negative)
        return found

    def _without_each(self, group: list[str], negative: Mapping[str, Worlds]) -> dict[str, Worlds]:
        """For each of a group, the worlds in which none of the others stands."""
        found: dict[str, Worlds] = {}
        before = after = self.true
        for key in group:
            found[key] = before
            before = before & self.negate(negative[key])
        for key in reversed(group):
            found[key] = found[key] & after
            after = after & self.negate(negative[key])
        return found

    def settle(
        self,
        order: Iterable[list[str]],
        stands: dict[str, Worlds],
        possible: dict[str, Worlds],
        *,
        decided: bool = True,
    ) -> bool:
        """Add the worlds in which nodes certainly and possibly stand; `Network.order` gives their order.

        Whatever else they depend on must already be there; `decided` says whether all of that is. If nothing is
        undecided and there is no circle, `stands` and `possible` may be the same mapping. Returns whether all is
        decided.
        """
        for keys in order:
            if len(keys) > 1 or keys[0] in self.nodes[keys[0]].influences:
                self._settle_circle(keys, stands, possible, decided=decided)
                decided = decided and all(stands[key] == possible[key] for key in keys)
                continue
            key = keys[0]
            stands[key] = self.value(key, stands, possible)
            possible[key] = stands[key] if decided else self.value(key, possible, stands)
        return decided

    def _settle_circle(
        self, keys: list[str], stands: dict[str, Worlds], possible: dict[str, Worlds], *, decided: bool
    ) -> None:
        """Add the worlds in which the nodes of a circle certainly and possibly stand, by the alternating fixpoint.

        If all that is known so far is `decided`, the two mappings agree on it.
        """
        nowhere = dict.fromkeys(keys, self.negate(self.true))
        within = set(keys)
        onward: dict[str, list[str]] = {key: [] for key in keys}
        for key in keys:
            for below in (*self.nodes[key].needs, *(self.nodes[key].supports or ())):
                if below in within:
                    onward[below].append(key)
        stands.update(nowhere)
        if not any(attacker in within for key in keys for attacker in self.nodes[key].attackers):
            # Only what is outside speaks against it, and that is known, so nothing alternates.
            self._raise(keys, stands, possible, onward)
            if decided:
                possible.update({key: stands[key] for key in keys})
            else:
                possible.update(nowhere)
                self._raise(keys, possible, stands, onward)
            return
        before = None
        while before != (now := [stands[key] for key in keys]):
            before = now
            possible.update(nowhere)
            self._raise(keys, possible, dict(stands), onward)
            self._raise(keys, stands, dict(possible), onward)  # never below what it was

    def _raise(
        self,
        keys: list[str],
        result: dict[str, Worlds],
        negative: Mapping[str, Worlds],
        onward: Mapping[str, list[str]],
    ) -> None:
        """Raise `result` over a circle to its least fixpoint, with the attackers held fixed at `negative`.

        `result` must not be above it. `onward` has what rests on each node.
        """
        unopposed = self._all_unopposed(keys, negative)
        waiting = set(keys)
        while waiting:
            for key in keys:
                if key in waiting:
                    waiting.discard(key)
                    fresh = self._supported(key, result) & unopposed[key]
                    if fresh != result[key]:
                        result[key] = fresh
                        waiting.update(onward[key])

    def clash(self, found: Network, stands: Mapping[str, Worlds], possible: Mapping[str, Worlds]) -> Worlds:
        """The worlds in which at least two of the rivals could stand but for each other, so that neither does."""
        one = clashing = self.negate(self.true)
        for root in found.roots:
            undecided = possible[root] & self.negate(stands[root])
            clashing = clashing | (one & undecided)
            one = one | undecided
        return clashing
