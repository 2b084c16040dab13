"""The text that Kialo (https://www.kialo.com) exports of a debate: numbered claims, each a pro or con of the one above.

`1.2. Con: -> See 1.1.3.` stands for a claim that is at another place too.
"""

from __future__ import annotations

import re

from argmap.convert.draft import Draft, Translation
from argmap.convert.lines import with_plain_ends
from argmap.convert.problem import wrong_shape
from argmap.convert.tree import Item, read_tree
from argmap.findings import MapError
from argmap.source import SourceText

_TITLE = re.compile(r"(?i)\s*\ufeff?discussion (?:title|name)[ \t]*:[ \t]*(.*)")
_CLAIM = re.compile(
    r"(\d+(?:\.\d+)*)\.[ \t]+(?:(Pro|Con|Contra|Kontra|Dafür|Dagegen|Pour|Contre)[ \t]*:[ \t]*)?(.*)",
    re.IGNORECASE,
)
_AGAINST = frozenset({"con", "contra", "kontra", "dagegen", "contre"})
_UNDOTTED = re.compile(r"\d+(?:\.\d+)+[ \t]+(?:Pro|Con)[ \t]*:", re.IGNORECASE)
_SEE = re.compile(r"(?:-+>|→)?\s*See\s+(?:thesis\s+)?(\d+(?:\.\d+)*)\.?\s*", re.IGNORECASE)
_SOURCES = re.compile(r"(?i)sources?:?\s*$")
_CITED = re.compile(r"\s*\[\d+\](?:\([^()\s]*\))?")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]+)\)")
_SOURCE = re.compile(r"\[(\d+)\][ \t]+(.*)")


def read(source: SourceText) -> Translation:
    """Read a debate. Raises `MapError` if it has no numbered claims, or if the claim above one is missing."""
    reading = _Reading(source)
    for line in re.finditer(r"[^\n]+", reading.text):
        content = line[0].strip()
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        if content:
            reading.line(content, (start, start + len(content)))
    if not reading.items:
        help_text = "In an export of Kialo, claims are numbered: 1. thesis, 1.1. Pro: reason."
        raise wrong_shape(source, "this file has no numbered claims", help_text)
    reading.refer()
    read_tree(reading.draft, reading.roots)
    return reading.draft.finished()


class _Reading:
    """The claims found so far, by number."""

    def __init__(self, source: SourceText) -> None:
        self._source, self.text = source, with_plain_ends(source.text)
        self.draft = Draft(source, self._bytes)
        self.items: dict[str, Item] = {}
        self.roots: list[Item] = []
        self._last: Item | None = None
        self._in_sources = False

    def line(self, content: str, where: tuple[int, int]) -> None:
        """Read a line that is not empty."""
        if title := _TITLE.match(content):
            self.draft.describe("title", " ".join(title[1].split()) or "Debate", where)
        elif _SOURCES.match(content) and self.items:
            self._in_sources = True
        elif self._in_sources:
            self.draft.lose("source", where)
        elif found := _CLAIM.match(content):
            self._claim(found, where)
        elif _UNDOTTED.match(content):
            raise self._wrong(where, "the number of this claim does not end in a full stop")
        elif self._last is not None:
            self._last.text, self._last.where = f"{self._last.text} {content}", (self._last.where[0], where[1])
        else:
            self.draft.lose("line before the first claim", where)

    def _claim(self, found: re.Match[str], where: tuple[int, int]) -> None:
        number, side = found[1], (found[2] or "").lower()
        relation = ("con" if side in _AGAINST else "pro") if side else ""
        item = self._last = Item(found[3].strip(), relation, where)
        above = number.rpartition(".")[0]
        if number in self.items:
            raise self._wrong(where, f"there are two claims with the number {number}")
        self.items[number] = item
        if above in self.items:
            self.items[above].children.append(item)
            if not relation:
                self.draft.lose("claim without a side, read as a pro", where)
        elif above and relation:
            raise self._wrong(where, f"claim {above}, above claim {number}, is missing")
        else:
            self.roots.append(item)

    def refer(self) -> None:
        """Find what the claims refer to that stand for others."""
        for number, item in list(self.items.items()):
            if see := _SEE.fullmatch(item.text):
                item.again = self.items.get(see[1])
                if item.again is None:
                    self.draft.lose(f"claim that stands for claim {see[1]}, which is not there", item.where)
                    above = self.items.get(number.rpartition(".")[0])
                    (above.children if above is not None else self.roots).remove(item)
                    del self.items[number]
                    continue
            if _CITED.search(item.text):
                self.draft.lose("mark of a source", item.where)
            text = _CITED.sub("", item.text)
            if (link := _LINK.search(text)) and link[2].startswith(("http://", "https://")):
                item.values["url"] = link[2]
            item.text = " ".join(_LINK.sub(r"\1", text).split())
        for item in self.items.values():
            seen, one = {id(item)}, item
            while one.again is not None:
                one = one.again
                if id(one) in seen:
                    raise self._wrong(item.where, "this reference leads back to itself")
                seen.add(id(one))

    def _bytes(self, where: tuple[int, int]) -> tuple[int, int]:
        return len(self.text[: where[0]].encode()), len(self.text[: where[1]].encode())

    def _wrong(self, where: tuple[int, int], message: str) -> MapError:
        return wrong_shape(self._source, message, "Export the debate again, with all claims.", *self._bytes(where))
