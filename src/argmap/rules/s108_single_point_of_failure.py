"""S108: elements each of which alone brings a conclusion down."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit
from argmap.standing.worlds import single_points


class SinglePointOfFailure:
    """Elements each of which alone brings a conclusion down."""

    code = "S108"
    name = "single-point-of-failure"
    severity = Severity.HINT
    why = (
        "If one of them fails, the conclusion cannot stand, whatever else holds. No number is needed to see "
        "it. Independent lines of reasoning would make it less fragile."
    )
    help = (
        "Add another inference to the conclusion that does not rest on them, or accept that everything hangs "
        "on one thread."
    )
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
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
[premises.gauge]
text = "The gauge shows it."
[inferences.seen]
from = ["gauge"]
to = "rise"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """What the rule finds."""
        for root in context.graph.map.conclusions:
            if not context.graph.supporters(root):
                continue
            single = single_points(context.graph, root)
            names = [name for name in context.graph if name in single]
            if names:
                related = tuple((context.path(name), "it cannot stand without this") for name in names)
                what = f'"{names[0]}"' if len(names) == 1 else f"any one of {len(names)} elements"
                yield Hit(
                    context.path(root),
                    f'the conclusion "{root}" falls if {what} fails',
                    root,
                    key=True,
                    related=related,
                )
