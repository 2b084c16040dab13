"""S108: a conclusion that a single element can bring down."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.standing.worlds import single_points


class SinglePointOfFailure:
    """A conclusion that a single element can bring down."""

    code = "S108"
    name = "single-point-of-failure"
    severity = Severity.HINT
    level = Level.THOROUGH
    needs = Needs.NOTHING
    why = (
        "If such an element fails, the conclusion cannot stand, whatever else holds. No numbers are needed to "
        "see this. Independent lines of reasoning would make the conclusion less fragile."
    )
    help = (
        "Add another inference to the conclusion that does not rest on these elements, or accept that "
        "everything hangs by a single thread."
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
        """Yield everything the rule finds in the map."""
        for root in context.supported_conclusions:
            single = single_points(context.graph, root)
            needed = context.graph.in_map_order(single)
            if needed:
                related = tuple(
                    (context.path(element_id), "the conclusion cannot stand without this") for element_id in needed
                )
                what = f'"{needed[0]}"' if len(needed) == 1 else f"any one of {len(needed)} elements"
                yield Hit(
                    context.path(root),
                    f'the conclusion "{root}" falls if {what} fails',
                    root,
                    key=True,
                    related=related,
                )
