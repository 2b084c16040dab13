"""PNG, at twice the size of the SVG."""

from __future__ import annotations

from argmap.render.drawing import Drawing
from argmap.render.typeset import typeset


def render_png(drawing: Drawing) -> bytes:
    """The drawing as PNG. Raises `ImageError` where the `image` extra is missing, or a font for a character."""
    return typeset(drawing, "png")
