"""T303: a premise that does not say where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class PremiseWithoutSource:
    """A premise that does not say where it comes from."""

    code = "T303"
    name = "premise-without-source"
    severity = Severity.HINT
    level = Level.THOROUGH
    needs = Needs.SOURCES
    why = (
        "A premise is taken as given, so readers must be able to see who says so. In a map with sources, a "
        "premise without a quote looks like the map-maker's own."
    )
    help = 'Add quote = { source = "...", exact = "..." }, or move it to [assumptions] if the text leaves it unsaid.'
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[premises.snow]
text = "Snow melts."
quote = { source = "paper", exact = "snow melts" }
[sources.paper]
title = "The morning paper"
"""
    silent = """
[premises.rain]
text = "Rain fell all night."
quote = { source = "paper", exact = "rain on the hills" }
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[sources.paper]
title = "The morning paper"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        if not context.graph.map.sources or context.graph.map.map.source is not None:
            return
        for element_id, premise in context.graph.map.premises.items():
            if not premise.quote:
                yield Hit(context.path(element_id), f'the premise "{element_id}" has no source', element_id, key=True)
