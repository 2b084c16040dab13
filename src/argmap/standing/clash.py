"""Rivals: how often each stands, how often they clash, and what would decide between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argmap.standing.effects import Account

_DECIDERS = 3
"""The most elements that are named as what would decide."""
_NOTHING = 1e-9


class Decider(NamedTuple):
    """An element that would end clashes if it were known to hold, or to fail.

    `share` is how often the rivals would then clash, and `stands` how often each of them would stand, in [0, 1].
    """

    element: str
    holds: bool
    share: float
    stands: Mapping[str, float]


class Clash(NamedTuple):
    """A rivalry in numbers: how often each member stands, and how often they clash, so that none does, in [0, 1].

    `standard_error` is that of `share`, 0 if it is exact. `deciders` has what would reduce `share` most, best first.
    """

    rivalry: str
    stands: Mapping[str, float]
    share: float
    standard_error: float
    deciders: Sequence[Decider]


def clash(rivalry: Account, members: Sequence[Account]) -> Clash:
    """The numbers of a rivalry, from its own account and those of its members.

    If all members exclude each other by chance, they never clash, and nothing is left to decide between them.
    """
    stands = {member.conclusion: member.standing()[0] for member in members}
    if not rivalry.network.roots:
        return Clash(rivalry.conclusion, stands, 0.0, 0.0, ())
    values = rivalry.values
    share, slopes = rivalry.method.evaluate(values)
    slopes_of = {member.conclusion: member.method.evaluate(member.values)[1] for member in members}
    found = []
    for element_id, value in values.items():
        for holds in (True, False) if 0 < value < 1 else ():  # what is certain decides nothing
            moved = (1 - value) if holds else -value
            after = share + moved * slopes[element_id]
            if after < share - _NOTHING:
                then = {
                    member: standing + moved * slopes_of[member].get(element_id, 0.0)
                    for member, standing in stands.items()
                }
                found.append(Decider(element_id, holds, after if after > _NOTHING else 0.0, then))
    statements = {node.element for node in rivalry.network.nodes.values() if node.supports is None and not node.needs}
    found.sort(key=lambda decider: (round(decider.share, 9), decider.element not in statements))
    return Clash(rivalry.conclusion, stands, share, rivalry.method.standard_error(share), tuple(found[:_DECIDERS]))
