"""Suggestions for misspelt words."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MANY = 5_000
_LONGEST = 200


def nearest(word: str, candidates: Sequence[str], cutoff: float = 0.6) -> str | None:
    """The candidate most similar to a word (an Indel similarity of at least `cutoff`), or None.

    Of several words, one that is a candidate comes first. If there are more than 5,000 candidates, only those with the
    same first character are compared.
    """
    words = re.split(r"[\s_-]+", word.strip().lower())
    if len(words) > 1 and (known := [one for one in words if one in candidates]):
        return known[-1]
    # Imported here because it adds to every start, and only a mistake needs it.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    if len(candidates) > _MANY:
        candidates = [candidate for candidate in candidates if candidate[:1] == word[:1]][:_MANY]
    near = process.extractOne(word[:_LONGEST], candidates, scorer=fuzz.ratio, score_cutoff=100 * cutoff)
    return near[0] if near is not None else None


def did_you_mean(word: str, candidates: Sequence[str]) -> str:
    """`Did you mean "x"?` for the candidate most similar to a word, or an empty string.

    >>> did_you_mean("rian", ["rain", "river"])
    'Did you mean "rain"?'
    """
    near = nearest(word, candidates)
    return f'Did you mean "{near}"?' if near is not None else ""
