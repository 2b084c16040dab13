"""T309: a term of the claim that none of its premises mentions."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.case import Case, Hit
from argmap.checks.terms import listed, logical_steps, terms
from argmap.findings import Severity


class RabbitRule:
    """A term of the claim that none of its premises mentions."""

    code = "T309"
    name = "rabbit-rule"
    severity = Severity.HINT
    why = (
        "No rabbit comes out of a hat that was not put in: every term of the claim should appear in a "
        "premise. One that does not points to a premise left unsaid."
    )
    way_out = "Add the premise, often an assumption, that brings the term in."
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

    def check(self, case: Case) -> Iterator[Hit]:
        """What the rule finds."""
        for name in logical_steps(case):
            claim = case.graph.map.inferences[name].to
            premises = case.graph.predecessors(name)
            known = {one for source in premises for one in terms(case, source)}
            new = [word for stem, word in terms(case, claim).items() if stem not in known]
            if new:
                related = ((case.path(claim, "text"), "the claim"),)
                message = f'no premise of "{name}" mentions {listed(new)}'
                yield Hit(case.path(name, "from"), message, name, related=related)
