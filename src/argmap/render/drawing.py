"""A drawing: an analysis together with the placement of its elements."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from argmap.analysis import Analysis
from argmap.graph import Graph
from argmap.layout.changes import Changes, Status
from argmap.layout.compose import compose
from argmap.layout.engine import Engine
from argmap.layout.place import place
from argmap.layout.placement import Placement
from argmap.layout.scene import Scene
from argmap.layout.selection import select
from argmap.model import is_rtl_language
from argmap.settings import Direction, Settings
from argmap.source import visible
from argmap.standing.weak_links import WeakLink

CHANGES: Mapping[Status, str] = MappingProxyType(
    {Status.ADDED: "+ added", Status.REMOVED: "\u2212 removed", Status.CHANGED: "~ changed"}
)
"""The badge of an element or a line that differs between two versions."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """Everything that the formats are rendered from.

    A `live` page, as served by `argmap serve`, may ask its own server for changes. `changes` has what differs between
    two versions. `lines` are said below the title.
    """

    analysis: Analysis
    scene: Scene
    placement: Placement
    live: bool = False
    changes: Changes = field(default_factory=Changes)
    lines: tuple[str, ...] = ()

    @property
    def graph(self) -> Graph:
        """Who supports and attacks whom."""
        return self.analysis.graph

    @property
    def settings(self) -> Settings:
        """The settings of the analysis."""
        return self.analysis.settings

    @property
    def title(self) -> str:
        """The title of the picture, safe to show."""
        return visible(self.analysis.title)

    @property
    def weak_links(self) -> Mapping[str, WeakLink]:
        """The weak links by id, the weakest first."""
        return self.analysis.weak_links

    @property
    def is_comparison(self) -> bool:
        """Whether it shows two versions of a map."""
        return bool(self.changes.elements or self.changes.links)

    def is_marked(self, element_id: str) -> bool:
        """Whether to draw an element as a weak link, because its rank is among the first."""
        link = self.weak_links.get(element_id)
        return link is not None and link.rank <= self.settings.top

    def flow(self, unit: str) -> float | None:
        """How often an element, or every element of a stack, stands, in [0, 1]; None if that is not known."""
        chances = [self.analysis.chances.get(member) for member in self.scene.members(unit)]
        known = [chance for chance in chances if chance is not None]
        return math.prod(known) if len(known) == len(chances) else None


def lay_out(analysis: Analysis, engine: Engine, *, live: bool = False) -> Drawing:
    """Lay out what the settings select of an analysis. Raises `UnknownElement` if the focus is not in the map."""
    settings = analysis.settings
    shown = select(analysis.graph, focus=settings.focus, depth=settings.depth, only=settings.only)
    return _placed(analysis, compose(analysis.graph, shown), settings.direction, engine, live=live)


def lay_out_part(
    analysis: Analysis,
    shown: Collection[str],
    direction: Direction,
    engine: Engine,
    changes: Changes | None = None,
) -> Drawing:
    """Lay out some elements of an analysis in a direction; `changes` is what differs if it is of two versions."""
    scene = compose(analysis.graph, shown, changes)
    return replace(_placed(analysis, scene, direction, engine), changes=changes or Changes())


def _placed(analysis: Analysis, scene: Scene, direction: Direction, engine: Engine, *, live: bool = False) -> Drawing:
    placement = place(scene, direction, engine, mirrored=is_rtl_language(analysis.map.map.language))
    return Drawing(analysis, scene, placement, live)
