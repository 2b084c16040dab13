"""The places of the keys and values in a TOML document.

tree-sitter gives byte offsets, even in a file with syntax errors. It runs only when there is something to report, since
reading the values alone is faster; a property test checks that both parsers see the same keys.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.source import KeyPath, Place, SourceText

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_DEPTH = 32
"""The deepest nesting of lists and tables a map may have."""

_KEYS = {"bare_key", "quoted_key", "dotted_key"}
_VALUES = {"array", "inline_table"}


class _Offsets(NamedTuple):
    key: tuple[int, int]
    value: tuple[int, int]


class Original(NamedTuple):
    """The file, in another format, that a document was made from.

    `origins` has, by key path, what gives the start and end byte of what a table or value was made from. `data` has the
    values of the document, if they are known without parsing it.
    """

    source: SourceText
    origins: Mapping[KeyPath, Callable[[], tuple[int, int]]]
    data: dict[str, Any] | None = None

    def of(self, path: KeyPath) -> Place:
        """The place of what the value at `path`, or the nearest table around it, was made from."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.origins:
                return self.source.place(*self.origins[path[:length]]())
        return self.source.place(0, 0)


@dataclass(frozen=True)
class Places:
    """The places in a document; `cleaned` is its text with unreadable statements blanked out.

    `indexes` has the place in its list of each step that was written in one, by table and id. If the document was made
    from one in another format, `original` is where messages place things.
    """

    source: SourceText
    cleaned: bytes
    indexes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    original: Original | None = None

    def of(self, path: KeyPath, *, key: bool = False) -> Place:
        """The place of the value at `path`, or of its key; if it is not in the file, of the nearest table around it."""
        if self.original is not None:
            return self.original.of(self._in_list(path))
        found = self.offsets(path, key=key)
        return self.source.place(*found) if found is not None else self.source.place(0, 0)

    def offsets(self, path: KeyPath, *, key: bool = False, exactly: bool = False) -> tuple[int, int] | None:
        """The start and end byte of the value at `path`, or of its key; None if there is nothing in the file.

        If the value is not in the file, those of the nearest table around it, unless `exactly`.
        """
        path = self._in_list(path)
        if not key or path not in self._found:
            self._read(path)
        written = _as_written(path, self._found)
        for length in range(len(written), 0, -1):
            found = self._found.get(written[:length])
            if found is not None:
                is_item = isinstance(written[length - 1], int)
                return found.key if (key or length < len(written)) and not is_item else found.value
            if exactly:
                return None
        return None

    def _in_list(self, path: KeyPath) -> KeyPath:
        """A path with the place of a step in its list, if it was written in one."""
        index = self.indexes.get(path[:2])  # type: ignore[arg-type] # a path may begin in other ways
        return path if index is None else (path[0], index, *path[2:])

    def everything(self) -> dict[KeyPath, tuple[int, int]]:
        """The start and end byte of every value in the document, by key path."""
        for path in list(self._unread):
            self._read(path)
        return {path: found.value for path, found in self._found.items()}

    def _read(self, path: KeyPath) -> None:
        """Record the keys of the tables along `path`; all headers have already been recorded."""
        for length in range(len(path) + 1):
            for table in self._unread.pop(path[:length], ()):
                for child in table.children:
                    if child.type == "pair":
                        _read_pair(child, path[:length], self._found)

    @cached_property
    def _found(self) -> dict[KeyPath, _Offsets]:
        return self._headers[0]

    @cached_property
    def _unread(self) -> dict[KeyPath, list[Node]]:
        return self._headers[1]

    @cached_property
    def _headers(self) -> tuple[dict[KeyPath, _Offsets], dict[KeyPath, list[Node]]]:
        """The offsets of the keys in and above the headers, and by path the tables whose keys are still unread."""
        found: dict[KeyPath, _Offsets] = {}
        tables: dict[KeyPath, list[Node]] = {}
        arrays: dict[KeyPath, int] = {}
        for node in syntax_tree(self.cleaned).children:
            if node.type == "pair":
                _read_pair(node, (), found)
            elif node.type in {"table", "table_array_element"}:
                path = _read_header(node, found, arrays)
                tables.setdefault(path, []).append(node)
        return found, tables

    def too_deep(self) -> Place:
        """The place where nesting first goes deeper than `MAX_DEPTH`."""
        stack = [(syntax_tree(self.cleaned), 0)]
        while stack:
            node, depth = stack.pop()
            deeper = depth + (node.type in _VALUES)
            if deeper > MAX_DEPTH:
                return self.source.place(node.start_byte, node.start_byte + 1)
            stack.extend((child, deeper) for child in reversed(node.children))
        return self.source.place(0, 0)


def _as_written(path: KeyPath, offsets: dict[KeyPath, _Offsets]) -> KeyPath:
    """The path as written in the file: a single value in place of a list has no index."""
    written: KeyPath = ()
    for key in path:
        if key != 0 or (*written, key) in offsets:
            written = (*written, key)
    return written


def syntax_tree(data: bytes) -> Node:
    """The syntax tree of a TOML document, by tree-sitter, even if it has syntax errors."""
    import tree_sitter  # noqa: PLC0415 - takes 20 ms, needed only if there is something to report
    import tree_sitter_toml  # noqa: PLC0415 - as above

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language())).parse(data).root_node


def _key_path(node: Node) -> list[tuple[str, tuple[int, int]]]:
    """The keys of a bare, quoted or dotted key, each with its offsets."""
    keys: list[tuple[str, tuple[int, int]]] = []
    stack = [node]
    while stack:
        part = stack.pop()
        if part.type == "dotted_key":
            stack.extend(reversed(part.children))
        elif part.type in _KEYS:
            keys.append((_key_text(part), (part.start_byte, part.end_byte)))
    return keys


def _key_text(node: Node) -> str:
    written = (node.text or b"").decode()
    if node.type == "bare_key":
        return written
    try:
        return next(iter(tomllib.loads(f"{written} = 0")))
    except (tomllib.TOMLDecodeError, StopIteration):
        return written


def _read_header(node: Node, found: dict[KeyPath, _Offsets], arrays: dict[KeyPath, int]) -> KeyPath:
    """Record the keys of a table's header, and return the path of the table."""
    header = next((child for child in node.children if child.type in _KEYS), None)
    if header is None:
        return ()
    keys = _key_path(header)
    path: KeyPath = ()
    for depth, (key, offsets) in enumerate(keys):
        path = (*path, key)
        is_last = depth == len(keys) - 1
        if is_last and node.type == "table_array_element":
            arrays[path] = arrays.get(path, -1) + 1
            found.setdefault(path, _Offsets(offsets, offsets))
        if path in arrays:
            path = (*path, arrays[path])
        found.setdefault(path, _Offsets(offsets, offsets))
    return path


def right_side(pair: Node) -> Node:
    """The value of a key-value pair, which a comment may follow on its line."""
    return [child for child in pair.children if child.type != "comment"][-1]


def _read_pair(node: Node, base: KeyPath, found: dict[KeyPath, _Offsets]) -> None:
    stack: list[tuple[Node, KeyPath]] = [(node, base)]
    while stack:
        pair, path = stack.pop()
        if len(path) > MAX_DEPTH or len(pair.children) < 3:  # noqa: PLR2004 - key, =, value
            continue
        value = right_side(pair)
        for name, key in _key_path(pair.children[0]):
            path = (*path, name)
            found.setdefault(path, _Offsets(key, (value.start_byte, value.end_byte)))
        _read_value(value, path, found, stack)


def _read_value(node: Node, path: KeyPath, found: dict[KeyPath, _Offsets], pairs: list[tuple[Node, KeyPath]]) -> None:
    """Record a list's items under `path`, and add an inline table's key-value pairs to `pairs`."""
    values = [(node, path)]
    while values:
        value, at = values.pop()
        if len(at) > MAX_DEPTH:
            continue
        if value.type == "inline_table":
            pairs.extend((child, at) for child in value.children if child.type == "pair")
        elif value.type == "array":
            items = [child for child in value.children if child.type not in {"[", "]", ",", "comment"}]
            for index, item in enumerate(items):
                offsets = (item.start_byte, item.end_byte)
                found[(*at, index)] = _Offsets(offsets, offsets)
                values.append((item, (*at, index)))
