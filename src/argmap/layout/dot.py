"""Writing a scene as DOT for the engine, and reading the engine's answer as a placement.

The engine gets only sizes and edges, under generated names. The DOT has no text of a map, so nothing needs quoting, and
the `graphviz` package (10 ms to load) is needed only for the output format, `render/dot.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from argmap.layout.placement import Placement, Point, Rectangle
from argmap.layout.scene import LinkStyle, Scene

POINTS_PER_INCH = 72.0
_MARGIN = 6.0
_INSET = 12  # points between the edge of a group and what is in it
# Inches between ranks: badges are on upper edges, so lines from above or below need more room.
_GAPS = {"up": 0.4, "down": 0.4, "left": 0.26, "right": 0.26}
RANKDIR: Mapping[str, str] = MappingProxyType({"up": "BT", "down": "TB", "left": "RL", "right": "LR"})
"""Graphviz's names for the directions."""
# The weights that gave the most compact pictures in trials.
_WEIGHTS = {LinkStyle.PREMISE: 2, LinkStyle.SUPPORT: 2, LinkStyle.ATTACK: 3, LinkStyle.UNDERCUT: 3}


def scene_dot(scene: Scene, direction: str) -> str:
    """The DOT source of a scene: its units in order are n0, n1 and so on, and each edge carries its link's number."""
    names = {unit: f"n{number}" for number, unit in enumerate(scene.units)}
    unit_of = scene.stack_of()
    roots = {names[unit_of.get(root, root)] for root in scene.roots}
    gap = _GAPS[direction]
    lines = [
        "digraph {",
        f"graph [rankdir={RANKDIR[direction]} nodesep=0.12 ranksep={gap} splines=true newrank=true]",
        'node [shape=box fixedsize=true label=""]',
        "edge [arrowhead=none]",
    ]
    for unit, (width, height) in scene.units.items():
        size = f"width={width / POINTS_PER_INCH:.4f} height={height / POINTS_PER_INCH:.4f}"
        lines.append(f"{names[unit]} [{size}]")
    for number, region in enumerate(scene.regions):
        inside = " ".join(names[unit] for unit in region.units)
        title = f'<<table border="0" fixedsize="true" {_sized(region.width, region.height)}><tr><td></td></tr></table>>'
        side = "b" if direction == "up" else "t"  # the far end of the flow, which is the top of the picture
        lines.append(f"subgraph cluster{number} {{ label={title} labelloc={side} margin={_INSET} {inside} }}")
    for number, link in enumerate(scene.links):
        start, end = names[unit_of.get(link.start, link.start)], names[unit_of.get(link.end, link.end)]
        # What leads on from a conclusion closes a circle, and must not move the conclusion from its place.
        free = " constraint=false" if start in roots else ""
        lines.append(f"{start} -> {end} [class={number} weight={_WEIGHTS.get(link.style, 1)}{free}]")
    return "\n".join([*lines, "}"])


def _sized(width: float, height: float) -> str:
    return f'width="{round(width)}" height="{round(height)}"'


def read_layout(layout: dict[str, Any], scene: Scene, direction: str) -> Placement:
    """The placement in Graphviz's answer, with the y axis turned to point down."""
    left, bottom, right, top = (float(part) for part in str(layout["bb"]).split(","))
    units = list(scene.units)

    def point(text: str) -> Point:
        x, y = text.split(",")
        return (round(float(x) - left + _MARGIN, 2), round(top - float(y) + _MARGIN, 2))

    boxes = {}
    regions: dict[str, tuple[Rectangle, ...]] = {}
    for item in layout.get("objects", []):
        if item["name"].startswith("cluster"):
            region = scene.regions[int(item["name"].removeprefix("cluster"))]
            (x0, y1), (x1, y0) = (point(",".join(item["bb"].split(",")[at : at + 2])) for at in (0, 2))
            regions[region.id] = ((x0, y0, round(x1 - x0, 2), round(y1 - y0, 2)),)
            continue
        unit = units[int(item["name"][1:])]
        width, height = scene.units[unit]
        x, y = point(item["pos"])
        boxes[unit] = (round(x - width / 2, 2), round(y - height / 2, 2))
    routes: list[tuple[Point, ...]] = [()] * len(scene.links)
    for edge in layout.get("edges", []):
        if "pos" in edge:
            parts = [part for part in edge["pos"].split(" ") if part and part[0] not in "se"]
            routes[int(edge["class"])] = tuple(point(part) for part in parts)
    width, height = right - left + 2 * _MARGIN, top - bottom + 2 * _MARGIN
    return Placement(width, height, boxes, tuple(routes), direction, regions=regions)
