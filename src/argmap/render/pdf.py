"""PDF, one page of the picture's size, with text that can be selected."""

from __future__ import annotations

from argmap.render.drawing import Drawing
from argmap.render.typeset import typeset


def render_pdf(drawing: Drawing) -> bytes:
    """The drawing as PDF. Raises `ImageError` where the `image` extra is missing, or a font for a character."""
    return typeset(drawing, "pdf")
