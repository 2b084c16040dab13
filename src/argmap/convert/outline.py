"""Outlines of pros and cons in Markdown: nested lists, in which an item is for or against the one above it.

An item begins with `Pro:` or `Con:` (or `+`, `(con)`, `For:`, `Objection:` and the like); without such words it is for
the one above. Where all items are `+` and `-`, these say it. `Con to the step:` is against the step above rather than
the statement. The premises of one step are below an item `(together)`.
"""

from __future__ import annotations

import re

from argmap.convert.draft import Draft, Translation
from argmap.convert.lines import with_plain_ends
from argmap.convert.loss import Loss
from argmap.convert.problem import wrong_shape
from argmap.convert.tree import (
    OPENINGS,
    TOGETHER,
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
from argmap.loading.load import LoadedMap
from argmap.model import Statement
from argmap.source import KeyPath, SourceText

_ITEM = re.compile(r"([-*+•\u2013\u2014]|\d{1,9}[.)]|[A-Za-z][.)])(?:[ \t]+(.*)|$)")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*$")
_UNDERLINE = re.compile(r" {0,3}(?:(=)=*|-{2,})[ \t]*(?:\n|\Z)")
_COMMENT = re.compile(r"(?<!\\)<!--(?:.*?-->|(?P<open>.*))", re.DOTALL)
_LINK = re.compile(r"\[([^\[\]]*)\]\((https?://[^()\s]+)\)")
_MARKS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=\S)([^*_]+)(?<=\S)\3(?![\w*])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~\u2013\u2014\uff1a])")
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_THESIS = 3
"""The fewest words of a heading that is a thesis by itself."""
_AWAY = 0x100000
"""Where characters are kept that are not marks: in a private area of Unicode."""
_KEPT = re.compile(f"[{chr(_AWAY)}-{chr(_AWAY + 0xFFFF)}]")


def read(source: SourceText) -> Translation:
    """Read an outline. Raises `MapError` if it has no lists."""
    reading = _Reading(source)
    roots = reading.roots()
    if not roots:
        help_text = "Write the statements as nested lists: - statement, and below it - Pro: reason."
        raise wrong_shape(source, "this file has no lists", help_text)
    read_tree(reading.draft, roots)
    return reading.draft.finished()


class _Reading:
    """The items of all lists, each below the one it is indented under."""

    def __init__(self, source: SourceText) -> None:
        self._text = with_plain_ends(source.text)
        self.draft = Draft(source, self._bytes)
        self._roots: list[Item] = []
        self._above: list[tuple[int, Item]] = []
        self._bullets: list[tuple[Item, str]] = []
        self._last: Item | None = None
        self._headings: list[tuple[int, Item]] = []
        """All headings that do not name a side, with their levels; and those that the next lines are below."""
        self._open: list[tuple[int, Item]] = []
        self._before = 0
        """The number of top-level items before the last heading that does not name a side."""
        self._side: Item | None = None
        self._under: dict[int, Item] = {}
        """The heading that a top-level item is about if it is a pro or a con."""
        self._underlined = (0, 0)
        """Where the line is that makes a heading of the one before it."""
        plain = _COMMENT.sub(self._blanked, self._text)
        for line in re.finditer(r"[^\n]*\n?", plain):
            content, indent = line[0].strip(), len(line[0].expandtabs(4)) - len(line[0].expandtabs(4).lstrip())
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            where = (start, start + len(content))
            underline = _UNDERLINE.match(plain, line.end())
            if underline and content and not indent and not _ITEM.match(content) and not _HEADING.match(content):
                self._heading(1 if underline[1] == "=" else 2, _plain(content, None), where)
                self._underlined = underline.span()
            elif where[0] < self._underlined[1]:
                continue
            else:
                self._line(content, indent, where)

    def roots(self) -> list[Item]:
        """The items that are below no other; those that only name a side are left out."""
        top = {id(item) for item in self._roots}
        signs = {bullet for item, bullet in self._bullets if id(item) not in top}
        for item, bullet in self._bullets:
            relation, words = said(item.text)
            if not relation and signs == {"+", "-"} and id(item) not in top:
                relation = "con" if bullet == "-" else "pro"
            item.relation, item.text = relation, words
            understand(item)
            item.text = _plain(item.text, item)
        for item in self._roots:
            if item.relation and id(item) in self._under:
                self._under[id(item)].children.append(item)
        self._roots = [one for one in self._roots if not one.relation or id(one) not in self._under]
        self._roots += self._theses()
        for item in all_items(self._roots):
            item.children = without_groups(item.children)
        return without_groups(self._roots)

    def _line(self, content: str, indent: int, where: tuple[int, int]) -> None:
        if found := _ITEM.match(content):
            item = self._last = Item((found[2] or "").strip(), where=where)
            self._above = [(deep, one) for deep, one in self._above if deep < indent]
            outermost = self._roots if self._side is None else self._side.children
            (self._above[-1][1].children if self._above else outermost).append(item)
            if not self._above and self._side is None and (thesis := self._thesis_above()) is not None:
                self._under[id(item)] = thesis
            self._above.append((indent, item))
            self._bullets.append((item, found[1]))
        elif not content:
            self._last = self._last if self._above else None
        elif heading := _HEADING.match(content):
            self._heading(len(content) - len(content.lstrip("#")), _plain(heading[1], None), where)
        elif self._last is not None and indent > 0:
            self._last.text, self._last.where = f"{self._last.text} {content}", (self._last.where[0], where[1])
        else:
            self._above, self._last = [], None
            self.draft.lose("line outside the lists", where)

    def _blanked(self, comment: re.Match[str]) -> str:
        """Blanks for a comment. Raises `MapError` if it does not end."""
        if comment["open"] is not None:
            start, end = self._bytes((comment.start(), comment.start() + 4))
            raise wrong_shape(self.draft.source, "this comment does not end", "End it with -->", start, end)
        return re.sub(r"[^\n]", " ", comment[0])

    def _heading(self, level: int, title: str, where: tuple[int, int]) -> None:
        """Below a heading such as `Con`, all lists are about what is above it: the only item there, or a heading."""
        self._above, self._last = [], None
        if group := group_of(title):
            self._side = Item("", group, where)
            self._thesis(level, where).children.append(self._side)
            return
        self._side = None
        self._before = len(self._roots)
        thesis = Item(title, where=where)
        self._open = [*((deep, one) for deep, one in self._open if deep < level), (level, thesis)]
        if "title" not in self.draft.info:
            self.draft.describe("title", title, where)
        self._headings.append((level, thesis))

    def _thesis(self, level: int, where: tuple[int, int]) -> Item:
        """What a side is about."""
        own = self._roots[self._before :]
        if len(own) == 1:
            return own[0]
        above = [one for deep, one in self._open if deep < level] or [one for _, one in self._open]
        if above:
            return above[-1]
        if own:
            return own[-1]
        self.draft.lose("heading of a side with nothing above it", where)
        lone = Item("", where=where)
        self._headings.append((0, lone))
        return lone

    def _thesis_above(self) -> Item | None:
        """The nearest heading that can be a thesis: a question, one of some words, or the only one; else None."""
        headings = [one for _, one in self._open]
        for heading in reversed(headings):
            if heading.text.endswith("?") or len(heading.text.split()) >= _THESIS:
                return heading
        return headings[0] if len(headings) == 1 else None

    def _theses(self) -> list[Item]:
        """The headings that lists are for or against; the others, but for the first, are lost."""
        found = []
        for number, (_, heading) in enumerate(self._headings):
            if any(side.children or side.text for side in heading.children):
                found += [heading] if heading.text else heading.children
            elif number and heading.text:
                self.draft.lose("heading", heading.where)
        return found

    def _bytes(self, where: tuple[int, int]) -> tuple[int, int]:
        return len(self._text[: where[0]].encode()), len(self._text[: where[1]].encode())


def _plain(text: str, item: Item | None) -> str:
    """A text without the marks of Markdown; the first link in it is kept as that of its item."""
    # What is escaped is out of the way until the marks are gone.
    text = _ESCAPED.sub(lambda found: chr(_AWAY + ord(found[1])), text)
    for found in _LINK.finditer(text):
        if item is not None:
            item.values.setdefault("url", found[2])
    text = _MARKS.sub(lambda found: found[2] or found[4], _LINK.sub(r"\1", text))
    return _KEPT.sub(lambda found: chr(ord(found[0]) - _AWAY), " ".join(text.split()))


def write(loaded: LoadedMap) -> tuple[str, list[Loss]]:
    """A map as an outline, and what it cannot say."""
    roots, losses = as_tree(loaded)
    title = loaded.map.map.title
    lines = [f"# {_escaped(title)}", ""] if title else []
    stack = [(item, 0) for item in reversed(roots)]
    while stack:
        item, depth = stack.pop()
        again = f" {again_words(item.repeats)}" if item.repeats else ""
        words = TOGETHER if item.is_together else _unlike(item.text)
        relation = item.relation
        if group_of(item.text) and item.children and not relation:
            if depth:
                relation = "pro"  # as a premise is, where premises are held together
            else:
                losses.append(Loss("text that only names a side", _path_of(loaded, item.text)))
        lines.append(f"{'  ' * depth}- {OPENINGS[relation]}{words}{again}")
        stack += [(child, depth + 1) for child in reversed(item.children)]
    return "\n".join(lines) + "\n", losses


def _path_of(loaded: LoadedMap, text: str) -> KeyPath:
    found = (
        (kind.table, name)
        for kind, name, one in loaded.map.elements()
        if isinstance(one, Statement) and one.text == text
    )
    return next(found)


def _unlike(text: str) -> str:
    """A text with its marks escaped, and with what would be taken for a relation, `(together)` or `(as above)`."""
    words = _escaped(text)
    if said(words)[0]:
        words = re.sub(r"(?<!\\)[-:(.\u2013\u2014\uff1a]", r"\\\g<0>", words, count=1)
    seen = Item(words)
    understand(seen)
    return re.sub(r"\((?=[^()]*\)\Z)", r"\\(", words) if seen.is_together or seen.repeats else words


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
