"""T306: a reason and what it is a reason for, in one text."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit


class HiddenInference:
    """A reason and what it is a reason for, in one text."""

    code = "T306"
    name = "hidden-inference"
    severity = Severity.HINT
    why = (
        "“Because” and “therefore” join a reason to a claim. Within one box that step cannot be seen, named "
        "or questioned."
    )
    help = "Make the reason an element of its own, and an inference of the step."
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
        """What the rule finds."""
        if context.lexicon is None:
            return
        for name, tokens in context.tokens.items():
            if not context.lexicon.reasons.isdisjoint(tokens):
                word = next(one for one in tokens if one in context.lexicon.reasons)
                yield Hit(context.path(name, "text"), f'“{word}” in "{name}" hides an inference', name)
