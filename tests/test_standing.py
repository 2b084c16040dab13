"""Standing and weak links against full enumeration of all worlds, done here in the plainest way."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest
from conftest import ROOT, analysed, assessed, sampled, stood
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.graph import Graph, build_graph
from argmap.loading.load import load_file, load_text
from argmap.model import Assumption, Claim, Conclusion, Inference, Kind, Map, Objection, Premise
from argmap.standing import diagram
from argmap.standing.effects import account, assess
from argmap.standing.grades import DEFAULT_GRADES, grades
from argmap.standing.network import network


def stands(graph: Graph, root: str, holding: set[str]) -> bool:
    """The grounded extension of one world, by the alternating fixpoint over plain sets."""
    names = list(graph)

    def least(negative: set[str]) -> set[str]:
        result: set[str] = set()
        while True:
            fresh = {name for name in names if value(name, result, negative)}
            if fresh == result:
                return result
            result = fresh

    def value(name: str, positive: set[str], negative: set[str]) -> bool:
        if any(one in negative for one in graph.attackers(name)):
            return False
        kind = graph.kinds[name]
        if kind in {Kind.INFERENCE, Kind.OBJECTION}:
            return name in holding and all(one in positive for one in graph.predecessors(name))
        if kind.is_given or not graph.supporters(name):
            return name in holding
        return any(one in positive for one in graph.supporters(name))

    sure: set[str] = set()
    while True:
        possible = least(sure)
        fresh = least(possible)
        if fresh == sure:
            return root in sure
        sure = fresh


def enumerated(graph: Graph, root: str, fixed: dict[str, bool]) -> float:
    values = {name: one.value for name, one in grades(graph).items()}
    free = [name for name in values if name not in fixed]
    total = 0.0
    for picks in itertools.product((True, False), repeat=len(free)):
        world = {**fixed, **dict(zip(free, picks, strict=True))}
        weight = math.prod(values[name] if pick else 1 - values[name] for name, pick in zip(free, picks, strict=True))
        if weight and stands(graph, root, {name for name, pick in world.items() if pick}):
            total += weight
    return total


@st.composite
def maps(draw: st.DrawFn) -> Map:
    """Small maps with sharing, circles, objections of all kinds and depths."""
    grade = st.one_of(st.none(), st.sampled_from([0.0, 0.03, 0.3, 0.5, 0.875, 1.0]))
    given_ = [f"p{number}" for number in range(draw(st.integers(1, 3)))]
    claims = [f"c{number}" for number in range(draw(st.integers(0, 2)))]
    statements = [*given_, *claims, "z"]
    inferences = {}
    for number in range(draw(st.integers(1, 4))):
        end = draw(st.sampled_from([*claims, "z"]))
        sources = draw(
            st.lists(st.sampled_from([one for one in statements if one != end]), min_size=1, max_size=2, unique=True)
        )
        inferences[f"i{number}"] = Inference(from_=tuple(sources), to=end, grade=draw(grade))
    objections = {}
    names = [f"o{number}" for number in range(draw(st.integers(0, 3)))]
    for name in names:
        against = draw(st.sampled_from([*statements, *inferences, *(one for one in names if one != name)]))
        sources = draw(st.lists(st.sampled_from([one for one in statements if one != against] or ["p0"]), max_size=1))
        objections[name] = Objection(against=against, text="x", from_=tuple(sources) or None, grade=draw(grade))
    premises = {name: Premise(text="x", grade=draw(grade)) for name in given_[1:]}
    return Map(
        premises=premises,
        assumptions={given_[0]: Assumption(text="x", grade=draw(grade))},
        claims={name: Claim(text="x") for name in claims},
        conclusions={"z": Conclusion(text="x")},
        inferences=inferences,
        objections=objections,
    )


@given(maps())
@settings(max_examples=60, deadline=None)
def test_standing_and_effects_are_those_of_all_worlds(map_: Map) -> None:
    graph = build_graph(map_)
    found = assessed(graph, "z")
    if found.standing is None:
        assert (found.method, found.effects) == ("not argued", ())
        return
    assert found.standing == pytest.approx(enumerated(graph, "z", {}), abs=1e-12)
    for effect in found.effects:
        secured = enumerated(graph, "z", {effect.element: not effect.speaks_against})
        failing = enumerated(graph, "z", {effect.element: effect.speaks_against})
        assert effect.gain == pytest.approx(secured - found.standing, abs=1e-12)
        assert effect.loss == pytest.approx(found.standing - failing, abs=1e-12)


@given(maps())
@settings(max_examples=10, deadline=None)
def test_estimates_are_within_their_error(map_: Map) -> None:
    graph = build_graph(map_)
    exact = assessed(graph, "z")
    estimated = assess(graph, sampled(graph, "z", 1 << 14))
    if estimated.method == "estimated":
        assert abs(stood(estimated) - stood(exact)) <= 4 * estimated.standard_error
        assert estimated.standard_error > 0
        exactly = {effect.element: effect.gain for effect in exact.effects}
        for effect in estimated.effects:
            assert abs(effect.gain - exactly[effect.element]) <= 4 * effect.standard_error + 1e-9


def test_a_shared_premise_counts_once() -> None:
    branches = "".join(f'[inferences.i{n}]\nfrom = ["p"]\nto = "z"\ngrade = 0.72\n' for n in (1, 2))
    graph = build_graph(
        load_text(f'[premises.p]\ntext = "p"\ngrade = 0.5\n[conclusions.z]\ntext = "z"\n{branches}').map
    )
    found = assessed(graph, "z")
    assert found.method == "decision diagram"
    assert found.standing == pytest.approx(0.4608, abs=1e-12)
    assert next(one for one in found.effects if one.element == "p").single_point


def test_a_tree_needs_no_diagram() -> None:
    text = '[premises.p]\ntext = "p"\n[conclusions.z]\ntext = "z"\n[inferences.i]\nfrom = ["p"]\nto = "z"\n'
    graph = build_graph(load_text(text).map)
    found = assessed(graph, "z")
    assert found.method == "closed form"
    assert found.standing == pytest.approx(DEFAULT_GRADES[Kind.PREMISE] * DEFAULT_GRADES[Kind.INFERENCE])


def test_open_cautions_lower_a_default_and_no_other() -> None:
    text = """
[premises.p]
text = "p"
[premises.q]
text = "q"
grade = 0.9
[cautions.k]
on = ["p", "q"]
text = "k"
[contested.d]
on = "p"
by = "x"
reason = "y"
[cautions.done]
on = "p"
text = "k"
answer = "settled"
"""
    found = grades(build_graph(load_text(text).map))
    assert found["p"].value == 0.5
    assert found["p"].reason == "the default for a premise, lowered for caution k, contested d"
    assert found["q"].value == 0.9


def test_single_points_need_no_numbers() -> None:
    text = """
[premises.p]
text = "p"
grade = 1
[premises.q]
text = "q"
grade = 0
[premises.r]
text = "r"
[claims.c]
text = "c"
[conclusions.z]
text = "z"
[inferences.i]
from = ["p", "q"]
to = "c"
[inferences.j]
from = ["r"]
to = "c"
[inferences.k]
from = ["c", "p"]
to = "z"
grade = 1
"""
    found = assessed(build_graph(load_text(text).map), "z")
    single = {effect.element for effect in found.effects if effect.single_point}
    # r and j are not, although q has grade 0: whether there is another way is a matter of structure.
    assert single == {"p", "k"}
    dead = assessed(build_graph(load_text(text.replace("grade = 1", "grade = 0")).map), "z")
    assert dead.standing == 0
    assert {effect.element for effect in dead.effects if effect.single_point} == {"p", "k"}


@given(maps())
@settings(max_examples=40, deadline=None)
def test_chances_are_those_of_all_worlds(map_: Map) -> None:
    graph = build_graph(map_)
    for name, chance in account(graph, "z").chances().items():
        assert chance == pytest.approx(enumerated(graph, name, {}), abs=1e-12)


def test_a_diagram_takes_as_little_room_as_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = build_graph(load_file(ROOT / "maps/kazakhstan.toml").map)
    found = network(graph, graph.roots()[0])
    tried: list[int] = []
    build = diagram._build_within

    def noted(*arguments: Any) -> Any:
        tried.append(arguments[-1])
        return build(*arguments)

    monkeypatch.setattr(diagram, "_build_within", noted)
    rows = diagram.build_diagram(found).rows
    least = diagram._SMALL_BUDGETS[0]
    assert tried == [least]
    monkeypatch.setattr(diagram, "_SMALL_BUDGETS", (1, 2, 2 * least))
    assert diagram.build_diagram(found, least).rows == rows
    assert tried[1:] == [1, 2, least]
    with pytest.raises(MemoryError):
        diagram.Diagram(found, found.parts, 3)


def test_many_conclusions_have_one_ranking() -> None:
    text = """
[premises.p]
text = "p"
[premises.q]
text = "q"
grade = 0.2
[conclusions.y]
text = "y"
[conclusions.z]
text = "z"
[inferences.i]
from = ["p"]
to = "y"
[inferences.j]
from = ["q", "p"]
to = "z"
"""
    links = analysed(text).weak_links
    assert links["q"].rank == 1
    assert links["q"].conclusion == "z"
    assert links["p"].conclusion == "y"
    assert sorted(link.rank for link in links.values() if link.rank) == [1, 2, 3, 4]
