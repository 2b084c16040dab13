"""What stands in a world: grounded semantics, for any number of worlds at once.

A set of worlds is a value of an algebra with `&`, `|` and negation: a bit a world in a Python integer, or a decision
diagram over the elements. In a world a premise stands if it holds and no objection against it stands; a step stands if
it holds, all it rests on stands and no objection against it does; a claim stands if some inference to it stands and no
objection against it does. Circles get the grounded reading (Dung 1995), computed as the well-founded model by the
alternating fixpoint (Van Gelder 1993): circular support alone supports nothing; what stays undecided does not stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any, Generic, TypeVar

from argmap.graph import Graph
from argmap.model import Kind

Worlds = TypeVar("Worlds", bound=Any)


def standing_worlds(
    graph: Graph, holds: Mapping[str, Worlds], true: Worlds, negate: Callable[[Worlds], Worlds], names: Iterable[str]
) -> dict[str, Worlds]:
    """The worlds in which each of `names` stands.

    `holds` gives the worlds in which each uncertain element holds, `true` all worlds, `negate` the rest of a set.
    `names` must contain everything that bears on what it contains.
    """
    stands: dict[str, Worlds] = {}
    Solver(graph, holds, true, negate).settle(in_order(graph, names), stands, {})
    return stands


def single_points(graph: Graph, root: str) -> set[str]:
    """The elements without which `root` cannot stand whatever else holds: cut sets of one element, by structure alone.

    One world an element: it alone fails, everything else holds and no objection does. Nothing can be better for `root`,
    so where it does not stand in that world, it stands in none without the element.
    """
    names = graph.bearing(root)
    parts = in_order(graph, names)
    candidates = _one_way(graph, root) if all(len(part) == 1 for part in parts) else names
    uncertain = [name for name in candidates if graph.is_uncertain(name)]
    mask = (2 << len(uncertain)) - 1  # and one world in which nothing fails
    holds = {name: 0 if graph.kinds[name] is Kind.OBJECTION else mask for name in names}
    for number, name in enumerate(uncertain):
        holds[name] &= ~(1 << number)
    stands: dict[str, int] = {}
    Solver(graph, holds, mask, mask.__xor__).settle(parts, stands, {})
    fallen = mask ^ stands[root]
    can_stand = not fallen >> len(uncertain)
    return {name for number, name in enumerate(uncertain) if can_stand and fallen >> number & 1}


def _one_way(graph: Graph, root: str) -> list[str]:
    """The elements of one way to `root`, which has all that no way can do without; for a graph without circles."""
    found = {root: None}
    stack = [root]
    while stack:
        name = stack.pop()
        needed = graph.supporters(name)[:1] if not graph.is_uncertain(name) else ()
        if not graph.kinds[name].is_statement:
            needed = graph.predecessors(name)
        for other in needed:
            if other not in found:
                found[other] = None
                stack.append(other)
    return list(found)


@dataclass(frozen=True)
class Solver(Generic[Worlds]):
    """What stands, given the worlds in which each uncertain element holds; see `standing_worlds`."""

    graph: Graph
    holds: Mapping[str, Worlds]
    true: Worlds
    negate: Callable[[Worlds], Worlds]

    def value(self, name: str, positive: Mapping[str, Worlds], negative: Mapping[str, Worlds]) -> Worlds:
        """The worlds in which a node stands, given those of what supports it and of what speaks against it."""
        graph = self.graph
        if not graph.is_uncertain(name):
            worlds = self.negate(self.true)
            for inference in graph.supporters(name):
                worlds = worlds | positive[inference]
        else:
            worlds = self.holds[name]
            for source in () if graph.kinds[name].is_statement else graph.predecessors(name):
                worlds = worlds & positive[source]
        for objection in graph.attackers(name):
            worlds = worlds & self.negate(negative[objection])
        return worlds

    def settle(self, parts: Iterable[list[str]], stands: dict[str, Worlds], possible: dict[str, Worlds]) -> None:
        """Enter what surely and what possibly stands for each of the `parts`, which `in_order` gave.

        What the parts depend on besides each other must have been entered. Where nothing is undecided and no part is a
        circle, both may be one mapping.
        """
        decided = not stands or possible is stands
        for part in parts:
            if len(part) > 1 or part[0] in self.graph.influences(part[0]):
                self._settle_circle(part, stands, possible)
                decided = decided and all(stands[name] == possible[name] for name in part)
                continue
            name = part[0]
            stands[name] = self.value(name, stands, possible)
            possible[name] = stands[name] if decided else self.value(name, possible, stands)

    def _settle_circle(self, part: list[str], stands: dict[str, Worlds], possible: dict[str, Worlds]) -> None:
        """Enter what surely and what possibly stands in a circular part, by the alternating fixpoint."""
        stands.update(dict.fromkeys(part, self.negate(self.true)))
        before = None
        while before != (now := [stands[name] for name in part]):
            before = now
            self._least(part, possible, dict(stands))
            self._least(part, stands, dict(possible))

    def _least(self, part: list[str], result: dict[str, Worlds], negative: Mapping[str, Worlds]) -> None:
        """The least fixpoint of `result` over a part, with what speaks against it held fast."""
        result.update(dict.fromkeys(part, self.negate(self.true)))
        changed = True
        while changed:
            changed = False
            for name in part:
                fresh = self.value(name, result, negative)
                if fresh != result[name]:
                    result[name], changed = fresh, True


def in_order(graph: Graph, names: Iterable[str]) -> list[list[str]]:
    """The nodes in an order in which everything comes after what it depends on; circular parts together."""
    names = list(names)
    if not graph.cycles():
        return [[name] for name in _acyclic_order(graph, names)]
    part_of: dict[str, object] = {name: number for number, part in enumerate(graph.cycles()) for name in part}
    members: dict[object, list[str]] = {}
    for name in names:
        members.setdefault(part_of.get(name, name), []).append(name)
    before: dict[object, set[object]] = {
        part: {part_of.get(other, other) for name in inside for other in graph.influences(name)} - {part}
        for part, inside in members.items()
    }
    return [members[part] for part in TopologicalSorter(before).static_order()]


def _acyclic_order(graph: Graph, names: Iterable[str]) -> Iterator[str]:
    """The nodes with everything after what it depends on, by a walk that leaves a node when all that is done."""
    wanted, done = set(names), set[str]()
    for start in names:
        stack = [] if start in done else [(start, iter(graph.influences(start)))]
        while stack:
            name, rest = stack[-1]
            other = next((one for one in rest if one in wanted and one not in done), None)
            if other is not None:
                stack.append((other, iter(graph.influences(other))))
                continue
            stack.pop()
            if name not in done:
                done.add(name)
                yield name
