"""W217: a causal claim without support or source."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class BareCausalClaim:
    """A causal claim without support or source."""

    code = "W217"
    name = "bare-causal-claim"
    severity = Severity.HINT
    level = Level.THOROUGH
    needs = Needs.PHRASES
    why = "That one thing causes another is seldom seen directly. It needs a mechanism, a comparison or a source."
    help = "Support or quote it."
    fires = """
[premises.rain]
text = "Rain causes floods."
[conclusions.rise]
text = "The town will be flooded."
[inferences.so]
from = ["rain"]
to = "rise"
"""
    silent = """
[premises.rain]
text = "The town lies below the dam."
[conclusions.rise]
text = "The town will be flooded."
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
            match = phrases.causes.search(context.plain[element_id])
            if match is not None:
                message = (
                    f'“{context.as_written(element_id, match)}” in "{element_id}" claims a cause that nothing supports'
                )
                yield Hit(context.path(element_id, "text"), message, element_id)
