"""Edits that have a name of their own: a text denied, a statement split or merged, reasons linked or taken apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from argmap.language.lexicon import LEXICONS, Lexicon
from argmap.language.words import plain_tokens, stem
from argmap.model import Inference, Map, Objection, Statement

_SAME = 0.8
"""The share of words that two texts have in common, from which one can be the other denied."""
_PART = 0.6
"""The share of its words that a part has from the whole."""
_COVERED = 0.6
"""The share of the words of the whole that its parts have together."""
_FEWEST = 2
"""The fewest words of a text that can be a part."""


def is_denied(old: str, new: str, language: str) -> bool:
    """Whether a text says the contrary of what it said: the same words, but for one denial more or less.

    False in a language whose words for denials are not known.

    >>> is_denied("The road closes.", "The road does not close.", "en")
    True
    >>> is_denied("The road closes.", "The road opens.", "en")
    False
    """
    lexicon = LEXICONS.get(language.split("-", 1)[0].lower())
    if lexicon is None or old == new:
        return False
    before, after = _denials(old, lexicon), _denials(new, lexicon)
    if (before + after) % 2 == 0:
        return False
    first, second = _content(old, lexicon, language), _content(new, lexicon, language)
    return (first & second).total() >= _SAME * (first | second).total() > 0


def _denials(text: str, lexicon: Lexicon) -> int:
    return sum(word in lexicon.negations for word in plain_tokens(text))


def _content(text: str, lexicon: Lexicon, language: str) -> Counter[str]:
    small = lexicon.small | lexicon.negations
    return Counter(stem(word, language) for word in plain_tokens(text) if word not in small)


class Parting(NamedTuple):
    """A whole and its parts, by id: a statement that was split, or merged; reasons taken apart, or linked."""

    whole: str
    parts: tuple[str, ...]


def parted(
    whole: Mapping[str, str], others: Mapping[str, str], fresh: Sequence[str], language: str
) -> Iterator[Parting]:
    """Texts on one side whose words are those of two or more texts on the other.

    `whole` has texts by id, and `others` those of the other side; at least one of the parts is `fresh`, that is, has no
    counterpart.
    """
    if not fresh:
        return
    bags = {name: bag for name, text in others.items() if (bag := _bag(text, language)).total() >= _FEWEST}
    holders = _by_rare_words(bags)
    is_fresh = set(fresh)
    for name, text in whole.items():
        bag = _bag(text, language)
        near = dict.fromkeys(other for word in bag for other in holders.get(word, ()))
        parts = [other for other in near if (bags[other] & bag).total() >= _PART * bags[other].total()]
        if len(parts) < 2 or is_fresh.isdisjoint(parts):  # noqa: PLR2004 - two make a whole
            continue
        together = Counter[str]()
        for part in parts:
            together |= bags[part]
        largest = max((bags[part] & bag).total() for part in parts)
        covered = (together & bag).total()
        if covered >= _COVERED * bag.total() and largest < covered:
            yield Parting(name, tuple(parts))


def _by_rare_words(bags: Mapping[str, Counter[str]]) -> Mapping[str, list[str]]:
    """The texts by their rarest words, of which each must share one with a whole that it is a part of.

    This is prefix filtering, as in `argmap.rules.alike`, so that common words do not bring all texts together.
    """
    often = Counter(word for bag in bags.values() for word in bag)
    holders = defaultdict[str, list[str]](list)
    for name, bag in bags.items():
        rarest = sorted(bag.elements(), key=lambda word: (often[word], word))
        for word in dict.fromkeys(rarest[: len(rarest) - ceil(_PART * len(rarest)) + 1]):
            holders[word].append(name)
    return holders


def _bag(text: str, language: str) -> Counter[str]:
    lexicon = LEXICONS.get(language.split("-", 1)[0].lower())
    small = lexicon.small if lexicon is not None else frozenset[str]()
    return Counter(stem(word, language) for word in plain_tokens(text) if word not in small)


def statements(map_: Map) -> dict[str, str]:
    """The texts of the statements of a map, by id."""
    return {name: one.text for _, name, one in map_.elements() if isinstance(one, Statement)}


def taken_apart(old: Map, new: Map, pairs: Mapping[str, str], fresh: Sequence[str]) -> Iterator[Parting]:
    """The steps from several statements that are now steps from fewer, to the same end; `old` has the ids of `new`.

    The parts are the step itself, if it is kept, and steps that are `fresh`; together they start from all it did.
    """
    steps: tuple[tuple[Mapping[str, Inference | Objection], Mapping[str, Inference | Objection]], ...] = (
        (old.inferences, new.inferences), (old.objections, new.objections),
    )  # fmt: skip
    is_fresh = set(fresh)
    for before, after in steps:
        for name, step in before.items():
            starts = set(step.from_ or ())
            kept = pairs.get(name)
            if len(starts) < 2 or (kept is not None and set(after[kept].from_ or ()) >= starts):  # noqa: PLR2004 - linked
                continue
            parts = [
                other
                for other, one in after.items()
                if (other == kept or other in is_fresh) and _end(one) == _end(step) and set(one.from_ or ()) < starts
            ]
            reached = {start for part in parts for start in after[part].from_ or ()}
            if len(parts) > 1 and reached == starts:
                yield Parting(name, tuple(parts))


def _end(step: Inference | Objection) -> str:
    return step.to if isinstance(step, Inference) else step.against
