"""Fixed font metrics: how wide a text is and how it wraps, the same on every machine.

Widths are those of Arial and Helvetica, regular and bold, from `font_widths.json` and `font_widths_bold.json` (made by
`tools/font_widths.py`). In the drawing, every line whose width is known exactly is set to that width, so text stays in
its box whatever font the reader has.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

_UNKNOWN = 700  # thousandths of an em: wider than most letters of the scripts that are not in the table
_WIDE = 1000  # a CJK ideograph
_EMOJI = 1400  # the widest emoji font in common use
_NO_BREAK_BEFORE = frozenset("、。，．・：；？！）」』】〉》〕｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…")
_NO_BREAK_AFTER = frozenset("（「『【〈《〔｛")
_ELLIPSIS = "…"
_PLAIN = frozenset(map(ord, "–—‘’“”•…"))  # punctuation that behaves as Latin letters do


_BOLD = 1.1
"""Bold letters that are not in the table are wider than regular ones by at most this factor."""


@cache
def _widths() -> dict[int, int]:
    return _table("font_widths.json")


@cache
def _bold_widths() -> dict[int, int]:
    return _table("font_widths_bold.json")


def _table(name: str) -> dict[int, int]:
    table = json.loads(files("argmap.layout").joinpath(name).read_text("ascii"))
    return {
        int(first, 16) + offset: width
        for first, widths in table.items()
        for offset, width in enumerate(widths)
        if width >= 0
    }


def _is_joined(code: int) -> bool:
    """Whether the code point is from a script whose letters join, so that the sum of widths is only an upper bound."""
    return 0x0600 <= code <= 0x08FF or 0xFB50 <= code <= 0xFEFF  # noqa: PLR2004 - Arabic blocks


def _grapheme_width(grapheme: str) -> int:
    code = ord(grapheme[0])
    width = _widths().get(code)
    if len(grapheme) > 1 and ("\ufe0f" in grapheme or "\u200d" in grapheme or code >= 0x1F000):  # noqa: PLR2004
        return _EMOJI
    if width is not None:
        extra = sum(_widths().get(ord(char), 0) for char in grapheme[1:] if not unicodedata.combining(char))
        return width + extra
    if code >= 0x1F000 and code < 0x20000:  # noqa: PLR2004 - the emoji planes
        return _EMOJI
    from wcwidth import wcwidth  # noqa: PLC0415 - as in _thousandths

    columns = wcwidth(grapheme[0])
    return 0 if columns == 0 else _WIDE if columns == 2 else _UNKNOWN * len(grapheme)  # noqa: PLR2004 - columns


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line at a font size, in the same unit; only an upper bound if `is_exact` is false."""
    return (_bold_thousandths(text) if bold else _thousandths(text)) * size / 1000


def _is_plain(text: str) -> bool:
    """Whether every character is a grapheme of its own and breaks across lines as Latin letters do."""
    return text.isascii() or all(ord(char) < 0x300 or ord(char) in _PLAIN for char in text)  # noqa: PLR2004 - Latin


@lru_cache(maxsize=50_000)  # the same words recur
def _thousandths(text: str) -> int:
    widths = _widths()
    if _is_plain(text):
        return sum([widths.get(ord(char), _UNKNOWN) for char in text])
    from wcwidth import iter_graphemes  # noqa: PLC0415 - takes 10 ms, not needed for Latin script

    return sum(_grapheme_width(grapheme) for grapheme in iter_graphemes(text))


@lru_cache(maxsize=10_000)
def _bold_thousandths(text: str) -> float:
    widths, plain = _bold_widths(), _widths()
    if _is_plain(text):
        return sum([widths.get(ord(char)) or plain.get(ord(char), _UNKNOWN) * _BOLD for char in text])
    from wcwidth import iter_graphemes  # noqa: PLC0415 - as above

    return sum(_bold_grapheme(grapheme, widths) for grapheme in iter_graphemes(text))


def _bold_grapheme(grapheme: str, widths: Mapping[int, int]) -> float:
    known = widths.get(ord(grapheme)) if len(grapheme) == 1 else None
    return _grapheme_width(grapheme) * _BOLD if known is None else known


def is_exact(text: str) -> bool:
    """Whether a line can be set to its `text_width`: Latin, Greek, Cyrillic, Hebrew and CJK."""
    widths = _widths()
    codes = map(ord, text)
    return all((code in widths and not _is_joined(code)) or _is_cjk(code) for code in codes)


def _is_cjk(code: int) -> bool:
    """Whether the code point is one em wide in every font: kana, ideographs, Hangul."""
    return 0x3000 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7A3  # noqa: PLR2004 - the blocks


def wrap(text: str, width: float, size: float, *, max_lines: int = 100, bold: bool = False) -> list[str]:
    """Wrap a text into lines of at most `width` at font size `size`, both in the same unit.

    Breaks at spaces and between CJK characters, and inside a word only if the word alone is too wide. If there are more
    than `max_lines`, the last one ends with an ellipsis.
    """
    lines: list[str] = []
    line, line_width = "", 0.0
    space = text_width(" ", size, bold=bold)
    for piece, glue in _pieces(text, width, size, bold=bold):
        piece_width = text_width(piece, size, bold=bold)
        gap = space if glue and line else 0.0
        if line and line_width + gap + piece_width > width:
            lines.append(line)
            line, line_width = piece, piece_width
        else:
            line += (glue if line else "") + piece
            line_width += gap + piece_width
        if len(lines) > max_lines:
            break
    lines.append(line)
    if len(lines) > max_lines:
        lines = lines[:max_lines]
        lines[-1] = _shortened(lines[-1] + _ELLIPSIS, width, size, bold=bold)
    return lines


def _shortened(line: str, width: float, size: float, *, bold: bool) -> str:
    while text_width(line, size, bold=bold) > width and len(line) > 1:
        line = line[:-2] + _ELLIPSIS
    return line


def _pieces(text: str, width: float, size: float, *, bold: bool) -> Iterator[tuple[str, str]]:
    """Unbreakable pieces, each with the separator before it (a space or nothing)."""
    for word in text.split():
        glue = " "
        for part in [word] if _is_plain(word) else _cjk_parts(word):
            for bit in _bits(part, width, size, bold=bold):
                yield bit, glue
                glue = ""


def _cjk_parts(word: str) -> list[str]:
    from wcwidth import iter_graphemes, wcwidth  # noqa: PLC0415 - as in _thousandths

    parts: list[str] = []
    for grapheme in iter_graphemes(word):
        wide = wcwidth(grapheme[0]) == 2 and ord(grapheme[0]) < 0x1F000  # noqa: PLR2004 - two columns, but not an emoji
        before = parts[-1][-1] if parts else ""
        starts_part = not parts or (
            (wide or (before and wcwidth(before) == 2))  # noqa: PLR2004 - two columns
            and grapheme not in _NO_BREAK_BEFORE
            and before not in _NO_BREAK_AFTER
        )
        if starts_part:
            parts.append(grapheme)
        else:
            parts[-1] += grapheme
    return parts


def _bits(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """A word, split into parts of at most `width` if it is too wide."""
    if text_width(word, size, bold=bold) <= width:
        return [word]
    from wcwidth import iter_graphemes  # noqa: PLC0415 - as in _thousandths

    bits, bit, used = [], "", 0.0
    for grapheme in iter_graphemes(word):
        step = text_width(grapheme, size, bold=bold)
        if bit and used + step > width:
            bits.append(bit)
            bit, used = "", 0.0
        bit += grapheme
        used += step
    return [*bits, bit]
