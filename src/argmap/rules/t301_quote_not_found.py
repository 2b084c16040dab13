"""T301: a quote that does not appear in its source."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit
from argmap.rules.walk import looked_up


class QuoteNotFound:
    """A quote that does not appear in its source."""

    code = "T301"
    name = "quote-not-found"
    severity = Severity.ERROR
    why = (
        "A quote ties an element to the text it comes from. A quote that is not there ties it to nothing, and "
        "readers who look it up will not trust the rest of the map."
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
        """Yield everything the rule finds in the map."""
        for element_id, path, quote, found in looked_up(context):
            if not found.count and not found.nearest:
                key = "exact" if quote.exact is not None else "start"
                yield Hit((*path, key), f'“{quote.words}” does not appear in "{quote.source}"', element_id)
