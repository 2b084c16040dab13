"""Logical steps: steps in which the terms of the claim should come from the premises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.english import enumerated
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
    """The inferences whose premises and claim should share their terms: logical ones, and those without a scheme.

    Other schemes naturally introduce new terms (an effect differs from its cause), and so does a step without a scheme
    from a single premise. There are none in a language argmap has no function words for.
    """
    if context.lexicon is None:
        return
    for element_id, inference in context.graph.map.inferences.items():
        is_linked = inference.scheme is not None or len(inference.from_) > 1
        if inference.scheme in _LOGICAL and is_linked and element_id in context.bearing:
            yield element_id


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Some words in quotation marks; those after the fourth are only counted."""
    return enumerated([f"“{word}”" for word in words], _NAMED, joint)
