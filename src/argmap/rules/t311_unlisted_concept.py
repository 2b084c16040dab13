"""T311: a text that uses a term without listing its concept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.editing.fixes import Action, Edit
from argmap.english import enumerated
from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class UnlistedConcept:
    """A text that uses a term without listing its concept."""

    code = "T311"
    name = "unlisted-concept"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
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
        for element_id, statement in context.statements.items():
            for senses in context.concepts_named[element_id]:
                if not set(senses).intersection(statement.concepts):
                    yield _hit(context, element_id, senses)


def _hit(context: CheckContext, element_id: str, concepts: Sequence[str]) -> Hit:
    """A term that a statement uses; of several senses it has, only the author knows which one is meant."""
    term = context.graph.map.concepts[concepts[0]].term
    quoted = [f'"{concept}"' for concept in concepts]
    edits = (Edit(context.path(element_id, "concepts"), Action.ADD, quoted[0]),) if len(concepts) == 1 else ()
    what = f"the concept {quoted[0]}" if len(concepts) == 1 else f"one of its senses, {enumerated(quoted, joint='or')}"
    message = f'"{element_id}" uses “{term}” without listing {what}'
    related = tuple((context.path(concept), "the concept") for concept in concepts)
    return Hit(context.path(element_id, "text"), message, element_id, related=related, edits=edits)
