"""A problem in a map before its place in the file is known: what is wrong, and at which key path."""

from __future__ import annotations

from typing import NamedTuple

from argmap.source import KeyPath


class Problem(NamedTuple):
    """What is wrong at a key path; `at_key` marks the key rather than its value."""

    code: str
    path: KeyPath
    message: str
    help: str = ""
    at_key: bool = False
    related: tuple[tuple[KeyPath, str], ...] = ()
    subject: str = ""
