"""T311: a text that uses a term without listing its concept."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.editing.fixes import Edit
from argmap.findings import Severity
from argmap.language.words import stem, tokens
from argmap.rules.context import CheckContext, Hit


class UnlistedConcept:
    """A text that uses a term without listing its concept."""

    code = "T311"
    name = "unlisted-concept"
    severity = Severity.WARNING
    why = (
        "Cautions on a concept apply to the elements that list it. An element that uses the term without "
        "listing the concept escapes them."
    )
    help = "Add the concept to the element's concepts."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[premises.storm]
text = "The storm surge reached the town."
[inferences.too]
from = ["storm"]
to = "rise"
[concepts.surge]
term = "storm surge"
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
[premises.storm]
text = "The storm surge reached the town."
concepts = ["surge"]
[inferences.too]
from = ["storm"]
to = "rise"
[concepts.surge]
term = "storm surge"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        wanted = {
            element_id: words
            for element_id, concept in context.graph.map.concepts.items()
            if (words := tuple(stem(word, context.language) for word in tokens(concept.term)))
        }
        if not wanted:
            return
        for element_id, statement in context.statements.items():
            text = tuple(stem(word, context.language) for word in context.tokens[element_id])
            for concept, words in wanted.items():
                places = range(len(text) - len(words) + 1)
                if concept not in statement.concepts and any(text[at : at + len(words)] == words for at in places):
                    term = context.graph.map.concepts[concept].term
                    listed = [f'"{concept_id}"' for concept_id in (*statement.concepts, concept)]
                    edit = Edit(context.path(element_id, "concepts"), f"[{', '.join(listed)}]")
                    message = f'"{element_id}" uses “{term}” without listing the concept "{concept}"'
                    related = ((context.path(concept), "the concept"),)
                    yield Hit(context.path(element_id, "text"), message, element_id, related=related, edits=(edit,))
