"""W215: a premise that takes the lack of evidence for a reason."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class AppealToIgnorance:
    """A premise that takes the lack of evidence for a reason."""

    code = "W215"
    name = "appeal-to-ignorance"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.PHRASES
    why = (
        "That nobody has shown something to be false does not make it true, unless somebody has looked for it "
        "where it would have been found."
    )
    help = "Say who has looked and how, support or quote it, or drop the step."
    fires = """
[premises.rain]
text = "There is no evidence that the dam leaks."
[conclusions.rise]
text = "The dam is tight."
[inferences.so]
from = ["rain"]
to = "rise"
"""
    silent = """
[premises.rain]
text = "Divers have searched the dam for leaks."
[conclusions.rise]
text = "The dam is tight."
[inferences.so]
from = ["rain"]
to = "rise"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        phrases = context.phrases
        if phrases is None:
            return
        for element_id in context.bare:
            match = phrases.ignorance.search(context.plain[element_id])
            if match is not None:
                words = context.as_written(element_id, match)
                message = f'“{words}” in "{element_id}" is a lack of evidence, and nothing says who has looked'
                yield Hit(context.path(element_id, "text"), message, element_id)
