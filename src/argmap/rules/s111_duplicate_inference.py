"""S111: two inferences from the same premises to the same claim."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit


class DuplicateInference:
    """Two inferences from the same premises to the same claim."""

    code = "S111"
    name = "duplicate-inference"
    severity = Severity.WARNING
    why = "Counted as two independent lines, they make the claim look better supported than it is."
    help = "Keep one of them."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[inferences.again]
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
        seen: dict[tuple[frozenset[str], str], str] = {}
        for name, inference in context.graph.map.inferences.items():
            key = (frozenset(context.graph.predecessors(name)), inference.to)
            first = seen.setdefault(key, name)
            if first != name:
                message = f'"{name}" leads from the same premises to the same claim as "{first}"'
                yield Hit(
                    context.path(name), message, name, key=True, related=((context.path(first), "the first of them"),)
                )
