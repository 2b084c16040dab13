"""T315: a source whose text cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class UnreadableSource:
    """A source whose text cannot be read."""

    code = "T315"
    name = "unreadable-source"
    severity = Severity.ERROR
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "The map says where the text of the source is, but it cannot be read there, so none of its quotes can "
        "be checked."
    )
    help = 'Correct text = "path" (relative to the map, inside its folder), or pass the file with --source ID=FILE.'
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[sources.paper]
title = "The morning paper"
text = "no-such-file.txt"
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
        for element_id, reason in context.unreadable.items():
            yield Hit(
                context.path(element_id, "text"), f'the text of "{element_id}" cannot be read: {reason}', element_id
            )
