"""The output formats of a check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from argmap.report.checked import Checked
from argmap.report.github import format_github
from argmap.report.json import format_json
from argmap.report.junit import format_junit
from argmap.report.markdown import format_markdown
from argmap.report.rules import rule_texts
from argmap.report.sarif import format_sarif
from argmap.report.text import format_text
from argmap.rules.registry import chosen_rules
from argmap.settings import Settings


class CheckFormat(StrEnum):
    """The output formats of a check: for people, for programs, and for services that annotate lines."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"
    MARKDOWN = "markdown"


_PLAIN: Mapping[CheckFormat, Callable[[Checked], str]] = {
    CheckFormat.JSON: format_json,
    CheckFormat.GITHUB: format_github,
    CheckFormat.JUNIT: format_junit,
    CheckFormat.MARKDOWN: format_markdown,
}


def format_findings_as(form: CheckFormat, checked: Checked, settings: Settings, version: str, *, color: bool) -> str:
    """The result of a check in a format. SARIF also lists the rules that the settings select and argmap's `version`."""
    if form is CheckFormat.TEXT:
        return format_text(checked, color=color)
    if form is CheckFormat.SARIF:
        return format_sarif(
            checked, rule_texts(chosen_rules(settings.select, settings.ignore, settings.level)), version
        )
    return _PLAIN[form](checked)
