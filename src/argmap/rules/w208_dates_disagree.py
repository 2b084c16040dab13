"""W208: dates in a step that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.language.words import years
from argmap.model import SchemeName
from argmap.rules.context import CheckContext, Hit, Needs

_SAME_TIME = frozenset({SchemeName.EXAMPLE, SchemeName.SIGN, SchemeName.GENERALISATION})
_BEFORE = frozenset({SchemeName.CAUSE_TO_EFFECT, SchemeName.CORRELATION_TO_CAUSE})


class DatesDisagree:
    """Dates in a step that contradict each other."""

    code = "W208"
    name = "dates-disagree"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "What happened in one year is not an example of another, and a cause does not come after its effect. "
        "Either a date is wrong, or the step does not hold."
    )
    help = "Check both dates. If they are right, the step needs a different claim."
    fires = """
[premises.rain]
text = "The flood of January 1990 was the worst."
[conclusions.rise]
text = "Floods came in 1991."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "example"
"""
    silent = """
[premises.rain]
text = "The flood of January 1991 was the worst."
[conclusions.rise]
text = "Floods came in 1991."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "example"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        for element_id, inference in context.graph.map.inferences.items():
            if inference.scheme not in _SAME_TIME and inference.scheme not in _BEFORE:
                continue
            claimed = years(context.said[inference.to].text or "")
            for source in inference.from_:
                given = years(context.statements[source].text)
                if not given or not claimed:
                    continue
                if inference.scheme in _SAME_TIME and not given & claimed:
                    message = (
                        f'"{source}" ({_listed(given)}) is meant to support "{inference.to}" ({_listed(claimed)}), '
                        "but the years differ"
                    )
                elif inference.scheme in _BEFORE and min(given) > max(claimed):
                    message = (
                        f'"{source}" ({_listed(given)}) comes after its effect, "{inference.to}" ({_listed(claimed)})'
                    )
                else:
                    continue
                related = (
                    (context.path(source, "text"), "first date"),
                    (context.path(inference.to, "text"), "second date"),
                )
                yield Hit(context.path(element_id), message, element_id, key=True, related=related)


def _listed(found: frozenset[int]) -> str:
    return ", ".join(str(year) for year in sorted(found))
