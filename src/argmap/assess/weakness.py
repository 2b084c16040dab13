"""A weak link, as pictures and reports get it, however it was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WeakLink:
    """An element whose repair would help a conclusion.

    `reasons` say why, in words. `rank` (from 1, the weakest first) and `share` (of the doubt that remains, in [0, 1])
    are there where the map was assessed by number.
    """

    element: str
    reasons: tuple[str, ...]
    rank: int | None = None
    share: float | None = None

    @property
    def sentence(self) -> str:
        """The reasons as one sentence for people."""
        return f"Weak link: {'; '.join(self.reasons)}."
