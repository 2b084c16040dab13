"""Texts compared as a reader compares them: without the differences that come from typesetting."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_ALIKE = {
    **dict.fromkeys("‘’‚‛′‹›ʼ`´", "'"),
    **dict.fromkeys('"“”„‟″«»', "'"),  # single or double is a matter of style, and of the quote around
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}
DASHES = "-‐‑‒–—―−﹘﹣－"
_BROKEN = "-‐\u00ad"
"""What may stand at the end of a line because a word is divided there."""
DIVIDED = "\ue000"
"""What stands in folded texts where a line ends in a hyphen within a word, which may belong to the word or not."""
LEFT_OUT = "\u2060"
"""What stands in a text for the mark of a footnote; folding takes it out."""
_BETWEEN = rf"\s{re.escape(DASHES)}" + "".join(char for char, form in _ALIKE.items() if not form)
_SIGNS = str.maketrans(_ALIKE)
_JAMO = "\u1160-\u11ff"  # they form one syllable with the letter before, without being combining marks


@dataclass(frozen=True, slots=True)
class Folded:
    """A text after folding, and the places in the text before it.

    `starts` has the beginnings of the pieces of the folded text, and `places` for each piece its beginning in the
    text before folding, its end there, and whether it is unchanged.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int, bool], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the text before folding that became this part of the folded text."""
        return self._place(start)[0], self._place(end - 1)[1] if end > start else self._place(start)[0]

    def _place(self, at: int) -> tuple[int, int]:
        """The first and last place before folding of what is at a place after it."""
        piece = bisect_right(self.starts, at) - 1
        start, end, same = self.places[piece]
        here = start + at - self.starts[piece]
        return (here, here + 1) if same else (start, end)


_RAISED = frozenset("\u00b2\u00b3\u00b9\u2070\u2074\u2075\u2076\u2077\u2078\u2079") | set(
    map(chr, range(0x2080, 0x208A))
)
"""Raised and lowered digits, which make another number than digits on the line."""
_RAISED_DIGITS = re.compile(f"([{''.join(sorted(_RAISED))}])")


@lru_cache(maxsize=64)
def fold(text: str) -> Folded:
    """A text with Unicode forms (NFKC), white space, quotation marks and dashes normalised, as one line.

    A dash of any length, with or without blanks around it, is one hyphen; what only divides a word is left out.

    >>> fold("“Low   wages” — they said").text
    "'Low wages'-they said"
    """
    made: list[str] = []
    starts: list[int] = []
    places: list[tuple[int, int, bool]] = []
    begin, stop = 0, len(text)
    while begin < stop and _is_nothing(text[begin]):
        begin += 1
    while stop > begin and _is_nothing(text[stop - 1]):
        stop -= 1
    length, at = 0, begin
    for match in _changes(text).finditer(text, begin, stop):
        start, end = match.span()
        if start > at:
            starts.append(length)
            places.append((at, start, True))
            made.append(text[at:start])
            length += start - at
        piece = match[0]
        is_divided = piece[0] in _BROKEN and "\n" in piece and text[start - 1 : start].isalpha()
        folded = DIVIDED if is_divided and text[end : end + 1].isalpha() and _is_end(piece) else _folded(piece)
        if folded == DIVIDED and piece[0] == "\u00ad":
            folded = ""
        if folded:
            starts.append(length)
            places.append((start, end, False))
            made.append(folded)
            length += len(folded)
        at = end
    if stop > at:
        starts.append(length)
        places.append((at, stop, True))
        made.append(text[at:stop])
    return Folded("".join(made), tuple(starts) or (0,), tuple(places) or ((0, 0, False),))


def _is_end(piece: str) -> bool:
    """Whether a hyphen is the last of its line."""
    return not piece[1:].strip()


def _is_nothing(char: str) -> bool:
    """Whether a character at the end of a text is not seen."""
    return char.isspace() or _ALIKE.get(char) == ""


def _changes(text: str) -> re.Pattern[str]:
    """What folding changes in this text: runs of blanks and dashes, and characters that have another form."""
    used = set(text)
    marks = re.escape("".join(sorted(char for char in used if unicodedata.combining(char))))
    others = re.escape("".join(sorted(char for char in used if _ALIKE.get(char) or _has_other_form(char))))
    parts = [rf"[{_BETWEEN}]+", rf"[^{_BETWEEN}][{marks}{_JAMO}]+"]
    if others:
        parts.append(rf"(?:[{others}](?![{marks}{_JAMO}]))+")
    # a single blank between words is as it should be, and the most frequent
    return re.compile(rf"(?! [^{_BETWEEN}])(?:{'|'.join(parts)})")


@lru_cache(maxsize=4096)
def _has_other_form(char: str) -> bool:
    return not _is_nothing(char) and char not in _RAISED and unicodedata.normalize("NFKC", char) != char


@lru_cache(maxsize=4096)
def _folded(piece: str) -> str:
    """What becomes of a piece of a text that folding changes."""
    if not all(char in DASHES or _is_nothing(char) for char in piece):
        alike = "".join(_ALIKE.get(char, char) for char in piece)
        parts = _RAISED_DIGITS.split(alike)
        return "".join(part if part in _RAISED else unicodedata.normalize("NFKC", part) for part in parts).translate(
            _SIGNS
        )
    if any(char in DASHES for char in piece):
        return "-"
    return " " if any(map(str.isspace, piece)) else ""
