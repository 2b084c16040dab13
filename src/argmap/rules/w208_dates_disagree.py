"""W208: dates of a step that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.language.words import years
from argmap.model import SchemeName
from argmap.rules.context import CheckContext, Hit

_SAME_TIME = frozenset({SchemeName.EXAMPLE, SchemeName.SIGN, SchemeName.GENERALISATION})
_BEFORE = frozenset({SchemeName.CAUSE_TO_EFFECT, SchemeName.CORRELATION_TO_CAUSE})


class DatesDisagree:
    """Dates of a step that contradict each other."""

    code = "W208"
    name = "dates-disagree"
    severity = Severity.WARNING
    why = (
        "What happened in one year is no example of another, and a cause does not come after its effect. "
        "Either a date is wrong, or the step does not hold."
    )
    help = "Check both dates; if they are right, the step needs another claim."
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
        """What the rule finds."""
        for name, inference in context.graph.map.inferences.items():
            if inference.scheme not in _SAME_TIME and inference.scheme not in _BEFORE:
                continue
            claimed = years(context.statements[inference.to].text)
            for source in inference.from_:
                told = years(context.statements[source].text)
                if not told or not claimed:
                    continue
                if inference.scheme in _SAME_TIME and not told & claimed:
                    message = f'"{source}" tells of {_listed(told)} and is to show "{inference.to}", which tells of '
                    message += _listed(claimed)
                elif inference.scheme in _BEFORE and min(told) > max(claimed):
                    message = (
                        f'"{source}" ({_listed(told)}) comes after "{inference.to}" ({_listed(claimed)}), its effect'
                    )
                else:
                    continue
                related = (
                    (context.path(source, "text"), "one date"),
                    (context.path(inference.to, "text"), "the other"),
                )
                yield Hit(context.path(name), message, name, key=True, related=related)


def _listed(found: frozenset[int]) -> str:
    return ", ".join(str(year) for year in sorted(found))
