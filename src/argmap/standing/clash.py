"""Rivals: how often each stands, how often they clash, and what would decide between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argmap.standing.deciders import deciders
from argmap.standing.effects import Account


class Deciding(NamedTuple):
    """What would decide between rivals; see `Decider`. `stands` is how often each of them would then stand."""

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
    deciders: Sequence[Deciding]


def clash(rivalry: Account, members: Sequence[Account]) -> Clash:
    """The numbers of a rivalry, from its own account and those of its members.

    If all members exclude each other by chance, they never clash, and nothing is left to decide between them.
    """
    stands = {member.conclusion: member.standing().share for member in members}
    if not rivalry.network.roots:
        return Clash(rivalry.conclusion, stands, 0.0, 0.0, ())
    values = rivalry.values
    clashes = rivalry.method.evaluate(values).stands
    slopes_of = {member.conclusion: member.method.evaluate(member.values).stands.slopes for member in members}
    # Of elements that decide equally often, statements come first.
    nodes = rivalry.network.nodes.values()
    statements = {node.element for node in nodes if node.supports is None and not node.needs}
    order = sorted(values, key=lambda element_id: (element_id not in statements, element_id))
    found = []
    for decider in deciders(clashes, {element_id: values[element_id] for element_id in order}):
        moved = float(decider.holds) - values[decider.element]
        then = {
            member: standing + moved * slopes_of[member].get(decider.element, 0.0)
            for member, standing in stands.items()
        }
        found.append(Deciding(*decider, then))
    return Clash(rivalry.conclusion, stands, clashes.share, clashes.error, tuple(found))
