"""W206: a general claim from one or two cases."""

from __future__ import annotations

from collections.abc import Iterator

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
        "What holds of a case or two need not hold of the rest. The fewer the cases, the more it matters how "
        "they were chosen."
    )
    help = "Name more cases, and those that go against it; or claim it for these cases only."
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
text = "It rose after the rain of May."
[premises.earlier]
text = "It rose after the rain of March."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """What the rule finds."""
        for name, inference in context.graph.map.inferences.items():
            cases = len(context.graph.predecessors(name))
            if cases >= _ENOUGH or name not in context.bearing:
                continue
            general = inference.scheme is SchemeName.GENERALISATION or self._speaks_of_all(context, name, inference)
            if general:
                number = "one case" if cases == 1 else f"{cases} cases"
                message = f'the general claim "{inference.to}" is drawn from {number}'
                yield Hit(
                    context.path(name), message, name, key=True, related=((context.path(inference.to), "the claim"),)
                )

    @staticmethod
    def _speaks_of_all(context: CheckContext, name: str, inference: Inference) -> bool:
        """Whether the claim speaks of all cases and no premise does, in a step that goes from cases."""
        if context.lexicon is None or inference.scheme not in _FROM_CASES:
            return False
        universal = context.lexicon.universal
        if universal.isdisjoint(context.tokens[inference.to]):
            return False
        return all(universal.isdisjoint(context.tokens[one]) for one in context.graph.predecessors(name))
