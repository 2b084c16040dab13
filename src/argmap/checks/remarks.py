"""What the rules say of each element, without its place in the file: for pictures and pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from argmap.checks.case import Case
from argmap.checks.registry import rules_of
from argmap.checks.run import run
from argmap.findings import Remark, Severity
from argmap.graph import Graph


def remarks(graph: Graph, texts: Mapping[str, str], families: Collection[str]) -> dict[str, tuple[Remark, ...]]:
    """The open findings of each element by its id, the gravest first; only rules of these families are run."""
    found: dict[str, list[Remark]] = {}
    for one in run(Case(graph, texts), rules_of(families)):
        rule, hit = one.rule, one.hit
        if hit.subject and not one.accepted:
            remark = Remark(rule.code, rule.name, rule.severity, hit.message, rule.way_out)
            found.setdefault(hit.subject, []).append(remark)
    order = list(Severity)
    return {
        name: tuple(sorted(several, key=lambda remark: (order.index(remark.severity), remark.code)))
        for name, several in found.items()
    }
