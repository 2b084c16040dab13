"""How alike two statements are: by their content words, and by the small signs that turn what is said.

Words decide only where nothing of weight differs: the same words in the same order say the same, with a negation more
they say the contrary, and with another quantifier or number they say something else. Whatever else differs, if only by
one word, may be another way to say the same or another statement, which no program can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from argmap.language.lexicon import LEXICONS
from argmap.language.words import plain_tokens, stem

_COPIED = 0.7  # the share of content words from which a text is a copy in which something was changed
_NEAR = 0.5  # the share of content words from which other signs make it doubtful that two texts say the same
_UN = ("un", "in", "non", "dis", "не", "без")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _opposites(pairs: Iterable[str]) -> dict[str, set[str]]:
    """Each word with its opposites, from pairs of words, and the same for their stems."""
    found: dict[str, set[str]] = {}
    for pair in pairs:
        forms = [{word, *(stem(word, language) for language in LEXICONS)} for word in pair.split()]
        for words, others in (forms, reversed(forms)):
            for word in words:
                found.setdefault(word, set()).update(others)
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
    "можно нельзя", "сильный слабый", "young old", "because despite", "raise lower", "raised lowered", "stieg sank",
    "stieg fiel", "steigen fallen", "erhöht gesenkt", "erhöhen senken", "jung alt", "weil obwohl", "früher später",
])  # fmt: skip
_SOME = _words(
    "some many few several half most often sometimes partly einige viele manche wenige meisten oft manchmal "
    "некоторые многие иногда часто большинство afew alittle"
)
_ALL = _words("all every each always everyone everybody any only alle jeder jede immer nur все каждый всегда только")
_NUMBER_WORDS = {
    word: str(number)
    for words, numbers in (
        ("one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty", None),
        ("eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig", None),
        ("один два три четыре пять шесть семь восемь девять десять", None),
        ("hundred thousand million", (100, 1000, 10**6)),
        ("hundert tausend", (100, 1000)),
        ("сто тысяча", (100, 1000)),
    )
    for word, number in zip(words.split(), numbers or (*range(1, 13), 20, 30, 40, 50), strict=False)
}


# Small words that may be added or left out: English articles and verbs that only make a tense. Articles of German show
# the case, and so who does what to whom.
_IGNORED = {"en": _words("a an the do does did has have had will shall that")}
# Forms that say the same.
_SAME_FORMS = {
    form: forms[0]
    for forms in (
        ("be", "is", "are", "was", "were"),
        ("all", "every", "each"),
        ("alle", "jeder", "jede", "jedes", "sämtliche"),
    )
    for form in forms
}
_INFLECTED = _words("ru kk")  # languages in which the ending of a word says what it does in the sentence
_THOUSANDS = re.compile(r"(?<=\d)[,.\u00a0\u202f ](?=\d{3}(?!\d))")
_A_FEW = re.compile(r"\ba (few|little)\b", re.IGNORECASE)
_HUNDRED, _THOUSAND = 100, 1000


# How a sentence begins that denies or affirms the rest, with the one word that it is worth.
_OPENINGS = {
    tuple(phrase.split()): worth
    for phrases, worth in (
        (
            "it is not true that|it isn't true that|it is not the case that|it isn't the case that|it is false that",
            "not",
        ),
        ("it is untrue that|it is wrong that|it is not so that|it cannot be said that|it is incorrect that", "not"),
        ("it is true that|it is the case that|it is a fact that|the fact is that", ""),
        ("es ist nicht wahr dass|es ist nicht so dass|es stimmt nicht dass|es trifft nicht zu dass", "nicht"),
        ("es ist falsch dass|es ist unwahr dass|es ist nicht richtig dass|es ist nicht der fall dass", "nicht"),
        ("es ist wahr dass|es stimmt dass|es ist so dass|es trifft zu dass|es ist der fall dass", ""),
        ("неверно что|не верно что|неправда что|не правда что|это не так что|нельзя сказать что", "не"),
        ("верно что|правда что|это так что", ""),
    )
    for phrase in phrases.split("|")
}
_ARTICLES = _words("ein eine einen einem einer eines")  # which `kein` has in it
_ITS = (["it's"], ["it\u2019s"])


class Relation(StrEnum):
    """What two statements are to each other, as far as their words tell."""

    SAME = "same"
    CONTRARY = "contrary"
    OTHER_AMOUNT = "other amount"
    CHANGED = "changed"
    UNSURE = "unsure"
    DOUBTFUL = "doubtful"
    UNLIKE = "unlike"


class Saying(NamedTuple):
    """What a text says, taken apart: stems of its content words, and all that carries weight, in order.

    `negations` counts what denies; `signs` has negations, quantifiers and numbers.
    """

    content: frozenset[str]
    weighty: tuple[str, ...]
    negations: int
    signs: frozenset[str]


@lru_cache(maxsize=20_000)
def saying(text: str, language: str) -> Saying:
    """A text taken apart. In a language without a lexicon, every word is content."""
    lexicon = LEXICONS.get(language)
    found = _opened(plain_tokens(_A_FEW.sub(r"a\1", _THOUSANDS.sub("", text))))
    negations, small = (lexicon.negations, lexicon.small) if lexicon else (frozenset[str](), frozenset[str]())
    signs = negations | _SOME | _ALL | _NUMBER_WORDS.keys()
    ignored = _IGNORED.get(language, frozenset())

    def plain(word: str) -> str:
        is_kept = word in signs or word in small or language in _INFLECTED or not word[0].isalpha()
        return _SAME_FORMS.get(word, word if is_kept else stem(word, language))

    weighty = [*_with_numbers([plain(word) for word in found if word not in ignored or word in signs])]
    if text.rstrip().endswith("?"):
        weighty.append("?")
    content = frozenset(stem(word, language) for word in found if word not in small | signs and word[0].isalpha())
    return Saying(
        content or frozenset(found),
        tuple(weighty) or found,
        sum(word in negations for word in found),
        frozenset(one for one in weighty if one in signs or not one[0].isalpha()),
    )


def _with_numbers(words: Iterable[str]) -> Iterator[str]:
    """The words with numbers in figures, also those of several words: `nine thousand` is `9000`."""
    run: list[int] = []
    for word in (*words, ""):
        value = _value(word)
        if value is not None:
            run.append(value)
            continue
        if run:
            yield str(_total(run))
            run = []
        if word:
            yield word


def _value(word: str) -> int | None:
    """The number that a word says, if it does; `twenty-five` is 25."""
    if word.isdecimal():
        return int(word)
    parts = [_NUMBER_WORDS.get(part) for part in word.split("-")]
    return sum(int(part) for part in parts if part is not None) if None not in parts else None


def _total(run: Sequence[int]) -> int:
    """The number that some numbers in a row make."""
    total = part = 0
    for number in run:
        if number == _HUNDRED:
            part = max(part, 1) * number
        elif number >= _THOUSAND and number % _THOUSAND == 0:
            total, part = total + max(part, 1) * number, 0
        else:
            part += number
    return total + part


def _opened(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a sentence, with one negation for a beginning that denies the rest."""
    plain = ("it", "is", *tokens[1:]) if [*tokens[:1]] in _ITS else tokens
    for opening, worth in _OPENINGS.items():
        if plain[: len(opening)] == opening:
            return (*worth.split(), *plain[len(opening) :])
    return tokens


class Likeness(NamedTuple):
    """How alike two texts are in [0, 1], and what that makes them to each other."""

    share: float
    relation: Relation


def compare(text: str, other: str, language: str) -> Likeness:
    """Compare two texts in a language."""
    first, second = saying(text, language), saying(other, language)
    if first.weighty == second.weighty:
        return Likeness(1.0, Relation.SAME)
    share, difference = _shared(first, second), _difference(first, second)
    turned = _turned(first, second, *difference)
    if turned is not None:
        return Likeness(share, turned)
    if share >= _NEAR and (first.signs != second.signs or _has_opposites(first, second)):
        return Likeness(share, Relation.DOUBTFUL)
    if share and (share >= _COPIED or max(map(len, difference)) == 1):
        return Likeness(share, Relation.CHANGED)
    return Likeness(share, Relation.UNSURE if share > 0 else Relation.UNLIKE)


def _shared(first: Saying, second: Saying) -> float:
    """The share of content words in common (Dice), where `unhealthy` has `healthy` in common."""
    total = len(first.content) + len(second.content)
    ours, theirs = first.content - second.content, second.content - first.content
    prefixed = sum(_is_prefixed(one, other) for one in ours for other in theirs)
    return 2 * (len(first.content & second.content) + prefixed) / total if total else 0.0


def _is_prefixed(word: str, other: str) -> bool:
    """Whether one word is the other with a prefix that negates."""
    return any(word == f"{prefix}{other}" or other == f"{prefix}{word}" for prefix in _UN)


def _difference(first: Saying, second: Saying) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands in one text and in the other between their common beginning and their common end."""
    ours, theirs = first.weighty, second.weighty
    start = next((at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), None)
    if start is None:
        start = min(len(ours), len(theirs))
    ends = zip(reversed(ours[start:]), reversed(theirs[start:]), strict=False)
    tail = next((at for at, (one, other) in enumerate(ends) if one != other), min(len(ours), len(theirs)) - start)
    return ours[start : len(ours) - tail], theirs[start : len(theirs) - tail]


def _turned(first: Saying, second: Saying, lost: tuple[str, ...], added: tuple[str, ...]) -> Relation | None:
    """What one sign makes of two texts that are the same otherwise: one that is added, or put in place of another."""
    if len(lost) > 1 or len(added) > 1:
        return None
    if first.negations != second.negations:
        is_added = not lost or not added or bool({*lost, *added} & _ARTICLES)
        lost, added = (tuple(one for one in side if one not in _ARTICLES) for side in (lost, added))
        return Relation.CONTRARY if is_added and not {*lost, *added} - _denying(first, second) else None
    if lost and added:
        (one,), (other,) = lost, added
        if _is_prefixed(one, other) or other in _OPPOSITES.get(one, ()):
            return Relation.CONTRARY
    is_replaced = bool(lost and added)
    if all(one in _SOME or one[0].isdigit() or (is_replaced and one in _ALL) for one in (*lost, *added)):
        return Relation.OTHER_AMOUNT
    return None


def _denying(first: Saying, second: Saying) -> frozenset[str]:
    """The words in either text that deny."""
    return frozenset(word for lexicon in LEXICONS.values() for word in lexicon.negations) & (first.signs | second.signs)


def _has_opposites(first: Saying, second: Saying) -> bool:
    ours, theirs = {*first.weighty} - {*second.weighty}, {*second.weighty} - {*first.weighty}
    return any(_is_prefixed(one, other) or other in _OPPOSITES.get(one, ()) for one in ours for other in theirs)
