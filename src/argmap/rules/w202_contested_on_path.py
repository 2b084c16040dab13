"""W202: a contested element on the path to a conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.english import enumerated
from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.walk import open_on_path, without_effect

_NAMED = 3


class ContestedOnPath:
    """A contested element on the path to a conclusion."""

    code = "W202"
    name = "contested-on-path"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "Someone says that this is not so, and why. A text that draws the conclusion without a word about it "
        "has not answered its strongest critic."
    )
    help = 'Answer it: add answer = "..." to the entry in [contested], or argue without what is contested.'
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[contested.dry]
on = "rain"
by = "The weather service"
reason = "its gauges measured no rain"
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
[contested.dry]
on = "rain"
by = "The weather service"
reason = "its gauges measured no rain"
answer = "They stand on the southern side."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        graph = context.graph
        for element_id, contest, subjects in open_on_path(context, graph.map.contested, graph.contests_on):
            related = tuple((context.path(subject), "this is contested") for subject in subjects)
            elements = enumerated([f'"{subject}"' for subject in subjects], _NAMED)
            message = f"a conclusion rests on {elements}, contested by {contest.by}"
            message += without_effect(context, subjects)
            yield Hit(context.path(element_id), message, element_id, key=True, related=related)
