"""S117: a step that discharges a supposition it does not rest on."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class IdleDischarge:
    """A step that discharges a supposition it does not rest on."""

    code = "S117"
    name = "idle-discharge"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "A step discharges what led to the statements that it starts from. If the supposition did not lead there, the "
        "step proves less, or something else, than it seems to."
    )
    help = "Remove the id from discharges, or let the step start from what was derived under the supposition."
    fires = """
[suppositions.wet]
text = "Suppose it rains."
[premises.high]
text = "The river is high."
[conclusions.flood]
text = "If it rains, the river floods."
[inferences.so]
from = ["high"]
to = "flood"
discharges = ["wet"]
"""
    silent = """
[suppositions.wet]
text = "Suppose it rains."
[premises.high]
text = "The river is high."
[claims.floods]
text = "The river floods."
[conclusions.flood]
text = "If it rains, the river floods."
[inferences.derive]
from = ["wet", "high"]
to = "floods"
[inferences.so]
from = ["floods"]
to = "flood"
discharges = ["wet"]
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        graph = context.graph
        for element_id, inference in graph.map.inferences.items():
            for index, supposition in enumerate(inference.discharges):
                if not any(supposition in graph.open_in(premise) for premise in graph.premises(element_id)):
                    message = f'"{element_id}" discharges "{supposition}", but does not rest on it'
                    related = ((context.path(supposition), "the supposition"),)
                    path = context.path(element_id, "discharges", index)
                    yield Hit(path, message, element_id, related=related)
