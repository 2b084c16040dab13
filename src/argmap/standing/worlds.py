"""What stands in which worlds: grounded semantics, for any number of worlds at once.

A set of worlds is a value with `&`, `|` and negation: a Python integer with one bit per world, or a decision diagram
over the elements. In a world, a premise stands if it holds and no objection against it stands; a step stands if it
holds, everything it rests on stands and no objection against it does; a claim stands if some inference to it stands and
no objection against it does. Circles have grounded semantics (Dung 1995), computed as the well-founded model by the
alternating fixpoint (Van Gelder 1993): circular support alone supports nothing, and what is undecided does not stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any, Generic, TypeVar

from argmap.graph import Graph
from argmap.model import Kind
from argmap.once import once

Worlds = TypeVar("Worlds", bound=Any)


def standing_worlds(
    graph: Graph, holds: Mapping[str, Worlds], true: Worlds, negate: Callable[[Worlds], Worlds], ids: tuple[str, ...]
) -> dict[str, Worlds]:
    """The worlds in which each of `ids` stands.

    `holds` has the worlds in which each uncertain element holds, `true` is all worlds, and `negate` returns the
    complement of a set. `ids` must include everything that bears on its members.
    """
    stands: dict[str, Worlds] = {}
    Solver(graph, holds, true, negate).settle(in_order(graph, ids), stands, {})
    return stands


@once
def single_points(graph: Graph, root: str) -> frozenset[str]:
    """The elements without which `root` cannot stand, whatever else holds: cut sets of size one, by structure alone.

    There is one world per element, in which it alone fails, everything else holds and no objection does. Nothing could
    be better for `root`, so if it does not stand in that world, it stands in no world without the element.
    """
    ids = graph.bearing(root)
    parts = in_order(graph, ids)
    candidates = _one_way(graph, root) if all(len(part) == 1 for part in parts) else ids
    uncertain = [element_id for element_id in candidates if graph.is_uncertain(element_id)]
    mask = (2 << len(uncertain)) - 1  # with one more world in which nothing fails
    holds = {element_id: 0 if graph.kinds[element_id] is Kind.OBJECTION else mask for element_id in ids}
    for number, element_id in enumerate(uncertain):
        holds[element_id] &= ~(1 << number)
    stands: dict[str, int] = {}
    Solver(graph, holds, mask, mask.__xor__).settle(parts, stands, {})
    fallen = mask ^ stands[root]
    can_stand = not fallen >> len(uncertain)
    return frozenset(element_id for number, element_id in enumerate(uncertain) if can_stand and fallen >> number & 1)


def _one_way(graph: Graph, root: str) -> tuple[str, ...]:
    """The elements on one path to `root`, which include all that every path needs; for a graph without circles."""
    found = {root: None}
    stack = [root]
    while stack:
        element_id = stack.pop()
        needed = graph.supporters(element_id)[:1] if not graph.is_uncertain(element_id) else ()
        if not graph.kinds[element_id].is_statement:
            needed = graph.predecessors(element_id)
        for need in needed:
            if need not in found:
                found[need] = None
                stack.append(need)
    return tuple(found)


@dataclass(frozen=True)
class Solver(Generic[Worlds]):
    """What stands, given the worlds in which each uncertain element holds; see `standing_worlds`."""

    graph: Graph
    holds: Mapping[str, Worlds]
    true: Worlds
    negate: Callable[[Worlds], Worlds]

    def value(self, element_id: str, positive: Mapping[str, Worlds], negative: Mapping[str, Worlds]) -> Worlds:
        """The worlds in which a node stands, given those of its supports (`positive`) and attackers (`negative`)."""
        graph = self.graph
        if not graph.is_uncertain(element_id):
            worlds = self.negate(self.true)
            for inference in graph.supporters(element_id):
                worlds = worlds | positive[inference]
        else:
            worlds = self.holds[element_id]
            for source in () if graph.kinds[element_id].is_statement else graph.predecessors(element_id):
                worlds = worlds & positive[source]
        for objection in graph.attackers(element_id):
            worlds = worlds & self.negate(negative[objection])
        return worlds

    def settle(self, parts: Iterable[Sequence[str]], stands: dict[str, Worlds], possible: dict[str, Worlds]) -> None:
        """Add the worlds in which the nodes of `parts` certainly and possibly stand; `in_order` returns the parts.

        Whatever else the parts depend on must already be there. If nothing is undecided and no part is a circle,
        `stands` and `possible` may be the same mapping.
        """
        decided = not stands or possible is stands
        for part in parts:
            if len(part) > 1 or part[0] in self.graph.influences(part[0]):
                self._settle_circle(part, stands, possible)
                decided = decided and all(stands[element_id] == possible[element_id] for element_id in part)
                continue
            element_id = part[0]
            stands[element_id] = self.value(element_id, stands, possible)
            possible[element_id] = stands[element_id] if decided else self.value(element_id, possible, stands)

    def _settle_circle(self, part: Sequence[str], stands: dict[str, Worlds], possible: dict[str, Worlds]) -> None:
        """Add the worlds in which the nodes of a circle certainly and possibly stand, by the alternating fixpoint."""
        stands.update(dict.fromkeys(part, self.negate(self.true)))
        before = None
        while before != (now := [stands[element_id] for element_id in part]):
            before = now
            self._least(part, possible, dict(stands))
            self._least(part, stands, dict(possible))

    def _least(self, part: Sequence[str], result: dict[str, Worlds], negative: Mapping[str, Worlds]) -> None:
        """The least fixpoint of `result` over a part, with the attackers held fixed at `negative`."""
        result.update(dict.fromkeys(part, self.negate(self.true)))
        changed = True
        while changed:
            changed = False
            for element_id in part:
                fresh = self.value(element_id, result, negative)
                if fresh != result[element_id]:
                    result[element_id], changed = fresh, True


@once
def in_order(graph: Graph, ids: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The nodes in an order in which each follows what it depends on; the nodes of a circular part are together."""
    if not graph.cycles():
        return tuple((element_id,) for element_id in _acyclic_order(graph, ids))
    part_of = graph.circle_of
    members: dict[str | int, list[str]] = {}
    for element_id in ids:
        members.setdefault(part_of.get(element_id, element_id), []).append(element_id)
    before: dict[str | int, set[str | int]] = {
        part: {part_of.get(influence, influence) for element_id in inside for influence in graph.influences(element_id)}
        - {part}
        for part, inside in members.items()
    }
    return tuple(tuple(members[part]) for part in TopologicalSorter(before).static_order())


def _acyclic_order(graph: Graph, ids: Iterable[str]) -> Iterator[str]:
    """The nodes in an order in which each follows what it depends on, by a depth-first walk in post-order."""
    wanted, done = set(ids), set[str]()
    for start in ids:
        stack = [] if start in done else [(start, iter(graph.influences(start)))]
        while stack:
            element_id, rest = stack[-1]
            unvisited = next((influence for influence in rest if influence in wanted and influence not in done), None)
            if unvisited is not None:
                stack.append((unvisited, iter(graph.influences(unvisited))))
                continue
            stack.pop()
            if element_id not in done:
                done.add(element_id)
                yield element_id
