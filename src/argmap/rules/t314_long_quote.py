"""T314: a quote of more than 15 words."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.walk import looked_up, quotes

_LONG = 15
_LONGEST = 150  # words between the ends of a passage


class LongQuote:
    """A quote of more than 15 words."""

    code = "T314"
    name = "long-quote"
    severity = Severity.HINT
    level = Level.THOROUGH
    needs = Needs.NOTHING
    why = (
        "A quote is an anchor: a few words are enough to find the passage, and anything more is someone "
        "else's text in your map."
    )
    help = 'Keep a few words, or use start = "..." and end = "...".'
    fires = """
[premises.rain]
text = "Rain fell all night."
quote.source = "paper"
quote.exact = "all night there was rain on the hills and the rain did not stop until the morning came"
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

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        for element_id, path, quote in quotes(context.graph.map):
            for key in ("exact", "start", "end"):
                words = len((getattr(quote, key) or "").split())
                if words > _LONG:
                    yield Hit((*path, key), f"the quote has {words} words", element_id)
        for element_id, path, quote, found in looked_up(context):
            text = context.texts[quote.source]
            for passage in found.passages[:1]:
                words, whole = len(text[passage.start : passage.end].split()), len(text.split())
                if passage.omitted and (words > _LONGEST or (words > _LONG and words > whole / 2)):
                    much = f"{words} of the {whole} words of" if words > whole / 2 else f"{words} words of"
                    message = f'the passage from the start to the end of the quote is {much} "{quote.source}"'
                    key = "end" if quote.end is not None else "exact"
                    yield Hit((*path, key), message, element_id)
