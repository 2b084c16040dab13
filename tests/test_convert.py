"""Maps in other formats: what is read of each, what is lost and where, and that what argmap writes comes back whole."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tomllib
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT, node_tool, npm_install
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from random_maps import circular_maps, layered_maps, maps_with_rivals

from argmap.convert.formats import READABLE, WAYS, WRITABLE, Format, is_map_in_folder, recognised, writer
from argmap.convert.loss import Lost
from argmap.convert.losses import in_brief
from argmap.convert.read import Reading, read_any, read_source
from argmap.convert.toml import write as toml_of
from argmap.editing.format import formatted
from argmap.findings import MapError
from argmap.layout.engine import Engine
from argmap.loading.load import LoadedMap, load_file, load_text
from argmap.model import Inference, Kind, Map, Objection, Statement
from argmap.server.preview import Preview
from argmap.settings import Settings
from argmap.source import SourceText

ARGDOWN = "@argdown/cli@1.7.5"

NODES = {
    "nodes": [
        {"nodeID": "1", "type": "I", "text": "It rains."},
        {"nodeID": "2", "type": "I", "text": "The street  gets wet."},
        {"nodeID": "3", "type": "RA", "text": "Cause To Effect", "scheme": "CauseToEffect"},
        {"nodeID": "4", "type": "I", "text": "There is a roof over it."},
        {"nodeID": "5", "type": "CA", "text": "Default Conflict", "scheme": "Default Conflict"},
        {"nodeID": "6", "type": "L", "text": "Ann : It rains."},
        {"nodeID": "7", "type": "YA", "text": "Asserting", "scheme": "Asserting"},
        {"nodeID": "8", "type": "L", "text": "Bob : Does it?"},
        {"nodeID": "9", "type": "TA", "text": "Default Transition"},
        {"nodeID": "10", "type": "I", "text": "Rain falls."},
        {"nodeID": "11", "type": "MA", "text": "Default Rephrase"},
        {"nodeID": "12", "type": "I", "text": ""},
    ],
    "edges": [
        {"edgeID": pair, "fromID": pair.split()[0], "toID": pair.split()[1]}
        for pair in ("1 3", "3 2", "4 5", "5 3", "6 7", "7 1", "8 9", "9 6", "10 11", "11 1", "2 99")
    ],
}
AIF = json.dumps(NODES, indent=1)
GRAPH = """<?xml version="1.0" encoding="UTF-8"?>
<arggraph id="rain" topic_id="weather" stance="pro">
  <edu id="e1"><![CDATA[It rains & pours,]]></edu>
  <edu id="e2">so take a coat,</edu>
  <edu id="e3">but it is warm.</edu>
  <edu id="e4">Coats are for rain.</edu>
  <edu id="e5">Also:</edu>
  <adu id="a1" type="pro"/><adu id="a2" type="pro"/><adu id="a3" type="opp"/><adu id="a4" type="pro"/>
  <edge id="s1" src="e1" trg="a1" type="seg"/><edge id="s2" src="e2" trg="a2" type="seg"/>
  <edge id="s3" src="e3" trg="a3" type="seg"/><edge id="s4" src="e4" trg="a4" type="seg"/>
  <edge id="c1" src="a1" trg="a2" type="sup"/>
  <edge id="c2" src="a3" trg="c1" type="und"/>
  <edge id="c3" src="a4" trg="c1" type="add"/>
</arggraph>
"""
DOWN = """===
title: Rain
author: A. Example
===

# The street

[Wet]: The street gets *wet* @[Rain]. #weather #(two words)
  + <Falling>
  - [Roof]: There is a roof.
    _> <Falling>

## Falling {isGroup: false}

<Falling>: Water falls.

(1) [Rain]: It rains. {credence: 0.8, reason: "seen"}
(2) Rain is water. #assumption
-- Cause to effect, gravity {uses: [1, 2]} --
(3) Water falls on the street.
  +> [Wet]

// a comment
[Rain]: Rain falls.
  >< [Dry]: It is dry.

A paragraph of prose.
"""
DEBATE = """Discussion Title: Coats

1. Take a coat.
1.1. Pro: It rains.
1.1.1. Con: It is warm,
and sunny. [1]
1.2. Con: -> See 1.1.1.

Sources:
[1] A forecast
"""
LIST = """# Coats

- Take a coat.
  - Pro: It **rains** ([forecast](https://example.org/f)).
    - It pours.
  - Con: (together)
    - It is warm.
    - Coats are hot.
    - Con to the step: Only in summer.
"""
OUTLINES = """<?xml version="1.0"?><opml version="2.0"><head><title>Coats</title></head><body>
<outline text="Take a coat."><outline text="Pro: It rains." colour="red"/>
<outline type="con" text="It is warm." url="https://example.org/"/></outline></body></opml>
"""
SOURCES = {
    Format.AIF: AIF, Format.ARGGRAPH: GRAPH, Format.ARGDOWN: DOWN, Format.KIALO: DEBATE, Format.OUTLINE: LIST,
    Format.OPML: OUTLINES,
}  # fmt: skip
LOST = {
    Format.AIF: {"locution": 1, "transition": 1, "edge from or to a node that is not there": 1,
                 "text of a statement without any": 1},
    Format.ARGGRAPH: {"segment outside every unit": 1},
    Format.ARGDOWN: {"heading of no group": 1, "paragraph of prose": 1},
    Format.KIALO: {"mark of a source": 1, "source": 1},
    Format.OUTLINE: {},
    Format.OPML: {"attribute colour": 1},
}  # fmt: skip


def reading(text: str, form: Format) -> Reading:
    return read_source(SourceText("given", text.encode()), None, form)


def steps(map_: Map) -> set[tuple[str, ...]]:
    """The steps of a map by the texts they join: what each starts from, its sign and its end."""
    texts = {name: one.text for _, name, one in map_.elements() if isinstance(one, Statement)}

    def said(name: str) -> str:
        if name in texts:
            return texts[name]
        step = map_.inferences.get(name) or map_.objections[name]
        return f"step from {' and '.join(texts[start] for start in step.from_ or ())}"

    found = {("+", *sorted(map(said, one.from_)), said(one.to)) for one in map_.inferences.values()}
    return found | {("-", *sorted(map(said, one.from_ or ())), said(one.against)) for one in map_.objections.values()}


SAID = {
    Format.AIF: {
        ("+", "It rains.", "The street gets wet."), ("-", "There is a roof over it.", "step from It rains."),
    },
    Format.ARGGRAPH: {
        ("+", "Coats are for rain.", "It rains & pours,", "so take a coat,"),
        ("-", "but it is warm.", "step from It rains & pours, and Coats are for rain."),
    },
    Format.ARGDOWN: {
        ("+", "It rains.", "Rain is water.", "Water falls on the street."),
        ("+", "Water falls on the street.", "The street gets wet Rain."),
        ("-", "There is a roof.", "The street gets wet Rain."),
        ("-", "There is a roof.", "step from It rains. and Rain is water."),
    },
    Format.KIALO: {
        ("+", "It rains.", "Take a coat."), ("-", "It is warm, and sunny.", "It rains."),
        ("-", "It is warm, and sunny.", "Take a coat."),
    },
    Format.OUTLINE: {
        ("+", "It rains (forecast).", "Take a coat."), ("+", "It pours.", "It rains (forecast)."),
        ("-", "Coats are hot.", "It is warm.", "Take a coat."),
        ("-", "Only in summer.", "step from It is warm. and Coats are hot."),
    },
    Format.OPML: {("+", "It rains.", "Take a coat."), ("-", "It is warm.", "Take a coat.")},
}  # fmt: skip


@pytest.mark.parametrize("form", SOURCES)
def test_statements_and_relations_are_read(form: Format) -> None:
    found = reading(SOURCES[form], form)
    assert steps(found.loaded.map) == SAID[form]
    assert Counter(loss.what for loss in found.losses) == Counter(LOST[form])
    for loss in found.losses:
        start, end = loss.where
        assert 0 <= start <= end <= len(found.source.data)


@pytest.mark.parametrize("form", SOURCES)
def test_what_is_read_is_tidy(form: Format) -> None:
    document = reading(SOURCES[form], form).loaded.documents[0]
    text = document.source.text
    assert formatted(text) == text
    assert document.places.original is not None
    assert document.places.original.data == tomllib.loads(text), "what is not parsed is what would be parsed"


def test_more_of_each_format() -> None:
    aif = reading(AIF, Format.AIF).loaded.map
    assert aif.conclusions["the-street-gets-wet"].text == "The street gets wet."
    assert aif.premises["it-rains"].by == "Ann"
    (inference,) = aif.inferences.values()
    assert inference.scheme == "cause-to-effect"
    assert [note.on for note in aif.notes.values()] == [("rain-falls", "it-rains")]
    graph = reading(GRAPH, Format.ARGGRAPH).loaded.map
    assert (graph.map.title, graph.map.description) == ("rain", "topic: weather, stance: pro")
    assert graph.premises["but-it-is-warm"].tags == ("opponent",)
    down = reading(DOWN, Format.ARGDOWN).loaded.map
    assert (down.map.title, down.map.author) == ("Rain", "A. Example")
    assert down.conclusions["wet"].tags == ("weather", "two words")
    assert (down.premises["rain"].also, down.premises["rain"].grade) == (("Rain falls.",), 0.8)
    assert [rivals.among for rivals in down.rivals.values()] == [("rain", "dry")]
    assert set(down.assumptions) == {"rain-is-water"}
    step = next(one for one in down.inferences.values() if one.label == "Falling")
    assert (step.scheme, step.warrant) == ("cause-to-effect", "gravity")
    assert [note.text for note in down.notes.values()] == ["Water falls."]
    outline = reading(LIST, Format.OUTLINE).loaded.map
    assert (outline.map.title, outline.claims["it-rains-forecast"].url) == ("Coats", "https://example.org/f")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[A]: One.\n\n  + [B]: Two.\n", {("+", "Two.", "One.")}),
        ("[A]: One.\n  <- [B]: Two.\n    +> [C]: Three.\n", {("-", "Two.", "One."), ("+", "Two.", "Three.")}),
        ("One.\n  - Two\n  words.\n", {("-", "Two words.", "One.")}),
        ("<A>: Why.\n  - <B>: Not so.\n\n[C]: So.\n  + <A>\n", {("-", "Not so.", "Why."), ("+", "Why.", "So.")}),
        ("[C]: So.\n  + <A>: Why.\n    <_ <B>: Not so.\n", {("+", "Why.", "So."), ("-", "Not so.", "step from Why.")}),
        ("<A>\n\n(1) P\n----\n(2) Q\n(3) R\n----\n(4) S\n", {("+", "P", "Q"), ("+", "Q", "R", "S")}),
        ("<A>\n\n(1) P\n--\nmodus ponens\n--\n(2) Q\n\n<A>(1)\n  + T\n", {("+", "P", "Q"), ("+", "T", "P")}),
        ("[A]: 1 \\< 2 \\[x\\] \\# y\n  + B /* no */ <!-- - C\n --> D // E\n", {("+", "B D", "1 < 2 [x] # y")}),
        ("A: http://a.org/b\n  + B\n", {("+", "B", "A: http://a.org/b")}),
    ],
)  # fmt: skip
def test_the_notation_of_argdown(text: str, wanted: set[tuple[str, ...]]) -> None:
    assert steps(reading(text, Format.ARGDOWN).loaded.map) == wanted


def test_an_undercut_below_a_conclusion_or_an_inference_is_against_its_step() -> None:
    text = (
        "[A]: Text A.\n  +> [E]: Text E.\n\n<One>\n\n(1) P\n----\n(2) [A]\n  <_ U\n\n"
        "<Two>\n\n(1) [A]\n----\n  <_ <V>: V\n(2) [B]: B\n  _ W\n"
    )
    assert steps(reading(text, Format.ARGDOWN).loaded.map) == {
        ("+", "P", "Text A."), ("+", "Text A.", "Text E."), ("+", "Text A.", "B"), ("-", "U", "step from P"),
        ("-", "V", "step from Text A."), ("-", "W", "step from Text A."),
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["Con: a", "**Con:** a", "**Con**: a", "*Con*: a", "Con - a", "CON \u2013 a", "Contra: a", "[ ] Con: a", "(con) a",
     "Cons\n    - a", "Con:\n    - a", "Against:\n    - a"],
)  # fmt: skip
def test_a_con_is_a_con(line: str) -> None:
    assert steps(reading(f"- Thesis\n  - {line}\n", Format.OUTLINE).loaded.map) == {("-", "a", "Thesis")}


def test_headings_can_be_sides() -> None:
    text = "# Thesis\n\n## Pro\n\n- a\n\n## Con\n\n- b\n  - c\n"
    assert steps(reading(text, Format.OUTLINE).loaded.map) == {
        ("+", "a", "Thesis"), ("-", "b", "Thesis"), ("+", "c", "b"),
    }  # fmt: skip


def test_sections_of_argdown_are_groups() -> None:
    text = "# All\n\n## One #first\n\nA\n  + B\n\n## Two {isGroup: false}\n\nC\n  + D\n"
    map_ = reading(text, Format.ARGDOWN).loaded.map
    assert {name: (one.title, one.tags) for name, one in map_.groups.items()} == {"one": ("One", ("first",))}
    assert {one.text: one.group for one in map_.premises.values()} == {"B": "one", "D": None}
    assert map_.map.title == "All"


def test_strict_argdown_has_contraries() -> None:
    front = "===\nmodel:\n  mode: strict\n===\n\n"
    three = "[A]: One.\n  - [B]: Two.\n  - [C]: Three.\n\n[B]\n  -> [C]\n"
    assert [one.among for one in reading(front + three, Format.ARGDOWN).loaded.map.rivals.values()] == [("a", "b", "c")]
    two = "[A]: One.\n  - [B]: Two.\n  - [C]: Three.\n"
    map_ = reading(front + two, Format.ARGDOWN).loaded.map
    assert (len(map_.rivals), len(map_.objections)) == (0, 4), "B and C do not exclude each other"
    sure = "[A]: One. {credence: 0.9}\n  - [B]: Two. {credence: 0.8}\n"
    assert len(reading(front + sure, Format.ARGDOWN).loaded.map.objections) == 2, "not chances of which one comes true"
    assert len(reading(two, Format.ARGDOWN).loaded.map.objections) == 2, "in the loose mode, they are attacks"


# Errors


@pytest.mark.parametrize(
    ("form", "text", "place", "message"),
    [
        (Format.AIF, '{"nodes": [\n  {"nodeID": 1,]}', (2, 16), "this is not valid JSON"),
        (Format.AIF, '{"nodes": [], "edges": 3}', (1, 1), 'the list "edges" is missing'),
        (Format.AIF, '{"nodes": [3], "edges": []}', (1, 12), 'this entry of "nodes" is not an object'),
        (Format.AIF, "[" * 100_000, (1, 1), "nested too deeply"),
        (Format.AIF, "1" * 5_000, (1, 1), "this is not valid JSON"),
        (Format.ARGGRAPH, "<arggraph>\n<edu></arggraph>", (2, 8), "this is not valid XML"),
        (Format.ARGGRAPH, "<graph/>", (1, 1), "the outermost element is <graph>"),
        (Format.ARGGRAPH, '<!DOCTYPE a [<!ENTITY b "c">]><arggraph>&b;</arggraph>', (1, 25), "it declares entities"),
        (Format.ARGGRAPH, '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><arggraph/>', (1, 45), "declares entities"),
        (Format.OPML, "<a>" * 2_000, (1, 3004), "it is nested too deeply"),
        (Format.OPML, "<opml><body/></opml>", (1, 1), "this file has no outlines"),
        (Format.ARGDOWN, "+ One\n", (1, 1), "nothing above this line"),
        (Format.ARGDOWN, "[A]: One.\n  +\n", (2, 3), "nothing follows"),
        (Format.ARGDOWN, "(1) One.\n--\nrule\n", (2, 1), "this inference does not end"),
        (Format.ARGDOWN, "(1) One.\n----\n----\n(2) Two.\n", (3, 1), "no premise above"),
        (Format.ARGDOWN, "===\na: [\n===\n[A]: b\n  + c\n", (2, 1), "this is not valid YAML"),
        (Format.KIALO, "Discussion Title: A\n", (1, 1), "this file has no numbered claims"),
        (Format.KIALO, "1. A\n1.1. Pro: B\n1.1. Con: C\n", (3, 1), "two claims with the number 1.1"),
        (Format.KIALO, "1. A\n2.1. Pro: B\n", (2, 1), "claim 2, above claim 2.1, is missing"),
        (Format.KIALO, "1. A\n1.1. Pro: -> See 1.1.\n", (2, 1), "leads back to itself"),
        (Format.OUTLINE, "Words only.\n", (1, 1), "this file has no lists"),
    ],
)
def test_errors_have_a_place(form: Format, text: str, place: tuple[int, int], message: str) -> None:
    with pytest.raises(MapError) as caught:
        reading(text, form)
    finding = caught.value.findings[0]
    assert message in finding.message
    assert tuple(finding.place.span.start) == place
    assert finding.help


@pytest.mark.parametrize("form", [form for form in READABLE if form not in {Format.TOML, Format.XLSX}])
@pytest.mark.parametrize(
    "text",
    ["\0", "{}", "[]", "null", '"x"', "- ", "a: &a [*a]", "<a/>", ",,,\n,,", "===\n", '{"nodes": null}', "\ud7ff" * 50,
     '{"nodes":[{"nodeID":"1","type":"I","text":"\\ud800"}],"edges":[]}', "1. ", "((((", "[a]:", "<",
     "\u202e", "{" * 999],
)  # fmt: skip
def test_nothing_makes_a_reader_fail(form: Format, text: str) -> None:
    try:
        reading(text, form)
    except MapError as error:
        assert error.findings[0].message  # noqa: PT017 - a map or a reason, either is right


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (Format.ARGDOWN, "[" * 100_000), (Format.ARGDOWN, "[A]: a {" + "[" * 8_000 + "}"),
        (Format.ARGDOWN, "<" * 100_000),
        (Format.ARGDOWN, "===\n" + "[" * 50_000 + "\n===\n"), (Format.ARGDOWN, "(1) a\n--" + "-x" * 50_000),
        (Format.ARGDOWN, "[A]: " + "#(" * 50_000), (Format.OUTLINE, "- " + "[" * 100_000),
        (Format.OUTLINE, "- " + "*a " * 50_000), (Format.OUTLINE, "- a\n" * 20_000),
        (Format.OUTLINE, "- a\n" + "  - (as above) b\n" * 10_000),
        (Format.OPML, "<opml><body>" + "<outline text='a'/>" * 20_000 + "</body></opml>"),
        (Format.KIALO, "1. " + "[1](" * 50_000),
    ],
)  # fmt: skip
def test_no_text_takes_long(form: Format, text: str) -> None:
    """Each of these took minutes with a pattern that tries every way to match."""
    start = time.process_time()
    with suppress(MapError):
        reading(text, form)
    assert time.process_time() - start < 10


def test_a_small_file_cannot_make_a_huge_map() -> None:
    ends = [{"nodeID": f"c{number}", "type": "RA"} for number in range(600)]
    starts = [{"nodeID": f"i{number}", "type": "I", "text": "x"} for number in range(600)]
    edges = [{"fromID": one["nodeID"], "toID": other["nodeID"]} for one in starts for other in ends]
    edges += [{"fromID": other["nodeID"], "toID": "i0"} for other in ends]
    with pytest.raises(MapError, match="more than 200,000"):
        reading(json.dumps({"nodes": [*ends, *starts], "edges": edges}), Format.AIF)


# Out and in again

WHOLE = (Format.TOML, Format.AIF, Format.ARGDOWN, Format.CSV)
"""The formats that keep everything."""


def again(loaded: LoadedMap, form: Format) -> Map:
    made, losses = writer(form)(loaded)
    assert isinstance(made, str)
    assert not losses
    return reading(made, form).loaded.map


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("name", ["kazakhstan", "mill", "tutorial"])
def test_the_maps_come_back_whole(name: str, form: Format) -> None:
    loaded = load_file(ROOT / f"maps/{name}.toml")
    assert again(loaded, form).model_dump() == loaded.map.model_dump()


@pytest.mark.parametrize("form", WHOLE)
@given(text=st.one_of(layered_maps(), circular_maps(), maps_with_rivals()))
@settings(max_examples=60, deadline=None)
def test_any_map_comes_back_whole(form: Format, text: str) -> None:
    loaded = load_text(text)
    assert again(loaded, form).model_dump() == loaded.map.model_dump()


@pytest.mark.parametrize("form", [Format.OUTLINE, Format.OPML])
@pytest.mark.parametrize("source", [Format.KIALO, Format.OUTLINE, Format.OPML])
def test_trees_come_back_as_trees(source: Format, form: Format) -> None:
    loaded = reading(SOURCES[source], source).loaded
    made, _ = writer(form)(loaded)
    assert isinstance(made, str)
    found = reading(made, form).loaded.map
    assert steps(found) == steps(loaded.map)
    assert found.map.title == loaded.map.map.title


def test_marks_in_texts_of_an_outline_stay() -> None:
    text = "a *b* c_d_e **f** [g](h) \\\\* `i` Con: j"
    loaded = load_text(f'[map]\ntitle = "*x*"\nlanguage = "de"\n[conclusions.z]\ntext = {json.dumps(text)}\n')
    for form in (Format.OUTLINE, Format.OPML):
        made, losses = writer(form)(loaded)
        assert isinstance(made, str)
        found = reading(made, form).loaded.map
        assert [one.text for one in (*found.premises.values(), *found.conclusions.values())] == [text]
        assert found.map.title == "*x*"
        assert [loss.where for loss in losses] == [("map", "language"), ("conclusions", "z")]


def test_a_step_against_itself_is_lost() -> None:
    nodes = [{"nodeID": "1", "type": "I", "text": "a"}, {"nodeID": "2", "type": "CA"}, {"nodeID": "3", "type": "RA"}]
    edges = [
        {"fromID": "1", "toID": "2"},
        {"fromID": "2", "toID": "2"},
        {"fromID": "1", "toID": "3"},
        {"fromID": "3", "toID": "1"},
    ]
    found = reading(json.dumps({"nodes": nodes, "edges": edges}), Format.AIF)
    assert Counter(loss.what for loss in found.losses) == {"step from something to itself": 2}


def test_what_is_about_a_step_that_became_a_warrant_is_lost_with_it() -> None:
    nodes = [{"nodeID": name, "type": "I", "text": f"Text {name}."} for name in "abcd"]
    nodes += [{"nodeID": "r", "type": "RA"}, {"nodeID": "s", "type": "RA"}, {"nodeID": "k", "type": "CA"}]
    edges = [{"fromID": start, "toID": end} for start, end in ("ar", "rb", "cs", "sr", "dk", "ks")]
    found = reading(json.dumps({"nodes": nodes, "edges": edges}), Format.AIF)
    assert [one.warrant for one in found.loaded.map.inferences.values()] == ["text-c"]
    assert Counter(loss.what for loss in found.losses) == {
        "step in support of a step, now its warrant": 1, "step from or to something that is not there": 1,
    }  # fmt: skip


def test_a_long_row_of_steps_about_lost_steps_is_lost_quickly() -> None:
    nodes = [{"nodeID": "i", "type": "I", "text": "Text."}]
    nodes += [{"nodeID": str(number), "type": "CA"} for number in range(20_000)]
    edges = [{"fromID": "i", "toID": str(number)} for number in range(20_000)]
    edges += [{"fromID": str(number), "toID": str(number + 1)} for number in range(19_999)]
    edges.append({"fromID": "19999", "toID": "19999"})
    start = time.process_time()
    found = reading(json.dumps({"nodes": nodes, "edges": edges}), Format.AIF)
    assert len(found.losses) == 20_000
    assert time.process_time() - start < 20


@pytest.mark.parametrize("name", ["map.txt", "map.toml.bak", "map.TOML", "map"])
def test_a_map_in_toml_is_one_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text((ROOT / "maps/tutorial.toml").read_text("utf-8"), "utf-8")
    assert read_any(path).loaded.map == load_file(ROOT / "maps/tutorial.toml").map


def test_toml_is_tidy_and_keeps_everything() -> None:
    for name in ("kazakhstan", "mill", "tutorial"):
        loaded = load_file(ROOT / f"maps/{name}.toml")
        text, _ = toml_of(loaded)
        assert formatted(text) == text
        assert load_text(text).map.model_dump() == loaded.map.model_dump()


NASTY = 'q"""u\'o"t\\e\n\t\x07\u202e ]]> {a} [b](c) <d> #e @[f] // g /* h */ :x: .~. \\" '


def test_texts_stay_what_they_are() -> None:
    text = (
        f"[premises.p]\ntext = {json.dumps(NASTY)}\nlabel = {json.dumps('<b> [c] {d}')}\ntags = ['a b', 'c)d', '#']\n"
    )
    loaded = load_text(text + '[conclusions.z]\ntext = "(1) - x"\n[[inferences]]\nfrom = ["p"]\nto = "z"\n')
    for form in WHOLE:
        assert again(loaded, form).model_dump() == loaded.map.model_dump()


def test_argdown_itself_reads_what_is_written(tmp_path: Path) -> None:
    """Argdown finds the statements and relations of the maps in what argmap writes."""
    npm_install(tmp_path, ARGDOWN)
    for name in ("kazakhstan", "mill", "tutorial"):
        loaded = load_file(ROOT / f"maps/{name}.toml")
        made, _ = writer(Format.ARGDOWN)(loaded)
        assert isinstance(made, str)
        (tmp_path / f"{name}.argdown").write_text(made, "utf-8")
        script = (tmp_path / "node_modules/.bin/argdown").resolve()
        command = [*node_tool("node"), str(script), "json", f"{name}.argdown", str(tmp_path)]
        subprocess.run(command, check=True, timeout=120, cwd=tmp_path, capture_output=True)
        known = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))
        said = {
            " ".join(member["text"].replace("\\", "").split())
            for one in known["statements"].values()
            for member in one["members"]
            if member.get("text")
        }
        texts = {one.text for _, _, one in loaded.map.elements() if isinstance(one, Statement)}
        assert all(any(text in one for one in said) for text in texts)
        kinds = Counter(relation["relationType"] for relation in known["relations"])
        relations = kinds["support"] + kinds["attack"] + kinds["undercut"]
        structures = sum(bool(one.get("pcs")) for one in known["arguments"].values())
        objections = kinds["attack"] + kinds["undercut"]
        assert objections == len(loaded.map.objections)
        against = structures - len(loaded.map.inferences) + kinds["support"]
        assert relations + structures - against == len(loaded.map.inferences) + len(loaded.map.objections)


# Recognising formats


def test_each_format_is_recognised_by_its_content_and_its_name() -> None:
    for form, text in SOURCES.items():
        assert recognised("", text) is form
        assert recognised(f"map{WAYS[form].suffixes[0]}", text) is form
    assert recognised("", (ROOT / "maps/tutorial.toml").read_text("utf-8")) is Format.TOML
    assert recognised("package.json", '{"name": "x", "version": "1"}') is None


@pytest.mark.parametrize(
    ("name", "text", "is_map"),
    [
        ("a.json", AIF, True), ("a.json", '{"nodes": [], "links": []}', False), ("a.xml", GRAPH, True),
        ("a.xml", OUTLINES, False), ("a.argdown", DOWN, True), ("README.md", LIST, False),
        ("a.csv", "text,to\n", False),
        ("a.yaml", "arguments: x\n", False), ("a.gsn.yaml", "G1:\n  text: x\n", True), ("a.txt", DEBATE, False),
    ],
)  # fmt: skip
def test_which_files_in_a_folder_are_maps(name: str, text: str, *, is_map: bool) -> None:
    assert is_map_in_folder(name, text) is is_map


# The command


def argmap(folder: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "argmap", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, input=given, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"a.json": AIF, "b.argdown": DOWN, "c.md": LIST, "bad.json": '{"nodes": ['}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_convert_writes_a_file_a_folder_or_standard_output(folder: Path) -> None:
    done = argmap(folder, "convert", "b.argdown")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "argmap: b.argdown: not kept: 1 heading of no group (at 13:1)",
        "argmap: b.argdown: not kept: 1 paragraph of prose (at 27:1)",
    ]
    assert load_text(done.stdout).map == read_any(folder / "b.argdown").loaded.map
    assert argmap(folder, "convert", "b.argdown", "-o", "x/b.toml").returncode == 0
    assert (folder / "x/b.toml").read_text("utf-8") == done.stdout
    assert argmap(folder, "convert", "a.json", "b.argdown", "--to", "outline", "-o", "many").returncode == 0
    assert sorted(path.name for path in (folder / "many").iterdir()) == ["a.md", "b.md"]
    assert argmap(folder, "convert", "a.json", "-o", "a.argdown").returncode == 0
    assert read_any(folder / "a.argdown").form is Format.ARGDOWN
    piped = argmap(folder, "convert", "-", "--to", "aif", given=LIST)
    assert json.loads(piped.stdout)["nodes"]


def test_convert_says_what_is_wrong(folder: Path) -> None:
    for words, code, message in (
        (("a.json", "--strict", "-o", "s.toml"), 1, "not kept: 1 transition (at 46:3)"),
        (("c.md", "--strict", "-o", "t.toml"), 0, "wrote t.toml"),
        (("a.json", "b.argdown"), 2, "2 maps do not fit into one output"),
        (("a.json", "b.argdown", "-o", "c.md"), 2, "2 maps do not fit into one output"),
        (("a.json", "--to", "xls"), 2, 'Did you mean "xlsx"'),
        (("a.json", "--to", "kialo"), 2, '--to: unknown value "kialo"'),
        (("a.json", "--from", "mermaid"), 2, '--from: unknown value "mermaid"'),
        (("a.json", "-o", "a.json", "--to", "aif"), 2, "would overwrite a.json"),
        (("bad.json",), 2, "bad.json:1:12: error[E050] this is not valid JSON"),
        (("nothing.json",), 2, "no such file"),
    ):
        done = argmap(folder, "convert", *words)
        assert (done.returncode, message in done.stderr) == (code, True), (words, done.stderr)
    assert (folder / "s.toml").exists()
    done = argmap(folder, "convert", "a.json", "bad.json", "c.md", "-o", "some")
    assert done.returncode == 2
    assert sorted(path.name for path in (folder / "some").iterdir()) == ["a.toml", "c.toml"]


def test_every_command_takes_a_map_in_another_format(folder: Path) -> None:
    for words, said in (
        (("check", "b.argdown", "--fail-on", "never"), "b.argdown:8:1: "),
        (("weak", "a.json"), "the-street-gets-wet"),
        (("explain", "it-rains", "a.json"), "It rains."),
        (("render", "c.md", "-f", "text", "-o", "-"), "Take a coat."),
        (("diff", "c.md", "b.argdown"), "Take a coat."),
        (("review", "b.argdown", "--format", "markdown", "-o", "-"), "# Review: Rain"),
    ):
        done = argmap(folder, *words)
        assert said in done.stdout, (words, done.stdout[-500:], done.stderr)
    assert "1 locution, 1 transition; argmap convert says where" in argmap(folder, "weak", "a.json").stderr
    checked = json.loads(argmap(folder, "check", ".", "--format", "json", "--fail-on", "never").stdout)
    assert {Path(name).name for name in checked["files"]} == {"a.json", "b.argdown", "bad.json"} - {"bad.json"}


def test_only_toml_is_formatted_and_fixed(folder: Path) -> None:
    done = argmap(folder, "fmt", "b.argdown")
    assert (done.returncode, "this is not TOML, but Argdown" in done.stderr) == (2, True)
    assert (folder / "b.argdown").read_text("utf-8") == DOWN
    done = argmap(folder, "check", "b.argdown", "--fix", "--fail-on", "never")
    assert "automatic fixes are for TOML" in done.stderr
    assert (folder / "b.argdown").read_text("utf-8") == DOWN


def test_every_writable_format_is_written(folder: Path) -> None:
    for form in WRITABLE:
        done = argmap(folder, "convert", "c.md", "--to", form.value, "-o", f"out{WAYS[form].suffixes[0]}")
        assert done.returncode == 0, done.stderr


def test_without_the_extra_excel_says_what_to_install(folder: Path) -> None:
    start = "import sys; sys.modules['openpyxl'] = None; from argmap.cli.app import run; run(sys.argv[1:])"
    command = [sys.executable, "-c", start, "convert", "c.md", "-o", "c.xlsx"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, "Install argmap[xlsx]" in done.stderr) == (2, True), done.stderr
    assert not (folder / "c.xlsx").exists()


def test_the_preview_knows_what_was_lost(folder: Path) -> None:
    with Engine() as engine:
        shown = Preview(folder / "b.argdown", Settings(), engine)
    assert (shown.problem, shown.lost) == ("", "1 heading of no group, 1 paragraph of prose")
    assert "The street gets wet" in shown.page.decode()


def as_text(made: str | bytes) -> str:
    return made if isinstance(made, str) else made.decode()


MARKS = "see <!-- c --> here, snake_case_name, a<_b /* x */ Use _x_ now, 2 * 3 and a_ b _c"


def test_marks_of_argdown_in_a_text_are_only_text() -> None:
    text = f'[conclusions.a]\ntext = "Main"\n[premises.b]\ntext = "{MARKS}"\n[inferences.i]\nfrom = ["b"]\nto = "a"\n'
    made, lost = writer(Format.ARGDOWN)(load_text(text))
    assert not lost
    assert reading(as_text(made), Format.ARGDOWN).loaded.map.premises["b"].text == MARKS


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2 * 3 = 6 and x * y *bold* and _it_ **b**", "2 * 3 = 6 and x * y bold and it b"),
        ("a_ b _c snake_case", "a_ b _c snake_case"),
        (r"a \_b\_ \* c", "a _b_ * c"),
    ],
)
def test_emphasis_in_argdown_has_a_beginning_and_an_end(text: str, read: str) -> None:
    found = read_source(SourceText("m.argdown", f"[A]: {text}\n  + [B]: b\n".encode()), None, Format.ARGDOWN).loaded.map
    assert found.conclusions["a"].text == read


@pytest.mark.parametrize("opening", ["<!--", "/*"])
def test_a_comment_of_argdown_must_end(opening: str) -> None:
    with pytest.raises(MapError) as said:
        read_source(SourceText("m.argdown", f"[A]: a\n  {opening} never\n  - [C]: c\n".encode()), None, Format.ARGDOWN)
    (found,) = said.value.findings
    assert (found.message, found.place.span.start) == ("this comment does not end", (2, 3))


def test_a_rule_of_argdown_has_all_its_words() -> None:
    text = "<X>\n\n(1) [P]: p\n-- Rule (uses: 1,2), Other --\n(2) [C]: c\n"
    (step,) = read_source(SourceText("m.argdown", text.encode()), None, Format.ARGDOWN).loaded.map.inferences.values()
    assert step.warrant == "Rule (uses: 1,2), Other"


DEEP = """[conclusions.a]
text = "Main"
[premises.d]
text = "D"
[objections.o]
against = "a"
text = "no"
[objections.oo]
against = "o"
from = ["d"]
[objections.ooo]
against = "oo"
text = "deep"
"""


def test_objections_to_objections_keep_their_targets_in_aif() -> None:
    made, lost = writer(Format.AIF)(load_text(DEEP))
    assert not lost
    back = reading(as_text(made), Format.AIF).loaded.map
    assert {name: one.against for name, one in back.objections.items()} == {"o": "a", "oo": "o", "ooo": "oo"}


TREE = """[conclusions.a]
text = "Go"
[objections.o]
against = "a"
text = "Bad"
[premises.p]
text = "Because"
[assumptions.s]
text = '''Assumed
so'''
[inferences.i]
from = ["p"]
to = "o"
[inferences.k]
from = ["s"]
to = "a"
"""


@pytest.mark.parametrize("form", [Format.OUTLINE, Format.OPML])
def test_what_a_tree_cannot_say_is_said(form: Format) -> None:
    _, lost = writer(form)(load_text(TREE))
    assert {one.what for one in lost} == {
        "kind of an assumption",
        "line break or run of blanks in a text",
        "strength of an objection with a text of its own",
    }


TREE_TEXTS = (
    "It rains.", "It rains.", "(together)", "Pro: yes", "Con - no", "x (as above)", "(con) z", "Pros", "Objection: why",
    "*a* <!-- b", "[l](http://x.y)", "[ ] task", "- dash", "1. one", "# h", "(as above, no. 2)", "`c`", "_x_", "but: d",
    "x (as above) (as above)", "Con to the step: e", "a_b_c",
)  # fmt: skip


@st.composite
def maps_of_odd_texts(draw: st.DrawFn) -> str:
    """Small maps whose texts are like the marks of an outline, some of them alike; steps join anything."""
    names = [f"s{number}" for number in range(draw(st.integers(2, 6)))]
    steps: list[tuple[str, list[str], str, str]] = []
    for number in range(draw(st.integers(1, 7))):
        table = draw(st.sampled_from(["inferences", "objections"]))
        ends = [*names, *(f"t{one}" for one in range(number))] if table == "objections" else names
        end = draw(st.sampled_from(ends))
        starts = draw(st.lists(st.sampled_from([one for one in names if one != end]), max_size=3, unique=True))
        said = (
            draw(st.sampled_from(TREE_TEXTS)) if table == "objections" and (not starts or draw(st.booleans())) else ""
        )
        steps.append((table, starts if starts or said else [next(one for one in names if one != end)], end, said))
    supported = {end for table, _, end, _ in steps if table == "inferences"}
    used = {start for _, starts, _, _ in steps for start in starts}
    lines = []
    for name in names:
        kind = "premises" if name not in supported else "claims" if name in used else "conclusions"
        lines.append(f"[{kind}.{name}]\ntext = {json.dumps(draw(st.sampled_from(TREE_TEXTS)))}")
    for number, (table, starts, end, said) in enumerate(steps):
        where = "to" if table == "inferences" else "against"
        lines.append(f'[{table}.t{number}]\n{where} = "{end}"')
        lines += [f"from = {json.dumps(starts)}"] if starts else []
        lines += [f"text = {json.dumps(said)}"] if said else []
    return "\n".join(lines)


def shape(map_: Map) -> tuple[Counter[object], Counter[object]]:
    """The statements of a map by text, with those that are conclusions, and its steps by what they join."""
    texts = {
        name: (kind is Kind.CONCLUSION, one.text) for kind, name, one in map_.elements() if isinstance(one, Statement)
    }
    steps: dict[str, Inference | Objection] = {**map_.inferences, **map_.objections}

    def joined(name: str) -> object:
        if name in texts:
            return texts[name]
        step = steps[name]
        starts = tuple(sorted(texts[start] for start in step.from_ or ()))
        return (type(step).__name__, starts, joined(step.to if isinstance(step, Inference) else step.against))

    return Counter(texts.values()), Counter(joined(name) for name in steps)


@pytest.mark.parametrize("form", [Format.OUTLINE, Format.OPML])
@given(text=maps_of_odd_texts())
@settings(max_examples=300, deadline=None)
def test_a_tree_comes_back_whole_or_says_what_it_lost(form: Format, text: str) -> None:
    try:
        loaded = load_text(text)
    except MapError:
        reject()
    made, lost = writer(form)(loaded)
    again = reading(as_text(made), form)
    if any("names a side" in one.what for one in lost):
        return
    assert not again.losses, "all that is written is read"
    assert lost or shape(again.loaded.map) == shape(loaded.map)


@pytest.mark.parametrize(
    ("text", "wanted", "lost"),
    [
        ("- A\n  - Pro: (together)\n    - B\n    - C\n    - Con: D\n",
         {("+", "B", "C", "A"), ("-", "D", "step from B and C")}, []),
        ("- A\n  - Con to the step: B\n", set(), ["con to a step that does not exist"]),
        ("- Con: A\n  - B\n", {("+", "B", "A")}, ["pro or con with nothing above it"]),
        ("- A\n  - B (as above)\n", {("+", "B", "A")}, ["repetition without an earlier item of the same text"]),
        ("- A\n  - B\n  - C\n    - B (as above)\n", {("+", "B", "A"), ("+", "C", "A"), ("+", "B", "C")}, []),
        ("- A\n  - B\n    - C\n  - B\n    - D (as above)\n  - D\n    - B (as above, no. 2)\n",
         {("+", "B", "A"), ("+", "C", "B"), ("+", "D", "B"), ("+", "D", "A"), ("+", "B", "D")}, []),
        ("- A\n  - \\(together)\n", {("+", "(together)", "A")}, []),
    ],
)  # fmt: skip
def test_marks_of_an_outline(text: str, wanted: set[tuple[str, ...]], lost: list[str]) -> None:
    found = reading(text, Format.OUTLINE)
    assert steps(found.loaded.map) == wanted
    assert [loss.what for loss in found.losses] == lost


def test_what_argdown_refuses_is_refused() -> None:
    with pytest.raises(MapError) as said:
        reading("[A]: a\n[B]: b\n", Format.ARGDOWN)
    assert (said.value.findings[0].place.span.start, said.value.findings[0].message) == (
        (2, 1), "this begins something new within a paragraph",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("[A]: a\n  + [A]\n  + [B]: b\n", "relation of a statement to itself"),
        ("# T\n\n## One\n\n[A]: a\n  + [B]: b\n\n## Two\n", "section with nothing in it"),
    ],
)
def test_what_argdown_has_and_a_map_has_not_is_said(text: str, lost: str) -> None:
    assert [one.what for one in reading(text, Format.ARGDOWN).losses] == [lost]


def test_line_breaks_that_are_folded_are_said() -> None:
    nodes = {"nodes": [{"nodeID": "1", "type": "I", "text": "a\nb"}, {"nodeID": "2", "type": "I", "text": "c\n"}]}
    found = reading(json.dumps({**nodes, "edges": []}), Format.AIF)
    assert [one.what for one in found.losses] == ["line break or tab in a text"]


def test_the_name_of_the_output_says_its_format(folder: Path) -> None:
    for words, code, said in (
        (("c.md", "-o", "x.foo"), 2, '"x.foo" does not have the suffix of a format'),
        (("c.md", "-o", "x.mup"), 2, "does not have the suffix"),
        (("c.md", "-o", "x.txt"), 2, "does not have the suffix"),
        (("c.md", "-o", "x.tsv"), 2, "does not have the suffix"),
        (("c.md", "-o", "x.foo", "--to", "aif"), 0, "wrote x.foo"),
        (("b.argdown", "-o", "b.md"), 0, "wrote b.md"),
        (("b.argdown", "-o", "new/"), 0, "wrote new"),
        (("-", "-", "-o", "two"), 2, "standard input can be read only once"),
    ):
        done = argmap(folder, "convert", *words)
        assert (done.returncode, said in done.stderr) == (code, True), (words, done.stderr)
    assert (folder / "new/b.toml").is_file()
    assert (folder / "b.md").read_text("utf-8").startswith("# Rain")
    (folder / "one").mkdir()
    (folder / "one/b.argdown").write_text(DOWN, "utf-8")
    assert argmap(folder, "convert", "one", "-o", "out").returncode == 0
    assert (folder / "out/b.toml").is_file()


def test_a_text_in_json_is_read_under_any_name(folder: Path) -> None:
    (folder / "a.argdown").write_text(AIF, "utf-8")
    assert read_any(folder / "a.argdown").form is Format.AIF


def test_ids_of_another_script_can_be_read() -> None:
    text = "[Дождь]: Идёт дождь.\n  + [الغيوم]: فوق المدينة غيوم.\n  + [雲]: 雲が出る。\n"
    found = reading(text, Format.ARGDOWN).loaded.map
    assert [*found.conclusions, *found.premises] == ["dozhd", "lghywm", "yun"]


def test_what_is_wrong_in_front_matter_has_its_line() -> None:
    with pytest.raises(MapError) as said:
        reading("===\nauthor: A\nargmap: {map: {language: 7}}\n===\n[A]: a\n  + [B]: b\n", Format.ARGDOWN)
    assert [one.place.span.start.line for one in said.value.findings] == [3]
    lost = reading("===\nauthor: {a: B}\n===\n[A]: a\n  + [B]: b\n", Format.ARGDOWN)
    assert [(one.what, lost.source.place(*one.where).span.start.line) for one in lost.losses] == [
        ("author of the document", 2)
    ]


@pytest.mark.parametrize(
    "line",
    ["Con 1: x", "Con 2. x", "Objection 1: x", "Cons: x", "CON. x", "`Con:` x", "<b>Con:</b> x", "Con\uff1a x",
     "Rebuttal: x", "No: x", "Weakness: x", "Gegen: x", "Против: x", "En contra: x",
     "Disadvantages\n    - x", "Drawbacks:\n    - x",
     "Reasons against:\n    - x", "Arguments con\n    - x", "Counterarguments:\n    - x", "Why not?\n    - x"],
)  # fmt: skip
def test_whatever_a_con_is_called_it_is_a_con(line: str) -> None:
    assert steps(reading(f"- T\n  - {line}\n", Format.OUTLINE).loaded.map) == {("-", "x", "T")}


@pytest.mark.parametrize("line", ["No. It is not.", "For example, x", "Force: x", "Nobody knows", "Proof: x"])
def test_what_only_begins_like_a_relation_is_text(line: str) -> None:
    assert steps(reading(f"- T\n  - {line}\n", Format.OUTLINE).loaded.map) == {("+", line, "T")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- Ban zoos.\n\n# Pro\n\n- a\n\n# Con\n\n- b\n", {("+", "a", "Ban zoos."), ("-", "b", "Ban zoos.")}),
        ("- A\n  - Pro: x\n\n## Cons\n- y\n", {("+", "x", "A"), ("-", "y", "A")}),
        ("# A\n## Pros\n- a\n## Cons\n- b\n# B\n## Pros\n- c\n## Cons\n- d\n",
         {("+", "a", "A"), ("-", "b", "A"), ("+", "c", "B"), ("-", "d", "B")}),
        ("# All\n## Cars\n### Cons\n- cost\n## Zoos\n### Pros\n- x\n", {("-", "cost", "Cars"), ("+", "x", "Zoos")}),
        ("# T\n## Advantages\n- a\n## Points against\n- b\n", {("+", "a", "T"), ("-", "b", "T")}),
        ("1. A\n   a. B\n   b. con: C\n", {("+", "B", "A"), ("-", "C", "A")}),
        ("- A\r  - Con: b\r", {("-", "b", "A")}),
    ],
)  # fmt: skip
def test_sides_are_about_what_is_above_them(text: str, wanted: set[tuple[str, ...]]) -> None:
    found = reading(text, Format.OUTLINE)
    assert (steps(found.loaded.map), found.losses) == (wanted, ())


def test_sides_of_nothing_are_lost() -> None:
    found = reading("## Pros\n- a\n## Cons\n- b\n", Format.OUTLINE)
    assert {one.what for one in found.losses} == {
        "heading of a side with nothing above it", "pro or con with nothing above it",
    }  # fmt: skip
    assert {one.text for one in found.loaded.map.premises.values()} == {"a", "b"}


@pytest.mark.parametrize(
    "text",
    ["<!-- by Ann -->\n\n* Close zoos.\n  - They teach.\n", "<details>\n\n* Close zoos.\n  - They teach.\n",
     "* Close zoos [1].\n  - Con: They teach.\n\n[1]: https://example.org\n", "* A[^1].\n  - B\n\n[^1]: A note.\n",
     "Zoos\n====\n\n* Close zoos.\n  - They teach.\n", "* A\n  - B\n\n<https://example.org>\n"],
)  # fmt: skip
def test_an_outline_in_markdown_is_no_argdown(text: str) -> None:
    assert recognised("m.md", text) is Format.OUTLINE


def test_argdown_in_markdown_is_argdown() -> None:
    for text in (
        "[A]: a\n  - [B]: b\n",
        "===\ntitle: T\n===\n\nA\n  - B\n",
        "<A>\n\n(1) a\n----\n(2) b\n",
        "A\n  <- B\n",
    ):
        assert recognised("m.md", text) is recognised("", text) is Format.ARGDOWN, text


def test_relations_of_argdown_need_no_blank_before_a_title() -> None:
    text = "[A]: a\n  +[B]: b\n  -<C>: c\n  ->[D]: d\n"
    assert steps(reading(text, Format.ARGDOWN).loaded.map) == {("+", "b", "a"), ("-", "c", "a"), ("-", "a", "d")}
    assert steps(reading("[A]: a\r  - [B]: b\r", Format.ARGDOWN).loaded.map) == {("-", "b", "a")}


def test_data_of_argdown_is_kept_or_lost_with_a_word() -> None:
    text = '[A]: a {source: "M"}\n  + [B]: b {grade: likely, reason: "x"}\n\n'
    text += '(1) [A]\n-- MP {uses: [1], note: "n"} --\n(2) [C]\n'
    found = reading(text, Format.ARGDOWN)
    assert [one.what for one in found.losses] == ["entry of data"] * 2
    assert found.loaded.map.premises["b"].grade == 0.675


def test_braces_and_ends_of_lines_in_data_of_argdown_are_escaped() -> None:
    text = '[conclusions.c]\ntext = "C"\n[premises.p]\ntext = "P\\u2028Q"\n'
    text += 'grade = 0.5\nbecause = "x {z} } y"\nlabel = "l {m}"\n'
    loaded = load_text(text + '[inferences.i]\nfrom = ["p"]\nto = "c"\n')
    made, lost = writer(Format.ARGDOWN)(loaded)
    data = as_text(made).split("argmap")[-1]
    assert not lost
    assert "\u2028" not in data
    assert reading(as_text(made), Format.ARGDOWN).loaded.map.model_dump() == loaded.map.model_dump()


def test_other_ways_of_writing_aif() -> None:
    nodes = [
        {"nodeID": "1", "text": "main", "type": "I"}, {"nodeID": "2", "text": "reason", "type": "I"},
        {"nodeID": "3", "type": "RA"}, {"nodeID": "4", "text": "He said reason", "type": "L"},
        {"nodeID": "5", "type": "YA", "text": "Asserting"},
    ]  # fmt: skip
    edges = [{"fromID": a, "toID": b} for a, b in ("23", "31", "45", "52")]
    people = [{"participantID": "7", "firstname": "Bob", "surname": "Jones"}]
    xaif = {"AIF": {"nodes": nodes, "edges": edges, "participants": people,
                    "locutions": [{"nodeID": "4", "personID": "7"}]}, "text": {"txt": "x"}}  # fmt: skip
    found = reading(json.dumps(xaif), Format.AIF)
    assert steps(found.loaded.map) == {("+", "reason", "main")}
    assert [one.what for one in found.losses] == ["text beside the node set"]
    assert found.loaded.map.premises["reason"].by == "Bob Jones"
    old = {
        "nodes": [{"id": int(one["nodeID"]), "type": one["type"], "text": one.get("text", "")} for one in nodes[:3]],
        "edges": [{"from": {"id": 2}, "to": {"id": 3}}, {"from": {"id": 3}, "to": {"id": 1}}],
    }
    assert steps(reading(json.dumps(old), Format.AIF).loaded.map) == {("+", "reason", "main")}


def test_a_relation_without_a_parent_is_lost_with_a_word() -> None:
    found = reading("id,text,parent,relation\na,A,,\nb,B,a,con\nc,C,,pro\n", Format.CSV)
    assert [one.what for one in found.losses] == ["relation without a parent"]


@pytest.mark.parametrize("form", [Format.OUTLINE, Format.OPML])
def test_blanks_in_a_title_are_lost_with_a_word(form: Format) -> None:
    text = '[map]\ntitle = "A  B"\n[conclusions.c]\ntext = "C"\n[premises.p]\ntext = "P"\n'
    _, lost = writer(form)(load_text(text + '[inferences.i]\nfrom = ["p"]\nto = "c"\n'))
    assert [one.what for one in lost] == ["line break or run of blanks in the title"]


@pytest.mark.parametrize(("count", "said"), [(1, "1 key"), (2, "2 keys"), (1, "1 entry"), (2, "2 entries")])
def test_several_losses_are_counted_in_english(count: int, said: str) -> None:
    losses = [Lost(said.split()[1].replace("ies", "y").removesuffix("s"), (0, 0))] * count
    assert in_brief(losses) == said


def test_blocks_of_argdown_in_a_page_are_read_and_its_other_lines_named() -> None:
    page = "# Notes\n\nProse.\n\n```argdown\n[A]: One.\n  + [B]: Two.\n```\n\n~~~~ argdown\n[B]\n  - <C>: No.\n~~~~\n"
    found = reading(page, Format.ARGDOWN)
    assert steps(found.loaded.map) == {("+", "Two.", "One."), ("-", "No.", "Two.")}
    assert {one.what for one in found.losses} == {"line outside the blocks of Argdown"}
    assert [page[slice(*one.where)] for one in found.losses] == ["# Notes", "Prose."]
    plain = "[A]: One.\n  + [B]: Two `argdown` words.\n"
    assert reading(plain, Format.ARGDOWN).losses == ()


def test_names_of_sections_that_hold_only_sections_and_tags_of_a_title_are_named() -> None:
    text = "# Title #tag\n\n## Outer\n\n### Inner\n\n[A]: One.\n  + [B]: Two.\n"
    found = reading(text, Format.ARGDOWN)
    assert {(one.what, text[one.where[0] :].partition("\n")[0]) for one in found.losses} == {
        ("tag of the title", "# Title #tag"), ("section with only other sections in it", "## Outer"),
        ("place of a section within another", "### Inner"),
    }  # fmt: skip
    assert [group.title for group in found.loaded.map.groups.values()] == ["Inner"]


def test_headings_may_be_underlined_in_outlines() -> None:
    text = "Thesis\n======\n\nPro\n---\n\n- It rained.\n    - Con: not much\n\nCon\n---\n- No.\n"
    found = reading(text, Format.OUTLINE)
    assert found.losses == ()
    assert steps(found.loaded.map) == {
        ("+", "It rained.", "Thesis"), ("-", "not much", "It rained."), ("-", "No.", "Thesis"),
    }  # fmt: skip


def test_a_challenge_to_a_context_is_one_to_what_that_is_about() -> None:
    text = (
        "G1:\n  text: Safe.\n  supportedBy: [S1]\nS1:\n  text: By cases.\n  supportedBy: [G2]\n  inContextOf: [J1]\n"
        "J1:\n  text: All known.\nG2:\n  text: Handled.\n  supportedBy: [Sn1]\n  inContextOf: [C1]\n"
        "Sn1:\n  text: Report.\nC1:\n  text: Here.\n"
        "CG1:\n  nodeType: CounterGoal\n  text: Found late.\n  challenges: J1\n"
        "CG2:\n  nodeType: CounterGoal\n  text: Elsewhere.\n  challenges: C1\n"
    )
    found = reading(text, Format.GSN)
    against = {one.text: one.against for one in found.loaded.map.objections.values()}
    (step,) = (name for name, one in found.loaded.map.inferences.items() if one.to == "safe")
    assert against == {"Found late.": step, "Elsewhere.": "handled"}
    assert [one.what for one in found.losses] == ["challenge to a context, now to what that is about"] * 2


def test_an_attack_on_an_addition_is_one_on_the_whole_relation() -> None:
    units = "".join(
        f"<edu id='e{n}'>S{n}.</edu><adu id='a{n}' type='pro'/><edge id='s{n}' src='e{n}' trg='a{n}' type='seg'/>"
        for n in range(1, 5)
    )
    edges = "<edge id='c1' src='a2' trg='a1' type='sup'/><edge id='c2' src='a3' trg='c1' type='add'/>"
    edges += "<edge id='c3' src='a4' trg='c2' type='und'/>"
    found = reading(f"<arggraph id='x'>{units}{edges}</arggraph>", Format.ARGGRAPH)
    assert found.losses == ()
    (objection,) = found.loaded.map.objections.values()
    assert set(found.loaded.map.inferences[objection.against].from_) == {"s2", "s3"}


def test_what_else_a_node_set_has_is_named() -> None:
    nodes = [{"nodeID": "1", "text": "A.", "type": "I"}, {"nodeID": "2", "text": "B.", "type": "I"}]
    nodes.append({"nodeID": "3", "text": "", "type": "RA"})
    edges = [{"fromID": "2", "toID": "3"}, {"fromID": "3", "toID": "1"}]
    inner = {"nodes": nodes, "edges": edges, "schemefulfillments": [{"nodeID": "3", "schemeID": "9"}]}
    found = reading(json.dumps(inner), Format.AIF)
    assert [one.what for one in found.losses] == ["entry of schemefulfillments"]
    found = reading(json.dumps({"AIF": inner, "text": "B. So A.", "OVA": []}), Format.AIF)
    assert [one.what for one in found.losses] == ["entry of schemefulfillments", "text beside the node set"]


def test_an_argument_on_the_line_of_a_relation_has_no_structure() -> None:
    text = "[T]: Thesis.\n  + [B]: Basis.\n    + <X>: sketch\n\n(1) P.\n----\n(2) [T]\n"
    assert steps(reading(text, Format.ARGDOWN).loaded.map) == {
        ("+", "Basis.", "Thesis."), ("+", "sketch", "Basis."), ("+", "P.", "Thesis."),
    }  # fmt: skip
    attached = "<X>: sketch\n  + [T]: Reason.\n\n(1) P.\n----\n(2) [Q]: Q.\n"
    found = reading(attached, Format.ARGDOWN).loaded.map
    assert {one.label for one in found.inferences.values()} >= {"X"}


@pytest.mark.parametrize("side", ["Contra", "Kontra", "Dagegen", "Con"])
def test_sides_in_a_debate(side: str) -> None:
    text = f"Discussion Title: X\n\n1. Thesis.\n1.1. {side}: bad\n1.2. Other.\n1.3. Pro: -> See 1.9.\n"
    found = reading(text, Format.KIALO)
    assert steps(found.loaded.map) == {("-", "bad", "Thesis."), ("+", "Other.", "Thesis.")}
    assert {one.what for one in found.losses} == {
        "claim without a side, read as a pro", "claim that stands for claim 1.9, which is not there",
    }  # fmt: skip


def test_a_claim_without_its_point_is_an_error() -> None:
    with pytest.raises(MapError, match="does not end in a full stop"):
        reading("Discussion Title: X\n\n1. Thesis.\n1.5. Pro: lower\n1.6 Pro: no dot\n", Format.KIALO)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Ban cars?\n\n- Pro: quiet\n- Con: cost\n", {("+", "quiet", "Ban cars?"), ("-", "cost", "Ban cars?")}),
        ("# Ban cars\n\n1. Con: cost\n", {("-", "cost", "Ban cars")}),
        ("# Notes\n\n## Cars should go\n\n- Pro: quiet\n", {("+", "quiet", "Cars should go")}),
        ("# Notes\n\n## Economy\n\n- Pro: cheap\n", set()),
        ("- Ban cars\n  - ❌ cost\n  - ✅ quiet\n  - − dear\n", {
            ("-", "cost", "Ban cars"), ("+", "quiet", "Ban cars"), ("-", "dear", "Ban cars"),
        }),
        ("- Ban cars\n  - Con: freedom\n    - Response: roads are public\n", {
            ("-", "freedom", "Ban cars"), ("-", "roads are public", "freedom"),
        }),
    ],
)  # fmt: skip
def test_what_a_list_is_about(text: str, found: set[tuple[str, ...]]) -> None:
    assert steps(reading(text, Format.OUTLINE).loaded.map) == found


def test_what_is_said_of_an_argdown_document_is_kept_or_named() -> None:
    front = "===\ntitle: V\nauthor: [A, B]\nlang: de\nversion: 3\nmodel:\n  mode: loose\n===\n\n"
    text = front + "# Ethics\n\n[A]: One.\n  - [B]: Two.\n\n## Apart {isGroup: false}\n\n[C]: Three.\n  + [D]: Four.\n"
    found = reading(text, Format.ARGDOWN)
    info = found.loaded.map.map
    assert (info.title, info.author, info.language) == ("V", "A, B", "de")
    assert {one.what for one in found.losses} >= {"version of the document", "heading of no group"}
    assert "Ethics" in {group.title for group in found.loaded.map.groups.values()}


def test_signs_of_argdown_in_titles_do_not_break_it() -> None:
    text = '[map]\ntitle = "==="\ndescription = "a === b"\n[premises.p]\ntext = "P."\n[conclusions.c]\ntext = "C."\n'
    text += '[inferences.i]\nlabel = "- dash"\nfrom = ["p"]\nto = "c"\nscheme = "sign"\n'
    written, _ = writer(Format.ARGDOWN)(load_text(text))
    assert isinstance(written, str)
    assert written.count("===") == 2
    assert "<- " not in written
    back = reading(written, Format.ARGDOWN).loaded
    listed = toml_of(back)[0].replace('[[inferences]]\nid = "i"', "[inferences.i]")
    assert listed == toml_of(load_text(text))[0]


def test_what_a_locution_says_besides_its_words_is_named() -> None:
    nodes = [
        {"nodeID": "1", "text": "A &amp; B<br>C", "type": "I"}, {"nodeID": "2", "text": "D", "type": "I"},
        {"nodeID": "3", "type": "RA"}, {"nodeID": "2", "text": "Lost", "type": "I"},
        {"nodeID": "4", "text": "Bob : D", "type": "L", "timestamp": "2016-10-30 17:12:32"},
        {"nodeID": "5", "type": "YA", "text": "Asserting"},
    ]  # fmt: skip
    edges = [{"fromID": a, "toID": b} for a, b in ("23", "31", "45", "52")]
    found = reading(json.dumps({"nodes": nodes, "edges": edges}), Format.AIF)
    assert steps(found.loaded.map) == {("+", "D", "A & B C")}
    assert {one.what for one in found.losses} == {"node with the id of another", "time of a locution"}


def test_the_names_of_columns_may_stand_below_a_title() -> None:
    found = reading('"Map exported 2024"\n\nid,text,supports\na,A,\nb,B,a\n', Format.CSV)
    assert steps(found.loaded.map) == {("+", "B", "A")}
    assert [one.what for one in found.losses] == ["row above the names of the columns"]


def test_titles_and_links_of_a_mind_map_are_kept_or_named() -> None:
    reason = {"id": 3, "title": "R", "attr": {"link": {"url": "https://example.org"}, "icon": {"url": "data:x"}}}
    group = {"id": 2, "title": "Reasons of ours", "attr": {"group": "supporting"}, "ideas": {"1": reason}}
    root = {"id": "root", "formatVersion": 3, "ideas": {"1": {"id": 1, "title": "T", "ideas": {"1": group}}}}
    found = reading(json.dumps(root), Format.MINDMUP)
    assert [one.url for one in found.loaded.map.premises.values()] == ["https://example.org"]
    assert {one.what for one in found.losses} == {"title of a group", "icon"}


def test_a_title_stands_for_the_text_of_an_outline_without_one() -> None:
    text = '<opml version="2.0"><body><outline text="T"><outline title="Reason"/></outline></body></opml>'
    assert steps(reading(text, Format.OPML).loaded.map) == {("+", "Reason", "T")}
