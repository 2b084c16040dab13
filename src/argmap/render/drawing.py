"""A drawing: a map's graph, its scene and where everything stands, with the choices of the person who asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.assess.weakness import WeakLink
from argmap.graph import Graph
from argmap.layout.placement import Placement
from argmap.layout.scene import Scene


@dataclass(frozen=True)
class Drawing:
    """All that the formats draw from. `title` is the map's, or a name for it where it has none."""

    title: str
    graph: Graph
    scene: Scene
    placement: Placement
    weak: Mapping[str, WeakLink]
    theme: str = "light"
    legend: bool = True
