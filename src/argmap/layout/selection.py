"""Selecting the elements that a picture shows: all, those around one, or those of some kinds."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable

from argmap.findings import UnknownElement
from argmap.graph import Graph, concepts_of
from argmap.model import Kind


def select(
    graph: Graph, *, focus: str | None = None, depth: int = 2, only: Collection[Kind] = ()
) -> frozenset[str] | None:
    """The ids to show, or None for all.

    `focus` keeps what is within `depth` steps of that element; one step leads from a statement through an inference to
    the next. `only` keeps elements of these kinds, and inferences between statements that are kept. Raises
    `UnknownElement` if `focus` is not the id of an element that can be drawn.
    """
    kept: set[str] | None = None
    if focus is not None:
        kept = _around(graph, focus, depth)
    if only:
        kinds = {element_id: kind for kind, element_id, _ in graph.map.elements()}
        kept = {element_id for element_id in (kinds if kept is None else kept) if kinds[element_id] in only}
        if Kind.INFERENCE not in only and Kind.OBJECTION not in only:
            kept |= _joining(graph, kept)
    return None if kept is None else frozenset(kept)


def _joining(graph: Graph, kept: set[str]) -> set[str]:
    return {
        element_id
        for element_id, inference in graph.map.inferences.items()
        if inference.to in kept and any(source in kept for source in inference.from_)
    }


def _around(graph: Graph, focus: str, depth: int) -> set[str]:
    drawn = [element_id for kind, element_id, _ in graph.map.elements() if kind is not Kind.SOURCE]
    if focus not in drawn:
        raise UnknownElement(focus, drawn)
    starts = [focus] if focus in graph else _nodes_of(graph, focus)
    distance = dict.fromkeys(starts, 0)
    queue = deque(starts)
    while queue:
        here = queue.popleft()
        for neighbour in graph.around(here):
            # Only statements and objections count as steps; inferences are passed through.
            step = 0 if graph.kinds[neighbour] is Kind.INFERENCE else 1
            reached = distance[here] + step
            if reached <= depth and reached < distance.get(neighbour, depth + 1):
                distance[neighbour] = reached
                (queue.append if step else queue.appendleft)(neighbour)
    kept = set(distance)
    ends = {focus} if focus in graph and graph.kinds[focus] is Kind.INFERENCE else set()
    for element_id in list(kept):
        if graph.kinds[element_id] is Kind.INFERENCE and element_id not in ends:
            whole = graph.map.inferences[element_id]
            if whole.to not in kept or not any(source in kept for source in whole.from_):
                kept.discard(element_id)
    return kept | _notes(graph, kept) | {focus}


def _nodes_of(graph: Graph, element_id: str) -> list[str]:
    """The nodes that something said applies to, that are rivals in it, or that use a concept or are in a group."""
    element = graph.element(element_id)
    wanted = {element_id, *getattr(element, "on", ()), *getattr(element, "among", ())}
    return [node for node in graph if not wanted.isdisjoint((node, *_said_with(graph, node)))]


def _said_with(graph: Graph, node: str) -> tuple[str, ...]:
    """The concepts, the group, the cautions and the contested entries of a node."""
    group: str | None = getattr(graph.element(node), "group", None)
    said = (*graph.cautions_on(node), *graph.contests_on(node), *concepts_of(graph.element(node)))
    return said if group is None else (*said, group)


def _notes(graph: Graph, kept: set[str]) -> set[str]:
    """What is said of what is kept: doubts, so that every letter is explained, notes, and rivalries between them."""
    said: set[str] = set()
    for element_id in filter(graph.kinds.__contains__, kept):
        said.update(graph.cautions_on(element_id), graph.contests_on(element_id), graph.notes_on(element_id))
        rivalries = graph.rivalries_of(element_id)
        said.update(rivalry for rivalry in rivalries if kept.issuperset(graph.map.rivals[rivalry].among))
    return said


def first_view(
    graph: Graph,
    weak: Iterable[str],
    most: int,
    selected: Collection[str] | None = None,
    focus: str | None = None,
) -> frozenset[str]:
    """At most so many elements to see first: conclusions, the ways to some weak links, and what is nearest.

    Only of those that are `selected`, unless that is None, and with the `focus`. A step comes with all that it starts
    from, or not at all.
    """
    there = [name for _, name, _ in graph.map.elements() if selected is None or name in selected]
    ends = [root for root in graph.roots() if selected is None or root in selected]
    # Without a conclusion, as in a circle or a selection of premises, there is nothing to begin with but what is first.
    begin = ends[: max(1, most // 4)] or (there[:1] if selected is None else there[:most])
    kept = dict.fromkeys([*([] if focus is None else [focus]), *begin][:most])
    weak = [*([focus] if focus is not None and focus in graph.kinds else []), *weak]

    def wanted(elements: Iterable[str]) -> dict[str, None]:
        """Some elements, with all that the steps among them start from; without those that are not selected."""
        found: dict[str, None] = {}
        for element_id in elements:
            step = graph.kinds[element_id] in {Kind.INFERENCE, Kind.OBJECTION}
            found |= dict.fromkeys((element_id, *(graph.premises(element_id) if step else ())))
        return {element_id: None for element_id in found if selected is None or element_id in selected}

    for element_id in weak:
        way = wanted(way_to(graph, element_id, kept))
        if len(kept | way) <= most:
            kept |= way
    queue = deque(filter(graph.kinds.__contains__, kept))
    while queue:
        here = queue.popleft()
        for step in (*graph.supporters(here), *graph.attackers(here)):
            whole = wanted([step])
            fresh = [element_id for element_id in whole if element_id not in kept]
            if fresh and len(kept) + len(fresh) <= most:
                kept |= whole
                queue.extend(fresh)
    between = [rivalry for rivalry, rivals in graph.map.rivals.items() if kept.keys() >= set(rivals.among)]
    return frozenset((*kept, *between[: max(0, most - len(kept))]))


def way_to(graph: Graph, element_id: str, roots: Collection[str]) -> list[str]:
    """A shortest way from an element to one of some conclusions; empty if there is none."""
    before = {element_id: ""}
    queue = deque([element_id])
    while queue:
        here = queue.popleft()
        if here in roots:
            way = []
            while here:
                way.append(here)
                here = before[here]
            return way
        for there in graph.successors(here):
            if there not in before:
                before[there] = here
                queue.append(there)
    return []
