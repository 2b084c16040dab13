"""S107: a map without a conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.case import Case, Edit, Hit
from argmap.findings import Severity
from argmap.model import Kind


class NoConclusion:
    """A map without a conclusion."""

    code = "S107"
    name = "no-conclusion"
    severity = Severity.WARNING
    why = "Without a conclusion nothing says what the argument is for, and no weak link can be ranked."
    way_out = "Declare what the text argues for under [conclusions]."
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

    def check(self, case: Case) -> Iterator[Hit]:
        """What the rule finds."""
        if case.graph.map.conclusions or not len(case.graph):
            return
        ends = [name for name in case.graph.map.claims if not case.graph.successors(name)]
        subject = ends[0] if ends else next(iter(case.graph))
        edits = (Edit(case.path(ends[0]), Kind.CONCLUSION.table, table=True),) if len(ends) == 1 else ()
        way_out = f'"{ends[0]}" leads nowhere further: it may be the conclusion.' if ends else ""
        yield Hit(case.path(subject), "the map has no conclusion", subject, key=True, help=way_out, edits=edits)
