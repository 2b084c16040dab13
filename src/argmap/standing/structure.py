"""Weak links that the structure alone shows, without any number.

An element is a weak link of a conclusion if it bears on it and is unsupported, contested, under an open caution, under
an unanswered objection, or the only support of a claim by a pattern that does not carry alone.
"""

from __future__ import annotations

from argmap.graph import Graph
from argmap.model import Inference, Kind, SchemeName

FRAGILE_SCHEMES = frozenset({SchemeName.ANALOGY, SchemeName.EXAMPLE})
"""Patterns that illustrate rather than prove, and so should not be a claim's only support."""


def structural_reasons(graph: Graph) -> dict[str, tuple[str, ...]]:
    """What makes elements weak by structure, in words, by id in the order of the graph."""
    bearing = set(graph.bearing(*graph.roots(), attacks=False))
    found = {name: _reasons(graph, name) for name in graph if name in bearing}
    return {name: reasons for name, reasons in found.items() if reasons}


def _reasons(graph: Graph, name: str) -> tuple[str, ...]:
    kind = graph.kinds[name]
    reasons = []
    if kind in {Kind.CLAIM, Kind.CONCLUSION} and not graph.supporters(name):
        reasons.append("nothing supports it")
    reasons += [f"contested by {graph.map.contested[contest].by}" for contest in graph.open_contests(name)]
    if graph.open_cautions(name):
        reasons.append("an open caution applies to it")
    unanswered = sum(1 for objection in graph.attackers(name) if not graph.attackers(objection))
    if unanswered:
        reasons.append("an objection is unanswered" if unanswered == 1 else f"{unanswered} objections are unanswered")
    step = graph.element(name)
    if isinstance(step, Inference) and step.scheme in FRAGILE_SCHEMES and len(graph.supporters(step.to)) == 1:
        reasons.append(f"an {step.scheme.value} is the only support of its claim")
    return tuple(reasons)
