"""Links to sources: only http, https and mailto, and to the passage itself if there is a quote."""

from __future__ import annotations

from urllib.parse import quote as percent_encode

from argmap.model import Map, Quote
from argmap.model.url import safe_url


def passage_url(map_: Map, quote: Quote) -> str | None:
    """The link to a quoted passage, with a text directive (`#:~:text=`), or None if the source has no safe URL."""
    source = map_.sources.get(quote.source)
    url = safe_url(source.url if source else None)
    if url is None or url.lower().startswith("mailto:") or not quote.is_verbatim:
        return url
    parts = [quote.exact] if quote.exact is not None else [quote.start or "", *([quote.end] if quote.end else [])]
    # "-", "," and "&" have a special meaning in a text directive, so they are encoded as well.
    words = ",".join(percent_encode(part, safe="").replace("-", "%2D") for part in parts)
    return f"{url}{'' if '#' in url else '#'}:~:text={words}"
