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
_SENTENCE_END = re.compile(r"(?<!\b\w)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\bSt)[.!?]\s")
_BEFORE = 60  # letters of the source before a quote
_NEAR = 3  # words
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
            if not found.passages:
                continue
            passage = found.passages[0]
            for start, end in passage.omitted:
                left_out = text[start:end]
                words = plain_tokens(left_out)
                word = next((word for word in words if word in _NEGATIONS), None)
                if word is None or _said(text[passage.start : passage.end], word) <= _said(quote.words, word):
                    continue
                if len(words) <= _FEW and not _SENTENCE_END.search(left_out):
                    message = f'“{quote.words}” leaves out the “{word}” of "{quote.source}"'
                    yield Hit((*path, quote.first_key), message, element_id)
            if (word := _denied_before(text, passage.start)) is not None:
                message = f'“{quote.words}” begins after the “{word}” of "{quote.source}"'
                yield Hit((*path, quote.first_key), message, element_id)
            for inserted in _BRACKETS.findall(quote.words):
                word = next((word for word in plain_tokens(inserted) if word in _NEGATIONS), None)
                if word is not None and not _said(text[passage.start : passage.end], word):
                    yield Hit(
                        (*path, quote.first_key), f'“{quote.words}” puts “{word}” into "{quote.source}"', element_id
                    )


def _said(text: str, word: str) -> int:
    """How often a text says a word."""
    return plain_tokens(text).count(word)


def _denied_before(text: str, start: int) -> str | None:
    """The negation among the last words of the same clause before a quote; None if there is none."""
    clause = re.split(r"[.!?;:,()“”\"\n]", text[max(0, start - _BEFORE) : start])[-1]
    return next((word for word in reversed(plain_tokens(clause)[-_NEAR:]) if word in _NEGATIONS), None)
