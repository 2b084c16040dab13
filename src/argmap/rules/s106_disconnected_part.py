"""S106: elements that bear on no conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.english import agreeing, enumerated
from argmap.findings import Level, Severity
from argmap.graph import Graph
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit, Needs

_NAMED = 3


class DisconnectedPart:
    """Elements that bear on no conclusion."""

    code = "S106"
    name = "disconnected-part"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "Anything in the map that leads to no conclusion, for or against, is either missing a step or not "
        "part of the argument."
    )
    help = "Add the inference that connects it, or remove it."
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
        """Yield everything the rule finds in the map."""
        graph = context.graph
        if not graph.map.conclusions:
            return
        # in a discussion, not all that is said is said for or against something
        severity, level = (None, None) if context.is_appraised else (Severity.HINT, Level.THOROUGH)
        left = [element_id for element_id in graph if element_id not in context.leading]
        seen: set[str] = set()
        for element_id in left:
            # S103 reports a supported claim that leads nowhere, together with everything that leads to it.
            if element_id in seen:
                continue
            part = graph.in_map_order(_part(context, element_id, seen))
            if any(_is_unused_claim(graph, member) for member in part):
                continue
            related = tuple((context.path(member), "connected to it") for member in part[1:])
            names = enumerated([f'"{member}"' for member in part], _NAMED)
            message = f"{names} {agreeing(len(part), 'bear')} on no conclusion"
            yield Hit(
                context.path(part[0]), message, part[0], key=True, related=related, severity=severity, level=level
            )


def _is_unused_claim(graph: Graph, element_id: str) -> bool:
    is_claim = graph.kinds[element_id] is Kind.CLAIM
    return is_claim and bool(graph.supporters(element_id)) and not graph.successors(element_id)


def _part(context: CheckContext, start: str, seen: set[str]) -> set[str]:
    """The elements connected to `start` that bear on no conclusion either; adds them to `seen`."""
    graph = context.graph
    found, stack = {start}, [start]
    while stack:
        element_id = stack.pop()
        around = graph.around(element_id)
        fresh = [neighbour for neighbour in around if neighbour not in found and neighbour not in context.leading]
        found.update(fresh)
        stack.extend(fresh)
    seen |= found
    return found
