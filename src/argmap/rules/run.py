"""Running rules on a map: what they find, and what of it the author has accepted with a reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from argmap.rules.context import CheckContext, Hit, Rule
from argmap.rules.registry import RULES


class Found(NamedTuple):
    """What a rule found, and the reason why the author accepts it; empty if they do not."""

    rule: Rule
    hit: Hit
    accepted: str = ""


@dataclass(frozen=True, eq=False)
class RuleRun:
    """Rules on one map. Each rule runs when it is first asked for, and no rule runs twice."""

    given: CheckContext
    rules: Sequence[Rule]
    _hits: dict[str, tuple[Hit, ...]] = field(default_factory=dict, init=False, repr=False)

    def found(self, rules: Collection[Rule] | None = None) -> list[Found]:
        """Everything that these rules (default: all of the run) find, rule by rule."""
        return [
            Found(rule, hit, _accepted(self._context, rule.code, hit))
            for rule in (self.rules if rules is None else rules)
            for hit in self._hits_of(rule)
        ]

    @cached_property
    def _context(self) -> CheckContext:
        return replace(self.given, subjects_of=self._subjects_of, known=frozenset(RULES))

    def _hits_of(self, rule: Rule) -> tuple[Hit, ...]:
        if rule.code not in self._hits:
            self._hits[rule.code] = tuple(rule.check(self._context))
        return self._hits[rule.code]

    def _subjects_of(self, code: str) -> frozenset[str] | None:
        """The elements that a rule found; None if it is not one of this run."""
        rule = next((rule for rule in self.rules if rule.code == code), None)
        return frozenset(hit.subject for hit in self._hits_of(rule)) if rule is not None else None


def _accepted(context: CheckContext, code: str, hit: Hit) -> str:
    for acceptance in context.graph.map.accept:
        if acceptance.code == code and acceptance.on in {None, hit.subject}:
            return acceptance.because
    return ""
