"""T312: a statement of more than 40 words."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit

_LONG = 40


class LongText:
    """A statement of more than 40 words."""

    code = "T312"
    name = "long-text"
    severity = Severity.HINT
    why = (
        "A box is read at a glance. A text that long usually says more than one thing, and hides which of "
        "them carries the step."
    )
    help = "Say the one thing that the argument needs."
    fires = """
[premises.rain]
text = '''
Rain fell and fell and fell and fell and fell and fell and fell and fell and fell and fell and fell and
fell and fell and fell and fell and fell and fell and fell and fell and fell all night.'''
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
        for name, words in context.tokens.items():
            if len(words) > _LONG:
                yield Hit(context.path(name, "text"), f'"{name}" has {len(words)} words', name)
