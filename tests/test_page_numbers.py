"""What the page's script is tested with: standings of maps with exclusive rivals, computed here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest
from conftest import ROOT, Golden, analysed

from argmap.analysis import Analysis
from argmap.standing.effects import account, assess
from argmap.standing.exclusive import settled
from argmap.standing.grades import Graded

TWO = """
[premises.storm]
text = "A storm broke the dam."
grade = 0.5
[premises.age]
text = "Age broke the dam."
grade = 0.3
[premises.old]
text = "The dam was a hundred years old."
grade = 0.9
[conclusions.repair]
text = "The dam is to be built anew."
[inferences.by-age]
from = ["age", "old"]
to = "repair"
grade = 0.8
[inferences.by-storm]
from = ["storm"]
to = "repair"
grade = 0.6
[rivals.cause]
among = ["storm", "age"]
"""
THREE = """
[premises.red]
text = "The cab was red."
grade = 0.2
[premises.blue]
text = "The cab was blue."
grade = 0.5
[premises.green]
text = "The cab was green."
grade = 0.3
[premises.day]
text = "It was day."
grade = 0.4
[premises.night]
text = "It was night."
grade = 0.6
[claims.seen]
text = "The witness saw the cab well."
[conclusions.guilty]
text = "The driver of the blue cab is guilty."
[inferences.well]
from = ["day", "blue"]
to = "seen"
grade = 0.9
[inferences.lamp]
from = ["night", "green"]
to = "seen"
grade = 0.3
[inferences.end]
from = ["seen", "blue"]
to = "guilty"
[objections.red-one]
against = "end"
from = ["red"]
grade = 0.7
[objections.dark]
against = "well"
text = "It was foggy."
[rivals.colour]
among = ["red", "blue", "green"]
[rivals.hour]
among = ["day", "night"]
"""
CASES: Mapping[str, tuple[str, Sequence[Mapping[str, float]]]] = {
    "two": (TWO, [{}, {"storm": 0.9}, {"age": 1.0}, {"age": 0.0, "old": 0.5}, {"storm": 0.8, "age": 0.6}]),
    "three": (
        THREE,
        [{}, {"blue": 0.8}, {"red": 0.0}, {"green": 1.0}, {"red": 0.4, "blue": 0.5}, {"red": 0.9, "blue": 0.6},
         {"day": 0.9, "red": 0.1, "dark": 0.0}],
    ),
}  # fmt: skip


def changed(
    grades: Mapping[str, float], wanted: Mapping[str, float], groups: Sequence[Sequence[str]]
) -> dict[str, float]:
    """The grades when some are set: one rival as Python has it, several so that they are in proportion."""
    found = {**grades, **wanted}
    for group in groups:
        own = [rival for rival in group if rival in wanted]
        if len(own) == 1:
            found |= {rival: settled(grades, own[0], wanted[own[0]], groups)[rival] for rival in group}
        elif own:
            total = sum(wanted[rival] for rival in own)
            found |= {rival: wanted[rival] / max(1.0, total) for rival in own}
            before, left = 1 - sum(grades[rival] for rival in own), max(0.0, 1 - total)
            found |= {rival: grades[rival] * left / before for rival in group if rival not in own}
    return found


def told(analysis: Analysis, wanted: Mapping[str, float]) -> list[dict[str, object]]:
    """For each conclusion, its standing and the effect of each element if some have another grade."""
    graph = analysis.graph
    rows: list[dict[str, object]] = []
    for root in graph.roots():
        found = account(graph, root)
        values = changed(found.values, wanted, found.network.exclusive)
        again = found._replace(graded={name: Graded(value, "") for name, value in values.items()})
        assessment = assess(graph, again)
        effects = {effect.element: [effect.gain, effect.loss] for effect in assessment.effects}
        rows.append({"conclusion": root, "grades": values, "standing": assessment.standing, "effects": effects})
    return rows


def test_the_numbers_that_the_script_is_tested_with(golden: Golden) -> None:
    """The test of the script, web/test/page/exclusive.test.js, reads them."""
    made = []
    for name, (text, settings) in CASES.items():
        analysis = analysed(text)
        models = [
            {**model._asdict(), "rows": [part for row in model.rows for part in row]} for model in analysis.what_if
        ]
        assert all(model["exclusive"] for model in models), name
        made.append({"name": name, "models": models,
                     "cases": [{"set": wanted, "told": told(analysis, wanted)} for wanted in settings]})  # fmt: skip
    golden(ROOT / "web/test/rivals.json", json.dumps(made, indent=1) + "\n")


@pytest.mark.parametrize("name", CASES)
def test_rivals_that_are_set_never_add_up_to_more_than_one(name: str) -> None:
    text, settings = CASES[name]
    graph = analysed(text).graph
    for wanted in settings:
        found = account(graph, graph.roots()[0])
        values = changed(found.values, wanted, found.network.exclusive)
        assert all(sum(values[rival] for rival in group) <= 1 + 1e-12 for group in found.network.exclusive)
