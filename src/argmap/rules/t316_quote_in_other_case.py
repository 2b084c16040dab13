"""T316: a quote that has other capital letters than its source."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.language.quotes import own_words
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.walk import looked_up


class QuoteInOtherCase:
    """A quote that has other capital letters than its source."""

    code = "T316"
    name = "quote-in-other-case"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.SOURCE_TEXT
    why = "The words are those of the source, but a capital letter can make a name of a word."
    help = "Copy the capital letters of the source, or put a changed letter in brackets: [T]he."
    fires = """
[premises.rain]
text = "Rain fell all night."
quote = { source = "paper", exact = "Rain On The Hills" }
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
            if found.count and not found.same_case:
                passage = found.passages[0]
                words = own_words(quote.words, context.texts[quote.source], passage.start, passage.end)
                message = f'“{quote.words}” has other capital letters than "{quote.source}": “{words}”'
                yield Hit((*path, quote.first_key), message, element_id)
