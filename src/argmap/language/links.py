"""Links to sources: only http, https and mailto, and to the passage itself if there is a quote."""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encode

from argmap.language.folding import LEFT_OUT
from argmap.language.quotes import Passage, look_up, own_words
from argmap.model import Map, Quote
from argmap.model.url import safe_url

_FEW = 8  # words at either end of a passage that goes over several paragraphs
_BREAK = re.compile(rf"\s*(?:\n|{LEFT_OUT})\s*")
"""What browsers find no words across: the end of a line or paragraph, and the mark of a footnote."""
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Characters of scripts without blanks between words, which browsers divide with a dictionary."""


def passage_url(map_: Map, quote: Quote, text: str | None = None) -> str | None:
    """The link to a quoted passage, with a text directive (`#:~:text=`), or None if the source has no safe URL.

    It is made of the words in the `text` of the source, if that is known and has the quote, since browsers look up
    the very words, in whole words, and each end of a passage in one paragraph.
    """
    source = map_.sources.get(quote.source)
    url = safe_url(source.url if source else None)
    if url is None or url.lower().startswith("mailto:") or not quote.is_verbatim:
        return url
    parts = _parts_in(text, quote) if text is not None else []
    parts = parts or [part for part in (quote.exact, quote.start, quote.end) if part is not None]
    # "-", "," and "&" have a special meaning in a text directive, so they are encoded as well.
    words = ",".join(percent_encode(part, safe="").replace("-", "%2D") for part in parts)
    return f"{url}{'' if '#' in url else '#'}:~:text={words}"


def _parts_in(text: str, quote: Quote) -> list[str]:
    """The words of the first passage that a quote is about: all of it, or its beginning and end; none if not there."""
    passage = next(iter(look_up(quote, text).passages), None)
    if passage is None:
        return []
    start, end = passage.start, passage.end
    while start > 0 and _UNSPACED.match(text[start]) and _UNSPACED.match(text[start - 1]):
        start -= 1
    while end < len(text) and _UNSPACED.match(text[end - 1]) and _UNSPACED.match(text[end]):
        end += 1
    gaps = [match.span() for match in _BREAK.finditer(text, start, end)]
    first = min([begin for begin, _ in (*passage.omitted, *gaps)], default=end)
    last = max([stop for _, stop in (*passage.omitted, *gaps)], default=start)
    whole = [own_words(quote.words, text, start, end)]
    if first == end:
        return whole
    head = own_words(quote.start or quote.words, text, start, first).split(" ")
    tail = own_words(quote.end or quote.words, text, last, end).split(" ")
    ends = [" ".join(head[:_FEW]), " ".join(tail[-_FEW:])]
    if not passage.omitted and not _leads_to(quote, passage, ends, text):
        return whole
    return ends


def _leads_to(quote: Quote, passage: Passage, ends: list[str], text: str) -> bool:
    """Whether the first place that begins and ends with these words is the passage itself."""
    found = look_up(Quote(source=quote.source, start=ends[0], end=ends[1]), text).passages
    return bool(found) and (found[0].start, found[0].end) == (passage.start, passage.end)
