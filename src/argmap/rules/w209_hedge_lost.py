"""W209: a claim that is more certain than what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs

_FEW = 2  # content words that a text must have to be said again
_MOST = 0.6  # of them


class HedgeLost:
    """A claim that is more certain than what it rests on."""

    code = "W209"
    name = "hedge-lost"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.PHRASES
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
        phrases = context.phrases
        if phrases is None:
            return
        for element_id, inference in context.graph.map.inferences.items():
            claim = context.sentences.get(inference.to, "")
            if phrases.doubts.search(claim) or phrases.demands.search(claim) or _is_conditional(context, inference.to):
                continue
            sure = phrases.sure.search(claim)
            for source in inference.from_:
                hedge = phrases.doubts.search(context.sentences.get(source, ""))
                if (
                    hedge is None
                    or _is_conditional(context, source)
                    or not (sure or _is_repeated(context, source, inference.to))
                ):
                    continue
                said = f", which says “{sure[0]}”" if sure else ""
                message = f'the “{hedge[0]}” in "{source}" is lost in "{inference.to}"{said}'
                related = (
                    (context.path(source, "text"), "hedged here"),
                    (context.path(inference.to, "text"), "not hedged here"),
                )
                yield Hit(context.path(element_id), message, element_id, key=True, related=related)
                break


def _is_conditional(context: CheckContext, element_id: str) -> bool:
    """Whether a text says something only under a condition."""
    lexicon = context.lexicon
    return lexicon is not None and not lexicon.conditions.isdisjoint(context.tokens[element_id])


def _is_repeated(context: CheckContext, source: str, claim: str) -> bool:
    """Whether a claim says again what a premise says, apart from the hedge."""
    words = context.terms(source).keys()
    return len(words) >= _FEW and len(words & context.terms(claim).keys()) >= _MOST * len(words)
