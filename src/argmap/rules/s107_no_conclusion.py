"""S107: a map without a conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.editing.fixes import Action, Edit
from argmap.findings import Level, Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit, Needs


class NoConclusion:
    """A map without a conclusion."""

    code = "S107"
    name = "no-conclusion"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = "Without a conclusion the map does not say what it argues for, and no weak links can be ranked."
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
        """Yield everything the rule finds in the map."""
        if context.graph.map.conclusions or not len(context.graph):
            return
        ends = [element_id for element_id in context.graph.map.claims if not context.graph.successors(element_id)]
        subject = ends[0] if ends else next(iter(context.graph))
        edits = (Edit(context.path(ends[0]), Action.MOVE, Kind.CONCLUSION.table, safe=False),) if len(ends) == 1 else ()
        help_text = f'"{ends[0]}" supports nothing else: it may be the conclusion.' if ends else ""
        severity, level = (None, None) if ends else (Severity.HINT, Level.THOROUGH)
        message = "the map has no conclusion"
        yield Hit(
            context.path(subject),
            message,
            subject,
            key=True,
            help=help_text,
            edits=edits,
            severity=severity,
            level=level,
        )
