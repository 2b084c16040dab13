from __future__ import annotations

import pytest
from conftest import ROOT

from argmap.graph import Attack, Graph, build_graph
from argmap.loading.load import load_file, load_text
from argmap.model import SCHEMES, Kind, SchemeName
from argmap.standing.structure import structural_reasons

TEXT = """
[premises.a]
text = "A."
[premises.b]
text = "B."
[assumptions.s]
text = "S."
[claims.d]
text = "D."
[claims.lone]
text = "Lone."
[conclusions.c]
text = "C."
[inferences.i]
from = ["a", "s"]
to = "d"
scheme = "analogy"
[inferences.j]
from = ["d"]
to = "c"
warrant = "b"
[inferences.k]
from = ["lone"]
to = "c"
[objections.under]
against = "a"
text = "x"
[objections.rebut]
against = "d"
text = "x"
[objections.cut]
against = "i"
from = ["b"]
[objections.cut-cut]
against = "cut"
text = "x"
[concepts.word]
term = "word"
[cautions.w]
on = ["word"]
text = "Careful."
[claims.user]
text = "U."
concepts = ["word"]
[inferences.l]
from = ["user"]
to = "c"
[contested.q]
on = "j"
by = "Q"
reason = "r"
answer = "settled"
"""


@pytest.fixture
def graph() -> Graph:
    return build_graph(load_text(TEXT).map)


def test_neighbours(graph: Graph) -> None:
    assert graph.predecessors("i") == ("a", "s")
    assert graph.predecessors("j") == ("d", "b")
    assert graph.successors("b") == ("j", "cut")
    assert graph.supporters("c") == ("j", "k", "l")
    assert graph.attackers("cut") == ("cut-cut",)
    assert graph.roots() == ("c",)
    assert graph.upstream("d", attacks=False) == {"i", "a", "s"}
    assert graph.upstream("d") == {"i", "a", "s", "under", "rebut", "cut", "cut-cut", "b"}
    assert graph.cautions_on("user") == ("w",)
    assert graph.cycles() == ()


def test_attacks(graph: Graph) -> None:
    found = {name: graph.attack(name) for name in graph.map.objections}
    assert found == {
        "under": Attack.UNDERMINER,
        "rebut": Attack.REBUTTER,
        "cut": Attack.UNDERCUTTER,
        "cut-cut": Attack.UNDERCUTTER,
    }


def test_cycles() -> None:
    text = "".join(f'[claims.{name}]\ntext = "x"\n' for name in "abc")
    text += "".join(
        f'[inferences.{one}{other}]\nfrom = ["{one}"]\nto = "{other}"\n' for one, other in ("ab", "ba", "bc")
    )
    graph = build_graph(load_text(text).map)
    assert graph.cycles() == (frozenset({"a", "b", "ab", "ba"}),)
    assert graph.circle_of == {"a": 0, "b": 0, "ab": 0, "ba": 0}
    assert graph.in_map_order(("ba", "c", "ab", "a")) == ["a", "c", "ab", "ba"]


def test_structural_weak_links(graph: Graph) -> None:
    reasons = structural_reasons(graph)
    assert reasons == {
        "a": ("an objection is unanswered",),
        "d": ("an objection is unanswered",),
        "i": ("an analogy is the only support for its claim",),
        "lone": ("nothing supports it",),
        "user": ("nothing supports it", "an open caution applies to it"),
    }


def test_every_scheme_has_questions() -> None:
    assert set(SCHEMES) == set(SchemeName)
    for scheme in SCHEMES.values():
        assert scheme.questions
        assert all(question.text.endswith("?") for question in scheme.questions)


def test_every_element_of_the_kazakhstan_map_has_an_anchor_or_is_ours() -> None:
    map_ = load_file(ROOT / "maps/kazakhstan.toml").map
    graph = build_graph(map_)
    for name, premise in map_.premises.items():
        assert premise.quote, name
    assert graph.cycles() == ()
    bearing = graph.upstream("region-affected")
    unused = {name for name in graph if name not in bearing} - {"region-affected"}
    assert unused == set()
    for name in ("alignment-to-coercion", "coercion-to-reach", "ties-show-types", "influence-to-reach"):
        assert "influence-with-care" in graph.cautions_on(name)


def test_every_table_is_in_the_tutorial_map() -> None:
    map_ = load_file(ROOT / "maps/tutorial.toml").map
    assert all(map_.table(kind) for kind in Kind)
    assert map_.accept
