"""PDF by way of typst, one page of the picture's size, with text that can be selected."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from argmap.render.drawing import Drawing
from argmap.render.fonts import ImageError, fonts_for
from argmap.render.png import drawn_text, needs_extra
from argmap.render.svg import render_svg

_POINTS = 0.75  # points a CSS pixel
MAX_SIDE = 14_400
"""The longest side of a PDF page in points (ISO 32000-1, annex C)."""


def render_pdf(drawing: Drawing) -> bytes:
    """The drawing as PDF. Raises `ImageError` where the `image` extra is missing, or a font for a character."""
    try:
        import typst  # noqa: PLC0415 - part of the `image` extra
    except ImportError:
        raise needs_extra("PDF") from None
    svg = render_svg(drawing).replace("font-family: Arial,", "font-family: 'Noto Sans', Arial,", 1)
    fonts = fonts_for(drawn_text(svg))
    width, height = (
        float(side) * _POINTS for side in re.findall(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', svg)[0]
    )
    scale = min(1.0, MAX_SIDE / max(width, height))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "picture.svg").write_text(svg, encoding="utf-8")
        page = Path(folder, "page.typ")
        # json.dumps gives a string literal that typst reads as it stands.
        page.write_text(
            f"#set document(title: {json.dumps(drawing.title, ensure_ascii=False)})\n"
            f"#set page(width: {width * scale:.2f}pt, height: {height * scale:.2f}pt, margin: 0pt)\n"
            f'#image("picture.svg", width: 100%, alt: {json.dumps(drawing.title, ensure_ascii=False)})\n',
            encoding="utf-8",
        )
        try:
            return bytes(
                typst.compile(str(page), font_paths=[str(path.parent) for path in fonts], ignore_system_fonts=True)
            )
        except RuntimeError as error:
            raise ImageError(f"the PDF cannot be made: {error}") from None
