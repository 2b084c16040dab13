"""T318: a quote that leaves out a negation of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.language.lexicon import LEXICONS
from argmap.language.words import plain_tokens
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.walk import looked_up

_NEGATIONS = frozenset[str]().union(*(lexicon.negations for lexicon in LEXICONS.values()))
"""In any language: that of a source need not be that of the map."""
_FEW = 40  # words; a longer passage is another thought
_SENTENCE_END = re.compile(r"[.!?]\s")
_BRACKETS = re.compile(r"\[([^\]]*)\]")


class NegationLeftOut:
    """A quote that leaves out a negation of its source."""

    code = "T318"
    name = "negation-left-out"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.SOURCE_TEXT
    why = "Words left out between the beginning and the end of a quote can turn its meaning round."
    help = "Quote the words with the negation, or check that the passage means what the element says."
    fires = """
[premises.rain]
text = "Rain fell all night."
quote = { source = "paper", start = "The rain", end = "stop" }
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
            text = context.texts[quote.source]
            quoted = plain_tokens(quote.words)
            for start, end in found.passages[0].omitted if found.passages else ():
                left_out = text[start:end]
                words = plain_tokens(left_out)
                word = next((word for word in words if word in _NEGATIONS and word not in quoted), None)
                if word is not None and len(words) <= _FEW and not _SENTENCE_END.search(left_out):
                    message = f'“{quote.words}” leaves out the “{word}” of "{quote.source}"'
                    yield Hit((*path, quote.first_key), message, element_id)
            for inserted in _BRACKETS.findall(quote.words):
                word = next((word for word in plain_tokens(inserted) if word in _NEGATIONS), None)
                if word is not None and found.count:
                    yield Hit(
                        (*path, quote.first_key), f'“{quote.words}” puts “{word}” into "{quote.source}"', element_id
                    )
