"""T319: a conclusion word in a statement that nothing supports."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class ConclusionWithoutReason:
    """A conclusion word in a statement that nothing supports."""

    code = "T319"
    name = "conclusion-without-reason"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.PHRASES
    why = (
        "“Therefore” and “that is why” say that something has led here. If the map has no step to the statement, "
        "the reason is missing, or the step stands elsewhere."
    )
    help = "Add the inference that leads to it, or take the word out."
    fires = """
[premises.rain]
text = "That is why the river rises."
[conclusions.rise]
text = "The bridge must be closed."
[inferences.so]
from = ["rain"]
to = "rise"
"""
    silent = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "That is why the river rises."
[inferences.so]
from = ["rain"]
to = "rise"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        phrases = context.phrases
        if phrases is None:
            return
        for element_id in context.statements:
            match = phrases.concludes.search(context.sentences.get(element_id, ""))
            if match is not None and not context.graph.supporters(element_id):
                words = context.as_written(element_id, match)
                message = f'“{words}” in "{element_id}" points to a reason, but nothing supports it'
                yield Hit(context.path(element_id, "text"), message, element_id)
