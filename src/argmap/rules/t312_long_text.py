"""T312: a statement of more than 40 words."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import LONG, CheckContext, Hit, Needs


class LongText:
    """A statement of more than 40 words."""

    code = "T312"
    name = "long-text"
    severity = Severity.HINT
    level = Level.THOROUGH
    needs = Needs.NOTHING
    why = (
        "A box should be readable at a glance. A text this long usually says more than one thing, and hides "
        "which of them carries the step."
    )
    help = "Cut it down to the one thing the argument needs."
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
        """Yield everything the rule finds in the map."""
        for element_id, words in context.tokens.items():
            if len(words) > LONG:
                yield Hit(context.path(element_id, "text"), f'"{element_id}" has {len(words)} words', element_id)
