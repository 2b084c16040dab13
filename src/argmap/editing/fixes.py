"""Edits to a file's text at the places of its keys; everything else stays unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from argmap.loading.load import Document, LoadedMap
from argmap.source import KeyPath


class Edit(NamedTuple):
    """One edit to a map.

    The value at `path` becomes `text`, and the key is added if there is none; if `text` is None, the key (or the entry
    of a list of tables) is removed. With `table`, the element at `path` moves to the table named `text` instead.
    """

    path: KeyPath
    text: str | None = None
    table: bool = False


def fixed(loaded: LoadedMap, edits: Iterable[Edit]) -> dict[Path, bytes]:
    """The new bytes of each file that the edits change; files without a path (standard input) are left out."""
    by_document: dict[int, list[Edit]] = {}
    for edit in edits:
        number = loaded.documents.index(loaded.document_of(edit.path))
        by_document.setdefault(number, []).append(edit._replace(path=loaded.written_path(edit.path)))
    made = {}
    for number, own in by_document.items():
        document = loaded.documents[number]
        data = edited(document, own)
        if document.path is not None and data != document.source.data and not document.is_translated:
            made[document.path] = data
    return made


_Change = tuple[int, int, bytes]


def edited(document: Document, edits: Iterable[Edit]) -> bytes:
    """The document's bytes after the edits; an edit that unusual notation makes impossible is skipped."""
    data = document.source.data
    changes = [change for edit in dict.fromkeys(edits) if (change := _change(document, data, edit)) is not None]
    end = len(data)
    for start, stop, text in sorted(set(changes), reverse=True):
        if stop <= end:
            data = data[:start] + text + data[stop:]
            end = start
    return data


def _change(document: Document, data: bytes, edit: Edit) -> _Change | None:
    places = document.places
    if edit.table:
        return _moved(data, places.offsets(edit.path, key=True, exactly=True), edit)
    found = places.offsets(edit.path, exactly=True)
    if edit.text is not None:
        if found is not None:
            return (*found, edit.text.encode())
        return _entered(data, places.offsets((*edit.path[:-1], "text"), exactly=True), edit)
    if found is None:
        return None
    if isinstance(edit.path[-1], int):
        return _table_out(data, found[0])
    key = places.offsets(edit.path, key=True, exactly=True)
    return _line_out(data, key[0], found[1]) if key is not None else None


def _moved(data: bytes, key: tuple[int, int] | None, edit: Edit) -> _Change | None:
    """A new table name in the header `[table.id]` of an element."""
    if key is None or edit.text is None:
        return None
    start = data.rfind(b"\n", 0, key[0]) + 1
    header = re.match(rb"\s*\[\s*([\w-]+)\s*\.\s*$", data[start : key[0]])
    return (start + header.start(1), start + header.end(1), edit.text.encode()) if header else None


def _entered(data: bytes, text: tuple[int, int] | None, edit: Edit) -> _Change | None:
    """A new key below the element's text, if nothing but a comment follows the text on its line."""
    if text is None or edit.text is None:
        return None
    end = data.find(b"\n", text[1])
    end = len(data) if end < 0 else end
    rest = data[text[1] : end].strip()
    if rest and not rest.startswith(b"#"):
        return None
    newline = b"\r\n" if data[max(0, end - 1) : end] == b"\r" else b"\n"
    at = end - (1 if newline == b"\r\n" else 0)
    return (at, at, newline + f"{edit.path[-1]} = {edit.text}".encode())


def _line_out(data: bytes, start: int, end: int) -> _Change | None:
    """The removal of the lines of a key, its value and any comment after it, unless they contain something else."""
    first = data.rfind(b"\n", 0, start) + 1
    last = data.find(b"\n", end)
    last = len(data) if last < 0 else last + 1
    rest = data[end:last].strip()
    if data[first:start].strip() or (rest and not rest.startswith(b"#")):
        return None
    return (first, last, b"")


def _table_out(data: bytes, at: int) -> _Change:
    """The removal of a table in a list, from its header to the next header or the comments above that."""
    first = data.rfind(b"\n", 0, at) + 1
    end = first
    while True:
        line_end = data.find(b"\n", end)
        end = len(data) if line_end < 0 else line_end + 1
        if end >= len(data) or data[end:].lstrip(b" \t").startswith((b"[", b"#")):
            return (first, end, b"")
