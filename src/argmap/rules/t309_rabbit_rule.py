"""T309: a term of the claim that none of its premises mentions."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit
from argmap.rules.logical import listed, logical_steps


class RabbitRule:
    """A term of the claim that none of its premises mentions."""

    code = "T309"
    name = "rabbit-rule"
    severity = Severity.HINT
    why = (
        "No rabbit comes out of a hat that was not put in: every term of the claim should appear in a "
        "premise. One that does not points to a premise left unsaid."
    )
    help = "Add the premise, often an assumption, that brings the term in."
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
        """What the rule finds."""
        for name in logical_steps(context):
            claim = context.graph.map.inferences[name].to
            premises = context.graph.predecessors(name)
            known = {one for source in premises for one in context.terms(source)}
            new = [word for stem, word in context.terms(claim).items() if stem not in known]
            if new:
                related = ((context.path(claim, "text"), "the claim"),)
                message = f'no premise of "{name}" mentions {listed(new)}'
                yield Hit(context.path(name, "from"), message, name, related=related)
