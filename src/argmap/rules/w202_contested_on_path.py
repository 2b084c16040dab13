"""W202: a dispute on the way to a conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit

_NAMED = 3


class ContestedOnPath:
    """A dispute on the way to a conclusion."""

    code = "W202"
    name = "contested-on-path"
    severity = Severity.WARNING
    why = (
        "Somebody says that this is not so, and why. Whoever draws the conclusion without a word on that has "
        "not met the strongest reader."
    )
    help = 'Answer it: add answer = "..." to the dispute, or argue without what is disputed.'
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
        """What the rule finds."""
        for name, contest in context.graph.map.contested.items():
            on = [one for one in context.graph if one in context.on_path and name in context.graph.contests_on(one)]
            if contest.answer is None and on:
                related = tuple((context.path(one), "this is disputed") for one in on)
                elements = ", ".join(f'"{one}"' for one in on[:_NAMED])
                more = " and others" if len(on) > _NAMED else ""
                message = f"{contest.by} disputes {elements}{more}, on which a conclusion rests"
                yield Hit(context.path(name), message, name, key=True, related=related)
