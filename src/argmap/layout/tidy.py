"""A tidy placement in linear time, for scenes too large or too dense for the engine.

A spanning forest grows from the conclusions against the flow. Each unit is placed in the column of its depth, and
parents are centred on their children (after Wetherell and Shannon, "Tidy Drawings of Trees", 1979). Links that are not
in the forest are drawn as curves over it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from argmap.layout.placement import Placement, Point
from argmap.layout.regions import INSET, framed, rectangles
from argmap.layout.scene import Scene

_GAP = 14.0
_APART = 44.0  # between units of different groups, for the edges and the title
_LEVEL_GAP = 44.0
_MARGIN = 6.0


def place_tidily(scene: Scene, direction: str, note: str = "") -> Placement:
    """Place a scene in linear time and memory; `direction` is that of the flow: up, down, left or right.

    Where a group has no room for its edges and its title, each unit of a group gets that room.
    """
    placement, fits = _placed(scene, scene.units, direction, note)
    return placement if fits else _placed(scene, scene.units | framed(scene), direction, note)[0]


def _placed(scene: Scene, sizes: Mapping[str, Point], direction: str, note: str) -> tuple[Placement, bool]:
    """Place a scene, and say whether every group fits; `sizes` has the room of each unit, with a frame or without."""
    flat = direction in {"left", "right"}
    unit_of = scene.stack_of()
    links = [(unit_of.get(link.start, link.start), unit_of.get(link.end, link.end)) for link in scene.links]
    starts = [unit_of.get(root, root) for root in scene.roots]
    group_of = {unit: region.id for region in scene.regions for unit in region.units}
    children, order, depth = _forest(scene.units, links, starts, group_of)
    # `along` is the axis of the flow; siblings are side by side on the axis `across`.
    along = {unit: size[0] if flat else size[1] for unit, size in sizes.items()}
    across = {unit: size[1] if flat else size[0] for unit, size in sizes.items()}
    centre = _centres(children, order, across, group_of)
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
        boxes[unit] = _corner(x, y, scene.units[unit], sizes[unit])
    parents = {child: unit for unit, below in children.items() for child in below}
    found = {region.id: rectangles(scene, region, boxes, parents) for region in scene.regions}
    regions = {group: tuple(several) for group, (several, _) in found.items()}
    width, height = (total, far) if flat else (far, total)
    placement = Placement(width + 2 * _MARGIN, height + 2 * _MARGIN, boxes, (), direction, note, regions)
    placement = _moved_inside(placement, scene)
    routes = tuple(_route(start, end, placement.boxes, scene.units, direction) for start, end in links)
    return replace(placement, routes=routes), all(fits for _, fits in found.values())


def _corner(x: float, y: float, size: Point, room: Point) -> Point:
    """The top left corner of a unit whose room has its middle at a point; a title is above it, the inset all around."""
    left, foot = (INSET, INSET) if room != size else (0.0, 0.0)
    return (
        round(x - room[0] / 2 + left + _MARGIN, 2),
        round(y + room[1] / 2 - foot - size[1] + _MARGIN, 2),
    )


def _moved_inside(placement: Placement, scene: Scene) -> Placement:
    """The placement with room for the groups at its edges."""
    edges = [rectangle for several in placement.regions.values() for rectangle in several]
    if not edges:
        return placement
    right = max(0.0, _MARGIN - min(x for x, _, _, _ in edges))
    down = max(0.0, _MARGIN - min(y for _, y, _, _ in edges))
    boxes = {unit: (round(x + right, 2), round(y + down, 2)) for unit, (x, y) in placement.boxes.items()}
    regions = {
        group: tuple((round(x + right, 2), round(y + down, 2), width, height) for x, y, width, height in several)
        for group, several in placement.regions.items()
    }
    moved = [rectangle for several in regions.values() for rectangle in several]
    far = [(x + scene.units[unit][0], y + scene.units[unit][1]) for unit, (x, y) in boxes.items()]
    far += [(x + width, y + height) for x, y, width, height in moved]
    size = max(x for x, _ in far) + _MARGIN, max(y for _, y in far) + _MARGIN
    return replace(placement, width=size[0], height=size[1], boxes=boxes, regions=regions)


def _forest(
    units: Iterable[str], links: list[tuple[str, str]], starts: list[str], group_of: Mapping[str, str]
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
            for child in _by_group(feeding[here], group_of):
                if child not in depth:
                    depth[child] = depth[here] + 1
                    children[here].append(child)
                    queue.append(child)
    return children, order, depth


def _by_group(units: list[str], group_of: Mapping[str, str]) -> list[str]:
    """Some units in their order, but those of a group together, at the place of the first."""
    first: dict[str, int] = {}
    for number, unit in enumerate(units):
        first.setdefault(group_of.get(unit, unit), number)
    return sorted(units, key=lambda unit: first[group_of.get(unit, unit)])


def _centres(
    children: dict[str, list[str]], order: list[str], across: dict[str, float], group_of: Mapping[str, str]
) -> dict[str, float]:
    """The centre of each unit across the flow: every subtree gets its own strip, with its root in the middle."""
    edge = _edges(children, order, group_of)
    gap = {
        right: _GAP if edge[left] == edge[right] != _SEVERAL else _APART
        for below in children.values()
        for left, right in pairwise(below)
    }
    strip: dict[str, float] = {}
    for unit in reversed(order):
        strip[unit] = max(across[unit], _width(children[unit], strip, gap))
    is_child = {child for several in children.values() for child in several}
    centre: dict[str, float] = {}
    start: dict[str, float] = {}
    at = 0.0
    for unit in order:
        if unit not in is_child:
            start[unit] = at
            at += strip[unit] + (_APART if group_of else _GAP)
        inner = start[unit] + (strip[unit] - _width(children[unit], strip, gap)) / 2
        for child in children[unit]:
            inner += gap.get(child, 0.0)
            start[child] = inner
            inner += strip[child]
        centre[unit] = start[unit] + strip[unit] / 2
    return centre


_SEVERAL = "several groups"


def _edges(children: dict[str, list[str]], order: list[str], group_of: Mapping[str, str]) -> dict[str, str]:
    """The group of each unit and all that is below it; empty without one, `_SEVERAL` if they differ."""
    found: dict[str, str] = {}
    for unit in reversed(order):
        groups = {group_of.get(unit, ""), *(found[child] for child in children[unit])}
        found[unit] = groups.pop() if len(groups) == 1 else _SEVERAL
    return found


def _width(units: list[str], strip: Mapping[str, float], gap: Mapping[str, float]) -> float:
    """The room that some siblings take across the flow, with the gap before each."""
    return sum(strip[unit] + gap.get(unit, 0.0) for unit in units)


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
