"""W218: a conditional premise whose condition nobody asserts."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.language.words import tokens
from argmap.rules.context import CheckContext, Hit, Needs

_MOST = 0.5  # of the terms


class UnassertedCondition:
    """A conditional premise whose condition nobody asserts."""

    code = "W218"
    name = "unasserted-condition"
    severity = Severity.HINT
    level = Level.THOROUGH
    needs = Needs.PHRASES
    why = "From “if A, then B” alone nothing follows about B. Somebody must say that A is the case."
    help = "Add the condition as a premise or an assumption of the same step."
    fires = """
[premises.rain]
text = "If the dam breaks, the town is flooded."
[conclusions.rise]
text = "The town is flooded."
[inferences.so]
from = ["rain"]
to = "rise"
"""
    silent = """
[premises.rain]
text = "If the dam breaks, the town is flooded."
[conclusions.rise]
text = "If the dam breaks, the town is flooded in an hour."
[inferences.so]
from = ["rain"]
to = "rise"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        phrases = context.phrases
        if phrases is None:
            return
        for element_id, inference in context.graph.map.inferences.items():
            if element_id not in context.bearing or _is_conditional(context, inference.to):
                continue
            premises = context.graph.premises(element_id)
            for premise in premises:
                parts = _parts(context, premise)
                if parts is None:
                    continue
                condition, consequence = parts
                claim = context.terms(inference.to).keys()
                others = [context.terms(other).keys() for other in premises if other != premise]
                leads_there = len(consequence & claim) >= _MOST * len(consequence)
                if leads_there and not any(len(condition & other) >= _MOST * len(condition) for other in others):
                    message = f'nothing in "{element_id}" says that the condition of "{premise}" is met'
                    related = ((context.path(premise, "text"), "the condition"),)
                    yield Hit(context.path(element_id, "from"), message, element_id, related=related)


def _is_conditional(context: CheckContext, element_id: str) -> bool:
    lexicon = context.lexicon
    return lexicon is not None and not lexicon.conditions.isdisjoint(context.tokens[element_id])


def _parts(context: CheckContext, premise: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The terms of the condition and of the consequence; None if the premise is no condition that begins with one."""
    text = context.plain[premise]
    if context.phrases is None or not context.phrases.condition.match(text) or "," not in text:
        return None
    first, _, second = text.partition(",")
    terms = context.terms(premise)
    condition = frozenset(stem for stem, word in terms.items() if word in tokens(first))
    consequence = frozenset(stem for stem, word in terms.items() if word in tokens(second))
    return (condition, consequence) if condition and consequence else None
