"""Running rules on a map: what they find, and what of it the author has accepted with a reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from argmap.checks.case import Case, Hit, Rule
from argmap.checks.registry import known_codes

STALE = "S113"
"""The rule on acceptances that no longer apply: it runs last, for it needs to know what the others found."""


class Found(NamedTuple):
    """What a rule found, and the reason why the author accepts it; empty where they do not."""

    rule: Rule
    hit: Hit
    accepted: str = ""


def run(case: Case, rules: Collection[Rule]) -> list[Found]:
    """Everything the rules find in a map, rule by rule."""
    hits = [(rule, hit) for rule in rules if rule.code != STALE for hit in rule.check(case)]
    fired = frozenset((rule.code, hit.subject) for rule, hit in hits)
    after = replace(case, fired=fired, codes=frozenset(rule.code for rule in rules), known=known_codes())
    hits += [(rule, hit) for rule in rules if rule.code == STALE for hit in rule.check(after)]
    return [Found(rule, hit, _accepted(case, rule.code, hit)) for rule, hit in hits]


def _accepted(case: Case, code: str, hit: Hit) -> str:
    for acceptance in case.graph.map.accept:
        if acceptance.code == code and acceptance.on in {None, hit.subject}:
            return acceptance.because
    return ""
