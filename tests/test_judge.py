"""The judge: against brute force, and the one of the page against the one of marking on 10,000 random answers."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any

import pytest
from cases import edited
from conftest import ROOT, analysed, node_tool, of_map
from test_classroom import argument_maps

from argmap.analysis import Analysis
from argmap.classroom.answers import stamp_of
from argmap.classroom.exercise import Exercise, ExerciseKind, Task, make_exercise
from argmap.classroom.judge import Answers, chance, credit, judge, random_answers
from argmap.classroom.key import Answer, Key, Shown, TooAlike, classes_of, turns_of
from argmap.classroom.page import exercise_page
from argmap.classroom.part import Wanted
from argmap.model import Map

TOWN = """
[premises.ring]
text = "The ring road has room."
[premises.count]
text = "Nine thousand cars pass."
[premises.ghent]
text = "In Ghent the shops earned more."
[premises.alike]
text = "The town is like Ghent."
[assumptions.switch]
text = "Drivers take the ring road."
[claims.fewer]
text = "There would be fewer cars."
[claims.shops]
text = "The shops would not lose."
[conclusions.close]
text = "The street should be closed."
[inferences.a]
from = ["ring", "switch", "count"]
to = "fewer"
scheme = "consequences"
[inferences.b]
from = ["ghent", "alike"]
to = "shops"
scheme = "analogy"
[inferences.c]
from = ["fewer"]
to = "close"
scheme = "consequences"
[inferences.d]
from = ["shops"]
to = "close"
scheme = "consequences"
[objections.o]
text = "Ghent is larger."
against = "b"
[objections.p]
from = ["count"]
against = "c"
"""
WHOLE = Wanted(size=200)
GAPS = (ExerciseKind.FILL_TEXT, ExerciseKind.FILL_LINKS, ExerciseKind.CLASSIFY, ExerciseKind.BUILD)


def made(analysis: Analysis, kind: ExerciseKind, hide: int = 6, seed: int = 1) -> Exercise:
    part = Wanted() if kind is ExerciseKind.BUILD else WHOLE  # nobody builds a map of a hundred elements
    return make_exercise(analysis, Task(kind, hide, seed, part=part))


def data_of(exercise: Exercise, analysis: Analysis) -> dict[str, Any]:
    page = exercise_page(exercise, stamp_of(exercise, analysis))
    found: dict[str, Any] = json.loads(re.findall(r'id="data">(.*?)</script>', page, re.DOTALL)[0])
    return found


def perfect(exercise: Exercise) -> Answers:
    key = exercise.key
    return Answers(
        key.right, key.order if exercise.kind is ExerciseKind.FIND_WEAK else (),
        key.order if exercise.kind is ExerciseKind.ORDER else (),
    )  # fmt: skip


def analyses() -> list[Analysis]:
    return [analysed(TOWN), *(analysed(ROOT / f"maps/{name}.toml") for name in ("kazakhstan", "tutorial", "mill"))]


@pytest.mark.parametrize("kind", ExerciseKind)
def test_nothing_done_is_nothing_and_all_right_is_all(kind: ExerciseKind) -> None:
    for analysis in analyses():
        for hide in (2, 6, 30):
            exercise = made(analysis, kind, hide)
            assert judge(exercise, Answers()).share == 0
            assert judge(exercise, perfect(exercise)).share == 1
            assert 0 < chance(exercise) < 0.8


@pytest.mark.parametrize("kind", GAPS)
def test_partly_right_is_in_proportion(kind: ExerciseKind) -> None:
    for analysis in analyses():
        exercise = made(analysis, kind, 12)
        given: dict[str, Mapping[str, Answer]] = {}
        questions = sum(len(answers) for answers in exercise.key.right.values())
        for slot, answers in exercise.key.right.items():
            given[slot] = answers
            done = sum(len(one) for one in given.values())
            found = judge(exercise, Answers(given))
            assert (found.right, found.questions) == (done, questions)
            assert found.share == pytest.approx(done / questions)


def test_everything_ticked_gets_at_most_half() -> None:
    for analysis in analyses():
        for hide in (1, 3, 6, 100):
            exercise = made(analysis, ExerciseKind.FIND_WEAK, hide)
            everything = Answers(weak=tuple(item.id for item in exercise.items if item.asks))
            assert judge(exercise, everything).share <= 0.5
            assert exercise.asked_for <= max(1, len(everything.weak) // 2)


def test_links_that_are_as_weak_count_alike() -> None:
    even = "".join(
        f'[premises.p{n}]\ntext = "P{n}."\ngrade = 0.5\n[inferences.i{n}]\nfrom = ["p{n}"]\nto = "c"\ngrade = 1\n'
        for n in range(4)
    )
    analysis = analysed('[conclusions.c]\ntext = "C."\n' + even)
    exercise = made(analysis, ExerciseKind.FIND_WEAK, 2)
    slots = [item.id for item in exercise.items if item.is_statement and item.asks]
    assert len(slots) == 4
    for one in slots:
        for other in slots:
            assert judge(exercise, Answers(weak=(one, other))).share == (1 if one != other else 0.5)


@pytest.mark.parametrize(
    ("question", "right", "given", "points"),
    [
        ("text", "A", "A", 1), ("text", "A", "B", 0), ("text", "A", None, 0), ("text", "A", "", 0),
        ("from", ("a", "b"), ("b", "a"), 1), ("from", ("a", "b"), ("b",), 1 / 2),
        ("from", ("a",), ("b", "a", "c"), 1 / 3),
        ("from", ("a",), "a", 1), ("from", ("a", "b"), (), 0), ("table", "premises", "assumptions", 1 / 2),
        ("table", "assumptions", "premises", 1 / 2), ("table", "claims", "premises", 0),
        ("scheme", "premises", "assumptions", 0),
    ],
)  # fmt: skip
def test_credits(question: str, right: Answer, given: Answer | None, points: float) -> None:
    assert credit(question, right, given) == pytest.approx(points)


# Brute force: an answer is as good as the key after any renaming of slots that leaves the page as it is.


def structure(exercise: Exercise, moved: Mapping[str, str]) -> set[str]:
    """What the page shows, as a set of lines, with slots renamed."""

    def named(value: Any) -> Any:
        if isinstance(value, tuple):
            return sorted(moved.get(one, one) for one in value)
        return moved.get(value, value)

    lines = set()
    for item in exercise.items:
        told = sorted((key, named(value)) for key, value in item.told.items())
        is_anonymous = not item.is_statement and not item.asks and "text" not in item.told
        name = "" if is_anonymous and item.id not in moved else moved.get(item.id, item.id)
        lines.add(json.dumps([name, item.is_statement, item.table, told, item.asks]))
    return lines


def equivalents(exercise: Exercise) -> Iterator[dict[str, dict[str, Answer]]]:
    """The key, and all that is as good, found by trying every renaming of the slots."""
    slots = list(exercise.key.right)
    plain = structure(exercise, {slot: slot for slot in slots})
    for order in permutations(slots):
        moved = dict(zip(slots, order, strict=True))
        if structure(exercise, moved) == plain:
            yield {
                moved[slot]: {
                    question: tuple(moved.get(one, one) for one in value)
                    if isinstance(value, tuple)
                    else moved.get(value, value)
                    for question, value in answers.items()
                }
                for slot, answers in exercise.key.right.items()
            }


def by_force(exercise: Exercise, answers: Answers) -> tuple[float, int]:
    best = 0.0, 0.0, 0
    for key in equivalents(exercise):
        each = [
            credit(question, right, answers.given.get(slot, {}).get(question))
            for slot, own in key.items()
            for question, right in own.items()
        ]
        whole = sum(one == 1 for one in each)
        best = max(best, (round(sum(each) + 0.001 * whole, 9), sum(each), whole))
    return best[1], best[2]


FLAT = '[conclusions.c]\ntext = "C."\n' + "".join(
    f'[claims.k{n}]\ntext = "K{n}."\n[premises.p{n}]\ntext = "P{n}."\n[inferences.i{n}]\nfrom = ["p{n}"]\nto = "k{n}"\n'
    f'[inferences.j{n}]\nfrom = ["k{n}"]\nto = "c"\n'
    for n in range(3)
)
UNDERCUT = TOWN + '[objections.q]\ntext = "Nobody knows."\nagainst = "d"\n'


@pytest.mark.parametrize("text", [TOWN, FLAT, UNDERCUT], ids=["town", "branches", "undercut"])
@pytest.mark.parametrize("kind", GAPS[:3])
def test_equivalent_answers_against_brute_force(kind: ExerciseKind, text: str) -> None:
    analysis = analysed(text)
    draw = random.Random(5)  # noqa: S311 - no secret
    for seed in range(3):
        for hide in (3, 6):
            try:
                exercise = made(analysis, kind, hide, seed)
            except ValueError:
                assert kind is ExerciseKind.CLASSIFY
                continue
            for key in equivalents(exercise):
                assert judge(exercise, Answers(key)).share == 1
            for _ in range(12):
                answers = random_answers(exercise, draw)
                found = judge(exercise, answers)
                assert (found.points, found.right) == pytest.approx(by_force(exercise, answers))


def test_whole_branches_can_be_exchanged() -> None:
    exercise = made(analysed(FLAT), ExerciseKind.FILL_TEXT, 7)
    assert len(exercise.key.turns) == 5, "three branches in any order"
    assert exercise.key.classes == ()


def test_more_than_can_be_listed_is_not_asked() -> None:
    many = '[conclusions.c]\ntext = "C."\n' + "".join(
        f'[claims.k{n}]\ntext = "K{n}."\n[premises.p{n}]\ntext = "P{n}."\n[inferences.i{n}]\nfrom = ["p{n}"]\n'
        f'to = "k{n}"\n[inferences.j{n}]\nfrom = ["k{n}"]\nto = "c"\n'
        for n in range(9)
    )
    exercise = made(analysed(many), ExerciseKind.FILL_TEXT, 30)
    assert 5 < len(exercise.key.right) < 19
    assert len(exercise.key.turns) <= 720
    assert judge(exercise, perfect(exercise)).share == 1


def test_too_much_alike() -> None:
    looks = dict.fromkeys("abcdefghij", "the same")
    facts = [("next", (frozenset({one}), frozenset({other}))) for one, other in zip("acegi", "bdfhj", strict=True)]
    shown = Shown(looks, facts)
    assert classes_of(shown) == ()
    assert len(turns_of(shown, (), looks)) == 119
    with pytest.raises(TooAlike):
        turns_of(Shown(dict.fromkeys("abcdefghijkl", "the same"), []), (), "abcdefghijkl")


def answers_in_script(answers: Answers) -> dict[str, Any]:
    given: list[list[Any]] = [
        [f"{slot} {question}", value] for slot, own in answers.given.items() for question, value in own.items()
    ]
    given += [[f"{slot} weak", True] for slot in answers.weak]
    return {"given": given, **({"order": answers.order} if answers.order else {})}


def spoilt(exercise: Exercise, answers: Answers, draw: random.Random) -> Answers:
    """Some answers are right, some are left out, some are those of other slots."""
    right = exercise.key.right
    given: dict[str, Mapping[str, Answer]] = {}
    for slot, own in answers.given.items():
        choice = draw.random()
        if choice < 0.4:
            given[slot] = right[slot]
        elif choice < 0.6:
            given[slot] = right[draw.choice(list(right))]
        elif choice < 0.9:
            given[slot] = dict(own)
    weak = tuple(one for one in {*answers.weak, *draw.sample([i.id for i in exercise.items], 2)} if draw.random() < 0.8)
    return Answers(given, weak if answers.weak else (), answers.order)


def maps_by_chance(count: int) -> Iterator[Map]:
    """Random maps with shared premises, objections and statements of the same words."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an example is all that is wanted here
        for _ in range(count):
            yield argument_maps().example()


def test_the_page_judges_as_marking_does() -> None:
    draw = random.Random(2026)  # noqa: S311 - no secret
    cases: list[dict[str, Any]] = []
    expected: list[tuple[float, int, int]] = []
    several = [*analyses(), *map(of_map, maps_by_chance(20))]
    while len(expected) < 10_000:
        for analysis in several:
            for kind in ExerciseKind:
                try:
                    exercise = made(analysis, kind, draw.randint(2, 9), draw.randint(1, 10**6))
                except ValueError:
                    continue
                answers = [spoilt(exercise, random_answers(exercise, draw), draw) for _ in range(20)]
                cases.append({
                    "data": data_of(exercise, analysis), "answers": [answers_in_script(one) for one in answers],
                })  # fmt: skip
                for one in answers:
                    found = judge(exercise, one)
                    expected.append((found.points, found.questions, found.right))
    done = subprocess.run(
        [*node_tool("node"), str(ROOT / "tests/judge.mjs")],
        input=json.dumps(cases), capture_output=True, text=True, encoding="utf-8", check=True, timeout=300,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert len(found) == len(expected) >= 10_000
    different = [pair for pair in zip(found, expected, strict=True) if pair[0] != pytest.approx(list(pair[1]))]
    assert different == []
    assert len({round(one[0], 3) for one in expected}) > 20, "the answers are of all sorts"


def test_answers_to_what_is_not_asked_count_nothing() -> None:
    exercise = made(analysed(TOWN), ExerciseKind.FILL_TEXT, 3)
    shown = next(item.id for item in exercise.items if not item.asks)
    assert judge(exercise, Answers({shown: {"text": "x"}, "nothing": {"text": "y"}})).points == 0
    order = made(analysed(TOWN), ExerciseKind.ORDER, 3)
    assert judge(order, Answers(order=order.key.order[:2])).points == 0
    assert judge(exercise._replace(key=Key()), Answers()).share == 0


def test_reversed_premises_first() -> None:
    text = edited("[premises.ring]", '[map.presentation]\nfirst = "premises"\n[premises.ring]', text=TOWN)
    exercise = made(analysed(text), ExerciseKind.ORDER, 5)
    assert exercise.first == "premises"
    assert judge(exercise, Answers(order=exercise.key.order)).share == 1
    assert judge(exercise, Answers(order=exercise.key.order[::-1])).share == 0
