"""The text of a file and places in it; this module knows nothing about arguments.

Lines and columns count from 1. A column counts Unicode code points, as Python, Rust and most editors'
"go to line:column" do; a tab is one column, and so is each code point of a combining sequence.
"""

from __future__ import annotations

import bisect
import json
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""Keys and list indices from the root of a document to a value, such as `("premises", "wages", "text")`."""

# Controls that reorder or embed text: shown by code point, so that no text can pass itself off as another.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Position(NamedTuple):
    """A point in a text: 1-based line, 1-based column in code points."""

    line: int
    column: int


class Span(NamedTuple):
    """From `start` up to, but not including, `end`."""

    start: Position
    end: Position


class Place(NamedTuple):
    """A span in a named file, with the text of its first line for messages."""

    file: str
    span: Span
    line_text: str = ""


@dataclass(frozen=True)
class SourceText:
    """The text of a file, called `name` in messages; `data` is the text in UTF-8 without a byte order mark."""

    name: str
    data: bytes
    _starts: list[int] = field(default_factory=list, compare=False, repr=False)

    def _line_starts(self) -> list[int]:
        if not self._starts:
            self._starts.append(0)
            at = self.data.find(b"\n")
            while at >= 0:
                self._starts.append(at + 1)
                at = self.data.find(b"\n", at + 1)
        return self._starts

    @property
    def text(self) -> str:
        """The whole text."""
        return self.data.decode("utf-8")

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line ending; empty past the end."""
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.data)
        return self.data[starts[number - 1] : end].decode("utf-8", "replace").rstrip("\r\n")

    def position(self, offset: int) -> Position:
        """The position of byte `offset` (0 to the size of the text)."""
        starts = self._line_starts()
        row = bisect.bisect_right(starts, offset) - 1
        return Position(row + 1, len(self.data[starts[row] : offset].decode("utf-8", "replace")) + 1)

    def offset(self, line: int, column: int) -> int:
        """The byte at a line (from 1) and a column (in bytes, from 0); the end of the text past its end."""
        starts = self._line_starts()
        return min(starts[line - 1] + column, len(self.data)) if line <= len(starts) else len(self.data)

    def place(self, start: int, end: int) -> Place:
        """The place from byte `start` to byte `end`."""
        first = self.position(start)
        return Place(self.name, Span(first, self.position(end)), self.line(first.line))

    def place_at(self, position: Position, length: int = 1) -> Place:
        """The place of `length` code points starting at `position`."""
        end = Position(position.line, position.column + length)
        return Place(self.name, Span(position, end), self.line(position.line))


def visible(text: str) -> str:
    """The text with control characters made visible, safe for XML, HTML and terminals.

    White space becomes plain spaces; control characters, bidirectional embeddings and code points that XML forbids
    become `[U+0000]`, `[U+202E]` and the like. Marks that scripts need (joiners, U+200E, U+200F) are kept.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _visible_char(char) for char in text)


def json_text(document: object) -> str:
    r"""JSON for other programs with texts as they are, and control characters written by their numbers.

    >>> print(json_text("\u062fone\u202e"))
    "دone\u202e"
    """
    lines = json.dumps(document, ensure_ascii=False, indent=1).split("\n")
    return "\n".join(line if line.isprintable() else "".join(map(_json_char, line)) for line in lines)


def shortened(text: str, length: int = 80) -> str:
    """The text with an ellipsis for what is past `length` characters.

    >>> shortened("a long word", 6)
    'a lon…'
    """
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _visible_char(char: str) -> str:
    code = ord(char)
    if char in "\t\n\r\u2028\u2029\x0b\x0c" or unicodedata.category(char) == "Zs":
        return " "
    if char in _BIDI_CONTROLS or unicodedata.category(char) in {"Cc", "Cs"} or _is_noncharacter(code):
        return f"[U+{code:04X}]"
    return char


def _json_char(char: str) -> str:
    is_harmless = char.isprintable() or len(_visible_char(char)) == 1
    return char if is_harmless else json.dumps(char)[1:-1].replace("\x7f", r"\u007f")


def _is_noncharacter(code: int) -> bool:
    """Whether the code point is a Unicode noncharacter (the same in every version of Unicode)."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - the ranges in section 23.7 of the Unicode Standard
