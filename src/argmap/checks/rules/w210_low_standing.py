"""W210: a conclusion that stands in fewer than half of all worlds."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.assess.sentence import worlds
from argmap.checks.case import Case, Hit
from argmap.findings import Severity


class LowStanding:
    """A conclusion that stands in fewer than half of all worlds."""

    code = "W210"
    name = "low-standing"
    severity = Severity.WARNING
    why = (
        "With the grades of the map, critics who each knock out what they doubt leave the conclusion standing "
        "less often than not."
    )
    way_out = "See argmap weak for the links whose repair would help most."
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

    def check(self, case: Case) -> Iterator[Hit]:
        """What the rule finds."""
        for root in case.graph.map.conclusions:
            if not case.graph.supporters(root):
                continue
            standing, error = case.standing(root)
            if standing + 2 * error < case.low_standing:
                about = "about " if error else ""
                message = f'the conclusion "{root}" stands in {about}{worlds(standing)[0]} worlds'
                yield Hit(case.path(root), message, root, key=True)
