"""S103: a supported claim that nothing rests on."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.editing.fixes import Edit
from argmap.findings import Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit


class UnusedClaim:
    """A supported claim that nothing rests on."""

    code = "S103"
    name = "unused-claim"
    severity = Severity.WARNING
    why = (
        "A claim is a station on the way to a conclusion. One that supports nothing further is either a "
        "conclusion itself, or a path that leads nowhere."
    )
    help = "Use it in an inference, declare it under [conclusions], or take it away."
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
        """What the rule finds."""
        for name in context.graph.map.claims:
            if context.graph.supporters(name) and not context.graph.successors(name) and context.graph.map.conclusions:
                edits = (Edit(context.path(name), Kind.CONCLUSION.table, table=True),)
                message = f'the claim "{name}" is supported, but nothing rests on it'
                yield Hit(context.path(name), message, name, key=True, edits=edits)
