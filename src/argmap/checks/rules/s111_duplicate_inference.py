"""S111: two inferences from the same premises to the same claim."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.case import Case, Hit
from argmap.findings import Severity


class DuplicateInference:
    """Two inferences from the same premises to the same claim."""

    code = "S111"
    name = "duplicate-inference"
    severity = Severity.WARNING
    why = "Counted as two independent lines, they make the claim look better supported than it is."
    way_out = "Keep one of them."
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

    def check(self, case: Case) -> Iterator[Hit]:
        """What the rule finds."""
        seen: dict[tuple[frozenset[str], str], str] = {}
        for name, inference in case.graph.map.inferences.items():
            key = (frozenset(case.graph.predecessors(name)), inference.to)
            first = seen.setdefault(key, name)
            if first != name:
                message = f'"{name}" leads from the same premises to the same claim as "{first}"'
                yield Hit(case.path(name), message, name, key=True, related=((case.path(first), "the first of them"),))
