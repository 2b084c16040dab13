"""T301: a quote that does not appear in its source."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.walk import looked_up


class QuoteNotFound:
    """A quote that does not appear in its source."""

    code = "T301"
    name = "quote-not-found"
    severity = Severity.ERROR
    level = Level.DEFAULT
    needs = Needs.SOURCE_TEXT
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
            if found.count or found.nearest:
                continue
            if found.swapped:
                message = f'in "{quote.source}", “{quote.end}” only stands before the end of “{quote.start}”'
                advice = "Choose an end that comes after the start; if they are the wrong way round, exchange them."
                yield Hit((*path, found.key), message, element_id, help=advice)
            else:
                message = f'“{getattr(quote, found.key)}” does not appear in "{quote.source}"'
                yield Hit((*path, found.key), message, element_id)
