"""The ends of lines as paths of their own: a picture among others has no marker that another one could hide."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from argmap.layout.placement import Point
from argmap.layout.scene import LinkStyle
from argmap.render.shapes import number

SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "arrow": "M-10.4 -4.6.5 0-10.4 4.6z",
        "cross": "M-9.1-5.2 1.3 5.2M1.3-5.2-9.1 5.2",
        "bar": "M-1.7-7V7",
        "dot": "M-5.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z",
        "diamond": "M-9.9 0-4.4-4.4 1.1 0-4.4 4.4z",
        "ring": "M-6.8 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z",
    }
)
"""The shapes as SVG path data, for a line that runs to the right and ends at the origin."""

ENDINGS: Mapping[LinkStyle, str] = MappingProxyType(
    {
        LinkStyle.SUPPORT: "arrow",
        LinkStyle.ATTACK: "cross",
        LinkStyle.UNDERCUT: "bar",
        LinkStyle.NOTE: "dot",
        LinkStyle.DISPUTE: "diamond",
        LinkStyle.WARRANT: "ring",
        LinkStyle.RIVAL: "cross",
        LinkStyle.DISCHARGE: "ring",
    }
)
"""The name of the shape at the end of each style of line that has one."""


def placed_at_end(route: Sequence[Point]) -> str:
    """The SVG transform that puts a shape at the end of a curve, along the curve."""
    x, y = route[-1]
    u, v = next((point for point in reversed(route) if math.dist(point, (x, y)) > _SAME), (x - 1, y))
    return f"translate({number(x)} {number(y)})rotate({number(math.degrees(math.atan2(y - v, x - u)))})"


_SAME = 0.5
"""Points closer than this, in px, give no direction."""
