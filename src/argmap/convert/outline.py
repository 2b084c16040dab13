"""Outlines of pros and cons in Markdown: nested lists, in which an item is for or against the one above it.

An item begins with `Pro:` or `Con:` (or `+`, `(con)`, `For:`, `Objection:` and the like); without such words it is for
the one above. Where all items are `+` and `-`, these say it. `Con to the step:` is against the step above rather than
the statement. The premises of one step are below an item `(together)`.
"""

from __future__ import annotations

import re

from argmap.convert.draft import Draft, Translation
from argmap.convert.loss import Loss
from argmap.convert.problem import wrong_shape
from argmap.convert.tree import AGAIN, TOGETHER, Item, as_tree, read_tree, said
from argmap.loading.load import LoadedMap
from argmap.source import SourceText

_ITEM = re.compile(r"([-*+•]|\d{1,9}[.)])(?:[ \t]+(.*)|$)")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\((https?://[^)\s]+)\)")
_MARKS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=\S)([^*_]+)(?<=\S)\3(?![\w*])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_WORDS = {"pro": "Pro: ", "con": "Con: ", "step": "Con to the step: ", "": ""}


def read(source: SourceText) -> Translation:
    """Read an outline. Raises `MapError` if there is no list in it."""
    text = source.text
    draft = Draft(source, lambda where: (len(text[: where[0]].encode()), len(text[: where[1]].encode())))
    roots = _items(draft, text)
    if not roots:
        help_text = "Write the statements as nested lists: - statement, and below it - Pro: reason."
        raise wrong_shape(source, "there is no list in this file", help_text)
    read_tree(draft, roots)
    return draft.finished()


def _items(draft: Draft, text: str) -> list[Item]:
    """The items of all lists, each below the one it is indented under."""
    plain = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    roots: list[Item] = []
    above: list[tuple[int, Item]] = []
    bullets: list[tuple[Item, str]] = []
    last: Item | None = None
    at = 0
    for line in plain.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        where, at = (start, at + len(line.rstrip())), at + len(line)
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        content = line.strip()
        if found := _ITEM.match(content):
            item = Item((found[2] or "").strip(), where=where)
            above = [(deep, one) for deep, one in above if deep < indent]
            (above[-1][1].children if above else roots).append(item)
            above.append((indent, item))
            bullets.append((item, found[1]))
            last = item
        elif not content:
            last = last if above else None
        elif heading := _HEADING.match(content):
            above, last = [], None
            if "title" not in draft.info:
                draft.info["title"] = _plain(heading[1], None)
            else:
                draft.lose("heading", where)
        elif last is not None and indent > 0:
            last.text, last.where = f"{last.text} {content}", (last.where[0], where[1])
        else:
            above, last = [], None
            draft.lose("line outside the lists", where)
    signs = {bullet for item, bullet in bullets if item not in roots}
    for item, bullet in bullets:
        relation, words = said(item.text)
        if not relation and signs == {"+", "-"} and item not in roots:
            relation = "con" if bullet == "-" else "pro"
        item.relation, item.text = relation, _plain(words, item)
    return roots


def _plain(text: str, item: Item | None) -> str:
    """A text without the marks of Markdown; the first link in it is kept as that of its item."""
    for found in _LINK.finditer(text):
        if item is not None:
            item.values.setdefault("url", found[2])
    text = _MARKS.sub(lambda found: found[2] or found[4], _LINK.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", " ".join(text.split()))


def write(loaded: LoadedMap) -> tuple[str, list[Loss]]:
    """A map as an outline, and what it cannot say."""
    roots, losses = as_tree(loaded)
    title = loaded.map.map.title
    lines = [f"# {_escaped(title)}", ""] if title else []
    stack = [(item, 0) for item in reversed(roots)]
    while stack:
        item, depth = stack.pop()
        again = f" {AGAIN}" if item.again is not None else ""
        words = item.text if item.text == TOGETHER else _escaped(item.text)
        lines.append(f"{'  ' * depth}- {_WORDS[item.relation]}{_guarded(words, item)}{again}")
        stack += [(child, depth + 1) for child in reversed(item.children)]
    return "\n".join(lines) + "\n", losses


def _guarded(words: str, item: Item) -> str:
    """A text that begins like a relation, so that it is not taken for one."""
    return f"Pro: {words}" if not item.relation and said(words)[0] else words


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
