"""What a conversion could not keep, in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from argmap.convert.loss import Loss, Lost
from argmap.source import Place

_SHOWN = 10


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
    """A count with its noun; the s of the plural goes to `{s}`, or to the end.

    >>> _counted(1, "edge{s} to nothing"), _counted(2, "edge{s} to nothing"), _counted(2, "edge")
    ('1 edge to nothing', '2 edges to nothing', '2 edges')
    """
    noun = what if "{s}" in what else f"{what}{{s}}"
    one, many = ("y", "ies") if "r{s}" in noun and noun.split("{s}")[0].endswith(("entr", "rivalr")) else ("", "s")
    return f"{count:,} {noun.replace('{s}', one if count == 1 else many)}"
