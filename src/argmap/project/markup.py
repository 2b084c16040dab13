"""The text of HTML and Markdown as a reader sees it, with an empty line between blocks."""

from __future__ import annotations

import re

import pyromark
from selectolax.lexbor import LexborHTMLParser, LexborNode

from argmap.language.folding import LEFT_OUT

_UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "textarea", "datalist", "rp",
     "video", "audio", "canvas"}
)  # fmt: skip
_HIDDEN = re.compile(r"(?i)\b(?:display\s*:\s*none|visibility\s*:\s*hidden)\b")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "button",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "rt",
        "rp",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_MARKDOWN = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
)
_LABEL = re.compile(r'<sup class="footnote-definition-label">.*?</sup>')
_MARK = re.compile(r"\s*[\[(]?(?:\d{1,4}|[a-z]{1,2}|[*†‡§¶])[\])]?\s*")


_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_MOST_NESTED = 3_000
"""The deepest nesting of tags; the parser takes seconds from some 40,000, since its time grows with the square."""
_UNCLOSED = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
     "p", "li", "dt", "dd", "td", "th", "tr", "option", "thead", "tbody", "tfoot", "colgroup", "rp", "rt"}
)  # fmt: skip
"""Tags that need no end."""


def _nesting(page: str) -> int:
    """How deep the tags of a page are nested at most, by their beginnings and ends."""
    depth = deepest = 0
    for tag in _TAG.finditer(page):
        if tag[2].lower() not in _UNCLOSED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def html_text(page: str) -> str:
    """The text of a page, without what browsers do not show. Raises `ValueError` if it is nested too deep."""
    if _nesting(page) > _MOST_NESTED:
        raise ValueError(f"its tags are nested more than {_MOST_NESTED:,} deep")
    root = LexborHTMLParser(page).root
    parts: list[str] = []
    stack: list[LexborNode | str] = [root] if root is not None else []
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.is_text_node:
            parts.append(_BLANKS.sub(" ", node.text_content or "") if not _is_kept(node) else node.text_content or "")
        elif node.is_element_node and _is_footnote_mark(node):
            parts.append(LEFT_OUT)
        elif node.is_element_node and not _is_hidden(node):
            before, after = ("“", "”") if node.tag == "q" else ("", "") if node.tag in _INLINE else ("\n\n", "\n\n")
            parts.append(before)
            stack.append(after)
            child = node.last_child
            while child is not None:
                stack.append(child)
                child = child.prev
    return re.sub(r"[ \t]*\n(?:[ \t]*\n)+[ \t]*", "\n\n", "".join(parts)).strip()


def _is_hidden(node: LexborNode) -> bool:
    """Whether browsers do not show an element, by its tag or its own attributes."""
    attributes = node.attributes
    return (
        node.tag in _UNSEEN
        or "hidden" in attributes
        or (node.tag == "dialog" and "open" not in attributes)
        or _HIDDEN.search(attributes.get("style") or "") is not None
    )


def _is_footnote_mark(node: LexborNode) -> bool:
    """Whether this is the raised number of a footnote, which a reader passes over."""
    return node.tag == "sup" and node.css_first("a") is not None and _MARK.fullmatch(node.text()) is not None


def _is_kept(node: LexborNode) -> bool:
    """Whether line breaks in a text are shown as they are."""
    return node.parent is not None and node.parent.tag in {"pre", "listing"}


def markdown_text(text: str) -> str:
    """The text of CommonMark, with tables and footnotes; the marks of footnotes are left out."""
    return html_text(_LABEL.sub("", pyromark.html(text, options=_MARKDOWN)))
