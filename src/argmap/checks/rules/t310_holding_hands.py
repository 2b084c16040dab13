"""T310: a term of a premise that appears nowhere else in its inference."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.case import Case, Hit
from argmap.checks.terms import listed, logical_steps, terms
from argmap.findings import Severity

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
    way_out = "Add the premise that takes the term up, or leave it out."
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

    def check(self, case: Case) -> Iterator[Hit]:
        """What the rule finds."""
        for name in logical_steps(case):
            premises = case.graph.predecessors(name)
            if len(premises) < _LINKED:
                continue
            claim = terms(case, case.graph.map.inferences[name].to)
            for source in premises:
                others = {one for other in premises if other != source for one in terms(case, other)}
                alone = [word for stem, word in terms(case, source).items() if stem not in claim and stem not in others]
                if alone:
                    message = f'{listed(alone)} of "{source}" is taken up nowhere in "{name}"'
                    yield Hit(
                        case.path(name, "from"), message, name, related=((case.path(source, "text"), "stands here"),)
                    )
