"""From a loaded map to findings: the rules run, what they find gets its place, and mechanical repairs their text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from argmap.checks.case import Case, Hit, Rule
from argmap.checks.registry import all_rules, matches
from argmap.checks.run import Found, run
from argmap.findings import Finding, Related
from argmap.graph import build_graph
from argmap.loading.load import LoadedMap
from argmap.loading.repair import Repair, repaired
from argmap.loading.source_texts import source_texts


class Critique(NamedTuple):
    """What is said of a map: open findings and accepted ones, in the order of the files, and repaired files.

    `repairs` has the new bytes of each file, by its name, that a mechanical repair would change.
    """

    findings: tuple[Finding, ...]
    repairs: Mapping[Path, bytes]


def chosen_rules(select: Collection[str] = (), ignore: Collection[str] = ()) -> list[Rule]:
    """The rules whose code begins with one of `select` (all, where that is empty) and with none of `ignore`."""
    return [
        rule for rule in all_rules().values() if (not select or matches(rule, select)) and not matches(rule, ignore)
    ]


def criticise(
    loaded: LoadedMap,
    rules: Collection[Rule] | None = None,
    given: Mapping[str, Path] | None = None,
    low_standing: float = 0.5,
) -> Critique:
    """Check a map. `given` names files with the texts of sources; see `source_texts`."""
    texts, unreadable = source_texts(loaded, given or {})
    case = Case(build_graph(loaded.map), texts, unreadable, low_standing)
    found = run(case, all_rules().values() if rules is None else rules)
    findings = [_finding(one, loaded) for one in found]
    order = {document.source.name: number for number, document in enumerate(loaded.documents)}
    findings.sort(key=lambda one: (order.get(one.place.file, 0), one.place.span, one.code))
    return Critique(tuple(findings), _repairs(loaded, [one.hit for one in found if not one.accepted]))


def _finding(found: Found, loaded: LoadedMap) -> Finding:
    rule, hit = found.rule, found.hit
    related = tuple(Related(loaded.place(path, key=True), note) for path, note in hit.related)
    way_out = f"{hit.help} {rule.way_out}" if hit.help else rule.way_out
    place = loaded.place(hit.path, key=hit.key)
    return Finding(
        rule.code, rule.severity, hit.message, place, way_out, related, hit.subject, rule.name, found.accepted
    )


def _repairs(loaded: LoadedMap, hits: Collection[Hit]) -> dict[Path, bytes]:
    by_file: dict[int, list[Repair]] = {}
    documents = list(loaded.documents)
    for hit in hits:
        for edit in hit.edits:
            number = documents.index(loaded.document_of(edit.path))
            repair = Repair(loaded.written_path(edit.path), edit.text, edit.table)
            by_file.setdefault(number, []).append(repair)
    made = {}
    for number, repairs in by_file.items():
        document = documents[number]
        data = repaired(document, repairs)
        if document.path is not None and data != document.source.data:
            made[document.path] = data
    return made
