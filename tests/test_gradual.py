"""The gradual semantics reproduce the numbers that their authors published; see published.toml."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from typing import Any

import pytest
from conftest import ROOT, assessed

from argmap.graph import build_graph
from argmap.loading.load import load_text
from argmap.settings import MeasureName, Settings
from argmap.standing.gradual import INFLUENCES, NotSettled, strengths
from argmap.standing.measured import assess_by

PUBLISHED: dict[str, Any] = tomllib.loads((ROOT / "tests/published.toml").read_text("utf-8"))
EXACT = 1e-9
TO_FOUR_DECIMALS = 1e-4


def solved(
    base: dict[str, float], attacks: list[list[str]], supports: list[list[str]], semantics: str
) -> dict[str, float]:
    attackers, supporters = defaultdict(list), defaultdict(list)
    for start, end in attacks:
        attackers[end].append(start)
    for start, end in supports:
        supporters[end].append(start)
    return strengths(base, attackers, supporters, INFLUENCES[semantics])


@pytest.mark.parametrize(
    ("example", "semantics", "tolerance"),
    [
        ("debate", "df-quad", EXACT),
        ("decision", "quadratic-energy", EXACT),
        ("decision", "df-quad", TO_FOUR_DECIMALS),
        ("decision", "euler", TO_FOUR_DECIMALS),
        ("stock", "quadratic-energy", 2e-3),
    ],
)
def test_published_strengths(example: str, semantics: str, tolerance: float) -> None:
    known = PUBLISHED[example]
    found = solved(known["base"], known["attacks"], known["supports"], semantics)
    for name, value in known["strengths"][semantics].items():
        assert found[name] == pytest.approx(value, abs=tolerance)


@pytest.mark.parametrize("semantics", ["quadratic-energy", "df-quad", "euler"])
def test_removals(semantics: str) -> None:
    base = {"a": 0.5, "b": 1.0, "c": 1.0}
    both = solved(base, [["b", "a"], ["c", "a"]], [], semantics)["a"]
    less = solved(base, [["c", "a"]], [], semantics)["a"]
    assert both - 0.5 == pytest.approx(PUBLISHED["removal"]["together"][semantics], abs=1e-12)
    assert both - less == pytest.approx(PUBLISHED["removal"]["removing-one"][semantics], abs=1e-12)


def test_chain_of_attacks() -> None:
    text = "".join(
        f'[premises.{name}]\ntext = "{name}"\ngrade = {grade}\n' for name, grade in (("a", 0.6), ("b", 0.7), ("c", 0.8))
    )
    text += '[objections.ab]\nfrom = ["a"]\nagainst = "b"\ngrade = 1\n'
    text += '[objections.bc]\nfrom = ["b"]\nagainst = "c"\ngrade = 0.9\n'
    graph = build_graph(load_text(text).map)
    for name, value in PUBLISHED["chain"]["standings"].items():
        assert assessed(graph, name).standing == pytest.approx(value, abs=1e-12)


def test_what_does_not_settle_is_said() -> None:
    # Two arguments of full weight that attack each other swing for ever under DF-QuAD from equal starts.
    with pytest.raises(NotSettled):
        strengths({"a": 1.0, "b": 1.0}, {"a": ["b"], "b": ["a"]}, {}, INFLUENCES["df-quad"])


def test_h_categorizer() -> None:
    found = strengths({"a": 1.0, "b": 1.0}, {"a": ["b"]}, {}, INFLUENCES["h-categorizer"])
    assert found == {"a": 0.5, "b": 1.0}


TWINS = """
[premises.a]
text = "a"
grade = 0.5
[premises.b]
text = "b"
grade = 0.5
[conclusions.z]
text = "z"
[inferences.i]
from = ["a", "b"]
to = "z"
grade = 0.9
"""


def test_two_equally_weak_premises_are_a_repair_set() -> None:
    found = assess_by(build_graph(load_text(TWINS).map), "z", "weakest-link")
    assert found.standing == 0.5
    assert set(found.repair_set) == {"a", "b"}
    assert found.repair_gain == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("weakest-link", 0.5),
        ("df-quad", 0.225),
        ("quadratic-energy", 0.225**2 / (1 + 0.225**2)),
        ("h-categorizer", 0.0),
        ("grounded", 1.0),
    ],
)
def test_measures_of_a_map(name: str, value: float) -> None:
    assert assess_by(build_graph(load_text(TWINS).map), "z", name).standing == pytest.approx(value)


def test_a_measure_that_does_not_settle_on_a_map() -> None:
    text = "".join(
        f'[premises.{one}]\ntext = "x"\ngrade = 1\n'
        f'[objections.o{one}]\nfrom = ["{one}"]\nagainst = "{other}"\ngrade = 1\n'
        for one, other in ("ab", "bc", "ca")
    )
    graph = build_graph(load_text(text).map)
    with pytest.raises(NotSettled):
        assess_by(graph, "a", "df-quad")
    assert assessed(graph, "a").standing == 0


def test_measures_have_the_names_that_are_typed() -> None:
    names = "standing weakest-link df-quad quadratic-energy euler h-categorizer grounded"
    assert [name.value for name in MeasureName] == names.split()
    assert (Settings().depth, Settings().top, Settings().low_standing) == (2, 5, 0.5)
