"""Circles of support: the strongly connected parts of the graph without its objections."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from argmap.graph import Graph
from argmap.model import Kind


def support_circles(graph: Graph, circles: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The circular parts over inferences alone, each within one of `circles`, which also run over objections."""
    found = []
    for part in circles:
        left = {element_id for element_id in part if graph.kinds[element_id] is not Kind.OBJECTION}
        while left:
            start = graph.in_map_order(left)[0]
            circle = _reach(graph, start, left, forward=True) & _reach(graph, start, left, forward=False)
            left -= circle | {start}
            if circle:
                found.append(frozenset(circle | {start}))
    return found


def _reach(graph: Graph, start: str, inside: set[str], *, forward: bool) -> set[str]:
    """The nodes that `start` reaches (or, unless `forward`, that reach it) without leaving `inside`."""
    seen: set[str] = set()
    queue = deque([start])
    while queue:
        element_id = queue.popleft()
        for neighbour in graph.successors(element_id) if forward else graph.predecessors(element_id):
            if neighbour in inside and neighbour not in seen:
                seen.add(neighbour)
                queue.append(neighbour)
    return seen


def one_circle(graph: Graph, part: frozenset[str]) -> list[str]:
    """The statements of a shortest circle in a circular part, beginning with its first statement in graph order."""
    start = next(element_id for element_id in graph.in_map_order(part) if graph.kinds[element_id].is_statement)
    came_from: dict[str, str] = {}
    queue = deque([start])
    while start not in came_from:
        element_id = queue.popleft()
        for neighbour in graph.successors(element_id):
            if neighbour in part and neighbour not in came_from:
                came_from[neighbour] = element_id
                queue.append(neighbour)
    walk = [start]
    while (before := came_from[walk[-1]]) != start:
        walk.append(before)
    return [element_id for element_id in (walk[0], *reversed(walk[1:])) if graph.kinds[element_id].is_statement]
