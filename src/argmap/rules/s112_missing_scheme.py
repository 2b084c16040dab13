"""S112: an inference without a scheme."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class MissingScheme:
    """An inference without a scheme."""

    code = "S112"
    name = "missing-scheme"
    severity = Severity.HINT
    level = Level.PEDANTIC
    needs = Needs.NOTHING
    why = (
        "The scheme says what kind of step this is, and so which critical questions decide whether it holds. "
        "Without a scheme nobody asks them."
    )
    help = 'Add scheme = "..." ("deduction" if the claim must be true whenever the premises are).'
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
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
        for element_id, inference in context.graph.map.inferences.items():
            if inference.scheme is None and element_id in context.bearing:
                yield Hit(context.path(element_id), f'the inference "{element_id}" has no scheme', element_id, key=True)
