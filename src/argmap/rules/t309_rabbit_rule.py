"""T309: a term in the claim that none of its premises mentions."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.logical import listed, logical_steps


class RabbitRule:
    """A term in the claim that none of its premises mentions."""

    code = "T309"
    name = "rabbit-rule"
    severity = Severity.HINT
    level = Level.THOROUGH
    needs = Needs.LEXICON
    why = (
        "You cannot pull a rabbit out of a hat unless it was put there first: every term in the claim should "
        "appear in a premise. One that does not points to an unstated premise."
    )
    help = "Add the premise (often an assumption) that introduces the term."
    fires = """
[premises.rain]
text = "Socrates is human."
[conclusions.rise]
text = "Socrates is mortal."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "deduction"
"""
    silent = """
[premises.rain]
text = "Socrates is human."
[conclusions.rise]
text = "Socrates is mortal."
[inferences.so]
from = ["rain", "all"]
to = "rise"
scheme = "deduction"
[premises.all]
text = "Every human is mortal."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        for element_id in logical_steps(context):
            claim = context.graph.map.inferences[element_id].to
            premises = context.graph.predecessors(element_id)
            known = {term for source in premises for term in context.terms(source)}
            new = [word for stem, word in context.terms(claim).items() if stem not in known]
            if new:
                related = ((context.path(claim, "text"), "the claim"),)
                message = f'no premise of "{element_id}" mentions {listed(new, "or")}'
                yield Hit(context.path(element_id, "from"), message, element_id, related=related)
