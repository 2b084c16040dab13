"""The texts that explain a code: of a rule, or of an error that makes a file unusable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from argmap.findings import Level, Severity
from argmap.loading.codes import CODES
from argmap.rules.context import Rule


class RuleText(NamedTuple):
    """A code's name, title, severity, why it matters, how to fix it, and examples (empty if there are none)."""

    name: str
    title: str
    severity: Severity
    why: str
    help: str
    fires: str = ""
    silent: str = ""
    level: Level = Level.DEFAULT


def rule_texts(rules: Iterable[Rule]) -> dict[str, RuleText]:
    """The texts of all codes: errors that make a file unusable, then the given rules."""
    texts = {
        code: RuleText(error.name, _title(error.name), Severity.ERROR, error.why, error.help)
        for code, error in CODES.items()
    }
    for rule in rules:
        title = (rule.__doc__ or "").strip()
        texts[rule.code] = RuleText(
            rule.name, title, rule.severity, rule.why, rule.help, rule.fires.strip(), rule.silent.strip(), rule.level
        )
    return texts


def _title(name: str) -> str:
    """The name of an error as a title, such as `Not UTF-8` for `not-utf8`."""
    words = name.replace("-", " ").replace("utf8", "UTF-8")
    return words[:1].upper() + words[1:]


def explain_rule(code: str, text: RuleText) -> str:
    """A rule as plain text: what it looks for, why that matters, two examples, and how to fix it."""
    parts = [f"{code} {text.name} ({text.severity.value}{_only_at(text)})", text.title, text.why]
    if text.fires:
        parts += ["It fires here:\n" + _indented(text.fires), "It does not fire here:\n" + _indented(text.silent)]
    parts.append(f"How to fix it: {text.help}")
    return "\n\n".join(parts) + "\n"


def rule_page(code: str, text: RuleText) -> str:
    """A rule as a page of Markdown, with the parts of `explain_rule`."""
    parts = [
        f"# {code} {text.name}",
        f"*{text.severity.value.capitalize()}{_only_at(text)}.* {text.title}",
        f"## Why\n\n{text.why}",
    ]
    if text.fires:
        parts += [f"## It fires here\n\n```toml\n{text.fires}\n```"]
        parts += [f"## It does not fire here\n\n```toml\n{text.silent}\n```"]
    parts.append(f"## How to fix it\n\n{text.help}")
    return "\n\n".join(parts) + "\n"


def _only_at(text: RuleText) -> str:
    """The option that a check needs for a rule; empty for a rule that always runs."""
    return f", with --{text.level.value}" if text.level is not Level.DEFAULT else ""


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
