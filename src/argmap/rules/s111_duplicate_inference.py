"""S111: two inferences from the same premises to the same claim."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class DuplicateInference:
    """Two inferences from the same premises to the same claim."""

    code = "S111"
    name = "duplicate-inference"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = "Counted as two independent lines of support, they make the claim look better supported than it is."
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
        """Yield everything the rule finds in the map."""
        seen: dict[tuple[frozenset[str], str], str] = {}
        for element_id, inference in context.graph.map.inferences.items():
            key = (frozenset(context.graph.predecessors(element_id)), inference.to)
            first = seen.setdefault(key, element_id)
            if first != element_id:
                message = f'"{element_id}" leads from the same premises to the same claim as "{first}"'
                yield Hit(
                    context.path(element_id),
                    message,
                    element_id,
                    key=True,
                    related=((context.path(first), "the first one"),),
                )
