"""S101: a claim or conclusion that nothing supports."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit


class UnsupportedClaim:
    """A claim or conclusion that nothing supports."""

    code = "S101"
    name = "unsupported-claim"
    severity = Severity.WARNING
    why = (
        "A claim is what the text argues for. Where nothing leads to it, it is only asserted, and it counts "
        "as a premise without a grade."
    )
    help = "Add an inference that leads to it, or declare it as a premise if the text takes it as given."
    fires = """
[premises.rain]
text = "Rain fell all night."
[claims.rise]
text = "The river rises."
[conclusions.close]
text = "The bridge is to be closed."
[inferences.so]
from = ["rain", "rise"]
to = "close"
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
        for kind in (Kind.CLAIM, Kind.CONCLUSION):
            for name in context.graph.map.table(kind):
                if not context.graph.supporters(name):
                    yield Hit(context.path(name), f'nothing supports the {kind.value} "{name}"', name, key=True)
