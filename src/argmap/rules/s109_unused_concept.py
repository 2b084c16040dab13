"""S109: a concept that no element uses."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class UnusedConcept:
    """A concept that no element uses."""

    code = "S109"
    name = "unused-concept"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "A concept is defined so that its cautions and its typology apply to the elements that use it. A "
        "concept that nothing uses has no effect."
    )
    help = "Add it to the concepts of the elements that use the term, or remove it."
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
        """Yield everything the rule finds in the map."""
        used = {
            concept for _, _, element in context.graph.map.elements() for concept in getattr(element, "concepts", ())
        }
        named = {concept for several in context.concepts_named.values() for senses in several for concept in senses}
        other_senses = {concept for senses in context.named_terms.senses.values() for concept in senses[1:]}
        for element_id, concept in context.graph.map.concepts.items():
            claimed = concept.typology is not None and concept.typology.claimed_by is not None
            # A text that uses the term has a finding of its own, and so have terms with several senses.
            if element_id not in used | named | other_senses and not claimed:
                yield Hit(context.path(element_id), f'nothing uses the concept "{element_id}"', element_id, key=True)
