"""S114: objections that form a circle."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.english import enumerated
from argmap.findings import Level, Severity
from argmap.rules.circles import support_circles
from argmap.rules.context import CheckContext, Hit, Needs

_NAMED = 3


class CircularAttack:
    """Objections that form a circle."""

    code = "S114"
    name = "circular-attack"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "If each of several objections rests on something that another one attacks, then in every world in which all "
        "of it holds, none of it is settled: under grounded semantics, nothing that depends on the circle stands there."
    )
    help = (
        "If the sides exclude each other, say so once, with [rivals.ID] among = [...]. Otherwise decide which one "
        "weighs more, and answer the objection of the other."
    )
    fires = """
[premises.a]
text = "The first witness is right."
[premises.b]
text = "The second witness is right."
[conclusions.c]
text = "It was dark."
[inferences.i]
from = ["a"]
to = "c"
[objections.ab]
from = ["a"]
against = "b"
[objections.ba]
from = ["b"]
against = "a"
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
[objections.dam]
against = "so"
text = "The dam holds it back."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        supports = {element_id for part in support_circles(context.graph, context.circles) for element_id in part}
        for part in context.circles:
            objections = context.graph.in_map_order(part.intersection(context.graph.map.objections))
            if objections and not part <= supports:
                first = objections[0]
                related = tuple((context.path(objection), "in the same circle") for objection in objections[1:])
                quoted = enumerated([f'"{objection}"' for objection in objections], _NAMED)
                message = f"the objections {quoted} form a circle: where all of them hold, none of them stands"
                if len(objections) == 1:
                    message = f'the objection "{first}" attacks what it rests on: where both hold, neither stands'
                yield Hit(context.path(first), message, first, key=True, related=related)
