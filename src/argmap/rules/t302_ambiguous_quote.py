"""T302: a quote that stands in its source more than once."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit
from argmap.rules.walk import looked_up


class AmbiguousQuote:
    """A quote that stands in its source more than once."""

    code = "T302"
    name = "ambiguous-quote"
    severity = Severity.WARNING
    why = "Which passage is meant, nobody can tell, and the link into the source leads to the first of them."
    help = "Add a word before or after, so that it stands there once."
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
        """What the rule finds."""
        for name, path, quote, found in looked_up(context):
            if found.count > 1:
                key = "exact" if quote.exact is not None else "start"
                yield Hit((*path, key), f'“{quote.words}” stands in "{quote.source}" {found.count} times', name)
