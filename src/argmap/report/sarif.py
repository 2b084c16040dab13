"""Findings as SARIF 2.1.0 (OASIS, 2020): one rule per code, with help; accepted findings are suppressed results."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from argmap.findings import Finding, Severity
from argmap.report.checked import Checked
from argmap.report.rules import RuleText
from argmap.source import Place, json_text

HOME = "https://github.com/argmap/argmap"
"""Where the project is at home, with a page for each rule."""
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def format_sarif(checked: Checked, rules: Mapping[str, RuleText], version: str) -> str:
    """The result of a check as a SARIF log with one run. `rules` holds the texts of all codes that may appear in it."""
    number = {code: place for place, code in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "argmap",
                "version": version,
                "informationUri": HOME,
                "rules": [_rule(code, text) for code, text in rules.items()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file)}} for file in checked.files],
        "results": [_result(finding, number) for finding in checked.findings],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(code: str, text: RuleText) -> dict[str, Any]:
    return {
        "id": code,
        "helpUri": f"{HOME}/blob/main/docs/rules/{code}.md",
        "name": "".join(part.capitalize() for part in text.name.split("-")),
        "shortDescription": {"text": text.title},
        "fullDescription": {"text": text.why},
        "help": {"text": f"{text.why} {text.help}", "markdown": f"{text.why}\n\n{text.help}"},
        "defaultConfiguration": {"level": _LEVELS[text.severity]},
    }


def _result(finding: Finding, number: Mapping[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.help}".strip()},
        "locations": [_location(finding.place)],
    }
    if finding.code in number:
        result["ruleIndex"] = number[finding.code]
    if finding.related:
        result["relatedLocations"] = [
            {"id": place, **_location(related.place), "message": {"text": related.note}}
            for place, related in enumerate(finding.related)
        ]
    if finding.accepted:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.accepted}]
    return result


def _location(place: Place) -> dict[str, Any]:
    start, end = place.span.start, place.span.end
    region: dict[str, Any] = {"startLine": start.line, "startColumn": start.column}
    if (end.line, end.column) > (start.line, start.column):
        region |= {"endLine": end.line, "endColumn": end.column}
    if place.line_text:
        region["snippet"] = {"text": place.line_text}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}


def _uri(file: str) -> str:
    """The address of a file; that of one with an absolute path is absolute, too."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/~.-_")
