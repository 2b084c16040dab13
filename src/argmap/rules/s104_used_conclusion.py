"""S104: a conclusion that supports something further."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.editing.fixes import Edit
from argmap.findings import Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit


class UsedConclusion:
    """A conclusion that supports something further."""

    code = "S104"
    name = "used-conclusion"
    severity = Severity.WARNING
    why = (
        "A conclusion is where the reasoning ends. One that serves as a reason for something else is a claim "
        "on the way to that."
    )
    help = "Declare it under [claims], or take the inference that starts from it away."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[conclusions.close]
text = "The bridge is to be closed."
[inferences.one]
from = ["rain"]
to = "rise"
[inferences.two]
from = ["rise"]
to = "close"
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
        for name in context.graph.map.conclusions:
            uses = context.graph.successors(name)
            # What argues against another part of the map by itself may well be a conclusion.
            steps = [one for one in uses if one in context.graph.map.inferences]
            if steps:
                related = tuple((context.path(one, "from"), "used here") for one in steps)
                message = f'the conclusion "{name}" is used as a reason by "{steps[0]}"'
                edits = (Edit(context.path(name), Kind.CLAIM.table, table=True),)
                yield Hit(context.path(name), message, name, key=True, related=related, edits=edits)
