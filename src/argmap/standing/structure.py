"""Weak links that the structure alone reveals, without any numbers.

An element is a weak link of a conclusion if it bears on it and is unsupported, contested, subject to an open caution or
an unanswered objection, or a claim's only support although its scheme is too weak for that.
"""

from __future__ import annotations

from argmap.english import agreeing, plural, with_article
from argmap.graph import Graph
from argmap.model import Inference, Kind, SchemeName

FRAGILE_SCHEMES = frozenset({SchemeName.ANALOGY, SchemeName.EXAMPLE})
"""Schemes that illustrate rather than prove, and so should not be a claim's only support."""


def structural_reasons(graph: Graph) -> dict[str, tuple[str, ...]]:
    """What makes elements weak by structure, in words, by id in graph order."""
    bearing = graph.bearing(*graph.roots(), attacks=False)
    found = {element_id: _reasons(graph, element_id) for element_id in graph.in_map_order(bearing)}
    return {element_id: reasons for element_id, reasons in found.items() if reasons}


def _reasons(graph: Graph, element_id: str) -> tuple[str, ...]:
    kind = graph.kinds[element_id]
    reasons = []
    if kind in {Kind.CLAIM, Kind.CONCLUSION} and not graph.supporters(element_id):
        reasons.append("nothing supports it")
    reasons += [f"contested by {graph.map.contested[contest].by}" for contest in graph.open_contests(element_id)]
    if graph.open_cautions(element_id):
        reasons.append("an open caution applies to it")
    unanswered = sum(1 for objection in graph.attackers(element_id) if not graph.is_answered(objection))
    if unanswered:
        reasons.append(f"{plural(unanswered, 'objection', 'an objection')} {agreeing(unanswered, 'are')} unanswered")
    step = graph.element(element_id)
    if isinstance(step, Inference) and step.scheme in FRAGILE_SCHEMES and len(graph.supporters(step.to)) == 1:
        reasons.append(f"{with_article(step.scheme.value)} is the only support for its claim")
    return tuple(reasons)
