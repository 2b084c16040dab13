"""Findings as GitHub workflow commands, which appear as annotations on the lines."""

from __future__ import annotations

from argmap.findings import Finding, Severity
from argmap.report.checked import Checked, name_of
from argmap.source import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def format_github(checked: Checked) -> str:
    """One annotation per open finding, each on its own line, the worst first: GitHub shows only so many of a step."""
    order = list(Severity)
    worst_first = sorted(checked.open, key=lambda finding: order.index(finding.severity))
    return "".join(_command(finding) + "\n" for finding in worst_first)


def _command(finding: Finding) -> str:
    start, end = finding.place.span.start, finding.place.span.end
    properties = {"file": finding.place.file, "line": start.line, "col": start.column}
    properties["endLine"] = end.line
    if end.line == start.line:
        properties["endColumn"] = max(start.column, end.column - 1)
    properties["title"] = f"{finding.code} {name_of(finding)}".strip()
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    text = visible(finding.message) + (f"\n{visible(finding.help)}" if finding.help else "")
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
