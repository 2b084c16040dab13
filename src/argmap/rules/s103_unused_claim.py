"""S103: a supported claim that nothing rests on."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.editing.fixes import Action, Edit
from argmap.findings import Level, Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit, Needs


class UnusedClaim:
    """A supported claim that nothing rests on."""

    code = "S103"
    name = "unused-claim"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "A claim is a step on the way to a conclusion. One that supports nothing further is either a "
        "conclusion itself or a dead end."
    )
    help = "Use it in an inference, move it to [conclusions], or remove it."
    fires = """
[premises.rain]
text = "Rain fell all night."
[premises.mud]
text = "The path is muddy."
[claims.wet]
text = "The ground is wet."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
[inferences.too]
from = ["mud"]
to = "wet"
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
        for element_id in context.graph.map.claims:
            if (
                context.graph.supporters(element_id)
                and not context.graph.successors(element_id)
                and not context.graph.rivalries_of(element_id)
                and context.graph.map.conclusions
            ):
                edits = (Edit(context.path(element_id), Action.MOVE, Kind.CONCLUSION.table, safe=False),)
                message = f'the claim "{element_id}" is supported, but nothing rests on it'
                yield Hit(context.path(element_id), message, element_id, key=True, edits=edits)
