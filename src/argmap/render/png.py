"""The picture as PNG, at twice the size of the SVG."""

from __future__ import annotations

from argmap.render.svg import Picture
from argmap.render.typeset import typeset


def render_png(picture: Picture) -> bytes:
    """The picture as PNG. Raises `ImageError` if the `image` extra or a font is missing."""
    return typeset(picture, "png")
