"""What a student is told a map is worth: every part, every point lost and its words, in one table of cases.

The table is `golden/marking.txt`. Each case is the reference with a few of its lines changed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from cases import REFERENCE, edited, without
from conftest import ROOT, Golden, analysed, of_map
from pydantic import ValidationError

from argmap.analysis import Analysis
from argmap.classroom.likeness import Relation, compare
from argmap.classroom.marking import PARTS, CannotMark, Loss, Marks, Rubric, mark
from argmap.classroom.report import marks_blocks
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


RUSSIAN = """
[premises.p]
text = "Аренда в городе выросла на треть, и домов стало мало для тех, кто в нём живёт и работает."
"""


class Case(NamedTuple):
    title: str
    student: str
    reference: str = REFERENCE
    rubric: Rubric = Rubric()


EXTRA_STATEMENT = '[premises.moon]\ntext = "The moon is a cheese."\n'
EXTRA_STEP = '[inferences.far]\nfrom = ["v1"]\nto = "build"\n'
NO_WEIGHTS = Rubric(elements=0, links=0, roles=0, kinds=0, notes=0.1)
ROLES_ABOVE_ALL = Rubric(elements=0, links=10, roles=90, kinds=0)
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

APART = edited(
    'from = ["dear", "homes"]\nto = "build"\nscheme = "consequences"',
    'from = ["dear"]\nto = "build"\nscheme = "consequences"\n[inferences.so-build-too]\nfrom = ["homes"]\nto = "build"',
)
SEPARATE = edited('["rents", "wages"]\nto', '["rents"]\nto') + '[inferences.apart]\nfrom = ["wages"]\nto = "dear"\n'
FURTHER = (
    '[premises.far]\ntext = "Other towns have built homes."\n'
    '[inferences.as-far]\nfrom = ["far"]\nto = "build"\nscheme = "analogy"\n'
)

CASES = [
    Case("the same", REFERENCE),
    Case("other ids", edited("rents", "a1", "so-dear", "z1", "owners", "q", "dear", "b1", "money", "m1", "few", "f1")),
    Case("ids that say the wrong thing", edited("v1", "v3", "v2", "v1", "v3", "v2")),
    Case("nothing at all", '[premises.p]\ntext = "p"\n'),
    Case("without a premise", WITHOUT_RENTS),
    Case("without one of two that say the same", without("v2", "told-too")),
    Case("one that says what another says too", REFERENCE, without("v2", "told-too")),
    Case("the place before the kind", PLACE_BEFORE_KIND, without("v2", "told-too")),
    Case("all but one of twenty letters", REFERENCE + TWENTY.format("six"), REFERENCE + TWENTY.format("sox")),
    Case("without an objection in words", without("undercut")),
    Case("without a caution and a dispute", without("few", "owners")),
    Case("without a concept", without("rent")),
    Case("without steps", without("so-dear", "so-build", "told", "told-too", "undercut", "loan")),
    Case("a word more", edited("People need a home that they", "People need a home which they")),
    Case("a comma more", edited("rose by a third.", "rose, by a third!")),
    Case("other words", edited("People need a home that they can pay for.", "Everybody has to have a home.")),
    Case("half the words", edited("Wages in the town stayed the same.", "Wages stayed the same")),
    Case("hardly the same words", edited("Homes have become too dear for many.", "Houses cost too much.")),
    Case("the contrary", edited("Wages in the town stayed the same.", "Wages in the town did not stay the same.")),
    Case("of some", edited("People need a home", "Some people need a home")),
    Case("of another number", edited("by a third", "by 3 %"), edited("by a third", "by 30 %")),
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
    Case("other weights", edited("premises.rents", "assumptions.rents", '"sign"', '"example"'), rubric=ROLES_ABOVE_ALL),
    Case("taken apart", APART),
    Case("joined", REFERENCE, SEPARATE),
    Case("turned round", edited('from = ["dear", "homes"]\nto = "build"', 'from = ["build"]\nto = "dear"')),
    Case("two statements that nothing joins", REFERENCE + EXTRA_STATEMENT + EXTRA_STATEMENT.replace("moon", "sun")),
    Case("further ones that are joined", REFERENCE + FURTHER),
    Case("further ones that cost", REFERENCE + FURTHER, rubric=Rubric(extra=1)),
]  # fmt: skip


def loaded(text: str) -> Analysis:
    """The analysis of a text; an empty text is not a valid map, but a map built in code may be empty."""
    return analysed(text) if text else of_map(Map())


def marks_of(case: Case) -> Marks:
    return mark(loaded(case.reference), loaded(case.student), case.rubric)


def table(case: Case) -> str:
    """The marks in lines: the parts, the elements that have another id, what each loss costs and says."""
    marks = marks_of(case)
    parts = ", ".join(f"{part} {value:.4%}" for part, value in marks.parts.items())
    lines = [f"== {case.title}", f"{marks.total:.4%} in all ({marks.low:.2%} to {marks.high:.2%}): {parts}"]
    if other := [f"{one} = {two}" for one, two in sorted(marks.pairs.items()) if one != two]:
        lines.append(f"who is who: {', '.join(other)}")
    lines += [f"{one.likely:.2f} {one.reference} = {one.student}?" for one in marks.questions]
    lines += [f"{loss.part} -{loss.share:.4%} {loss.element or '-'}: {loss.why}" for loss in marks.losses]
    return "\n".join(lines) + "\n"


def test_the_table_of_marks(golden: Golden) -> None:
    golden(ROOT / "tests/golden/marking.txt", "\n".join(map(table, CASES)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_is_lost_is_what_is_missing(case: Case) -> None:
    """The shares of a part's losses and its marks make up the whole; further statements cost of the whole."""
    marks = marks_of(case)
    for part, value in marks.parts.items():
        lost = sum(loss.share for loss in marks.losses if loss.part == part)
        if value:
            assert value + lost == pytest.approx(1), part
    assert {loss.part for loss in marks.losses} <= {*PARTS, "whole"}
    assert 0 <= marks.low <= marks.total <= marks.high <= 1


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (Case("", '[map]\nlanguage = "de"\n[premises.p]\ntext = "Die Mieten sind hoch."', BARE), "(de)"),
        (Case("", RUSSIAN, BARE), "(ru)"),
        (Case("", BARE, ""), "the reference has nothing that could be marked"),
        (Case("", BARE, BARE, Rubric(elements=0, links=0, roles=0, kinds=0)), "no weight to what the reference has"),
    ],
)
def test_what_cannot_be_marked_is_said(case: Case, said: str) -> None:
    with pytest.raises(CannotMark, match=re.escape(said)):
        marks_of(case)


def test_a_rubric_weighs_something() -> None:
    nothing = dict.fromkeys(PARTS, 0)
    with pytest.raises(ValidationError, match="a rubric must give some part a weight above 0"):
        Rubric.model_validate(nothing)
    assert Rubric.model_validate({**nothing, "notes": 1}).notes == 1


def test_a_name_does_not_decide_between_two_that_say_the_same_elsewhere() -> None:
    pairs = marks_of(next(case for case in CASES if case.title == "ids that say the wrong thing")).pairs
    assert (pairs["v1"], pairs["v2"]) == ("v2", "v1")


def made_up(*losses: Loss) -> Marks:
    parts = {"roles": 0.25, "elements": 0.98765}
    return Marks(parts, 0.61234, 0.53, 0.69, losses, {}, ())


@pytest.mark.parametrize("language", ["en", "de", "ru", "kk"])
def test_the_report_of_a_student(language: str, golden: Golden) -> None:
    text = edited('["dear", "homes"]', '["dear"]', "premises.rents", "assumptions.rents", '"sign"', '"example"')
    text = text.replace(
        "People need a home that they can pay for.", "Everyone has to live somewhere that they can pay."
    )
    reference = analysed(f'[map]\nlanguage = "{language}"\n{REFERENCE}')
    student = analysed(f'[map]\nlanguage = "{language}"\n{text}')
    said = sheet_markdown(marks_blocks("Ann\u202e B", mark(reference, student, Rubric()), reference, student))
    golden(ROOT / f"tests/golden/student-report-{language}.md", said)


CHANGED = [
    ("Rents in the town rose by a third.", "Wages in the town rose by a third."),
    ("Rents in the town rose by a third.", "Rents in the city rose by a third."),
    ("Rents in the town rose by a third.", "Rents in the town rose before a third."),
    ("Homes have become too dear for many.", "Homes have become too small for many."),
    ("People need a home that they can pay for.", "It is false that people need a home that they can pay for."),
    ("People need a home that they can pay for.", "People could need a home that they can pay for."),
    ("The town should build homes of its own.", "Should the town build homes of its own?"),
    ("The town has no money for this.", "The state has no money for this."),
]


@pytest.mark.parametrize(("true", "false"), CHANGED)
@pytest.mark.parametrize("quoted", [False, True])
def test_a_copy_with_one_word_changed_is_never_taken_for_the_same_in_silence(
    true: str, false: str, *, quoted: bool
) -> None:
    reference = REFERENCE
    if quoted and true.startswith("Rents"):
        quote = f'text = "{true}"\nquote = {{ source = "s", exact = "in the paper" }}'
        reference = '[sources.s]\ntitle = "S"\n' + REFERENCE.replace(f'text = "{true}"', quote)
    marks = mark(analysed(reference), analysed(reference.replace(true, false)), Rubric())
    assert marks.is_provisional or marks.total < 0.95
    assert marks.low < 0.9


@pytest.mark.parametrize(
    ("text", "other", "language", "relation"),
    [
        ("It is not true that the town floods.", "The town floods.", "en", Relation.CONTRARY),
        ("It\u2019s false that the town floods.", "The town floods.", "en", Relation.CONTRARY),
        ("It is a fact that the town floods.", "The town floods.", "en", Relation.SAME),
        ("It is not true that the town does not flood.", "The town floods.", "en", Relation.DOUBTFUL),
        ("The town doesn't flood.", "The town floods.", "en", Relation.CONTRARY),
        ("The town will flood.", "The town floods.", "en", Relation.SAME),
        ("Some towns flood.", "All towns flood.", "en", Relation.OTHER_AMOUNT),
        ("Two towns flood.", "2 towns flood.", "en", Relation.SAME),
        ("Two towns flood.", "3 towns flood.", "en", Relation.OTHER_AMOUNT),
        ("The water rises.", "The water falls.", "en", Relation.CONTRARY),
        ("Es stimmt nicht, dass die Stadt steht.", "Die Stadt steht.", "de", Relation.CONTRARY),
        ("Die Stadt baut kein Bad.", "Die Stadt baut ein Bad.", "de", Relation.CONTRARY),
        ("Die Stadt baut ein neues Bad.", "Die Stadt baut ein altes Bad.", "de", Relation.CHANGED),
        ("The man was killed by the bear.", "The man killed the bear.", "en", Relation.CHANGED),
        ("Den Hund beißt der Mann.", "Der Hund beißt den Mann.", "de", Relation.CHANGED),
        ("Собаку укусил человек.", "Собака укусила человека.", "ru", Relation.CHANGED),
        ("Nine thousand cars pass.", "9,000 cars pass.", "en", Relation.SAME),
        ("Every animal in a zoo suffers.", "All animals in zoos suffer.", "en", Relation.SAME),
        ("A few pupils sleep.", "Few pupils sleep.", "en", Relation.OTHER_AMOUNT),
        ("Неверно, что город стоит.", "Город стоит.", "ru", Relation.CONTRARY),
        ("Bread is cheap.", "The town floods.", "en", Relation.UNLIKE),
    ],
)
def test_what_words_make_two_statements_to_each_other(text: str, other: str, language: str, relation: Relation) -> None:
    assert compare(text, other, language).relation is relation
    assert compare(other, text, language).relation is relation


def test_the_students_report_is_in_their_words_alone() -> None:
    text = edited(
        '["dear", "homes"]', '["dear"]', "premises.rents", "assumptions.rents", '"sign"', '"example"',
        "Wages in the town stayed the same.", "Wages in the town did not stay the same.",
    )  # fmt: skip
    reference, student = analysed(REFERENCE), analysed(text)
    marks = mark(reference, student, Rubric())
    said = sheet_markdown(marks_blocks("Ann", marks, reference, student, for_student=True)).replace("\\", "")
    assert "did not stay the same” says the contrary of the text" in said
    assert "Wages in the town stayed the same" not in said
    assert "Something is missing that belongs here: from “Homes have become too dear for many” to" in said
    assert "These of your statements are in the reference" in said


def test_a_report_says_when_nothing_is_wrong() -> None:
    fine = analysed((ROOT / "maps/tutorial.toml").read_text(encoding="utf-8"))
    said = sheet_markdown(marks_blocks("Ann", made_up(), fine, fine))
    assert "| Statements | 99% |" in said
    assert "| Roles of statements | 25% |" in said
    assert "**61% overall**" in said
    assert "No points were lost." in said
    assert "Where points were lost" not in said


@pytest.mark.parametrize(("count", "more"), [(59, ""), (60, ""), (61, "And 1 more."), (70, "And 10 more.")])
def test_a_long_list_ends_after_sixty(count: int, more: str) -> None:
    losses = [Loss("roles", 0.0123, "x", f"No. {number}.") for number in range(count)]
    said = sheet_markdown(marks_blocks("Ann", made_up(*losses), analysed(BARE), None)).replace("\\", "")
    shown = min(count, 60)
    assert said.count("(costs 1.2% of this part)") == shown
    assert f"No. {shown - 1}. (costs" in said
    assert ("more." in said) == (count > 60)
    assert more in said


@pytest.mark.parametrize("part", [*PARTS, "stray", "extra"])
@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf"), "x", "3"])
def test_a_rubric_has_numbers_from_nought_on(part: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Rubric.model_validate({part: value})
    assert (Rubric.model_validate({part: 0}) == Rubric()) == (part == "extra")


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


@pytest.mark.parametrize("discharged", ['discharges = ["t"]', 'label = "Then"'])
def test_a_step_that_discharges_something_else(discharged: str) -> None:
    student = SUPPOSED.replace('discharges = ["s"]', discharged)
    losses = mark(analysed(SUPPOSED), analysed(student), Rubric()).losses
    (why,) = [loss.why for loss in losses if loss.part == "links"]
    assert why.endswith("Missing: “The town builds nothing”")


def test_another_wording_of_the_reference_counts_and_one_of_the_student_does_not() -> None:
    other = "Tenants pay a third more than before."
    kinder = BARE.replace('a third."\n', f'a third."\nalso = ["{other}"]\n', 1)
    answered = BARE.replace("Rents in the town rose by a third.", other)
    assert mark(analysed(kinder), analysed(answered), Rubric()).total == 1
    true = "Rents in the town rose by a third."
    guessed = BARE.replace(true, "Nobody knows.")
    hedged = guessed.replace('"Nobody knows."', f'"Nobody knows."\nalso = ["{true}"]')
    by_student = [mark(analysed(BARE), analysed(student), Rubric()).total for student in (guessed, hedged)]
    assert by_student[0] == by_student[1] < 0.95


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
