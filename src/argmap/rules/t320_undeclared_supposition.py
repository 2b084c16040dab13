"""T320: a statement that supposes something, but is declared as something else."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.model import Kind
from argmap.rules.context import CheckContext, Hit, Needs


class UndeclaredSupposition:
    """A statement that supposes something, but is declared as something else."""

    code = "T320"
    name = "undeclared-supposition"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.PHRASES
    why = (
        "What is only supposed is not claimed. Declared as a premise, it counts as true, and what follows from it "
        "as shown."
    )
    help = "Move it to [suppositions], and let the step that ends it discharge it."
    fires = """
[premises.rain]
text = "Suppose there is a largest prime."
[conclusions.rise]
text = "There is no largest prime."
[inferences.so]
from = ["rain"]
to = "rise"
"""
    silent = """
[suppositions.rain]
text = "Suppose there is a largest prime."
[claims.more]
text = "There is a larger prime."
[conclusions.none]
text = "There is no largest prime."
[inferences.so]
from = ["rain"]
to = "more"
[inferences.end]
from = ["more"]
to = "none"
discharges = ["rain"]
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        phrases = context.phrases
        if phrases is None:
            return
        for element_id in context.statements:
            match = phrases.supposes.search(context.plain[element_id])
            kind = context.graph.kinds[element_id]
            if match is not None and kind is not Kind.SUPPOSITION:
                words = context.as_written(element_id, match)
                message = f'“{words}” begins a supposition, but "{element_id}" is declared as {kind.with_article}'
                yield Hit(context.path(element_id, "text"), message, element_id)
