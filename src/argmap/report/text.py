"""A finding as a compiler prints it: the place, what is wrong, the line with the place marked, what to do."""

from __future__ import annotations

from collections.abc import Iterable

from wcwidth import wcswidth

from argmap.findings import Finding, Severity
from argmap.source import Place, visible

_MAX_SHOWN = 120
_COLORS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.HINT: "36;1"}


def format_findings(findings: Iterable[Finding], *, color: bool = False) -> str:
    """The findings as text, a blank line after each."""
    return "".join(format_finding(finding, color=color) + "\n\n" for finding in findings)


def format_finding(finding: Finding, *, color: bool = False) -> str:
    """One finding, several lines; safe to print whatever the map holds."""

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if color else text

    start = finding.place.span.start
    place = f"{visible(finding.place.file)}:{start.line}:{start.column}:"
    severity = paint(f"{finding.severity.value}[{finding.code}]", _COLORS[finding.severity])
    lines = [f"{paint(place, '1')} {severity} {visible(finding.message)}"]
    lines += _marked_line(finding.place, "^", lambda text: paint(text, _COLORS[finding.severity]))
    for related in finding.related:
        at = related.place.span.start
        lines.append(f"  {visible(related.place.file)}:{at.line}:{at.column}: {visible(related.note)}")
    if finding.help:
        lines.append(f"  {paint('help:', '1')} {visible(finding.help)}")
    return "\n".join(lines)


def _marked_line(place: Place, mark: str, paint) -> list[str]:  # type: ignore[no-untyped-def] # noqa: ANN001 - str to str
    """The line of a place with marks under it, in columns of the terminal: wide characters and tabs count."""
    if not place.line_text.strip():
        return []
    span = place.span
    same_line = span.end.line == span.start.line
    first = span.start.column - 1
    last = span.end.column - 1 if same_line else len(place.line_text.rstrip())
    skipped = max(0, first - _MAX_SHOWN // 2) if len(place.line_text) > _MAX_SHOWN else 0
    text = place.line_text[skipped : skipped + _MAX_SHOWN]
    before, marked = text[: first - skipped], text[first - skipped : max(last, first + 1) - skipped]
    lead = "… " if skipped else ""
    gutter = f"{span.start.line} | "
    shown = lead + _expanded(text) + (" …" if len(place.line_text) > skipped + _MAX_SHOWN else "")
    offset = _columns(lead + _expanded(before))
    width = max(1, _columns(_expanded(before + marked)) - _columns(_expanded(before)))
    return [f"  {gutter}{shown}", f"  {' ' * (len(gutter) - 2)}| {' ' * offset}{paint(mark * width)}"]


def _expanded(text: str) -> str:
    return visible(text.expandtabs(4))


def _columns(text: str) -> int:
    return max(0, wcswidth(text))
