"""Repairs that help together, against the standing of a map in which they are made."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from conftest import analysed

from argmap.analysis import Analysis

TREE = """
[conclusions.c]
text = "C."
[claims.k]
text = "K."
[premises.a]
text = "A."
grade = 0.5
[premises.b]
text = "B."
grade = 0.4
[premises.d]
text = "D."
grade = 0.3
[inferences.i]
from = ["a", "b"]
to = "k"
grade = 0.9
[inferences.j]
from = ["k"]
to = "c"
grade = 0.8
[inferences.l]
from = ["d"]
to = "c"
grade = 0.7
[objections.o]
text = "O."
against = "k"
grade = 0.6
"""


def with_grades(text: str, grades: dict[str, float]) -> Analysis:
    """The map with other grades: each grade stands below the header of its element."""
    lines, at = [], ""
    for line in text.split("\n"):
        if line.startswith("["):
            at = line.strip("[]").partition(".")[2]
        lines.append(f"grade = {grades[at]}" if line.startswith("grade") and at in grades else line)
    return analysed("\n".join(lines))


def standing(analysis: Analysis) -> float:
    found = analysis.assessments["c"].standing
    assert found is not None
    return found


def test_pairs_gain_what_the_map_gains_if_both_are_settled() -> None:
    analysis = analysed(TREE)
    found = analysis.together("c")
    assert found is not None
    best = {"a": 1, "b": 1, "d": 1, "i": 1, "j": 1, "l": 1, "o": 0}
    before = standing(analysis)
    alone = {one: standing(with_grades(TREE, {one: best[one]})) - before for one in best}
    gains = {
        pair: standing(with_grades(TREE, {one: best[one] for one in pair})) - before
        for pair in combinations(sorted(best), 2)
    }
    told = {pair.elements: pair for pair in found.pairs}
    assert told.keys() == {(a, b) for (a, b), gain in gains.items() if gain > max(alone[a], alone[b]) + 1e-9}
    for elements, pair in told.items():
        assert pair.gain == pytest.approx(gains[elements])
        assert pair.alone == pytest.approx([alone[one] for one in elements])
    ordered = [pair.gain for pair in found.pairs]
    assert ordered == sorted(ordered, reverse=True)
    assert (found.tried, found.candidates) == (7, 7)


def chain(length: int, grade: float) -> str:
    """A conclusion that stands on a premise by way of so many claims, and on another one."""
    parts = [
        '[conclusions.c]\ntext = "C."\n[premises.p]\ntext = "P."\ngrade = 0.5\n[premises.s]\ntext = "S."\ngrade = 0.5'
    ]
    parts.append('[inferences.t]\nfrom = ["s"]\nto = "c"\ngrade = 0.5')
    ends = ["p", *(f"k{number}" for number in range(1, length)), "c"]
    parts += [f'[claims.k{number}]\ntext = "K {number}."' for number in range(1, length)]
    parts += [
        f'[inferences.i{number}]\nfrom = ["{start}"]\nto = "{end}"\ngrade = {grade}'
        for number, (start, end) in enumerate(pairwise(ends), 1)
    ]
    return "\n".join(parts)


@pytest.mark.parametrize(("length", "is_told"), [(1, False), (2, True), (3, True), (9, True), (10, False)])
def test_a_chain_of_weak_steps_is_repaired_as_a_whole(length: int, *, is_told: bool) -> None:
    text = chain(length, 0.1)
    analysis = analysed(text)
    found = analysis.together("c")
    assert found is not None
    chains = [one for one in found.chains if one.step == f"i{length}"]
    assert bool(chains) is is_told
    for one in chains:
        elements = sorted(["p", *(f"i{number}" for number in range(1, length + 1))])
        assert sorted(one.elements) == elements
        settled = standing(with_grades(text, dict.fromkeys(elements, 1)))
        assert one.gain == pytest.approx(settled - standing(analysis))
        alone = max(standing(with_grades(text, {each: 1})) - standing(analysis) for each in elements)
        assert one.alone == pytest.approx(alone)
        assert one.loss == pytest.approx(standing(analysis) - standing(with_grades(text, {f"i{length}": 0})))


def test_a_chain_within_another_is_not_told_again() -> None:
    found = analysed(chain(5, 0.1)).together("c")
    assert found is not None
    assert [one.step for one in found.chains] == ["i5"]


def test_what_is_left_of_a_chain_that_is_too_long_is_told() -> None:
    found = analysed(chain(12, 0.1)).together("c")
    assert found is not None
    assert [(one.step, len(one.elements)) for one in found.chains] == [("i9", 10)]
    assert found.tried == found.candidates == 15


def test_what_a_single_repair_does_nearly_as_well_is_no_chain() -> None:
    found = analysed(chain(3, 0.9)).together("c")
    assert found is not None
    assert not found.chains
