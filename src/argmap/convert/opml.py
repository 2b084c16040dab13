"""OPML, the outlines that outliners and mind-mapping tools exchange (http://opml.org): pros and cons as in Markdown."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from argmap.convert.draft import Draft, Translation
from argmap.convert.loss import Loss
from argmap.convert.problem import wrong_shape
from argmap.convert.tree import AGAIN, Item, all_items, as_tree, read_tree, said, without_groups
from argmap.convert.xml_file import XmlElement, XmlFile
from argmap.loading.load import LoadedMap
from argmap.source import SourceText, visible

_WORDS = {"pro": "Pro: ", "con": "Con: ", "step": "Con to the step: ", "": ""}
_LAYOUT = frozenset(
    {"text", "relation", "type", "isComment", "isBreakpoint", "created", "category", "url", "_note", "note"}
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
                draft.info["title"] = " ".join(title.text.split())
        for owner in head.all("ownerName"):
            if owner.text.strip():
                draft.info["author"] = " ".join(owner.text.split())
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
    relation, text = said(" ".join(outline.get("text").split()))
    given = (outline.get("relation") or outline.get("type")).lower()
    item.text = text
    item.relation = relation or {"pro": "pro", "for": "pro", "con": "con", "against": "con"}.get(given, "")
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
        words = " ".join(item.text.split()) + (f" {AGAIN}" if item.again is not None else "")
        words = f"Pro: {words}" if not item.relation and said(words)[0] else f"{_WORDS[item.relation]}{words}"
        attribute = quoteattr(visible(words))
        if item.children:
            lines.append(f"<outline text={attribute}>")
            stack += ["</outline>", *reversed(item.children)]
        else:
            lines.append(f"<outline text={attribute}/>")
    return "\n".join([*lines, "</body>", "</opml>"]) + "\n", losses


def _text(text: str) -> str:
    return visible(" ".join(text.split())).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
