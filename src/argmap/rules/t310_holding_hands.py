"""T310: a term in a premise that appears nowhere else in its inference."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.english import agreeing
from argmap.findings import Level, Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.logical import listed, logical_steps

_LINKED = 2


class HoldingHands:
    """A term in a premise that appears nowhere else in its inference."""

    code = "T310"
    name = "holding-hands"
    severity = Severity.HINT
    level = Level.PEDANTIC
    needs = Needs.LEXICON
    why = (
        "Linked premises hold hands: a term that is not in the claim must be in another premise. A term that "
        "appears only once is either idle or missing its partner."
    )
    help = "Add the premise that takes up the term, or remove the term."
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
        """Yield everything the rule finds in the map."""
        for element_id in logical_steps(context):
            premises = context.graph.predecessors(element_id)
            if len(premises) < _LINKED:
                continue
            claim = context.terms(context.graph.map.inferences[element_id].to)
            alone: list[str] = []
            places = []
            for source in premises:
                if context.graph.kinds[source] is Kind.SUPPOSITION:
                    continue  # it is introduced by words of its own, such as “suppose”
                others = {term for other in premises if other != source for term in context.terms(other)}
                own = [word for stem, word in context.terms(source).items() if stem not in claim and stem not in others]
                if own:
                    alone += own
                    places.append((context.path(source, "text"), f"{listed(own)} only here"))
            if alone:
                appear = agreeing(len(alone), "appear")
                message = f'{listed(alone)} {appear} in one premise of "{element_id}" and nowhere else in the step'
                yield Hit(context.path(element_id, "from"), message, element_id, related=tuple(places))
