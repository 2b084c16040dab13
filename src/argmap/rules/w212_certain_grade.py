"""W212: a grade of 1, which leaves no doubt at all."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.model import Element, SchemeName
from argmap.rules.context import CheckContext, Hit, Needs


class CertainGrade:
    """A grade of 1, which leaves no doubt at all."""

    code = "W212"
    name = "certain-grade"
    severity = Severity.HINT
    level = Level.THOROUGH
    needs = Needs.NOTHING
    why = (
        "An element with the grade 1 can never be a weak link, whatever speaks against it. Outside logic and "
        "definitions, hardly anything is that certain."
    )
    help = 'Use "almost-certain", or scheme = "deduction" if the step cannot fail.'
    fires = """
[premises.rain]
text = "Rain fell all night."
grade = 1
because = "It did."
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
grade = "almost-certain"
because = "It did."
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
            if kind.is_graded and getattr(element, "grade", None) == 1 and not _is_logical(element):
                yield Hit(
                    context.path(element_id, "grade"), f'"{element_id}" is graded as beyond all doubt', element_id
                )


def _is_logical(element: Element) -> bool:
    return getattr(element, "scheme", None) in {SchemeName.DEDUCTION, SchemeName.DEFINITION}
