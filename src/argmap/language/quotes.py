"""Looking up quotes in the text of their source, ignoring differences that come from typesetting."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from argmap.model import Quote

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "…": "...",
    },
)
_NEAR = 75.0  # out of 100; below this, the most similar passage is a different one


@dataclass(frozen=True, slots=True)
class Lookup:
    """How often a quote appears in a text and, if it does not, the most similar passage (or an empty text)."""

    count: int
    nearest: str = ""


@lru_cache(maxsize=64)
def folded(text: str) -> str:
    """The text with Unicode forms (NFKC), white space, quotation marks, dashes and soft hyphens normalised.

    >>> folded("“Low   wages”")
    '"Low wages"'
    """
    plain = unicodedata.normalize("NFKC", text.translate(_ALIKE)).translate(_ALIKE)
    return re.sub(r"\s+", " ", plain).strip()


def is_in(words: str | None, text: str) -> bool:
    """Whether words appear in a text, after folding both."""
    return words is not None and folded(words) in folded(text)


@lru_cache(maxsize=4096)
def look_up(quote: Quote, text: str) -> Lookup:
    """Look up a quote in the text of its source; cached, since several rules need it."""
    whole = folded(text)
    if quote.exact is not None:
        words = folded(quote.exact)
        count = _count(words, whole)
        return Lookup(count, "" if count else _nearest(words, whole))
    start, end = folded(quote.start or ""), folded(quote.end or "")
    count = _ranges(start, end, whole)
    return Lookup(count, "" if count else _nearest(start, whole) if start not in whole else _nearest(end, whole))


def _count(words: str, text: str) -> int:
    """How often words appear in a text, including overlaps."""
    count, at = 0, text.find(words)
    while at >= 0:
        count += 1
        at = text.find(words, at + 1)
    return count


def _ranges(start: str, end: str, text: str) -> int:
    """How many passages begin with `start` and, if `end` is given, have it somewhere after that."""
    if not end:
        return _count(start, text)
    last = text.rfind(end)
    count, at = 0, text.find(start)
    while at >= 0 and at + len(start) <= last + len(end):
        count += text.find(end, at + len(start)) >= 0
        at = text.find(start, at + 1)
    return count


def _nearest(words: str, text: str) -> str:
    """The passage most similar to the words, extended to whole words; empty if nothing is similar enough."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - 20 ms, only if a quote is not found

    found = fuzz.partial_ratio_alignment(words, text, score_cutoff=_NEAR)
    if found is None:
        return ""
    start, end = found.dest_start, found.dest_end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end].strip(" ,.;:!?\"'()")


def difference(words: str, passage: str) -> str:
    """A word-by-word diff of the quote and the passage: `[-in the quote-]{+in the source+}`.

    >>> difference("low and overdue wages", "low wages, overdue wages")
    'low [-and-]{+wages,+} overdue wages'
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - as above

    old, new = folded(words).split(" "), folded(passage).split(" ")
    parts = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(" ".join(old[i:j]))
            continue
        gone = f"[-{' '.join(old[i:j])}-]" if j > i else ""
        parts.append(gone + (f"{{+{' '.join(new[k:m])}+}}" if m > k else ""))
    return " ".join(parts)
