"""Findings as JUnit XML: a suite per file, a failure per error or warning; hints and accepted findings are skipped."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from argmap.findings import Finding, Severity
from argmap.report.checked import Checked, name_of
from argmap.report.text import format_finding
from argmap.source import visible


def format_junit(checked: Checked) -> str:
    """The result of a check as JUnit XML; a file without findings gets one case that passes."""
    root = ET.Element("testsuites", name="argmap")
    files = dict.fromkeys([*checked.files, *(finding.place.file for finding in checked.findings)])
    total = {"tests": 0, "failures": 0, "skipped": 0}
    for file in files:
        suite = ET.SubElement(root, "testsuite", name=visible(file))
        findings = [finding for finding in checked.findings if finding.place.file == file]
        counts = {"tests": max(1, len(findings)), "failures": 0, "skipped": 0}
        if not findings:
            ET.SubElement(suite, "testcase", name="no findings", classname=visible(file))
        for finding in findings:
            counts[_case(suite, finding)] += 1
        for key, value in counts.items():
            suite.set(key, str(value))
            total[key] += value
    for key, value in total.items():
        root.set(key, str(value))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, finding: Finding) -> str:
    start = finding.place.span.start
    name = f"{finding.code} {name_of(finding)} at {start.line}:{start.column}"
    case = ET.SubElement(suite, "testcase", name=name, classname=visible(finding.place.file))
    if finding.accepted or finding.severity is Severity.HINT:
        reason = f"accepted: {finding.accepted}" if finding.accepted else f"hint: {finding.message}"
        ET.SubElement(case, "skipped", message=visible(reason))
        return "skipped"
    failure = ET.SubElement(case, "failure", message=visible(finding.message), type=finding.severity.value)
    failure.text = format_finding(finding)
    return "failures"
