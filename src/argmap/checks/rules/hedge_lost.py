"""W209: a claim more certain than what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.case import Case, Hit
from argmap.findings import Severity


class HedgeLost:
    """A claim more certain than what it rests on."""

    code = "W209"
    name = "hedge-lost"
    severity = Severity.WARNING
    why = (
        "From what may be, only what may be follows. Where “can” or “perhaps” in a premise has become “will” "
        "in the claim, certainty has come from nowhere."
    )
    way_out = "Put the hedge into the claim, or give a reason for the certainty."
    fires = """
[premises.rain]
text = "Rain may have fallen all night."
[conclusions.rise]
text = "The river will rise."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
"""
    silent = """
[premises.rain]
text = "Rain may have fallen all night."
[conclusions.rise]
text = "The river may rise."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
"""

    def check(self, case: Case) -> Iterator[Hit]:
        """What the rule finds."""
        lexicon = case.lexicon
        if lexicon is None:
            return
        for name, inference in case.graph.map.inferences.items():
            claim = set(case.tokens[inference.to])
            if claim & (lexicon.hedges | lexicon.able):
                continue
            for source in inference.from_:
                words = [word for word in case.tokens[source] if word in lexicon.hedges]
                if claim & lexicon.certain:
                    words += [word for word in case.tokens[source] if word in lexicon.able]
                if words:
                    certain = next((word for word in case.tokens[inference.to] if word in lexicon.certain), "")
                    said = f", which says “{certain}”" if certain else ""
                    message = f'“{words[0]}” of "{source}" is lost in "{inference.to}"{said}'
                    related = (
                        (case.path(source, "text"), "hedged here"),
                        (case.path(inference.to, "text"), "not here"),
                    )
                    yield Hit(case.path(name), message, name, key=True, related=related)
                    break
