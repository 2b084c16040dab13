"""Findings: what loading or checking a map reports, independent of how it is printed."""

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

    def is_at_least(self, other: Severity) -> bool:
        """Whether it matters as much as another, or more."""
        order = list(Severity)
        return order.index(self) <= order.index(other)


class Level(StrEnum):
    """How much a check says: what every critical reader would, what a thorough one would, or all there is to say."""

    DEFAULT = "default"
    THOROUGH = "thorough"
    PEDANTIC = "pedantic"


class Related(NamedTuple):
    """A second place that belongs to a finding, with a note on why."""

    place: Place
    note: str


class Finding(NamedTuple):
    """One problem in a map.

    `code` never changes its meaning; `message` says what is wrong, and `help` what to do; `subject` is the id of the
    element concerned, if there is one; `name` is the name of the rule. `accepted` is the author's reason for accepting
    the finding; it is empty if they do not. `stands_for` is how many findings it is, if one line is for all.
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
    stands_for: int = 1

    def renamed(self, folder: str, label: str) -> Finding:
        """The finding in files that are called something else: `label` stands for `folder` in all it says."""
        related = tuple(
            Related(other.place._replace(file=other.place.file.replace(folder, label)), other.note)
            for other in self.related
        )
        return self._replace(
            place=self.place._replace(file=self.place.file.replace(folder, label)),
            message=self.message.replace(folder, label),
            help=self.help.replace(folder, label),
            related=related,
        )


class ElementFinding(NamedTuple):
    """What a rule says about an element, and how to fix it."""

    code: str
    name: str
    severity: Severity
    message: str
    help: str


class UnknownElement(ValueError):  # noqa: N818 - it names what is wrong, as KeyError does
    """There is no element with this id; `advice` says what to do."""

    def __init__(self, element_id: str, known: Sequence[str]) -> None:
        """Suggest the most similar of the `known` ids."""
        self.advice = did_you_mean(element_id, known) or "Use the id of an element in the map."
        self._made_of = element_id, tuple(known)
        super().__init__(f'unknown id "{element_id}"')

    def __reduce__(self) -> tuple[type[UnknownElement], tuple[str, tuple[str, ...]]]:
        """What it is made of, so that it can cross from one process to another."""
        return type(self), self._made_of


class MapError(Exception):
    """The map cannot be used; `findings` has every reason, in the order of the file."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep the findings (at least one); the first message becomes the text of the exception."""
        first = findings[0]
        start = first.place.span.start
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        super().__init__(f"{first.place.file}:{start.line}:{start.column}: {first.message}{more}")
        self.findings = tuple(findings)

    def renamed(self, folder: str, label: str) -> MapError:
        """The error on files that are called something else: `label` stands for `folder` in all it says."""
        return MapError([finding.renamed(folder, label) for finding in self.findings])

    def __reduce__(self) -> tuple[type[MapError], tuple[tuple[Finding, ...]]]:
        """What it is made of, so that it can cross from one process to another."""
        return type(self), (self.findings,)
