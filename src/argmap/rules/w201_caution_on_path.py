"""W201: an open caution on the path to a conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.rules.walk import open_on_path, without_effect


class CautionOnPath:
    """An open caution on the path to a conclusion."""

    code = "W201"
    name = "caution-on-path"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "A caution says that a concept, a claim or a step must be used with care. If a conclusion rests on it "
        "anyway, the map should show that care: until the caution is answered, every element it applies to is "
        "weaker than it looks."
    )
    help = 'Answer it: add answer = "..." to the caution, or argue without the elements it applies to.'
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
        """Yield everything the rule finds in the map."""
        graph = context.graph
        for element_id, _, subjects in open_on_path(context, graph.map.cautions, graph.cautions_on):
            related = tuple((context.path(subject), "it applies to this") for subject in subjects)
            elements = f'"{subjects[0]}", which' if len(subjects) == 1 else f"{len(subjects)} elements that"
            message = f'the open caution "{element_id}" applies to {elements} a conclusion rests on'
            message += without_effect(context, subjects)
            yield Hit(context.path(element_id), message, element_id, key=True, related=related)
