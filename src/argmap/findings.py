"""A finding: what a reading or a check says of a map, without knowing who prints it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from argmap.source import Place
from argmap.suggest import did_you_mean


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Related(NamedTuple):
    """A second place that belongs to a finding, with a note on why."""

    place: Place
    note: str


class Finding(NamedTuple):
    """One thing said of a map.

    `code` never changes its meaning; `message` says what is wrong, `help` what to do; `subject` is the id of the
    element spoken of, where there is one. `accepted` is the author's reason for leaving it, empty where they did not.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    help: str = ""
    related: tuple[Related, ...] = ()
    subject: str = ""
    name: str = ""
    accepted: str = ""


class ElementFinding(NamedTuple):
    """What a rule says of an element, and the way out."""

    code: str
    name: str
    severity: Severity
    message: str
    help: str


class UnknownElement(ValueError):  # noqa: N818 - it names what is wrong, as KeyError does
    """There is no element of an id; `advice` says what to do."""

    def __init__(self, element_id: str, known: Sequence[str]) -> None:
        """The id that was asked for, and those there are."""
        self.advice = did_you_mean(element_id, known) or "Name the id of an element of the map."
        super().__init__(f'unknown id "{element_id}"')


class MapError(Exception):
    """The map cannot be used; `findings` holds every reason, in the order of the file."""

    def __init__(self, findings: list[Finding]) -> None:
        """Keep the findings; the text of the exception is the first message."""
        first = findings[0]
        start = first.place.span.start
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        super().__init__(f"{first.place.file}:{start.line}:{start.column}: {first.message}{more}")
        self.findings = tuple(findings)
