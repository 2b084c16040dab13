"""The result of checking several maps, in the form that every report format takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argmap.english import plural
from argmap.findings import Finding, Related, Severity
from argmap.loading.codes import CODES


class Checked(NamedTuple):
    """The files that were checked and the findings in all of them, including accepted ones."""

    files: Sequence[str]
    findings: Sequence[Finding]

    @property
    def open(self) -> list[Finding]:
        """The findings that nobody has accepted."""
        return [finding for finding in self.findings if not finding.accepted]

    @property
    def accepted(self) -> list[Finding]:
        """The findings that the author has accepted, with a reason."""
        return [finding for finding in self.findings if finding.accepted]

    def count(self, severity: Severity) -> int:
        """The number of open findings of this severity."""
        return sum(finding.stands_for for finding in self.open if finding.severity is severity)

    @property
    def summary(self) -> str:
        """The counts on one line, for example `2 files: 1 error, 3 warnings, 0 hints; 1 accepted`."""
        counts = ", ".join(plural(self.count(severity), severity.value) for severity in Severity)
        accepted = f"; {len(self.accepted)} accepted" if self.accepted else ""
        return f"{plural(len(self.files), 'file')}: {counts}{accepted}"


def folded(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one map, of which the open hints of each rule become one, which counts and lists the others."""
    kept: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        is_open_hint = finding.severity is Severity.HINT and not finding.accepted
        kept.setdefault(finding.code if is_open_hint else number, []).append(finding)
    return [_as_one(several) for several in kept.values()]


def _as_one(findings: Sequence[Finding]) -> Finding:
    """The first of several findings of one rule, with the number and places of the others."""
    first, *others = findings
    if not others:
        return first
    message = f"{first.message}; {len(others)} more of this kind"
    related = (*first.related, *(Related(other.place, other.message) for other in others))
    return first._replace(message=message, related=related, stands_for=len(findings))


def name_of(finding: Finding) -> str:
    """The name of a finding's rule, or of its error."""
    return finding.name or (CODES[finding.code].name if finding.code in CODES else "")
