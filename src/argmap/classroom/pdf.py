"""Sheets as PDF, typeset by typst with fonts for every script. Needs the `image` extra."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from argmap.render.fonts import ImageError, fonts_for
from argmap.report.sheet import (
    Block,
    Bullets,
    Folded,
    Heading,
    Lines,
    Page,
    Paper,
    Paragraph,
    Picture,
    Rich,
    Room,
    Table,
    plain,
)
from argmap.source import shortened


def sheet_pdf(title: str, blocks: Sequence[Block], picture: bytes = b"", paper: Paper = Paper.A4) -> bytes:
    """The sheet as PDF on `paper`; `picture` is its picture as PNG.

    Raises `ImageError` if the `image` extra is not installed or no font has one of the characters.
    """
    try:
        import typst  # noqa: PLC0415 - part of the `image` extra
    except ImportError:
        raise ImageError('PDF needs the image extra: pip install "argmap[image]"') from None
    with tempfile.TemporaryDirectory() as folder:
        if picture:
            Path(folder, "picture.png").write_bytes(picture)
        contents = [_block_data(block) for block in blocks]
        text = json.dumps(contents, ensure_ascii=False)
        fonts = fonts_for("".join(set(text)) + title)
        data = {
            "title": title,
            "fonts": list(dict.fromkeys(fonts.families)),
            "blocks": contents,
            "paper": {Paper.A4: "a4", Paper.LETTER: "us-letter"}[paper],
        }
        Path(folder, "data.json").write_text(json.dumps(data), encoding="utf-8")
        page = Path(folder, "sheet.typ")
        page.write_text(files("argmap.classroom").joinpath("templates/sheet.typ").read_text("utf-8"), encoding="utf-8")
        try:
            made = typst.compile(
                str(page),
                font_paths=[str(path) for path in dict.fromkeys(path.parent for path in fonts.paths)],
                ignore_system_fonts=True,
            )
        except RuntimeError as error:
            raise ImageError(f"the PDF cannot be made: {shortened(str(error), 300)}") from None
    return bytes(made)


def _block_data(block: Block) -> dict[str, Any]:
    """A block as the typst template takes it."""
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(text):
            return {"kind": "paragraph", "text": _pieces(text)}
        case Table(head, rows):
            return {"kind": "table", "head": list(head), "rows": [[plain(cell) for cell in row] for row in rows]}
        case Bullets(items, size):
            entries = [[_pieces(item.text), item.depth, item.box] for item in items]
            return {"kind": "list", "items": entries, "size": size}
        case Lines():
            return {"kind": "lines"}
        case Room(heading):
            return {"kind": "room", "text": heading}
        case Page(inside, _):
            return {"kind": "page", "blocks": [_block_data(one) for one in inside]}
        case Picture():
            return {"kind": "picture", "path": "picture.png"}
        case Folded(summary, inside):
            return {"kind": "folded", "text": summary, "blocks": [_block_data(one) for one in inside]}


def _pieces(text: Rich) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is emphasised."""
    if isinstance(text, str):
        return [(text, False)]
    return [(piece.text, piece.mark == "strong") for piece in text]
