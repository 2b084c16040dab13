"""What a picture of a change shows: the element, what it is joined to, and its way to a conclusion."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping

from argmap.graph import Graph
from argmap.layout.changes import Changes, Status
from argmap.layout.compose import all_links
from argmap.layout.scene import LinkStyle
from argmap.model import Concept, Inference, Objection

_SAID = frozenset({LinkStyle.NOTE, LinkStyle.DISPUTE, LinkStyle.CONTEXT, LinkStyle.RIVAL})
"""The lines from what is said of elements, which no way leads along."""


def ways(graph: Graph, changes: Changes, moved: Mapping[str, float]) -> dict[str, tuple[str, ...]]:
    """For each change that can be drawn, the elements to show, from the changed one to a conclusion.

    `graph` is that of both versions together. Of several conclusions it is the one that was moved most, then the
    nearest; `moved` has the change of each standing.
    """
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for element_id in graph:
        onward[element_id] += graph.successors(element_id)
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for link, status in changes.links.items():
        if status is Status.REMOVED and link.style not in _SAID:
            onward[link.start].append(link.end)
        beside[link.end].append(link.start)
        beside[link.start].append(link.end)
    said: defaultdict[str, list[str]] = defaultdict(list)
    for link in all_links(graph):
        if link.style in _SAID:
            said[link.start].append(link.end)
    found = {}
    for element_id in dict.fromkeys([*changes.elements, *beside]):
        if not _is_drawn(graph, element_id, said):
            continue
        joined = [*_joined(graph, element_id), *beside[element_id], *said[element_id]]
        starts = [element_id] if element_id in graph else [name for name in said[element_id] if name in graph]
        way = _way(starts, onward, graph.roots(), moved)
        found[element_id] = tuple(dict.fromkeys([element_id, *joined, *way]))
    return found


def _is_drawn(graph: Graph, element_id: str, said: Mapping[str, Collection[str]]) -> bool:
    """Whether an element has a box of its own."""
    element = graph.element(element_id)
    if isinstance(element, Concept):
        return element.typology is not None or any(element_id in targets for targets in said.values())
    return element_id in graph or bool(said.get(element_id))


def _joined(graph: Graph, element_id: str) -> tuple[str, ...]:
    """What a step starts from: without it, nobody can say what has changed."""
    return graph.premises(element_id) if isinstance(graph.element(element_id), Inference | Objection) else ()


def _way(
    starts: Iterable[str], onward: Mapping[str, Iterable[str]], roots: Collection[str], moved: Mapping[str, float]
) -> list[str]:
    """A shortest way from one of some elements to the conclusion that was moved most, then the nearest."""
    before: dict[str, str] = {}
    queue = deque(dict.fromkeys(starts))
    first = set(queue)
    order = []
    while queue:
        here = queue.popleft()
        order.append(here)
        for there in onward.get(here, ()):
            if there not in before and there not in first:
                before[there] = here
                queue.append(there)
    reached = [element_id for element_id in order if element_id in roots]
    if not reached:
        return order[:1]
    here = max(reached, key=lambda root: (abs(moved.get(root, 0.0)), -order.index(root)))
    way = [here]
    while here in before:
        here = before[here]
        way.append(here)
    return way[::-1]
