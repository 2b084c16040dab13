"""Every rule by its code: each module in `rules/` holds one, and begins with its code."""

from __future__ import annotations

import pkgutil
from collections.abc import Collection
from functools import cache
from importlib import import_module

from argmap.checks import rules
from argmap.checks.case import Rule


def all_rules() -> dict[str, Rule]:
    """The rules by code, in the order of their codes."""
    return {code: _rule(module) for code, module in _modules().items()}


def rules_of(families: Collection[str]) -> list[Rule]:
    """The rules whose codes begin with one of `families` (as `S` or `W2`); no others are loaded."""
    return [_rule(module) for code, module in _modules().items() if code.startswith(tuple(families))]


def known_codes() -> frozenset[str]:
    """The codes of all rules, without loading them."""
    return frozenset(_modules())


@cache
def _modules() -> dict[str, str]:
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return {name.partition("_")[0].upper(): name for name in names}


@cache
def _rule(module: str) -> Rule:
    members = vars(import_module(f"{rules.__name__}.{module}")).values()
    (made,) = (one() for one in members if isinstance(one, type) and hasattr(one, "way_out"))
    rule: Rule = made
    return rule


def matches(rule: Rule, selectors: Collection[str]) -> bool:
    """Whether a rule is named: by the first letters of its code (`W`, `W2`), or by its name."""
    return any(rule.code.startswith(one) or rule.name == one for one in selectors)
