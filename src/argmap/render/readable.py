"""Pictures of a part of a map that can be read on a screen as they are."""

from __future__ import annotations

from collections.abc import Collection

from argmap.analysis import Analysis
from argmap.layout.changes import Changes
from argmap.layout.engine import Engine
from argmap.layout.place import sideways
from argmap.layout.scene import NOTE_TEXT
from argmap.model import is_rtl_language
from argmap.render.drawing import Drawing, lay_out_part
from argmap.render.svg import MARGIN
from argmap.settings import Direction

SCREEN = 1232.0
"""The width, in px, that a page leaves for pictures on a screen of 1280 px."""
MAX_WIDTH = SCREEN * NOTE_TEXT / (8 / 0.75)
"""The widest picture, in px, of which the text of the boxes has 8 points or more on such a screen."""
MAX_HEIGHT = MAX_WIDTH * 1.5
"""The highest picture, in px, if that can be avoided."""


def lay_out_readably(
    analysis: Analysis, shown: Collection[str], engine: Engine, changes: Changes | None = None
) -> Drawing:
    """Lay out some elements in a direction in which the picture fits, or else in the one in which it is narrowest."""
    onward = sideways(mirrored=is_rtl_language(analysis.map.map.language))
    tried = []
    for direction in (analysis.settings.direction, Direction.UP, onward):
        tried.append(lay_out_part(analysis, shown, direction, engine, changes))
        if fits(tried[-1]):
            return tried[-1]
    return min(tried, key=lambda drawing: (max(_size(drawing)[0], MAX_WIDTH), _size(drawing)[1]))


def fits(drawing: Drawing) -> bool:
    """Whether a picture can be read on a screen as it is."""
    width, height = _size(drawing)
    return width <= MAX_WIDTH and height <= MAX_HEIGHT


def _size(drawing: Drawing) -> tuple[float, float]:
    """The width and the height of what is placed, in px, with the space around it."""
    return drawing.placement.width + 2 * MARGIN, drawing.placement.height + 2 * MARGIN
