"""W203: an objection that bears on a conclusion and is not answered."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit


class UnansweredObjection:
    """An objection that bears on a conclusion and is not answered."""

    code = "W203"
    name = "unanswered-objection"
    severity = Severity.WARNING
    why = (
        "An objection that nothing speaks against stands, as far as it holds. A text that names it without "
        "answering it leaves the answer to its readers."
    )
    help = "Add an objection against it, with what answers it."
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
        """What the rule finds."""
        for name, objection in context.graph.map.objections.items():
            # An objection to an objection speaks for the text; only what the conclusion suffers from needs an answer.
            if objection.against in context.on_path and not context.graph.attackers(name):
                related = ((context.path(objection.against), "what it speaks against"),)
                message = f'nothing answers the objection "{name}" against "{objection.against}"'
                yield Hit(context.path(name), message, name, key=True, related=related)
