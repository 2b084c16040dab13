"""Where everything is: boxes with their top left corner, lines as points of cubic Bézier curves."""

from __future__ import annotations

from dataclasses import dataclass

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
