"""Rendering an analysis and its placement as SVG, HTML, DOT, JSON, plain text, PNG or PDF."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Format(StrEnum):
    """The output formats of a picture."""

    SVG = "svg"
    HTML = "html"
    DOT = "dot"
    JSON = "json"
    TEXT = "text"
    PNG = "png"
    PDF = "pdf"


PICTURES = frozenset({Format.SVG, Format.HTML, Format.PNG, Format.PDF})
"""What people look at; the others are for programs, or in words."""

RENDERERS: Mapping[Format, tuple[str, str]] = MappingProxyType(
    {
        Format.SVG: ("argmap.render.svg", "render_svg"),
        Format.HTML: ("argmap.render.html", "render_html"),
        Format.DOT: ("argmap.render.dot", "render_dot"),
        Format.JSON: ("argmap.render.json", "render_json"),
        Format.TEXT: ("argmap.render.text", "render_text"),
        Format.PNG: ("argmap.render.png", "render_png"),
        Format.PDF: ("argmap.render.pdf", "render_pdf"),
    }
)
"""The module and function of each format, imported only when needed because some need an extra."""
