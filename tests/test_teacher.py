"""Marks against those of a teacher, which were written down before the program had seen the maps."""

from __future__ import annotations

import statistics

from conftest import analysed

from argmap.classroom.marking import Rubric, mark
from argmap.classroom.matching import Answer, Known, folded
from argmap.model import own_words

REFERENCE = """
[map]
language="en"
[sources.a]
title="Report"
[premises.p1]
text="Half of all plastic bags are used only once."
quote={source="a",exact="every second bag is used once"}
[premises.p2]
text="Bags that end up in rivers kill fish."
[premises.p3]
text="A tax of ten cents cut the use of bags in Ireland by ninety percent."
quote={source="a",exact="fell by 90 per cent"}
[premises.p4]
text="Shoppers in our country react to prices as the Irish do."
[assumptions.a1]
text="Fewer bags in use means fewer bags in rivers."
[claims.c1]
text="A tax would cut the use of plastic bags."
[claims.c2]
text="Fewer fish would die."
[conclusions.k]
text="The government should tax plastic bags."
[inferences.i1]
from=["p3","p4"]
to="c1"
scheme="analogy"
[inferences.i2]
from=["c1","a1","p2"]
to="c2"
scheme="cause-to-effect"
[inferences.i3]
from=["c2"]
to="k"
scheme="practical-reasoning"
[inferences.i4]
from=["p1"]
to="k"
scheme="sign"
[objections.o]
against="k"
text="Poor people would pay more for their shopping."
[cautions.x]
on="p3"
text="The Irish figures come from the shops themselves."
"""


def changed(*pairs: tuple[str, str]) -> str:
    text = REFERENCE
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


PARAPHRASED = changed(
    ("Half of all plastic bags are used only once.", "One in two bags gets thrown away after a single use."),
    ("Bags that end up in rivers kill fish.", "Fish are dying because of bags in the water."),
    (
        "A tax of ten cents cut the use of bags in Ireland by ninety percent.",
        "When Ireland charged 10 cents, people took 90 % less bags.",
    ),
    (
        "Shoppers in our country react to prices as the Irish do.",
        "Our customers would behave just like those in Ireland.",
    ),
    ("Fewer bags in use means fewer bags in rivers.", "If people use less, less gets into the water."),
    ("A tax would cut the use of plastic bags.", "People would take far fewer bags if they cost something."),
    ("Fewer fish would die.", "The death of fish would go down."),
    ("The government should tax plastic bags.", "The state ought to put a levy on carrier bags."),
    ("Poor people would pay more for their shopping.", "Those who have little money would suffer from it."),
    ("The Irish figures come from the shops themselves.", "It was the shops that counted."),
)
HALF = """
[premises.p1]
text = "Half of all plastic bags are used only once."
[premises.p3]
text = "In Ireland a tax worked."
[claims.c1]
text = "A tax would cut the use of plastic bags."
[conclusions.k]
text = "We should tax plastic bags."
[inferences.a]
from = ["p3"]
to = "c1"
scheme = "analogy"
[inferences.b]
from = ["c1"]
to = "k"
[inferences.c]
from = ["p1"]
to = "k"
scheme = "sign"
"""
STUDENTS = {
    "same": (100, REFERENCE),
    "paraphrase": (95, PARAPHRASED),
    "conclusion": (5, '[conclusions.z]\ntext="The government should tax plastic bags."\n'),
    "apart": (
        75,
        changed(
            (
                'from=["p3","p4"]\nto="c1"\nscheme="analogy"',
                'from=["p3"]\nto="c1"\nscheme="analogy"\n[inferences.j1]\nfrom=["p4"]\nto="c1"',
            ),
            (
                'from=["c1","a1","p2"]\nto="c2"\nscheme="cause-to-effect"',
                'from=["c1"]\nto="c2"\nscheme="cause-to-effect"\n[inferences.j2]\nfrom=["a1"]\nto="c2"\n[inferences.j3]\nfrom=["p2"]\nto="c2"',
            ),
        ),
    ),
    "reversed": (
        80,
        changed(('from=["c2"]\nto="k"', 'from=["k"]\nto="c2"'), ('from=["p1"]\nto="k"', 'from=["k"]\nto="c1"')),
    ),
    "objsupport": (
        88,
        changed(
            (
                '[objections.o]\nagainst="k"\ntext="Poor people would pay more for their shopping."',
                (
                    '[premises.o]\ntext="Poor people would pay more for their shopping."\n'
                    '[inferences.oo]\nfrom=["o"]\nto="k"'
                ),
            )
        ),
    ),
    "negated2": (
        70,
        changed(
            ("Bags that end up in rivers kill fish.", "Bags that end up in rivers do not kill fish."),
            ("Fewer fish would die.", "No fewer fish would die."),
        ),
    ),
    "some": (88, changed(("Half of all plastic bags", "All plastic bags"))),
    "stray": (97, changed(("[cautions.x]", '[premises.moon]\ntext="The moon is made of cheese."\n[cautions.x]'))),
    "extra": (
        100,
        changed(
            (
                "[cautions.x]",
                (
                    '[premises.e1]\ntext="Bags are made from oil."\n[claims.e2]\ntext="Using bags wastes oil."\n'
                    '[inferences.e3]\nfrom=["e1"]\nto="e2"\n[inferences.e4]\nfrom=["e2"]\nto="k"\n[cautions.x]'
                ),
            )
        ),
    ),
    "half": (45, HALF),
    "wrongstructure": (
        50,
        changed(
            ('from=["p3","p4"]\nto="c1"', 'from=["p1","p2"]\nto="c1"'),
            ('from=["c1","a1","p2"]\nto="c2"', 'from=["p3"]\nto="c2"'),
            ('from=["c2"]\nto="k"', 'from=["a1","p4"]\nto="k"'),
        ),
    ),
}


def test_marks_are_near_the_teachers() -> None:
    reference = analysed(REFERENCE)
    before, after, inside = [], [], []
    for teacher, text in STUDENTS.values():
        student = analysed(text)
        marks = mark(reference, student, Rubric())
        inside.append(100 * marks.low <= teacher <= 100 * marks.high)
        before.append((teacher, 100 * marks.total))
        # In these maps, the same id stands for the same statement.
        decided = {
            (folded(own_words(student.graph.element(one.student))), one.reference): (
                Answer.SAME if one.student == one.reference else Answer.OTHER
            )
            for one in marks.questions
        }
        settled = mark(reference, student, Rubric(), Known(decided))
        assert not settled.questions, "one round of decisions is enough"
        after.append((teacher, 100 * settled.total))
    assert sum(inside) >= 0.9 * len(inside)
    for pairs, error in ((before, 8), (after, 6)):
        assert statistics.fmean(abs(teacher - own) for teacher, own in pairs) <= error
        assert statistics.correlation(*zip(*pairs, strict=True)) >= 0.95
