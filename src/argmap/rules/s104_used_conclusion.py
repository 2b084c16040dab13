"""S104: a conclusion that supports something else."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.editing.fixes import Action, Edit
from argmap.findings import Level, Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit, Needs


class UsedConclusion:
    """A conclusion that supports something else."""

    code = "S104"
    name = "used-conclusion"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "A conclusion is where the reasoning ends. One that serves as a reason for something else is a claim "
        "along the way."
    )
    help = "Move it to [claims], or remove the inference that starts from it."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[conclusions.close]
text = "The bridge must be closed."
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
        """Yield everything the rule finds in the map."""
        for element_id in context.graph.map.conclusions:
            uses = context.graph.successors(element_id)
            # A conclusion may well argue against another part of the map, so objections do not count.
            steps = [use for use in uses if use in context.graph.map.inferences]
            if steps:
                related = tuple((context.path(step, "from"), "used here") for step in steps)
                message = f'the conclusion "{element_id}" is used as a reason in "{steps[0]}"'
                edits = (Edit(context.path(element_id), Action.MOVE, Kind.CLAIM.table, safe=False),)
                yield Hit(context.path(element_id), message, element_id, key=True, related=related, edits=edits)
