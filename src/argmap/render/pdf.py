"""PDF, one page of the picture's size, with text that can be selected."""

from __future__ import annotations

from argmap.render.svg import Picture
from argmap.render.typeset import typeset


def render_pdf(picture: Picture) -> bytes:
    """The picture as PDF. Raises `ImageError` where the `image` extra is missing, or a font for a character."""
    return typeset(picture, "pdf")
