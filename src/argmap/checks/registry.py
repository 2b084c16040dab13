"""Every rule by its code: each module in `rules/` holds one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from argmap.checks import rules
from argmap.checks.case import Rule


@cache
def all_rules() -> dict[str, Rule]:
    """The rules by code, in the order of their codes."""
    found: dict[str, Rule] = {}
    for module in pkgutil.iter_modules(rules.__path__):
        members = vars(import_module(f"{rules.__name__}.{module.name}")).values()
        (made,) = (one() for one in members if isinstance(one, type) and hasattr(one, "way_out"))
        rule: Rule = made
        found[rule.code] = rule
    return dict(sorted(found.items()))


def matches(code: str, selectors: tuple[str, ...]) -> bool:
    """Whether a code is named, in whole or by its first letters (`W`, `W2`), or its rule's name is."""
    rule = all_rules().get(code)
    return any(code.startswith(one) or (rule is not None and rule.name == one) for one in selectors)
