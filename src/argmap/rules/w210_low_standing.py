"""W210: a conclusion that stands in fewer than half of all worlds."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.standing.assessment import is_below
from argmap.standing.sentence import in_worlds


class LowStanding:
    """A conclusion that stands in fewer than half of all worlds."""

    code = "W210"
    name = "low-standing"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "At the grades in the map, critics who each knock out whatever they doubt leave the conclusion "
        "standing less than half the time."
    )
    help = "Run argmap weak to see which links are most worth strengthening."
    fires = """
[premises.rain]
text = "Rain fell all night."
grade = "unlikely"
because = "The sky is clear."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
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
        for root in context.supported_conclusions:
            if root not in context.graph.judged:
                continue  # default grades are a convention, and say nothing about this text
            standing = context.standing(root)
            if is_below(standing.share, standing.error, context.low_standing):
                message = f'the conclusion "{root}" stands in {in_worlds(standing.share, standing.drawn)}'
                yield Hit(context.path(root), message, root, key=True)
