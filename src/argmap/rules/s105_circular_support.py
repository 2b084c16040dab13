"""S105: claims that support each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.circles import one_circle, support_circles
from argmap.rules.context import CheckContext, Hit, Needs


class CircularSupport:
    """Claims that support each other in a circle."""

    code = "S105"
    name = "circular-support"
    severity = Severity.ERROR
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "Anyone who doubts one claim in a circle is led back to it. Circular support alone supports nothing: "
        "unless something outside the circle supports one of its claims, none of them stands."
    )
    help = "Remove the weakest inference in the circle, and support its claim from outside."
    fires = """
[claims.honest]
text = "The witness is honest."
[claims.true]
text = "What the witness says is true."
[conclusions.guilty]
text = "The accused did it."
[inferences.one]
from = ["honest"]
to = "true"
[inferences.two]
from = ["true"]
to = "honest"
[inferences.three]
from = ["true"]
to = "guilty"
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
        for part in support_circles(context.graph, context.circles):
            walk = one_circle(context.graph, part)
            first = walk[0]
            related = tuple((context.path(statement), "then this") for statement in walk[1:])
            message = f'"{first}" supports itself: {" → ".join([*walk, first])}'
            yield Hit(context.path(first), message, first, key=True, related=related)
