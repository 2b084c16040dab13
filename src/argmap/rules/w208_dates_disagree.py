"""W208: dates in a step that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.language.words import years
from argmap.model import SchemeName
from argmap.rules.context import CheckContext, Hit, Needs

_SAME_TIME = SchemeName.EXAMPLE
_BEFORE = SchemeName.CAUSE_TO_EFFECT
_NOT_A_DATE = re.compile(
    r"[12]\d{3}s\b|[12]\d{3}\s*(?:BCE?\b|v\.\s?Chr|до\s+н)|[12]\d{3}\s*[-\u2013\u2014/]\s*\d{2,4}"
    r"|\b(?:since|until|till|by|before|after|between|from|through|period|era|seit|bis|zwischen|vor|nach|ab|von"
    r"|с|до|после|между)\s+(?:\w+\s+){0,2}[12]\d{3}\b",
    re.IGNORECASE,
)
"""A year that begins or ends a period, or a decade."""
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter"
    "|januar|februar|märz|mai|juni|juli|oktober|dezember|frühjahr|sommer|herbst"
    "|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
_IN_TIME = re.compile(
    rf"\b(?:in|of|im|jahre?|jahres|в|early|late|anfang|ende|{_MONTHS})\s+[12]\d{{3}}\b"
    r"|\b[12]\d{3}\s+(?:году|года|год)\b",
    re.IGNORECASE,
)
"""A year that is said to be when something was, rather than a number of something."""
_PLANS = re.compile(
    r"\b(?:publish\w*|promis\w*|predict\w*|erschien\w*|veröffentlicht|versprach\w*|опубликован\w*|plan\w*|intend\w*"
    r"|prepar\w*|geplant|plant\w*|планир\w*)",
    re.IGNORECASE,
)


class DatesDisagree:
    """Dates in a step that contradict each other."""

    code = "W208"
    name = "dates-disagree"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "What happened in one year is not an example of another, and a cause does not come after its effect. "
        "Either a date is wrong, or the step does not hold."
    )
    help = "Check both dates. If they are right, the step needs a different claim."
    fires = """
[premises.rain]
text = "The flood of January 1990 was the worst."
[conclusions.rise]
text = "Floods came in 1991."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "example"
"""
    silent = """
[premises.rain]
text = "The flood of January 1991 was the worst."
[conclusions.rise]
text = "Floods came in 1991."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "example"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        for element_id, inference in context.graph.map.inferences.items():
            if inference.scheme not in {_SAME_TIME, _BEFORE}:
                continue
            claimed = _year(context.said[inference.to].text or "")
            for source in inference.from_:
                given = _year(context.statements[source].text)
                if not given or not claimed:
                    continue
                if inference.scheme is _SAME_TIME and not given & claimed:
                    message = (
                        f'"{source}" ({_listed(given)}) is meant to support "{inference.to}" ({_listed(claimed)}), '
                        "but the years differ"
                    )
                elif inference.scheme is _BEFORE and min(given) > max(claimed):
                    message = (
                        f'"{source}" ({_listed(given)}) comes after its effect, "{inference.to}" ({_listed(claimed)})'
                    )
                else:
                    continue
                related = (
                    (context.path(source, "text"), "first date"),
                    (context.path(inference.to, "text"), "second date"),
                )
                yield Hit(context.path(element_id), message, element_id, key=True, related=related)


def _year(text: str) -> frozenset[int]:
    """The year that a text is about, if it is a single one and neither the end of a period nor a plan."""
    found = years(text)
    if len(found) != 1 or _NOT_A_DATE.search(text) or _PLANS.search(text) or not _IN_TIME.search(text):
        return frozenset()
    return found


def _listed(found: frozenset[int]) -> str:
    return ", ".join(str(year) for year in sorted(found))
