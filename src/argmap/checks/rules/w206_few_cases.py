"""W206: a general claim from one or two cases."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.case import Case, Hit
from argmap.findings import Severity
from argmap.model import Inference, SchemeName

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
    way_out = "Name more cases, and those that go against it; or claim it for these cases only."
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

    def check(self, case: Case) -> Iterator[Hit]:
        """What the rule finds."""
        for name, inference in case.graph.map.inferences.items():
            cases = len(case.graph.predecessors(name))
            if cases >= _ENOUGH or name not in case.bearing:
                continue
            general = inference.scheme is SchemeName.GENERALISATION or self._speaks_of_all(case, name, inference)
            if general:
                number = "one case" if cases == 1 else f"{cases} cases"
                message = f'the general claim "{inference.to}" is drawn from {number}'
                yield Hit(case.path(name), message, name, key=True, related=((case.path(inference.to), "the claim"),))

    @staticmethod
    def _speaks_of_all(case: Case, name: str, inference: Inference) -> bool:
        """Whether the claim speaks of all cases and no premise does, in a step that goes from cases."""
        if case.lexicon is None or inference.scheme not in _FROM_CASES:
            return False
        universal = case.lexicon.universal
        if universal.isdisjoint(case.tokens[inference.to]):
            return False
        return all(universal.isdisjoint(case.tokens[one]) for one in case.graph.predecessors(name))
