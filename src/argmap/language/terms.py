"""Where texts use the terms of concepts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from argmap.language.words import stem, tokens

_PARTS = re.compile(r"[,;:.!?()]+(?:\s|$)")
_PLURAL = frozenset({"i", "you", "we", "they", "people", "men", "women", "children", "police", "who"})
_SINGULAR = frozenset({"he", "she", "it", "who", "that", "which", "this", "everyone", "somebody", "nobody"})
_BEFORE_VERBS = frozenset(
    {
        "to", "will", "would", "can", "could", "may", "might", "must", "should", "shall", "cannot", "do", "does", "did",
        "don't", "doesn't", "didn't", "won't", "let", "not",
    }
)  # fmt: skip


class Terms(NamedTuple):
    """Terms by the stems of their words: the concepts that each stands for, and the terms by their first stem.

    `capital` has those that are written with a capital.
    """

    senses: Mapping[tuple[str, ...], tuple[str, ...]]
    by_first: Mapping[str, Sequence[tuple[str, ...]]]
    capital: Collection[tuple[str, ...]]


def terms_of(terms: Mapping[str, str], language: str) -> Terms:
    """The terms of some concepts, which are the same but for their form if they have the same stems.

    >>> terms_of({"a": "bank", "b": "banks", "c": "river"}, "en").senses
    {('bank',): ('a', 'b'), ('river',): ('c',)}
    """
    senses: dict[tuple[str, ...], tuple[str, ...]] = {}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    capital: set[tuple[str, ...]] = set()
    for concept_id, term in terms.items():
        words = tuple(stem(word, language) for word in tokens(term))
        if words and words not in senses:
            by_first.setdefault(words[0], []).append(words)
        if words:
            senses[words] = (*senses.get(words, ()), concept_id)
        if term[:1].isupper():
            capital.add(words)
    return Terms(senses, by_first, capital)


def used_in(said: str, terms: Terms, language: str) -> tuple[tuple[str, ...], ...]:
    """The concepts of each term that a text uses; for a term with several senses, all of them.

    No term reaches over a comma or the end of a sentence. A German noun has a capital.

    >>> used_in("Doctors state that the banks are full.", terms_of({"s": "state", "b": "bank"}, "en"), "en")
    (('b',),)
    """
    found = {}
    for part in _PARTS.split(said):
        text = tokens(part)
        stems = tuple(stem(word, language) for word in text)
        for at, word in enumerate(stems):
            for words in terms.by_first.get(word, ()):
                if stems[at : at + len(words)] != words:
                    continue
                is_noun = language == "de" and words in terms.capital
                if len(words) > 1 or not (_is_small(part, text, at) if is_noun else _is_verb(text, at, language)):
                    found[words] = terms.senses[words]
    return tuple(found.values())


def _is_small(part: str, text: Sequence[str], at: int) -> bool:
    """Whether a word within a sentence has no capital, so that it cannot be a German noun."""
    return at > 0 and re.search(rf"\b{re.escape(text[at].capitalize())}\b", part) is None


def _is_verb(words: Sequence[str], at: int, language: str) -> bool:
    """Whether an English word is a verb rather than a noun: as in `doctors state`, `to state`, `she states`."""
    if language != "en":
        return False
    before, word = words[at - 1] if at else "", words[at]
    if before in _BEFORE_VERBS:
        return True
    if word.endswith("s"):
        return before in _SINGULAR
    return before in _PLURAL or (before.endswith("s") and not before.endswith(("ss", "us", "is", "'s", "’s")))
