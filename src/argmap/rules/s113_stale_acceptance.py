"""S113: an acceptance of a finding that no longer occurs."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.editing.fixes import Action, Edit
from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs
from argmap.suggest import nearest


class StaleAcceptance:
    """An acceptance of a finding that no longer occurs."""

    code = "S113"
    name = "stale-acceptance"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "An acceptance that silences nothing would hide the next finding of its kind, and tells readers about "
        "a problem that has been fixed."
    )
    help = "Remove the entry from [[accept]]."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[[accept]]
code = "S101"
on = "rise"
because = "It was not supported at first."
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
[concepts.flood]
term = "flood"
[[accept]]
code = "S109"
on = "flood"
because = "Kept for the next part."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        for index, acceptance in enumerate(context.graph.map.accept):
            code, on = acceptance.code, acceptance.on
            if code == self.code:
                continue  # whether this rule fires cannot depend on whether it fires
            subjects = context.subjects_of(code, on)
            if subjects is None:
                if code in context.known:
                    continue  # the rule did not look, so it may still fire
                near = nearest(code, sorted(context.known))
                message = f"the rule {code} does not exist" + (f"; the most similar one is {near}" if near else "")
                yield Hit(("accept", index), message, on or "", key=True)  # no rule has looked, so nothing is removed
                continue
            elif on in subjects or (on is None and subjects):
                continue
            else:
                message = f"{code} no longer fires" + (f' on "{on}"' if on is not None else "")
            yield Hit(("accept", index), message, on or "", key=True, edits=(Edit(("accept", index), Action.REMOVE),))
