"""S101: a claim or conclusion that nothing supports."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit, Needs


class UnsupportedClaim:
    """A claim or conclusion that nothing supports."""

    code = "S101"
    name = "unsupported-claim"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "A claim is something the text argues for. If nothing leads to it, it is merely asserted, and counts "
        "as a premise without a grade for what rests on it. A conclusion that nothing leads to has no standing."
    )
    help = "Add an inference that leads to it, or move it to [premises] if the text takes it as given."
    fires = """
[premises.rain]
text = "Rain fell all night."
[claims.rise]
text = "The river rises."
[conclusions.close]
text = "The bridge must be closed."
[inferences.so]
from = ["rain", "rise"]
to = "close"
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
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        for kind in (Kind.CLAIM, Kind.CONCLUSION):
            for element_id in context.graph.map.table(kind):
                if not context.graph.supporters(element_id):
                    is_thread = kind is Kind.CONCLUSION and _is_a_thread(context, element_id)
                    so = ", so it is not argued and has no standing" if kind is Kind.CONCLUSION else ""
                    yield Hit(
                        context.path(element_id),
                        f'nothing supports the {kind.value} "{element_id}"{so}',
                        element_id,
                        key=True,
                        severity=Severity.HINT if is_thread else None,
                        level=Level.THOROUGH if is_thread else None,
                    )


def _is_a_thread(context: CheckContext, element_id: str) -> bool:
    """Whether a conclusion may only be the end of a thread of a discussion, in a map that nobody has weighed."""
    map_ = context.graph.map
    is_only_attacked = not map_.inferences and bool(context.graph.attackers(element_id))
    is_said = map_.conclusions[element_id].by is not None
    return not context.is_appraised and (len(map_.conclusions) > 1 or is_said or is_only_attacked)
