"""The layout of a map's file: order of tables and keys, spaces, blank lines. Comments stay with what they belong to.

The content of a file does not change, and formatting is idempotent; property tests check both.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from argmap.editing.steps import StepForm, kept_in_list, rewritten
from argmap.findings import MapError
from argmap.loading.load import too_deep
from argmap.loading.places import Places, right_side, syntax_tree
from argmap.loading.syntax import parse
from argmap.loading.unnamed import STEP_TABLES
from argmap.loading.validation import keys_at
from argmap.source import KeyPath, Place, SourceText

if TYPE_CHECKING:
    from tree_sitter import Node

WIDTH = 120
_INDENT = "    "
_HEADERS = {"table", "table_array_element"}
_KEYS = {"bare_key", "quoted_key", "dotted_key"}
_FIRST = ("format", "include")
_LATE = ("concepts", "quote")  # where an element comes from goes below what it says
_GROUPS = {"map": 0, "sources": 1, "groups": 1, "accept": 3}
_OTHERS = 2


@dataclass
class _Comments:
    """Comments above something, in blocks of consecutive lines, with a blank line between blocks."""

    blocks: list[list[str]] = field(default_factory=list)
    apart: bool = False
    """Whether there is a blank line between the last comment and what it is above."""
    close: bool = False
    """Whether there is no blank line between the first comment and what comes before it."""

    def add(self, line: str, *, fresh: bool) -> None:
        if not self.blocks:
            self.close = not fresh
        if fresh or not self.blocks:
            self.blocks.append([])
        self.blocks[-1].append(line)

    def lines(self) -> list[str]:
        lines: list[str] = []
        for number, block in enumerate(self.blocks):
            lines += ([""] if number else []) + block
        return [*lines, ""] if self.apart and lines else lines


@dataclass
class _Pair:
    path: KeyPath
    text: str
    above: _Comments
    beside: str = ""

    def lines(self) -> list[str]:
        return [*self.above.lines(), self.text + (f"  {self.beside}" if self.beside else "")]


@dataclass
class _Table:
    path: KeyPath
    header: str
    above: _Comments
    beside: str = ""
    pairs: list[_Pair] = field(default_factory=list)
    below: _Comments = field(default_factory=_Comments)

    def lines(self) -> list[str]:
        lines = self.above.lines()
        if self.header:
            lines.append(self.header + (f"  {self.beside}" if self.beside else ""))
        keys = list(_FIRST) if not self.path else sorted(self._keys(), key=lambda key: key in _LATE)
        order = {key: number for number, key in enumerate(keys)}
        for pair in sorted(self.pairs, key=lambda pair: order.get(str(pair.path[0]), len(order))):
            lines += pair.lines()
        return [*lines, *self.below.lines()]

    def _keys(self) -> list[str]:
        """The keys of the table in the order of the format; an entry of a list of steps begins with its id."""
        if len(self.path) == 1 and self.path[0] in STEP_TABLES:
            return ["id", *keys_at((self.path[0], "id"))]
        return keys_at(self.path)


class UnusualNotation(ValueError):  # noqa: N818 - it names what is in the way
    """A step is written in a way that cannot be rewritten; `place` is where."""

    def __init__(self, place: Place) -> None:
        self.place = place
        super().__init__("a step is written in a way that cannot be rewritten")


def formatted_source(source: SourceText, steps: StepForm | None = None, kept: Collection[str] = ()) -> str:
    """The text of a map's file in argmap's layout; if `steps` is given, with its steps in that form.

    In a list, only the ids in `kept` are written. Raises `MapError` if the file is not valid TOML, and
    `UnusualNotation` if its steps cannot be rewritten.
    """
    try:
        text = formatted(source.text)
        return text if steps is None else _restepped(source, text, steps, kept)
    except (tomllib.TOMLDecodeError, RecursionError):
        parsed = parse(source)
        raise MapError(parsed.errors or [too_deep(Places(source, parsed.cleaned))]) from None


def formatted(text: str) -> str:
    """The text of a TOML document in argmap's layout. Raises `tomllib.TOMLDecodeError` if it is not valid TOML."""
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    before = tomllib.loads(plain)
    made = _joined(_read(plain.encode()))
    return (made if _says(made, before) else plain).replace("\n", newline)


def _restepped(source: SourceText, text: str, form: StepForm, kept: Collection[str]) -> str:
    """The formatted text of a source with its steps in a form."""
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    before = tomllib.loads(plain)
    kept = kept_in_list(before, kept)
    wanted = rewritten(before, form, kept)
    if wanted == before:
        return text
    tables = _read(plain.encode())
    ids = {kind: list(wanted[kind]) for kind in STEP_TABLES if type(wanted.get(kind)) is not type(before.get(kind))}
    for table in tables:
        if table.path and table.path[0] in ids:
            if form is StepForm.LIST:
                _into_list(table, kept)
            else:
                _out_of_list(table, ids[str(table.path[0])], is_entry=len(table.path) == 1)
    made = _joined(tables)
    if not _says(made, wanted):
        step = next(_without_header(_read(plain.encode()), ids), ())
        raise UnusualNotation(Places(source, source.data).of(step, key=True))
    return made.replace("\n", newline)


def _without_header(tables: list[_Table], kinds: Collection[str]) -> Iterator[KeyPath]:
    """The key paths of the steps, or lists of steps, that do not begin with a header of their own."""
    for table in tables:
        if not table.path[1:] and not table.header.startswith("[["):
            paths = ((*table.path, *pair.path) for pair in table.pairs)
            yield from (path[:2] for path in paths if path[0] in kinds)


def _into_list(table: _Table, kept: Collection[str]) -> None:
    """Write the table of a step as an entry of a list, and a table in it as one in the latest entry."""
    kind, *rest = map(str, table.path)
    if len(rest) == 1:
        table.header = f"[[{kind}]]"
        if rest[0] in kept:
            table.pairs.insert(0, _Pair(("id",), f'id = "{rest[0]}"', _Comments()))
    elif rest:
        table.header = _renamed(table, [kind, *rest[1:]])
    table.path = (kind, *rest[1:])


def _out_of_list(table: _Table, ids: list[str], *, is_entry: bool) -> None:
    """Write an entry of a list as a table of its own, and a table in it as one in that table."""
    kind, *rest = map(str, table.path)
    if is_entry:
        for pair in [pair for pair in table.pairs if pair.path == ("id",)]:
            table.above.blocks += [*pair.above.blocks, *([[pair.beside]] if pair.beside else [])]
            table.pairs.remove(pair)
        current = ids.pop(0)
        ids.append(current)  # so that the last one is that of the latest entry
    path = [kind, ids[-1], *rest]
    table.header = f"[{'.'.join(path)}]" if is_entry else _renamed(table, path)
    table.path = tuple(path)


def _renamed(table: _Table, path: list[str]) -> str:
    """The header of a table, or of an entry of a list, with another path."""
    joined = ".".join(path)
    return f"[[{joined}]]" if table.header.startswith("[[") else f"[{joined}]"


def _says(text: str, data: dict[str, Any]) -> bool:
    """Whether a text still has the same content; if not, as in some unforeseen notation, the file is left unchanged."""
    try:
        return tomllib.loads(text) == data
    except tomllib.TOMLDecodeError:
        return False


def _joined(tables: list[_Table]) -> str:
    def group(table: _Table) -> int:
        return _GROUPS.get(str(table.path[0]), _OTHERS) if table.path else -1

    parts = ["\n".join(table.lines()) for table in sorted(tables, key=group)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _read(data: bytes) -> list[_Table]:
    """The tables of a document with their key-value pairs and comments; the first has what is above all headers."""
    tables = [_Table((), "", _Comments())]
    waiting = _Comments()
    last_row = -2
    for node in _items(syntax_tree(data)):
        table, row = tables[-1], node.start_point.row
        if node.type == "comment":
            if row == last_row and not waiting.blocks:
                _beside(table, _text(node))
            else:
                waiting.add(_text(node).rstrip(), fresh=row > last_row + 1)
        elif node.type == "pair":
            beside = [child for child in node.children if child.type == "comment"]
            table.pairs.append(_Pair(_keys(node.children[0]), _pair(node), waiting))
            if beside:
                _beside(table, _text(beside[-1]))
            waiting = _Comments()
        else:
            _part(waiting, table, gap=row > last_row + 1)
            opening = "[[" if node.type == "table_array_element" else "["
            key = next(child for child in node.children if child.type in _KEYS)
            header = f"{opening}{_key(key)}{']' * len(opening)}"
            waiting.apart = row > last_row + 1
            tables.append(_Table(_keys(key), header, waiting))
            waiting = _Comments()
        last_row = _last_row(node)
    tables[-1].below.blocks += waiting.blocks
    return tables


def _items(root: Node) -> Iterator[Node]:
    """Headers, key-value pairs and comments, in the order of the file."""
    for node in root.children:
        yield node
        if node.type in _HEADERS:
            yield from (child for child in node.children if child.type in {"pair", "comment"})


def _last_row(node: Node) -> int:
    """The row on which an item ends; for a table, the row of its header."""
    if node.type in _HEADERS:
        return next(child for child in node.children if child.type in {"]", "]]"}).end_point.row
    return node.end_point.row


def _beside(table: _Table, comment: str) -> None:
    """Attach a comment to the pair or header on the same line."""
    if table.pairs:
        table.pairs[-1].beside = comment.rstrip()
    elif table.header:
        table.beside = comment.rstrip()


def _part(waiting: _Comments, table: _Table, *, gap: bool) -> None:
    """Move a block of comments that directly follows a table, and has a blank line after it, to that table.

    At the head of a file, every block but the one directly above the header is about the file.
    """
    is_head = not table.header and not table.pairs
    if waiting.close and not is_head and (gap or len(waiting.blocks) > 1):
        table.below.blocks.append(waiting.blocks.pop(0))
    while is_head and len(waiting.blocks) > (0 if gap else 1):
        table.below.blocks.append(waiting.blocks.pop(0))


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _keys(node: Node) -> KeyPath:
    """The keys of a bare, quoted or dotted key."""
    data = tomllib.loads(f"{_text(node)} = 0")
    keys: list[str] = []
    while isinstance(data, dict):
        key, data = next(iter(data.items()))
        keys.append(key)
    return tuple(keys)


def _key(node: Node) -> str:
    """A key as written, without spaces around its dots."""
    if node.type != "dotted_key":
        return _text(node)
    return ".".join(_key(child) for child in node.children if child.type in _KEYS)


def _pair(node: Node) -> str:
    key = f"{_key(node.children[0])} = "
    return key + _value(right_side(node), WIDTH - len(key))


def _value(node: Node, width: int) -> str:
    """A value on one line; a list that is too long on several lines; a value with comments or line breaks unchanged."""
    if node.type == "string":
        return _string(_text(node))
    if node.type not in {"array", "inline_table"} or _is_left_alone(node):
        return _text(node)
    flat = _flat(node)
    if len(flat) <= width or node.type == "inline_table":
        return flat
    items = [_flat(child) for child in node.children if child.type not in {"[", "]", ","}]
    return "[\n" + "".join(f"{_INDENT}{item},\n" for item in items) + "]"


def _is_left_alone(node: Node) -> bool:
    """Whether a list or inline table contains a comment or a multi-line text."""
    stack = [node]
    while stack:
        inner = stack.pop()
        if inner.type == "comment" or (inner.type == "string" and "\n" in _text(inner)):
            return True
        stack.extend(inner.children)
    return False


def _flat(node: Node) -> str:
    if node.type == "array":
        items = [_flat(child) for child in node.children if child.type not in {"[", "]", ","}]
        return f"[{', '.join(items)}]"
    if node.type == "inline_table":
        pairs = [child for child in node.children if child.type == "pair"]
        inside = ", ".join(f"{_key(pair.children[0])} = {_flat(right_side(pair))}" for pair in pairs)
        return f"{{ {inside} }}" if pairs else "{}"
    return _string(_text(node)) if node.type == "string" else _text(node)


def _string(text: str) -> str:
    """A text in double quotes if that needs no escapes."""
    if re.fullmatch(r"'[^'\"\\\n\x00-\x1f\x7f]*'", text) and not text.startswith("'''"):
        return f'"{text[1:-1]}"'
    return text
