"""Reports as lists of blocks, written as Markdown or as one HTML file: reviews, diffs, worksheets and marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

import jinja2
from markupsafe import Markup

from argmap.model import is_rtl_language
from argmap.render.embed import policy_hash
from argmap.report.markdown import escaped
from argmap.source import visible


class Words(NamedTuple):
    """A piece of text; `mark` says whether it was inserted (`ins`), deleted (`del`) or is emphasised (`strong`)."""

    text: str
    mark: str = ""


Rich = str | Sequence[Words]
"""A text: a plain string, or a sequence of marked pieces."""


class Heading(NamedTuple):
    """A heading; level 1 is the report's title."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """A paragraph."""

    text: Rich


class Table(NamedTuple):
    """A table with a header row."""

    head: Sequence[str]
    rows: Sequence[Sequence[Rich]]


class Item(NamedTuple):
    """An item of a list: its text, its depth from 0, and whether it has a box to tick."""

    text: Rich
    depth: int = 0
    box: bool = False


class Bullets(NamedTuple):
    """A list, nested by depth. With a `size` (10 to 13 points), it is printed in two columns of that font size."""

    items: Sequence[Item]
    size: int = 0


class Picture(NamedTuple):
    """An SVG drawn by argmap, with alternative text."""

    svg: str
    words: str


class Lines(NamedTuple):
    """Lines to write on, 8 mm apart: three, or on a `Page` as many as fill it together with others."""


class Room(NamedTuple):
    """Lines to write on below a heading, in what is left of a `Page`; nothing if nothing is left."""

    heading: str


class Page(NamedTuple):
    """Blocks that begin on a new page and, in print, fill so many pages. Lines among them fill what is left."""

    blocks: Sequence[Block]
    number: int = 1


class Folded(NamedTuple):
    """Blocks that are folded away under a summary, until a reader opens them; in print they are open."""

    summary: str
    blocks: Sequence[Block]


class Paper(StrEnum):
    """The paper to print on."""

    A4 = "a4"
    LETTER = "letter"


class SheetFormat(StrEnum):
    """The formats of a sheet."""

    HTML = "html"
    MARKDOWN = "markdown"


ENDINGS = MappingProxyType({SheetFormat.HTML: "html", SheetFormat.MARKDOWN: "md"})
"""The file extension of each format."""

Block = Heading | Paragraph | Table | Bullets | Lines | Room | Picture | Page | Folded


def format_sheet(title: str, language: str, blocks: Sequence[Block], form: SheetFormat) -> str:
    """The report in a format."""
    return sheet_html(title, language, blocks) if form is SheetFormat.HTML else sheet_markdown(blocks)


def sheet_markdown(blocks: Sequence[Block]) -> str:
    """The report as Markdown; pictures are left out."""
    parts = []
    for block in blocks:
        match block:
            case Heading(text, level):
                parts.append(f"{'#' * level} {escaped(text)}")
            case Paragraph(text):
                parts.append(_markdown(text))
            case Table(head, rows):
                lines = [f"| {' | '.join(escaped(cell) for cell in head)} |", f"|{' --- |' * len(head)}"]
                lines += [f"| {' | '.join(_markdown(cell) for cell in row)} |" for row in rows]
                parts.append("\n".join(lines))
            case Bullets(items, _):
                lines = [f"{'  ' * item.depth}- {'[ ] ' if item.box else ''}{_markdown(item.text)}" for item in items]
                parts.append("\n".join(lines))
            case Folded(summary, inside):
                parts.append(
                    f"<details>\n<summary>{escaped(summary)}</summary>\n\n{sheet_markdown(inside)}\n</details>"
                )
            case Lines():
                parts.append("\\_" * 60)
            case Page(inside, _):
                parts.append(sheet_markdown(inside).rstrip("\n"))
            case Picture() | Room():
                pass
    return "\n\n".join(parts) + "\n"


_MARKS = {"ins": ("**", "**"), "del": ("~~", "~~"), "strong": ("**", "**")}


def _markdown(text: Rich) -> str:
    if isinstance(text, str):
        return escaped(text)
    pieces = []
    for piece in text:
        before, after = _MARKS.get(piece.mark, ("", ""))
        pieces.append(f"{before}{escaped(piece.text)}{after}" if piece.text.strip() else piece.text)
    return " ".join(pieces)


def plain(text: Rich) -> str:
    """The text without emphasis; deletions and insertions are shown as `[-old-]` and `{+new+}`."""
    if isinstance(text, str):
        return text
    signs = {"ins": ("{+", "+}"), "del": ("[-", "-]")}
    return " ".join(
        f"{signs[piece.mark][0]}{piece.text}{signs[piece.mark][1]}" if piece.mark in signs else piece.text
        for piece in text
    )


_HEIGHTS = {Paper.A4: 297, Paper.LETTER: 279.4}  # millimetres


def sheet_html(title: str, language: str, blocks: Sequence[Block], paper: Paper = Paper.A4) -> str:
    """The report as one HTML file that runs no scripts and loads nothing from the network; it prints on `paper`."""
    folder = files("argmap.report").joinpath("templates")
    style = folder.joinpath("sheet.css").read_text("utf-8")
    style = style.replace("size: A4", f"size: {paper}").replace("--page: 297mm", f"--page: {_HEIGHTS[paper]}mm")
    environment = jinja2.Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: visible(value) if type(value) is str else value,  # not what is markup already
    )
    template = environment.from_string(folder.joinpath("sheet.html").read_text("utf-8"))
    styles = {style: None}
    shown = list(_shown(blocks, styles))
    return template.render(
        title=title,
        language=language,
        direction="rtl" if is_rtl_language(language) else "ltr",
        blocks=shown,
        styles=[Markup(style) for style in styles],  # noqa: S704 - our own files
        hashes=" ".join(policy_hash(style) for style in styles),
        pieces=lambda text: [Words(text)] if isinstance(text, str) else text,
    )


def _shown(blocks: Sequence[Block], styles: dict[str, None]) -> Iterator[tuple[str, Block, object]]:
    """Each block with its name and, of a picture, its markup, or of what is folded, its blocks. Adds to `styles`."""
    for block in blocks:
        inside: object = None
        if isinstance(block, Picture):
            opening, _, rest = block.svg.partition("<style>")
            picture_style, _, body = rest.partition("</style>")
            styles[picture_style] = None
            # It contains links to passages, which screen readers would not offer inside an image.
            inside = Markup(opening.replace('role="img"', 'role="group"') + body)  # noqa: S704 - our own SVG, which escapes
        elif isinstance(block, Folded | Page):
            inside = list(_shown(block.blocks, styles))
        yield type(block).__name__.lower(), block, inside
