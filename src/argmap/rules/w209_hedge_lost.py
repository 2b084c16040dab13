"""W209: a claim that is more certain than what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit


class HedgeLost:
    """A claim that is more certain than what it rests on."""

    code = "W209"
    name = "hedge-lost"
    severity = Severity.WARNING
    why = (
        "“May” in the premises supports only “may” in the claim. If “can” or “perhaps” has become “will”, the "
        "certainty has come from nowhere."
    )
    help = "Put the hedge into the claim, or give a reason for the certainty."
    fires = """
[premises.rain]
text = "Rain may have fallen all night."
[conclusions.rise]
text = "The river will rise."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
"""
    silent = """
[premises.rain]
text = "Rain may have fallen all night."
[conclusions.rise]
text = "The river may rise."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        lexicon = context.lexicon
        if lexicon is None:
            return
        open_words = lexicon.hedges | lexicon.able
        for element_id, inference in context.graph.map.inferences.items():
            claim = context.tokens[inference.to]
            if not open_words.isdisjoint(claim):
                continue
            is_certain = not lexicon.certain.isdisjoint(claim)
            lost = open_words if is_certain else lexicon.hedges
            for source in inference.from_:
                if not lost.isdisjoint(context.tokens[source]):
                    hedge = next(word for word in context.tokens[source] if word in lost)
                    certain = next((word for word in context.tokens[inference.to] if word in lexicon.certain), "")
                    said = f", which says “{certain}”" if certain else ""
                    message = f'the “{hedge}” in "{source}" is lost in "{inference.to}"{said}'
                    related = (
                        (context.path(source, "text"), "hedged here"),
                        (context.path(inference.to, "text"), "not hedged here"),
                    )
                    yield Hit(context.path(element_id), message, element_id, key=True, related=related)
                    break
