"""What a conversion could not keep: what it is, as a noun that can be counted, and where.

A noun that has more after it says `{s}` where the s of its plural goes.
"""

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
