"""Words of a text: tokens, stems, years."""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_YEAR = re.compile(r"(?<![\d.,])(1[0-9]{3}|20[0-9]{2})(?![\d%]|[.,]\d)")
_QUOTED = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]")
_CONTRACTION = re.compile(r"\b(\w+)n['’]t\b|\b(?:can)not\b")
_SHORTENED = {"ca": "can", "wo": "will", "sha": "shall", None: "can"}
_DIGITS = frozenset("0123456789")
_STEMMERS = {"en": "english", "de": "german", "ru": "russian"}


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers in a text, in lower case."""
    return tuple(_TOKEN.findall(text.casefold()))


def without_quoted(text: str) -> str:
    """A text without what stands between quotation marks, which is not said but quoted.

    >>> without_quoted('The word "never" is short.')
    'The word  is short.'
    """
    return _QUOTED.sub("", text)


def plain_tokens(text: str) -> tuple[str, ...]:
    """The words and numbers in a text, in lower case, with English contractions of `not` taken apart.

    >>> plain_tokens("It can't rain, and it isn't cold.")
    ('it', 'can', 'not', 'rain', 'and', 'it', 'is', 'not', 'cold')
    """
    return tuple(_TOKEN.findall(_CONTRACTION.sub(_apart, text.casefold())))


def _apart(match: re.Match[str]) -> str:
    word = match[1]
    return f"{_SHORTENED.get(word, word)} not"


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
