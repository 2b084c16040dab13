"""W206: a general claim from one or two cases."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.english import plural
from argmap.findings import Severity
from argmap.model import Inference, SchemeName
from argmap.rules.context import CheckContext, Hit

_ENOUGH = 3
_FROM_CASES = frozenset({SchemeName.EXAMPLE, SchemeName.SIGN, SchemeName.STATISTICS, None})


class FewCases:
    """A general claim from one or two cases."""

    code = "W206"
    name = "few-cases"
    severity = Severity.WARNING
    why = (
        "What is true of one or two cases need not be true of the rest. The fewer the cases, the more it "
        "matters how they were chosen."
    )
    help = "Add more cases, including any that go against the claim, or limit the claim to these cases."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "generalisation"
"""
    silent = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain", "before", "earlier"]
to = "rise"
scheme = "generalisation"
[premises.before]
text = "It rose after the rain in May."
[premises.earlier]
text = "It rose after the rain in March."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        for element_id, inference in context.graph.map.inferences.items():
            cases = len(context.graph.predecessors(element_id))
            if cases >= _ENOUGH or element_id not in context.bearing:
                continue
            general = inference.scheme is SchemeName.GENERALISATION or self._speaks_of_all(
                context, element_id, inference
            )
            if general:
                number = plural(cases, "case", "one case")
                message = f'the general claim "{inference.to}" is drawn from {number}'
                yield Hit(
                    context.path(element_id),
                    message,
                    element_id,
                    key=True,
                    related=((context.path(inference.to), "the claim"),),
                )

    @staticmethod
    def _speaks_of_all(context: CheckContext, element_id: str, inference: Inference) -> bool:
        """Whether the claim is about all cases but no premise is, in a step that argues from cases."""
        if context.lexicon is None or inference.scheme not in _FROM_CASES:
            return False
        universal = context.lexicon.universal
        if universal.isdisjoint(context.tokens[inference.to]):
            return False
        return all(universal.isdisjoint(context.tokens[premise]) for premise in context.graph.predecessors(element_id))
