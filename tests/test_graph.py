from __future__ import annotations

from collections.abc import Iterable

import pytest
from cases import CIRCLES, REFERENCE, TWO_ENDS
from conftest import ROOT, Golden

from argmap.graph import Attack, Graph, build_graph, concepts_of
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


def test_every_table_is_in_one_map() -> None:
    map_ = load_file(ROOT / "maps/mill.toml").map
    assert all(map_.table(kind) for kind in Kind)
    assert map_.accept


EVERYTHING = (ROOT / "tests/everything.toml").read_text(encoding="utf-8")
MAPS = {"everything": EVERYTHING, "circles": CIRCLES, "reference": REFERENCE, "two ends": TWO_ENDS, "small": TEXT}


def test_what_leads_where(golden: Golden) -> None:
    told = []
    for title, text in MAPS.items():
        graph = build_graph(load_text(text).map)
        told.append(f"# {title}: {len(graph)} nodes, {' '.join(graph)}")
        told.append(f"roots: {' '.join(graph.roots())}; circles: {sorted(map(sorted, graph.cycles()))}")
        told.append(f"bearing: {' '.join(graph.bearing(*graph.roots()))}")
        for kind, name, _ in graph.map.elements():
            notes: dict[str, Iterable[str]] = {
                "cautions": graph.cautions_on(name),
                "open cautions": graph.open_cautions(name),
                "contests": graph.contests_on(name),
                "open contests": graph.open_contests(name),
            }
            if name in graph:
                notes |= {
                    "before": graph.predecessors(name),
                    "after": graph.successors(name),
                    "support": graph.supporters(name),
                    "attack": graph.attackers(name),
                    "influences": graph.influences(name),
                    "bearing": graph.bearing(name),
                    "bearing without attacks": graph.bearing(name, attacks=False),
                    "upstream": sorted(graph.upstream(name)),
                    "upstream without attacks": sorted(graph.upstream(name, attacks=False)),
                    "uncertain": ["yes"] * graph.is_uncertain(name),
                    "is": [graph.attack(name)] if kind is Kind.OBJECTION else [],
                    "concepts": concepts_of(graph.element(name)),
                }
            told.append(f"{kind} {name}")
            told += [f"  {word}: {' '.join(names)}" for word, names in notes.items() if list(names)]
    golden(ROOT / "tests/golden/graph.txt", "\n".join(told) + "\n")


@pytest.mark.parametrize(
    ("text", "roots"),
    [
        ("", "b"),
        ('[conclusions.c]\ntext = "C."\n', "c"),
        ('[inferences.j]\nfrom = ["lone"]\nto = "b"\n', "b"),
        ('[inferences.j]\nfrom = ["b"]\nto = "a"\n', "lone"),
    ],
)
def test_what_a_map_argues_for(text: str, roots: str) -> None:
    start = "".join(f'[claims.{name}]\ntext = "x"\n' for name in ("a", "b", "lone"))
    start += '[inferences.i]\nfrom = ["a"]\nto = "b"\n'
    assert build_graph(load_text(start + text).map).roots() == tuple(roots.split())


def test_nothing_is_supported() -> None:
    text = '[claims.a]\ntext = "A."\n[premises.b]\ntext = "B."\n[objections.o]\nagainst = "a"\nfrom = ["b"]\n'
    graph = build_graph(load_text(text).map)
    assert graph.roots() == ("a",)
    with pytest.raises(KeyError):
        graph.element("x")
    assert repr(graph) == f"Graph(map={graph.map!r}, kinds={graph.kinds!r})"
    assert "x" not in graph


def test_a_step_to_itself_is_a_circle() -> None:
    from argmap.model import Claim, Inference, Map

    graph = build_graph(Map(claims={"a": Claim(text="A.")}, inferences={"i": Inference(from_=("a",), to="a")}))
    assert graph.cycles() == (frozenset({"a", "i"}),)
