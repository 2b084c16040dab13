"""Where everything is: boxes with their top left corner, lines as points of cubic Bézier curves."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.layout.scene import Scene

Point = tuple[float, float]


@dataclass(frozen=True)
class Placement:
    """Places in px from the top left corner.

    `boxes` gives the top left corner of each unit by id; `routes` the curve of each link of the scene, in its order:
    a start point, then three points (two controls, an end) a segment. `note` says if the placement is not the usual.
    """

    width: float
    height: float
    boxes: dict[str, Point]
    routes: tuple[tuple[Point, ...], ...]
    direction: str
    note: str = ""

    def corners(self, scene: Scene) -> dict[str, Point]:
        """The top left corner of each node of the scene, members of stacks too."""
        inside = {
            member: (self.boxes[block.id][0] + dx, self.boxes[block.id][1] + dy)
            for block in scene.stacks.values()
            for member, dx, dy in block.members
        }
        return {node: inside.get(node) or self.boxes[node] for node in scene.nodes}
