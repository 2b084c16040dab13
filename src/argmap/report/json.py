"""Findings as JSON for other programs. `version` changes whenever the structure does."""

from __future__ import annotations

from typing import Any

from argmap.findings import Finding, Severity
from argmap.report.checked import Checked, name_of
from argmap.source import Place, json_text

VERSION = 1


def format_json(checked: Checked) -> str:
    """The result of a check as one JSON object."""
    document = {
        "version": VERSION,
        "files": list(checked.files),
        "findings": [_finding(finding) for finding in checked.open],
        "accepted": [{**_finding(finding), "because": finding.accepted} for finding in checked.accepted],
        "summary": {severity.value: checked.count(severity) for severity in Severity},
    }
    return json_text(document) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": name_of(finding),
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "subject": finding.subject,
        **_place(finding.place),
        "related": [{"note": related.note, **_place(related.place)} for related in finding.related],
    }


def _place(place: Place) -> dict[str, Any]:
    start, end = place.span.start, place.span.end
    return {
        "file": place.file,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }
