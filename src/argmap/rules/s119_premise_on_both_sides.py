"""S119: a statement that speaks both for and against the same conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class PremiseOnBothSides:
    """A statement that speaks both for and against the same conclusion."""

    code = "S119"
    name = "premise-on-both-sides"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "What supports a conclusion and an objection to it cuts both ways: if it holds, it helps the one as much "
        "as the other."
    )
    help = (
        "Check that both steps mean the same by it. If they do, say which of them weighs more, or rest one of "
        "them on something else."
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
[objections.dam]
against = "rise"
from = ["rain"]
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
[premises.dam]
text = "The dam is closed."
[objections.held]
against = "rise"
from = ["dam"]
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        graph = context.graph
        for objection, element in graph.map.objections.items():
            target = element.against
            for premise in graph.premises(objection):
                steps = [step for step in graph.successors(premise) if step in graph.map.inferences]
                for step in steps:
                    claim = graph.map.inferences[step].to
                    if target in {claim, step} and objection in context.bearing:
                        message = f'"{premise}" speaks for "{claim}" in "{step}", and against it in "{objection}"'
                        if target == step:
                            message = (
                                f'"{premise}" is a premise of "{step}", and speaks against that step in "{objection}"'
                            )
                        related = ((context.path(step), "for it"), (context.path(objection), "against it"))
                        yield Hit(context.path(premise), message, premise, key=True, related=related)
