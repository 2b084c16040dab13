"""Links that are safe to follow: http, https and mailto."""

from __future__ import annotations

from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

SAFE_SCHEMES = ("http", "https", "mailto")


def safe_url(url: str | None) -> str | None:
    """The URL if it is safe to follow (http, https or mailto, without control characters or spaces), else None."""
    if not url or any(not char.isprintable() or char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in SAFE_SCHEMES or (parts.scheme.lower() != "mailto" and not parts.netloc):
        return None
    return percent_encode(url, safe="%/:?#[]@!$&'()*+,;=-._~")
