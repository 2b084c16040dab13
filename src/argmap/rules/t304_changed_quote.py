"""T304: a quote that differs from the wording of its source."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.language.nearest import difference
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.walk import looked_up


class ChangedQuote:
    """A quote that differs from the wording of its source."""

    code = "T304"
    name = "changed-quote"
    severity = Severity.ERROR
    level = Level.DEFAULT
    needs = Needs.SOURCE_TEXT
    why = (
        "Words that are almost those of the source are the map-maker's, not the author's. Often the source "
        "has changed, or the quote was copied from memory."
    )
    help = "Copy the exact words of the source."
    fires = """
[premises.rain]
text = "Rain fell all night."
quote = { source = "paper", exact = "there was heavy rain on the hills" }
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
            if found.nearest:
                words = getattr(quote, found.key)
                message = f'“{words}” differs from the wording of "{quote.source}": {difference(words, found.nearest)}'
                yield Hit((*path, found.key), message, element_id, help=f"The source says “{found.nearest}”.")
