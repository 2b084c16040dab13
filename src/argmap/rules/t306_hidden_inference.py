"""T306: a reason and what it supports, in one text."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit


class HiddenInference:
    """A reason and what it supports, in one text."""

    code = "T306"
    name = "hidden-inference"
    severity = Severity.HINT
    why = (
        "“Because” and “therefore” join a reason to a claim. Inside one box, that step cannot be seen, named "
        "or questioned."
    )
    help = "Make the reason a separate element, and the step an inference."
    fires = """
[premises.rain]
text = "Rain fell all night because the wind turned."
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
        if context.lexicon is None:
            return
        for element_id in context.statements:
            tokens = context.tokens[element_id]
            if not context.lexicon.reasons.isdisjoint(tokens):
                word = next(token for token in tokens if token in context.lexicon.reasons)
                yield Hit(
                    context.path(element_id, "text"), f'“{word}” in "{element_id}" hides an inference', element_id
                )
