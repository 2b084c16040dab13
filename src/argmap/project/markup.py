"""The text of HTML, Markdown and LaTeX as a reader sees it, with an empty line between blocks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pyromark
from selectolax.lexbor import LexborHTMLParser, LexborNode

from argmap.language.folding import LEFT_OUT

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.macrospec import LatexContextDb

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
_SIGNS = {"S": "§", "P": "¶", "pounds": "£", "LaTeX": "LaTeX", "TeX": "TeX", "copyright": "©", "dag": "†"}
_DEEPEST = 100  # of braces and environments; no text for readers has more
_NOTE = "\x02"
_TEX_DEPTH = re.compile(r"\\[{}]|\\(?:begin|end)\b|[{}]")


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


_NOT_SET = re.compile(r"\\begin\{comment\}[\s\S]*?\\end\{comment\}|\\iffalse\b[\s\S]*?\\(?:fi|else)\b")
_PLAIN = ("texttt", "textsf", "textmd", "textup", "textnormal", "mbox", "fbox", "hbox", "uline", "underline", "hl",
          "text", "lowercase", "uppercase", "textlf")  # fmt: skip
"""Macros that only change how their words look."""
_LINE_GOES_ON = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*\n[ \t]*")
_VERBATIM = re.compile(r"\\verb\*?([^\w\s*])(.*?)\1")
_OWN_MACRO = re.compile(r"\\(?:re)?newcommand\*?\s*\{?\\([A-Za-z]+)\}?\s*\{([^{}\\]*)\}")
_QUOTE_SIGNS = (("\\glqq", "„"), ("\\grqq", "“"), ('"`', "„"), ("\"'", "“"), ("\\flqq", "«"), ("\\frqq", "»"))
_ADDRESS = re.compile(r"\\(?:href|url)\{[^{}\n]*\}")


def latex_text(text: str) -> str:
    """The text of a LaTeX document, without comments, references and what stands before it begins.

    Raises `ValueError` if it cannot be read.
    """
    depth = deepest = 0
    for match in _TEX_DEPTH.finditer(text):
        depth += (match[0] in {"{", "\\begin"}) - (match[0] in {"}", "\\end"})
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise ValueError(f"its braces are nested more than {_DEEPEST} deep")
    text = _NOT_SET.sub("", text)
    text = _ADDRESS.sub(lambda found: found[0].replace("%", r"\%"), text)  # in an address, % does not begin a comment
    text = _VERBATIM.sub(lambda found: re.sub(r"([%$&#_{}])", r"\\\1", found[2]), text)
    text = _LINE_GOES_ON.sub(r"\1", text)
    for name, words in _OWN_MACRO.findall(text):
        text = words.join(re.split(rf"\\{name}(?![A-Za-z])(?:\{{\}}|[ \t]*)", text))
    for sign, letter in _QUOTE_SIGNS:
        text = re.sub(re.escape(sign) + (r"(?![A-Za-z])(?:\{\}|[ \t]*)" if sign[0] == "\\" else ""), letter, text)
    begin, end = text.find(r"\begin{document}"), text.find(r"\end{document}")
    body = text[max(0, begin) : end if end > begin else len(text)]
    from pylatexenc.latexwalker import LatexWalker  # noqa: PLC0415 - 20 ms, only where a source is in LaTeX

    reader, writer = _latex()
    nodes, _, _ = LatexWalker(body, latex_context=reader, tolerant_parsing=True).get_latex_nodes()
    pieces = str(writer.nodelist_to_text(nodes)).split(_NOTE)
    return "\n\n".join(["".join(pieces[::2]), *pieces[1::2]])  # notes stand below the text


@cache
def _latex() -> tuple[LatexContextDb, LatexNodes2Text]:
    """What reads LaTeX, and what makes text of it: the words of headings, links and quotes without any decoration."""
    from pylatexenc import latexwalker  # noqa: PLC0415 - as above
    from pylatexenc.latex2text import (  # noqa: PLC0415
        LatexNodes2Text,
        MacroTextSpec,
        SpecialsTextSpec,
        get_default_latex_context_db,
    )
    from pylatexenc.macrospec import std_macro  # noqa: PLC0415

    reading = latexwalker.get_default_latex_context_db()
    reading.add_context_category(
        "as-read",
        prepend=True,
        macros=[
            std_macro("href", "{{"),
            std_macro("foreignlanguage", "{{"),
            std_macro("makebox", "[[{"),
            std_macro("framebox", "[[{"),
            *(std_macro(name, "{") for name in _PLAIN),
            *(std_macro(name, "[{") for name in ("footnotetext", "textquote", "parencite", "textcite", "autocite")),
            *(std_macro(name, "{") for name in ("enquote", "autoref", "cref", "hspace", "vspace", "index", "nocite")),
        ],
    )
    headings = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
    unseen = """autocite autoref cite citep citet cref footnotemark hspace index label nocite pageref parencite ref
        textcite vspace"""
    writing = get_default_latex_context_db()
    writing.add_context_category(
        "as-read",
        prepend=True,
        macros=[
            *(MacroTextSpec(name, simplify_repl="\n\n%(3)s\n\n") for name in headings),
            *(MacroTextSpec(name, simplify_repl="") for name in unseen.split()),
            *(MacroTextSpec(name, simplify_repl=sign) for name, sign in _SIGNS.items()),
            MacroTextSpec("item", simplify_repl="\n\n"),
            MacroTextSpec("\\", simplify_repl="\n"),
            MacroTextSpec("-", simplify_repl=""),
            MacroTextSpec("href", simplify_repl="%(2)s"),
            MacroTextSpec("foreignlanguage", simplify_repl="%(2)s"),
            *(MacroTextSpec(name, simplify_repl="%(3)s") for name in ("makebox", "framebox")),
            *(MacroTextSpec(name, simplify_repl="%(1)s") for name in _PLAIN),
            *(MacroTextSpec(name, simplify_repl=f"{_NOTE}%(2)s{_NOTE}") for name in ("footnote", "footnotetext")),
            MacroTextSpec("enquote", simplify_repl='"%(1)s"'),
            MacroTextSpec("textquote", simplify_repl='"%(2)s"'),
        ],
        specials=[SpecialsTextSpec("&", "\n\n")],
    )
    return reading, LatexNodes2Text(latex_context=writing, math_mode="text", keep_comments=False)
