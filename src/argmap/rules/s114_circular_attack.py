"""S114: objections that go in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.circles import support_circles
from argmap.rules.context import CheckContext, Hit


class CircularAttack:
    """Objections that go in a circle."""

    code = "S114"
    name = "circular-attack"
    severity = Severity.WARNING
    why = (
        "Where each of several objections rests on what another attacks, none of them is decided: in the "
        "grounded reading nothing of the circle stands that depends on it."
    )
    help = "Say which side weighs more: answer one of the objections, or support its target from outside."
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
        """What the rule finds."""
        supports = {name for part in support_circles(context.graph, context.circles) for name in part}
        for part in context.circles:
            names = [name for name in context.graph if name in part]
            objections = [name for name in names if name in context.graph.map.objections]
            if objections and not part <= supports:
                first = objections[0]
                related = tuple((context.path(one), "in the same circle") for one in objections[1:])
                words = " and ".join(f'"{one}"' for one in objections[:2])
                message = f"the objections {words} go in a circle, so neither side stands"
                if len(objections) == 1:
                    message = f'the objection "{first}" comes back to what it rests on, so neither side stands'
                yield Hit(context.path(first), message, first, key=True, related=related)
