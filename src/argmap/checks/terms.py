"""The terms of a statement: what it speaks of, without the small words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.checks.case import Case
from argmap.checks.words import stem
from argmap.model import SchemeName

_LOGICAL = frozenset(
    {
        SchemeName.DEDUCTION,
        SchemeName.DEFINITION,
        SchemeName.CLASSIFICATION,
        SchemeName.RULE,
        SchemeName.ALTERNATIVES,
        None,
    }
)
_NAMED = 4


def logical_steps(case: Case) -> Iterator[str]:
    """The inferences whose terms should be found again from premises to claim: logical ones, and those of no scheme.

    Other schemes bring new terms in by themselves, as an effect differs from its cause; so does a step of no scheme
    from one premise alone. None in a language whose small words are not known.
    """
    if case.lexicon is None:
        return
    for name, inference in case.graph.map.inferences.items():
        is_linked = inference.scheme is not None or len(inference.from_) > 1
        if inference.scheme in _LOGICAL and is_linked and name in case.bearing:
            yield name


def terms(case: Case, name: str) -> dict[str, str]:
    """The stems of a statement's words of content, each with the word as it stands there."""
    known = case.terms.get(name)
    if known is None:
        idle, language = case.idle_words, case.language
        known = case.terms[name] = {stem(word, language): word for word in case.tokens[name] if word not in idle}
    return known


def listed(words: Sequence[str]) -> str:
    """Some words, quoted, with “and others” past the fourth."""
    shown = ", ".join(f"“{word}”" for word in words[:_NAMED])
    return shown + (" and others" if len(words) > _NAMED else "")
