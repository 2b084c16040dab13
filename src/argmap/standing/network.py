"""What the standing of an element depends on, as a network of equations over independent parts.

A node stands if its own part holds (if it has one), everything it needs stands, at least one of its supports stands (if
it takes any), and none of its attackers stands. What an inference with `discharges` starts from is read in the worlds
in which the supposition holds, so an element may occur several times: by itself, and under suppositions. All of its
occurrences share one part: what holds does so everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from argmap.graph import Context, Graph, Occurrence
from argmap.model import Kind
from argmap.once import Keeper, once


class Node(NamedTuple):
    """One equation. `part` is the element whose own chance counts, or empty if the node has none of its own.

    `needs`, `supports` and `attackers` are keys of nodes; `supports` is None if the node does not take any. `rivals`
    has those attackers that this node attacks as well.
    """

    element: str
    part: str
    needs: tuple[str, ...] = ()
    supports: tuple[str, ...] | None = None
    attackers: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()

    @property
    def influences(self) -> tuple[str, ...]:
        """All the nodes that this one directly depends on."""
        return (*self.needs, *(self.supports or ()), *self.attackers)


_NOWHERE: Context = frozenset()


@dataclass(frozen=True, eq=False)
class Network(Keeper):
    """The equations for a node or a rivalry, by key; the key of an element under no supposition is its id.

    `parts` are the elements that hold or fail by themselves; of those in one of the `exclusive` groups at most one
    holds, and all others are independent. `roots` are the keys of the node, or of the derived rivals.
    """

    subject: str
    roots: tuple[str, ...]
    nodes: Mapping[str, Node]
    parts: tuple[str, ...]
    exclusive: tuple[tuple[str, ...], ...]
    objections: frozenset[str]

    @property
    def is_rivalry(self) -> bool:
        """Whether the subject is a rivalry: what is assessed is how often its derived members clash."""
        return self.subject not in self.nodes

    @property
    @once
    def occurrences(self) -> Mapping[str, str]:
        """The key at which each element is read: by itself if it occurs so, else under its first supposition."""
        found: dict[str, str] = {}
        for key, node in self.nodes.items():
            if node.element not in found or key == node.element:
                found[node.element] = key
        return found

    @property
    @once
    def order(self) -> list[list[str]]:
        """The keys in an order in which each follows what it depends on; the keys of a circle are together."""
        return list(_components(self.nodes))

    @property
    @once
    def has_circles(self) -> bool:
        """Whether a node depends on itself."""
        return any(len(keys) > 1 or keys[0] in self.nodes[keys[0]].influences for keys in self.order)

    @property
    @once
    def has_attacks_in_circles(self) -> bool:
        """Whether something in a circle is attacked from within it, so that it can be undecided."""
        circles = (set(keys) for keys in self.order if len(keys) > 1)
        return any(not keys.isdisjoint(self.nodes[key].attackers) for keys in circles for key in keys)


@once
def network(graph: Graph, subject: str) -> Network:
    """The network for a node or a rivalry. Raises `KeyError` if the id is neither.

    Everything in it is in the order of the ids, so that no number depends on the order in which the map was written.
    """
    is_rivalry = subject in graph.map.rivals
    starts = sorted(derived_rivals(graph, subject)) if is_rivalry else [subject]
    nodes: dict[str, Node] = {}
    stack = [(start, _NOWHERE) for start in reversed(starts)]
    while stack:
        element_id, context = stack.pop()
        key = _key(element_id, context)
        if key in nodes:
            continue
        node, below = _node(graph, element_id, context)
        nodes[key] = node
        stack.extend(reversed(below))
    reached = dict.fromkeys(node.element for node in nodes.values())
    parts = tuple(
        element_id
        for element_id in sorted(graph.bearing(*starts))
        if graph.is_uncertain(element_id) and (element_id in reached or graph.exclusive_with(element_id))
    )
    rivalries = {rivalry for part in parts for rivalry in graph.rivalries_of(part)} if graph.map.rivals else ()
    groups = sorted({tuple(sorted(graph.exclusive(rivalry))) for rivalry in rivalries})
    exclusive = tuple(group for group in groups if len(group) > 1)
    objections = frozenset(key for key, node in nodes.items() if graph.kinds[node.element] is Kind.OBJECTION)
    return Network(subject, tuple(starts), nodes, parts, exclusive, objections)


def derived_rivals(graph: Graph, rivalry: str) -> tuple[str, ...]:
    """The members of a rivalry that some other member rebuts; empty if all of them exclude each other by chance."""
    return tuple(rival for rival in graph.map.rivals[rivalry].among if graph.rebutted_by(rival))


def _node(graph: Graph, element_id: str, context: Context) -> tuple[Node, list[Occurrence]]:
    """The equation of an element under some suppositions, and what it depends on."""
    kind = graph.kinds[element_id]
    if kind is Kind.SUPPOSITION:
        return Node(element_id, "", supports=None if element_id in context else ()), []
    inside = graph.read_from(element_id, context)
    premises = _under(graph, graph.premises(element_id), inside)
    supports = _under(graph, () if kind.is_given else graph.supporters(element_id), context)
    rivals = _under(graph, graph.rebutted_by(element_id), context)
    attackers = _under(graph, graph.attackers(element_id), context) + rivals
    is_uncertain = graph.is_uncertain(element_id)
    node = Node(
        element_id,
        element_id if is_uncertain else "",
        _keys(premises),
        _keys(supports) if supports or not is_uncertain else None,
        _keys(attackers),
        _keys(rivals),
    )
    return node, [*premises, *supports, *attackers]


def _under(graph: Graph, element_ids: tuple[str, ...], context: Context) -> list[Occurrence]:
    return [graph.under(element_id, context) for element_id in sorted(element_ids)] if element_ids else []


def _keys(occurrences: list[Occurrence]) -> tuple[str, ...]:
    return tuple([_key(*occurrence) for occurrence in occurrences]) if occurrences else ()


def _key(element_id: str, context: Context) -> str:
    return f"{element_id} if {' and '.join(sorted(context))}" if context else element_id


def _components(nodes: Mapping[str, Node]) -> Iterator[list[str]]:
    """The strongly connected components of a network, each after those it depends on.

    R. Tarjan, "Depth-first search and linear graph algorithms" (SIAM Journal on Computing 1, 1972); networkx has it
    too, but takes 100 ms to import.
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    done: set[str] = set()
    for start in nodes:
        stack = [(start, iter(nodes[start].influences))] if start not in number else []
        while stack:
            key, rest = stack[-1]
            if key not in number:
                number[key] = low[key] = len(number)
                waiting.append(key)
            for below in rest:
                if below not in number:
                    stack.append((below, iter(nodes[below].influences)))
                    break
                if below not in done:
                    low[key] = min(low[key], low[below])
            else:
                stack.pop()
                if stack:
                    low[stack[-1][0]] = min(low[stack[-1][0]], low[key])
                if low[key] == number[key]:
                    component = _until(waiting, key)
                    done.update(component)
                    yield component


def _until(waiting: list[str], key: str) -> list[str]:
    """Take a key, and all keys after it, from the end of a list, in their order."""
    place = len(waiting) - 1
    while waiting[place] != key:
        place -= 1
    component = waiting[place:]
    del waiting[place:]
    return component
