"""The weak links of a whole map, in one ranking across all its conclusions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from argmap.standing.assessment import Assessment, shared_ranks
from argmap.standing.sentence import sentence


class WeakLink(NamedTuple):
    """An element that would raise the standing of a conclusion if it were settled: its W is above 0.

    `rank` counts from 1, the weakest first; `gain` (W), `share` of the remaining doubt and `loss` (L) are those for
    `conclusion`, the one it would help most, and `sentence` says so in words. `standard_error` is that of `gain`;
    links that an estimate cannot tell apart have the same rank. `reasons` say what makes it weak by structure, if
    anything does.
    """

    element: str
    reasons: tuple[str, ...] = ()
    rank: int = 0
    gain: float = 0.0
    share: float = 0.0
    loss: float | None = 0.0
    standard_error: float = 0.0
    single_point: bool = False
    conclusion: str = ""
    sentence: str = ""


def weak_links(assessments: Iterable[Assessment], reasons: Mapping[str, tuple[str, ...]]) -> dict[str, WeakLink]:
    """The weak links by element id, the weakest first; `reasons` come from `structural_reasons`."""
    best: dict[str, WeakLink] = {}
    for assessment in assessments:
        for effect in assessment.weak_links:
            known = best.get(effect.element)
            if known is None or effect.gain > known.gain:
                best[effect.element] = WeakLink(
                    effect.element,
                    reasons.get(effect.element, ()),
                    gain=effect.gain,
                    share=effect.share,
                    loss=effect.loss,
                    standard_error=effect.standard_error,
                    single_point=effect.single_point,
                    conclusion=assessment.conclusion,
                    sentence=sentence(effect, assessment),
                )
    ranked = sorted(best.values(), key=lambda link: (-round(link.gain, 9), -round(link.loss or 0.0, 9)))
    numbers = shared_ranks([(link.gain, link.standard_error) for link in ranked])
    return {link.element: link._replace(rank=rank) for rank, link in zip(numbers, ranked, strict=True)}
