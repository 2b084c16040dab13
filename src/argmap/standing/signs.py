"""Which elements speak for the root of a network, and which against it."""

from __future__ import annotations

from argmap.once import once
from argmap.standing.network import Network


@once
def speaking_against(found: Network) -> frozenset[str]:
    """The elements that bear on the root of a network only by an odd number of objections and rivalries."""
    signs: dict[str, set[int]] = {}
    # What is reached from one of several rivals does not help it by speaking against another one: all of them clash.
    queue: list[tuple[str, int, str]] = [(key, 0, "") for key in found.roots]
    seen = set(queue)
    while queue:
        key, sign, rival = queue.pop()
        signs.setdefault(key, set()).add(sign)
        node = found.nodes[key]
        attackers, closed = set(node.attackers), {rival, *(found.nodes[rival].rivals if rival else ())}
        for influence in node.influences:
            is_rival = influence in node.rivals
            if is_rival and influence in closed:
                continue
            onward = (influence, sign ^ (influence in attackers), key if is_rival else "")
            if onward not in seen:
                seen.add(onward)
                queue.append(onward)
    of_part: dict[str, set[int]] = {part: set() for part in found.parts}
    for key, sign_set in signs.items():
        if part := found.nodes[key].part:
            of_part[part] |= sign_set
    own = {part: set(sign_set) for part, sign_set in of_part.items()}
    for group in found.exclusive:
        for rival in group:  # where one holds, the others do not
            of_part[rival].update(1 ^ sign for other in group if other != rival for sign in own[other])
    return frozenset(part for part, sign_set in of_part.items() if sign_set == {1})
