"""Every report on a few small maps, as a person reads it.

The words of findings have tests of their own (`test_rule_reports.py`), so the maps here are checked by no rule, and
reports of findings are made from findings written here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from enum import StrEnum

import pytest
from cases import CIRCLES, REFERENCE, TWO_ENDS, edited
from conftest import ROOT, Golden, analysed

from argmap.analysis import Analysis
from argmap.classroom.exercise import ExerciseKind, Task, make_exercise
from argmap.classroom.part import Wanted
from argmap.compare.output import DiffFormat
from argmap.describe import full_words_of, headline, hints_on_words, kind_of, source_line
from argmap.findings import Finding, Level, Related, Severity
from argmap.loading.codes import CODES
from argmap.report.checked import Checked
from argmap.report.element import explain_element
from argmap.report.explanation import explain
from argmap.report.findings import CheckFormat, format_findings_as
from argmap.report.ranking import RankingFormat, format_ranking
from argmap.report.review import Pictures, review_blocks
from argmap.report.rules import RuleText, explain_rule, rule_page, rule_texts
from argmap.report.sarif import format_sarif
from argmap.report.sheet import (
    ENDINGS,
    Block,
    Bullets,
    Folded,
    Heading,
    Item,
    Lines,
    Page,
    Paragraph,
    Picture,
    Room,
    SheetFormat,
    Table,
    Words,
    format_sheet,
    plain,
    sheet_html,
    sheet_markdown,
)
from argmap.report.text import format_errors, format_finding
from argmap.rules.registry import RULES
from argmap.settings import MeasureName, Settings
from argmap.source import Place, Position, Span
from argmap.standing.assessment import Trials

GOLDEN = ROOT / "tests/golden"
TUTORIAL = (ROOT / "maps/tutorial.toml").read_text(encoding="utf-8")
UNSURE = TUTORIAL.replace('grade = "very-likely"', 'grade = "even"').replace(
    'answer = "The wristbands say the same."', ""
)
EMPTY = '[concepts.c]\nterm = "c"\n'
MAPS = {"reference": REFERENCE, "circles": CIRCLES, "two ends": TWO_ENDS, "tutorial": UNSURE, "no conclusion": EMPTY}


def quiet(text: str, measure: MeasureName = MeasureName.STANDING) -> Analysis:
    """A map that no rule looks at."""
    return analysed(text, Settings(ignore=("S", "W", "T"), measure=measure))


def joined(parts: dict[str, str]) -> str:
    return "\n".join(f"== {title}\n{text}" for title, text in parts.items())


@pytest.mark.parametrize("form", RankingFormat)
def test_rankings(form: RankingFormat, golden: Golden) -> None:
    made = {}
    for title, text in MAPS.items():
        for measure in (MeasureName.STANDING, MeasureName.WEAKEST_LINK):
            analysis = quiet(text, measure)
            made[f"{title}, {measure.value}"] = format_ranking(analysis, analysis.roots, form, 4)
    assert all(text.endswith("\n") and not text.endswith("\n\n\n") for text in made.values())
    golden(GOLDEN / f"ranking-{form.value}.txt", joined(made))


def test_the_arithmetic_of_elements(golden: Golden) -> None:
    made = {}
    for title, text in MAPS.items():
        analysis = quiet(text)
        for name in analysis.graph:
            made[f"{title}, {name}"] = explain(analysis, name, analysis.roots) + "\n"
    golden(GOLDEN / "arithmetic.txt", joined(made))


def test_all_that_is_known_of_elements(golden: Golden) -> None:
    made = {}
    for title, text in MAPS.items():
        analysis = quiet(text)
        for _, name, _ in analysis.map.elements():
            made[f"{title}, {name}"] = explain_element(analysis, name)
    golden(GOLDEN / "elements.txt", joined(made))


def test_all_facts_of_elements(golden: Golden) -> None:
    made = {}
    for title, text in MAPS.items():
        for measure in (MeasureName.STANDING, MeasureName.EULER):
            analysis = quiet(text, measure)
            for _, name, _ in analysis.map.elements():
                facts = [
                    f"{one.label}: {one.text}{f' -> {one.url}' if one.url else ''}\n" for one in analysis.facts(name)
                ]
                made[f"{title}, {name}, {measure.value}"] = "".join(facts)
    golden(GOLDEN / "facts.txt", joined(made))


def test_an_element_says_its_findings_gravest_first() -> None:
    text = edited('text = "A year is too short to tell."', 'text = "A year is too short, and it was a bad one."')
    text += '[[accept]]\ncode = "W211"\non = "undercut"\nbecause = "It is \u202elate."\n'
    analysis = analysed(text, Settings(level=Level.THOROUGH))
    said = explain_element(analysis, "undercut")
    found = [one for one in analysis.findings if one.subject == "undercut"]
    assert f"  findings: {len(found)}\n" in said
    accepted = next(one for one in found if one.code == "W211")
    assert f"    warning[W211] {accepted.message} (accepted: It is [U+202E]late.)\n" in said or (
        f"    hint[W211] {accepted.message} (accepted: It is [U+202E]late.)\n" in said
    )
    open_ = analysis.element_findings["undercut"]
    assert "W211" not in [one.code for one in open_]
    assert [one.code for one in open_] == ["W203"]
    (fact,) = [one for one in analysis.facts("undercut") if one.label in {"warning", "error", "hint"}]
    assert fact.text == f"{open_[0].message}. {open_[0].help} (W203 {open_[0].name})"
    assert "  findings: none\n" in explain_element(quiet(text), "undercut")


def test_hints_on_words_are_told_apart() -> None:
    text = edited("The council says so.", "The council says so, and the paper says so too, because it is so.")
    analysis = analysed(text)
    on_words = [one.label for one in hints_on_words(analysis, "v1")]
    assert on_words
    assert set(on_words) == {"hint"}
    assert all(one.code.startswith("T") for one in analysis.hints_on_words["v1"])
    assert all(
        not one.code.startswith("T") or one.severity.value != "hint" for one in analysis.element_findings.get("v1", ())
    )
    severities = [[one.severity for one in several] for several in analysis.element_findings.values()]
    assert all(several == sorted(several, key=list(Severity).index) for several in severities)
    assert max(map(len, severities)) > 1


@pytest.mark.parametrize("form", [CheckFormat.JSON, CheckFormat.JUNIT, CheckFormat.GITHUB, CheckFormat.MARKDOWN])
def test_an_error_of_loading_has_its_name(form: CheckFormat) -> None:
    place = Place("m.toml", Span(Position(3, 1), Position(3, 2)), "x")
    found = Finding("E010", Severity.ERROR, "this is not a valid value", place)
    said = format_findings_as(form, Checked(["m.toml"], [found]), Settings(), "1", color=False)
    expected = {
        CheckFormat.JSON: '"name": "syntax"',
        CheckFormat.JUNIT: 'name="E010 syntax at 3:1"',
        CheckFormat.GITHUB: "title=E010 syntax::",
        CheckFormat.MARKDOWN: "| E010 syntax |",
    }
    assert expected[form] in said


@pytest.mark.parametrize("title", MAPS)
def test_the_weak_links_are_the_same_wherever_they_are_named(title: str) -> None:
    analysis = quiet(MAPS[title])
    for root in analysis.roots:
        found = analysis.assessment(root)
        names = [one.element for one in found.weak_links]
        assert all(one.gain > 1e-9 for one in found.weak_links)
        assert not any(one.gain > 1e-9 for one in found.effects if one.element not in names)
        rows = json.loads(format_ranking(analysis, [root], RankingFormat.JSON, 2))["conclusions"][0]
        assert [one["element"] for one in rows["weak_links"]] == names[:2]
        assert rows["left_out"] == max(0, len(names) - 2)
        text = format_ranking(analysis, [root], RankingFormat.TEXT, 999)
        assert re.findall(r"^  \d+\. (\S+)  W", text, re.MULTILINE) == names
        for one in found.effects:
            said = explain_element(analysis, one.element)
            assert (f"of {len(names)} for {root}: " in said) is (one.element in names)
            assert (f"  no weak link for {root}: " in said) is (one.element not in names)
    listed = {one.element for root in analysis.roots for one in analysis.assessment(root).weak_links}
    assert set(analysis.weak_links) == listed
    if listed:
        exercise = make_exercise(analysis, Task(ExerciseKind.FIND_WEAK, 200, part=Wanted(size=999)))
        assert {exercise.item(one).element for one in exercise.key.order} <= listed


def test_reviews(golden: Golden) -> None:
    made = {title: sheet_markdown(review_blocks(quiet(text))) for title, text in MAPS.items()}
    golden(GOLDEN / "reviews.md", joined(made))


def test_a_review_lists_ten_weak_links_and_counts_the_rest() -> None:
    for count, more in ((9, ""), (10, "And 1 more "), (14, "And 5 more ")):
        text = "".join(f'[premises.p{n}]\ntext = "P{n}."\ngrade = 0.9\n' for n in range(count))
        listed = ", ".join(f'"p{n}"' for n in range(count))
        text += f'[conclusions.z]\ntext = "Z."\n[inferences.i]\nfrom = [{listed}]\nto = "z"\ngrade = 0.5\n'
        said = sheet_markdown(review_blocks(quiet(text)))
        assert len(re.findall(r"^\| \d+ \| \*\*", said, re.MULTILINE)) == min(10, count + 1)
        assert more in said
        assert ("more with no more to gain" in said) is bool(more)


def test_a_review_says_what_is_not_assessed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "assessed" not in sheet_markdown(review_blocks(quiet(TWO_ENDS)))
    monkeypatch.setattr("argmap.analysis.MAX_WORK", 3)
    said = sheet_markdown(review_blocks(quiet(TWO_ENDS)))
    assert re.search(r"^1 of 2 conclusions .* not assessed .* too large", said, re.MULTILINE)


LINE = "text = 'A first sentence, and a second one'"


def place(file: str, line: int, column: int, end: tuple[int, int] | None = None, text: str = LINE) -> Place:
    return Place(file, Span(Position(line, column), Position(*(end or (line, column + 4)))), text)


LONG = "x" * 200 + "here" + "y" * 200
FINDINGS = (
    Finding("E1", Severity.ERROR, "an error", place("b.toml", 3, 9), "Repair it.", name="wrong"),
    Finding(
        "W1", Severity.WARNING, "a warning | with *marks*\u202e", place("a.toml", 1, 9), "Look.", subject="p",
        name="odd",
        related=tuple(Related(place("a.toml", n, 2), f"see {n}") for n in range(1, 9)),
    ),
    Finding("H1", Severity.HINT, "a hint", place("a.toml", 2, 1), "Think.", subject="q", name="small"),
    Finding("H2", Severity.HINT, "another hint", place("a.toml", 2, 5, (4, 2)), subject="q", name="tiny"),
    Finding("W2", Severity.WARNING, "wide", place("a.toml", 5, 3, text="日本\tlow 語"), "", name="wide",
            related=(Related(place("c d.toml", 9, 1, (9, 1), ""), "there"),)),
    Finding("W3", Severity.WARNING, "left", place("a.toml", 6, 7), "Leave it.", name="left", accepted="It is | so."),
    Finding("H3", Severity.HINT, "left too", place("a.toml", 7, 7), accepted="Why not."),
    Finding("E2", Severity.ERROR, "far right", place("a.toml", 8, 201, text=LONG), name="far"),
)  # fmt: skip
SOME = {
    "all": Checked(["a.toml", "b.toml", "c d.toml", "fine.toml"], FINDINGS),
    "nothing": Checked(["a.toml"], ()),
    "hints": Checked(["a.toml"], FINDINGS[2:4]),
    "accepted": Checked(["a.toml"], FINDINGS[5:7]),
    "one of each": Checked(["b.toml"], FINDINGS[:3]),
}
RULE_TEXTS = {
    "E1": RuleText("wrong-thing", "A thing is wrong", Severity.ERROR, "It matters.", "Repair it."),
    "H1": RuleText(
        "small", "A small thing", Severity.HINT, "It may matter.", "Think.", "bad = 1\n\ngood = 2", "good = 3"
    ),
}


@pytest.mark.parametrize("form", [form for form in CheckFormat if form is not CheckFormat.SARIF])
def test_checks(form: CheckFormat, golden: Golden) -> None:
    made = {title: format_findings_as(form, one, Settings(), "1", color=False) for title, one in SOME.items()}
    golden(GOLDEN / f"check-{form.value}.txt", joined(made))


def test_a_check_in_colour(golden: Golden) -> None:
    made = format_findings_as(CheckFormat.TEXT, SOME["all"], Settings(), "1", color=True)
    golden(GOLDEN / "check-colour.txt", made.replace("\x1b", "ESC"))


def test_a_check_as_sarif(golden: Golden) -> None:
    made = {title: format_sarif(one, RULE_TEXTS, "1.2") for title, one in SOME.items()}
    golden(GOLDEN / "check-sarif.txt", joined(made))
    all_of_it = format_findings_as(CheckFormat.SARIF, SOME["all"], Settings(select=("W2",)), "1.2", color=False)
    assert '"id": "W203"' in all_of_it
    assert '"id": "S101"' not in all_of_it


def test_rules_are_explained(golden: Golden) -> None:
    golden(
        GOLDEN / "rule-texts.txt",
        joined({code: explain_rule(code, text) + rule_page(code, text) for code, text in RULE_TEXTS.items()}),
    )
    assert set(CODES) >= {"E001", "E006"}


@pytest.mark.parametrize(("count", "said"), [(0, "0 errors"), (1, "1 error"), (2, "2 errors")])
def test_errors_are_counted(count: int, said: str) -> None:
    made = format_errors(FINDINGS[:1] * count)
    assert made.endswith(said)
    assert made.count("b.toml:3:9: error[E1] an error (wrong)") == count


@pytest.mark.parametrize(
    ("text", "column", "end", "shown", "marks"),
    [
        ("abc", 1, (1, 2), "abc", "^"),
        ("abc", 2, (1, 4), "abc", " ^^"),
        ("abc", 3, (1, 3), "abc", "  ^"),
        ("abc  ", 2, (2, 1), "abc  ", " ^^"),
        ("\tabc", 2, (1, 3), "    abc", "    ^"),
        ("日本 x", 4, (1, 5), "日本 x", "     ^"),
        ("日本 x", 1, (1, 2), "日本 x", "^^"),
        ("x" * 120, 120, (1, 121), "x" * 120, " " * 119 + "^"),
        ("x" * 121, 1, (1, 2), "x" * 120 + " …", "^"),
        ("x" * 121, 121, (1, 122), "… " + "x" * 61, " " * 62 + "^"),
        ("x" * 300, 100, (1, 110), "… " + "x" * 120 + " …", " " * 62 + "^" * 10),
    ],
)
def test_a_place_is_marked(text: str, column: int, end: tuple[int, int], shown: str, marks: str) -> None:
    finding = Finding("E1", Severity.ERROR, "m", place("f", 1, column, end, text))
    assert format_finding(finding).splitlines()[1:] == [f"  1 | {shown}", f"    | {marks}"]


def test_a_place_without_a_line_is_not_shown() -> None:
    for text in ("", "  \t"):
        assert format_finding(Finding("E1", Severity.ERROR, "m", place("f", 1, 1, text=text))) == "f:1:1: error[E1] m"


PIECES = [Words("kept"), Words("out", "del"), Words("in", "ins"), Words("loud", "strong"), Words(" ", "ins")]
SHEET: list[Block] = [
    Heading("A & <b>title</b>", 1),
    Heading("Second"),
    Heading("Third", 3),
    Paragraph("Plain *text*."),
    Paragraph(PIECES),
    Table(["one", "two|three"], [["a", PIECES], ["b | c", ""]]),
    Bullets([Item("first"), Item(PIECES, 1), Item("tick", 2, box=True)]),
    Bullets([Item("small")], 8),
    Page([Paragraph("On a page."), Lines(), Room("For notes")]),
    Folded("More & <more>", [Paragraph("Inside."), Folded("Deeper", [Bullets([Item("last")])])]),
    Picture('<svg role="img"><style>a { b: c }</style><g/></svg>', "a picture"),
]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_sheet(language: str, golden: Golden) -> None:
    golden(GOLDEN / f"sheet-{language}.html", sheet_html("A & title", language, SHEET))
    golden(GOLDEN / "sheet.md", sheet_markdown(SHEET))


def test_words_for_elements() -> None:
    graph = analysed(CIRCLES).graph
    assert full_words_of(graph, "ab") == "inference from “A.” to “B.”"
    assert full_words_of(graph, "ab", seen_from="a") == "inference to “B.”"
    assert full_words_of(graph, "ab", seen_from="b") == "inference from “A.”"
    assert full_words_of(graph, "third") == "objection from “Alone.” against the step to “Z”"
    assert full_words_of(graph, "pa").startswith("step by analogy from “日本語の文。” and “Q says")
    assert headline(graph, "c") == "caution: Careful."
    assert headline(graph, "third") == "objection against the step to “Z”"
    assert kind_of(graph, "word").value == "concept"
    with pytest.raises(KeyError):
        kind_of(graph, "nope")
    two = '[sources.a]\ntitle = "A"\nauthor = "B"\n[sources.b]\ntitle = "C"\ndate = "2024-01-01"\n' + EMPTY
    assert source_line(analysed(two).map) == "A, B; C, 2024-01-01"
    assert source_line(analysed(CIRCLES).map) == ""


FINDING_HEAD = ["| rule | where | finding | how to fix it |", "| --- | --- | --- | --- |"]


def finding_rows(findings: Sequence[Finding]) -> list[str]:
    return [
        f"| {one.code} {one.name} | line {one.place.span.start.line} | {one.message} | {one.help} |" for one in findings
    ]


def test_a_review_has_the_findings_by_severity_then_what_is_accepted() -> None:
    accept = '[[accept]]\ncode = "{}"\non = "{}"\nbecause = "Plain."\n'
    text = REFERENCE + accept.format("W203", "undercut") + accept.format("T311", "rents")
    analysis = analysed(text, Settings(level=Level.THOROUGH))
    said = sheet_markdown(review_blocks(analysis)).replace("\\", "").replace("&lt;", "<")
    found = said.split("## Findings\n\n")[1].split("<summary>6 grades")[0]
    open_ = [one for one in analysis.findings if not one.accepted and one.code != "W204"]
    hints = [one for one in open_ if one.severity is Severity.HINT]
    expected = []
    for severity in (Severity.ERROR, Severity.WARNING):
        rows = [one for one in open_ if one.severity is severity]
        if rows:
            expected += [f"### {severity.value.capitalize()}s", "", *FINDING_HEAD, *finding_rows(rows), ""]
    expected += ["<details>", f"<summary>{len(hints)} hints</summary>", ""]
    expected += [*FINDING_HEAD, *finding_rows(hints), "", "</details>", ""]
    accepted = [one for one in analysis.findings if one.accepted]
    assert [one.code for one in accepted] == ["T311", "W203"]
    expected += ["<details>", "<summary>2 accepted findings</summary>", ""]
    expected += [*(f"- **{one.code}:** {one.message} — Plain." for one in accepted), "", "</details>", ""]
    assert found.split("\n")[: len(expected)] == expected
    assert {"W204"} < {one.code for one in analysis.findings}
    assert {one.severity for one in analysis.findings} > {Severity.WARNING}


def test_many_findings_of_a_rule_share_a_line() -> None:
    parts = "".join(
        f'[premises.p{n}]\ntext = "P{n}."\n[objections.o{n}]\nagainst = "p{n}"\ntext = "N{n}."\n' for n in range(9)
    )
    listed = ", ".join(f'"p{n}"' for n in range(9))
    text = parts + f'[conclusions.z]\ntext = "Z."\n[inferences.i]\nfrom = [{listed}]\nto = "z"\nscheme = "sign"\n'
    text += '[cautions.k]\non = ["p0"]\ntext = "K."\n'
    said = sheet_markdown(review_blocks(analysed(text))).replace("\\", "")
    assert "| warning | W203 unanswered-objection | 9 findings, on o0, o1, o2, o3 and 5 more |" in said
    found = analysed(text).findings
    serious = [one for one in found if one.severity is not Severity.HINT]
    whole = said.split(f"<summary>All {len(serious)} errors and warnings</summary>")[1].split("</details>")[0]
    assert whole.count("| W203 unanswered-objection |") == 9
    single = [one for one in serious if [other.code for other in serious].count(one.code) == 1]
    assert single
    assert all(f"| warning | {one.code} {one.name} | {one.message} |" in said for one in single)


def test_a_review_folds_what_a_minute_does_not_take() -> None:
    ends = "".join(
        f'[conclusions.z{n}]\ntext = "Z{n}."\n'
        f'[inferences.i{n}]\nfrom = ["p"]\nto = "z{n}"\ngrade = 0.5\nbecause = "R{n}."\n'
        for n in range(12)
    )
    blocks = review_blocks(quiet('[premises.p]\ntext = "P."\n' + ends))
    folded = [one.summary for one in blocks if isinstance(one, Folded)]
    assert folded == [
        "2 more conclusions",
        "The weakest links of 9 more conclusions",
        "12 grades by the author, and why",
    ]
    assert len([one for one in blocks if isinstance(one, Heading) and one.level == 3]) == 3
    said = sheet_markdown(blocks)
    assert "| 0.5: R11. |" in said
    assert "1 other with the grade of its kind." in said


def test_a_review_shows_what_changed_and_how_it_stands_before_the_picture() -> None:
    changed: list[Block] = [Heading("What changed"), Paragraph("Nothing.")]
    blocks = review_blocks(quiet(REFERENCE), Pictures("<svg/>", "<svg></svg>"), changed)
    names = [one.text for one in blocks if isinstance(one, Heading) and one.level < 3]
    assert names == ["Review: argument map", "What changed", "How it stands", "The map", "Weakest links", "Findings"]
    at = blocks.index(Picture("<svg/>", "the map"))
    assert blocks[at + 1] == Folded("The whole map", [Picture("<svg></svg>", "the whole map")])
    alone = review_blocks(quiet(REFERENCE), Pictures("<svg/>"))
    assert not any(isinstance(one, Folded) and one.summary == "The whole map" for one in alone)


def test_a_sheet_in_each_format() -> None:
    assert format_sheet("T", "en", SHEET, SheetFormat.MARKDOWN) == sheet_markdown(SHEET)
    assert format_sheet("T", "en", SHEET, SheetFormat.HTML) == sheet_html("T", "en", SHEET)
    assert ENDINGS == {SheetFormat.HTML: "html", SheetFormat.MARKDOWN: "md"}
    assert plain("A text.") == "A text."
    assert plain(PIECES) == "kept [-out-] {+in+} loud {+ +}"


def test_the_titles_of_codes_are_their_names_or_what_their_rule_says() -> None:
    texts = rule_texts(RULES.values())
    assert list(texts) == [*CODES, *RULES]
    assert texts["E012"].title == texts["E012"].name.replace("-", " ").capitalize()
    assert texts["W203"].title == (RULES["W203"].__doc__ or "").strip()
    assert (texts["E012"].fires, texts["E012"].silent, texts["E012"].severity) == ("", "", Severity.ERROR)
    assert texts["W203"].fires == RULES["W203"].fires.strip()
    assert texts["W203"].silent == RULES["W203"].silent.strip()
    assert " " in texts["E012"].title
    assert texts["W203"][2:5] == (Severity.WARNING, RULES["W203"].why, RULES["W203"].help)


def test_a_finding_is_told_once_of_an_element() -> None:
    analysis = analysed(REFERENCE, Settings(level=Level.PEDANTIC))
    assert {one.severity for one in analysis.findings} == {Severity.WARNING, Severity.HINT}
    for one in analysis.findings:
        said = explain_element(analysis, one.subject)
        assert said.count(one.message) == 1, one.subject
        assert f"{one.severity.value}[{one.code}] {one.message}\n" in said


@pytest.mark.parametrize(("share", "shaky"), [(0.0, True), (0.79, True), (0.8, False), (1.0, False)])
def test_a_shaky_ranking_is_called_so(monkeypatch: pytest.MonkeyPatch, share: float, *, shaky: bool) -> None:
    monkeypatch.setattr("argmap.analysis.trials", lambda *_: Trials(100, 0.1, 0.9, share))
    said = format_ranking(quiet(TWO_ENDS), ["z"], RankingFormat.TEXT, 1)
    assert ("only" in said) is shaky
    assert f"{share:.0%} of 100 trials" in said


@pytest.mark.parametrize(
    ("forms", "names"),
    [
        (CheckFormat, "text json sarif github junit markdown"),
        (RankingFormat, "text json csv markdown"),
        (SheetFormat, "html markdown"),
        (DiffFormat, "text markdown json sarif html svg"),
    ],
)
def test_formats_have_the_names_that_are_typed(forms: type[StrEnum], names: str) -> None:
    assert [form.value for form in forms] == names.split()


def test_a_review_says_what_the_map_is_about() -> None:
    text = f'[map]\ntitle = "T"\ndescription = "Of a\\u202e *river*."\n{TWO_ENDS}'
    assert "# Review: T\n\nOf a\\[U+202E\\] \\*river\\*.\n" in sheet_markdown(review_blocks(quiet(text)))


def test_a_source_is_explained_with_all_who_cite_it() -> None:
    text = (
        '[map]\nsource = "s"\n[sources.s]\ntitle = "S"\n[sources.t]\ntitle = "T"\n'
        '[premises.p]\ntext = "P."\nquote = [{ source = "s" }, { source = "s", exact = "P" }, { source = "t" }]\n'
        '[conclusions.c]\ntext = "C."\n[[inferences]]\nfrom = ["p"]\nto = "c"\n'
        '[cautions.w]\non = "c"\ntext = "W."\nquote = { source = "s" }\n'
    )
    analysis = analysed(text)
    assert "  cited by:\n    p: P.\n    w: W.\n  source of: the whole map\n" in explain_element(analysis, "s")
    assert "  cited by:\n    p: P.\n  findings" in explain_element(analysis, "t")
