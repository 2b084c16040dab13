"""W204: critical questions of a scheme that the map leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.english import agreeing, plural
from argmap.findings import Level, Severity
from argmap.model import SCHEMES, Step
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.source import shortened


class UnansweredCriticalQuestion:
    """Critical questions of a scheme that the map leaves open."""

    code = "W204"
    name = "unanswered-critical-question"
    severity = Severity.HINT
    level = Level.THOROUGH
    needs = Needs.NOTHING
    why = (
        "A pattern of inference is only as good as the answers to its critical questions. They are the first "
        "thing a careful reader asks."
    )
    help = (
        'Add answers = { question = "..." } to the inference or objection, or question = { open = "not said" } if the '
        "text gives no answer; it then stays open."
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
answers.strength = "Every heavy rain in ten years was followed by a rise."
answers.evidence = "The hills drain into this river."
answers.interference = "The dam is open."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        for table in (context.graph.map.inferences, context.graph.map.objections):
            for element_id, step in table.items():
                if step.scheme is None or element_id not in context.bearing:
                    continue
                questions = [
                    question for question in SCHEMES[step.scheme].questions if not step.has_answer(question.name)
                ]
                if questions:
                    names = ", ".join(_named(step, question.name) for question in questions)
                    what = plural(len(questions), "critical question", "a critical question")
                    verb = agreeing(len(questions), "are")
                    message = f'{what} of "{element_id}" ({step.scheme.value}) {verb} open: {names}'
                    help_text = " ".join(question.text for question in questions)
                    yield Hit(context.path(element_id, "scheme"), message, element_id, help=help_text)


def _named(step: Step, question: str) -> str:
    """The name of a question and, if it was asked, why it has no answer."""
    return f"{question} (asked: {shortened(step.answers[question].words)})" if question in step.answers else question
