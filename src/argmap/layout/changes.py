"""What differs between two versions of a map that are drawn as one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from argmap.layout.scene import Link


class Status(StrEnum):
    """Whether an element or a line is only in one of two versions, or differs between them."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Note(NamedTuple):
    """What a box says of its old version; `struck` if it is an old text."""

    text: str
    struck: bool = False


@dataclass(frozen=True)
class Changes:
    """What differs between two versions.

    `elements` has what became of each element that differs, and `notes` what its box says of that. `links` has the
    lines of one version alone; those that are `removed` are drawn in addition to the map's.
    """

    elements: Mapping[str, Status] = field(default_factory=dict)
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    links: Mapping[Link, Status] = field(default_factory=dict)
