"""A drawing: a map's graph, its scene and where everything stands, with the choices of the person who asked for it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from argmap.assess.assessment import Whole
from argmap.assess.weakness import WeakLink
from argmap.findings import Remark
from argmap.graph import Graph
from argmap.layout.placement import Placement
from argmap.layout.scene import Scene


@dataclass(frozen=True)
class Drawing:
    """All that the formats draw from. `title` is the map's, or a name for it where it has none.

    The `top` weak links are marked where `show_weak` is set; `weak` has what is known of all. `remarks` are findings
    of each element. A `live` page, as `argmap serve` sends it, may ask its own server for news. `changes` marks
    elements of two versions as `added`, `removed` or `changed`.
    """

    title: str
    graph: Graph
    scene: Scene
    placement: Placement
    weak: Mapping[str, WeakLink]
    theme: str = "light"
    legend: bool = True
    show_weak: bool = True
    top: int = 5
    whole: Whole = field(default_factory=Whole)
    remarks: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)
    live: bool = False
    changes: Mapping[str, str] = field(default_factory=dict)

    def is_marked(self, name: str) -> bool:
        """Whether an element is drawn as a weak link: one of the first by rank; by structure where none has a rank."""
        link = self.weak.get(name)
        if link is None or not self.show_weak:
            return False
        return link.rank <= self.top if link.rank is not None else not self.whole.assessments

    def flow(self, name: str) -> float | None:
        """How often an element (or all of a stack) stands, in [0, 1]; None where that is not known."""
        block = self.scene.stacks.get(name)
        members = [member for member, _, _ in block.members] if block else [name]
        chances = [self.whole.chances.get(member) for member in members]
        known = [chance for chance in chances if chance is not None]
        return math.prod(known) if len(known) == len(members) else None
