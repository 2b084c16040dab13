"""Words of a text: tokens, stems, years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import Stemmer

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_YEAR = re.compile(r"(?<![\d.,])(1[0-9]{3}|20[0-9]{2})(?![\d%]|[.,]\d)")
_DIGITS = frozenset("0123456789")
_STEMMERS = {"en": "english", "de": "german", "ru": "russian"}


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers in a text, in lower case."""
    return tuple(_TOKEN.findall(text.casefold()))


def enumerated(words: Sequence[str], limit: int, joint: str = "and") -> str:
    """An English enumeration of up to `limit` words, followed by the number of those left out.

    >>> enumerated(["a", "b", "c"], 3), enumerated(["a", "b", "c", "d"], 2, "or")
    ('a, b and c', 'a, b or 2 others')
    """
    shown = list(words[:limit])
    left_out = len(words) - len(shown)
    if left_out:
        shown.append("1 other" if left_out == 1 else f"{left_out} others")
    return f" {joint} ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


@lru_cache(maxsize=10_000)
def years(text: str) -> frozenset[int]:
    """The years from 1000 to 2099 that a text mentions.

    >>> sorted(years("In Baku on 20 January 1990, not 1,991 nor 1500 %"))
    [1990]
    """
    if text.isascii() and not _DIGITS.intersection(text):
        return frozenset()
    return frozenset(int(match) for match in _YEAR.findall(text) if f"{match} %" not in text)


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of a word, the same for `wages` and `wage`; in a language without a stemmer, the word itself."""
    if language not in _STEMMERS or not word.isalpha():
        return word.removesuffix("'s").removesuffix("’s")
    return str(_stemmer(language).stemWord(word))


@lru_cache(maxsize=4)
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_STEMMERS[language])
