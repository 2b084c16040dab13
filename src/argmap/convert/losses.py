"""What a conversion could not keep, in words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from argmap.convert.loss import Loss, Lost
from argmap.source import Place

_SHOWN = 10
_AFTER = re.compile(
    r",| (?:about|above|after|among|around|before|below|between|for|from|in|longer|of|on|outside|that|to|under|with)\b"
    r"| without\b"
)


def summary(losses: Iterable[Loss | Lost], place_of: Callable[[Any], Place]) -> Iterator[str]:
    """A line for each kind of loss, with its places: those of the first ten, and how many more there are."""
    kinds: defaultdict[str, list[Loss | Lost]] = defaultdict(list)
    for loss in losses:
        kinds[loss.what].append(loss)
    for what, found in kinds.items():
        places = [place_of(loss.where).span.start for loss in found[:_SHOWN] if loss.where]
        listed = ", ".join(f"{place.line}:{place.column}" for place in dict.fromkeys(places))
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        yield f"not kept: {_counted(len(found), what)}" + (f" (at {listed}{more})" if listed else "")


def in_brief(losses: Iterable[Loss | Lost]) -> str:
    """How much was lost of each kind, on one line; empty if nothing was."""
    counts = Counter(loss.what for loss in losses)
    return ", ".join(_counted(count, what) for what, count in counts.items())


def _counted(count: int, what: str) -> str:
    """A count with its noun, which is what comes before the first of some small words.

    >>> _counted(1, "edge to nothing"), _counted(2, "edge to nothing"), _counted(2, "entry of the map")
    ('1 edge to nothing', '2 edges to nothing', '2 entries of the map')
    """
    found = _AFTER.search(what)
    noun, rest = (what[: found.start()], what[found.start() :]) if found else (what, "")
    many = f"{noun[:-1]}ies" if re.search("[^aeiou]y$", noun) else f"{noun}s"
    return f"{count:,} {noun if count == 1 else many}{rest}"
