"""How alike two statements are: by their content words, and by the small signs that turn what is said.

Likeness of words alone decides little. Nearly the same words with other negations say the contrary, and with other
quantifiers or numbers they say something else; the same words in another order may say who did what the other way
round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from argmap.language.lexicon import LEXICONS
from argmap.language.words import plain_tokens, stem

_SAME = 0.8  # the share of content words from which two texts with the same signs say the same
_NEAR = 0.5  # the share from which another number of negations makes it doubtful that two texts say the same
_IN_ORDER = 0.75  # the share of the common words that must stand in the same order
_UN = ("un", "in", "non", "dis", "не", "без")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _opposites(pairs: Iterable[str]) -> dict[str, set[str]]:
    """Each word with its opposites, from pairs of words."""
    found: dict[str, set[str]] = {}
    for pair in pairs:
        one, other = pair.split()
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


_OPPOSITES = _opposites([
    "more less", "more fewer", "most least", "higher lower", "high low", "rise fall", "rises falls", "rose fell",
    "increase decrease", "increases decreases", "increased decreased", "increase reduce", "better worse",
    "best worst", "good bad", "safer riskier", "safe dangerous", "safer dangerous", "allow forbid", "strong weak",
    "stronger weaker", "many few", "early late", "earlier later", "before after", "with without",
    "possible impossible", "win lose", "gain lose", "gains loses", "cheap expensive", "cheaper dearer",
    "for against", "open closed", "true false", "right wrong", "easy hard", "easier harder", "rich poor",
    "large small", "larger smaller", "mehr weniger", "höher niedriger", "steigt sinkt", "steigen sinken",
    "besser schlechter", "gut schlecht", "sicher gefährlich", "stark schwach", "viele wenige", "mit ohne",
    "möglich unmöglich", "für gegen", "больше меньше", "выше ниже", "растёт падает", "лучше хуже", "много мало",
    "можно нельзя", "сильный слабый",
])  # fmt: skip
_SOME = _words(
    "some many few several half most often sometimes partly einige viele manche wenige meisten oft manchmal "
    "некоторые многие иногда часто большинство"
)
_ALL = _words("all every each always everyone everybody any only alle jeder jede immer nur все каждый всегда только")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_WORDS = _words(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million "
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert tausend "
    "два три четыре пять шесть семь восемь девять десять сто тысяча"
)


class Relation(StrEnum):
    """What two statements are to each other, as far as their words tell."""

    SAME = "same"
    CONTRARY = "contrary"
    OTHER_AMOUNT = "other amount"
    UNSURE = "unsure"
    DOUBTFUL = "doubtful"
    UNLIKE = "unlike"


class Saying(NamedTuple):
    """What a text says, taken apart: stems of content words in order, negations, quantifiers, numbers, all words."""

    stems: tuple[str, ...]
    content: frozenset[str]
    negations: int
    amounts: frozenset[str]
    numbers: frozenset[str]
    words: frozenset[str]
    plain: tuple[str, ...]


@lru_cache(maxsize=20_000)
def saying(text: str, language: str) -> Saying:
    """A text taken apart. In a language without a lexicon, every word is one of content."""
    lexicon, found = LEXICONS.get(language), plain_tokens(text)
    negations = lexicon.negations if lexicon else frozenset[str]()
    small = lexicon.small if lexicon else frozenset[str]()
    signs = negations | _SOME | _ALL | _NUMBER_WORDS
    numbers = frozenset(match.replace(",", "").rstrip(".") for match in _NUMBER.findall(text))
    content = tuple(
        stem(word, language) for word in found if word not in small and word not in signs and not word[0].isdigit()
    )
    amounts = {"some" for word in found if word in _SOME} | {"all" for word in found if word in _ALL}
    said = frozenset(found)
    return Saying(
        content,
        frozenset(content or found),
        sum(word in negations for word in found),
        frozenset(amounts),
        numbers | {word for word in found if word in _NUMBER_WORDS},
        said,
        found,
    )


class Likeness(NamedTuple):
    """How alike two texts are in [0, 1], and what that makes them to each other."""

    share: float
    relation: Relation


def compare(text: str, other: str, language: str) -> Likeness:
    """Compare two texts in a language."""
    first, second = saying(text, language), saying(other, language)
    if first.plain == second.plain:
        return Likeness(1.0, Relation.SAME)
    share = _shared(first, second)
    if share >= _NEAR:
        turned = _turned(first, second)
        if turned is not None and share >= _SAME:
            return Likeness(share, turned)
        if turned is Relation.CONTRARY:
            return Likeness(share, Relation.DOUBTFUL)
        if share >= _SAME and _in_order(first.stems, second.stems):
            return Likeness(share, Relation.SAME)
    return Likeness(share, Relation.UNSURE if share > 0 else Relation.UNLIKE)


def _shared(first: Saying, second: Saying) -> float:
    """The share of content words in common (Dice); of texts without any, of all words."""
    total = len(first.content) + len(second.content)
    common = len(first.content & second.content) + _prefixed(first, second)
    return 2 * common / total if total else 0.0


def _prefixed(first: Saying, second: Saying) -> int:
    """How many of the words differ by a prefix that negates, as in `healthy` and `unhealthy`."""
    ours, theirs = first.content - second.content, second.content - first.content
    return sum(
        f"{prefix}{word}" in theirs or (word.startswith(prefix) and word.removeprefix(prefix) in theirs)
        for word in ours
        for prefix in _UN
    )


def _turned(first: Saying, second: Saying) -> Relation | None:
    """What signs make of two texts of nearly the same words, if they turn what is said."""
    turns = abs(first.negations - second.negations) + _prefixed(first, second)
    only_second = second.words - first.words
    turns += sum(
        not _OPPOSITES[word].isdisjoint(only_second) for word in first.words - second.words if word in _OPPOSITES
    )
    if turns % 2:
        return Relation.CONTRARY
    if first.amounts != second.amounts or (first.numbers != second.numbers and first.numbers and second.numbers):
        return Relation.OTHER_AMOUNT
    return None


def _in_order(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the words in common stand in the same order, but for a few (the longest increasing subsequence)."""
    place = {word: number for number, word in enumerate(first)}
    order = [place[word] for word in dict.fromkeys(second) if word in place]
    longest: list[int] = []
    for number in order:
        at = next((at for at, last in enumerate(longest) if last >= number), len(longest))
        longest[at : at + 1] = [number]
    return len(longest) >= _IN_ORDER * len(order)
