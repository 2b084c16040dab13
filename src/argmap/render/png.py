"""PNG by way of resvg, at twice the size of the SVG, with fonts that are checked to have every character."""

from __future__ import annotations

import re
from html import unescape

from argmap.render.drawing import Drawing
from argmap.render.fonts import ImageError, fonts_for
from argmap.render.svg import render_svg

SCALE = 2.0
MAX_SIDE = 16_000
"""The longest side in pixels; a larger picture is made at a smaller scale."""

_TEXTS = re.compile(r"<text[^>]*>([^<]*)</text>")


def render_png(drawing: Drawing) -> bytes:
    """The drawing as PNG. Raises `ImageError` where the `image` extra is missing, or a font for a character."""
    try:
        import resvg_py  # noqa: PLC0415 - part of the `image` extra
    except ImportError:
        raise needs_extra("PNG") from None
    svg = render_svg(drawing)
    paths = [str(path) for path in fonts_for(drawn_text(svg))]
    longest = max(float(side) for side in re.findall(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', svg)[0])
    try:
        made = resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=min(SCALE, MAX_SIDE / longest),
            skip_system_fonts=True,
            font_files=paths,
            font_family="Noto Sans",
            sans_serif_family="Noto Sans",
        )
    except ValueError as error:
        raise ImageError(f"the PNG cannot be made: {error}") from None
    return bytes(made)


def drawn_text(svg: str) -> str:
    """All characters that an SVG of ours draws, each once, in order."""
    return "".join(sorted(set(unescape("".join(_TEXTS.findall(svg))))))


def needs_extra(what: str) -> ImageError:
    """The error for a missing `image` extra."""
    return ImageError(f'{what} needs an extra: pip install "argmap[image]"')
