"""The text that Kialo (https://www.kialo.com) exports of a debate: numbered claims, each a pro or con of the one above.

`1.2. Con: -> See 1.1.3.` stands for a claim that is at another place too.
"""

from __future__ import annotations

import re

from argmap.convert.draft import Draft, Translation
from argmap.convert.problem import wrong_shape
from argmap.convert.tree import Item, read_tree
from argmap.source import SourceText

_TITLE = re.compile(r"(?i)\s*\ufeff?discussion (?:title|name)[ \t]*:[ \t]*(.*)")
_CLAIM = re.compile(r"(\d+(?:\.\d+)*)\.[ \t]+(?:(Pro|Con)[ \t]*:[ \t]*)?(.*)", re.IGNORECASE)
_SEE = re.compile(r"(?:-+>|→)?\s*See\s+(?:thesis\s+)?(\d+(?:\.\d+)*)\.?\s*", re.IGNORECASE)
_SOURCES = re.compile(r"(?i)sources?:?\s*$")
_CITED = re.compile(r"\s*\[(\d+)\]")
_SOURCE = re.compile(r"\[(\d+)\][ \t]+(.*)")


def read(source: SourceText) -> Translation:
    """Read a debate. Raises `MapError` if there is no numbered claim, or one without the claim above it."""
    text = source.text
    draft = Draft(source, lambda where: (len(text[: where[0]].encode()), len(text[: where[1]].encode())))
    items: dict[str, Item] = {}
    roots: list[Item] = []
    last: Item | None = None
    at = 0
    in_sources = False
    for line in text.splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        where, at = (start, at + len(line.rstrip())), at + len(line)
        content = line.strip()
        if not content:
            continue
        if title := _TITLE.match(content):
            draft.info["title"] = " ".join(title[1].split()) or "Debate"
        elif _SOURCES.match(content) and items:
            in_sources = True
        elif in_sources:
            draft.lose("source", where)
        elif found := _CLAIM.match(content):
            number, relation = found[1], (found[2] or "").lower()
            item = last = Item(found[3].strip(), relation, where)
            above = number.rpartition(".")[0]
            if number in items:
                raise _wrong(source, text, where, f"there are two claims with the number {number}", "Export it again.")
            items[number] = item
            if above in items:
                items[above].children.append(item)
            elif above and relation:
                raise _wrong(source, text, where, f"there is no claim {above} for claim {number}", "Export it again.")
            else:
                roots.append(item)
        elif last is not None:
            last.text, last.where = f"{last.text} {content}", (last.where[0], where[1])
        else:
            draft.lose("line{s} before the first claim", where)
    if not items:
        help_text = "In an export of Kialo, claims are numbered: 1. thesis, 1.1. Pro: reason."
        raise wrong_shape(source, "there is no numbered claim in this file", help_text)
    for item in items.values():
        if see := _SEE.fullmatch(item.text):
            item.again = items.get(see[1])
            if item.again is None or item.again is item:
                message = f"this refers to claim {see[1]}, which is not there"
                raise _wrong(source, text, item.where, message, "Export the debate again, with all claims.")
        if _CITED.search(item.text):
            draft.lose("mark{s} of a source", item.where)
        item.text = " ".join(_CITED.sub("", item.text).split())
    for item in items.values():
        seen = {id(item)}
        while item.again is not None:
            item = item.again  # noqa: PLW2901 - the way along the references
            if id(item) in seen:
                raise _wrong(source, text, item.where, "these references lead back to themselves", "Export it again.")
            seen.add(id(item))
    read_tree(draft, roots)
    return draft.finished()


def _wrong(source: SourceText, text: str, where: tuple[int, int], message: str, help_text: str) -> Exception:
    start, end = (len(text[:place].encode()) for place in where)
    return wrong_shape(source, message, help_text, start, end)
