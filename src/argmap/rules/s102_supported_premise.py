"""S102: a premise or assumption that an inference supports."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.editing.fixes import Edit
from argmap.findings import Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit


class SupportedPremise:
    """A premise or assumption that an inference supports."""

    code = "S102"
    name = "supported-premise"
    severity = Severity.WARNING
    why = (
        "A premise is taken as given. Where the map argues for it, it is a claim, and its standing follows "
        "from that argument; as a premise it keeps its own grade, and the argument for it is lost."
    )
    help = "Declare it under [claims], without a grade, or take the inference away."
    fires = """
[premises.rain]
text = "Rain fell all night."
[premises.rise]
text = "The river rises."
[conclusions.close]
text = "The bridge is to be closed."
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
        """What the rule finds."""
        for kind in (Kind.PREMISE, Kind.ASSUMPTION):
            for name, element in context.graph.map.table(kind).items():
                supporters = context.graph.supporters(name)
                if not supporters:
                    continue
                related = tuple((context.path(one, "to"), "supported here") for one in supporters)
                keys = [key for key in ("grade", "because") if getattr(element, key) is not None]
                edits = (
                    Edit(context.path(name), Kind.CLAIM.table, table=True),
                    *(Edit(context.path(name, key)) for key in keys),
                )
                message = f'"{name}" is declared as {kind.with_article}, but {_count(supporters)} to it'
                yield Hit(context.path(name), message, name, key=True, related=related, edits=edits)


def _count(supporters: tuple[str, ...]) -> str:
    return f'inference "{supporters[0]}" leads' if len(supporters) == 1 else f"{len(supporters)} inferences lead"
