"""Which elements a picture shows: all, those around one, or those of some kinds."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

from argmap.findings import UnknownElement
from argmap.graph import Graph, concepts_of
from argmap.model import Kind


def select(
    graph: Graph, *, focus: str | None = None, depth: int = 2, only: Collection[Kind] = ()
) -> frozenset[str] | None:
    """The ids to show, or None for all.

    `focus` keeps what is within `depth` steps of it, a step leading from one statement over an inference to the next;
    `only` keeps elements of these kinds, and inferences between statements that are kept. Raises `UnknownElement` if
    `focus` is not the id of an element that can be drawn.
    """
    kept: set[str] | None = None
    if focus is not None:
        kept = _around(graph, focus, depth)
    if only:
        kinds = {name: kind for kind, name, _ in graph.map.elements()}
        kept = {name for name in (kinds if kept is None else kept) if kinds[name] in only}
        if Kind.INFERENCE not in only and Kind.OBJECTION not in only:
            kept |= _joining(graph, kept)
    return None if kept is None else frozenset(kept)


def _joining(graph: Graph, kept: set[str]) -> set[str]:
    return {
        name
        for name, inference in graph.map.inferences.items()
        if inference.to in kept and any(source in kept for source in inference.from_)
    }


def _around(graph: Graph, focus: str, depth: int) -> set[str]:
    drawn = [name for kind, name, _ in graph.map.elements() if kind is not Kind.SOURCE]
    if focus not in drawn:
        raise UnknownElement(focus, drawn)
    starts = [focus] if focus in graph else _spoken_of(graph, focus)
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


def _spoken_of(graph: Graph, name: str) -> list[str]:
    """The nodes a caution, contest or concept speaks of."""
    return [
        node
        for node in graph
        if name in graph.cautions_on(node)
        or name in graph.contests_on(node)
        or name in concepts_of(graph.element(node))
    ]


def _notes(graph: Graph, kept: set[str]) -> set[str]:
    """The cautions and contests on what is kept, so that every letter on an element is explained."""
    nodes = [name for name in kept if name in graph]
    return {note for name in nodes for note in (*graph.cautions_on(name), *graph.contests_on(name))}
