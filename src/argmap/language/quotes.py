"""Looking up quotes in the text of their source, ignoring differences that come from typesetting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.language.folding import DIVIDED, LEFT_OUT, Folded, fold
from argmap.language.nearest import nearest
from argmap.model import Quote

if TYPE_CHECKING:
    import regex

QuoteKey = Literal["exact", "start", "end"]

_MARKED = re.compile(
    r"(?P<dots>\s?[\[(]?\.\.\.[\])]?\s?)|(?<!\w)\[(?P<letter>\w)\](?=\w)|(?P<words>\s?\[[^\]]*\]\s?)|(?P<char>.)",
    re.DOTALL,
)
"""The conventions of quoting: dots for words left out, brackets for words put in, and all other characters."""
_ATTACHED = re.compile(r"\[[^\]]{2,}\]\w")
"""The beginning of a word in brackets, which may make it another word: [un]able."""
_UNSEEN = re.compile(f"[{LEFT_OUT}\u00ad\u200b\ufeff]")
_LONGEST_INSERTION = 80  # characters of the source that words in brackets may stand for


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a quote stands in a text, and the parts in between that it leaves out."""

    start: int
    end: int
    omitted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where a quote stands in a text, or why it does not.

    `same_case` is false if only capital letters differ. If the quote was not found, `key` is what was not found of
    it, `nearest` the most similar passage (empty if nothing is similar), and `swapped` says that its end stands only
    before its start.
    """

    passages: tuple[Passage, ...] = ()
    same_case: bool = True
    key: QuoteKey = "exact"
    nearest: str = ""
    swapped: bool = False

    @property
    def count(self) -> int:
        """How often the quote appears."""
        return len(self.passages)


@lru_cache(maxsize=4096)
def look_up(quote: Quote, text: str) -> Lookup:
    """Look up a quote in the text of its source; cached, since several rules need it.

    Whole words only: neither the beginning nor the end is inside a word. If it is not there as written, three dots
    stand for words left out, and brackets for words of the map-maker in place of some of the source's.
    """
    whole = fold(text)
    for any_case in (False, True):
        if passages := tuple(_passages(quote, text, whole, any_case=any_case)):
            return Lookup(passages, same_case=not any_case)
    key: QuoteKey = "exact" if quote.exact is not None else "start"
    words = quote.exact or quote.start or ""
    if quote.end is not None and any(_places(words, text, whole, any_case=True)):
        if any(_places(quote.end, text, whole, any_case=True)):
            return Lookup(key="end", swapped=True)
        key, words = "end", quote.end
    place = _around(words, text, whole) or nearest(fold(words).text, whole.text)
    return Lookup(key=key, nearest=_on_one_line(text, *whole.span(*place), joined=False) if place else "")


def _around(words: str, text: str, whole: Folded) -> tuple[int, int] | None:
    """The whole words around the first place where a quote begins or ends inside a word; None if it is nowhere."""
    match = _compiled(_chars(fold(words).text, whole), whole, any_case=True).search(whole.text)
    if match is None:
        return None
    start, end = match.span()
    while start > 0 and (not _is_edge(whole, start) or _is_cut_number(text, whole, start)):
        start -= 1
    while end < len(whole.text) and not _is_edge(whole, end):
        end += 1
    return start, end


def own_words(quote: str, text: str, start: int, end: int) -> str:
    """The words of a passage as the source has them, on one line; a divided word is written as in the quote."""
    joined = _on_one_line(text, start, end, joined=True)
    same = fold(joined).text.casefold() == fold(quote).text.casefold()
    return joined if same else _on_one_line(text, start, end, joined=False)


def _on_one_line(text: str, start: int, end: int, *, joined: bool) -> str:
    """A part of a text on one line; words divided at the end of a line are joined, with or without a hyphen."""
    piece = re.sub(r"(?<=[^\W\d_])([-‐\u00ad])\s*\n\s*(?=[^\W\d_])", "" if joined else r"\1", text[start:end])
    return re.sub(r"[ \t\n\r\f\v]+", " ", _UNSEEN.sub("", piece)).strip()  # a no-break blank is kept


def _passages(quote: Quote, text: str, whole: Folded, *, any_case: bool) -> Iterator[Passage]:
    """The passages that a quote is about."""
    if quote.exact is not None:
        found = [Passage(*place) for place in _places(quote.exact, text, whole, any_case=any_case)]
        yield from found or _with_omissions(quote.exact, text, whole, any_case=any_case)
        return
    ends = list(_places(quote.end, text, whole, any_case=any_case)) if quote.end is not None else []
    for start, stop in _places(quote.start or "", text, whole, any_case=any_case):
        if quote.end is None:
            yield Passage(start, stop)
            continue
        after = next((end for end in ends if end[0] >= stop), None)
        if after is None:
            return
        yield Passage(start, after[1], ((stop, after[0]),))


def _places(words: str, text: str, whole: Folded, *, any_case: bool) -> Iterator[tuple[int, int]]:
    """Where words stand in a text, from edge to edge of a word, overlapping or not."""
    pattern = _compiled(_chars(fold(words).text, whole), whole, any_case=any_case)
    yield from (whole.span(*place) for place in _at_edges(_matches(pattern, whole), text, whole))


def _matches(pattern: re.Pattern[str], whole: Folded, start: int = 0) -> Iterator[tuple[int, int]]:
    while (match := pattern.search(whole.text, start)) is not None and match.end() > match.start():
        yield match.span()
        start = match.start() + 1


_SPELLED = re.compile(r"SS| ?%|.", re.DOTALL)
_SPELLINGS = {
    " %": " ?%", "%": " ?%", "SS": "(?:SS|ß|ẞ)", "ß": "(?:ß|(?-i:SS))", "е": "[её]", "ё": "[её]",
    "Е": "[ЕЁ]", "Ё": "[ЕЁ]",
}  # fmt: skip
"""What is a matter of spelling alone: a blank before a per cent sign, and letters that some write as others."""


def _chars(words: str, whole: Folded) -> list[str]:
    """The patterns of the characters of a quote."""
    return [_char(found[0], whole) for found in _SPELLED.finditer(words)]


def _char(char: str, whole: Folded) -> str:
    """The pattern of a character; what divides a word at the end of a line may be a hyphen of the word."""
    if char in _SPELLINGS:
        return _SPELLINGS[char]
    return f"[-{DIVIDED}]" if char == "-" and DIVIDED in whole.text else re.escape(char)


def _compiled(chars: Sequence[str], whole: Folded, *, any_case: bool) -> re.Pattern[str]:
    """The pattern of a row of characters; the end of a line may divide them."""
    between = f"{DIVIDED}?" if DIVIDED in whole.text else ""
    return re.compile(between.join(chars), re.IGNORECASE if any_case else 0)


def _at_edges(places: Iterable[tuple[int, int]], text: str, whole: Folded) -> Iterator[tuple[int, int]]:
    """The places that begin and end at an edge of a word or number."""
    for start, end in places:
        if _is_edge(whole, start) and _is_edge(whole, end) and not _is_cut_number(text, whole, start):
            yield start, end


def _is_edge(whole: Folded, at: int) -> bool:
    around = whole.text[max(0, at - 1) : at + 1]
    if at in {0, len(whole.text)} or ":" in around:  # browsers follow CLDR, where a colon joins no letters
        return True
    return DIVIDED not in around and _edge().match(whole.text, at) is not None


@cache
def _edge() -> regex.Pattern[str]:
    """An edge of a word by Unicode's rules (UAX 29), as browsers look up the words of a link to a passage."""
    import regex  # noqa: PLC0415 - 35 ms, only if a quote is looked up

    return regex.compile(r"(?w)\b")


def _is_cut_number(text: str, whole: Folded, at: int) -> bool:
    """Whether the sign or the decimal point of a number stands right before this place."""
    if at == 0 or not whole.text[at].isdigit():
        return False
    place = whole.span(at, at + 1)[0]
    sign, before = text[place - 1 : place], text[max(0, place - 2) : max(0, place - 1)]
    return sign in {"-", "−", "."} and not before.isalnum() and before != sign


def _with_omissions(words: str, text: str, whole: Folded, *, any_case: bool) -> Iterator[Passage]:
    """The passages of which a quote leaves something out, with dots, or replaces something, in brackets."""
    parts = _parts(fold(words).text, whole, any_case=any_case)
    if not parts or _ATTACHED.search(words):
        return
    for start, stop in _at_edges(_matches(parts[0].pattern, whole), text, whole):
        follow = _followed(parts[1:], stop, text, whole)
        if follow is not None:
            places = [(start, stop), *follow]
            gaps = [(before[1], after[0]) for before, after in pairwise(places) if after[0] > before[1]]
            yield Passage(*whole.span(start, places[-1][1]), tuple(whole.span(*gap) for gap in gaps))


def _followed(parts: Sequence[_Part], end: int, text: str, whole: Folded) -> list[tuple[int, int]] | None:
    """The places of the parts, each as soon as possible after the one before; None if one is not there in time."""
    found: list[tuple[int, int]] = []
    for part in parts:
        later = _at_edges(_matches(part.pattern, whole, end), text, whole)
        place = next(later, None)
        if place is None or (part.gap is not None and place[0] > end + part.gap):
            return None
        found.append(place)
        end = place[1]
    return found


class _Part(NamedTuple):
    """A part of a quote without omissions, and the longest gap before it (None: any)."""

    pattern: re.Pattern[str]
    gap: int | None


def _parts(words: str, whole: Folded, *, any_case: bool) -> list[_Part]:
    """The parts of a quote between its dots and brackets; a single letter in brackets may be of either case."""
    found: list[_Part] = []
    gap: int | None = None
    letters: list[str] = []

    def end() -> None:
        if any(letter.strip(" .,;:!?") for letter in letters):
            found.append(_Part(_compiled(letters, whole, any_case=any_case), gap))
        letters.clear()

    for match in _MARKED.finditer(words):
        if match["letter"]:
            letters.append(f"(?i:{match['letter']})")
        elif match["char"]:
            letters.append(_char(match["char"], whole))
        else:
            end()
            gap = None if match["dots"] else _LONGEST_INSERTION
    end()
    return found
