"""What messages need of English: articles, plurals, verbs that agree, and lists."""

from __future__ import annotations

from collections.abc import Sequence

_SINGULAR = {"are": "is", "have": "has", "were": "was"}


def with_article(word: str) -> str:
    """A word with its article.

    >>> with_article("premise"), with_article("inference")
    ('a premise', 'an inference')
    """
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def plural(count: int, word: str, one: str = "") -> str:
    """A count with its noun, in the plural unless the count is 1; that may have words of its own.

    >>> plural(2, "error"), plural(1, "error"), plural(1, "error", "an error")
    ('2 errors', '1 error', 'an error')
    """
    return one or f"1 {word}" if count == 1 else f"{count:,} {word}s"


def agreeing(count: int, verb: str) -> str:
    """A verb, given in the plural, as it follows a count.

    >>> agreeing(1, "are"), agreeing(1, "appear"), agreeing(2, "appear")
    ('is', 'appears', 'appear')
    """
    return _SINGULAR.get(verb, f"{verb}s") if count == 1 else verb


def enumerated(words: Sequence[str], limit: int | None = None, joint: str = "and") -> str:
    """An enumeration of all words, or of up to `limit` followed by the number of those left out.

    >>> enumerated(["a", "b", "c"], 3), enumerated(["a", "b", "c", "d"], 2, "or")
    ('a, b and c', 'a, b or 2 others')
    """
    shown = list(words[:limit])
    left_out = len(words) - len(shown)
    if left_out:
        shown.append(plural(left_out, "other"))
    return f" {joint} ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def first_of(words: Sequence[str], limit: int) -> str:
    """A list of up to `limit` words, and how many more there are.

    >>> first_of(["a", "b"], 2), first_of(["a", "b", "c", "d"], 2)
    ('a, b', 'a, b and 2 more')
    """
    more = f" and {len(words) - limit} more" if len(words) > limit else ""
    return ", ".join(words[:limit]) + more
