"""W206: a general claim from one or two cases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.english import plural
from argmap.findings import Level, Severity
from argmap.language.words import years
from argmap.model import Inference, SchemeName
from argmap.rules.context import CheckContext, Hit, Needs

_ENOUGH = 3
_FROM_CASES = frozenset({SchemeName.EXAMPLE, SchemeName.GENERALISATION, SchemeName.SIGN, SchemeName.STATISTICS})


class FewCases:
    """A general claim from one or two cases."""

    code = "W206"
    name = "few-cases"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.PHRASES
    why = (
        "What is true of one or two cases need not be true of the rest. The fewer the cases, the more it "
        "matters how they were chosen."
    )
    help = "Add more cases, including any that go against the claim, or limit the claim to these cases."
    fires = """
[premises.rain]
text = "The river rose after the rain in June."
[conclusions.rise]
text = "Every river rises after rain."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "generalisation"
"""
    silent = """
[premises.rain]
text = "The river rose after the rain in June."
[conclusions.rise]
text = "Every river rises after rain."
[inferences.so]
from = ["rain", "before", "earlier"]
to = "rise"
scheme = "generalisation"
[premises.before]
text = "It rose after the rain in May."
[premises.earlier]
text = "It rose after the rain in March."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        for element_id, inference in context.graph.map.inferences.items():
            cases = len(context.graph.premises(element_id))
            if cases >= _ENOUGH or element_id not in context.bearing or inference.scheme not in _FROM_CASES:
                continue
            if _is_general(context, inference):
                number = plural(cases, "case", "one case")
                message = f'the general claim "{inference.to}" is drawn from {number}'
                related = ((context.path(inference.to), "the claim"),)
                yield Hit(context.path(element_id), message, element_id, key=True, related=related)


_SEVERAL = 2
_NUMBERS = frozenset(
    {
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty",
        "forty", "fifty", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "dozen", "dozens",
        "both",
        "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "zwanzig", "hundert",
        "tausend", "beide", "dutzend", "два", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять",
        "десять", "двадцать", "сто", "тысяча", "тысячи", "оба",
    }
)  # fmt: skip
_LARGE = re.compile(r"\d[.,\u00a0\u202f\u2019 ]\d{3}\b")
_OF_MANY = re.compile(
    r"\b(?:surveys?|polls?|census|meta-analys[ie]s|statistics|studies|cohorts?|samples?|umfragen?|studien|statistik\w*"
    r"|metaanalysen?|опрос\w*|перепис\w*|статистик\w*|метаанализ\w*)\b",
    re.IGNORECASE,
)
"""What is about many cases, although it may be one thing."""
_EVERY_SO_OFTEN = re.compile(r"\bevery (?:few|other|\w+ (?:years|months|weeks|days))\b", re.IGNORECASE)
"""What is every few years is not all years."""


def _is_general(context: CheckContext, inference: Inference) -> bool:
    """Whether the claim is about all cases, and every premise about single ones."""
    lexicon, phrases = context.lexicon, context.phrases
    if lexicon is None or phrases is None:
        return False
    claim = context.words[inference.to]
    is_meant = inference.scheme is SchemeName.GENERALISATION
    is_about_all = is_meant or (bool(claim) and claim[0] in lexicon.every)
    if not is_about_all or phrases.demands.search(context.plain[inference.to]):
        return False
    if _EVERY_SO_OFTEN.search(context.statements[inference.to].text if inference.to in context.statements else ""):
        return False
    many = lexicon.universal | lexicon.some | _NUMBERS
    return all(
        many.isdisjoint(context.words[premise])
        and not any(map(_is_number, context.words[premise]))
        and not _LARGE.search(context.statements[premise].text)
        and len(years(context.statements[premise].text)) < _SEVERAL
        and not _OF_MANY.search(context.statements[premise].text)
        for premise in inference.from_
    )


def _is_number(word: str) -> bool:
    return word.isdecimal() and int(word) >= _ENOUGH and not years(word)
