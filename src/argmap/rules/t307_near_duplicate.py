"""T307: two statements that say nearly the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.alike import alike, wordings
from argmap.rules.context import CheckContext, Hit


class NearDuplicate:
    """Two statements that say nearly the same thing."""

    code = "T307"
    name = "near-duplicate"
    severity = Severity.WARNING
    why = (
        "A claim under two ids is supported, doubted and graded twice, and whatever rests on both looks "
        "better supported than it is."
    )
    help = "Keep one of them, and let both inferences start from it."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[premises.wet]
text = "All night rain fell."
[inferences.too]
from = ["wet"]
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
[premises.wet]
text = "The ground is wet."
[inferences.too]
from = ["wet"]
to = "rise"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        said = {element_id: wordings(context, statement) for element_id, statement in context.statements.items()}
        for first, second in alike(said):
            message = f'"{second}" says nearly the same thing as "{first}"'
            yield Hit(
                context.path(second, "text"),
                message,
                second,
                related=((context.path(first, "text"), "also said here"),),
            )
