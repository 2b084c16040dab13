"""S118: a step that discharges several suppositions, through a claim that one of them alone leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from argmap.english import enumerated
from argmap.findings import Level, Severity
from argmap.graph import Graph
from argmap.rules.context import CheckContext, Hit, Needs


class CasesThroughOneClaim:
    """A step that discharges several suppositions through one claim, each of which leads there alone."""

    code = "S118"
    name = "cases-through-one-claim"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "A proof by cases shows that the claim holds in every case. Where all cases support the same claim, one of "
        "them is enough for it to stand, and that the others fail goes unnoticed."
    )
    help = (
        "Give each case a claim of its own and start the step from all of them; or, if they are supposed together, "
        "start one step from all the suppositions."
    )
    fires = """
[premises.or]
text = "She takes the train or the bus."
[suppositions.train]
text = "Suppose she takes the train."
[suppositions.bus]
text = "Suppose she takes the bus."
[claims.miss]
text = "She misses the start."
[conclusions.any]
text = "She misses the start in any case."
[inferences.by-train]
from = ["train"]
to = "miss"
[inferences.by-bus]
from = ["bus"]
to = "miss"
[inferences.cases]
from = ["or", "miss"]
to = "any"
discharges = ["train", "bus"]
"""
    silent = """
[premises.or]
text = "She takes the train or the bus."
[suppositions.train]
text = "Suppose she takes the train."
[suppositions.bus]
text = "Suppose she takes the bus."
[claims.miss-by-train]
text = "By train, she misses the start."
[claims.miss-by-bus]
text = "By bus, she misses the start."
[conclusions.any]
text = "She misses the start in any case."
[inferences.by-train]
from = ["train"]
to = "miss-by-train"
[inferences.by-bus]
from = ["bus"]
to = "miss-by-bus"
[inferences.cases]
from = ["or", "miss-by-train", "miss-by-bus"]
to = "any"
discharges = ["train", "bus"]
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        graph = context.graph
        for element_id, inference in graph.map.inferences.items():
            cases = inference.discharges
            through = [one for one in graph.premises(element_id) if len(graph.open_in(one).intersection(cases)) > 1]
            if not through:
                continue
            led_to = {case: _led_to(graph, element_id, case, cases) for case in cases}
            for premise in through:
                alone = [case for case in cases if premise in led_to[case]]
                if len(alone) > 1:
                    named = enumerated([f'"{case}"' for case in alone])
                    message = (
                        f'"{element_id}" discharges {named} through "{premise}", which stands as soon as one of them '
                        "leads to it"
                    )
                    keys = ("from", inference.from_.index(premise)) if premise in inference.from_ else ("warrant",)
                    related = tuple((context.path(case), "a supposition") for case in alone)
                    yield Hit(context.path(element_id, *keys), message, element_id, related=related)


def _led_to(graph: Graph, step: str, case: str, cases: Collection[str]) -> set[str]:
    """What a case leads to on the way to a step while none of the other cases is supposed."""
    standing = _standing(graph, step, set(cases) - {case})
    found: set[str] = set()
    stack = [case]
    while stack:
        here = stack.pop()
        inference = graph.map.inferences.get(here)
        ends = inference is not None and case in inference.discharges
        if here in found or here not in standing or ends or (here != case and graph.kinds[here].is_given):
            continue
        found.add(here)
        stack.extend(graph.successors(here))
    return found


def _standing(graph: Graph, step: str, lacking: Collection[str]) -> set[str]:
    """What stands on the way to a step if everything holds but some suppositions."""
    missing: dict[str, int] = {}
    stack = []
    for element_id in graph.upstream(step, attacks=False):
        starts = graph.premises(element_id)
        missing[element_id] = len(starts) or 1
        if element_id not in lacking and (graph.kinds[element_id].is_given or not graph.predecessors(element_id)):
            stack.append(element_id)
    found: set[str] = set()
    while stack:
        here = stack.pop()
        if here in found:
            continue
        found.add(here)
        for after in graph.successors(here):
            if after in missing:
                missing[after] -= 1
                if missing[after] == 0:
                    stack.append(after)
    return found
