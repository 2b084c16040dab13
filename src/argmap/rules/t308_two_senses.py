"""T308: a term that is used in two senses."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.language.words import stem, tokens
from argmap.rules.context import CheckContext, Hit


class TwoSenses:
    """A term that is used in two senses."""

    code = "T308"
    name = "two-senses"
    severity = Severity.WARNING
    why = (
        "An argument that uses a word in one sense in its premises and in another in its claim proves "
        "nothing, though each sentence may be true."
    )
    help = "Give the two senses two terms, or define one and use it throughout."
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
        """What the rule finds."""
        seen: dict[tuple[str, ...], str] = {}
        for name, concept in context.graph.map.concepts.items():
            first = seen.setdefault(tuple(stem(word, context.language) for word in tokens(concept.term)), name)
            if first == name:
                continue
            related = [(context.path(first, "term"), "the other sense")]
            for step, inference in context.graph.map.inferences.items():
                start = {one for source in inference.from_ for one in context.statements[source].concepts}
                end = set(context.statements[inference.to].concepts)
                if (first in start and name in end) or (name in start and first in end):
                    related.append((context.path(step), "this step goes from one sense to the other"))
            message = f'the term “{concept.term}” has two senses, "{first}" and "{name}"'
            yield Hit(context.path(name, "term"), message, name, related=tuple(related))
