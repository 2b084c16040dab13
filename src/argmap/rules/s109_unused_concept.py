"""S109: a concept that no element uses."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit


class UnusedConcept:
    """A concept that no element uses."""

    code = "S109"
    name = "unused-concept"
    severity = Severity.WARNING
    why = (
        "A concept is defined so that cautions on it, and its typology, reach the elements that use it. One "
        "that none uses does nothing."
    )
    help = "List it in the concepts of the elements that use the term, or take it away."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[concepts.flood]
term = "flood"
"""
    silent = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "There is a flood."
concepts = ["flood"]
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[concepts.flood]
term = "flood"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """What the rule finds."""
        used = {one for _, _, element in context.graph.map.elements() for one in getattr(element, "concepts", ())}
        for name, concept in context.graph.map.concepts.items():
            claimed = concept.typology is not None and concept.typology.claimed_by is not None
            if name not in used and not claimed:
                yield Hit(context.path(name), f'nothing uses the concept "{name}"', name, key=True)
