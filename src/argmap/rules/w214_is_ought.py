"""W214: a demand that is drawn from facts alone."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.model import SchemeName
from argmap.rules.context import CheckContext, Hit, Needs

_OF_VALUES = frozenset(
    {SchemeName.CONSEQUENCES, SchemeName.PRACTICAL_REASONING, SchemeName.RULE, SchemeName.COMMITMENT}
)
"""Schemes that bring a goal, a value or a rule with them."""


class IsOught:
    """A demand that is drawn from facts alone."""

    code = "W214"
    name = "is-ought"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.PHRASES
    why = (
        "What is the case says nothing about what should be done, unless something says what is good, right or wanted."
    )
    help = "Add the value or rule that the step relies on, as a premise, an assumption or its warrant."
    fires = """
[premises.rain]
text = "The bridge is old."
[conclusions.rise]
text = "The bridge should be closed."
[inferences.so]
from = ["rain"]
to = "rise"
"""
    silent = """
[premises.rain]
text = "The bridge is dangerous."
[conclusions.rise]
text = "The bridge should be closed."
[inferences.so]
from = ["rain"]
to = "rise"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        phrases = context.phrases
        if phrases is None:
            return
        graph = context.graph
        for claim in context.sentences:
            steps = [step for step in graph.supporters(claim) if step in context.bearing]
            demand = phrases.demands.search(_main_clause(context, claim))
            if demand is None or not steps or any(_says_what_is_good(context, step) for step in steps):
                continue
            what = f'"{steps[0]}"' if len(steps) == 1 else f"the {len(steps)} inferences to it"
            message = f'the “{demand[0]}” of "{claim}" comes from no premise of {what}'
            related = (
                (context.path(claim, "text"), "the demand"),
                *((context.path(step), "from facts") for step in steps),
            )
            yield Hit(context.path(steps[0]), message, steps[0], key=True, related=related)


def _main_clause(context: CheckContext, claim: str) -> str:
    """A text without the condition that it begins with."""
    text = context.sentences[claim]
    is_conditional = context.phrases is not None and context.phrases.condition.match(text)
    return text.partition(",")[2] if is_conditional else text


def _says_what_is_good(context: CheckContext, step: str) -> bool:
    """Whether a premise or the warrant of a step says what is good or bad, or what should be."""
    inference = context.graph.map.inferences[step]
    if context.phrases is None or inference.discharges or inference.scheme in _OF_VALUES:
        return True
    said = [context.plain[premise] for premise in context.graph.premises(step)]
    warrant = inference.warrant.casefold() if inference.warrant and inference.warrant not in context.said else ""
    return any(context.phrases.values.search(text) for text in (*said, warrant))
