"""S115: the same objection, or the same contested entry, twice against one element."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.english import enumerated
from argmap.findings import Level, Severity
from argmap.model import Contest, Objection
from argmap.rules.alike import Wording, alike, wordings
from argmap.rules.context import CheckContext, Hit, Needs

_NAMED = 3


class DuplicateAttack:
    """The same objection, or the same contested entry, twice against one element."""

    code = "S115"
    name = "duplicate-attack"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.NOTHING
    why = (
        "Counted as two independent doubts, one objection lowers the standing of its target twice; so does one "
        "entry of [contested] under two ids."
    )
    help = (
        "Keep one of them. If there are several independent reasons for one objection, let an inference from each of "
        "them lead to it."
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
[objections.dam]
against = "rise"
text = "The dam holds the water back."
[objections.again]
against = "rise"
text = "The dam holds back the water."
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
[objections.dam]
against = "rise"
text = "The dam holds the water back."
[objections.dry]
against = "rise"
text = "The ground was dry and took up all of it."
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        map_ = context.graph.map
        for word, entries in (("objection", map_.objections), ("contested entry", map_.contested)):
            for targets, alike_ids in _twins(context, entries):
                first, second = alike_ids
                message = f'the {word} "{second}" says of {targets} nearly the same as "{first}"'
                related = ((context.path(first), "also said here"),)
                yield Hit(context.path(second), message, second, key=True, related=related)


def _twins(
    context: CheckContext, entries: Mapping[str, Objection] | Mapping[str, Contest]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """The pairs of entries that say nearly the same of the same elements, with those elements in words."""
    by_target: dict[str, dict[str, tuple[Wording, ...]]] = {}
    for entry_id, entry in entries.items():
        said = wordings(context, entry)
        if isinstance(entry, Objection) and entry.text is None:
            said = (Wording(tuple(sorted(entry.from_ or ())), ()),)
        for target in (entry.against,) if isinstance(entry, Objection) else entry.on:
            by_target.setdefault(target, {})[entry_id] = said
    found: dict[tuple[str, str], list[str]] = {}
    for target, said_of in by_target.items():
        for pair in alike(said_of, fewest=1):
            found.setdefault(pair, []).append(f'"{target}"')
    for pair, targets in found.items():
        yield enumerated(targets, _NAMED), pair
