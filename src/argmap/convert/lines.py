"""The lines of a text."""

from __future__ import annotations

import re


def with_plain_ends(text: str) -> str:
    r"""A text of the same length in which a lone carriage return, as old systems end lines with, is a line feed.

    >>> with_plain_ends("a\rb\r\nc")
    'a\nb\r\nc'
    """
    return re.sub(r"\r(?!\n)", "\n", text)
