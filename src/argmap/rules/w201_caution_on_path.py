"""W201: an open caution on the way to a conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.rules.context import CheckContext, Hit


class CautionOnPath:
    """An open caution on the way to a conclusion."""

    code = "W201"
    name = "caution-on-path"
    severity = Severity.WARNING
    why = (
        "A caution says that a concept, a claim or a step must be used with care. Where a conclusion rests on "
        "it all the same, the care has to be shown: until the caution is answered, every element it stands on "
        "is weaker than it looks."
    )
    help = 'Answer it: add answer = "..." to the caution, or take what it stands on out of the way to the conclusion.'
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[cautions.gauge]
on = "rain"
text = "The rain gauge is old."
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
[cautions.gauge]
on = "rain"
text = "The rain gauge is old."
answer = "It was checked last week."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """What the rule finds."""
        for name, caution in context.graph.map.cautions.items():
            on = [one for one in context.graph if one in context.on_path and name in context.graph.cautions_on(one)]
            if caution.answer is None and on:
                related = tuple((context.path(one), "it stands on this") for one in on)
                elements = f'"{on[0]}"' if len(on) == 1 else f"{len(on)} elements"
                message = f'the caution "{name}" is open, and a conclusion rests on {elements} it stands on'
                yield Hit(context.path(name), message, name, key=True, related=related)
