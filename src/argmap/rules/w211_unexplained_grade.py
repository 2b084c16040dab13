"""W211: a grade without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class UnexplainedGrade:
    """A grade without a reason."""

    code = "W211"
    name = "unexplained-grade"
    severity = Severity.HINT
    level = Level.THOROUGH
    needs = Needs.NOTHING
    why = "A grade is a judgement. Without a reason, nobody can agree or disagree with it."
    help = 'Add because = "..." next to it.'
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
        """Yield everything the rule finds in the map."""
        for kind, element_id, element in context.graph.map.elements():
            if (
                kind.is_graded
                and getattr(element, "grade", None) is not None
                and getattr(element, "because", "") is None
            ):
                yield Hit(
                    context.path(element_id, "grade"),
                    f'the grade of "{element_id}" is given without a reason',
                    element_id,
                )
