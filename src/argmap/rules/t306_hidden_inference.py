"""T306: a reason and what it supports, in one text."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class HiddenInference:
    """A reason and what it supports, in one text."""

    code = "T306"
    name = "hidden-inference"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.PHRASES
    why = (
        "“Because” and “therefore” join a reason to a claim. Inside one box, that step cannot be seen, named "
        "or questioned."
    )
    help = "Make the reason a separate element, and the step an inference."
    fires = """
[premises.rain]
text = "Rain fell all night, and therefore the ground is wet."
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
        if context.phrases is None:
            return
        for element_id in context.statements:
            match = context.phrases.reasoned.search(context.sentences.get(element_id, ""))
            if match is not None and match.lastindex is not None:
                message = f'“{match[match.lastindex]}” in "{element_id}" hides an inference'
                yield Hit(context.path(element_id, "text"), message, element_id)
