"""W211: a grade without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit


class UnexplainedGrade:
    """A grade without a reason."""

    code = "W211"
    name = "unexplained-grade"
    severity = Severity.HINT
    why = "A grade is a judgement. Without its reason nobody can agree or disagree with it."
    help = 'Add because = "..." beside it.'
    fires = """
[premises.rain]
text = "Rain fell all night."
grade = "likely"
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
grade = "likely"
because = "Heard, not measured."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """What the rule finds."""
        for kind, name, element in context.graph.map.elements():
            if (
                kind.is_graded
                and getattr(element, "grade", None) is not None
                and getattr(element, "because", "") is None
            ):
                yield Hit(context.path(name, "grade"), f'the grade of "{name}" has no reason', name)
