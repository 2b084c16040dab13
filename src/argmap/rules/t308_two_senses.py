"""T308: a term that is used in two senses."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.language.words import stem, tokens
from argmap.rules.context import CheckContext, Hit, Needs


class TwoSenses:
    """A term that is used in two senses."""

    code = "T308"
    name = "two-senses"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "An argument that uses a word in one sense in its premises and in another in its claim proves "
        "nothing, even if every sentence is true."
    )
    help = "Use a different term for each sense, or define one sense and keep to it."
    fires = """
[premises.rain]
text = "The bank is broken."
concepts = ["bank"]
[conclusions.rise]
text = "Money is lost at the bank."
concepts = ["house"]
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[concepts.bank]
term = "bank"
definition = "the side of a river"
[concepts.house]
term = "Banks"
definition = "a house for money"
"""
    silent = """
[premises.rain]
text = "The bank is broken."
concepts = ["bank"]
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[concepts.bank]
term = "bank"
definition = "the side of a river"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        seen: dict[tuple[str, ...], str] = {}
        for element_id, concept in context.graph.map.concepts.items():
            first = seen.setdefault(tuple(stem(word, context.language) for word in tokens(concept.term)), element_id)
            if first == element_id:
                continue
            related = [(context.path(first, "term"), "the other sense")]
            for inference_id, inference in context.graph.map.inferences.items():
                start = {concept_id for source in inference.from_ for concept_id in context.statements[source].concepts}
                end = set(context.said[inference.to].concepts)
                if (first in start and element_id in end) or (element_id in start and first in end):
                    related.append((context.path(inference_id), "this step switches from one sense to the other"))
            message = f'the term “{concept.term}” has two senses, "{first}" and "{element_id}"'
            yield Hit(context.path(element_id, "term"), message, element_id, related=tuple(related))
