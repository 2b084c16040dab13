"""Placements: the top left corners of boxes, and lines as cubic Bézier curves."""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.layout.scene import Scene

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
"""The left, the top, the width and the height."""


@dataclass(frozen=True)
class Placement:
    """The places of everything, in px from the top left corner.

    `boxes` has the top left corner of each unit by id. `routes` has the curve of each link, in the order of the scene:
    a start point, then three points per segment (two control points and the end). `note` says why the placement is not
    the usual one, and is empty if it is. `regions` has the rectangles of each group, with its title at the top left.
    """

    width: float
    height: float
    boxes: dict[str, Point]
    routes: tuple[tuple[Point, ...], ...]
    direction: str
    note: str = ""
    regions: dict[str, tuple[Rectangle, ...]] = field(default_factory=dict)

    def corners(self, scene: Scene) -> dict[str, Point]:
        """The top left corner of each node of the scene, including members of stacks."""
        inside = {
            member: (self.boxes[block.id][0] + dx, self.boxes[block.id][1] + dy)
            for block in scene.stacks.values()
            for member, dx, dy in block.members
        }
        return {node: inside.get(node) or self.boxes[node] for node in scene.nodes}
