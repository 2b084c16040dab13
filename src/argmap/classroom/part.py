"""The part of a map that an exercise shows, and the order in which it shows it.

Both follow from the structure of the map alone, never from what is to be found out.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Collection, Iterable
from functools import partial
from typing import NamedTuple

from argmap.findings import UnknownElement
from argmap.graph import Graph
from argmap.layout.selection import select, way_to
from argmap.model import Inference, Objection

SIZE = 25
"""The most elements of an exercise for which no other size is asked."""
_DEEPEST = 50


class Wanted(NamedTuple):
    """Which part of a map is wanted: around an element, in a group, or as much as fits; and how large it may be.

    `size` counts statements and steps. It does not limit a part that is given by its `depth` or as a group.
    """

    focus: str | None = None
    depth: int | None = None
    group: str | None = None
    size: int = SIZE


def part_of(graph: Graph, wanted: Wanted, weak: Iterable[str] = ()) -> frozenset[str]:
    """The statements and steps of the part: every step with all that it joins.

    A large map is shown as far as fits: its conclusions, the ways from some `weak` links to them, and what is nearest.
    Raises `UnknownElement` if the focus or the group is not in the map.
    """
    if wanted.group is not None:
        return _closed(graph, _in_group(graph, wanted.group))
    if wanted.focus is not None:
        if wanted.depth is not None:
            return _around(graph, wanted.focus, wanted.depth)
        chosen = _around(graph, wanted.focus, 1)
        for depth in range(2, _DEEPEST):
            larger = _around(graph, wanted.focus, depth)
            if len(larger) > wanted.size:
                break
            chosen = larger
        return chosen
    if len(graph) <= wanted.size:
        return frozenset(graph)
    return _first(graph, weak, wanted.size)


def _first(graph: Graph, weak: Iterable[str], size: int) -> frozenset[str]:
    """At most so many elements: a conclusion, the ways from some weak links to it, and what is nearest to these."""
    kept: dict[str, None] = dict.fromkeys(graph.roots()[:1])

    def add(steps: Iterable[str]) -> None:
        """Add steps with all that they join, if they fit together."""
        whole = dict.fromkeys(node for step in steps for node in (step, *sorted(_ends(graph, step))))
        if len(kept | whole) <= size:
            kept.update(whole)

    for element_id in weak:
        way = way_to(graph, element_id, kept)
        if way:
            add(node for node in way if not graph.kinds[node].is_statement)
    queue = deque(kept)
    while queue:
        here = queue.popleft()
        for step in (*graph.supporters(here), *graph.attackers(here)):
            before = len(kept)
            add([step])
            queue.extend(list(kept)[before:])
    return _closed(graph, kept)


def _in_group(graph: Graph, name: str) -> set[str]:
    """What is in a group, given by its id or title, and the steps between."""
    groups = graph.map.groups
    found = [group for group, value in groups.items() if name in {group, value.title}]
    if not found:
        raise UnknownElement(name, list(groups))
    inside = {node for node in graph if getattr(graph.element(node), "group", None) == found[0]}
    return inside | {node for node in graph if not graph.kinds[node].is_statement and _ends(graph, node) <= inside}


def _around(graph: Graph, focus: str, depth: int) -> frozenset[str]:
    """What is within some steps of an element, with all that a step there starts from."""
    near = {node for node in select(graph, focus=focus, depth=depth) or () if node in graph}
    for node in tuple(near):
        if not graph.kinds[node].is_statement:
            near.update(graph.premises(node))
    return _closed(graph, near)


def _ends(graph: Graph, step_id: str) -> set[str]:
    """All that a step joins or discharges."""
    step = graph.element(step_id)
    ends = {*graph.premises(step_id), *graph.successors(step_id), *getattr(step, "discharges", ())}
    if isinstance(step, Inference | Objection):
        ends.add(step.to if isinstance(step, Inference) else step.against)
    return ends


def _closed(graph: Graph, nodes: Collection[str]) -> frozenset[str]:
    """Those of some nodes that can be shown together: a step needs everything that it joins."""
    kept = set(nodes)
    while True:
        lacking = {node for node in kept if not graph.kinds[node].is_statement and not _ends(graph, node) <= kept}
        if not lacking:
            break
        kept -= lacking
    joined = {end for node in kept if not graph.kinds[node].is_statement for end in _ends(graph, node)}
    return frozenset(node for node in kept if not graph.kinds[node].is_statement or node in joined) or frozenset(kept)


def in_outline(graph: Graph, shown: Collection[str], variant: str = "") -> dict[str, int]:
    """Some nodes from what nothing follows from down to what it rests on, each once, with their depths from 0.

    What is at the top is known by the structure; the role and the text of a statement make no difference. What is
    on the same level is not in the author's order, in which assumptions might stand last, and in an order of its own in
    each `variant`.
    """
    ends = [node for node in shown if not any(after in shown for after in graph.successors(node))]
    ends.sort(key=lambda node: (-len(graph.upstream(node)), node))
    depths: dict[str, int] = {}
    for root in (*ends, *sorted(shown)):
        stack = [(root, 0)]
        while stack:
            node, level = stack.pop()
            if node in depths or node not in shown:
                continue
            depths[node] = level
            below = sorted({*graph.predecessors(node), *graph.attackers(node)}, key=partial(mixed, variant))
            stack += [(child, level + 1) for child in reversed(below)]
    return depths


def mixed(variant: str, text: str) -> bytes:
    """A key that puts ids or texts in an order of its own for each variant."""
    return hashlib.sha256(f"{variant}{text}".encode("utf-8", "surrogatepass")).digest()
