"""A problem of a map before it has a place: what is wrong at which key path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Keys and list indices from the root of a document to a value."""

_ENOUGH_CANDIDATES = 5_000


class Problem(NamedTuple):
    """What is wrong at a key path; `at_key` marks the key rather than its value."""

    code: str
    path: Path
    message: str
    help: str = ""
    at_key: bool = False
    related: tuple[tuple[Path, str], ...] = ()
    subject: str = ""


def did_you_mean(word: str, candidates: Sequence[str]) -> str:
    """`Did you mean "x"?` for the nearest of the candidates, or an empty string.

    Past 5,000 candidates only those that share the first character are compared.
    """
    if len(candidates) > _ENOUGH_CANDIDATES:
        candidates = [name for name in candidates if name[:1] == word[:1]][:_ENOUGH_CANDIDATES]
    from difflib import get_close_matches  # noqa: PLC0415 - needed only where there is something to report

    near = get_close_matches(word[:200], candidates, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else ""
