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
    why = "Cautions on a concept stand on the elements that list it. A text that uses the term unlisted escapes them."
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
        """What the rule finds."""
        wanted = {
            name: words
            for name, concept in context.graph.map.concepts.items()
            if (words := tuple(stem(word, context.language) for word in tokens(concept.term)))
        }
        if not wanted:
            return
        for name, statement in context.statements.items():
            text = tuple(stem(word, context.language) for word in context.tokens[name])
            for concept, words in wanted.items():
                places = range(len(text) - len(words) + 1)
                if concept not in statement.concepts and any(text[at : at + len(words)] == words for at in places):
                    term = context.graph.map.concepts[concept].term
                    listed = [f'"{one}"' for one in (*statement.concepts, concept)]
                    edit = Edit(context.path(name, "concepts"), f"[{', '.join(listed)}]")
                    message = f'"{name}" uses “{term}” without listing the concept "{concept}"'
                    related = ((context.path(concept), "the concept"),)
                    yield Hit(context.path(name, "text"), message, name, related=related, edits=(edit,))
