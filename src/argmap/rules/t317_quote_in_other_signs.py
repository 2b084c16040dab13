"""T317: a quote that differs from its source in quotation marks, dashes or blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.editing.fixes import Action, Edit, toml_string
from argmap.findings import Level, Severity
from argmap.language.folding import fold
from argmap.language.quotes import own_words
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.walk import looked_up

_DIVIDED = re.compile(r"[-\u00ad\u2010\u2011\u2013]\s*\n")


class QuoteInOtherSigns:
    """A quote that differs from its source in quotation marks, dashes or blanks."""

    code = "T317"
    name = "quote-in-other-signs"
    severity = Severity.HINT
    level = Level.PEDANTIC
    needs = Needs.SOURCE_TEXT
    why = "The words are those of the source, but who looks for the very signs finds nothing."
    help = "Copy the signs of the source; argmap check --pedantic --fix does so."
    fires = """
[premises.rain]
text = "Rain fell all night."
quote = { source = "paper", exact = "rain  on the hills" }
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
            if found.count != 1 or not found.same_case or quote.exact is None or found.passages[0].omitted:
                continue
            passage = found.passages[0]
            text = context.texts[quote.source]
            if _DIVIDED.search(text, passage.start, passage.end):
                continue  # whether a hyphen at the end of a line is part of a word is not known
            words = own_words(quote.exact, text, passage.start, passage.end)
            if words != quote.exact and fold(words).text == fold(quote.exact).text:
                edit = Edit((*path, "exact"), Action.SET, toml_string(words))
                message = f'“{quote.exact}” has other signs than "{quote.source}": “{words}”'
                yield Hit((*path, "exact"), message, element_id, edits=(edit,))
