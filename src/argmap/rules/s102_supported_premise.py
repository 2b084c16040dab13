"""S102: a premise or assumption that an inference supports."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.editing.fixes import Action, Edit
from argmap.english import agreeing, plural
from argmap.findings import Level, Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit, Needs


class SupportedPremise:
    """A premise or assumption that an inference supports."""

    code = "S102"
    name = "supported-premise"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "A premise is taken as given. If the map argues for it, it is really a claim, whose standing follows "
        "from that argument. Declared as a premise it keeps its own grade, and the argument for it counts for "
        "nothing."
    )
    help = "Move it to [claims], without a grade, or remove the inference."
    fires = """
[premises.rain]
text = "Rain fell all night."
[premises.rise]
text = "The river rises."
[conclusions.close]
text = "The bridge must be closed."
[inferences.one]
from = ["rain"]
to = "rise"
[inferences.two]
from = ["rise"]
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
        for kind in (Kind.PREMISE, Kind.ASSUMPTION):
            for element_id, element in context.graph.map.table(kind).items():
                supporters = context.graph.supporters(element_id)
                if not supporters:
                    continue
                related = tuple((context.path(supporter, "to"), "supported here") for supporter in supporters)
                keys = [key for key in ("grade", "because") if getattr(element, key) is not None]
                edits = (
                    Edit(context.path(element_id), Action.MOVE, Kind.CLAIM.table, safe=False),
                    *(Edit(context.path(element_id, key), Action.COMMENT, safe=False) for key in keys),
                )
                message = f'"{element_id}" is declared as {kind.with_article}, but {_count(supporters)} it'
                yield Hit(context.path(element_id), message, element_id, key=True, related=related, edits=edits)


def _count(supporters: tuple[str, ...]) -> str:
    several = plural(len(supporters), "inference", f'inference "{supporters[0]}"')
    return f"{several} {agreeing(len(supporters), 'support')}"
