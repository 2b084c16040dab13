"""Typesetting a picture as PNG or PDF with typst: shapes from the SVG, each line of text at its place.

SVG rasterizers switch fonts for whole lines and lose glyphs where joined scripts or emoji meet other text (resvg shows
missing glyphs and drops words). typst shapes each run of text, falls back to other fonts and orders right-to-left text,
so it sets the lines, and the SVG provides the rest.
"""

from __future__ import annotations

import json
import re
import tempfile
import xml.etree.ElementTree as ET
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from argmap.model import Kind
from argmap.render.fonts import ImageError, fonts_for
from argmap.render.svg import Picture, is_rtl
from argmap.render.theme import Theme, theme_of
from argmap.source import shortened

POINTS = 0.75
"""Points per CSS pixel."""
MAX_SIDE = 14_400.0
"""The longest side of a PDF page in points (ISO 32000-1, annex C); larger pictures are scaled down."""
MAX_PIXELS = 16_000.0
"""The longest side of a PNG in pixels."""
_PPI = 192.0  # two pixels per CSS pixel
_SVG = "{http://www.w3.org/2000/svg}"
_TRANSLATE = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")


def typeset(picture: Picture, suffix: Literal["png", "pdf"]) -> bytes:
    """The picture as PNG or PDF. Raises `ImageError` if the `image` extra or a font is missing."""
    try:
        import typst  # noqa: PLC0415 - part of the `image` extra
    except ImportError:
        raise ImageError('PNG and PDF need the image extra: pip install "argmap[image]"') from None
    root = ET.fromstring(picture.svg)  # noqa: S314 - made by our own template, without entities
    lines = _take_lines(root, "", theme_of(picture.drawing.settings.theme), (0.0, 0.0))
    fonts = fonts_for("".join(str(line["text"]) for line in lines))
    width, height = float(root.attrib["width"]) * POINTS, float(root.attrib["height"]) * POINTS
    zoom = min(1.0, MAX_SIDE / max(width, height))
    data = {
        "width": width,
        "height": height,
        "zoom": zoom,
        "title": picture.drawing.title,
        "fonts": list(dict.fromkeys(fonts.families)),
        "lines": lines,
    }
    ET.register_namespace("", _SVG[1:-1])
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "shapes.svg").write_bytes(ET.tostring(root))
        Path(folder, "data.json").write_text(json.dumps(data), encoding="utf-8")
        page = Path(folder, "page.typ")
        page.write_text(files("argmap.render").joinpath("templates/page.typ").read_text("utf-8"), encoding="utf-8")
        try:
            made = typst.compile(
                str(page),
                format=suffix,
                ppi=min(_PPI, MAX_PIXELS / (max(width, height) * zoom) * 72),
                font_paths=[str(path) for path in dict.fromkeys(path.parent for path in fonts.paths)],
                ignore_system_fonts=True,
            )
        except RuntimeError as error:
            raise ImageError(f"the {suffix.upper()} cannot be made: {shortened(str(error), 300)}") from None
    return bytes(made)


def _take_lines(parent: ET.Element, classes: str, theme: Theme, origin: tuple[float, float]) -> list[dict[str, Any]]:
    """Remove the lines of text from one of our SVGs and return them, styled by their classes and those around them."""
    lines = []
    around = f"{classes} {parent.get('class', '')}"
    moved = _TRANSLATE.match(parent.get("transform", ""))
    if moved:
        origin = (origin[0] + float(moved[1]), origin[1] + float(moved[2]))
    for child in list(parent):
        if child.tag == f"{_SVG}text":
            parent.remove(child)
            line = _line(child, f"{around} {child.get('class', '')}".split(), theme)
            line["x"] += origin[0] * POINTS
            line["y"] += origin[1] * POINTS
            lines.append(line)
        else:
            lines += _take_lines(child, around, theme, origin)
    return lines


def _line(text: ET.Element, classes: list[str], theme: Theme) -> dict[str, Any]:
    words = (text.text or "").replace("\u200f", "")
    size, fill = 13.0, theme.ink
    for name, its_size in (("title", 21.0), ("source", 12.0), ("label", 10.5), ("cell", 11.0)):
        size = its_size if name in classes else size
    size = 11.0 if "pill" in classes and "label" in classes else size
    size = 11.5 if "legend" in classes and "source" in classes else size
    size = 11.0 if "stub" in classes else size
    size = 9.0 if "finding" in classes else 9.5 if "mark" in classes else 10.0 if "badge" in classes else size
    if "label" in classes:
        fill = next((paint.line for kind, paint in theme.kinds.items() if kind.value in classes), fill)
    fill = theme.quiet if {"source", "stub"} & set(classes) else theme.weak if "none" in classes else fill
    if "badge" in classes:
        fill = theme.kinds[Kind.CONCLUSION].fill if "standing" in classes else theme.on_weak
    centred = bool({"mark", "badge", "finding"} & set(classes))
    return {
        "text": words,
        "x": float(text.attrib["x"]) * POINTS,
        "y": float(text.attrib["y"]) * POINTS,
        "size": size * POINTS,
        "fill": fill,
        "bold": bool({"title", "name", "mark", "badge", "finding"} & set(classes)),
        "italic": "none" in classes,
        "anchor": "middle" if centred else text.get("text-anchor", "start"),
        "length": float(text.get("textLength", 0)) * POINTS,
        "rtl": is_rtl(words),
    }
