"""T301: a quote that does not stand in its source."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit
from argmap.rules.walk import looked_up


class QuoteNotFound:
    """A quote that does not stand in its source."""

    code = "T301"
    name = "quote-not-found"
    severity = Severity.ERROR
    why = (
        "A quote anchors an element in the text it comes from. One that is not there anchors nothing, and "
        "readers who look it up will trust nothing else."
    )
    help = "Copy a few words of the passage exactly."
    fires = """
[premises.rain]
text = "Rain fell all night."
quote = { source = "paper", exact = "snow in the valley" }
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
quote = { source = "paper", exact = "rain on the hills" }
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[sources.paper]
title = "The morning paper"
"""
    source = "All night there was rain on the hills. The rain did not stop. The river is high."

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """What the rule finds."""
        for name, path, quote, found in looked_up(context):
            if not found.count and not found.nearest:
                key = "exact" if quote.exact is not None else "start"
                yield Hit((*path, key), f'“{quote.words}” does not stand in "{quote.source}"', name)
