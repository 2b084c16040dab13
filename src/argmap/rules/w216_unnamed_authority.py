"""W216: an appeal to somebody unnamed, or to what all know."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class UnnamedAuthority:
    """An appeal to somebody unnamed, or to what all know."""

    code = "W216"
    name = "unnamed-authority"
    severity = Severity.HINT
    level = Level.DEFAULT
    needs = Needs.PHRASES
    why = "Readers cannot look up “studies” or “everyone”. Without a name the authority is that of whoever says so."
    help = "Name the source and quote it, or give the reason itself."
    fires = """
[premises.rain]
text = "Studies show that the dam leaks."
[conclusions.rise]
text = "The dam must be repaired."
[inferences.so]
from = ["rain"]
to = "rise"
"""
    silent = """
[premises.rain]
text = "The audit of 2020 found that the dam leaks."
[conclusions.rise]
text = "The dam must be repaired."
[inferences.so]
from = ["rain"]
to = "rise"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        phrases = context.phrases
        if phrases is None:
            return
        for element_id in context.bare:
            match = phrases.authority.search(context.plain[element_id])
            if match is not None:
                message = f'“{context.as_written(element_id, match)}” in "{element_id}" names no source'
                yield Hit(context.path(element_id, "text"), message, element_id)
