"""T306: a reason and what it is a reason for, in one text."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.case import Case, Hit
from argmap.findings import Severity


class HiddenInference:
    """A reason and what it is a reason for, in one text."""

    code = "T306"
    name = "hidden-inference"
    severity = Severity.HINT
    why = (
        "“Because” and “therefore” join a reason to a claim. Within one box that step cannot be seen, named "
        "or questioned."
    )
    way_out = "Make the reason an element of its own, and an inference of the step."
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

    def check(self, case: Case) -> Iterator[Hit]:
        """What the rule finds."""
        if case.lexicon is None:
            return
        for name, tokens in case.tokens.items():
            if not case.lexicon.reasons.isdisjoint(tokens):
                word = next(one for one in tokens if one in case.lexicon.reasons)
                yield Hit(case.path(name, "text"), f'“{word}” in "{name}" hides an inference', name)
