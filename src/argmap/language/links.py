"""Links to sources: only http, https and mailto, and to the passage itself if there is a quote."""

from __future__ import annotations

from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from argmap.model import Map, Quote

_SCHEMES = frozenset({"http", "https", "mailto"})


def safe_url(url: str | None) -> str | None:
    """The URL if it is safe to follow (http, https or mailto, without control characters or spaces), else None."""
    if not url or any(not char.isprintable() or char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or (parts.scheme.lower() != "mailto" and not parts.netloc):
        return None
    return percent_encode(url, safe="%/:?#[]@!$&'()*+,;=-._~")


def passage_url(map_: Map, quote: Quote) -> str | None:
    """The link to a quoted passage, with a text directive (`#:~:text=`), or None if the source has no safe URL."""
    source = map_.sources.get(quote.source)
    url = safe_url(source.url if source else None)
    if url is None or url.lower().startswith("mailto:"):
        return url
    parts = [quote.exact] if quote.exact is not None else [quote.start or "", *([quote.end] if quote.end else [])]
    # "-", "," and "&" have a special meaning in a text directive, so they are encoded as well.
    words = ",".join(percent_encode(part, safe="").replace("-", "%2D") for part in parts)
    return f"{url}{'' if '#' in url else '#'}:~:text={words}"
