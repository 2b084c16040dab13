"""A weak link, as pictures and reports get it, however it was found."""

from __future__ import annotations

from typing import NamedTuple


class WeakLink(NamedTuple):
    """An element whose repair would help a conclusion.

    `reasons` say in words what makes it weak by structure. Where the map was assessed by number, `rank` counts from 1,
    the weakest first, and `gain` (W), `share` of the remaining doubt and `loss` (L) are those for `conclusion`, the one
    it helps most; `sentence` says so in words.
    """

    element: str
    reasons: tuple[str, ...] = ()
    rank: int | None = None
    gain: float = 0.0
    share: float = 0.0
    loss: float = 0.0
    single_point: bool = False
    conclusion: str = ""
    sentence: str = ""
