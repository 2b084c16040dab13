"""S120: several independent reasons for a claim that all come from one source."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.walk import quotes

_SEVERAL = 2


class OneSourceForSeveralReasons:
    """Several independent reasons for a claim that all come from one source."""

    code = "S120"
    name = "one-source-for-several-reasons"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "Inferences that converge on a claim count as independent of each other. If all of them rest on one "
        "report, they stand and fall with it, and the standing of the claim is too high."
    )
    help = "Let the inferences share a premise on the source, such as “the report is reliable”, or quote other sources."
    fires = """
[premises.one]
text = "The gauge at the bridge rose."
quote = { source = "report" }
[premises.two]
text = "The gauge at the mill rose."
quote = { source = "report" }
[premises.dam]
text = "The dam was open."
quote = { source = "paper" }
[claims.high]
text = "The river is high."
[conclusions.close]
text = "The bridge must be closed."
[inferences.so]
from = ["one"]
to = "high"
[inferences.too]
from = ["two"]
to = "high"
[inferences.then]
from = ["high", "dam"]
to = "close"
[sources.report]
title = "Report on the flood"
[sources.paper]
title = "The morning paper"
"""
    silent = """
[premises.one]
text = "The gauge at the bridge rose."
quote = { source = "report" }
[premises.two]
text = "The gauge at the mill rose."
quote = { source = "paper" }
[conclusions.high]
text = "The river is high."
[inferences.so]
from = ["one"]
to = "high"
[inferences.too]
from = ["two"]
to = "high"
[sources.report]
title = "Report on the flood"
[sources.paper]
title = "The morning paper"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        graph = context.graph
        # The text that the map is about is not one witness among others: all of it comes from there.
        used = {quote.source for _, _, quote in quotes(graph.map)}
        if len(used) < _SEVERAL:
            return
        for claim in graph:
            steps = [step for step in graph.supporters(claim) if step in context.bearing]
            if len(steps) < _SEVERAL:
                continue
            sources = {source for step in steps for source in _sources_of(context, step)}
            lone = next(iter(sources)) if len(sources) == 1 else None
            if lone is not None and lone != graph.map.map.source and all(_sources_of(context, step) for step in steps):
                message = f'{len(steps)} separate reasons for "{claim}" all come from "{lone}"'
                related = tuple((context.path(step), "one of them") for step in steps)
                yield Hit(context.path(claim), message, claim, key=True, related=related)


def _sources_of(context: CheckContext, step: str) -> frozenset[str]:
    """The sources that the premises of a step quote; none if one of them is argued for, or quotes nothing."""
    elements = [context.graph.element(premise) for premise in context.graph.premises(step)]
    cited = [{quote.source for quote in getattr(element, "quote", ())} for element in elements]
    is_given = all(context.graph.kinds[premise].is_given for premise in context.graph.premises(step))
    return frozenset().union(*cited) if is_given and all(cited) else frozenset()
