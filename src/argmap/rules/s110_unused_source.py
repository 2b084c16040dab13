"""S110: a source that nothing is quoted from."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit
from argmap.rules.walk import quotes


class UnusedSource:
    """A source that nothing is quoted from."""

    code = "S110"
    name = "unused-source"
    severity = Severity.WARNING
    why = "A source without a quote says nothing of where any claim comes from."
    help = "Quote a few words of it where an element rests on it, or take it away."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[sources.paper]
title = "The morning paper"
"""
    silent = """
[premises.rain]
text = "Rain fell all night."
quote = { source = "paper", exact = "rain all night" }
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[sources.paper]
title = "The morning paper"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """What the rule finds."""
        used = {quote.source for _, _, quote in quotes(context.graph.map)}
        for name in context.graph.map.sources:
            if name not in used:
                yield Hit(context.path(name), f'nothing is quoted from the source "{name}"', name, key=True)
