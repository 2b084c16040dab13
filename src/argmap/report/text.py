"""Findings as a compiler prints errors: the place, what is wrong, the marked line, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from argmap.english import plural
from argmap.findings import Finding, Severity
from argmap.report.checked import Checked
from argmap.source import Place, visible

_MAX_SHOWN = 120
_MAX_RELATED = 6
_COLORS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.HINT: "36;1"}


def format_findings(findings: Iterable[Finding], *, color: bool = False) -> str:
    """The findings as text, each followed by a blank line."""
    return "".join(format_finding(finding, color=color) + "\n\n" for finding in findings)


def format_errors(findings: Sequence[Finding], *, color: bool = False) -> str:
    """Why a map cannot be used: its errors and their number."""
    return format_findings(findings, color=color) + plural(len(findings), "error")


def format_text(checked: Checked, *, color: bool = False) -> str:
    """The result of a check for people: findings in file order, hints on one line each, then the summary."""
    parts = []
    before_was_hint = False
    for finding in checked.open:
        is_hint = finding.severity is Severity.HINT
        if is_hint:
            parts.append(_headline(finding, color=color) + "\n")
        else:
            parts.append(("\n" if before_was_hint else "") + format_finding(finding, color=color) + "\n\n")
        before_was_hint = is_hint
    for finding in checked.accepted:
        start = finding.place.span.start
        place = f"{visible(finding.place.file)}:{start.line}:{start.column}:"
        parts.append(
            f"{place} accepted[{finding.code}] {visible(finding.message)}, because {visible(finding.accepted)}\n"
        )
    if before_was_hint or checked.accepted:
        parts.append("\n")
    return "".join(parts) + checked.summary + "\n"


def _headline(finding: Finding, *, color: bool) -> str:
    start = finding.place.span.start
    place = f"{visible(finding.place.file)}:{start.line}:{start.column}:"
    severity = _paint(f"{finding.severity.value}[{finding.code}]", _COLORS[finding.severity], color=color)
    name = f" ({finding.name})" if finding.name else ""
    return f"{_paint(place, '1', color=color)} {severity} {visible(finding.message)}{name}"


def _paint(text: str, code: str, *, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text


def format_finding(finding: Finding, *, color: bool = False) -> str:
    """One finding on several lines, safe to print whatever the map contains."""
    lines = [_headline(finding, color=color)]
    lines += _marked_line(finding.place, "^", lambda text: _paint(text, _COLORS[finding.severity], color=color))
    for related in finding.related[:_MAX_RELATED]:
        at = related.place.span.start
        lines.append(f"  {visible(related.place.file)}:{at.line}:{at.column}: {visible(related.note)}")
    if len(finding.related) > _MAX_RELATED:
        lines.append(f"  and {len(finding.related) - _MAX_RELATED} more")
    if finding.help:
        lines.append(f"  {_paint('help:', '1', color=color)} {visible(finding.help)}")
    return "\n".join(lines)


def format_refusal(place: Place, message: str, help_text: str) -> str:
    """Why a command cannot do something with a valid map, and where in the map the reason is."""
    start = place.span.start
    headline = f"{visible(place.file)}:{start.line}:{start.column}: {visible(message)}"
    return "\n".join([headline, *_marked_line(place, "^", lambda text: text), f"  help: {help_text}"])


def _marked_line(place: Place, mark: str, paint) -> list[str]:  # type: ignore[no-untyped-def] # noqa: ANN001 - str to str
    """The line of a place with marks under it, aligned by terminal columns despite tabs and wide characters."""
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
    from wcwidth import wcswidth  # noqa: PLC0415 - takes 10 ms, needed only to mark a line

    return max(0, wcswidth(text))
