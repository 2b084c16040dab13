"""W205: an analogy or example as the only support for a claim."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.english import with_article
from argmap.findings import Level, Severity
from argmap.model import SchemeName
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.standing.structure import FRAGILE_SCHEMES


class WeakSoleSupport:
    """An analogy or example as the only support for a claim."""

    code = "W205"
    name = "weak-sole-support"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "An example shows that something can be so; an analogy suggests that it may be so here too. Neither "
        "shows that it is so. As the only support for a claim, they illustrate what they ought to prove."
    )
    help = "Add another line of support, or weaken the claim."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "analogy"
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
        """Yield everything the rule finds in the map."""
        for element_id, inference in context.graph.map.inferences.items():
            alone = len(context.graph.supporters(inference.to)) == 1
            if inference.scheme is SchemeName.EXAMPLE and _says_that_it_occurs(context, inference.to):
                continue
            if inference.scheme in FRAGILE_SCHEMES and alone and element_id in context.bearing:
                pattern = with_article(inference.scheme.value)
                message = f'{pattern} is the only support for "{inference.to}"'
                related = ((context.path(inference.to), "the claim"),)
                # who grades a step has weighed it; elsewhere an example may only illustrate
                severity = None if context.is_graded else Severity.HINT
                yield Hit(context.path(element_id), message, element_id, key=True, related=related, severity=severity)


def _says_that_it_occurs(context: CheckContext, claim: str) -> bool:
    """Whether a claim only says that something occurs, for which one example is enough."""
    return context.phrases is not None and context.phrases.exists.search(context.plain.get(claim, "")) is not None
