"""Where texts use the terms of concepts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.language.words import stem, tokens

_PLURAL = frozenset({"i", "you", "we", "they", "people", "men", "women", "children", "police", "who"})
_SINGULAR = frozenset({"he", "she", "it", "who", "that", "which", "everyone", "somebody", "nobody"})
_BEFORE_VERBS = frozenset(
    {
        "to", "will", "would", "can", "could", "may", "might", "must", "should", "shall", "cannot", "do", "does", "did",
        "don't", "doesn't", "didn't", "won't", "let", "not",
    }
)  # fmt: skip


def senses(terms: Mapping[str, str], language: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The concepts with the same term but for its form, by its stems; `terms` has the term of each concept.

    >>> senses({"a": "bank", "b": "banks", "c": "river"}, "en")
    {('bank',): ('a', 'b'), ('river',): ('c',)}
    """
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for concept_id, term in terms.items():
        words = tuple(stem(word, language) for word in tokens(term))
        if words:
            found[words] = (*found.get(words, ()), concept_id)
    return found


def used_in(
    text: Sequence[str], known: Mapping[tuple[str, ...], tuple[str, ...]], language: str
) -> tuple[tuple[str, ...], ...]:
    """The concepts of each term that a text uses, given as tokens; for a term with several senses, all of them.

    >>> used_in(tokens("Doctors state that the banks are full."), senses({"s": "state", "b": "bank"}, "en"), "en")
    (('b',),)
    """
    stems = tuple(stem(word, language) for word in text)
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words in known:
        by_first.setdefault(words[0], []).append(words)
    found = dict.fromkeys(
        words
        for at, word in enumerate(stems)
        for words in by_first.get(word, ())
        if stems[at : at + len(words)] == words and not (len(words) == 1 and language == "en" and _is_verb(text, at))
    )
    return tuple(known[words] for words in found)


def _is_verb(words: Sequence[str], at: int) -> bool:
    """Whether a word that is also a noun is a verb where it stands: as in `doctors state`, `to state`, `she states`."""
    before, word = words[at - 1] if at else "", words[at]
    if before in _BEFORE_VERBS:
        return True
    if word.endswith("s"):
        return before in _SINGULAR
    return before in _PLURAL or (before.endswith("s") and not before.endswith(("ss", "us", "is", "'s", "’s")))
