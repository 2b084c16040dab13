"""Texts that say nearly the same thing: nearly the same content words in the same order, and the same small signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from argmap.language.words import plain_tokens
from argmap.model import Contest, Objection, Statement
from argmap.rules.context import CheckContext

_ALIKE = 0.8  # shared words as a fraction of all words (Jaccard)
_TURNING = frozenset(
    {
        "before", "after", "up", "down", "against", "above", "below", "under", "over", "out", "into",
        "without", "inside", "outside", "more", "less", "most", "least", "first", "last", "he",
        "she", "his", "her", "i", "you", "we", "they", "was", "were", "has", "had", "did",
        "vor", "nach", "ab", "gegen", "über", "unter", "ohne", "mehr",
        "weniger", "er", "sie", "wir", "war", "waren", "wird", "wurde", "до", "после", "против",
        "над", "под", "без", "больше", "меньше", "он", "она", "они", "мы", "был", "была", "было",
        "были", "будет",
    }
)  # fmt: skip
"""Small words that make another statement of the same content words."""
_FEWEST = 3  # shorter texts are alike only if they have the same words


class Wording(NamedTuple):
    """A text as its content words in order, and its signs: negations, quantifiers, hedges, conditions, numbers."""

    words: tuple[str, ...]
    signs: tuple[str, ...]


def wordings(context: CheckContext, element: Statement | Objection | Contest) -> tuple[Wording, ...]:
    """Each wording of an element; in a language without a lexicon, all words are signs, and must be the same."""
    texts = (element.reason,) if isinstance(element, Contest) else (element.text or "", *element.also)
    return tuple(wording(context, text) for text in texts)


def wording(context: CheckContext, text: str) -> Wording:
    """The content words and signs of a text; see `Wording`."""
    lexicon = context.lexicon
    found = plain_tokens(text)
    if lexicon is None:
        return Wording(found, found)
    turning = context.signs | _TURNING
    signs = tuple(word for word in found if word in turning or not word.replace("-", "").isalpha())
    signs += ("/",) * text.count("/")  # does/does not
    return Wording(tuple(word for word in found if word not in lexicon.small and word not in turning), signs)


def alike(said: Mapping[str, Sequence[Wording]], *, fewest: int = _FEWEST) -> Iterator[tuple[str, str]]:
    """Pairs of ids, the first of them earlier in `said`, of which some wordings are alike; each id is second once.

    Only texts that share one of their rarest words are compared (prefix filter: Chaudhuri, Ganti, Kaushik, "A primitive
    operator for similarity joins in data cleaning", ICDE 2006), so that a large map does not take quadratic time. Texts
    of less than `fewest` words are left out.
    """
    often = Counter(word for texts in said.values() for one in texts for word in set(one.words))
    rank = {word: number for number, word in enumerate(sorted(often, key=lambda word: (often[word], word)))}
    holders: dict[tuple[tuple[str, ...], str], dict[tuple[str, ...], list[tuple[str, Wording]]]] = {}
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
    for element_id, texts in said.items():
        kept: list[tuple[tuple[str, ...], Wording]] = []
        twin = None
        for one in texts:
            if len(one.words) < fewest:
                continue
            signs = tuple(sorted(one.signs))
            twin = twin or next((known[signs, row] for row in _orders(one.words) if (signs, row) in known), None)
            others = _sharing(holders, signs, one, rank)
            twin = twin or next((key for key, other in others if _are_alike(other.words, one.words)), None)
            kept.append((signs, one))
        if twin is not None:
            yield twin, element_id
            continue
        for signs, one in kept:
            known.setdefault((signs, one.words), element_id)
            bag = tuple(sorted(one.words))
            for word in _rarest(one, rank):
                holders.setdefault((signs, word), {}).setdefault(bag, []).append((element_id, one))


def _orders(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A row of words, and the rows in which two neighbours have changed places."""
    yield words
    for at in range(len(words) - 1):
        yield (*words[:at], words[at + 1], words[at], *words[at + 2 :])


def _rarest(one: Wording, rank: Mapping[str, int]) -> list[str]:
    """The words of which a text that is alike has at least one."""
    words = set(one.words)
    return sorted(words, key=rank.__getitem__)[: len(words) - ceil(_ALIKE * len(words)) + 1]


def _sharing(
    holders: Mapping[tuple[tuple[str, ...], str], Mapping[tuple[str, ...], list[tuple[str, Wording]]]],
    signs: tuple[str, ...],
    one: Wording,
    rank: Mapping[str, int],
) -> Iterator[tuple[str, Wording]]:
    """The texts that share one of the rarest words of a text, each once, but for those of exactly the same words."""
    seen = {tuple(sorted(one.words))}
    for word in _rarest(one, rank):
        for bag, texts in holders.get((signs, word), {}).items():
            if bag not in seen:
                seen.add(bag)
                yield from texts


def _are_alike(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two rows of words share most of them, in the same order but for two neighbours."""
    ours, theirs = Counter(first), Counter(second)
    if (ours & theirs).total() < _ALIKE * (ours | theirs).total():
        return False
    place = {word: number for number, word in enumerate(first)}
    order = [place[word] for word in dict.fromkeys(second) if word in place]
    changes = [number for number in range(1, len(order)) if order[number] < order[number - 1]]
    return len(changes) <= 1 and all(order[at - 1] - order[at] == 1 for at in changes)
