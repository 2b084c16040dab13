"""The words for an element and the facts about it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT, analysed

MAPS = [ROOT / "maps/kazakhstan.toml", ROOT / "maps/tutorial.toml", ROOT / "tests/hostile.toml"]
CATALOGS = sorted((ROOT / "src/argmap/render/catalogs").glob("*.json"))

STEPS = """
[premises.rain]
text = "Rain fell."
[premises.snow]
text = "Snow melts."
[conclusions.flood]
text = "The river floods."
[inferences.so]
from = ["rain", "snow"]
to = "flood"
scheme = "cause-to-effect"
[inferences.too]
from = ["snow"]
to = "flood"
[objections.dam]
from = ["rain"]
against = "so"
"""


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: path.stem)
def test_every_label_of_a_fact_has_its_word(catalog: Path) -> None:
    words = json.loads(catalog.read_text("utf-8"))
    labels = set()
    for path in MAPS:
        analysis = analysed(path)
        labels |= {fact.label for element_id in analysis.map.ids() for fact in analysis.facts(element_id)}
    assert {"applies to", "contested by", "weak link", "critical question"} <= labels
    assert [label for label in labels if f"label_{label.replace(' ', '_')}" not in words] == []


@pytest.mark.parametrize(
    ("element_id", "words", "full"),
    [
        ("rain", "Rain fell.", "Rain fell."),
        (
            "so",
            "step by cause to effect to “The river floods.”",
            "step by cause to effect from “Rain fell.” and “Snow melts.” to “The river floods.”",
        ),
        ("too", "inference to “The river floods.”", "inference from “Snow melts.” to “The river floods.”"),
        (
            "dam",
            "objection against the step to “The river floods”",
            "objection from “Rain fell.” against the step to “The river floods”",
        ),
    ],
)
def test_words_of_an_element(element_id: str, words: str, full: str) -> None:
    analysis = analysed(STEPS)
    assert (analysis.words(element_id), analysis.full_words(element_id)) == (words, full)


def test_a_step_is_described_without_the_element_it_is_seen_from() -> None:
    facts = analysed(STEPS).facts("flood")
    assert [fact.text for fact in facts if fact.label == "rests on"] == [
        "step by cause to effect from “Rain fell.” and “Snow melts.”",
        "inference from “Snow melts.”",
    ]


def test_a_grade_has_its_word_only_if_it_was_given_as_one() -> None:
    text = '[premises.a]\ntext = "A."\ngrade = {}\n'
    facts = {grade: analysed(text.format(grade)).facts("a") for grade in ("0.675", '"likely"')}
    said = {grade: next(fact.text for fact in found if fact.label == "grade") for grade, found in facts.items()}
    assert re.match(r"0\.675: ", said["0.675"])
    assert re.match(r"0\.675 \(likely\): ", said['"likely"'])


def test_a_step_to_a_step_to_a_step_is_called_by_its_id() -> None:
    text = (
        '[conclusions.c]\ntext = "C."\n[premises.p]\ntext = "P."\n[inferences.i]\nfrom = ["p"]\nto = "c"\n'
        '[objections.first]\nfrom = ["p"]\nagainst = "i"\n[objections.second]\nfrom = ["p"]\nagainst = "first"\n'
        '[objections.third]\nfrom = ["p"]\nagainst = "money"\n[objections.money]\nagainst = "c"\ntext = "Too dear!"\n'
        '[objections.fourth]\nfrom = ["p"]\nagainst = "third"\n'
    )
    analysis = analysed(text)
    assert analysis.words("first") == "objection against the step to “C”"
    assert analysis.words("second") == "objection against the step “first”"
    assert analysis.words("fourth") == "objection against the step against “Too dear!”"
