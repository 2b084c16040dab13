"""S116: a supposition that a conclusion rests on although no step discharges it."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.findings import Level, Severity
from argmap.rules.context import CheckContext, Hit, Needs


class UndischargedSupposition:
    """A supposition that a conclusion rests on although no step discharges it."""

    code = "S116"
    name = "undischarged-supposition"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "A supposition is taken for the argument's sake. What rests on it holds only under it: unless a step "
        "discharges it on the way, nothing that it leads to stands."
    )
    help = (
        'Add discharges = ["..."] to the step that ends the supposition, or make it an assumption if the text relies '
        "on it."
    )
    fires = """
[suppositions.finite]
text = "Suppose there is a largest prime."
[conclusions.none]
text = "There is no largest prime."
[inferences.so]
from = ["finite"]
to = "none"
"""
    silent = """
[suppositions.finite]
text = "Suppose there is a largest prime."
[premises.euclid]
text = "Any finite list of primes misses some prime."
[claims.absurd]
text = "Some prime is larger than the largest prime."
[conclusions.none]
text = "There is no largest prime."
[inferences.derive]
from = ["finite", "euclid"]
to = "absurd"
[inferences.so]
from = ["absurd"]
to = "none"
discharges = ["finite"]
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        graph = context.graph
        for supposition in graph.map.suppositions:
            ends = [root for root in graph.roots() if supposition in graph.open_in(root)]
            if ends:
                places = [(context.path(ends[0]), "this rests on it")]
                message = f'"{ends[0]}" rests on the supposition "{supposition}", which no step on the way discharges'
            elif graph.successors(supposition) and not graph.discharged_by(supposition):
                places = [(context.path(step), "it is used here") for step in graph.successors(supposition)]
                message = f'the supposition "{supposition}" is used, but no step discharges it'
            else:
                continue
            yield Hit(context.path(supposition), message, supposition, key=True, related=tuple(places))
