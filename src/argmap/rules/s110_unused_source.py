"""S110: a source that is never quoted."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.walk import quotes


class UnusedSource:
    """A source that is never quoted."""

    code = "S110"
    name = "unused-source"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = "A source without a quote does not show where any claim comes from."
    help = "Quote a few words from it in an element that rests on it, name it as the source of the [map], or remove it."
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
        """Yield everything the rule finds in the map."""
        used = {quote.source for _, _, quote in quotes(context.graph.map)} | {context.graph.map.map.source}
        for element_id in context.graph.map.sources:
            if element_id not in used:
                yield Hit(context.path(element_id), f'the source "{element_id}" is never quoted', element_id, key=True)
