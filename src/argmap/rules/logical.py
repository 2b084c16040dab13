"""Logical steps, in which the terms of the claim should come from the premises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.model import SchemeName
from argmap.rules.context import CheckContext

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


def logical_steps(context: CheckContext) -> Iterator[str]:
    """The inferences whose terms should be found again from premises to claim: logical ones, and those of no scheme.

    Other schemes bring new terms in by themselves, as an effect differs from its cause; so does a step of no scheme
    from one premise alone. None in a language whose small words are not known.
    """
    if context.lexicon is None:
        return
    for name, inference in context.graph.map.inferences.items():
        is_linked = inference.scheme is not None or len(inference.from_) > 1
        if inference.scheme in _LOGICAL and is_linked and name in context.bearing:
            yield name


def listed(words: Sequence[str]) -> str:
    """Some words, quoted, with “and others” past the fourth."""
    shown = ", ".join(f"“{word}”" for word in words[:_NAMED])
    return shown + (" and others" if len(words) > _NAMED else "")
