"""A drawing: an analysis together with the placement of its elements."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from argmap.analysis import Analysis
from argmap.english import plural
from argmap.graph import Graph
from argmap.layout.changes import Changes, Status
from argmap.layout.compose import compose, with_box
from argmap.layout.engine import Engine
from argmap.layout.place import place
from argmap.layout.placement import Placement
from argmap.layout.scene import Scene
from argmap.layout.selection import first_view, select
from argmap.model import is_rtl_language
from argmap.settings import Detail, Direction, Settings
from argmap.source import shortened, visible
from argmap.standing.sentence import worlds
from argmap.standing.weak_links import WeakLink

CHANGES: Mapping[Status, str] = MappingProxyType(
    {Status.ADDED: "+ added", Status.REMOVED: "\u2212 removed", Status.CHANGED: "~ changed"}
)
"""The badge of an element or a line that differs between two versions."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """Everything that the formats are rendered from.

    `scene` has what is shown. `selected` are the ids that the settings select, None for all; those that are not shown
    are folded, and a page can unfold them. A `live` page, as served by `argmap serve`, may ask its own server for
    changes. `changes` has what differs between two versions. `lines` are said below the title.
    """

    analysis: Analysis
    scene: Scene
    placement: Placement
    live: bool = False
    changes: Changes = field(default_factory=Changes)
    lines: tuple[str, ...] = ()
    selected: frozenset[str] | None = None

    @cached_property
    def whole(self) -> Scene:
        """The scene of all that is selected, with nothing folded."""
        return compose(self.graph, self.selected) if self.is_part else self.scene

    @property
    def is_part(self) -> bool:
        """Whether some of what is selected is folded."""
        return with_box(self.graph, self.selected) > len(self.scene.nodes)

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
        scene = self.scene if unit in self.scene.units or unit in self.scene.nodes else self.whole
        chances = [self.analysis.chances.get(member) for member in scene.members(unit)]
        known = [chance for chance in chances if chance is not None]
        return math.prod(known) if len(known) == len(chances) else None


WIDEST, HIGHEST = 1_290.0, 860.0
"""What is placed has letters of 9 px or more on a laptop screen of 1280 by 800, in a page and where a page shows a
picture 900 px wide."""
_FULLEST = 0.4
"""No engine fills more of a picture with boxes."""
_FIRST_VIEWS = (35, 30, 26, 22, 18, 15, 12, 9)
"""How many elements are tried for a first view, until it can be read."""


def lay_out(analysis: Analysis, engine: Engine, *, live: bool = False, detail: Detail | None = None) -> Drawing:
    """Lay out what the settings select of an analysis, in their detail unless another one is given.

    Raises `UnknownElement` if the focus is not in the map.
    """
    settings, graph = analysis.settings, analysis.graph
    selected = select(graph, focus=settings.focus, depth=settings.depth, only=settings.only)
    detail = settings.detail if detail is None else detail
    if detail == "auto" and selected is not None:
        detail = "all"  # what is asked for by name is shown
    views = list(dict.fromkeys(_views(analysis, selected, detail)))
    for shown in views:
        scene = compose(graph, shown, stub=lambda name, left_out: _stub(analysis, name, left_out))
        area = sum(width * height for width, height in scene.units.values())
        if area > _FULLEST * WIDEST * HIGHEST and shown is not views[-1]:
            continue
        drawing = _placed(analysis, scene, settings.direction, engine, live=live)
        if drawing.placement.width <= WIDEST and drawing.placement.height <= HIGHEST:
            break
    return replace(drawing, selected=selected, lines=tuple(_extent(drawing)))


def _views(analysis: Analysis, selected: frozenset[str] | None, detail: Detail) -> Iterator[frozenset[str] | None]:
    """What to show, the largest first; the last one is taken even if it is too large to be read."""
    count = with_box(analysis.graph, selected)
    if detail == "all":
        yield selected
        return
    weak = [link.element for link in analysis.weak_links.values() if link.rank <= analysis.settings.top]
    for most in _FIRST_VIEWS if detail == "auto" else (detail,):
        if count <= most:
            yield selected
        else:
            yield first_view(analysis.graph, weak, most, selected, analysis.settings.focus)


def _stub(analysis: Analysis, element_id: str, left_out: Collection[str]) -> str:
    """What is left out behind an element: how much, how many weak links, and how often the element stands."""
    weak = sum(
        1
        for name in left_out
        if name in analysis.weak_links and analysis.weak_links[name].rank <= analysis.settings.top
    )
    counts = standing_of_stub(analysis, element_id)
    words = [f"{len(left_out)} more", f"{weak} weak" if weak else ""]
    words.append(f"stands in {counts[0]} of {counts[1]}" if counts else "")
    return ", ".join(filter(None, words))


def standing_of_stub(analysis: Analysis, element_id: str) -> tuple[str, str] | None:
    """In how many of how many worlds an element stands, for the tab below it.

    None if that is not known, is all but certain, or is on a badge of the element.
    """
    chance = analysis.chances.get(element_id)
    if chance is None or element_id in analysis.assessments:
        return None
    count, _, total = worlds(chance)[0].partition(" of ")
    return (count, total) if count.replace(",", "").isdecimal() else None


def _extent(drawing: Drawing) -> Iterator[str]:
    """How much of the map is shown, unless it is all."""
    shown, whole = len(drawing.scene.nodes), with_box(drawing.graph)
    settings = drawing.settings
    if shown >= whole:
        return
    kinds = ", ".join(sorted(kind.nouns for kind in settings.only))
    within = f"within {plural(settings.depth, 'step')} of" if settings.focus else ""
    around = f"{within} \u201c{shortened(drawing.analysis.words(settings.focus), 30)}\u201d" if settings.focus else ""
    what = ", ".join(filter(None, (kinds, around))) or "the conclusions, the weakest links, and what is nearest"
    missing = len(set(drawing.graph.roots()) - drawing.scene.nodes.keys())
    more = f" Not shown: {plural(missing, 'conclusion')}." if missing else ""
    yield f"Part of the map: {shown} of {whole} elements. Shown: {what}.{more}"


def lay_out_part(
    analysis: Analysis,
    shown: Collection[str],
    direction: Direction,
    engine: Engine,
    changes: Changes | None = None,
) -> Drawing:
    """Lay out some elements of an analysis in a direction; `changes` is what differs if it is of two versions."""
    scene = compose(analysis.graph, shown, changes)
    drawing = _placed(analysis, scene, direction, engine)
    return replace(drawing, changes=changes or Changes(), selected=frozenset(shown))


def _placed(analysis: Analysis, scene: Scene, direction: Direction, engine: Engine, *, live: bool = False) -> Drawing:
    placement = place(scene, direction, engine, mirrored=is_rtl_language(analysis.map.map.language))
    return Drawing(analysis, scene, placement, live)
