"""OPML, the outlines that outliners and mind-mapping tools exchange (http://opml.org): pros and cons as in Markdown."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from argmap.convert.draft import Draft, Translation
from argmap.convert.loss import Loss
from argmap.convert.problem import wrong_shape
from argmap.convert.tree import (
    OPENINGS,
    Item,
    again_words,
    all_items,
    as_tree,
    group_of,
    read_tree,
    said,
    understand,
    without_groups,
)
from argmap.convert.xml_file import XmlElement, XmlFile
from argmap.loading.load import LoadedMap
from argmap.source import SourceText, visible

_RELATIONS = {"pro": "pro", "for": "pro", "con": "con", "against": "con", "step": "step"}
_LITERAL = "text"
"""The `type` of an outline whose text is all words, even if it begins like `Pro:`, or ends like `(as above)`."""
_MOST_DIGITS = 7
_LAYOUT = frozenset(
    {"text", "relation", "type", "isComment", "isBreakpoint", "created", "repeats", "category", "url", "_note", "note"}
)


def read(source: SourceText) -> Translation:
    """Read an outline. Raises `MapError` if it is not valid XML, or not OPML."""
    file = XmlFile(source)
    if file.root.tag != "opml":
        raise file.wrong(
            file.root, f"the outermost element is <{file.root.tag}>, not <opml>", "Name the format with --from."
        )
    draft = Draft(source, lambda element: element.span)
    for head in file.root.all("head"):
        for title in head.all("title"):
            if title.text.strip():
                draft.describe("title", " ".join(title.text.split()), title)
        for owner in head.all("ownerName"):
            if owner.text.strip():
                draft.describe("author", " ".join(owner.text.split()), owner)
    outlines = [outline for body in file.root.all("body") for outline in body.all("outline")]
    if not outlines:
        raise wrong_shape(source, "this file has no outlines", "Export the file again.", *file.root.span)
    roots = [Item("", where=outline) for outline in outlines]
    stack = list(zip(roots, outlines, strict=True))
    while stack:
        item, outline = stack.pop()
        _fill(draft, item, outline)
        below = list(outline.all("outline"))
        item.children = [Item("", where=child) for child in below]
        stack += zip(item.children, below, strict=True)
    for item in all_items(roots):
        item.children = without_groups(item.children)
    read_tree(draft, roots)
    return draft.finished()


def _fill(draft: Draft, item: Item, outline: XmlElement) -> None:
    words = " ".join((outline.get("text") or outline.get("title")).split())
    given = (outline.get("relation") or outline.get("type")).lower()
    item.relation = _RELATIONS.get(given, "")
    item.text = words
    item.is_literal = outline.get("type") == _LITERAL
    if item.is_literal:
        repeats = outline.get("repeats")
        item.repeats = int(repeats) if repeats.isdecimal() and len(repeats) < _MOST_DIGITS else 0
    else:
        relation, item.text = said(words)
        item.relation = relation or item.relation
        understand(item)
    link = outline.get("url")
    if link.startswith(("http://", "https://", "mailto:")):
        item.values["url"] = link
    if outline.get("_note") or outline.get("note"):
        draft.lose("note", outline)
    for name in outline.attributes:
        if name not in _LAYOUT:
            draft.lose(f"attribute {name}", outline)


def write(loaded: LoadedMap) -> tuple[str, list[Loss]]:
    """A map as an outline, and what it cannot say."""
    roots, losses = as_tree(loaded)
    title = loaded.map.map.title
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head>"]
    lines += [f"<title>{_text(title)}</title>"] if title else []
    lines += ["</head>", "<body>"]
    stack: list[Item | str] = list(reversed(roots))
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            lines.append(item)
            continue
        attributes = _attributes(item)
        if item.children:
            lines.append(f"<outline {attributes}>")
            stack += ["</outline>", *reversed(item.children)]
        else:
            lines.append(f"<outline {attributes}/>")
    return "\n".join([*lines, "</body>", "</opml>"]) + "\n", losses


def _attributes(item: Item) -> str:
    """What an outline says, as the attributes of its element."""
    plain = visible(" ".join(item.text.split()))
    again = f" {again_words(item.repeats)}" if item.repeats else ""
    words = f"{OPENINGS[item.relation]}{plain}{again}"
    seen = Item("")
    seen.relation, seen.text = said(words)
    understand(seen)
    meant = (item.relation, plain, item.is_together, item.repeats)
    if (seen.relation, seen.text, seen.is_together, seen.repeats) == meant and not group_of(seen.text):
        return f"text={quoteattr(words)}"
    relation = f' relation="{item.relation}"' if item.relation else ""
    repeats = f' repeats="{item.repeats}"' if item.repeats else ""
    return f'text={quoteattr(plain)} type="{_LITERAL}"{relation}{repeats}'


def _text(text: str) -> str:
    return visible(" ".join(text.split())).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
