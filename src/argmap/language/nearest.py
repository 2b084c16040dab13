"""The passage of a text that is most similar to a quote which does not stand in it, and how the two differ."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import accumulate, combinations

from argmap.language.folding import DIVIDED, fold

_WORD = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]+(?:['.,\ue000][^\W_]+)*|[^\W_]")
"""A word; in scripts without blanks between words, one character."""
_ENOUGH = 0.6  # of the words of the quote must be in the passage, in the same order
_STRETCH = 2.0  # how many times as long as the quote the passage may be
_FAR = 0.25  # how much a word that is not in the quote counts against taking in one more that is
_COMMON = 50  # words that are in the text more often than this are no help in finding a passage
_CANDIDATES = 8


def nearest(quote: str, text: str) -> tuple[int, int] | None:
    """Where the passage most similar to a quote stands, in whole words; None if nothing is similar. Both are folded.

    >>> nearest("the bridge did not budge", "Once, the bridge did not move.")
    (6, 29)
    """
    sought = [match[0].casefold() for match in _WORD.finditer(quote)]
    spans = [match.span() for match in _WORD.finditer(text)]
    if not sought or not spans:
        return None
    words = [text[start:end].replace(DIVIDED, "").casefold() for start, end in spans]
    best, passage = 0.0, None
    for begin in _candidates(sought, words):
        shift = max(0, begin - len(sought))
        window = words[shift : begin + len(sought) * 4]
        found = _alignment(sought, window)
        if found is None:
            continue
        share, first, last = found
        if share >= _ENOUGH and share > best:
            best, passage = share, (spans[shift + first][0], spans[shift + last][1])
    return passage


def _candidates(sought: list[str], words: list[str]) -> list[int]:
    """Where a passage may begin, the most promising first: where many words stand as far apart as in the quote."""
    at: defaultdict[str, list[int]] = defaultdict(list)
    wanted = frozenset(sought)
    for index, word in enumerate(words):
        if word in wanted:
            at[word].append(index)
    rare = [word for word in wanted if len(at[word]) <= _COMMON] or list(wanted)
    width = len(sought)
    votes: Counter[int] = Counter()
    for offset, word in enumerate(sought):
        for index in at[word] if word in rare else ():
            # in steps of half a quote, twice, so that words put in or left out do not part what belongs together
            begin = max(0, index - offset)
            votes[begin // width * 2] += 1
            votes[(begin + width // 2) // width * 2 - 1] += 1
    order = sorted(votes, key=lambda step: (-votes[step], step))
    return [max(0, step * width // 2) for step in order[:_CANDIDATES]]


def _alignment(sought: list[str], window: list[str]) -> tuple[float, int, int] | None:
    """The share of the words that the window has in the same order, and the first and last word of that passage.

    Words before the first and after the last word in common are taken in, as many as the quote has there.
    """
    blocks = [
        block for block in SequenceMatcher(None, sought, window, autojunk=False).get_matching_blocks() if block.size
    ]
    if not blocks:
        return None
    sizes = [0, *accumulate(block.size for block in blocks)]
    best: tuple[float, int, int] | None = None
    for start, end in combinations(range(len(blocks) + 1), 2):
        extent = blocks[end - 1].b + blocks[end - 1].size - blocks[start].b
        worth = sizes[end] - sizes[start] - max(0, extent - len(sought)) * _FAR
        if extent <= len(sought) * _STRETCH and (best is None or worth > best[0]):
            best = worth, start, end
    if best is None:
        return None
    common = sizes[best[2]] - sizes[best[1]]
    first, last = blocks[best[1]], blocks[best[2] - 1]
    begin, end = first.b, last.b + last.size
    before = min(begin, first.a)
    after = min(len(window) - end, len(sought) - last.a - last.size)
    return common / len(sought), begin - before, end + after - 1


def difference(words: str, passage: str) -> str:
    """A word-by-word diff of the quote and the passage: `[-in the quote-]{+in the source+}`.

    >>> difference("low and overdue wages", "low wages, overdue wages")
    'low [-and-]{+wages,+} overdue wages'
    """
    old, new = words.split(), passage.split()
    folded = [[fold(word).text for word in words] for words in (old, new)]
    parts = []
    for tag, i, j, k, m in SequenceMatcher(None, folded[0], folded[1], autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(" ".join(old[i:j]))
            continue
        gone = f"[-{' '.join(old[i:j])}-]" if j > i else ""
        parts.append(gone + (f"{{+{' '.join(new[k:m])}+}}" if m > k else ""))
    return " ".join(parts)
