"""Texts that say nearly the same thing: they share most of their words, and all their numbers and negations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from argmap.language.words import tokens
from argmap.model import Contest, Objection, Statement
from argmap.rules.context import CheckContext

_ALIKE = 0.8  # shared words as a fraction of all words (Jaccard)
_FEWEST = 3  # shorter texts are alike only if they have the same words
_NEGATIONS = frozenset(
    (
        "not",
        "no",
        "never",
        "nobody",
        "nothing",
        "without",
        "nicht",
        "kein",
        "keine",
        "nie",
        "не",
        "нет",
        "никогда",
        "емес",
    )
)

_Words = frozenset[str]


def wordings(context: CheckContext, element: Statement | Objection | Contest) -> tuple[_Words, ...]:
    """The words of each wording of an element, without those that say nothing about the subject."""
    texts = (element.reason,) if isinstance(element, Contest) else (element.text or "", *element.also)
    small = context.lexicon.small - _NEGATIONS if context.lexicon else frozenset()
    return tuple(frozenset(tokens(text)) - small for text in texts)


def alike(said: Mapping[str, Sequence[_Words]], *, fewest: int = _FEWEST) -> Iterator[tuple[str, str]]:
    """Pairs of ids, the first of them earlier in `said`, of which some wordings are alike; each id is second once.

    Only texts that share one of their rarest words are compared (prefix filter: Chaudhuri, Ganti, Kaushik, "A primitive
    operator for similarity joins in data cleaning", ICDE 2006), so that a large map does not take quadratic time. Texts
    of less than `fewest` words are left out.
    """
    often = Counter(word for texts in said.values() for words in texts for word in words)
    rank = {word: number for number, word in enumerate(sorted(often, key=lambda word: (often[word], word)))}
    holders: dict[tuple[_Words, str], list[tuple[str, _Words]]] = {}
    for element_id, texts in said.items():
        kept: list[tuple[_Words, str, _Words]] = []
        twin = None
        for words in texts:
            if len(words) < fewest:
                continue
            fixed = frozenset(word for word in words if not word.isalpha() or word in _NEGATIONS)
            rare = sorted(words, key=rank.__getitem__)[: len(words) - ceil(_ALIKE * len(words)) + 1]
            others = dict.fromkeys(other for word in rare for other in holders.get((fixed, word), ()))
            twin = twin or next((other for other, theirs in others if _are_alike(theirs, words)), None)
            kept += [(fixed, word, words) for word in rare]
        if twin is not None:
            yield twin, element_id
            continue
        for fixed, word, words in kept:
            holders.setdefault((fixed, word), []).append((element_id, words))


def _are_alike(first: _Words, second: _Words) -> bool:
    return len(first & second) >= _ALIKE * len(first | second)
