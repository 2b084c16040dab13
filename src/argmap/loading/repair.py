"""Mechanical repairs of a file's text, at the places of its keys; everything else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from argmap.loading.load import Document
from argmap.loading.problem import Path


class Repair(NamedTuple):
    """One repair in one document.

    The value at `path` becomes `text`, or is entered where there is none; without a text the key (or the entry of a
    list of tables) is taken out. Where `table` is set, the element at `path` moves to the table `text` instead.
    """

    path: Path
    text: str | None = None
    table: bool = False


_Change = tuple[int, int, bytes]


def repaired(document: Document, repairs: Iterable[Repair]) -> bytes:
    """The document's bytes with the repairs made; one that cannot be made there (an unusual notation) is left out."""
    data = document.source.data
    changes = [change for repair in dict.fromkeys(repairs) if (change := _change(document, data, repair)) is not None]
    end = len(data)
    for start, stop, text in sorted(set(changes), reverse=True):
        if stop <= end:
            data = data[:start] + text + data[stop:]
            end = start
    return data


def _change(document: Document, data: bytes, repair: Repair) -> _Change | None:
    places = document.places
    if repair.table:
        return _moved(data, places.offsets(repair.path, key=True, exactly=True), repair)
    found = places.offsets(repair.path, exactly=True)
    if repair.text is not None:
        if found is not None:
            return (*found, repair.text.encode())
        return _entered(data, places.offsets((*repair.path[:-1], "text"), exactly=True), repair)
    if found is None:
        return None
    if isinstance(repair.path[-1], int):
        return _table_out(data, found[0])
    key = places.offsets(repair.path, key=True, exactly=True)
    return _line_out(data, key[0], found[1]) if key is not None else None


def _moved(data: bytes, key: tuple[int, int] | None, repair: Repair) -> _Change | None:
    """The table's name in the header `[table.id]` of an element."""
    if key is None or repair.text is None:
        return None
    start = data.rfind(b"\n", 0, key[0]) + 1
    header = re.match(rb"\s*\[\s*([\w-]+)\s*\.\s*$", data[start : key[0]])
    return (start + header.start(1), start + header.end(1), repair.text.encode()) if header else None


def _entered(data: bytes, text: tuple[int, int] | None, repair: Repair) -> _Change | None:
    """A new key below the element's text, where that stands on a line of its own."""
    if text is None or repair.text is None:
        return None
    end = data.find(b"\n", text[1])
    end = len(data) if end < 0 else end
    rest = data[text[1] : end].strip()
    if rest and not rest.startswith(b"#"):
        return None
    newline = b"\r\n" if data[max(0, end - 1) : end] == b"\r" else b"\n"
    at = end - (1 if newline == b"\r\n" else 0)
    return (at, at, newline + f"{repair.path[-1]} = {repair.text}".encode())


def _line_out(data: bytes, start: int, end: int) -> _Change | None:
    """The lines of a key and its value, with the comment behind it, unless something else stands there too."""
    first = data.rfind(b"\n", 0, start) + 1
    last = data.find(b"\n", end)
    last = len(data) if last < 0 else last + 1
    rest = data[end:last].strip()
    if data[first:start].strip() or (rest and not rest.startswith(b"#")):
        return None
    return (first, last, b"")


def _table_out(data: bytes, at: int) -> _Change:
    """A table of a list, from its header to what comes next: another header, or the comments above it."""
    first = data.rfind(b"\n", 0, at) + 1
    end = first
    while True:
        line_end = data.find(b"\n", end)
        end = len(data) if line_end < 0 else line_end + 1
        if end >= len(data) or data[end:].lstrip(b" \t").startswith((b"[", b"#")):
            return (first, end, b"")
