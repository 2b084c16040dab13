"""Weak links that the structure alone shows, without any number.

An element is a weak link of a conclusion if it bears on it and is unsupported, contested, under an open caution, under
an unanswered objection, or the only support of a claim by a pattern that does not carry alone.
"""

from __future__ import annotations

from argmap.assess.weakness import WeakLink
from argmap.graph import Graph
from argmap.model import Inference, Kind, SchemeName

FRAGILE_SCHEMES = frozenset({SchemeName.ANALOGY, SchemeName.EXAMPLE})
"""Patterns that illustrate rather than prove, and so should not be a claim's only support."""


def structural_weak_links(graph: Graph) -> dict[str, WeakLink]:
    """The weak links of a map by the id of their element, in the order of the graph, unranked."""
    bearing: set[str] = set()
    for root in graph.roots():
        bearing |= {root} | graph.upstream(root, attacks=False)
    found: dict[str, WeakLink] = {}
    for name in graph:
        reasons = _reasons(graph, name) if name in bearing else ()
        if reasons:
            found[name] = WeakLink(name, reasons)
    return found


def _reasons(graph: Graph, name: str) -> tuple[str, ...]:
    kind = graph.kinds[name]
    reasons = []
    if kind in {Kind.CLAIM, Kind.CONCLUSION} and not graph.supporters(name):
        reasons.append("nothing supports it")
    contests = (graph.map.contested[contest] for contest in graph.contests_on(name))
    reasons += [f"contested by {contest.by}" for contest in contests if contest.answer is None]
    if any(graph.map.cautions[caution].answer is None for caution in graph.cautions_on(name)):
        reasons.append("an open caution stands on it")
    unanswered = sum(1 for objection in graph.attackers(name) if not graph.attackers(objection))
    if unanswered:
        reasons.append("an objection is unanswered" if unanswered == 1 else f"{unanswered} objections are unanswered")
    step = graph.element(name)
    if isinstance(step, Inference) and step.scheme in FRAGILE_SCHEMES and len(graph.supporters(step.to)) == 1:
        reasons.append(f"an {step.scheme.value} is the only support of its claim")
    return tuple(reasons)
