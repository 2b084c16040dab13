"""T313: a question where a claim should be."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class QuestionAsClaim:
    """A question where a claim should be."""

    code = "T313"
    name = "question-as-claim"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "A question is neither true nor false, so nothing can support it and it can support nothing. Often it "
        "hides a claim that the author would rather not defend."
    )
    help = "Write the claim that the question suggests."
    fires = """
[premises.rain]
text = "Did rain fall all night?"
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
        # Greek asks with a semicolon; in other languages it is none.
        marks = ("?", "？", "؟", "\u037e", *((";",) if context.language == "el" else ()))
        for element_id, statement in context.statements.items():
            if statement.text.rstrip("”’\"') ").endswith(marks):
                yield Hit(context.path(element_id, "text"), f'"{element_id}" is a question', element_id)
