"""Circles of support: strongly connected parts of the inferences alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from argmap.graph import Graph
from argmap.model import Kind


def support_circles(graph: Graph, circles: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The circular parts of the supports, within those of the graph: what leads back to itself without an objection."""
    found = []
    for part in circles:
        left = {name for name in part if graph.kinds[name] is not Kind.OBJECTION}
        while left:
            start = next(name for name in graph if name in left)
            circle = _reach(graph, start, left, forward=True) & _reach(graph, start, left, forward=False)
            left -= circle | {start}
            if circle:
                found.append(frozenset(circle | {start}))
    return found


def _reach(graph: Graph, start: str, inside: set[str], *, forward: bool) -> set[str]:
    """What can be reached from a node along supports, or what reaches it, without leaving `inside`."""
    seen: set[str] = set()
    queue = deque([start])
    while queue:
        name = queue.popleft()
        for other in graph.successors(name) if forward else graph.predecessors(name):
            if other in inside and other not in seen:
                seen.add(other)
                queue.append(other)
    return seen


def one_circle(graph: Graph, part: frozenset[str]) -> list[str]:
    """The statements of a shortest circle in a circular part, from its first statement in the order of the graph on."""
    start = next(name for name in graph if name in part and graph.kinds[name].is_statement)
    came_from: dict[str, str] = {}
    queue = deque([start])
    while start not in came_from:
        name = queue.popleft()
        for other in graph.successors(name):
            if other in part and other not in came_from:
                came_from[other] = name
                queue.append(other)
    walk = [start]
    while (before := came_from[walk[-1]]) != start:
        walk.append(before)
    return [name for name in (walk[0], *reversed(walk[1:])) if graph.kinds[name].is_statement]
