"""Goal structures, Carneades, SADFace and MindMup: what is kept, what is lost, and what is refused."""

from __future__ import annotations

import json
from collections import Counter
from importlib import import_module
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from random_maps import circular_maps, layered_maps

from argmap.convert import gsn
from argmap.convert.draft import Translation
from argmap.convert.yaml_file import YamlFile
from argmap.findings import MapError
from argmap.loading.load import LoadedMap, load_text, load_translation
from argmap.loading.read import check_text
from argmap.model import Kind, Statement

GSN = """\
module:
  name: A kettle
  brief: Why it may be sold
G1:
  text: The kettle is safe.
  supportedBy: [S1, G4]
  inContextOf: [C1, A1]
C1: {text: Used indoors.}
A1: {text: Adults use it.}
S1:
  text: Each hazard on its own
  supportedBy: [G2, G3]
  inContextOf: J1
J1: {text: The hazards are independent.}
G2: {text: It cannot burn., supportedBy: Sn1, url: "https://example.org/fire"}
G3: {text: It cannot shock., undeveloped: true, classes: [urgent]}
G4: {text: It has a lid., undeveloped: true}
Sn1: {text: Report on fire.}
CG1: {text: The lid can fall off., challenges: G4, supportedBy: CSn1}
CSn1: {text: Two complaints.}
CG2: {text: Hazards add up., challenges: "G1 -> S1"}
"""

CARNEADES = """\
meta: {title: Umbrellas, note: An example, source: "https://example.org/rain", keywords: weather}
language: {wet/2: "%s makes %s wet."}
statements:
  rain: It rains.
  take: {text: Take an umbrella., meta: {title: Taking}}
  leave: Leave it at home.
  roof: {text: There is a roof., assumed: true}
  no: Not outside.
assumptions: [rain, "wet(rain,us)"]
arguments:
  a1: {conclusion: take, premises: {minor: rain, warrant: "wet(rain,us)"}, undercutter: no, weight: 0.5}
  a2: {conclusion: no, premises: [roof], scheme: expert opinion}
  a3: {conclusion: leave, premises: [roof, rain], scheme: convergent}
  a4: {conclusion: leave, scheme: cumulative}
issues:
  i1: {positions: [take, leave], standard: BRD}
tests: {in: [take], out: [leave]}
"""

SADFACE = {
    "metadata": {"core": {"title": "Bread", "analyst_name": "B. Baker", "description": "On bread", "claim": "a1"}},
    "resources": [
        {"id": "r1", "type": "text", "content": "Bread keeps.", "metadata": {"core": {"url": "https://example.org/b"}}}
    ],
    "nodes": [
        {"id": "a1", "type": "atom", "text": "Buy bread.", "sources": [], "metadata": {"core": {"colour": "red"}}},
        {"id": "a2", "type": "atom", "text": "Bread keeps.", "sources": [{"resource_id": "r1", "text": "keeps"}]},
        {"id": "a3", "type": "atom", "text": "Guests come."},
        {"id": "a4", "type": "atom", "text": "There is rice."},
        {"id": "a5", "type": "atom", "text": "Rice keeps longer."},
        {"id": "s1", "type": "scheme", "name": "Practical Reasoning"},
        {"id": "s2", "type": "scheme", "name": "conflict"},
        {"id": "s3", "type": "conflict", "name": "undercut"},
        {"id": "s4", "type": "scheme", "name": "support"},
    ],
    "edges": [
        {"id": f"e{number}", "source_id": start, "target_id": end}
        for number, (start, end) in enumerate(
            [
                *[("a2", "s1"), ("a3", "s1"), ("s1", "a1"), ("a4", "s2"), ("s2", "a1"), ("a5", "s3"), ("s3", "s1")],
                *[("a1", "a2"), ("a9", "a1")],
            ]
        )
    ],
}


def idea(title: str, *below: dict[str, Any], **attributes: Any) -> dict[str, Any]:
    return {"title": title, "attr": attributes, "ideas": {str(at): inner for at, inner in enumerate(below, 1)}}


def group(kind: str, *below: dict[str, Any], **attributes: Any) -> dict[str, Any]:
    return idea("group", *below, group=kind, contentLocked="true", **attributes)


MINDMUP = {
    "title": "Bicycles",
    "formatVersion": 3,
    "id": "root",
    "links": [{"ideaIdFrom": 1, "ideaIdTo": 2}],
    "ideas": {
        "1": idea(
            "Ride a bicycle.",
            group(
                "supporting",
                idea("It is cheap.\nhttps://example.org/cost", note={"text": "See the table."}, position=[1, 2, 3]),
                idea("Cheap is good.", styleNames=["attr_implicit_claim"]),
                group("opposing", idea("Cheap wears out.")),
                parentConnector={"label": "because"},
            ),
            group("supporting", idea("It is quick.", idea("Really?", styleNames=["sticky_note"]))),
            group(
                "opposing",
                idea("It rains.", attachment={"contentType": "text/html", "content": "<p>Often &amp; <b>hard</b></p>"}),
            ),
            group("opposing"),
        )
    },
}

SOURCES = {"gsn": GSN, "carneades": CARNEADES, "sadface": json.dumps(SADFACE), "mindmup": json.dumps(MINDMUP)}
FORMATS = tuple(SOURCES)


def translated(form: str, text: str) -> Translation:
    made: Translation = import_module(f"argmap.convert.{form}").read(check_text(text.encode(), f"map.{form}"))
    return made


def loaded(made: Translation) -> LoadedMap:
    return load_translation(made.text, made.original, None)


def words(map_: LoadedMap, name: str) -> str:
    """The text of an element, or what a step joins."""
    for _, element_id, element in map_.map.elements():
        if element_id == name:
            return getattr(element, "text", None) or relation(map_, element)
    return name


def relation(map_: LoadedMap, step: Any) -> str:
    starts = " + ".join(sorted(words(map_, start) for start in getattr(step, "from_", None) or ()))
    own = f"{step.text} " if getattr(step, "text", None) else ""
    arrow, end = ("->", step.to) if hasattr(step, "to") else ("-x", step.against)
    return f"{own}{starts} {arrow} {words(map_, end)}".strip()


def relations(map_: LoadedMap) -> set[str]:
    steps = [*map_.map.inferences.values(), *map_.map.objections.values()]
    return {relation(map_, step) for step in steps}


RELATIONS = {
    "gsn": {
        "Adults use it. + It cannot burn. + It cannot shock. -> The kettle is safe.",
        "Adults use it. + It has a lid. -> The kettle is safe.",
        "Report on fire. -> It cannot burn.",
        "The lid can fall off.  -x It has a lid.",
        "Two complaints. -> The lid can fall off.",
        "Hazards add up.  -x Adults use it. + It cannot burn. + It cannot shock. -> The kettle is safe.",
    },
    "carneades": {
        "It rains. -> Take an umbrella.",
        "Not outside. -x It rains. -> Take an umbrella.",
        "There is a roof. -> Not outside.",
        "There is a roof. -> Leave it at home.",
        "It rains. -> Leave it at home.",
        "Argument a4 applies. -> Leave it at home.",
    },
    "sadface": {
        "Bread keeps. + Guests come. -> Buy bread.",
        "There is rice. -x Buy bread.",
        "Rice keeps longer. -x Bread keeps. + Guests come. -> Buy bread.",
    },
    "mindmup": {
        "Cheap is good. + It is cheap. -> Ride a bicycle.",
        "Cheap wears out. -x Cheap is good. + It is cheap. -> Ride a bicycle.",
        "It is quick. -> Ride a bicycle.",
        "It rains. -x Ride a bicycle.",
    },
}
LOSSES = {
    "gsn": {},
    "carneades": {
        "entry of meta": 1,
        "expected label": 2,
        "role of a premise": 1,
        "weight of an argument": 2,
        "proof standard": 1,
    },
    "sadface": {
        "edge between two statements": 1,
        "edge from or to a node that is not there": 1,
        "step to nothing": 0,
        "step from nothing": 1,
        "metadata of a node": 1,
    },
    "mindmup": {"group without an idea": 1, "link between two ideas": 1},
}


@pytest.mark.parametrize("form", FORMATS)
def test_the_relations_are_kept(form: str) -> None:
    assert relations(loaded(translated(form, SOURCES[form]))) == RELATIONS[form]


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_lost_is_counted_with_its_place(form: str) -> None:
    made = translated(form, SOURCES[form])
    assert Counter(loss.what for loss in made.losses) == Counter(LOSSES[form])
    for loss in made.losses:
        start, end = loss.where
        assert 0 <= start < end <= len(made.original.source.data)


KEPT = [
    ("gsn", 'title = "A kettle"'),
    ("gsn", 'description = "Why it may be sold"'),
    ("gsn", 'warrant = "Each hazard on its own"'),
    ("gsn", '[assumptions.adults-use-it]\ntext = "Adults use it."'),
    ("gsn", 'on = ["the-kettle-is-safe"]\ntext = "Used indoors."\ntags = ["context"]'),
    ("gsn", 'on = ["inference-1"]\ntext = "The hazards are independent."\ntags = ["justification"]'),
    ("gsn", 'url = "https://example.org/fire"'),
    ("gsn", 'tags = ["urgent", "undeveloped"]'),
    ("gsn", 'text = "Report on fire."\ntags = ["solution"]'),
    ("carneades", 'source = "source"'),
    ("carneades", 'url = "https://example.org/rain"'),
    ("carneades", 'description = "An example"'),
    ("carneades", 'label = "Taking"'),
    ("carneades", 'text = "rain makes us wet."'),
    ("carneades", 'warrant = "rain-makes-us-wet"'),
    ("carneades", 'scheme = "expert-opinion"'),
    ("carneades", 'among = ["taking", "leave-it-at-home"]'),
    ("sadface", 'title = "Bread"\nauthor = "B. Baker"'),
    ("sadface", 'scheme = "practical-reasoning"'),
    ("sadface", 'quote = { source = "bread-keeps", exact = "keeps" }'),
    ("sadface", 'url = "https://example.org/b"'),
    ("mindmup", 'title = "Bicycles"'),
    ("mindmup", 'text = "It is cheap."\nurl = "https://example.org/cost"'),
    ("mindmup", "[assumptions.cheap-is-good]"),
    ("mindmup", 'text = "See the table."'),
    ("mindmup", 'text = "Often & hard"'),
    ("mindmup", 'on = ["it-is-quick"]\ntext = "Really?"'),
    ("mindmup", 'label = "because"'),
]


@pytest.mark.parametrize(("form", "text"), KEPT)
def test_kept(form: str, text: str) -> None:
    assert text in translated(form, SOURCES[form]).text


DETAILS = [
    # what, form, text, a loss or a piece of the map
    (
        "a strategy with nothing below it",
        "gsn",
        "G1: {text: A., supportedBy: S1}\nS1: {text: By parts}",
        'text = "By parts"',
    ),
    (
        "a strategy below a strategy",
        "gsn",
        "G1: {supportedBy: S1}\nS1: {supportedBy: S2}\nS2: {text: B, supportedBy: G2}\nG2:",
        "strategy below a strategy, now a note",
    ),
    ("a strategy that nothing refers to", "gsn", "G1:\nS1: {text: By parts}", "strategy that nothing refers to"),
    (
        "an element of another module",
        "gsn",
        "G1: {supportedBy: [G2, Sn1]}\nSn1:",
        "reference to an element that is not in the file",
    ),
    ("an assumption about a leaf", "gsn", "G1: {inContextOf: A1}\nA1: {text: Calm}", 'tags = ["assumption"]'),
    ("a claim point", "gsn", "G1: {acp: {P1: G1}}", "assurance claim point"),
    ("another attribute", "gsn", "G1: {risk: high}", 'label = "risk"\non = ["g1"]\ntext = "high"'),
    ("a link to a file", "gsn", "G1: {url: 'file:///x'}", "link that cannot be followed"),
    ("a goal by its type", "gsn", "X: {nodeType: Goal, text: A goal}", 'text = "A goal"'),
    ("an unknown type", "gsn", "X: {text: a}\nG1:", "element of an unknown type"),
    (
        "a counter-goal that also supports",
        "gsn",
        "G1: {supportedBy: CG1}\nG2:\nCG1: {text: No, challenges: G2}",
        'against = "g2"\nfrom = ["no"]',
    ),
    ("a challenge to nothing", "gsn", "G1:\nCG1: {challenges: G9}", "challenge to something that is not in the file"),
    ("support by a context", "gsn", "G1: {supportedBy: C1}\nC1:", "support by something that cannot support"),
    (
        "two elements with one id of ours",
        "gsn",
        """
G-x: {argmap: premise}
G1: {supportedBy: S-x}
S-x: {argmap: inference, supportedBy: G-x}
CG1: {challenges: S-x}
""",
        'against = "inference-1"',
    ),
    ("a defeated goal", "gsn", "G1: {defeated: true}", 'tags = ["defeated"]'),
    (
        "arguments in a list",
        "carneades",
        "statements: {p: P, q: Q}\narguments:\n- {id: a, conclusion: q, premises: [p]}",
        'from = ["p"]\nto = "q"',
    ),
    ("an undeclared statement", "carneades", "arguments: {a: {conclusion: q, premises: [p]}}", 'text = "p"'),
    (
        "an argument without a conclusion",
        "carneades",
        "statements: {p: P}\narguments: {a: {premises: [p]}}",
        "argument without a conclusion",
    ),
    (
        "an issue with one position",
        "carneades",
        "statements: {p: P}\nissues: {i: {positions: [p]}}",
        "issue with fewer than two positions",
    ),
    ("a statement that is not assumed", "carneades", "statements: {p: P}", 'tags = ["not assumed"]'),
    (
        "a scheme of its own",
        "carneades",
        "arguments: {a: {conclusion: q, premises: [p], scheme: my own}}",
        'tags = ["my own"]',
    ),
    (
        "an old document",
        "sadface",
        '{"analyst_name": "Q", "title": "T", "nodes": [{"id": 1, "type": "atom", "text": "x"}], "edges": []}',
        'title = "T"\nauthor = "Q"',
    ),
    (
        "a long passage",
        "sadface",
        json.dumps(
            {
                "resources": [{"id": "r"}],
                "nodes": [
                    {"id": "a", "type": "atom", "text": "x", "sources": [{"resource_id": "r", "text": "y" * 600}]}
                ],
                "edges": [],
            }
        ),
        "passage longer than a quote",
    ),
    (
        "an old map",
        "mindmup",
        json.dumps({"formatVersion": 2, **idea("A", group("supporting", idea("B")))}),
        'from = ["b"]\nto = "a"',
    ),
    (
        "ideas in lists",
        "mindmup",
        json.dumps(
            {"ideas": [{"title": "A", "ideas": [{"attr": {"group": "supporting"}, "ideas": [{"title": "B"}]}]}]}
        ),
        'from = ["b"]\nto = "a"',
    ),
    (
        "a branch of another kind",
        "mindmup",
        json.dumps({"ideas": {"1": idea("A", idea("B", group("opposing", idea("C"))))}}),
        "idea outside the argument",
    ),
]


@pytest.mark.parametrize(("form", "text", "found"), [case[1:] for case in DETAILS], ids=[case[0] for case in DETAILS])
def test_details(form: str, text: str, found: str) -> None:
    made = translated(form, text)
    loaded(made)
    assert found in made.text or found in {loss.what for loss in made.losses}


REFUSED = [
    ("gsn", "G1: [a", "1:7", "this is not valid YAML"),
    ("gsn", "G1:\n  text: ä\n  text: b", "3:3", 'the key "text" is there twice'),
    ("gsn", "- G1\n- G2", "1:1", "the file is a list, not a mapping"),
    ("gsn", "# nothing", "1:1", "there are no goals or other elements in this file"),
    ("gsn", "G1: just words", "1:5", 'the element "G1" is a text, not a mapping'),
    ("gsn", "G1:\n  text: [a, b]", "2:9", "text is a list, not a text"),
    ("gsn", "G1:\n  supportedBy: {G2: G3}", "2:16", "supportedBy is a mapping, not a list"),
    ("gsn", "G1:\n  supportedBy: [G2, ~]", "2:21", "an entry of supportedBy is empty"),
    ("gsn", "G1: {text: &t a}\n---\nG2:", "2:1", "the file has more than one document"),
    ("gsn", "G1: {text: *t}", "1:12", "this is not valid YAML"),
    ("gsn", "G1: &g {text: *g}", "1:15", 'this is not valid YAML: the alias "g" repeats what contains it'),
    ("gsn", "ü: a\x07", "1:5", "this is not valid YAML: it contains the control character U+0007"),
    ("gsn", "[a]: b", "1:1", "this key is a list, not a text"),
    ("gsn", "{[a]: b}", "1:2", "this key is a list, not a text"),
    ("carneades", "meta: {title: T}", "1:1", "there are no statements in this file"),
    ("carneades", "statements: 7", "1:13", "statements is a text, not a mapping"),
    ("carneades", "statements: {p: [P]}", "1:17", "an entry of statements is a list, not a mapping"),
    ("carneades", "arguments: {a: {conclusion: [p]}}", "1:29", "the conclusion is a list, not a text"),
    ("sadface", "[]", "1:1", "the outermost value is not an object"),
    ("sadface", '{"nodes": {}}', "1:11", 'the list "nodes" is missing'),
    ("sadface", '{"nodes": [7], "edges": []}', "1:12", 'this entry of "nodes" is not an object'),
    (
        "sadface",
        '{"nodes": [{"id": "a", "type": "atom", "text": ["x"]}], "edges": []}',
        "1:48",
        "the text of an atom is not a text",
    ),
    ("sadface", '{"nodes": [', "1:12", "this is not valid JSON"),
    ("mindmup", "[]", "1:1", 'there are no "ideas" in this file'),
    ("mindmup", '{"ideas": {"1": {"title": "A", "ideas": {}}}}', "1:1", "this is a mind map, not an argument map"),
    ("mindmup", '{"ideas": 7}', "1:11", '"ideas" is neither an object nor a list'),
    ("mindmup", '{"ideas": {"1": 7}}', "1:17", "this idea is not an object"),
    ("mindmup", '{"ideas": {"1": {"title": {}}}}', "1:27", "the title of an idea is not a text"),
]


@pytest.mark.parametrize(("form", "text", "place", "message"), REFUSED)
def test_refused_with_line_and_column(form: str, text: str, place: str, message: str) -> None:
    with pytest.raises(MapError) as error:
        translated(form, text)
    (finding,) = error.value.findings
    start = finding.place.span.start
    assert (f"{start.line}:{start.column}", finding.message[: len(message)]) == (place, message)
    assert finding.help


def _bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 10)]
    return "\n".join(lines)


@pytest.mark.parametrize("form", ["gsn", "carneades"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (_bomb(), "its aliases repeat more than 10,000 values"),
        ("G1: &a {}\nG2: [" + "*a, " * 20_000 + "*a]", "its aliases repeat more than 10,000 values"),
        ("[" * 5_000 + "]" * 5_000, "nested deeper|nesting depth"),
        ("G1: " + "{a: " * 5_000, "it is nested deeper than 100 levels"),
        ("- " * 5_000 + "a", "it is nested deeper than 100 levels"),
    ],
)
def test_what_would_grow_or_recurse_is_refused(form: str, text: str, message: str) -> None:
    with pytest.raises(MapError, match=message):
        translated(form, text)


def test_a_strategy_that_would_make_a_huge_map_is_refused() -> None:
    goals = "".join(f"G{number}: {{supportedBy: S1}}\n" for number in range(600))
    solutions = [f"Sn{number}" for number in range(600)]
    text = goals + f"S1: {{supportedBy: [{', '.join(solutions)}]}}\n" + "".join(f"{key}:\n" for key in solutions)
    with pytest.raises(MapError, match="more than 200,000"):
        translated("gsn", text)


@pytest.mark.parametrize("form", ["sadface", "mindmup"])
@pytest.mark.parametrize("text", ["[" * 5_000 + "]" * 5_000, '{"ideas": ' * 5_000 + "{}" + "}" * 5_000])
def test_deep_json_is_refused(form: str, text: str) -> None:
    with pytest.raises(MapError):
        translated(form, text)


def test_a_deep_map_of_mindmup_is_read() -> None:
    deep = idea("The last reason.")
    for number in range(80):
        deep = idea(f"Claim {number}.", group("supporting", deep))
    assert len(loaded(translated("mindmup", json.dumps({"ideas": {"1": deep}}))).map.inferences) == 80


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats()
    | st.sampled_from(["", "a", "G1", "S1", "\ud800", "\x00\n\"'"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "G1",
                    "CG1",
                    "S1",
                    "A1",
                    "C1",
                    "module",
                    "text",
                    "supportedBy",
                    "inContextOf",
                    "challenges",
                    "argmap",
                    "name",
                    "statements",
                    "arguments",
                    "assumptions",
                    "issues",
                    "positions",
                    "premises",
                    "conclusion",
                    "undercutter",
                    "meta",
                    "nodes",
                    "edges",
                    "id",
                    "type",
                    "source_id",
                    "target_id",
                    "sources",
                    "resources",
                    "metadata",
                    "core",
                    "ideas",
                    "1",
                    "title",
                    "attr",
                    "group",
                    "note",
                    "styleNames",
                    "formatVersion",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(form=st.sampled_from(FORMATS), value=JSON)
def test_any_value_is_read_or_refused(form: str, value: Any) -> None:
    try:
        loaded(translated(form, json.dumps(value)))
    except MapError as error:
        why = error.findings
        assert why


@given(form=st.sampled_from(FORMATS), data=st.data())
def test_a_changed_file_is_read_or_refused(form: str, data: st.DataObject) -> None:
    text = SOURCES[form]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    text = text[:start] + data.draw(st.text(st.sampled_from('{}[]:,"\n -&*!|>#aé\t\x07'), max_size=4)) + text[end:]
    try:
        loaded(translated(form, text))
    except MapError as error:
        why = error.findings
        assert why


ODD = [
    "1",
    "1e3",
    "yes",
    "null",
    "- a",
    "a: b",
    "# a",
    '"',
    "'",
    "a\x07b",
    "a\x85b",
    "é\u2028",
    "\U0001f600",
    "*a",
    "{",
    "%x",
    "@x",
    "a #b",
]


ODD += [
    "Yes",
    "It is so: a. It is not #1",
    "a\nb",
    "a, b",
    "ends with:",
    "a - b",
    "naïve’s – (50 %)",
    "\ufeffa",
    "ends \\",
]


@pytest.mark.parametrize("text", ODD)
def test_any_text_survives_a_goal_structure(text: str) -> None:
    map_ = load_text(f"[premises.p]\ntext = {json.dumps(text, ensure_ascii=False)}\n".replace("\x07", "\\u0007"))
    written, losses = gsn.write(map_)
    assert losses == []
    assert yaml.safe_load(written)["G-p"]["text"] == map_.map.premises["p"].text
    back = loaded(translated("gsn", written)).map.premises["p"].text
    assert back == " ".join(map_.map.premises["p"].text.split())


def joined(map_: LoadedMap) -> set[tuple[Any, ...]]:
    """The kinds and texts of the statements, and what the steps join, with their ids where something refers to them."""
    referred = {objection.against for objection in map_.map.objections.values()}
    found: set[tuple[Any, ...]] = set()
    for kind, name, element in map_.map.elements():
        if isinstance(element, Statement):
            found.add((kind, name, element.text))
    for name, step in map_.map.inferences.items():
        warrant = None if step.warrant in step.from_ else step.warrant
        found.add(
            (Kind.INFERENCE, name if name in referred else "", frozenset(step.from_), step.to, warrant, step.scheme)
        )
    for name, objection in map_.map.objections.items():
        found.add((Kind.OBJECTION, name, frozenset(objection.from_ or ()), objection.against, objection.text))
    return found


@given(st.one_of(layered_maps(), circular_maps()))
def test_a_map_written_as_a_goal_structure_comes_back(text: str) -> None:
    map_ = load_text(text)
    written, _ = gsn.write(map_)
    made = translated("gsn", written)
    assert made.losses == ()
    assert joined(loaded(made)) == joined(map_)


REST = """
[map]
title = "T"
author = "A"
[sources.s]
title = "S"
[concepts.c]
term = "calm"
definition = "no wind"
[premises.p]
text = "P"
grade = 0.5
because = "so"
by = "B"
concepts = ["c"]
quote = { source = "s" }
tags = ["solution", "urgent"]
url = "https://example.org/"
[premises.q]
text = "Q"
tags = ["solution"]
[conclusions.z]
text = "Z"
[inferences.i]
label = "both"
from = ["p", "q"]
to = "z"
warrant = "it is usual"
answers = { strength = "yes" }
scheme = "sign"
[objections.o]
against = "i"
text = "O"
warrant = "why"
[rivals.r]
among = ["p", "q"]
[cautions.k]
on = ["p"]
text = "K"
[notes.n]
on = ["z", "q"]
text = "N"
tags = ["justification"]
"""


def test_what_a_goal_structure_cannot_hold_is_lost_with_its_key() -> None:
    map_ = load_text(REST.replace('answers = { strength = "yes" }\n', ""))
    written, losses = gsn.write(map_)
    found: set[tuple[str, object]] = {(loss.what, loss.where) for loss in losses}
    assert found == {
        ("entry of the map", ("map", "author")),
        ("grade", ("premises", "p", "grade")),
        ("reason for a grade", ("premises", "p", "because")),
        ("speaker", ("premises", "p", "by")),
        ("quote", ("premises", "p", "quote")),
        ("warrant of an objection", ("objections", "o", "warrant")),
        ("rivalry", ("rivals", "r")),
        ("caution", ("cautions", "k")),
        ("source", ("sources", "s")),
    }
    back = loaded(translated("gsn", written)).map
    assert back.inferences["i"] == map_.map.inferences["i"]
    assert back.premises["p"].tags == ("solution", "urgent")
    assert back.notes["n"] == map_.map.notes["n"]
    assert back.premises["p"].url == "https://example.org/"


def test_every_reference_in_a_goal_structure_is_one_that_gsn2x_accepts() -> None:
    document = yaml.safe_load(gsn.write(load_text(REST.replace('answers = { strength = "yes" }\n', "")))[0])
    del document["module"]
    for key, node in document.items():
        for other in node.get("supportedBy", ()):
            assert other.startswith(("CG", "CSn") if key.startswith("C") else ("G", "S", "CG", "CSn"))
        for other in node.get("inContextOf", ()):
            assert key.startswith(("G", "S-"))
            assert other.startswith(("C-", "A-", "J-"))
        assert "challenges" not in node or key.startswith("CG")


def test_places_count_characters_beyond_ascii() -> None:
    file = YamlFile(check_text(("# " + "ä" * 3_000 + "\nü: {é: [1]}\n").encode(), "x"))
    assert file.root.fields is not None
    inner = file.root.fields["ü"].fields
    assert inner is not None
    start, end = file.locate(inner["é"].span)
    assert file.source.data[start:end] == b"[1]"
