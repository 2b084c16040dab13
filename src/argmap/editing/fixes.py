"""Edits to a file's text at the places of its keys; everything else stays unchanged, and nothing but what was meant.

An edit that unusual notation makes impossible, or that would change anything else, is left out.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Any, NamedTuple

from argmap.findings import MapError
from argmap.loading.load import Document, LoadedMap, load_changed
from argmap.model import Map
from argmap.source import KeyPath, visible


class Action(Enum):
    """What an edit does at its path."""

    SET = auto()
    """Give the value the `text`, as TOML."""
    ADD = auto()
    """Add the `text`, as TOML, to the list, which is made if there is none."""
    REMOVE = auto()
    """Take the entry out of the list of tables."""
    MOVE = auto()
    """Move the element to the table called `text`."""
    COMMENT = auto()
    """Make a comment of the key and its value."""


class Edit(NamedTuple):
    """One edit to a map. One that is not `safe` changes what the map means, and is only made if that is asked for."""

    path: KeyPath
    action: Action
    text: str = ""
    safe: bool = True


def fixed(loaded: LoadedMap, fixes: Iterable[Sequence[Edit]]) -> dict[Path, bytes]:
    """The new bytes of each file that some fixes change; files without a path (standard input) are left out.

    The edits of a fix are made together or not at all. If all fixes together do something that was not meant, they are
    tried one after the other.
    """
    wanted = list(dict.fromkeys(tuple(fix) for fix in fixes if fix))
    together = [edit for fix in wanted for edit in fix]
    made = _made(loaded, together)
    if not made or _is_as_meant(loaded, made, together):
        return made
    done: list[Edit] = []
    for fix in wanted:
        made = _made(loaded, [*done, *fix])
        if made and _is_as_meant(loaded, made, [*done, *fix]):
            done += fix
    return _made(loaded, done)


def _made(loaded: LoadedMap, edits: Iterable[Edit]) -> dict[Path, bytes]:
    """The new bytes of each file, whatever they mean."""
    by_document: dict[int, list[Edit]] = {}
    for edit in edits:
        number = loaded.documents.index(loaded.document_of(edit.path))
        by_document.setdefault(number, []).append(edit._replace(path=loaded.written_path(edit.path)))
    made = {}
    for number, own in by_document.items():
        document = loaded.documents[number]
        if document.path is not None and not document.is_translated:
            data = edited(document, own)
            if data != document.source.data:
                made[document.path] = data
    return made


def _is_as_meant(loaded: LoadedMap, made: Mapping[Path, bytes], edits: Sequence[Edit]) -> bool:
    """Whether the new files are a map that differs from the old one as the edits say, and in nothing else."""
    try:
        after = load_changed(loaded, made)
    except MapError:
        return False
    if all(edit.safe for edit in edits):
        is_, was = _values(after.map), _changed(_values(loaded.map), edits)
        for path in (edit.path for edit in edits if edit.action is Action.ADD):  # in any order
            for values in (is_, was):
                _list_at(values, path).sort()
        return is_ == was
    ids = set(loaded.map.ids())
    return set(after.map.ids()) == ids and all(_said(loaded.map, name) == _said(after.map, name) for name in ids)


def _list_at(values: Any, path: KeyPath) -> list[str]:  # noqa: ANN401 - any value of a map
    for key in path:
        values = values[key]
    found: list[str] = values
    return found


def _values(map_: Map) -> dict[str, Any]:
    """A map as plain values."""
    return map_.model_dump(mode="json")


def _said(map_: Map, element_id: str) -> tuple[object, object]:
    """What an element says and where it comes from, whatever table it is in."""
    element = next(element for _, known, element in map_.elements() if known == element_id)
    return getattr(element, "text", None), getattr(element, "quote", None)


def _changed(values: dict[str, Any], edits: Sequence[Edit]) -> dict[str, Any]:
    """Plain values with the changes that edits are meant to make."""
    removed: list[int] = []
    for edit in edits:
        if edit.action is Action.REMOVE:
            removed.append(int(edit.path[-1]))
            continue
        inside: Any = values
        for key in edit.path[:-1]:
            inside = inside[key]
        value = tomllib.loads(f"value = {edit.text}")["value"]
        key = edit.path[-1]
        inside[key] = [*inside[key], value] if edit.action is Action.ADD else value
    values["accept"] = [entry for index, entry in enumerate(values["accept"]) if index not in removed]
    return values


def toml_string(text: str) -> str:
    """A text as a basic string of TOML, on one line, with control characters written by their numbers."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(f"\\U{ord(char):08X}" if len(visible(char)) > 1 else char for char in quoted)


def edited(document: Document, edits: Iterable[Edit]) -> bytes:
    """The document's bytes after the edits; an edit that unusual notation makes impossible is skipped."""
    data = document.source.data
    changes: dict[tuple[int, int], bytes] = {}
    for edit in _merged(edits):
        change = _change(document, data, edit)
        if change is not None:
            changes.setdefault(change[:2], change[2])
    end = len(data)
    for (start, stop), text in sorted(changes.items(), reverse=True):
        if stop <= end:
            data = data[:start] + text + data[stop:]
            end = start
    return data


def _merged(edits: Iterable[Edit]) -> list[Edit]:
    """The edits, with one for all that is added to one list, and one for each other path."""
    found: dict[KeyPath, Edit] = {}
    for edit in edits:
        first = found.setdefault(edit.path, edit)
        if first is not edit and first.action is edit.action is Action.ADD and edit.text not in first.text.split(", "):
            found[edit.path] = first._replace(text=f"{first.text}, {edit.text}")
    return list(found.values())


_Change = tuple[int, int, bytes]


def _change(document: Document, data: bytes, edit: Edit) -> _Change | None:
    places = document.places
    if edit.action is Action.MOVE:
        return _moved(data, places.offsets(edit.path, key=True, exactly=True), edit)
    found = places.offsets(edit.path, exactly=True)
    if edit.action is Action.ADD:
        if found is None:
            text = places.offsets((*edit.path[:-1], "text"), exactly=True)
            return _entered(data, text, f"{edit.path[-1]} = [{edit.text}]")
        return (*found, _added(data[found[0] : found[1]], edit.text.encode()))
    if found is None:
        return None
    if edit.action is Action.SET:
        return (*found, edit.text.encode())
    if edit.action is Action.REMOVE:
        return _table_out(data, found[0])
    key = places.offsets(edit.path, key=True, exactly=True)
    return _line_as_comment(data, key[0], found[1]) if key is not None else None


def _moved(data: bytes, key: tuple[int, int] | None, edit: Edit) -> _Change | None:
    """A new table name in the header `[table.id]` of an element."""
    if key is None:
        return None
    start = data.rfind(b"\n", 0, key[0]) + 1
    header = re.match(rb"\s*\[\s*([\w-]+)\s*\.\s*$", data[start : key[0]])
    return (start + header.start(1), start + header.end(1), edit.text.encode()) if header else None


def _added(array: bytes, items: bytes) -> bytes:
    """A list with items added: at its end, or at its beginning if it goes over several lines, as comments may follow.

    A value that is not a list becomes the first item of one.
    """
    if not array.startswith(b"["):
        return b"[" + array + b", " + items + b"]"
    inside = array[1:-1]
    if not inside.strip():
        return b"[" + items + b"]"
    if b"\n" in inside or b"#" in inside:
        return b"[" + items + b"," + (b" " if not inside[:1].isspace() else b"") + inside + b"]"
    return b"[" + inside.rstrip(b" \t,") + b", " + items + b"]"


def _entered(data: bytes, text: tuple[int, int] | None, line: str) -> _Change | None:
    """A new key below the element's text, if nothing but a comment follows the text on its line."""
    if text is None:
        return None
    end = data.find(b"\n", text[1])
    end = len(data) if end < 0 else end
    rest = data[text[1] : end].strip()
    if rest and not rest.startswith(b"#"):
        return None
    newline = b"\r\n" if data[max(0, end - 1) : end] == b"\r" else b"\n"
    at = end - (1 if newline == b"\r\n" else 0)
    return (at, at, newline + line.encode())


def _line_as_comment(data: bytes, start: int, end: int) -> _Change | None:
    """A key and its value as comments, if nothing else stands on their lines but a comment."""
    first = data.rfind(b"\n", 0, start) + 1
    last = data.find(b"\n", end)
    last = len(data) if last < 0 else last
    rest = data[end:last].strip()
    if data[first:start].strip() or (rest and not rest.startswith(b"#")):
        return None
    return (first, last, b"\n".join(b"# " + line for line in data[first:last].split(b"\n")))


def _table_out(data: bytes, at: int) -> _Change | None:
    """The removal of a table in a list, from its header to the next header or a comment; none if it has comments."""
    first = data.rfind(b"\n", 0, at) + 1
    end = first
    while True:
        line_end = data.find(b"\n", end)
        end = len(data) if line_end < 0 else line_end + 1
        if end >= len(data) or data[end:].lstrip(b" \t").startswith((b"[", b"#")):
            return (first, end, b"") if b"#" not in data[first:end] else None
