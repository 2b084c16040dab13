"""A tidy placement in linear time, for scenes too large or too dense for the engine.

A spanning forest grows from the conclusions against the flow. Each unit is placed in the column of its depth, and
parents are centred on their children (after Wetherell and Shannon, "Tidy Drawings of Trees", 1979). Links that are not
in the forest are drawn as curves over it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

from argmap.layout.placement import Placement, Point
from argmap.layout.scene import Scene

_GAP = 14.0
_LEVEL_GAP = 44.0
_MARGIN = 6.0


def place_tidily(scene: Scene, direction: str, note: str = "") -> Placement:
    """Place a scene in linear time and memory; `direction` is that of the flow: up, down, left or right."""
    flat = direction in {"left", "right"}
    unit_of = scene.stack_of()
    links = [(unit_of.get(link.start, link.start), unit_of.get(link.end, link.end)) for link in scene.links]
    starts = [unit_of.get(root, root) for root in scene.roots]
    children, order, depth = _forest(scene.units, links, starts)
    # `along` is the axis of the flow; siblings are side by side on the axis `across`.
    along = {unit: size[0] if flat else size[1] for unit, size in scene.units.items()}
    across = {unit: size[1] if flat else size[0] for unit, size in scene.units.items()}
    centre = _centres(children, order, across)
    levels: dict[int, float] = defaultdict(float)
    for unit in order:
        levels[depth[unit]] = max(levels[depth[unit]], along[unit])
    level_start, total = {}, 0.0
    for level in sorted(levels):
        level_start[level] = total
        total += levels[level] + _LEVEL_GAP
    total -= _LEVEL_GAP
    far = max((centre[unit] + across[unit] / 2 for unit in order), default=0.0)
    boxes: dict[str, Point] = {}
    for unit in order:
        middle = level_start[depth[unit]] + levels[depth[unit]] / 2
        if direction in {"right", "down"}:  # the conclusion, at depth 0, is at the far end
            middle = total - middle
        x, y = (middle, centre[unit]) if flat else (centre[unit], middle)
        width, height = scene.units[unit]
        boxes[unit] = (round(x - width / 2 + _MARGIN, 2), round(y - height / 2 + _MARGIN, 2))
    routes = tuple(_route(start, end, boxes, scene.units, direction) for start, end in links)
    width, height = (total, far) if flat else (far, total)
    return Placement(width + 2 * _MARGIN, height + 2 * _MARGIN, boxes, routes, direction, note)


def _forest(
    units: Iterable[str], links: list[tuple[str, str]], starts: list[str]
) -> tuple[dict[str, list[str]], list[str], dict[str, int]]:
    """The children of each unit, the units in breadth-first order, and their depths."""
    feeding: defaultdict[str, list[str]] = defaultdict(list)
    has_end = set()
    for start, end in links:
        feeding[end].append(start)
        has_end.add(start)
    names = list(units)
    seeds = dict.fromkeys([*starts, *(name for name in names if name not in has_end), *names])
    children: dict[str, list[str]] = {name: [] for name in names}
    depth: dict[str, int] = {}
    order: list[str] = []
    for seed in seeds:
        if seed in depth:
            continue
        depth[seed] = 0
        queue = deque([seed])
        while queue:
            here = queue.popleft()
            order.append(here)
            for child in feeding[here]:
                if child not in depth:
                    depth[child] = depth[here] + 1
                    children[here].append(child)
                    queue.append(child)
    return children, order, depth


def _centres(children: dict[str, list[str]], order: list[str], across: dict[str, float]) -> dict[str, float]:
    """The centre of each unit across the flow: every subtree gets its own strip, with its root in the middle."""
    strip: dict[str, float] = {}
    for unit in reversed(order):
        below = sum(strip[child] for child in children[unit]) + _GAP * max(0, len(children[unit]) - 1)
        strip[unit] = max(across[unit], below)
    is_child = {child for below in children.values() for child in below}
    centre: dict[str, float] = {}
    start: dict[str, float] = {}
    at = 0.0
    for unit in order:
        if unit not in is_child:
            start[unit] = at
            at += strip[unit] + _GAP
        below = sum(strip[child] for child in children[unit]) + _GAP * max(0, len(children[unit]) - 1)
        inner = start[unit] + (strip[unit] - below) / 2
        for child in children[unit]:
            start[child] = inner
            inner += strip[child] + _GAP
        centre[unit] = start[unit] + strip[unit] / 2
    return centre


def _route(
    start: str, end: str, boxes: dict[str, Point], sizes: dict[str, tuple[float, float]], direction: str
) -> tuple[Point, ...]:
    """A cubic curve from the side of `start` that faces the flow to the opposite side of `end`."""
    (x, y), (width, height) = boxes[start], sizes[start]
    (u, v), (wide, tall) = boxes[end], sizes[end]
    if direction in {"left", "right"}:
        forward = direction == "right"
        first = (x + (width if forward else 0), y + height / 2)
        last = (u + (0 if forward else wide), v + tall / 2)
        bend = (last[0] - first[0]) / 2
        controls = ((first[0] + bend, first[1]), (last[0] - bend, last[1]))
    else:
        forward = direction == "down"
        first = (x + width / 2, y + (height if forward else 0))
        last = (u + wide / 2, v + (0 if forward else tall))
        bend = (last[1] - first[1]) / 2
        controls = ((first[0], first[1] + bend), (last[0], last[1] - bend))
    return tuple((round(px, 2), round(py, 2)) for px, py in (first, *controls, last))
