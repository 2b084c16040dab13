"""Running rules on a map: what they find, and which findings the author has accepted with a reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs, Rule
from argmap.rules.registry import RULES
from argmap.rules.walk import quotes


class Found(NamedTuple):
    """What a rule found, and the author's reason for accepting it; the reason is empty if they do not."""

    rule: Rule
    hit: Hit
    accepted: str = ""

    @property
    def level(self) -> Level:
        """The level from which a check reports it."""
        return self.hit.level or self.rule.level

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.hit.severity or self.rule.severity


@dataclass(frozen=True, eq=False)
class RuleRun:
    """A set of rules on one map. Each rule runs when it is first needed, and only once."""

    given: CheckContext
    rules: Sequence[Rule]
    _hits: dict[str, tuple[Hit, ...]] = field(default_factory=dict, init=False, repr=False)

    def found(self, rules: Collection[Rule] | None = None) -> list[Found]:
        """Everything these rules find (default: all rules of the run), rule by rule."""
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

    def _subjects_of(self, code: str, subject: str | None) -> frozenset[str] | None:
        """The ids of the elements a rule found; None if it did not look at the subject (None: at the map)."""
        rule = next((rule for rule in self.rules if rule.code == code), None)
        if rule is None or not _has_looked(self._context, rule, subject):
            return None
        return frozenset(hit.subject for hit in self._hits_of(rule))


def _has_looked(context: CheckContext, rule: Rule, subject: str | None) -> bool:
    """Whether a rule had what it needs in order to look at an element, or at the whole map."""
    if rule.needs is Needs.LEXICON:
        return context.lexicon is not None
    if rule.needs is Needs.PHRASES:
        return context.phrases is not None
    if rule.needs is Needs.SOURCES:
        return bool(context.graph.map.sources) and context.graph.map.map.source is None
    if rule.needs is Needs.SOURCE_TEXT:
        quoted = {quote.source for element_id, _, quote in quotes(context.graph.map) if subject in {None, element_id}}
        return bool(quoted) and quoted <= context.texts.keys()
    return True


def _accepted(context: CheckContext, code: str, hit: Hit) -> str:
    for acceptance in context.graph.map.accept:
        if acceptance.code == code and acceptance.on in {None, hit.subject}:
            return acceptance.because
    return ""
