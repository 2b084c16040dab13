"""The gradual semantics reproduce the numbers that their authors published; see published.toml."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tomllib
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, assessed

from argmap.graph import build_graph
from argmap.loading.load import load_text
from argmap.settings import MeasureName, Settings
from argmap.standing.gradual import INFLUENCES, strengths
from argmap.standing.measured import assess_by
from argmap.standing.measures import MEASURES
from argmap.standing.network import network

PUBLISHED: dict[str, Any] = tomllib.loads((ROOT / "tests/published.toml").read_text("utf-8"))
EXACT = 1e-9
TO_FOUR_DECIMALS = 1e-4


def solved(
    base: dict[str, float], attacks: list[list[str]], supports: list[list[str]], semantics: str
) -> dict[str, float | None]:
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
    both = solved(base, [["b", "a"], ["c", "a"]], [], semantics)["a"] or 0.0
    less = solved(base, [["c", "a"]], [], semantics)["a"] or 0.0
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


def test_what_does_not_settle_has_no_strength() -> None:
    # Either of two arguments of full weight that attack each other could be 1 and the other 0.
    both = strengths({"a": 1.0, "b": 1.0}, {"a": ["b"], "b": ["a"]}, {}, INFLUENCES["df-quad"])
    assert both == {"a": None, "b": None}
    # With less weight, there is one solution only: a = .8 (1 - b), b = .6 (1 - a).
    found = strengths({"a": 0.8, "b": 0.6}, {"a": ["b"], "b": ["a"]}, {}, INFLUENCES["df-quad"])
    assert found == pytest.approx({"a": 0.32 / 0.52, "b": 0.12 / 0.52})


def test_what_supports_itself_alone_has_no_strength() -> None:
    circle = {"a": ["b"], "b": ["a"]}
    assert strengths({"a": 0.0, "b": 0.0}, {}, circle, INFLUENCES["df-quad"]) == {"a": 0.0, "b": 0.0}


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
        ("grounded", 1.0),
    ],
)
def test_measures_of_a_map(name: str, value: float) -> None:
    assert assess_by(build_graph(load_text(TWINS).map), "z", name).standing == pytest.approx(value)


def attacking(grades: dict[str, float], *attacks: str) -> str:
    """Premises that attack each other: "ab" is an attack of a on b. Each leads to a conclusion of its own."""
    text = ""
    for name, grade in grades.items():
        text += f'[premises.{name}]\ntext = "{name}"\ngrade = {grade}\n[conclusions.z{name}]\ntext = "z{name}"\n'
        text += f'[inferences.i{name}]\nfrom = ["{name}"]\nto = "z{name}"\ngrade = 1\n'
    for start, end in map(tuple, attacks):
        text += f'[objections.o{start}{end}]\nfrom = ["{start}"]\nagainst = "{end}"\ngrade = 1\n'
    return text


@pytest.mark.parametrize("name", ["weakest-link", "df-quad", "quadratic-energy", "euler"])
@pytest.mark.parametrize("attacks", [("ab", "ba"), ("ab", "bc", "ca"), ("ab", "bc", "cd", "da")])
@pytest.mark.parametrize("grade", [0.4, 0.8, 1.0])
def test_strengths_solve_their_equations_or_are_not_given(name: str, attacks: tuple[str, ...], grade: float) -> None:
    """Where there are numbers, they are those of one solution, whichever conclusion is asked for."""
    members = sorted(set("".join(attacks)))
    graph = build_graph(load_text(attacking(dict.fromkeys(members, grade), *attacks)).map)
    found = {member: assess_by(graph, member, name).standing for member in members}
    assert {assess_by(graph, f"z{member}", name).method for member in members} <= {name, "does not settle"}
    for start, end in map(tuple, attacks):
        attacker, target = found[start], found[end]
        assert (attacker is None) is (target is None)
        if attacker is not None and target is not None and len(attacks) < 4:
            wanted = min(grade, 1 - attacker) if name == "weakest-link" else INFLUENCES[name](grade, [attacker], [])
            assert target == pytest.approx(wanted, abs=1e-9)
    if name == "weakest-link" and grade > 0.5 and len(attacks) % 2 == 0:
        assert set(found.values()) == {None}


def test_one_conclusion_that_does_not_settle_leaves_the_others_alone(tmp_path: Path) -> None:
    def argmap(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "argmap", *words], capture_output=True, text=True, check=False)

    text = attacking({"a": 1.0, "b": 1.0, "c": 0.5}, "ab", "ba")
    path = tmp_path / "map.toml"
    path.write_text(text, "utf-8")
    said = argmap("weak", str(path), "--measure", "df-quad", "--fail-under", "0.3")
    assert said.returncode == 1
    assert "za has no strength: df-quad does not settle on it" in said.stdout
    assert "strength 0.5000 (by df-quad)" in said.stdout
    assert "zb has no strength: df-quad does not settle on it; that counts as below 0.3" in said.stderr
    rows = argmap("weak", str(path), "--measure", "df-quad", "--format", "csv").stdout.splitlines()
    assert [row.split(",")[:1] for row in rows[1:3]] == [["za"], ["zb"]]
    known = json.loads(argmap("weak", str(path), "--measure", "df-quad", "--format", "json").stdout)
    assert [(one["standing"], one["method"]) for one in known["conclusions"]][:2] == [(None, "does not settle")] * 2


def test_measures_have_the_names_that_are_typed() -> None:
    names = "standing weakest-link df-quad quadratic-energy euler grounded"
    assert [name.value for name in MeasureName] == names.split()
    assert (Settings().depth, Settings().top, Settings().low_standing) == (2, 5, 0.5)


def test_a_repair_may_take_more_than_two_elements() -> None:
    found = assess_by(build_graph(load_text(TWINS.replace("grade = 0.5\n", "").replace("grade = 0.9\n", "")).map), "z",
                      "weakest-link")  # fmt: skip
    assert (found.standing, found.repair_set) == (0.875, ("a", "b", "i"))
    assert found.repair_gain == 0.125


def tied(seed: int) -> str:
    """A random small map with few different grades, so that several elements are as weak as the bottleneck."""
    draw = random.Random(seed)  # noqa: S311 - cases, not secrets
    names = "pqrs"[: draw.randint(2, 4)]
    text = "".join(f'[premises.{one}]\ntext = "{one}"\ngrade = {draw.choice([0.3, 0.3, 0.6])}\n' for one in names)
    text += '[claims.c]\ntext = "c"\n[claims.d]\ntext = "d"\n[conclusions.z]\ntext = "z"\n'
    starts = [*names, "c", "d"]
    for number, target in enumerate(["c", "d", "z", draw.choice("cdz"), draw.choice("cdz")]):
        start = draw.sample([one for one in starts if one != target], draw.randint(1, 2))
        grade = draw.choice([0.3, 0.6, 1.0])
        text += f'[inferences.i{number}]\nfrom = {json.dumps(start)}\nto = "{target}"\ngrade = {grade}\n'
    for number in range(draw.randint(0, 2)):
        target = draw.choice([*names, "c", "z", "i0", "i2"])
        start = draw.choice([one for one in starts if one != target])
        text += f'[objections.o{number}]\nfrom = ["{start}"]\nagainst = "{target}"\ngrade = {draw.choice([0.7, 1.0])}\n'
    return text


@pytest.mark.parametrize("seed", range(200))
def test_the_fewest_repairs_are_found(seed: int) -> None:
    """Against all sets of elements, the smallest first and in the order of the map."""
    graph = build_graph(load_text(tied(seed)).map)
    found = assess_by(graph, "z", "weakest-link")
    if found.standing is None or found.weak_links or found.standing == 1:
        assert found.repair_set == ()
        return
    net = network(graph, "z")
    values = {effect.element: effect.grade.value for effect in found.effects}
    goal = {effect.element: float(not effect.speaks_against) for effect in found.effects}
    candidates = [one for one in graph.in_map_order(values) if values[one] != goal[one]]
    wanted: tuple[str, ...] = ()
    for size in range(2, len(candidates) + 1):
        for repaired in combinations(candidates, size):
            grades = {**values, **{one: goal[one] for one in repaired}}
            if MEASURES["weakest-link"](net)(grades)[0] > found.standing + 1e-12:
                wanted = repaired
                break
        if wanted:
            break
    assert found.repair_set == wanted


def test_a_chain_is_as_long_as_it_likes() -> None:
    text = '[premises.p]\ntext = "p"\n[conclusions.z]\ntext = "z"\n'
    for number in range(600):
        start = f"c{number - 1}" if number else "p"
        text += f'[claims.c{number}]\ntext = "c"\n[inferences.i{number}]\nfrom = ["{start}"]\nto = "c{number}"\n'
    graph = build_graph(load_text(text + '[inferences.iz]\nfrom = ["c599"]\nto = "z"\n').map)
    assert (assess_by(graph, "z", "weakest-link").standing, assess_by(graph, "z", "grounded").standing) == (0.875, 1.0)
