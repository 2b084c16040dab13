"""W213: two statements that contradict each other, with no objection between them."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.language.words import plain_tokens, stem
from argmap.model import Statement
from argmap.rules.alike import wording
from argmap.rules.context import CheckContext, Hit, Needs

_FEWEST = 2  # content words


class ContradictionWithoutObjection:
    """Two statements that contradict each other, with no objection between them."""

    code = "W213"
    name = "contradiction-without-objection"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.LEXICON
    why = (
        "One of them must be false. As long as the map does not say that they speak against each other, both can "
        "support what they like."
    )
    help = "Add an objection from one against the other, or make them rivals: [rivals.ID] among = [...]."
    fires = """
[premises.rain]
text = "The dam was open in spring."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[premises.dry]
text = "The dam was not open in spring."
[inferences.too]
from = ["dry"]
to = "rise"
"""
    silent = """
[premises.rain]
text = "The dam was open in spring."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[premises.dry]
text = "The dam was not open in spring."
[objections.but]
from = ["dry"]
against = "rain"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        lexicon = context.lexicon
        if lexicon is None:
            return
        seen: dict[tuple[tuple[str, ...], tuple[str, ...], bool], dict[int, str]] = {}
        for element_id, element in context.said.items():
            if not isinstance(element, Statement):
                continue
            said = wording(context, element.text)
            negations = [sign for sign in said.signs if sign in lexicon.negations]
            others = tuple(sign for sign in said.signs if sign not in lexicon.negations)
            if (
                (lexicon.conditions | lexicon.some).intersection(others)
                or len(negations) > 1
                or len(said.words) < _FEWEST
            ):
                continue
            plain = tuple(stem(word, context.language) for word in said.words)
            keys = [(plain, others, False)]
            first = plain_tokens(element.text)[0]
            if first in lexicon.every and (first in others or negations == [first]):
                # All are against none, as well as against not all.
                keys.append((plain, tuple(sign for sign in others if sign != first), True))
            pairs = [seen.setdefault(key, {}) for key in keys]
            other = next((both[1 - len(negations)] for both in pairs if 1 - len(negations) in both), None)
            for both in pairs:
                both.setdefault(len(negations), element_id)
            if other is not None and not _are_opposed(context, other, element_id):
                message = f'"{element_id}" contradicts "{other}", but no objection says so'
                related = ((context.path(other, "text"), "the opposite"),)
                yield Hit(context.path(element_id, "text"), message, element_id, related=related)


def _are_opposed(context: CheckContext, first: str, second: str) -> bool:
    """Whether the map lets two statements speak against each other, or lists them as rivals."""
    graph = context.graph
    if set(graph.rivalries_of(first)) & set(graph.rivalries_of(second)):
        return True
    return any(
        element.against in {first, second}
        and {first, second} - {element.against} <= graph.upstream(objection, attacks=False)
        for objection, element in graph.map.objections.items()
    )
