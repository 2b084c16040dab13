"""The text of LaTeX as a reader sees it, with an empty line between blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.macrospec import LatexContextDb

_SIGNS = {"S": "§", "P": "¶", "pounds": "£", "LaTeX": "LaTeX", "TeX": "TeX", "copyright": "©", "dag": "†"}
_DEEPEST = 100  # of braces and environments; no text for readers has more
_NOTE = "\x02"
_KEPT, _END_OF_KEPT = "\ue010", "\ue011"
"""What stands around the number of a verbatim text while the rest is read; no text has characters for private use."""
_TEX_DEPTH = re.compile(r"\\[{}]|\\(?:begin|end)\b|[{}]")
_BLOCK = re.compile(r"\\begin\{(comment|verbatim\*?|lstlisting)\}|\\iffalse\b")
_ELSE = re.compile(r"\\(?:fi|else)\b")
_VERBATIM = re.compile(r"\\verb\*?([^\w\s*])(.{0,300}?)\1")
_PLAIN = ("texttt", "textsf", "textmd", "textup", "textnormal", "mbox", "fbox", "hbox", "uline", "underline", "hl",
          "text", "lowercase", "uppercase", "textlf")  # fmt: skip
"""Macros that only change how their words look."""
_LINE_GOES_ON = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*\n[ \t]*")
_OWN_MACRO = re.compile(r"\\(?:re)?newcommand\*?\s{0,9}\{?\\([A-Za-z]+)\}?\s{0,9}\{([^{}\\]{0,200})\}")
"""A macro that stands for a few words, and has no arguments."""
_MACRO = re.compile(r"\\([A-Za-z]+)(?:\{\}|[ \t]*)")
_QUOTE_SIGNS = {"glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»"}
_SHORTHANDS = (('"`', "„"), ("\"'", "“"))
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
    verbatim: list[str] = []

    def kept(words: str) -> str:
        verbatim.append(words)
        return f"{_KEPT}{len(verbatim) - 1}{_END_OF_KEPT}"

    text = text.replace(_KEPT, "").replace(_END_OF_KEPT, "")
    text = _without_blocks(text, kept)
    text = _ADDRESS.sub(lambda found: found[0].replace("%", r"\%"), text)  # in an address, % does not begin a comment
    text = _VERBATIM.sub(lambda found: kept(found[2]), text)
    text = _with_own_macros(_LINE_GOES_ON.sub(r"\1", text))
    begin, end = text.find(r"\begin{document}"), text.find(r"\end{document}")
    body = text[max(0, begin) : end if end > begin else len(text)]
    from pylatexenc.latexwalker import LatexWalker  # noqa: PLC0415 - 20 ms, only where a source is in LaTeX

    reader, writer = _latex()
    nodes, _, _ = LatexWalker(body, latex_context=reader, tolerant_parsing=True).get_latex_nodes()
    pieces = str(writer.nodelist_to_text(nodes)).split(_NOTE)
    made = "\n\n".join(["".join(pieces[::2]), *pieces[1::2]])  # notes stand below the text
    return re.sub(f"{_KEPT}(\\d+){_END_OF_KEPT}", lambda found: verbatim[int(found[1])], made)


def _without_blocks(text: str, kept: Callable[[str], str]) -> str:
    """A text without what is not set, and with `kept` verbatim blocks; one that does not end is left as it is."""
    parts: list[str] = []
    at = 0
    endless: set[str] = set()
    while (begin := _BLOCK.search(text, at)) is not None:
        name = begin[1] or ""
        end = None if name in endless else _end_of(text, name, begin.end())
        if end is None:  # so no later one ends either
            endless.add(name)
            parts.append(text[at : begin.end()])
            at = begin.end()
            continue
        parts.append(text[at : begin.start()])
        if name not in {"", "comment"}:
            parts.append(f"\n\n{kept(text[begin.end() : end[0]].strip())}\n\n")
        at = end[1]
    return "".join([*parts, text[at:]])


def _end_of(text: str, name: str, at: int) -> tuple[int, int] | None:
    """Where the end of a block begins and ends; None if there is none."""
    if not name:
        found = _ELSE.search(text, at)
        return found.span() if found is not None else None
    sign = f"\\end{{{name}}}"
    begin = text.find(sign, at)
    return (begin, begin + len(sign)) if begin >= 0 else None


def _with_own_macros(text: str) -> str:
    """A text with the words that the author's own macros stand for, and quotation marks for those of babel."""
    words = {**_QUOTE_SIGNS, **{found[1]: found[2] for found in _OWN_MACRO.finditer(text)}}
    text = _MACRO.sub(lambda found: words.get(found[1], found[0]), _OWN_MACRO.sub("", text))
    for sign, letter in _SHORTHANDS:
        text = text.replace(sign, letter)
    return text


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
