"""Which elements a picture shows: all, those around one, or those of some kinds."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

from argmap.graph import Graph
from argmap.model import Kind


def select(
    graph: Graph, *, focus: str | None = None, depth: int = 2, only: Collection[Kind] = ()
) -> frozenset[str] | None:
    """The ids to show, or None for all.

    `focus` keeps what is within `depth` steps of it, a step leading from one statement over an inference to the next;
    `only` keeps elements of these kinds, and inferences between statements that are kept. Raises `KeyError` where
    `focus` is no id of the map.
    """
    kept: set[str] | None = None
    if focus is not None:
        kept = _around(graph, focus, depth)
    if only:
        everything = {name for _, name, _ in graph.map.elements()}
        kept = {name for name in (everything if kept is None else kept) if _kind(graph, name) in only}
        if Kind.INFERENCE not in only and Kind.OBJECTION not in only:
            kept |= _joining(graph, kept)
    return None if kept is None else frozenset(kept)


def _kind(graph: Graph, name: str) -> Kind:
    if name in graph:
        return graph.kinds[name]
    return next(kind for kind in Kind if name in graph.map.table(kind))


def _joining(graph: Graph, kept: set[str]) -> set[str]:
    return {
        name
        for name, inference in graph.map.inferences.items()
        if inference.to in kept and any(source in kept for source in inference.from_)
    }


def _around(graph: Graph, focus: str, depth: int) -> set[str]:
    graph.element(focus)
    starts = [focus] if focus in graph else _stands_on(graph, focus)
    distance = dict.fromkeys(starts, 0)
    queue = deque(starts)
    while queue:
        here = queue.popleft()
        for other in (*graph.predecessors(here), *graph.successors(here), *graph.attackers(here)):
            # Only statements and objections count as steps: an inference is passed on the way.
            step = 0 if graph.kinds[other] is Kind.INFERENCE else 1
            reached = distance[here] + step
            if reached <= depth and reached < distance.get(other, depth + 1):
                distance[other] = reached
                (queue.append if step else queue.appendleft)(other)
    kept = set(distance)
    ends = {focus} if focus in graph and graph.kinds[focus] is Kind.INFERENCE else set()
    for name in list(kept):
        if graph.kinds[name] is Kind.INFERENCE and name not in ends:
            whole = graph.map.inferences[name]
            if whole.to not in kept or not any(source in kept for source in whole.from_):
                kept.discard(name)
    return kept | _notes(graph, kept) | {focus}


def _stands_on(graph: Graph, name: str) -> list[str]:
    """The nodes a caution, contest or concept speaks of."""
    return [
        node
        for node in graph
        if name in graph.cautions_on(node) or name in graph.contests_on(node) or name in _concepts(graph, node)
    ]


def _concepts(graph: Graph, node: str) -> tuple[str, ...]:
    concepts: tuple[str, ...] = getattr(graph.element(node), "concepts", ())
    return concepts


def _notes(graph: Graph, kept: set[str]) -> set[str]:
    """The cautions and contests that stand on what is kept, so that every letter on an element is explained."""
    nodes = [name for name in kept if name in graph]
    return {note for name in nodes for note in (*graph.cautions_on(name), *graph.contests_on(name))}
