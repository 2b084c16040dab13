"""The assessment of a whole map: every conclusion, one ranking over all, and what flows through each element."""

from __future__ import annotations

from argmap.assess.assessment import Assessment, Whole
from argmap.assess.sentence import sentence
from argmap.assess.standing import assess_with_chances
from argmap.assess.structure import structural_weak_links
from argmap.assess.weakness import WeakLink
from argmap.graph import Graph

MAX_ROOTS = 40
"""How many conclusions are assessed for a picture."""
_NOTHING = 1e-9


def assess_map(graph: Graph, measure: str = "standing") -> Whole:
    """Assess every conclusion, at most `MAX_ROOTS`. Raises `NotSettled` where the measure does not settle."""
    found: dict[str, Assessment] = {}
    chances: dict[str, float] = {}
    for root in graph.roots()[:MAX_ROOTS]:
        if measure == "standing":
            found[root], known = assess_with_chances(graph, root, stability=False)
            chances |= known
        else:
            from argmap.assess.measured import assess_by  # noqa: PLC0415 - 5 ms that the usual picture does not spend

            found[root] = assess_by(graph, root, measure)
    return Whole(found, chances)


def weak_links(graph: Graph, whole: Whole) -> dict[str, WeakLink]:
    """The weak links of a map by the id of their element, the weakest first, then those weak by structure alone."""
    structural = structural_weak_links(graph)
    best: dict[str, WeakLink] = {}
    for assessment in whole.assessments.values():
        for effect in assessment.effects:
            known = best.get(effect.element)
            if effect.gain > (known.gain if known else _NOTHING):
                best[effect.element] = WeakLink(
                    effect.element,
                    gain=effect.gain,
                    share=effect.share,
                    loss=effect.loss,
                    single_point=effect.single_point,
                    conclusion=assessment.conclusion,
                    sentence=sentence(effect, assessment),
                )
    ranked = sorted(best.values(), key=lambda link: (-round(link.gain, 9), -round(link.loss, 9)))
    found = {
        link.element: link._replace(
            rank=rank, reasons=structural[link.element].reasons if link.element in structural else ()
        )
        for rank, link in enumerate(ranked, 1)
    }
    return found | {name: link for name, link in structural.items() if name not in found}
