"""A large graph as columns of numbers, so that what is computed for every node takes no loop in Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argmap.model import Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGE = 20_000
"""From this many nodes on a graph keeps columns; a smaller one does not load numpy (80 ms)."""
KINDS = tuple(Kind)


@dataclass(frozen=True)
class Columns:
    """The nodes by number, in the order of the graph.

    `kind` indexes `KINDS`; `grade` is NaN where the author gave none; `target` is the node a node leads to, -1 for
    none; `attacks` tells objections; `noted` what a caution or contest may stand on. The nodes that lead to node n are
    `inflow[first[n]:first[n + 1]]`, objections last. `one_way` says whether no node leads to more than one.
    """

    names: Sequence[str]
    number: Mapping[str, int]
    kind: NDArray[np.int8]
    grade: NDArray[np.float64]
    target: NDArray[np.int64]
    attacks: NDArray[np.bool_]
    noted: NDArray[np.bool_]
    inflow: NDArray[np.int64]
    first: NDArray[np.int64]
    one_way: bool


def build_columns(
    kinds: Mapping[str, Kind],
    successors: Mapping[str, tuple[str, ...]],
    elements: Mapping[str, Any],
    noted: Iterable[str],
) -> Columns:
    """The columns of a graph, given the kind, successors and element of each node, and the ids that notes stand on.

    An id of a concept in `noted` notes every node that uses it.
    """
    import numpy as np  # noqa: PLC0415 - 80 ms, spent only on a large graph

    names = list(kinds)
    number = {name: place for place, name in enumerate(names)}
    nothing = ("",)
    number_or_none = {**number, "": -1}
    target = np.array([number_or_none[successors.get(name, nothing)[0]] for name in names], dtype=np.int64)
    code = {kind: place for place, kind in enumerate(KINDS)}
    kind = np.array([code[one] for one in kinds.values()], dtype=np.int8)
    grade = np.array([getattr(elements[name], "grade", None) for name in names], dtype=np.float64)
    attacks = kind == code[Kind.OBJECTION]
    on = set(noted)
    marks = np.array(
        [name in on or any(one in on for one in elements[name].concepts) for name in names]
        if on
        else [False] * len(names)
    )
    order = np.argsort(2 * target + attacks, kind="stable")
    first = np.searchsorted(target[order], np.arange(len(names) + 1))
    one_way = all(len(ends) == 1 for ends in successors.values())
    return Columns(names, number, kind, grade, target, attacks, marks, order, first, one_way)
