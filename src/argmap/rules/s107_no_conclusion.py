"""S107: a map without a conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.editing.fixes import Edit
from argmap.findings import Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit


class NoConclusion:
    """A map without a conclusion."""

    code = "S107"
    name = "no-conclusion"
    severity = Severity.WARNING
    why = "Without a conclusion nothing says what the argument is for, and no weak link can be ranked."
    help = "Declare what the text argues for under [conclusions]."
    fires = """
[premises.rain]
text = "Rain fell all night."
[claims.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
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
        """What the rule finds."""
        if context.graph.map.conclusions or not len(context.graph):
            return
        ends = [name for name in context.graph.map.claims if not context.graph.successors(name)]
        subject = ends[0] if ends else next(iter(context.graph))
        edits = (Edit(context.path(ends[0]), Kind.CONCLUSION.table, table=True),) if len(ends) == 1 else ()
        advice = f'"{ends[0]}" leads nowhere further: it may be the conclusion.' if ends else ""
        yield Hit(context.path(subject), "the map has no conclusion", subject, key=True, help=advice, edits=edits)
