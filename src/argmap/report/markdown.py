"""Findings as Markdown that can be posted on a pull request."""

from __future__ import annotations

from argmap.findings import Finding, Severity
from argmap.report.checked import Checked, name_of
from argmap.source import visible


def format_markdown(checked: Checked) -> str:
    """The result of a check: a heading, one table per severity, and the accepted findings."""
    parts = ["## argmap check", f"{checked.summary}."]
    for severity in Severity:
        found = [finding for finding in checked.open if finding.severity is severity]
        if found:
            rows = [f"| {_place(finding)} | {_rule(finding)} | {escaped(finding.message)} |" for finding in found]
            table = ["| where | rule | finding |", "| --- | --- | --- |", *rows]
            parts.append(f"### {severity.value.capitalize()}s\n\n" + "\n".join(table))
    if checked.accepted:
        rows = [
            f"| {_place(finding)} | {_rule(finding)} | {escaped(finding.message)} | {escaped(finding.accepted)} |"
            for finding in checked.accepted
        ]
        table = ["| where | rule | finding | reason |", "| --- | --- | --- | --- |", *rows]
        parts.append("### Accepted\n\n" + "\n".join(table))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """A text on one line, escaped so that Markdown, its tables and embedded HTML show it unchanged."""
    text = visible(text)
    for char in "\\&`*_[]<>|~#@":
        text = text.replace(char, {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}.get(char, f"\\{char}"))
    return text


def _place(finding: Finding) -> str:
    start = finding.place.span.start
    return f"{escaped(finding.place.file)}:{start.line}:{start.column}"


def _rule(finding: Finding) -> str:
    return f"{finding.code} {name_of(finding)}".strip()
