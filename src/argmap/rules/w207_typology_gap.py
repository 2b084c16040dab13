"""W207: a typology that is claimed as a whole, with types that have no evidence."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.english import agreeing
from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class TypologyGap:
    """A typology that is claimed as a whole, with types that have no evidence."""

    code = "W207"
    name = "typology-gap"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "Anyone who says that all the types exist must show each of them. Evidence for one type, however much "
        "of it there is, is no evidence for the others."
    )
    help = "Name the elements that fill the cell in filled-by, or claim only the types that are shown."
    fires = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[concepts.water]
term = "water"
[concepts.water.typology]
claimed-by = "rise"
axes = { form = ["rain", "snow"] }
[[concepts.water.typology.cells]]
at = { form = "rain" }
filled-by = "rain"
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
[concepts.water]
term = "water"
[concepts.water.typology]
claimed-by = "rise"
axes = { form = ["rain"] }
[[concepts.water.typology.cells]]
at = { form = "rain" }
filled-by = "rain"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        for element_id, concept in context.graph.map.concepts.items():
            typology = concept.typology
            if typology is None or typology.claimed_by is None:
                continue
            cells = typology.combinations()
            empty = [key for key in cells if (cell := typology.cell(key)) is None or not cell.filled_by]
            if empty:
                types = "; ".join(" + ".join(key) for key in empty)
                message = (
                    f'"{typology.claimed_by}" claims all types of "{element_id}", but {len(empty)} of {len(cells)} '
                    f"{agreeing(len(empty), 'have')} no evidence: {types}"
                )
                related = ((context.path(typology.claimed_by), "the claim"),)
                yield Hit(context.path(element_id, "typology"), message, typology.claimed_by, key=True, related=related)
