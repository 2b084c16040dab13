"""Every fact about every element of a small map with all kinds of elements, and its outline, line by line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import ROOT, Golden, analysed

from argmap.describe import hints_on_words, source_line
from argmap.graph import Graph, build_graph
from argmap.layout.compose import compose
from argmap.layout.engine import Engine
from argmap.layout.selection import select
from argmap.loading.load import load_text
from argmap.render import Format
from argmap.render.draw import draw
from argmap.settings import MeasureName, Settings

TEXT = """
[map]
title = "Whether it floods"
presentation = { notes = { dry = "Say this slowly." } }
[sources.study]
title = "A study of rivers"
label = "The study"
author = "B. Writer"
date = "2019"
url = "https://example.org/study"
[sources.other]
title = "Another"
[groups.weather]
title = "The weather"
label = "Weather"
text = "All that comes from above."
[concepts.flood]
term = "flood"
definition = "water where people live"
[concepts.kinds]
term = "kind"
[concepts.kinds.typology.axes]
speed = ["fast", "slow"]
[[concepts.kinds.typology.cells]]
at = { speed = "fast" }
filled-by = "rain"
quote = { source = "other", exact = "fast" }
[premises.rain]
text = "Rain fell."
group = "weather"
also = ["It rained.", "There was rain."]
by = "the mayor"
date = "1980"
tags = ["water", "sky"]
quote = [{ source = "study", exact = "rain fell" }, { source = "other" }]
concepts = ["flood"]
grade = 0.6
[premises.dry]
text = "It stayed dry."
label = "Dryness"
group = "weather"
because = "so the station says"
url = "https://example.org/dry"
[premises.snow]
text = "Snow melts."
group = "weather"
grade = 0.2
[premises.fog]
text = "There was fog."
grade = 0.1
[suppositions.bend]
text = "The river has its bend."
[suppositions.idle]
text = "Nobody lives there."
[assumptions.slow]
text = "A slow river floods less"
[claims.rises]
text = "The river rises."
[claims.safe]
text = "With the bend, the town is safe."
[conclusions.floods]
text = "The town is flooded."
[conclusions.stays]
text = "The town stays dry."
[inferences.up]
from = ["rain", "snow"]
to = "rises"
scheme = "cause-to-effect"
warrant = "Water runs downhill."
answers = { strength = "It does.", evidence = { open = "not said" } }
label = "Going up"
[inferences.so]
from = ["rises"]
to = "floods"
warrant = "slow"
grade = 0.8
[inferences.if-bend]
from = ["bend", "dry"]
to = "safe"
[inferences.safely]
from = ["safe"]
to = "stays"
discharges = ["bend"]
[inferences.backed]
from = ["snow"]
to = "walls"
[objections.walls]
against = "floods"
text = "There are walls."
by = "the council"
[objections.cut]
from = ["slow"]
against = "so"
[objections.cut-cut]
against = "cut"
from = ["snow"]
[cautions.guess]
on = ["rain", "flood"]
text = "A guess."
[contested.farmers]
on = "rises"
by = "The farmers"
reason = "They saw nothing."
answer = "They were away."
[notes.by-the-way]
on = ["rain", "so", "weather"]
text = "By the way."
url = "https://example.org/note"
[rivals.sky]
among = ["fog", "dry"]
[rivals.ends]
among = ["floods", "stays"]
text = "It cannot be both."
label = "Either or"
"""


def facts_of(settings: Settings) -> Iterator[str]:
    analysis = analysed(TEXT, settings)
    for element_id in analysis.map.ids():
        yield f"== {element_id}: {analysis.headline(element_id)}"
        yield f"   {analysis.full_words(element_id)}"
        for fact in (*analysis.facts(element_id), *hints_on_words(analysis, element_id)):
            yield f"{fact.label}: {fact.text}{f' <{fact.url}>' if fact.url else ''}"


def test_every_fact(golden: Golden) -> None:
    made = [*facts_of(Settings()), "", "", source_line(load_text(TEXT).map)]
    golden(ROOT / "tests/golden/facts-of-all-kinds.txt", "\n".join(made) + "\n")


@pytest.mark.parametrize(
    ("settings", "labels"),
    [
        (Settings(weak=False), {"standing", "weak link", "for", "rivals", "weak by structure"}),
        (Settings(findings=False), {"error", "warning", "hint"}),
        (Settings(measure=MeasureName("grounded")), {"standing", "rivals"}),
    ],
)
def test_what_is_turned_off_is_no_fact(settings: Settings, labels: set[str]) -> None:
    found = {line.partition(":")[0] for line in facts_of(settings)}
    assert "grade" in found
    assert not labels & found


@pytest.mark.parametrize("shown", [Settings(), Settings(focus="rain", depth=1), Settings(focus="sky", depth=2)])
def test_the_outline(shown: Settings, golden: Golden) -> None:
    analysis = analysed(TEXT, shown)
    with Engine() as engine:
        made = draw(analysis, [Format.TEXT], engine).outputs[Format.TEXT].decode()
    golden(ROOT / f"tests/golden/outline-of-all-kinds-{shown.focus or 'all'}.txt", made)


def graph_of(rivals: str = "") -> Graph:
    return build_graph(load_text(TEXT.split("[rivals.sky]", maxsplit=1)[0] + rivals).map)


def test_rivals_in_the_graph() -> None:
    graph = graph_of('[rivals.sky]\namong = ["rain", "dry"]\n[rivals.mixed]\namong = ["rises", "slow", "floods"]\n')
    assert graph.rivals_of("rain") == ("dry",) == graph.exclusive_with("rain")
    assert graph.rebutted_by("rain") == ()
    assert graph.rivals_of("slow") == ("rises", "floods") == graph.rebutted_by("slow")
    assert graph.exclusive_with("slow") == () == graph.exclusive_with("rises")
    assert graph.rebutted_by("rises") == ("slow", "floods")
    assert graph.exclusive("mixed") == ("slow",)
    assert graph.exclusive("sky") == ("rain", "dry")
    assert graph.influences("slow") == ("rises", "floods")
    assert graph.influences("rises") == ("up", "slow", "floods")
    assert graph.influences("floods") == ("so", "walls", "rises", "slow")
    assert graph.around("slow") == ("so", "cut", "rises", "floods")
    assert "dry" in graph.bearing("up")
    assert "dry" not in graph.bearing("up", attacks=False)
    assert {"rises", "up"} <= graph.upstream("slow")
    assert graph.upstream("slow", attacks=False) == set()


def test_suppositions_in_the_graph() -> None:
    graph = graph_of()
    assert [graph.open_in(name) for name in ("bend", "if-bend", "safe")] == [{"bend"}] * 3
    assert [graph.open_in(name) for name in ("safely", "stays", "rain")] == [set()] * 3
    assert graph.depending_on("bend") == {"bend", "if-bend", "safe", "safely", "stays"}
    assert graph.depending_on("idle") == {"idle"}
    assert graph.discharged_by("bend") == ("safely",)
    assert graph.discharged_by("idle") == graph.discharged_by("rain") == ()
    assert not graph.is_uncertain("bend")
    assert graph.members_of("weather") == ("rain", "dry", "snow")
    assert graph.members_of("rain") == ()
    assert graph.notes_on("so") == ("by-the-way",)


@pytest.mark.parametrize(
    ("focus", "shown"),
    [
        ("sky", {"sky", "fog", "dry"}),
        ("by-the-way", {"by-the-way", "rain", "dry", "snow"}),
        ("weather", {"weather", "rain", "dry", "snow"}),
        ("guess", {"guess", "rain"}),
        ("farmers", {"farmers", "rises"}),
        ("flood", {"flood", "rain", "guess"}),
        ("kinds", {"kinds"}),
    ],
)
def test_the_picture_around_what_is_no_step_of_the_argument(focus: str, shown: set[str]) -> None:
    graph = build_graph(load_text(TEXT).map)
    found = select(graph, focus=focus, depth=0)
    assert found is not None
    # A note stays with what it explains, however small the selection.
    assert {name for name in found if name not in {"guess", "farmers", "by-the-way"} or name in shown} == shown
    drawn = compose(graph, found)
    assert set(drawn.nodes) >= shown & set(graph)
    assert (focus in drawn.nodes) is (focus != "weather")


def test_what_would_decide_between_rivals_is_said() -> None:
    text = (
        '[premises.p]\ntext = "P."\ngrade = 0.9\n[premises.q]\ntext = "Q."\ngrade = 0.8\n[conclusions.z]\ntext = "Z."\n'
        '[conclusions.y]\ntext = "Y."\n[inferences.i]\nfrom = ["p"]\nto = "z"\ngrade = 1\n'
        '[inferences.j]\nfrom = ["q"]\nto = "y"\ngrade = 1\n[rivals.r]\namong = ["z", "y"]\n'
        '[objections.o]\nagainst = "z"\ntext = "O."\ngrade = 0.5\n'
    )
    facts = analysed(text).facts("r")
    assert [fact.text for fact in facts if fact.label == "rivals"] == [
        "“Z.” stands in 9 of 100 worlds and “Y.” stands in 44 of 100 worlds.",
        "They clash in 36 of 100 worlds, and then neither of them stands.",
        "If “O.” held, they would never clash, and “Y.” would stand in 80 of 100.",
        "If “P.” failed, they would never clash, and “Y.” would stand in 80 of 100.",
        "If “Q.” failed, they would never clash, and “Z.” would stand in 45 of 100.",
    ]


def test_a_finding_marks_the_id_of_its_element() -> None:
    found = next(one for one in analysed(TEXT).findings if one.subject == "idle")
    (line, start), (_, end) = found.place.span
    assert TEXT.split("\n")[line - 1][start - 1 : end - 1] == "idle"


def test_the_text_of_an_element_is_what_it_says_whatever_its_label_is() -> None:
    analysis = analysed(TEXT)
    assert (analysis.text("dry"), analysis.words("dry")) == ("It stayed dry.", "Dryness")
