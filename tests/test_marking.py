"""What a student is told a map is worth: every part, every point lost and its words, in one table of cases.

The table is `golden/marking.txt`. Each case is the reference with a few of its lines changed.
"""

from __future__ import annotations

import csv
import io
import re
from typing import NamedTuple

import pytest
from cases import REFERENCE, edited, without
from conftest import ROOT, Golden, analysed, of_map
from pydantic import ValidationError

from argmap.analysis import Analysis
from argmap.classroom.exercise import ExerciseKind
from argmap.classroom.marking import CannotMark, Loss, Marks, Rubric, mark
from argmap.classroom.report import PARTS, class_table, differences_table, student_blocks
from argmap.findings import Severity
from argmap.model import Map
from argmap.report.sheet import sheet_markdown

BARE = """
[premises.p]
text = "Rents in the town rose by a third."
[claims.c]
text = "Homes have become too dear for many."
[conclusions.z]
text = "The town should build homes of its own."
[inferences.i]
from = ["p"]
to = "c"
[inferences.j]
from = ["c"]
to = "z"
"""


def ordered(*names: str, text: str = "") -> str:
    """The statements of the bare map alone, in an order."""
    said = text or BARE[: BARE.index("[inferences")]
    listed = ", ".join(f'"{name}"' for name in names)
    return f"[map.presentation]\norder = [{listed}]\n{said}"


def doubted(*names: str) -> str:
    """The reference with the weak links that a student marked."""
    return REFERENCE + "".join(
        f'[contested.mine{number}]\non = "{name}"\nby = "student"\nreason = "?"\n' for number, name in enumerate(names)
    )


class Case(NamedTuple):
    title: str
    student: str
    reference: str = REFERENCE
    rubric: Rubric = Rubric()
    kind: ExerciseKind | None = None


WEAKEST = list(analysed(REFERENCE).weak_links)
EXTRA_STATEMENT = '[premises.moon]\ntext = "The moon is a cheese."\n'
EXTRA_STEP = '[inferences.far]\nfrom = ["v1"]\nto = "build"\n'
PREMISES_FIRST = '[map.presentation]\nfirst = "premises"\n'
NO_WEIGHTS = Rubric(elements=0, links=0, roles=0, kinds=0)
ROLES_ABOVE_ALL = Rubric(elements=0, links=10, roles=90, kinds=0)
FIND, TEXTS, CLASSIFY = ExerciseKind.FIND_WEAK, ExerciseKind.FILL_TEXT, ExerciseKind.CLASSIFY
TO_AGAINST = ('to = "rents"', 'against = "rents"')
EXTRA_NOTES = '[concepts.x]\nterm = "wage"\n[cautions.y]\non = "homes"\ntext = "Ho."\n'
TWO_CAUTIONS = [
    f'{REFERENCE}[cautions.{one}]\non = "homes"\ntext = "Ho."\n[cautions.{other}]\non = "dear"\ntext = "Ho."\n'
    for one, other in ("ab", "ba")
]
PLACE_BEFORE_KIND = edited("premises.v1", "assumptions.v9", '["v1"]', '["v9"]')
TWENTY = '[premises.river]\ntext = "The river was at {}."\n'
OTHER_UNDERCUT = edited('against = "so-dear"', 'against = "so-build"')
NO_PATTERNS = edited('scheme = "sign"\n', "", 'scheme = "consequences"\n', "")
WITHOUT_RENTS = without("rents", "told", "few").replace('["rents", "wages"]', '["wages"]')

SAVED = (
    '[premises.s2]\ntext = "Rain fell."\n[conclusions.s1]\ntext = "It rises."\n'
    '[inferences.i3]\nfrom = ["s2"]\nto = "s1"\n'
)

CASES = [
    Case("the same", REFERENCE),
    Case("other ids", edited("rents", "a1", "so-dear", "z1", "owners", "q", "dear", "b1", "money", "m1", "few", "f1")),
    Case("ids that say the wrong thing", edited("v1", "v3", "v2", "v1", "v3", "v2")),
    Case("nothing at all", '[premises.p]\ntext = "p"\n'),
    Case("against an empty reference", REFERENCE, ""),
    Case("nothing against nothing", "", ""),
    Case("without a premise", WITHOUT_RENTS),
    Case("without one of two that say the same", without("v2", "told-too")),
    Case("one that says what another says too", REFERENCE, without("v2", "told-too")),
    Case("the place before the kind", PLACE_BEFORE_KIND, without("v2", "told-too")),
    Case("all but one of twenty letters", REFERENCE + TWENTY.format("six"), REFERENCE + TWENTY.format("sox")),
    Case("to the letter, with an undercut against another step", OTHER_UNDERCUT, rubric=Rubric(similarity=1)),
    Case("without an objection in words", without("undercut")),
    Case("without a caution and a dispute", without("few", "owners")),
    Case("without a concept", without("rent")),
    Case("without steps", without("so-dear", "so-build", "told", "told-too", "undercut", "loan")),
    Case("a word more", edited("People need a home that they", "People need a home which they")),
    Case("a comma more", edited("rose by a third.", "rose, by a third!")),
    Case("other words", edited("People need a home that they can pay for.", "Everybody has to have a home.")),
    Case("half the words", edited("Wages in the town stayed the same.", "Wages stayed the same")),
    Case("hardly the same words", edited("Homes have become too dear for many.", "Houses cost too much.")),
    Case("left open", edited("Wages in the town stayed the same.", "(left open 1)")),
    Case("an objection in other words", edited("The town has no money for this.", "There is no money in the town.")),
    Case("an objection that loses its words", edited('text = "A year is too short to tell."', 'from = ["homes"]')),
    Case("a step that gains words", edited('against = "money"', 'against = "money"\ntext = "A loan will do."')),
    Case("a premise for an assumption", edited("premises.rents", "assumptions.rents")),
    Case("a claim for an assumption", edited("assumptions.homes", "claims.homes")),
    Case("a claim for the conclusion", edited("conclusions.build", "claims.build")),
    Case("a premise for a claim", edited("claims.dear", "premises.dear")),
    Case("another pattern", edited('"sign"', '"example"')),
    Case("no pattern", edited('scheme = "consequences"\n', "")),
    Case("a pattern where there is none", edited('to = "rents"', 'to = "rents"\nscheme = "expert-opinion"')),
    Case("no pattern at all", NO_PATTERNS),
    Case("no patterns in either", NO_PATTERNS, NO_PATTERNS),
    Case("an attack for a support", edited("inferences.told]", "objections.told]", *TO_AGAINST)),
    Case("a support for an attack", edited("objections.loan", "inferences.loan", 'against = "money"', 'to = "dear"')),
    Case("from something else", edited('["v1"]', '["homes"]')),
    Case("to something else", edited('to = "wages"', 'to = "dear"')),
    Case("from and to something else", edited('["dear", "homes"]\nto = "build"', '["dear", "v1"]\nto = "rents"')),
    Case("from one more", edited('["rents", "wages"]\nto', '["rents", "wages", "homes"]\nto')),
    Case("from one less", edited('["dear", "homes"]', '["dear"]')),
    Case("an undercut against another step", OTHER_UNDERCUT),
    Case("a statement too many", REFERENCE + EXTRA_STATEMENT),
    Case("a step too many", REFERENCE + EXTRA_STEP),
    Case("a concept and a caution too many", REFERENCE + EXTRA_NOTES),
    Case("a caution in other words", edited("Only one year was measured.", "Nobody asked the owners at all.")),
    Case("a caution on something else", edited('on = ["rents", "wages"]', 'on = ["homes"]')),
    Case("a caution on one of two", edited('on = ["rents", "wages"]', 'on = "wages"')),
    Case("a dispute on a step", edited('on = "homes"', 'on = "so-build"')),
    Case("a caution for a dispute", edited("contested.owners", "cautions.owners", 'by = "The owners"\nreason', "text")),
    Case("two cautions with the same words, changed over", TWO_CAUTIONS[0], TWO_CAUTIONS[1]),
    Case("two that became alike", edited("Wages in the town stayed the same.", "Rents in the town rose by a half.")),
    Case("another map", (ROOT / "maps/tutorial.toml").read_text(encoding="utf-8")),
    Case("strict on words", edited("rose by a third", "rose a lot"), rubric=Rubric(similarity=0.9)),
    Case("lenient on words", edited("Homes have become too dear for many.", "X."), rubric=Rubric(similarity=0)),
    Case("other weights", edited("premises.rents", "assumptions.rents", '"sign"', '"example"'), rubric=ROLES_ABOVE_ALL),
    Case("the three weakest", doubted(*WEAKEST[:3])),
    Case("the first, and two not far down", doubted(WEAKEST[0], *WEAKEST[4:6])),
    Case("one that is the seventh", doubted(*WEAKEST[:2], WEAKEST[6])),
    Case("all of them", doubted(*WEAKEST)),
    Case("none of the weakest", doubted(*WEAKEST[6:8]), kind=FIND),
    Case("a link that is not in the reference", doubted("moon", WEAKEST[0]) + EXTRA_STATEMENT, kind=FIND),
    Case("weak links where there are none", doubted("homes"), '[concepts.rent]\nterm = "rent"\n', kind=FIND),
    Case("texts alone", WITHOUT_RENTS, kind=TEXTS),
    Case("steps alone", edited('["v1"]', '["homes"]', "a third", "a half"), kind=ExerciseKind.FILL_LINKS),
    Case("roles and patterns alone", edited("claims.dear", "premises.dear", "a third", "a half"), kind=CLASSIFY),
    Case("in order", ordered("z", "c", "p"), BARE),
    Case("one out of order", ordered("z", "p", "c"), BARE),
    Case("the wrong way round", ordered("p", "c", "z"), BARE),
    Case("one left out of the order", ordered("c", "z"), BARE, kind=ExerciseKind.ORDER),
    Case("one alone in the order", ordered("z"), BARE, kind=ExerciseKind.ORDER),
    Case("no order in a saved exercise", SAVED, SAVED, kind=ExerciseKind.ORDER),
    Case("no link marked in a saved exercise", SAVED, SAVED, kind=FIND),
    Case("an order of unknown statements", ordered("moon", text=EXTRA_STATEMENT), BARE, kind=ExerciseKind.ORDER),
    Case("premises first", ordered("p", "c", "z"), PREMISES_FIRST + BARE),
    Case("premises first, the wrong way round", ordered("z", "p", "c"), PREMISES_FIRST + BARE),
    Case("an order and all the steps", ordered("z", "p", "c", text=BARE), BARE),
    Case("an order where the reference has one", *(2 * (ordered("z", "p", "c", text=BARE),))),
]  # fmt: skip


def loaded(text: str) -> Analysis:
    """The analysis of a text; an empty text is not a valid map, but a map built in code may be empty."""
    return analysed(text) if text else of_map(Map())


def marks_of(case: Case) -> Marks:
    return mark(loaded(case.reference), loaded(case.student), case.rubric, case.kind)


def table(case: Case) -> str:
    """The marks in lines: the parts, the elements that have another id, what each loss costs and says."""
    marks = marks_of(case)
    parts = ", ".join(f"{part} {value:.4%}" for part, value in marks.parts.items())
    lines = [f"== {case.title}", f"{marks.total:.4%} in all: {parts}"]
    if other := [f"{one} = {two}" for one, two in sorted(marks.pairs.items()) if one != two]:
        lines.append(f"who is who: {', '.join(other)}")
    lines += [f"{loss.part} -{loss.share:.4%} {loss.element or '-'}: {loss.why}" for loss in marks.losses]
    return "\n".join(lines) + "\n"


def test_the_table_of_marks(golden: Golden) -> None:
    golden(ROOT / "tests/golden/marking.txt", "\n".join(map(table, CASES)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_is_lost_is_what_is_missing(case: Case) -> None:
    """The shares of a part's losses and its marks make up the whole, but where wrong answers count off."""
    marks = marks_of(case)
    for part, value in marks.parts.items():
        lost = sum(loss.share for loss in marks.losses if loss.part == part)
        if marks.losses and part != "weak" and value:
            assert value + lost == pytest.approx(1)
    assert all(loss.part in marks.parts for loss in marks.losses)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (Case("", REFERENCE, kind=FIND), "this does not answer find-weak: it has no weak links, which are entries of"),
        (Case("", BARE, BARE, kind=ExerciseKind.ORDER), "this does not answer order: it has no order of statements"),
        (Case("", REFERENCE, rubric=NO_WEIGHTS), "no weight to what is marked here: elements, links, roles, kinds"),
        (Case("", REFERENCE, rubric=Rubric(links=0), kind=ExerciseKind.FILL_LINKS), "no weight to what is marked here"),
    ],
)
def test_what_cannot_be_marked_is_said(case: Case, said: str) -> None:
    with pytest.raises(CannotMark, match=re.escape(said)):
        marks_of(case)


def test_a_rubric_weighs_something() -> None:
    nothing = dict.fromkeys(("elements", "links", "roles", "kinds", "weak", "order"), 0)
    with pytest.raises(ValidationError, match="a rubric must give some part a weight above 0"):
        Rubric.model_validate(nothing)
    assert Rubric.model_validate({**nothing, "order": 1}).order == 1


def test_a_name_does_not_decide_between_two_that_say_the_same_elsewhere() -> None:
    pairs = marks_of(next(case for case in CASES if case.title == "ids that say the wrong thing")).pairs
    assert (pairs["v1"], pairs["v2"]) == ("v2", "v1")
    assert (pairs["told"], pairs["told-too"]) == ("told", "told-too")


def made_up(*losses: Loss) -> Marks:
    parts = {"roles": 0.25, "elements": 0.98765}
    return Marks(parts, 0.61234, losses, {})


def test_the_report_of_a_student(golden: Golden) -> None:
    text = edited('["dear", "homes"]', '["dear"]', "premises.rents", "assumptions.rents", '"sign"', '"example"')
    text += '[[accept]]\ncode = "W203"\non = "undercut"\nbecause = "It is late."\n'
    analysis = analysed(text)
    marks = mark(analysed(REFERENCE), analysis, Rubric())
    said = sheet_markdown(student_blocks("Ann\u202e B", marks, analysis))
    lost, found = re.split(r"## What a critical reader .*\n\n", said)
    golden(ROOT / "tests/golden/student-report.md", lost)
    grave = [one for one in analysis.findings if one.severity is not Severity.HINT and one.code != "W203"]
    assert found.replace("\\", "").splitlines() == [f"- **{one.message}.** {one.help}" for one in grave]
    assert {"W203"} < {one.code for one in analysis.findings} > {one.code for one in grave}


def test_a_report_says_when_nothing_is_wrong() -> None:
    fine = (ROOT / "maps/tutorial.toml").read_text(encoding="utf-8")
    said = sheet_markdown(student_blocks("Ann", made_up(), analysed(fine)))
    assert "| statements | 98.8% |" in said
    assert "| roles of statements | 25.0% |" in said
    assert "**61.2%** overall" in said
    assert "No points were lost." in said
    assert "Where points were lost" not in said
    assert said.rstrip().endswith("Nothing serious.")


@pytest.mark.parametrize(("count", "more"), [(59, ""), (60, ""), (61, "And 1 more."), (70, "And 10 more.")])
def test_a_long_list_ends_after_sixty(count: int, more: str) -> None:
    losses = [Loss("roles", 0.0123, "x", f"No. {number}.") for number in range(count)]
    claims = "".join(f'[claims.c{number}]\ntext = "So {number}."\n' for number in range(count))
    said = sheet_markdown(student_blocks("Ann", made_up(*losses), analysed(claims)))
    lost, found = said.split("What a critical reader")
    shown = min(count, 60)
    assert lost.count("(costs 1.2% of this part)") == shown
    assert f"No. {shown - 1}. (costs" in lost.replace("\\", "")
    grave = sum(not one.accepted and one.severity.value != "hint" for one in analysed(claims).findings)
    assert found.count("\n- **") == min(grave, 60)
    assert ("more." in lost, "more." in found) == (count > 60, grave > 60)
    assert more in lost
    assert (f"And {grave - 60} more." in found) is (grave > 60)


def test_the_table_of_a_class() -> None:
    marks: dict[str, Marks | str] = {
        "Ann": made_up(),
        "=Bob": "could not be read",
        "+C": Marks({"weak": 1.0}, 1.0, (), {}),
        "-D": "could not be read", "@E": "=no answer", "\tF": "could not be read",
    }  # fmt: skip
    assert class_table(marks).split("\n") == [
        "student,total,elements,roles,weak,note",
        "Ann,61.2,98.8,25.0,,",
        "'=Bob,,,,,could not be read",
        "'+C,100.0,,,100.0,",
        "'-D,,,,,could not be read",
        "'@E,,,,,'=no answer",
        "'\tF,,,,,could not be read",
        "",
    ]


def test_where_most_of_a_class_differed() -> None:
    reference = analysed(REFERENCE + '[premises.sum]\ntext = "=1+1"\n')
    twice = made_up(Loss("roles", 0.1, "rents", "a"), Loss("roles", 0.1, "rents", "b"), Loss("elements", 1, "", "c"))
    once = made_up(Loss("roles", 0.1, "sum", "a"), Loss("elements", 0.1, "wages", "b"))
    table = differences_table(reference, [twice, once, once, twice, twice])
    assert "\r" not in table
    rows = list(csv.reader(io.StringIO(table)))
    assert rows == [
        ["part", "element", "students", "text"],
        ["roles", "rents", "3", "Rents in the town rose by a third."],
        ["elements", "wages", "2", "Wages in the town stayed the same."],
        ["roles", "sum", "2", "'=1+1"],
    ]


def test_the_class_is_listed_as_it_was_given() -> None:
    assert class_table({"b": made_up(), "a": made_up()}).splitlines()[1:] == ["b,61.2,98.8,25.0,", "a,61.2,98.8,25.0,"]


@pytest.mark.parametrize("part", ["elements", "links", "roles", "kinds", "weak", "order", "similarity"])
@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf"), "x", "3"])
def test_a_rubric_has_numbers_from_nought_on(part: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Rubric.model_validate({part: value})
    assert Rubric.model_validate({part: 0}) != Rubric()


def test_every_part_has_its_words() -> None:
    marks = Marks(dict.fromkeys(PARTS, 0.5), 0.5, [Loss(part, 0.1, "x", "Why.") for part in PARTS], {})
    said = sheet_markdown(student_blocks("Ann", marks, analysed(REFERENCE)))
    assert list(PARTS) == ["elements", "links", "roles", "kinds", "weak", "order"]
    assert PARTS["weak"] == "weakest links"
    assert PARTS["order"] == "order"
    for words in PARTS.values():
        assert f"| {words} | 50.0% |" in said
        assert f"### {words.capitalize()}\n\n- Why. (costs 10.0% of this part)" in said


SUPPOSED = """
[suppositions.s]
text = "The town builds nothing."
[suppositions.t]
text = "The town builds homes."
[conclusions.z]
text = "Rents rise if the town builds nothing."
[claims.c]
text = "Rents rise."
[inferences.i]
from = ["s"]
to = "c"
[inferences.j]
from = ["c"]
to = "z"
discharges = ["s"]
"""


@pytest.mark.parametrize(
    ("discharged", "said"),
    [('discharges = ["t"]', "“The town builds homes.”"), ('label = "Then"', "nothing")],
)
def test_a_step_that_discharges_something_else(discharged: str, said: str) -> None:
    student = SUPPOSED.replace('discharges = ["s"]', discharged)
    losses = mark(analysed(SUPPOSED), analysed(student), Rubric()).losses
    (why,) = [loss.why for loss in losses if loss.part == "links"]
    assert why == (
        f"The step from “Rents rise.” to “Rents rise if the town builds nothing.” discharges {said} in your map, and "
        "“The town builds nothing.” in the reference."
    )


def test_what_is_said_counts_more_than_where() -> None:
    one, other = "Rents in the town rose by a third.", "Rents in the town fell to a quarter."
    reference = BARE.replace("Homes have become too dear for many.", other)
    student = BARE.replace(one, other + " Now.").replace("Homes have become too dear for many.", one + " Now.")
    pairs = mark(analysed(reference), analysed(student), Rubric()).pairs
    assert (pairs["p"], pairs["c"]) == ("c", "p")


def test_another_wording_of_the_reference_counts_and_one_of_the_student_does_not() -> None:
    other = "Tenants pay a third more than before."
    kinder = BARE.replace('a third."\n', f'a third."\nalso = ["{other}"]\n', 1)
    answered = BARE.replace("Rents in the town rose by a third.", other)
    assert mark(analysed(kinder), analysed(answered), Rubric()).total == 1
    true = "Rents in the town rose by a third."
    guessed = BARE.replace(true, "Nobody knows.")
    hedged = guessed.replace('"Nobody knows."', f'"Nobody knows."\nalso = ["{true}"]')
    by_student = [mark(analysed(BARE), analysed(student), Rubric()).total for student in (guessed, hedged)]
    assert by_student[0] == by_student[1] < 0.9


def test_of_two_that_say_the_same_the_number_of_steps_decides() -> None:
    said = '[conclusions.z]\ntext = "Z."\n'
    ends = {"one": 1, "three": 3}

    def made(names: tuple[str, ...], first: str) -> str:
        text = said + "".join(f'[premises.{first}{name}]\ntext = "The same."\n' for name in names)
        steps = [(name, number) for name in names for number in range(ends[name])]
        return text + "".join(
            f'[inferences.{first}{name}-{number}]\nfrom = ["{first}{name}"]\nto = "z"\n' for name, number in steps
        )

    for names in (("one", "three"), ("three", "one")):
        pairs = mark(analysed(made(("one", "three"), "a-")), analysed(made(names, "b-")), Rubric()).pairs
        assert (pairs["a-one"], pairs["a-three"]) == ("b-one", "b-three")
