"""S112: an inference that names no scheme."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit


class MissingScheme:
    """An inference that names no scheme."""

    code = "S112"
    name = "missing-scheme"
    severity = Severity.HINT
    why = (
        "The scheme says what kind of step it is, and so which critical questions decide whether it holds. "
        "Without one, nobody asks them."
    )
    help = 'Add scheme = "..." ("deduction" where the premises leave no way out).'
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
        """What the rule finds."""
        for name, inference in context.graph.map.inferences.items():
            if inference.scheme is None and name in context.bearing:
                yield Hit(context.path(name), f'the inference "{name}" names no scheme', name, key=True)
