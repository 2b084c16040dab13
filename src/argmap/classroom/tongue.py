"""In which language a student's map is, if that is another one than the reference's."""

from __future__ import annotations

from argmap.analysis import Analysis
from argmap.language.lexicon import LEXICONS
from argmap.language.words import plain_tokens
from argmap.model import own_words

_ENOUGH = 12  # words from which the small words among them tell the language
_MUCH = 0.2  # the share of small words in a text of the language


def other_language(reference: Analysis, student: Analysis) -> str:
    """The language of the student's map if it is not that of the reference; empty if it is, or if nothing tells.

    The small words of the texts decide, and then what the map says of itself.
    """
    ours, theirs = _words(reference), _words(student)
    first, second = _by_small_words(ours), _by_small_words(theirs)
    if first and second:
        return "" if first == second else second
    if ours and theirs and _script(ours) != _script(theirs):
        return second or student.map.map.language
    declared = [one.map.map.language.partition("-")[0].lower() for one in (reference, student)]
    return declared[1] if declared[0] != declared[1] else ""


def _words(analysis: Analysis) -> list[str]:
    """The words of all statements of a map."""
    return [
        word
        for kind, _, element in analysis.map.elements()
        if kind.is_statement
        for word in plain_tokens(own_words(element))
    ]


def _by_small_words(words: list[str]) -> str:
    """The language that the small words of a text tell; empty if they do not."""
    if len(words) < _ENOUGH:
        return ""
    shares = {
        language: sum(word in lexicon.small for word in words) / len(words) for language, lexicon in LEXICONS.items()
    }
    likeliest = max(shares, key=shares.__getitem__)
    others = max((share for language, share in shares.items() if language != likeliest), default=0.0)
    return likeliest if shares[likeliest] >= _MUCH and others <= shares[likeliest] / 2 else ""


def _script(words: list[str]) -> str:
    """Whether most letters are Latin, Cyrillic or others."""
    letters = [letter for word in words for letter in word if letter.isalpha()]
    counts = {
        "latin": sum(letter < "\u0250" for letter in letters),
        "cyrillic": sum("\u0400" <= letter < "\u0530" for letter in letters),
    }
    return max(counts, key=counts.__getitem__) if letters and max(counts.values()) * 2 > len(letters) else "other"
