"""T307: two statements that say nearly the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import ceil

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit

_ALIKE = 0.8  # shared words as a fraction of all words (Jaccard)
_FEWEST = 3
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


class NearDuplicate:
    """Two statements that say nearly the same thing."""

    code = "T307"
    name = "near-duplicate"
    severity = Severity.WARNING
    why = (
        "A claim under two ids is supported, doubted and graded twice, and whatever rests on both looks "
        "better supported than it is."
    )
    help = "Keep one of them, and let both inferences start from it."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[premises.wet]
text = "All night rain fell."
[inferences.too]
from = ["wet"]
to = "rise"
"""
    silent = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[premises.wet]
text = "The ground is wet."
[inferences.too]
from = ["wet"]
to = "rise"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        for first, second in _alike(context):
            message = f'"{second}" says nearly the same thing as "{first}"'
            yield Hit(
                context.path(second, "text"),
                message,
                second,
                related=((context.path(first, "text"), "also said here"),),
            )


def _alike(context: CheckContext) -> Iterator[tuple[str, str]]:
    """Pairs of statements that share most of their words, and all their numbers and negations.

    Only statements that share one of their rarest words are compared (prefix filter: Chaudhuri, Ganti, Kaushik, "A
    primitive operator for similarity joins in data cleaning", ICDE 2006), so that a large map does not take quadratic
    time.
    """
    small = context.lexicon.small - _NEGATIONS if context.lexicon else frozenset()
    words = {element_id: frozenset(tokens) - small for element_id, tokens in context.tokens.items()}
    often = Counter(word for found in words.values() for word in found)
    rank = {word: number for number, word in enumerate(sorted(often, key=lambda word: (often[word], word)))}
    holders: dict[tuple[frozenset[str], str], list[str]] = {}
    for element_id, found in words.items():
        if len(found) < _FEWEST:
            continue
        fixed = frozenset(word for word in found if not word.isalpha() or word in _NEGATIONS)
        rare = sorted(found, key=rank.__getitem__)[: len(found) - ceil(_ALIKE * len(found)) + 1]
        others = dict.fromkeys(other for word in rare for other in holders.get((fixed, word), ()))
        twin = next((other for other in others if _are_alike(words[other], found)), None)
        if twin is not None:
            yield twin, element_id
            continue
        for word in rare:
            holders.setdefault((fixed, word), []).append(element_id)


def _are_alike(first: frozenset[str], second: frozenset[str]) -> bool:
    return len(first & second) >= _ALIKE * len(first | second)
