"""The picture as SVG: each element is a group with its id, title and description (template `picture.svg`)."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

from argmap.describe import source_line
from argmap.findings import Severity
from argmap.layout.metrics import is_exact, text_width, wrap
from argmap.layout.placement import Point
from argmap.layout.regions import INSET
from argmap.layout.scene import (
    CELL_TEXT,
    FOLD,
    HEADER,
    LABEL,
    LINE,
    NOTE_LINE,
    NOTE_TEXT,
    PAD,
    STUB_HEIGHT,
    STUB_TEXT,
    TEXT,
    Link,
    LinkStyle,
    Node,
    Region,
    Stack,
    Table,
    box,
    stub_width,
)
from argmap.model import Kind
from argmap.render.drawing import CHANGES, Drawing
from argmap.render.endings import ENDINGS, SHAPES, placed_at_end
from argmap.render.legend import SIGN, legend_rows
from argmap.render.shapes import ICONS, number, outline, path
from argmap.render.tags import TAG_HEIGHT, place_tags, tag_width
from argmap.render.theme import Theme, theme_of
from argmap.source import visible
from argmap.standing.sentence import in_brief

FONTS = "Arial, 'Liberation Sans', Helvetica, 'Noto Sans', 'DejaVu Sans', sans-serif"
MARGIN = 18.0
"""The space around what is placed, in px."""
_TITLE = 21.0
_MIN_WIDTH = 560.0


class TextLine(NamedTuple):
    """A line of text at its place; `length` is its exact width, empty if that is not known."""

    x: str
    y: str
    text: str
    length: str = ""
    rtl: bool = False
    css: str = ""


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawing as SVG: the template's context and the document, each made once for all formats.

    Every id begins with the `prefix`, so that several pictures can be in one document.
    """

    drawing: Drawing
    prefix: str = ""

    @cached_property
    def context(self) -> dict[str, Any]:
        """The context for the template, without colours."""
        return _picture_context(self.drawing, self.prefix)

    @cached_property
    def svg(self) -> str:
        """The drawing as a standalone SVG 1.1 document, byte for byte the same on every machine."""
        return self.in_theme(theme_of(self.drawing.settings.theme))

    def in_theme(self, theme: Theme, **changes: object) -> str:
        """The document in the colours of a theme; `changes` replace parts of the context."""
        context = {**self.context, "theme": theme, "kinds": theme.kinds, **changes}
        style = environment().get_template("picture.css").render(context)
        # A page holds one picture, and its own styles build on those of the picture.
        scope = "" if context["paged"] else f"argmap-{hashlib.sha256(style.encode()).hexdigest()[:8]}"
        context |= {"style": scoped(style, scope), "scope": scope or "argmap"}
        return environment().get_template("picture.svg").render(context)


def scoped(style: str, scope: str) -> str:
    """A style sheet, a rule per line, for the inside of elements of the class `scope` alone; `&` is such an element.

    The style of an SVG that is part of a document holds for the whole document. An empty scope stands for a document
    with one picture.
    """

    def prefixed(rule: re.Match[str]) -> str:
        selectors = (selector.strip() for selector in rule[1].split(","))
        return ", ".join(_scoped(selector, scope) for selector in selectors) + " {"

    return re.sub(r"^([^{}\n]+?) \{", prefixed, style, flags=re.MULTILINE)


def _scoped(selector: str, scope: str) -> str:
    if not scope:
        return selector.removeprefix("&") or ".argmap"
    return f".{scope}{selector[1:]}" if selector.startswith("&") else f".{scope} {selector}"


def render_svg(picture: Picture) -> str:
    """The picture as a standalone SVG 1.1 document."""
    return picture.svg


@cache
def environment() -> jinja2.Environment:
    """The Jinja environment of the templates, with escaping on."""
    folder = Path(__file__).with_name("templates")
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        bytecode_cache=_bytecode_cache(folder / "__pycache__"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def _bytecode_cache(folder: Path) -> jinja2.BytecodeCache | None:
    """A cache of compiled templates next to them, which saves 13 ms per run; None if the folder is not writable."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def _picture_context(drawing: Drawing, prefix: str) -> dict[str, Any]:
    """The context for the template: plain numbers and texts, with places in px."""
    placement = drawing.placement
    width = max(placement.width + 2 * MARGIN, _MIN_WIDTH)
    titles = wrap(drawing.title, width - 2 * MARGIN, _TITLE, max_lines=3, bold=True)
    source = source_line(drawing.graph.map)
    sources = wrap(source, width - 2 * MARGIN, 12, max_lines=3) if source else []
    sources += [line for text in drawing.lines for line in wrap(visible(text), width - 2 * MARGIN, 12)]
    top = MARGIN + 26 * len(titles) + 17 * len(sources) + 8
    left = (width - placement.width) / 2
    legend = legend_rows(drawing, width - 2 * MARGIN) if drawing.settings.legend else []
    bottom = top + placement.height
    height = bottom + (24 * len(legend) + 12 if legend else 0) + MARGIN / 2
    header = [_line(MARGIN, MARGIN + 18 + 26 * row, text, _TITLE, "title") for row, text in enumerate(titles)]
    under = MARGIN + 26 * len(titles)
    header += [_line(MARGIN, under + 12 + 17 * row, text, 12, "source") for row, text in enumerate(sources)]
    return {
        "paged": False,
        "prefix": prefix,
        "compared": drawing.is_comparison,
        "fonts": FONTS,
        "width": number(width),
        "height": number(height),
        "origin": (left, top),
        "language": drawing.graph.map.map.language,
        "title": drawing.title,
        "summary": _summary(drawing),
        "header": header,
        "icons": ICONS,
        "links": list(_links(drawing, left, top, prefix)),
        "tags": [_tag(text, x + left, y + top) for text, (x, y) in place_tags(drawing.scene, drawing.placement)],
        "regions": list(_regions(drawing, left, top, prefix)),
        "blocks": [
            frame_of(block, (placement.boxes[block.id][0] + left, placement.boxes[block.id][1] + top))
            for block in drawing.scene.stacks.values()
        ],
        "nodes": [
            _node(drawing, drawing.scene.nodes[element_id], (x + left, y + top), prefix)
            for element_id, (x, y) in placement.corners(drawing.scene).items()
        ],
        "legend": _placed_legend(legend, bottom + 8),
    }


def page_nodes(drawing: Drawing, origin: Point) -> Iterator[dict[str, Any]]:
    """All elements that a page can show; those that are folded are `away`. `origin` is where what is placed begins."""
    placed = drawing.placement.corners(drawing.scene)
    for element_id, node in drawing.whole.nodes.items():
        x, y = placed.get(element_id, (0.0, 0.0))
        yield {**_node(drawing, node, (x + origin[0], y + origin[1]), ""), "away": element_id not in placed}


def _summary(drawing: Drawing) -> str:
    counts: dict[Kind, int] = {}
    for node in drawing.scene.nodes.values():
        counts[node.kind] = counts.get(node.kind, 0) + 1
    parts = [f"{count} {kind.noun if count == 1 else kind.nouns}" for kind, count in counts.items()]
    return " ".join([f"An argument map with {', '.join(parts)}.", *drawing.lines])


def _line(x: float, y: float, text: str, size: float, css: str = "") -> TextLine:
    """A line of text that starts at (x, y), or ends there if it runs right to left."""
    rtl = is_rtl(text)
    length = "" if rtl else _length(text, size, bold=css in _BOLD)
    if rtl:  # marks at both ends keep punctuation in place even if `direction` is not supported
        text = f"\u200f{text}\u200f"
    return TextLine(number(x), number(y), text, length, rtl, css)


_BOLD = frozenset({"name", "title"})


def _length(text: str, size: float, *, bold: bool) -> str:
    """The length to which a line is set, whatever font the reader has; empty if that is not known."""
    return number(text_width(text, size, bold=bold)) if len(text) > 1 and is_exact(text) else ""


def _centred(x: float, y: float, text: str, size: float) -> TextLine:
    """A bold line of text with its middle at x."""
    return TextLine(number(x), number(y), text, _length(text, size, bold=True))


def is_rtl(text: str) -> bool:
    """Whether a text runs right to left, by its first strong character (Unicode Bidirectional Algorithm, P2)."""
    if text.isascii():
        return False
    for char in text:
        strong = unicodedata.bidirectional(char)
        if strong in {"L", "R", "AL"}:
            return strong != "L"
    return False


def _links(drawing: Drawing, left: float, top: float, prefix: str) -> Iterator[dict[str, Any]]:
    for place, (link, route) in enumerate(zip(drawing.scene.links, drawing.placement.routes, strict=True)):
        if not route:
            continue
        points = [f"{number(x + left)} {number(y + top)}" for x, y in route]
        weak = link.style in _CARRIES and _is_weak(drawing, link.start)
        yield {
            "css": f"link {link.style.value}{' weak' if weak else ''}{f' {link.status}' if link.status else ''}",
            "d": f"M{points[0]}C{' '.join(points[1:])}",
            "width": number(link_width(drawing, link)),
            "ending": _ending(link.style, route, left, top, " weak" if weak else ""),
            "start": prefix + link.start,
            "end": prefix + link.end,
            "title": f"{link.status}: {link.start} to {link.end}" if link.status else "",
            "number": place,
        }


_CARRIES = frozenset({LinkStyle.PREMISE, LinkStyle.SUPPORT, LinkStyle.WARRANT, LinkStyle.ATTACK, LinkStyle.UNDERCUT})
_THIN, _WIDE = 0.9, 4.6


def _is_weak(drawing: Drawing, unit: str) -> bool:
    return any(drawing.is_marked(element_id) for element_id in drawing.scene.members(unit))


def link_width(drawing: Drawing, link: Link) -> float:
    """The width of a line in px: it grows with how often its start stands, if that is known."""
    flow = drawing.flow(link.start) if link.style in _CARRIES else None
    return _PLAIN_WIDTHS.get(link.style, 1.5) if flow is None else _THIN + (_WIDE - _THIN) * flow


_PLAIN_WIDTHS = {LinkStyle.SUPPORT: 2.2, LinkStyle.ATTACK: 1.9, LinkStyle.UNDERCUT: 1.9, LinkStyle.NOTE: 2.0}


def _ending(style: LinkStyle, route: Sequence[Point], left: float, top: float, css: str = "") -> dict[str, str] | None:
    """The shape at the end of a line that is drawn moved by (left, top); None if it has none."""
    shape = ENDINGS.get(style)
    if shape is None:
        return None
    moved = [(x + left, y + top) for x, y in route]
    return {"css": f"{shape}{css}", "d": SHAPES[shape], "at": placed_at_end(moved)}


def _regions(drawing: Drawing, left: float, top: float, prefix: str) -> Iterator[dict[str, Any]]:
    """The frames of groups, each with its title."""
    analysis = drawing.analysis
    for region in drawing.scene.regions:
        rectangles = drawing.placement.regions.get(region.id, ())
        yield {
            "id": prefix + region.id,
            "element": region.id,
            "name": analysis.headline(region.id),
            "facts": described(drawing, region.id),
            "frames": [outline(Kind.GROUP, x + left, y + top, width, height) for x, y, width, height in rectangles],
            "lines": [
                _line(
                    x + left + (width - INSET if is_rtl(text) else INSET), y + top + 17 + LINE * row, text, TEXT, "name"
                )
                for x, y, width, _ in rectangles
                for row, text in enumerate(region.lines)
            ],
            "grounds": [
                {
                    "x": number(x + left + (width - INSET - region.width if is_rtl(region.lines[0]) else INSET)),
                    "y": number(y + top + INSET / 2),
                    "width": number(region.width),
                    "height": number(region.height),
                }
                for x, y, width, _ in rectangles
            ],
        }


def folded_group(drawing: Drawing, region: Region, words: str) -> dict[str, Any]:
    """The box that stands for a group in a page when it is folded: its name, and `words` on how much it holds."""
    found = drawing.graph.map.groups[region.id]
    name = visible(found.label or found.title)
    node = box(region.id, Kind.GROUP, Kind.GROUP.value, words, name=name)
    return {**_node(drawing, node, (0, 0), ""), "width": node.width, "height": node.height}


def described(drawing: Drawing, element_id: str) -> str:
    """All the facts about an element, a line each, and what differs from its old version."""
    facts = [f"{fact.label}: {fact.text}" for fact in drawing.analysis.facts(element_id)]
    return "\n".join([*facts, *(visible(note.text) for note in drawing.changes.notes.get(element_id, ()))])


def frame_of(block: Stack, corner: Point = (0.0, 0.0)) -> dict[str, Any]:
    """The frame around linked premises."""
    return {
        "id": block.id,
        "at": (number(corner[0]), number(corner[1])),
        "outline": outline(Kind.PREMISE, 0, 0, block.width, block.height),
    }


def _node(drawing: Drawing, node: Node, corner: Point, prefix: str) -> dict[str, Any]:
    x, y = 0.0, 0.0  # drawn at the origin of its group
    marked = drawing.is_marked(node.id)
    graph = drawing.graph
    quotes = getattr(graph.element(node.id), "quote", ())
    signs = len(node.marks) + bool(node.letter)
    url = next((found for quote in quotes if (found := drawing.analysis.passage_url(quote))), "")
    status = drawing.changes.elements.get(node.id)
    return {
        "id": prefix + node.id,
        "element": node.id,
        "at": (number(corner[0]), number(corner[1])),
        "css": f"{node.kind.value}{' pill' if node.is_pill else ''}{' weak' if marked else ''}"
        + (f" {status.value}" if status else ""),
        "name": drawing.analysis.headline(node.id) + (f" ({status.value})" if status else ""),
        "facts": described(drawing, node.id),
        "outline": outline(node.kind, x, y, node.width, node.height),
        "double": outline(node.kind, x - 3.5, y - 3.5, node.width + 7, node.height + 7)
        if node.kind is Kind.CONCLUSION
        else "",
        "icon": ICONS[node.kind],
        "kind": node.kind.value,
        "icon_at": (number(x + (9 if node.is_pill else PAD - 1)), number(y + (6 if node.is_pill else 6.5))),
        "label": _label(node, x, y),
        "lines": [*_text_lines(node, x, y), *_note_lines(node, x, y)],
        "table": _table(node.table, x + PAD, y) if node.table else None,
        "marks": _marks(node, x, y),
        "badge": _badge(x, y, f"weak {drawing.weak_links[node.id].rank}")
        if marked
        else _badge(0.0, 0.0, CHANGES[status])
        if status
        else None,
        "standing": _standing(drawing, node, x, y),
        "finding": _finding(drawing, node, x, y),
        "stub": _stub(node, x, y) if node.stub else None,
        "url": url,
        "quote_at": (number(x + node.width - 19 - 21 * signs), number(y + 7)) if url and not node.is_pill else None,
    }


def _label(node: Node, x: float, y: float) -> TextLine:
    if node.is_pill:
        return _line(x + 26, y + 16, node.label, LABEL + 0.5, "label")
    return _line(x + PAD + 16, y + 16.5, node.label.upper(), LABEL, "label")


def _text_lines(node: Node, x: float, y: float) -> list[TextLine]:
    lines = []
    for row, text in enumerate((*node.name, *node.lines)):
        line_y = y + HEADER + 13 + LINE * row
        css = "name" if row < len(node.name) else ""
        lines.append(_line(x + (node.width - PAD if is_rtl(text) else PAD), line_y, text, TEXT, css))
    return lines


def _note_lines(node: Node, x: float, y: float) -> list[TextLine]:
    """What the box says of an old version, at its foot."""
    foot = y + node.height - PAD - (FOLD if node.kind is Kind.CAUTION else 0)
    lines = []
    for row, (text, is_struck) in enumerate(node.notes):
        line_y = foot - NOTE_LINE * (len(node.notes) - row) + 11
        at = x + (node.width - PAD if is_rtl(text) else PAD)
        lines.append(_line(at, line_y, text, NOTE_TEXT, "said struck" if is_struck else "said"))
    return lines


def _marks(node: Node, x: float, y: float) -> list[dict[str, Any]]:
    """The letters of cautions and contested entries: on their own boxes, and on each element they apply to."""
    signs = [(node.kind, node.letter)] if node.letter else [(mark.kind, mark.letter) for mark in node.marks]
    right = x + node.width - (12 if node.is_pill else 8)
    marks = []
    for place, (kind, letter) in enumerate(reversed(signs)):
        cx = right - 9 - 21 * place
        cy = y + (12 if node.is_pill else 10.5)
        shape = (
            f"M{number(cx)} {number(cy - 8.5)}L{number(cx + 9)} {number(cy + 6.5)}H{number(cx - 9)}z"
            if kind is Kind.CAUTION
            else f"M{number(cx)} {number(cy - 8.5)}L{number(cx + 9)} {number(cy)}L{number(cx)} {number(cy + 8.5)}"
            f"L{number(cx - 9)} {number(cy)}z"
        )
        drop = 5 if kind is Kind.CAUTION else 3.3
        text = TextLine(number(cx), number(cy + drop), letter)
        marks.append({"css": kind.value, "shape": shape, "text": text})
    return marks


def _badge(x: float, y: float, text: str, *, at_end: bool = False) -> dict[str, Any]:
    """A badge on the upper edge of a box whose corner is at (x, y): the top left one or, if `at_end`, the top right."""
    wide = text_width(text, 10, bold=True) + 12
    left = x - 10 - wide if at_end else x + 10
    shape = outline(Kind.CLAIM, left, y - 8, wide, 12.5)
    return {"shape": shape, "text": _centred(left + wide / 2, y + 1.8, text, 10)}


def _standing(drawing: Drawing, node: Node, x: float, y: float) -> dict[str, Any] | None:
    """The badge with a conclusion's standing, or None if it has none."""
    found = drawing.analysis.assessments.get(node.id)
    if found is None:
        return None
    text = in_brief(found, drawing.analysis.trials(node.id))
    return _badge(x + node.width, y - 1, text, at_end=True)


def _finding(drawing: Drawing, node: Node, x: float, y: float) -> dict[str, Any] | None:
    """The tag with the codes of an element's errors and warnings, on the lower edge of its box; None without any."""
    codes = [
        finding.code
        for finding in drawing.analysis.element_findings.get(node.id, ())
        if finding.severity is not Severity.HINT
    ]
    if not codes:
        return None
    text = " ".join(codes[:2]) + (f" +{len(codes) - 2}" if len(codes) > 2 else "")  # noqa: PLR2004 - two fit any box
    return _foot_tag(node, x, y, text)


def _stub(node: Node, x: float, y: float) -> dict[str, Any]:
    """The tab below a box that says what is left out behind it."""
    return _tab(x, y + node.height + 2, node.stub)


def _tab(x: float, top: float, words: str) -> dict[str, Any]:
    shape = outline(Kind.PREMISE, x, top, stub_width(words), STUB_HEIGHT)
    sign = path("M", x + 7, top + 4, "v", 8, "l", 5, -4, "z")
    return {"shape": shape, "sign": sign, "text": _line(x + 17, top + 12, words, STUB_TEXT)}


def _foot_tag(node: Node, x: float, y: float, text: str) -> dict[str, Any]:
    """A tag on the lower edge of a box, at its right end."""
    wide = text_width(text, 9, bold=True) + 9
    right = x + node.width - (10 if node.kind is not Kind.CAUTION else 18)
    top = y + node.height - (3 if node.is_pill else 6)
    shape = outline(Kind.OBJECTION, right - wide, top, wide, 11.5)
    return {"shape": shape, "text": _centred(right - wide / 2, top + 9, text, 9)}


def _tag(text: str, x: float, y: float) -> dict[str, Any]:
    """A tag with its middle on a line, at (x, y)."""
    wide = tag_width(text)
    shape = outline(Kind.CLAIM, x - wide / 2, y - TAG_HEIGHT / 2, wide, TAG_HEIGHT)
    return {"shape": shape, "text": _centred(x, y + 3.5, text, 10)}


def _table(table: Table, x: float, y: float) -> dict[str, Any]:
    lines: list[TextLine] = []
    rules: list[str] = []
    empty: list[str] = []
    top = y + table.top
    width = table.heading_width + table.cell_width * len(table.columns)
    for column, texts in enumerate(table.columns):
        for row, text in enumerate(texts):
            at = x + table.heading_width + table.cell_width * column + 6
            lines.append(_line(at, top + 14 + LINE * row, text, TEXT, "heading"))
    down = top + table.head_height
    for tablerow in table.rows:
        rules.append(f"M{number(x)} {number(down)}h{number(width)}")
        for row, text in enumerate(tablerow.heading):
            lines.append(_line(x + 2, down + 15 + LINE * row, text, TEXT, "heading"))
        for column, (cell, gap) in enumerate(zip(tablerow.cells, tablerow.gaps, strict=True)):
            at = x + table.heading_width + table.cell_width * column
            if gap:
                empty.append(outline(Kind.PREMISE, at + 2, down + 2, table.cell_width - 4, tablerow.height - 4))
            for row, text in enumerate(cell):
                css = "cell none" if row >= len(cell) - gap else "cell"
                lines.append(_line(at + 6, down + 14 + (LINE - 2) * row, text, CELL_TEXT, css))
        down += tablerow.height
    for column in range(len(table.columns)):
        at = x + table.heading_width + table.cell_width * column
        rules.append(f"M{number(at)} {number(top)}V{number(down)}")
    return {"lines": lines, "rules": "".join(rules), "empty": "".join(empty)}


def _placed_legend(rows: list[list[dict[str, Any]]], top: float) -> list[dict[str, Any]]:
    return [
        _legend_entry(entry, MARGIN + entry["x"], top + 24 * row)
        for row, entries in enumerate(rows)
        for entry in entries
    ]


def _legend_entry(entry: dict[str, Any], x: float, y: float) -> dict[str, Any]:
    start = x + entry.get("sign", SIGN)
    drawn: dict[str, Any] = {"text": _line(start, y + 14, entry["text"], 11.5, "source"), "css": entry["css"]}
    drawn |= {"outline": "", "line": "", "widths": (), "finding": None, "stub": None}
    kind = entry.get("kind")
    if kind is not None:
        drawn["outline"] = outline(kind, x + 2, y + 1, 30, 18)
        drawn["icon"] = ICONS[kind]
        drawn["icon_at"] = (number(x + 11), number(y + 4))
    elif entry.get("style") is not None:
        drawn["line"] = path("M", x + 2, y + 10, "C", x + 12, y + 10, x + 22, y + 10, x + 31, y + 10)
        drawn["ending"] = _ending(entry["style"], ((x + 22, y + 10), (x + 31, y + 10)), 0, 0)
        drawn["width"] = number(_PLAIN_WIDTHS.get(entry["style"], 1.5))
    elif entry.get("widths"):
        drawn["widths"] = [
            {"d": f"M{number(x + 4 + 13 * place)} {number(y + 10)}h11", "width": number(_THIN + (_WIDE - _THIN) * flow)}
            for place, flow in enumerate((0.2, 0.95))
        ]
    elif entry.get("stub"):
        drawn["stub"] = _tab(x, y + 2, entry["stub"])
    elif entry.get("finding"):
        shape = outline(Kind.OBJECTION, x + 2, y + 4, 30, 11.5)
        drawn["finding"] = {"shape": shape, "text": _centred(x + 17, y + 13, entry["finding"], 9)}
    else:
        drawn["badge"] = _badge(x - 8, y + 13, entry["badge"])
    return drawn
