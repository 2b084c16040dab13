"""What a comparison says: every change and its effect, the standings, the findings, the picture of both versions.

`golden/comparing.txt` is the table of cases; each is a map and the same map with a few of its lines changed.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import NamedTuple

import pytest
from cases import CIRCLES, REFERENCE, TWO_ENDS, edited, without
from conftest import ROOT, Golden, analysed, of_map

from argmap.analysis import Analysis, analyse
from argmap.compare.diff import Change, ChangeKind, Comparison, Standing, compare
from argmap.compare.edits import Sort
from argmap.compare.effects import Effect
from argmap.compare.match import assign, end_similarity, match, similarity
from argmap.compare.named import parted
from argmap.compare.output import (
    VERSION,
    Compared,
    DiffFormat,
    format_blocks,
    format_comparison,
    format_comparisons,
    format_json,
    format_text,
)
from argmap.compare.overlay import overlay
from argmap.compare.words import change_words, marked, standing_words
from argmap.findings import Finding, Severity
from argmap.layout.engine import Engine
from argmap.loading.load import load_text
from argmap.model import Element, Kind, Map
from argmap.project.source_texts import SourceTexts
from argmap.report.sheet import Heading, Words, plain, sheet_markdown
from argmap.settings import Settings
from argmap.source import Place, Position, Span

TUTORIAL = (ROOT / "maps/tutorial.toml").read_text(encoding="utf-8")
LONG = "".join(f'[premises.p{n}]\ntext = "No. {n}."\ngrade = 0.{n}\n' for n in range(1, 8))
LONG += '[conclusions.z]\ntext = "All of it."\n[inferences.i]\nto = "z"\ngrade = 1\nfrom = '
LONG += "[" + ", ".join(f'"p{n}"' for n in range(1, 8)) + "]\n"
ACCEPT = '[[accept]]\ncode = "{}"\n{}because = "{}"\n'


class Case(NamedTuple):
    title: str
    new: str
    old: str = REFERENCE


def of_tutorial(title: str, *pairs: str) -> Case:
    return Case(title, edited(*pairs, text=TUTORIAL), TUTORIAL)


EXTRA = '[premises.extra]\ntext = "Extra."\n'
TEN = edited(
    "Most pupils", "Many pupils", 'grade = "unlikely"', 'grade = "likely"', "sleep 40", "sleep 50", text=TUTORIAL
)
CASES = [
    Case("the same", REFERENCE),
    Case("from nothing", REFERENCE, ""),
    Case("to nothing", "", REFERENCE),
    Case("a statement with nothing to it", REFERENCE + EXTRA),
    Case("a statement taken out", REFERENCE, REFERENCE + EXTRA),
    Case("an objection taken out", without("undercut")),
    Case(
        "a premise taken out, and what falls with it",
        without("wages", "told-too").replace('"rents", "wages"', '"rents"'),
    ),
    Case("an objection put in", REFERENCE, without("loan")),
    Case("reworded", edited("Rents in the town rose by a third.", "Rents in town rose by a third in two years.")),
    Case("reworded beyond recognition", edited("People need a home that they can pay for.", "The moon is a cheese.")),
    Case("another id", edited("premises.rents", "premises.rents-up", '"rents"', '"rents-up"')),
    Case("another id and other words", edited("premises.rents", "premises.up", '"rents"', '"up"', "a third", "a half")),
    Case("another id of a step", edited(".so-build]", ".hence]")),
    Case("another id of an undercut step", edited(".so-dear]", ".hence]", '"so-dear"', '"hence"')),
    Case("another id of an objection without words", edited(".loan]", ".credit]")),
    Case("other ids of notes", edited(".few]", ".fewer]", ".owners]", ".landlords]", ".rent]", ".lease]")),
    Case("ids changed over", edited(".v1]", ".v3]", ".v2]", ".v1]", ".v3]", ".v2]")),
    Case("a claim for a premise", edited("premises.v1", "claims.v1")),
    Case(
        "an objection for an inference",
        edited("objections.loan", "inferences.loan", 'against = "money"', 'to = "dear"'),
    ),
    Case("another grade", edited("grade = 0.9", "grade = 0.95", "grade = 0.3", 'grade = "likely"')),
    Case("a grade taken out", edited("grade = 0.8\n", "")),
    Case(
        "the grade it has by default",
        edited('text = "The council says so."', 'text = "The council says so."\ngrade = 0.9', text=REFERENCE),
    ),
    Case("to another place", edited('["v1"]\nto = "rents"', '["v1"]\nto = "dear"')),
    Case("from another place", edited('["dear", "homes"]', '["homes", "dear"]', '["v1"]', '["v1", "homes"]')),
    Case("an undercut against another step", edited('against = "so-dear"', 'against = "so-build"')),
    Case("a caution on less", edited('on = ["rents", "wages"]', 'on = "rents"')),
    Case(
        "a caution and a dispute answered",
        edited('was measured."', 'was measured."\nanswer = "Two."', 'they pay."', 'they pay."\nanswer = "Few."'),
    ),
    Case(
        "a caution and a dispute open again",
        REFERENCE,
        edited('was measured."', 'was measured."\nanswer = "Two."', 'they pay."', 'they pay."\nanswer = "Few."'),
    ),
    Case(
        "two disputes more",
        REFERENCE + "".join(f'[contested.{one}]\non = ["homes", "dear"]\nby = "{one}"\nreason = "?"\n' for one in "ba"),
    ),
    Case("another pattern", edited('"sign"', '"example"')),
    of_tutorial(
        "a warrant and answers", "signs of rest", "marks of rest", 'evidence = "Marks rose in all subjects."\n', ""
    ),
    Case("answers taken out", without("longer-is-rested.answers", text=TUTORIAL), TUTORIAL),
    of_tutorial("a quote", "forty minutes more sleep", "forty more minutes", "felt awake", "are awake"),
    of_tutorial(
        "a reason and a concept",
        "measured with wristbands over",
        "measured by clocks over",
        'concepts = ["rested"]\nquote = { source = "study", exact',
        'quote = { source = "study", exact',
    ),
    of_tutorial(
        "a source",
        "A. Example",
        "B. Example",
        "2023-03-01",
        "2024-05-06",
        "Sleep at the",
        "Rest at the",
        "url =",
        'text = "study.txt"\nurl =',
    ),
    of_tutorial(
        "a term and its typology",
        'term = "rested"',
        'term = "well rested"',
        "by feeling",
        "by mood",
        "say they feel",
        "feel",
    ),
    of_tutorial("the map itself", '"en"', '"de"', "start later?", "begin later?"),
    Case("an order of presentation", f'[map.presentation]\norder = ["build", "dear"]\n{REFERENCE}'),
    Case("grading", f"[map.grading]\npremise = 0.5\nassumption = 0.9\n{REFERENCE}"),
    Case("accepted", REFERENCE + ACCEPT.format("S108", 'on = "build"\n', "So.") + ACCEPT.format("T312", "", "No.")),
    Case("no longer accepted", REFERENCE, REFERENCE + ACCEPT.format("S108", 'on = "build"\n', "So.")),
    Case(
        "accepted for another reason",
        *(REFERENCE + ACCEPT.format("W203", 'on = "undercut"\n', why) for why in ("Ah.", "Oh.")),
    ),
    Case(
        "accepted on what has another id",
        *(
            edited("undercut", name) + ACCEPT.format("W203", f'on = "{name}"\n', "So.")
            for name in ("undercut", "early")
        ),
    ),
    Case(
        "two conclusions, one edit",
        edited("grade = 0.5\n[premises.q]", "grade = 0.7\n[premises.q]", text=TWO_ENDS),
        TWO_ENDS,
    ),
    Case(
        "two conclusions, two edits",
        edited("grade = 0.9", "grade = 0.8", "grade = 0.4", "grade = 0.6", text=TWO_ENDS),
        TWO_ENDS,
    ),
    Case("a conclusion more", TWO_ENDS + '[conclusions.x]\ntext = "So it goes."\n', TWO_ENDS),
    Case("a conclusion less", without("z", "pqz", text=TWO_ENDS), TWO_ENDS),
    Case(
        "a conclusion with another id",
        edited("conclusions.z", "conclusions.end", '"z"', '"end"', "grade = 0.4", "grade = 0.6", text=TWO_ENDS),
        TWO_ENDS,
    ),
    Case("a conclusion made a claim", edited("conclusions.z", "claims.z", text=TWO_ENDS), TWO_ENDS),
    Case("a change too small to tell", edited("grade = 0.4", "grade = 0.401", text=TWO_ENDS), TWO_ENDS),
    Case("a change hardly large enough to tell", edited("grade = 0.4", "grade = 0.403", text=TWO_ENDS), TWO_ENDS),
    Case("another ranking of seven", edited("grade = 0.6", "grade = 0.05", text=LONG), LONG),
    Case("many edits at once", TEN, TUTORIAL),
]


def loaded(text: str) -> Analysis:
    return analysed(text) if text else of_map(Map())


def compared(case: Case) -> Comparison:
    return compare(loaded(case.old), loaded(case.new))


def by_title(title: str) -> Comparison:
    return compared(next(case for case in CASES if case.title == title))


def table(case: Case) -> str:
    """The comparison in lines: changes, standings, findings by code, and what the picture of both shows."""
    found = compared(case)
    lines = [f"== {case.title}"]
    if other := [f"{one} = {two}" for one, two in sorted(found.pairs.items()) if one != two]:
        lines.append(f"who is who: {', '.join(other)}")
    for one in found.changes:
        effect = "".join(f"  {effect.value:+.9f} on {on}" for on, effect in one.effects.items())
        what = f"{one.what.value}, {one.kind} {one.old} > {one.new} ({one.text}), {one.sort.value}"
        lines.append(f"{what}: {one.key} {one.before} > {one.after}{effect}")
    for standing in found.standings:
        lines.append(f"{standing.conclusion} (before {standing.old or '-'}) {standing.text} {standing_words(standing)}")
        lines.append(f"  {' '.join(standing.ranked_before) or '-'} > {' '.join(standing.ranked_after) or '-'}")
    for word, findings in (("new", found.new_findings), ("resolved", found.resolved_findings)):
        if findings:
            lines.append(f"{word}: {', '.join(f'{one.code} {one.subject}' for one in findings)}")
    lines.append(
        "picture: " + ", ".join(f"{status} {name}" for name, status in overlay(found).changes.elements.items())
    )
    return "\n".join(line.rstrip() for line in lines) + "\n"


def test_the_table_of_comparisons(golden: Golden) -> None:
    golden(ROOT / "tests/golden/comparing.txt", "\n".join(map(table, CASES)))


QUIET = Settings(ignore=("S", "W", "T"))


def quiet(old: str, new: str) -> Comparison:
    """A comparison without findings, whose words are not the matter here."""
    return compare(analysed(old, QUIET), analysed(new, QUIET))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('{ source = "s" }', '{ source = "t" }', ("quote", "s", "t")),
        ('{ source = "s", exact = "a" }', '{ source = "s", exact = "b" }', ("quote", "a", "b")),
        ('{ source = "s", start = "a" }', '{ source = "s", start = "b" }', ("quote", "a …", "b …")),
        (
            '{ source = "s", start = "a", end = "b" }',
            '{ source = "s", start = "a", end = "c" }',
            ("quote", "a … b", "a … c"),
        ),
        ('{ source = "s", exact = "a" }', '{ source = "t", exact = "b" }', ("quote", "“a” (s)", "“b” (t)")),
        ('{ source = "s", exact = "a" }', '{ source = "t", exact = "a" }', ("source of the quote “a”", "s", "t")),
        (
            '[{ source = "s" }, { source = "s", exact = "a … b" }]',
            '[{ source = "s" }, { source = "s", start = "a", end = "b" }]',
            ("form of the quote “a … b”", "its exact words", "from “a” to “b”"),
        ),
        (
            '[{ source = "s" }, { source = "t" }]',
            '[{ source = "t" }, { source = "s" }]',
            ("order of the quotes", "s; t", "t; s"),
        ),
    ],
)
def test_an_edit_never_looks_the_same_before_and_after(before: str, after: str, said: tuple[str, str, str]) -> None:
    text = '[sources.s]\ntitle = "One"\n[sources.t]\ntitle = "Two"\n[conclusions.z]\ntext = "Z."\nquote = '
    edits = [change for change in quiet(text + before, text + after).changes if change.what is ChangeKind.EDITED]
    assert [(change.key, change.before, change.after) for change in edits] == [said]


def test_a_source_with_a_new_id_is_no_new_quote() -> None:
    text = '[sources.s]\ntitle = "One"\n[conclusions.z]\ntext = "Z."\nquote = { source = "s", exact = "a" }\n'
    changes = quiet(text, text.replace(".s]", ".book]").replace('"s"', '"book"')).changes
    assert {change.what for change in changes} <= {ChangeKind.RENAMED}


SEVERAL = edited(
    "Rents in the town rose by a third.", "Rents in town rose by a third in two years.",
    "grade = 0.8", "grade = 0.5", ".loan]", ".credit]", "grade = 0.3", "grade = 0.05",
    'reason = "Many', 'answer = "Few."\nreason = "Many',
    text=without("undercut") + EXTRA,
)  # fmt: skip
FORMS: dict[str, Callable[[Comparison], str]] = {
    "text": format_text,
    "json": lambda found: format_json([Compared(("old.toml", "new.toml"), found)]),
    "md": lambda found: sheet_markdown(format_blocks(found, ("old.toml", "new.toml"))),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_formats_of_a_comparison(form: str, golden: Golden) -> None:
    two = edited("grade = 0.5\n[premises.q]", "grade = 0.7\n[premises.q]", text=TWO_ENDS)
    made = [
        FORMS[form](quiet(old, new))
        for old, new in (
            (REFERENCE, SEVERAL),
            (CIRCLES, edited("語", "人", text=CIRCLES)),
            (TWO_ENDS, two),
            (TWO_ENDS, without("z", "pqz", text=TWO_ENDS)),
        )
    ]
    golden(ROOT / f"tests/golden/comparing.{form}", "\n".join(made))


def finding(code: str, severity: Severity, message: str) -> Finding:
    return Finding(code, severity, message, Place("m", Span(Position(1, 1), Position(1, 1))), subject="p", name="n")


FOUND = (
    finding("E1", Severity.ERROR, "one"),
    finding("H1", Severity.HINT, "two"),
    finding("W1", Severity.WARNING, "three\n"),
)


STANDINGS = [(None, 0.25), (0.25, None), (None, None), (0.25, 0.25 + 1e-10), (0.25, 0.75), (0.75, 0.25), (0.25, 0.2502)]


def test_words_of_a_comparison(golden: Golden) -> None:
    """What there is to say of standings, of findings at the end with hints counted, and where nothing has changed."""
    base = quiet(TWO_ENDS, edited("grade = 0.9", "grade = 0.8", text=TWO_ENDS))
    found = base._replace(new_findings=FOUND, resolved_findings=FOUND[1:2])
    same = quiet(TWO_ENDS, TWO_ENDS)
    parts = [
        *(f"{one} {two}: {standing_words(Standing('z', 'z', 'Z.', one, two, (), ()))}\n" for one, two in STANDINGS),
        *(f"new {one}: {standing_words(Standing('z', '', 'Z.', None, one, (), ()))}\n" for one in (0.25, None)),
        *(
            f"removed {one}: {standing_words(Standing('z', 'z', 'Z.', one, None, (), (), is_removed=True))}\n"
            for one in (0.25, None)
        ),
        format_text(found),
        sheet_markdown(format_blocks(found._replace(new_findings=(*FOUND, FOUND[1])), ("a", "b"))),
        format_text(same),
        sheet_markdown(format_blocks(same, ("a", "b"))),
    ]
    golden(ROOT / "tests/golden/comparing-words.txt", "".join(parts))
    (document,) = json.loads(format_json([Compared(("a", "b"), found)]))["maps"]
    assert (document["old"], document["new"], document["same"]) == ("a", "b", False)
    document = document["findings"]
    assert [one["code"] for one in document["new"]] == ["E1", "H1", "W1"]
    assert document["resolved"] == [{"code": "H1", "severity": "hint", "subject": "p", "message": "two"}]
    both = json.loads(format_json([Compared(("a", "b"), same), Compared(("c", "d"), found)]))
    assert [both["same"], *(one["same"] for one in both["maps"])] == [False, True, False]
    assert both["maps"][0]["changes"] == []
    assert json.loads(format_json([]))["same"] is True


def test_no_change_at_all_is_said_in_each_format() -> None:
    with Engine() as engine:
        made = {form.value: format_comparisons([], ("A", "working tree"), form, engine) for form in DiffFormat}
    assert made["text"] == "no maps have changed\n"
    assert made["markdown"] == "# What changed: A → working tree\n\nNo maps have changed.\n"
    assert "<p>No maps have changed.</p>" in made["html"]
    assert "No maps have changed." in made["svg"]
    assert json.loads(made["json"]) == {"version": VERSION, "same": True, "maps": []}


def test_each_format_has_its_own_form() -> None:
    found = quiet(TWO_ENDS, edited("grade = 0.9", "grade = 0.8", text=TWO_ENDS))
    with Engine() as engine:
        made = {form: format_comparison(Compared(("a", "b"), found), form, engine) for form in DiffFormat}
    assert {form.value: text[: text.index(" ")] for form, text in made.items()} == {
        "text": "~", "markdown": "#", "json": "{\n", "sarif": "{\n", "html": "<!DOCTYPE", "svg": "<svg",
    }  # fmt: skip
    assert "<title>a → b</title>" in made[DiffFormat.HTML]
    assert made[DiffFormat.HTML].count("<svg") == 1
    assert "~ changed" in made[DiffFormat.SVG]


def test_a_picture_stands_before_the_changes() -> None:
    found = quiet(TWO_ENDS, edited("grade = 0.9", "grade = 0.8", text=TWO_ENDS))
    blocks = format_blocks(found, ("a", "b"), ["<svg/>"])
    kinds = [type(one).__name__ for one in blocks]
    assert [one.text for one in blocks if isinstance(one, Heading)][-2:] == ["The picture", "All changes in meaning"]
    assert kinds == ["Heading", "Heading", "Table", "Heading", "Table", "Heading", "Picture", "Heading", "Table"]
    assert "Picture" not in [type(one).__name__ for one in format_blocks(found, ("a", "b"), "")]


@pytest.mark.parametrize("what", ChangeKind)
def test_what_changed_in_one_line(what: ChangeKind) -> None:
    said = plain(change_words(Change(what, Kind.CLAIM, "a", "b", "t", "an old text", "a new text")))
    expected = {
        ChangeKind.ADDED: "a new text",
        ChangeKind.CONTESTED: "a new text",
        ChangeKind.CAUTIONED: "a new text",
        ChangeKind.ACCEPTED: "t (because: a new text)",
        ChangeKind.REMOVED: "an old text",
        ChangeKind.UNCONTESTED: "an old text",
        ChangeKind.UNCAUTIONED: "an old text",
        ChangeKind.UNACCEPTED: "t (because: an old text)",
        ChangeKind.REWORDED: "[-an old-] {+a new+} text",
        ChangeKind.NEGATED: "[-an old-] {+a new+} text (says the contrary)",
        ChangeKind.RECAST: "was an old text, is now a new text",
        ChangeKind.SPLIT: "“t” is now a new text",
        ChangeKind.MERGED: "an old text are now “t”",
        ChangeKind.SEPARATED: "an old text, linked before, are now separate reasons: a new text",
        ChangeKind.TEXT_CHANGED: "the text of “t” has changed (an old text before, a new text now)",
        ChangeKind.LINKED: "an old text, separate reasons before, are now linked: a new text",
    }
    assert said == expected.get(what, "[-an old text-] {+a new text+}")


def test_the_strongest_edits_are_named_first_and_the_rest_summed() -> None:
    effects = {f"p{n}": n / 100 for n in (1, -6, 2, 4, 3, -5, 7)}
    changes = tuple(
        Change(ChangeKind.EDITED, Kind.CLAIM, n, n, n, effects={"z": Effect(e)}) for n, e in effects.items()
    )
    base = quiet(TWO_ENDS, TWO_ENDS)
    for count, named, more in (
        (7, "+0.070 -0.060 -0.050 +0.040 +0.030", ["+0.030 from 2 more"]),
        (5, "-0.060 +0.040 +0.030 +0.020 +0.010", []),
        (1, "", []),
    ):
        lines = format_text(base._replace(changes=changes[:count])).splitlines()
        assert " ".join(line.split()[0] for line in lines if " from p" in line) == named
        assert [line.strip() for line in lines if line.endswith(" more")] == more
        assert lines[0] == "~ edited claim p1: [--] {++}  (+0.010 on z)"


def test_the_picture_of_both_versions() -> None:
    old = edited('["homes"]', '["homes", "wages"]') + EXTRA + 'quote = { source = "s", exact = "Extra" }\n'
    old += '[inferences.gone]\nfrom = ["extra", "v1"]\nto = "v2"\n[cautions.old]\non = ["extra", "v1"]\ntext = "O."\n'
    old += '[sources.s]\ntitle = "S"\n[objections.no]\nagainst = "extra"\ntext = "No."\n'
    new = edited("premises.v1", "premises.w1", '"v1"', '"w1"') + '[concepts.extra]\nterm = "extra"\n'
    together, changes = overlay(compare(analysed(old), analysed(new)))
    assert changes.elements == {
        "old-extra": "removed", "gone": "removed", "old": "removed", "no": "removed",
        "extra": "added", "w1": "changed", "loan": "changed",
    }  # fmt: skip
    assert together.premises["old-extra"].text == "Extra."
    assert together.inferences["gone"].from_ == ("old-extra", "w1")
    assert together.inferences["gone"].to == "v2"
    assert together.cautions["old"].on == ("old-extra", "w1")
    assert together.objections["no"].against == "old-extra"
    assert together.objections["loan"].from_ == ("homes",)
    assert together.sources == {}
    assert together.premises["old-extra"].quote == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 1), (" ", "", 1), ("a", "", 0), ("", "a", 0), ("!", "?", 0), ("!", " ! ", 1),
        ("Rain fell.", "rain FELL", 1), ("fell rain", "rain fell", 1), ("abcd", "abce", 0.75), ("abcd", "wxyz", 0),
    ],
)  # fmt: skip
def test_how_alike_two_texts_are(one: str, other: str, expected: float) -> None:
    assert similarity(one, other) == pytest.approx(expected)


def test_pairs_are_the_best_as_a_whole() -> None:
    scores = {("a", "x"): 0.9, ("a", "y"): 0.8, ("b", "x"): 0.8, ("b", "y"): 0.1, ("c", "y"): 0.5}
    scored = lambda one, other: scores.get((one, other), 0.0)  # noqa: E731 - as short as it is
    assert assign("abc", "xy", scored, 0.5) == {"a": "y", "b": "x"}
    assert list(assign("cba", "xy", scored, 0.5)) == ["b", "a"]
    assert assign("c", "y", scored, 0.5) == {"c": "y"}
    assert assign("c", "y", scored, 0.51) == {}
    assert assign("", "y", scored, 0) == assign("c", "", scored, 0) == {}


def test_how_alike_two_steps_are() -> None:
    text = edited('from = ["homes"]\nagainst', 'from = ["homes", "dear"]\nagainst')
    old, new = load_text(text).map, load_text(edited('["dear", "homes"]', '["dear"]')).map
    pairs = {name: name for name in old.ids()}
    steps: list[dict[str, Element]] = [{**map_.inferences, **map_.objections} for map_ in (old, new)]
    cases = {
        ("so-dear", "so-dear"): 1, ("so-build", "so-build"): 0.75, ("so-dear", "so-build"): 0, ("loan", "loan"): 0.75,
        ("money", "money"): 1, ("told", "told-too"): 0, ("so-build", "money"): 0.5, ("loan", "so-build"): 0.25,
    }  # fmt: skip
    for (one, other), expected in cases.items():
        found = end_similarity(steps[0][one], steps[1][other], pairs)
        assert found == pytest.approx(expected, abs=0.2 * (one != other)), one
    assert end_similarity(steps[0]["told"], steps[1]["told"], {}) == 1
    assert end_similarity(steps[0]["told"], steps[1]["told"], {"v1": "v2"}) == 0.5
    assert end_similarity(steps[0]["told"], steps[1]["told"], {"rents": "dear"}) == 0.5


def test_a_step_with_a_text_is_told_by_it() -> None:
    map_ = load_text(
        '[premises.p]\ntext = "P."\n[conclusions.z]\ntext = "Z."\n[objections.said]\nagainst = "z"\ntext = "No."\n'
        '[objections.bare]\nagainst = "z"\nfrom = ["p"]\n[objections.both]\nagainst = "z"\nfrom = ["p"]\ntext = "No."\n'
    ).map
    for (one, other), expected in {("said", "both"): 1, ("bare", "both"): 0.5, ("both", "bare"): 0.5}.items():
        assert end_similarity(map_.objections[one], map_.objections[other], {}) == expected


def test_of_steps_that_are_alike_those_with_the_same_id_are_paired() -> None:
    step = '[[inferences]]\nfrom = ["p"]\nto = "z"\n'
    text = '[premises.p]\ntext = "P."\n[conclusions.z]\ntext = "Z."\n'
    found = quiet(text + step + step, f'{text}{step}scheme = "sign"\n{step}').changes
    assert [(change.new, change.key, change.after) for change in found] == [("p-to-z", "scheme", "sign")]


def test_new_ids_alone_are_renames_wherever_an_id_is_written() -> None:
    """The map uses every key of the format, so an id is written in every place where one can be."""
    text = (ROOT / "maps/mill.toml").read_text("utf-8")
    lines = text.splitlines()
    for element_id in load_text(text).map.ids():
        written = re.compile(rf'((?<=["\[.])|^){re.escape(element_id)}(?=["\].]| =)')
        lines = [line if line.startswith("tags") else written.sub(f"{element_id}-too", line) for line in lines]
    longer = "\n".join(lines)
    assert {change.what for change in quiet(text, longer).changes} == {ChangeKind.RENAMED}


def test_an_edit_has_its_effect_under_new_ids_too() -> None:
    text = '[premises.a]\ntext = "Rain."\ngrade = 0.5\n[conclusions.z]\ntext = "Wet."\n'
    step = '[inferences.i]\nfrom = ["a"]\nto = "z"\ngrade = '
    changes = quiet(f"{text}{step}0.4", f"{text}{step}0.8".replace(".a]", ".rain]").replace('"a"', '"rain"')).changes
    effects = {change.what: sum(effect.value for effect in change.effects.values()) for change in changes}
    assert effects == {ChangeKind.RENAMED: 0, ChangeKind.REGRADED: pytest.approx(0.2)}


def test_new_ids_in_another_order_move_nothing() -> None:
    text = '[premises.a]\ntext = "Rain."\n[premises.b]\ntext = "Snow."\n[conclusions.z]\ntext = "Wet."\n'
    step = '[inferences.i]\nfrom = ["a", "b"]\nto = "z"\n'
    renamed = (text + step).replace(".a]", ".y]").replace(".b]", ".x]").replace('["a", "b"]', '["y", "x"]')
    assert {change.what for change in quiet(text + step, renamed).changes} == {ChangeKind.RENAMED}


def test_ids_stay_with_their_group() -> None:
    old = load_text('[premises.a]\ntext = "Rain fell."\n[concepts.b]\nterm = "rain"\n').map
    new = load_text('[concepts.a]\nterm = "rain"\n[claims.b]\ntext = "Rain fell."\n').map
    assert match(old, new) == {"a": "b", "b": "a"}
    moved = load_text('[claims.a]\ntext = "Quite something else."\n[concepts.b]\nterm = "rain"\n').map
    assert match(old, moved) == {"a": "a", "b": "b"}


def test_words_of_a_comparison_are_pieces() -> None:
    change = Change(ChangeKind.REWORDED, Kind.CLAIM, "a", "a", "t", "one two", "two three")
    assert change_words(change) == [Words("one", "del"), Words("two"), Words("three", "ins")]


def test_a_word_said_hundreds_of_times_is_still_the_same_word() -> None:
    text = " ".join(["word"] * 300)
    assert marked(text, f"{text} end") == [Words(text), Words("end", "ins")]


def test_a_change_to_the_map_itself_is_said_in_words() -> None:
    old, new = (f'[map]\ntitle = "{title}"\n{TWO_ENDS}' for title in ("Old", "New"))
    found = quiet(old, new)
    assert format_text(found).startswith("~ edited the map's title: [-Old-] {+New+}\n")
    graded = quiet(old, old.replace("[map]", "[map]\ngrading.inference = 0.5").replace("grade = 0.9", ""))
    said = format_text(graded)
    assert said.startswith("~ edited the map's grading inference: [-none-] {+0.5+}  (-0.")
    assert "from the map's grading inference (edited)" in said


def test_one_comparison_has_no_name_and_several_have() -> None:
    found = Compared(("a.toml", "b.toml"), quiet(TWO_ENDS, edited("grade = 0.9", "grade = 0.8", text=TWO_ENDS)))
    with Engine() as engine:
        one, two = (format_comparisons([found] * count, ("A", "B"), DiffFormat.TEXT, engine) for count in (1, 2))
    assert one == format_text(found.comparison)
    assert two == "\n".join([f"b.toml\n{one}"] * 2)


def test_the_picture_of_both_versions_says_what_changed_and_not_what_is_weak() -> None:
    found = quiet(TWO_ENDS, edited("grade = 0.9", "grade = 0.8", text=TWO_ENDS))
    with Engine() as engine:
        assert "weak link" not in format_comparison(Compared(("a", "b"), found), DiffFormat.SVG, engine)


QUOTED = (
    '[sources.s]\ntitle = "S"\n[premises.p]\ntext = "P."\nquote = [{}]\n[conclusions.c]\ntext = "C."\n'
    '[inferences.i]\nfrom = ["p"]\nto = "c"\n'
)


@pytest.mark.parametrize(
    ("old", "new", "fresh", "resolved"),
    [
        (["no way"], ["no way", "not there"], ["not there"], []),
        (["no way"], ["not there"], ["not there"], ["no way"]),
        (["no way", "not there"], ["it rains"], [], ["no way", "not there"]),
        (["it rains"], ["it rains"], [], []),
    ],
)
def test_each_finding_of_one_rule_on_one_element_is_compared(
    old: list[str], new: list[str], fresh: list[str], resolved: list[str]
) -> None:
    def checked(quotes: list[str]) -> Analysis:
        text = QUOTED.format(", ".join(f'{{ source = "s", exact = "{one}" }}' for one in quotes))
        sources = SourceTexts({"s": "Today it rains."}, {})
        return analyse(load_text(text), Settings(select=("T301",)), sources)

    found = compare(checked(old), checked(new))
    for findings, words in ((found.new_findings, fresh), (found.resolved_findings, resolved)):
        assert [finding.message.split("”")[0].removeprefix("“") for finding in findings] == words


def test_a_finding_accepted_twice_has_both_reasons() -> None:
    accepted = REFERENCE + ACCEPT.format("S108", 'on = "build"\n', "So.")
    twice = accepted + ACCEPT.format("S108", 'on = "build"\n', "And so.")
    (change,) = quiet(accepted, twice).changes
    assert (change.what, change.before, change.after) == (ChangeKind.EDITED, "So.", "So.; And so.")


def test_splits_are_looked_for_only_where_words_are_shared() -> None:
    """A thousand statements that are all new take no longer than they must."""
    texts = [f"Word{number} and term{number} mean thing{number}." for number in range(2_000)]
    old = {f"a{number}": text for number, text in enumerate(texts)}
    new = {f"b{number}": text.replace("Word", "Other") for number, text in enumerate(texts)}
    start = time.process_time()
    assert list(parted(old, new, list(new), "en")) == []
    assert time.process_time() - start < 5


SHORT = (
    '[map.grading]\npremise = 0.875\ninference = 0.875\n[premises.p]\ntext = "P."\n[conclusions.c]\ntext = "C."\n'
    '[[inferences]]\nfrom = ["p"]\nto = "c"\n'
)


def test_each_default_grade_has_its_own_effect() -> None:
    found = quiet(
        SHORT, SHORT.replace("premise = 0.875", "premise = 0.9").replace("inference = 0.875", "inference = 0.2")
    )
    by_key = {one.key: one.effects["c"].value for one in found.changes if one.kind == "map"}
    assert by_key["grading premise"] > 0 > by_key["grading inference"]
    assert sum(by_key.values()) == pytest.approx(0.9 * 0.2 - 0.875**2)


def test_a_grade_that_differs_from_the_new_default_is_meaning() -> None:
    written = SHORT.replace('text = "P."', 'text = "P."\ngrade = 0.875\nbecause = "x"')
    for new, sort in (
        (written, Sort.PRESENTATION),
        (written.replace("premise = 0.875", "premise = 0.5"), Sort.MEANING),
    ):
        (change,) = (one for one in quiet(SHORT, new).changes if one.key == "grade")
        assert change.sort is sort
        assert ("as it is anyway" in change.after) is (sort is Sort.PRESENTATION)


def test_a_step_that_gets_or_loses_its_id() -> None:
    named = SHORT.replace("[[inferences]]\n", '[[inferences]]\nid = "so"\n')
    for old, new, words in ((SHORT, named, "id: [-none-] {+so+}"), (named, SHORT, "id: [-so-] {+none+}")):
        (change,) = quiet(old, new).changes
        assert (plain(change_words(change)), change.sort) == (words, Sort.PRESENTATION)


def test_a_quote_given_twice_is_one_more() -> None:
    source = '[sources.s]\ntitle = "S"\n'
    once = SHORT.replace('text = "P."', 'text = "P."\nquote = [{ source = "s", exact = "P" }]') + source
    twice = once.replace('exact = "P" }', 'exact = "P" }, { source = "s", exact = "P" }')
    (change,) = quiet(once, twice).changes
    assert plain(change_words(change)) == "quote: [-none-] {+“P” (s)+}"


def test_an_accepted_finding_is_told_although_the_settings_do_not_ask_for_it() -> None:
    accepted = SHORT + '[[accept]]\ncode = "S108"\non = "c"\nbecause = "So."\n'
    (change,) = quiet(SHORT, accepted).changes
    assert "falls if" in change.text
    (change,) = quiet(SHORT, accepted.replace("S108", "S105")).changes
    assert plain(change_words(change)) == "no finding (because: So.)"


def test_axes_and_values_with_another_name_are_told_as_that() -> None:
    old = SHORT + (
        '[concepts.k]\nterm = "k"\n[concepts.k.typology]\n'
        'axes = { power = ["by hand", "by water"], age = ["old", "new"] }\n'
        '[[concepts.k.typology.cells]]\nat = { power = "by hand", age = "old" }\nexample = "A quern."\n'
    )
    for pair, words in (
        (("power", "force"), "name of an axis of the typology: [-power-] {+force+}"),
        (("by hand", "by horse"), "name of a value of typology axis power: [-by hand-] {+by horse+}"),
    ):
        (change,) = quiet(old, old.replace(*pair)).changes
        assert plain(change_words(change)) == words
    more = old.replace('"by water"', '"by water", "by wind"')
    assert len(quiet(old, more).changes) == 1
    swapped = old.replace('["old", "new"]', '["new", "old"]')
    assert "name of" not in plain(change_words(quiet(old, swapped).changes[0]))
