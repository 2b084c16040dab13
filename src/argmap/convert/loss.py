"""What a conversion could not keep: what it is, as a noun that can be counted, and where."""

from __future__ import annotations

from typing import NamedTuple

from argmap.source import KeyPath


class Lost(NamedTuple):
    """Something that was lost in reading, with its start and end byte in the file."""

    what: str
    where: tuple[int, int]


class Loss(NamedTuple):
    """Something that was lost in writing, with the key path of what it belongs to."""

    what: str
    where: KeyPath
