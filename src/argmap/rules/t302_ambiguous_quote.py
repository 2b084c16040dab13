"""T302: a quote that appears in its source more than once."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.walk import looked_up


class AmbiguousQuote:
    """A quote that appears in its source more than once."""

    code = "T302"
    name = "ambiguous-quote"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.SOURCE_TEXT
    why = "Readers cannot tell which passage is meant, and the link to the source leads to the first one."
    help = "Add a word before or after it, so that it appears only once."
    fires = """
[premises.rain]
text = "Rain fell all night."
quote = { source = "paper", exact = "rain" }
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
            if found.count > 1:
                yield Hit(
                    (*path, quote.first_key),
                    f'“{quote.words}” appears {found.count} times in "{quote.source}"',
                    element_id,
                )
