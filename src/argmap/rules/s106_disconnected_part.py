"""S106: elements that bear on no conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit

_NAMED = 3


class DisconnectedPart:
    """Elements that bear on no conclusion."""

    code = "S106"
    name = "disconnected-part"
    severity = Severity.WARNING
    why = (
        "What is in the map but leads to no conclusion, for or against, is either missing a step or does not "
        "belong to the argument."
    )
    help = "Add the inference that connects it, or take it away."
    fires = """
[premises.rain]
text = "Rain fell all night."
[premises.market]
text = "The market opens at eight."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
"""
    silent = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """What the rule finds."""
        graph = context.graph
        if not graph.map.conclusions:
            return
        left = [name for name in graph if name not in context.leading]
        seen: set[str] = set()
        place = {name: number for number, name in enumerate(graph)}
        for name in left:
            # A dead end that is supported is told by the rule on unused claims, with all that leads to it.
            if name in seen:
                continue
            part = sorted(_part(context, name, seen), key=place.__getitem__)
            if any(
                graph.kinds[one] is Kind.CLAIM and graph.supporters(one) and not graph.successors(one) for one in part
            ):
                continue
            related = tuple((context.path(one), "and this with it") for one in part[1:])
            names = ", ".join(f'"{one}"' for one in part[:_NAMED])
            message = f"{names}{' and others' if len(part) > _NAMED else ''} "
            message += "bears on no conclusion" if len(part) == 1 else "bear on no conclusion"
            yield Hit(context.path(part[0]), message, part[0], key=True, related=related)


def _part(context: CheckContext, start: str, seen: set[str]) -> set[str]:
    """What hangs together with a node that bears on no conclusion."""
    graph = context.graph
    found, stack = {start}, [start]
    while stack:
        name = stack.pop()
        around = (*graph.predecessors(name), *graph.successors(name), *graph.attackers(name))
        fresh = [one for one in around if one not in found and one not in context.leading]
        found.update(fresh)
        stack.extend(fresh)
    seen |= found
    return found
