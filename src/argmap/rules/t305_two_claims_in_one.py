"""T305: a text that makes two claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.language.lexicon import Lexicon
from argmap.language.words import without_quoted
from argmap.rules.context import CheckContext, Hit, Needs

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_STOPS = frozenset(".!?")
_SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?][”’\"')]*\s+[^\W\d_a-zа-яё]")
_SEMICOLON = re.compile(r";(?![-~]?[)(DP])")  # and not the eyes of a face
_CLAUSE = re.compile(r",\s+([^\W\d_]+)\s+([^,;]+)")
_WORD = re.compile(r"[^\W\d_]+")


class TwoClaimsInOne:
    """A text that makes two claims."""

    code = "T305"
    name = "two-claims-in-one"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.LEXICON
    why = (
        "Two claims in one box cannot be supported, doubted or graded separately: a reason for one half seems "
        "to support the other."
    )
    help = "Split it into two elements."
    fires = """
[premises.rain]
text = "Rain fell all night, and the dam was open."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
"""
    silent = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        if context.lexicon is None:
            return
        for element_id, statement in context.statements.items():
            if (joint := _joint(statement.text, context.lexicon)) is not None:
                message = f'"{element_id}" makes two claims, joined by {joint}'
                yield Hit(context.path(element_id, "text"), message, element_id)


def _joint(text: str, lexicon: Lexicon) -> str | None:
    """What joins two claims in a text: a full stop, a semicolon or a word between two clauses; None for one claim."""
    plain = _ASIDE.sub("", without_quoted(text)).rstrip(" ;,.")
    if _STOPS.intersection(plain[:-1]) and _SENTENCE.search(plain):
        return "a full stop"
    if _SEMICOLON.search(plain):
        return "a semicolon"
    for match in _CLAUSE.finditer(plain) if "," in plain else ():
        word = match[1].casefold()
        clause = [found.casefold() for found in _WORD.findall(match[2])]
        # A clause has a verb after its subject; a plain list has none.
        if word in lexicon.clauses and any(verb in lexicon.verbs for verb in clause[1:]):
            return f"“{match[1]}”"
    return None
