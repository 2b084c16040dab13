"""W203: an unanswered objection that bears on a conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class UnansweredObjection:
    """An unanswered objection that bears on a conclusion."""

    code = "W203"
    name = "unanswered-objection"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "An objection that nothing speaks against stands, to the extent that it holds up by itself. A text "
        "that raises it without answering it leaves the answer to its readers."
    )
    help = "Add an objection against it that gives the answer."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[objections.dam]
against = "so"
text = "The dam holds the water back."
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
[objections.dam]
against = "so"
text = "The dam holds the water back."
[objections.open]
against = "dam"
text = "The dam's gates are open."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        # A map from elsewhere, without any grade or scheme, may say only what is against what.
        severity = None if context.is_appraised else Severity.HINT
        for element_id, objection in context.graph.map.objections.items():
            # An objection to an objection helps the text; only what weakens a conclusion needs an answer.
            if objection.against in context.on_path and not _is_met(context, element_id):
                related = ((context.path(objection.against), "its target"),)
                message = f'nothing answers the objection "{element_id}" against "{objection.against}"'
                yield Hit(context.path(element_id), message, element_id, key=True, related=related, severity=severity)


def _is_met(context: CheckContext, objection: str) -> bool:
    """Whether something speaks against an objection, or somebody disputes it or what it rests on."""
    graph = context.graph
    return graph.is_answered(objection) or any(map(graph.open_contests, (objection, *graph.premises(objection))))
