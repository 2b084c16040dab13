"""What a conversion could not keep."""

from __future__ import annotations

from typing import NamedTuple

from argmap.source import KeyPath


class Loss(NamedTuple):
    """Something that could not be kept: what it is, as a noun that can be counted, and where.

    A noun that has more after it says `{s}` where the s of its plural goes.

    In reading, that is its start and end byte in the file, and in writing the key path of what it belongs to.
    """

    what: str
    where: tuple[int, int] | KeyPath
