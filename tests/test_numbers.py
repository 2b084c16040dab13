"""Every number of a few small maps: standing, W, L, ranks, ties, other measures, estimates, stability."""

from __future__ import annotations

import inspect
import math
from collections.abc import Iterator, Mapping

import pytest
from cases import CIRCLES, REFERENCE, TWO_ENDS, edited
from conftest import ROOT, Golden, analysed, sampled, stood

from argmap import analysis as analysis_module
from argmap.analysis import Analysis
from argmap.graph import Graph, build_graph
from argmap.loading.load import load_text
from argmap.model import Kind
from argmap.project.source_texts import NO_TEXTS
from argmap.report.explanation import explain
from argmap.report.ranking import RankingFormat, format_ranking
from argmap.report.review import review_blocks
from argmap.report.sheet import sheet_markdown
from argmap.settings import MeasureName, Settings
from argmap.standing.assessment import Assessment, Effect
from argmap.standing.effects import account, assess
from argmap.standing.grades import Graded, default_grade, grades
from argmap.standing.gradual import INFLUENCES, strengths
from argmap.standing.network import network
from argmap.standing.sampling import samples_for
from argmap.standing.sentence import sentence, worlds
from argmap.standing.signs import speaking_against
from argmap.standing.structure import structural_reasons
from argmap.standing.trials import trials
from argmap.standing.weak_links import weak_links
from argmap.standing.what_if import WhatIf

DEAD = edited("grade = 0.5\n[premises.q]", "grade = 0\n[premises.q]", text=TWO_ENDS)
SURE = edited("grade = 0.5", "grade = 1", "grade = 0.4", "grade = 1", "grade = 0.9", "grade = 1", text=TWO_ENDS)
ATTACKS = """
[premises.a]
text = "A."
grade = 0.6
[premises.b]
text = "B."
grade = 0.6
[conclusions.z]
text = "Z."
[inferences.i]
from = ["a"]
to = "z"
scheme = "example"
[inferences.j]
from = ["b"]
to = "z"
scheme = "example"
[objections.o]
against = "z"
text = "O."
grade = 0.25
[objections.p]
against = "a"
text = "P."
grade = 0.25
[objections.ab]
from = ["a"]
against = "b"
grade = 0.5
[objections.ba]
from = ["b"]
against = "a"
grade = 0.5
[contested.c]
on = "b"
by = "C"
reason = "so"
[cautions.n]
on = "b"
text = "Hm."
[objections.q]
against = "b"
text = "Q."
grade = 0
[objections.s]
against = "b"
text = "S."
grade = 0
"""
TWO_WAYS = """
[premises.p]
text = "P."
grade = 0.4
[premises.q]
text = "Q."
grade = 0.7
[premises.r]
text = "R."
grade = 0.2
[premises.s]
text = "S."
grade = 0.9
[conclusions.z]
text = "Z."
[inferences.i]
from = ["p", "q"]
to = "z"
grade = 0.6
[inferences.j]
from = ["r"]
to = "z"
grade = 0.8
[inferences.k]
from = ["s"]
to = "z"
grade = 0.1
[objections.n]
against = "z"
text = "N."
grade = 0.3
[objections.m]
against = "z"
text = "M."
grade = 0.15
[objections.l]
against = "j"
text = "L."
grade = 0.25
"""
PAIRS = """
[premises.p]
text = "P."
grade = 0.5
[premises.q]
text = "Q."
grade = 0.5
[premises.r]
text = "R."
grade = 0.3
[premises.s]
text = "S."
grade = 0.3
[conclusions.z]
text = "Z."
[inferences.i]
from = ["p", "q"]
to = "z"
grade = 0.6
[inferences.j]
from = ["r", "s"]
to = "z"
grade = 0.6
"""
CIRCLE_FIRST = """
[premises.p]
text = "P."
grade = 0
[claims.a]
text = "A."
[conclusions.z]
text = "Z."
[inferences.za]
from = ["z"]
to = "a"
grade = 0.9
[inferences.pa]
from = ["p"]
to = "a"
grade = 0.9
[inferences.az]
from = ["a"]
to = "z"
grade = 0.9
"""
MAPS = {
    "two ways": TWO_WAYS, "pairs": PAIRS, "a circle first": CIRCLE_FIRST,
    "reference": REFERENCE, "two ends": TWO_ENDS, "circles": CIRCLES, "attacks": ATTACKS, "nothing stands": DEAD,
    "all is sure": SURE, "a claim alone": '[conclusions.z]\ntext = "Z."\n',
}  # fmt: skip


def effect_lines(found: Assessment) -> Iterator[str]:
    for effect in found.effects:
        marks = [" against"] * effect.speaks_against + [" single point"] * effect.single_point
        loss = "unknown" if effect.loss is None else f"{effect.loss:.9f}"
        error = f" ± {effect.standard_error:.9f}" if effect.standard_error else ""
        yield (
            f"    {effect.element}: W {effect.gain:.9f}{error} ({effect.share:.9f}), L {loss}, "
            f"secured {effect.secured:.9f}{''.join(marks)}"
        )


def lines(text: str) -> Iterator[str]:
    """Everything that is counted on a map."""
    analysis = analysed(text)
    graph = analysis.graph
    yield from (f"  {name} counts {one.value:.9f}: {one.reason}" for name, one in analysis.grades.items())
    for root in graph.roots():
        for how, counted in (("exact", account(graph, root)), ("estimated", sampled(graph, root, 3000))):
            found = assess(graph, counted)
            steady = trials(counted, found)
            if found.standing is None:
                yield f"  {how}: {root} is {found.method}; {steady}"
                continue
            numbers = f"{found.standing:.9f} ± {found.standard_error:.9f}"
            shares = f"refuted {found.refuted:.9f}, undecided {found.undecided:.9f}"
            yield f"  {how}: {root} stands {numbers}, {shares}, by {found.method}; {steady}"
            yield from effect_lines(found)
            chances = counted.chances()
            yield "    " + ", ".join(f"{name} {chances[name]:.9f}" for name in sorted(chances))
        yield from measured(text, root)
    for name, link in analysis.weak_links.items():
        numbers = f"W {link.gain:.9f} ({link.share:.9f}), L {link.loss:.9f}" if link.rank else ""
        why = "; ".join(link.reasons)
        single = ", single point" * link.single_point
        yield f"  {link.rank or '-'}. {name} for {link.conclusion or '-'} {numbers}{single} {link.sentence} [{why}]"


def measured(text: str, root: str) -> Iterator[str]:
    for measure in MeasureName:
        if measure is not MeasureName.STANDING:
            found = analysed(text, Settings(measure=measure)).assessment(root)
            if found.standing is None:
                yield f"  {root} by {measure.value}: {found.method}"
                continue
            pair = f"; together {' and '.join(found.repair_set)} {found.repair_gain:.9f}" if found.repair_set else ""
            yield f"  {root} by {found.measure}, {found.method}: {found.standing:.9f}{pair}"
            yield from effect_lines(found)


def test_the_table_of_numbers(golden: Golden) -> None:
    made = "\n".join(f"== {title}\n" + "\n".join(map(str.rstrip, lines(text))) + "\n" for title, text in MAPS.items())
    golden(ROOT / "tests/golden/numbers.txt", made)


@pytest.mark.parametrize("title", MAPS)
def test_another_grade_in_a_diagram_is_another_map(title: str) -> None:
    """The rows for a page give the standing and the gains, and go from the leaves up."""
    analysis = analysed(MAPS[title])
    assert [one.conclusion for one in analysis.what_if] == [
        root for root in analysis.roots if analysis.graph.is_argued(root)
    ]
    for one in analysis.what_if:
        found = analysis.assessment(one.conclusion)
        graded = analysis.account(one.conclusion).graded
        assert one.elements == tuple(graded)
        assert one.grades == tuple(grade.value for grade in graded.values())
        assert {name for name, speaks in zip(one.elements, one.against, strict=True) if speaks} == {
            effect.element for effect in found.effects if effect.speaks_against
        }
        assert standing_in(one, {}) == pytest.approx(found.standing, abs=1e-12)
        for effect in found.effects:
            settled = standing_in(one, {effect.element: float(not effect.speaks_against)})
            assert settled == pytest.approx(effect.secured, abs=1e-12)


def standing_in(one: WhatIf, changed: Mapping[str, float]) -> float:
    values = [changed.get(name, grade) for name, grade in zip(one.elements, one.grades, strict=True)]
    chances = [0.0, 1.0]
    for variable, high, low in one.rows:
        chances.append(values[variable] * chances[high] + (1 - values[variable]) * chances[low])
    return chances[one.top]


def test_a_page_holds_only_so_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = sum(len(one.rows) for one in analysed(TWO_ENDS).what_if)
    assert rows > 2
    for limit, kept in ((rows, 2), (rows - 1, 1), (0, 0)):
        monkeypatch.setattr("argmap.standing.what_if.MAX_ROWS", limit)
        assert len(analysed(TWO_ENDS).what_if) == kept


def test_conclusions_are_assessed_up_to_a_limit_and_the_first_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    text = TWO_ENDS + '[conclusions.x]\ntext = "X."\n'
    sizes = [len(analysed(text).graph.bearing(root)) for root in ("y", "z", "x")]
    assert sizes == [3, 4, 1]
    for limit, kept in ((8, 3), (7, 2), (6, 1), (2, 1), (3, 1)):
        monkeypatch.setattr(analysis_module, "MAX_WORK", limit)
        analysis = analysed(text)
        assert (len(analysis.roots), analysis.roots_left_out) == (kept, 3 - kept)
        assert list(analysis.assessments) == list(analysis.roots) == ["y", "z", "x"][:kept]


def test_what_the_settings_leave_out_is_not_there() -> None:
    none = analysed(REFERENCE, Settings(weak=False, findings=False))
    assert not none.assessments
    assert not none.chances
    assert not none.weak_links
    assert not none.what_if
    assert not none.element_findings
    assert not none.hints_on_words
    other = analysed(REFERENCE, Settings(measure=MeasureName.EULER))
    assert not other.chances
    assert not other.what_if
    assert other.trials("build") is None
    assert other.weak_links["homes"].rank
    assert analysed(REFERENCE).trials("build") is not None


def test_each_part_is_made_once() -> None:
    analysis = analysed(REFERENCE)
    assert analysis.account("build") is analysis.account("build")
    assert analysis.assessment("dear") is analysis.assessment("dear")
    assert analysis.facts("dear") is analysis.facts("dear")
    assert analysis.words("so-dear") is analysis.words("so-dear")
    assert analysis.chances["dear"] == analysis.account("build").chances()["dear"]


def test_an_analysis_shows_what_it_was_made_from_alone() -> None:
    assert list(inspect.signature(Analysis).parameters) == ["loaded", "settings", "sources"]
    analysis = analysed(TWO_ENDS)
    before = repr(analysis)
    assert analysis.facts("z")
    assert analysis.words("z")
    assert analysis.weak_links
    assert repr(analysis) == before


def test_the_title_is_that_of_the_map_or_its_file() -> None:
    assert analysed(CIRCLES).title == "Круги"
    assert analysed(REFERENCE).title == "argument map"
    assert analysed(ROOT / "tests/errors/../../src/argmap/loading/starter.toml").title
    bare = Analysis(load_text(REFERENCE), Settings(), NO_TEXTS)
    assert bare.title == "argument map"


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0.0,), ["0 of 100"]), ((1.0,), ["100 of 100"]), ((0.5,), ["50 of 100"]),
        ((0.0, 1.0), ["0 of 100", "100 of 100"]),
        ((0.004,), ["4 of 1,000"]), ((0.996,), ["996 of 1,000"]), ((0.0004,), ["4 of 10,000"]),
        ((0.00001,), ["fewer than 1 of 10,000"]), ((0.99999,), ["more than 9,999 of 10,000"]),
        ((0.5, 0.5), ["50 of 100", "50 of 100"]),
        ((0.501, 0.502), ["501 of 1,000", "502 of 1,000"]), ((0.50011, 0.5002), ["5,001 of 10,000", "5,002 of 10,000"]),
        ((0.500001, 0.500002), ["5,000 of 10,000", "5,000 of 10,000"]), ((0.9, 0.004), ["900 of 1,000", "4 of 1,000"]),
    ],
)  # fmt: skip
def test_shares_as_worlds(shares: tuple[float, ...], said: list[str]) -> None:
    assert list(worlds(*shares)) == said


def effect(gain: float, *, against: bool = False, name: str = "p", loss: float = 0.0) -> Effect:
    return Effect(name, Graded(0.5, "r"), gain, gain / 0.5, loss, 0.5 + gain, against, single_point=False)


@pytest.mark.parametrize(
    ("gain", "against", "measure", "said"),
    [
        (0.1, False, "standing", "settled, the conclusion would stand in 60 of 100 worlds instead of 50."),
        (0.1, True, "standing", "answered, the conclusion would stand in 60 of 100 worlds instead of 50."),
        (0.001, False, "standing", "settled, the conclusion would stand in 501 of 1,000 worlds instead of 500."),
        (1e-7, False, "standing", "settled, the conclusion would still stand in about 5,000 of 10,000 worlds."),
        (1e-12, False, "standing", "settled, the conclusion would stand as often as before."),
        (0.0, False, "standing", "settled, the conclusion would stand as often as before."),
        (-0.1, False, "standing", "settled, the conclusion would stand in 40 of 100 worlds instead of 50."),
        (0.1, False, "euler", "settled, the strength of the conclusion would be 0.6000 instead of 0.5000."),
        (-0.1, True, "euler", "answered, the strength of the conclusion would be 0.4000 instead of 0.5000."),
        (1e-12, False, "euler", "settled, the strength of the conclusion would stay at 0.5000."),
    ],
)
def test_why_an_element_is_weak(gain: float, measure: str, said: str, *, against: bool) -> None:
    one = effect(gain, against=against)
    assert sentence(one, Assessment("z", 0.5, [one], "closed form", measure=measure)) == f"If this were {said}"


def test_a_statement_is_called_what_it_is() -> None:
    text = TWO_ENDS.replace("conclusions.", "claims.")
    analysis = analysed(text)
    assert [found.kind for found in analysis.assessments.values()] == [Kind.CLAIM, Kind.CLAIM]
    assert "the claim would stand in" in analysis.weak_links["p"].sentence
    assert "the strength of the claim" in analysed(text, Settings(measure=MeasureName.EULER)).weak_links["p"].sentence
    assert "the claim cannot stand" in explain(analysis, "p", ["y"])
    assert "the conclusion" not in sheet_markdown(review_blocks(analysis)).split("## Findings")[0]
    assert "the claim would stand" in format_ranking(analysed(REFERENCE), ["dear"], RankingFormat.TEXT, 1)


def test_ranks_go_by_gain_then_loss_then_the_order_of_the_map() -> None:
    first = Assessment("y", 0.5, [effect(0.2, name="a"), effect(0.1, name="b", loss=0.1), effect(1e-9, name="n")], "m")
    effects = [effect(0.1, name="c", loss=0.2), effect(0.3, name="b"), effect(0.2, name="a")]
    second = Assessment("z", 0.5, [*effects, effect(0.1, name="d", loss=0.2)], "m")
    found = weak_links([first, second], {"a": ("why",), "x": ("alone",), "n": ("nothing",)})
    assert [(name, link.rank, link.conclusion) for name, link in found.items()] == [
        ("b", 1, "z"), ("a", 2, "y"), ("c", 3, "z"), ("d", 4, "z"),
    ]  # fmt: skip
    assert (found["a"].reasons, found["b"].reasons) == (("why",), ())


@pytest.mark.parametrize(
    ("notes", "grade", "value"),
    [(0, "", 0.875), (1, "", 0.675), (2, "", 0.5), (3, "", 0.325), (9, "", 0.0), (3, "grade = 0.9", 0.9)],
)
def test_what_is_open_lowers_a_default_step_by_step(notes: int, grade: str, value: float) -> None:
    text = f'[premises.p]\ntext = "P."\n{grade}\n' + "".join(
        f'[cautions.c{n}]\non = "p"\ntext = "C."\n' for n in range(notes)
    )
    assert grades(build_graph(load_text(text).map))["p"].value == pytest.approx(value, abs=0.05)
    settled = text.replace('text = "C."', 'text = "C."\nanswer = "No."')
    assert grades(build_graph(load_text(settled).map))["p"].value == (0.9 if grade else 0.875)


def test_the_defaults_of_a_map_are_its_own() -> None:
    graph = build_graph(load_text("[map.grading]\nassumption = 0\nlowering = 0\n" + REFERENCE).map)
    counted = grades(graph)
    assert (counted["homes"].value, counted["v1"].value) == (0, 0.875)
    assert counted["homes"].reason == "the default for an assumption"
    assert default_grade(graph, graph.kinds["homes"]) == 0
    assert list(grades(graph, ["v2", "dear", "v1"])) == ["v2", "v1"]


def graph_of(text: str) -> Graph:
    return build_graph(load_text(text).map)


def test_who_speaks_only_against() -> None:
    assert speaking_against(network(graph_of(REFERENCE), "build")) == {"money", "undercut"}
    assert speaking_against(network(graph_of(REFERENCE), "dear")) == {"undercut"}
    assert speaking_against(network(graph_of(ATTACKS), "z")) == {"o"}
    assert speaking_against(network(graph_of(REFERENCE), "wages")) == set()


def test_weak_by_structure() -> None:
    assert structural_reasons(graph_of(ATTACKS)) == {
        "z": ("an objection is unanswered",),
        "a": ("an objection is unanswered",),
        "b": ("contested by C", "an open caution applies to it", "2 objections are unanswered"),
    }
    assert structural_reasons(graph_of(CIRCLES))["lone"] == ("nothing supports it",)
    one = edited('[inferences.j]\nfrom = ["b"]\nto = "z"\nscheme = "example"\n', "", text=ATTACKS)
    assert structural_reasons(graph_of(one))["i"] == ("an example is the only support for its claim",)


@pytest.mark.parametrize(
    ("elements", "samples"),
    [(0, 1 << 18), (1, 1 << 18), (256, 1 << 18), (512, 1 << 17), (1 << 14, 1 << 12), (10**6, 1 << 12)],
)
def test_how_many_worlds_are_drawn(elements: int, samples: int) -> None:
    assert samples_for(elements) == samples


def test_an_estimate_is_within_its_error_and_says_so() -> None:
    graph = graph_of(CIRCLES)
    exact = assess(graph, account(graph, "z"))
    rough = assess(graph, sampled(graph, "z", 4096))
    assert (exact.method, rough.method) == ("decision diagram", "estimated")
    assert exact.standard_error == 0
    p = stood(rough)
    assert rough.standard_error == pytest.approx(math.sqrt(p * (1 - p) / 4096), rel=0.05)
    assert abs(p - stood(exact)) < 4 * rough.standard_error
    finer = account(graph, "z", budget=1).standing()
    assert finer.drawn == 1 << 18
    assert finer.error == pytest.approx(math.sqrt(finer.share * (1 - finer.share) / (1 << 18)), rel=0.05)


def test_no_arguments_have_no_strengths() -> None:
    assert strengths({}, {}, {}, INFLUENCES["df-quad"]) == {}


def test_other_measures_have_no_trials_and_no_pairs() -> None:
    for measure in MeasureName:
        analysis = analysed(TWO_ENDS, Settings(measure=measure))
        is_standing = measure is MeasureName.STANDING
        assert (analysis.trials("z") is not None) is is_standing
        assert (analysis.together("z") is not None) is is_standing
        assert bool(analysis.chances) is is_standing
