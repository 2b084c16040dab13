"""T310: a term of a premise that appears nowhere else in its inference."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit
from argmap.rules.logical import listed, logical_steps

_LINKED = 2


class HoldingHands:
    """A term of a premise that appears nowhere else in its inference."""

    code = "T310"
    name = "holding-hands"
    severity = Severity.HINT
    why = (
        "Linked premises hold hands: a term that is not in the claim must be in another premise. One that "
        "stands alone is either idle or lacks its partner."
    )
    help = "Add the premise that takes the term up, or leave it out."
    fires = """
[premises.rain]
text = "Socrates is human."
[conclusions.rise]
text = "Socrates is mortal."
[inferences.so]
from = ["rain", "all"]
to = "rise"
scheme = "deduction"
[premises.all]
text = "Every animal is mortal."
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
            premises = context.graph.predecessors(name)
            if len(premises) < _LINKED:
                continue
            claim = context.terms(context.graph.map.inferences[name].to)
            for source in premises:
                others = {one for other in premises if other != source for one in context.terms(other)}
                alone = [
                    word for stem, word in context.terms(source).items() if stem not in claim and stem not in others
                ]
                if alone:
                    message = f'{listed(alone)} of "{source}" is taken up nowhere in "{name}"'
                    yield Hit(
                        context.path(name, "from"),
                        message,
                        name,
                        related=((context.path(source, "text"), "stands here"),),
                    )
