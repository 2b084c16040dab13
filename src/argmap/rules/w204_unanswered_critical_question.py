"""W204: critical questions of a scheme that the map leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Severity
from argmap.model import SCHEMES
from argmap.rules.context import CheckContext, Hit


class UnansweredCriticalQuestion:
    """Critical questions of a scheme that the map leaves open."""

    code = "W204"
    name = "unanswered-critical-question"
    severity = Severity.HINT
    why = (
        "Each pattern of inference is good only as far as its critical questions have answers. They are the "
        "first things a careful reader asks."
    )
    help = 'Answer them in the inference: answers = { question = "..." }.'
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
answers.strength = "Every heavy rain of ten years was followed by a rise."
answers.evidence = "The hills drain into this river."
answers.interference = "The dam is open."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """What the rule finds."""
        for table in (context.graph.map.inferences, context.graph.map.objections):
            for name, step in table.items():
                if step.scheme is None or name not in context.bearing:
                    continue
                questions = [
                    question for question in SCHEMES[step.scheme].questions if question.name not in step.answers
                ]
                if questions:
                    names = ", ".join(question.name for question in questions)
                    one = len(questions) == 1
                    message = f'{"a critical question" if one else f"{len(questions)} critical questions"} of "{name}" '
                    message += f"({step.scheme.value}) {'is' if one else 'are'} open: {names}"
                    advice = " ".join(question.text for question in questions)
                    yield Hit(context.path(name, "scheme"), message, name, help=advice)
