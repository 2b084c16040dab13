"""The picture as PDF: one page of its size, with text that can be selected."""

from __future__ import annotations

from argmap.render.svg import Picture
from argmap.render.typeset import typeset


def render_pdf(picture: Picture) -> bytes:
    """The picture as PDF. Raises `ImageError` if the `image` extra or a font is missing."""
    return typeset(picture, "pdf")
