"""The weak links of a whole map, in one ranking across all its conclusions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from argmap.standing.assessment import Assessment
from argmap.standing.sentence import sentence

_NOTHING = 1e-9


class WeakLink(NamedTuple):
    """An element that would help a conclusion if it were strengthened.

    `reasons` say in words what makes it weak by structure. If the map was assessed in numbers, `rank` counts from 1,
    the weakest first; `gain` (W), `share` of the remaining doubt and `loss` (L) are those for `conclusion`, the one it
    would help most, and `sentence` says so in words.
    """

    element: str
    reasons: tuple[str, ...] = ()
    rank: int | None = None
    gain: float = 0.0
    share: float = 0.0
    loss: float = 0.0
    single_point: bool = False
    conclusion: str = ""
    sentence: str = ""


def weak_links(assessments: Iterable[Assessment], reasons: Mapping[str, tuple[str, ...]]) -> dict[str, WeakLink]:
    """The weak links by element id, the weakest first, followed by those that are weak by structure alone.

    `reasons` come from `structural_reasons`.
    """
    best: dict[str, WeakLink] = {}
    for assessment in assessments:
        for effect in assessment.effects:
            known = best.get(effect.element)
            if effect.gain > (known.gain if known else _NOTHING):
                best[effect.element] = WeakLink(
                    effect.element,
                    reasons.get(effect.element, ()),
                    gain=effect.gain,
                    share=effect.share,
                    loss=effect.loss,
                    single_point=effect.single_point,
                    conclusion=assessment.conclusion,
                    sentence=sentence(effect, assessment),
                )
    ranked = sorted(best.values(), key=lambda link: (-round(link.gain, 9), -round(link.loss, 9)))
    found = {link.element: link._replace(rank=rank) for rank, link in enumerate(ranked, 1)}
    return found | {
        element_id: WeakLink(element_id, why) for element_id, why in reasons.items() if element_id not in found
    }
