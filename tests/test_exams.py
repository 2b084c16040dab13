"""Exams give nothing away: what a student could try with the page, the saved file and the program."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, analysed, of_map
from test_judge import TOWN, perfect

from argmap.classroom.answers import NotThisExercise, Stamp, exercise_of, stamp_of
from argmap.classroom.exercise import ROLES, Aid, Exercise, ExerciseKind, Task, make_exercise
from argmap.classroom.judge import Answers, judge
from argmap.classroom.page import exercise_page
from argmap.classroom.part import Wanted
from argmap.loading.load import load_file, load_text
from argmap.model import Kind, Map, own_words

MAPS = {
    "town": load_text(TOWN).map,
    **{name: load_file(str(ROOT / f"maps/{name}.toml")).map for name in ("kazakhstan", "mill")},
}


def exam(map_: Map, kind: ExerciseKind, hide: int = 6, seed: int = 1, **more: Any) -> Exercise:
    return make_exercise(of_map(map_), Task(kind, hide, seed, aid=Aid.NONE, **more))


def page_of(map_: Map, exercise: Exercise) -> str:
    return exercise_page(exercise, stamp_of(exercise, of_map(map_)))


def data_of(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(re.findall(r'id="data">(.*?)</script>', page, re.DOTALL)[0])
    return found


def changed(map_: Map, element_id: str, **update: Any) -> Map:
    kind = next(kind for kind, one, _ in map_.elements() if one == element_id)
    table = dict(map_.table(kind))
    table[element_id] = table[element_id].model_copy(update=update)
    return map_.model_copy(update={kind.table: table})


def other_texts(map_: Map, asked: list[str], draw: random.Random) -> Map:
    kinds = {one: kind for kind, one, _ in map_.elements()}
    texts = [own_words(map_.table(kinds[one])[one]) for one in asked]
    for one, text in zip(asked, draw.sample(texts, len(texts)), strict=True):
        map_ = changed(map_, one, text=text)
    return map_


def other_links(map_: Map, asked: list[str], draw: random.Random) -> Map:
    kinds = {one: kind for kind, one, _ in map_.elements()}
    statements = [one for one, kind in kinds.items() if kind.is_statement]
    for one in asked:
        before: tuple[str, ...] = getattr(map_.table(kinds[one])[one], "from_", None) or ()
        end, *start = draw.sample(statements, 1 + len(before))
        key = "to" if kinds[one] is Kind.INFERENCE else "against"
        map_ = changed(map_, one, **{"from_": tuple(start) or None, key: end})
    return map_


def other_roles(map_: Map, asked: list[str], draw: random.Random) -> Map:
    kinds = {one: kind for kind, one, _ in map_.elements()}
    for one in asked:
        if not kinds[one].is_statement:
            map_ = changed(
                map_, one, scheme=draw.choice([step.scheme for step in map_.inferences.values() if step.scheme])
            )
            continue
        old = dict(map_.table(kinds[one]))
        text = own_words(old.pop(one))
        kind = draw.choice([kind for kind in Kind if kind.table in ROLES and kind is not kinds[one]])
        new = load_text(f"[{kind.table}.{one}]\ntext = {json.dumps(text)}\n").map.table(kind)[one]
        map_ = map_.model_copy(update={kinds[one].table: old})
        map_ = map_.model_copy(update={kind.table: {**map_.table(kind), one: new}})
    return map_


def other_grades(map_: Map, _: list[str], draw: random.Random) -> Map:
    for kind, one, _element in map_.elements():
        if kind.is_given or kind in {Kind.INFERENCE, Kind.OBJECTION}:
            map_ = changed(map_, one, grade=draw.choice((0.3, 0.5, 0.7, 0.9)))
    return map_


OTHERS = {
    ExerciseKind.FILL_TEXT: other_texts,
    ExerciseKind.FILL_LINKS: other_links,
    ExerciseKind.CLASSIFY: other_roles,
    ExerciseKind.FIND_WEAK: other_grades,
}
"""A map that differs from this one only in the answers to an exercise."""


@pytest.mark.parametrize("seed", [1, 48213])
@pytest.mark.parametrize("name", ["town", "mill"])
@pytest.mark.parametrize("kind", OTHERS)
def test_the_page_is_the_same_whatever_the_answers_are(kind: ExerciseKind, name: str, seed: int) -> None:
    """So nothing can be computed from it: two maps that differ only in the answers have one page."""
    map_, draw = MAPS[name], random.Random(seed)  # noqa: S311 - no secret
    exercise = exam(map_, kind, 4, seed)
    page, keys = page_of(map_, exercise), {repr(exercise.key)}
    for _ in range(8):
        other = OTHERS[kind](map_, [item.element for item in exercise.items if item.asks], draw)
        made = exam(other, kind, 4, seed)
        assert page_of(other, made) == page
        keys.add(repr(made.key))
    assert len(keys) > 3, "the answers do differ"


@pytest.mark.parametrize("kind", ExerciseKind)
@pytest.mark.parametrize("name", MAPS)
def test_an_exam_page_holds_no_answer_and_no_id_of_the_map(name: str, kind: ExerciseKind) -> None:
    map_ = MAPS[name]
    exercise = exam(map_, kind)
    page = page_of(map_, exercise)
    data = data_of(page)
    assert not {"order", "before", "weakest", "weak", "classes", "turns"} & set(data)
    assert not any("answers" in element for element in data["elements"])
    for element, item in zip(data["elements"], exercise.items, strict=True):
        assert not set(element["asks"]) & set(element["told"])
        assert item.table == "" or "table" not in item.asks
    assert list(data["bank"]) == sorted(data["bank"]) or kind is ExerciseKind.ORDER
    if kind is ExerciseKind.ORDER:
        texts = [element["told"]["text"] for element in data["elements"]]
        assert texts == sorted(texts)
        assert all(set(element["told"]) == {"text"} for element in data["elements"])
    words = {one for _, one, _ in map_.elements() if "-" in one}
    assert not words & set(re.findall(r'"([a-z0-9-]+)"', page.partition('id="data">')[2]))
    assert 'id="check"' not in page
    assert 'id="hint"' not in page


def test_roles_and_patterns_are_in_no_other_exercise_of_a_lesson() -> None:
    """What the exit ticket asks for cannot be looked up in the other pages of the lesson, by id or by text."""
    for map_ in MAPS.values():
        ticket = exam(map_, ExerciseKind.CLASSIFY)
        asked = {item.told["text"] for item in ticket.items if "table" in item.asks}
        for kind in (ExerciseKind.FILL_TEXT, ExerciseKind.FILL_LINKS, ExerciseKind.FIND_WEAK, ExerciseKind.ORDER):
            practice = make_exercise(of_map(map_), Task(kind, 5))
            assert not {item.id for item in practice.items} & {item.id for item in ticket.items}
            elements = data_of(page_of(map_, practice))["elements"]
            assert not any(one["table"] for one in elements if one["told"].get("text") in asked)
            assert not any("scheme" in one["told"] for one in elements)


def test_the_seed_does_not_tell_what_an_order_is() -> None:
    """Whoever guesses how Python would shuffle learns nothing, since nothing was shuffled."""
    for map_ in MAPS.values():
        exercise = exam(map_, ExerciseKind.ORDER)
        bank = list(exercise.bank)
        found = set()
        for seed in range(200):
            places = random.Random(seed).sample(range(len(bank)), len(bank))  # noqa: S311 - an attack
            found.add(tuple(bank[place] for place in places))
        full = sum(judge(exercise, Answers(order=order)).share == 1 for order in found)
        every = list(permutations(bank))
        chance = sum(judge(exercise, Answers(order=order)).share == 1 for order in every) / len(every)
        assert full <= 2 + 3 * chance * len(found)


def test_open_gaps_do_not_tell_the_rest() -> None:
    """The seeds with which Python would open the same gaps shuffle the choices no better than chance."""
    for map_ in MAPS.values():
        exercise = exam(map_, ExerciseKind.FILL_TEXT)
        data = data_of(page_of(map_, exercise))
        gaps = [one["id"] for one in data["elements"] if one["asks"]]
        statements = [one["id"] for one in data["elements"] if one["isStatement"]]
        marks = []
        for seed in range(3000):
            dice = random.Random(seed)  # noqa: S311 - an attack
            if set(dice.sample(statements, len(gaps))) == set(gaps):
                places = list(range(len(gaps)))
                dice.shuffle(places)
                given = {gaps[place]: {"text": data["bank"][at]} for at, place in enumerate(places)}
                marks.append(judge(exercise, Answers(given)).share)
        assert sum(marks) / max(1, len(marks)) < 0.5


def argmap(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "argmap", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def saved(map_: Map, exercise: Exercise, answers: Answers, student: str = "Anna") -> str:
    """A file as the page saves it."""
    stamp = stamp_of(exercise, of_map(map_)).model_copy(update={"student": student})
    lines = ["format = 1"]
    if answers.order:
        lines.append(f"order = {json.dumps(answers.order)}")
    lines.append("[exercise]")
    for key, value in stamp.model_dump(mode="json", by_alias=True, exclude_none=True).items():
        lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    for slot, own in answers.given.items():
        lines += [f"[answers.{slot}]", *(f"{key} = {json.dumps(value)}" for key, value in own.items())]
    lines += [f"[answers.{slot}]\nweak = true" for slot in answers.weak]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("command", [["weak"], ["check"], ["render", "-o", "out"], ["exercise"], ["handout"]])
def test_nothing_can_be_run_on_a_saved_file(tmp_path: Path, command: list[str]) -> None:
    map_ = MAPS["town"]
    exercise = exam(map_, ExerciseKind.FIND_WEAK)
    (tmp_path / "anna.toml").write_text(saved(map_, exercise, Answers()), encoding="utf-8")
    done = argmap(command[0], "anna.toml", *command[1:], folder=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "these are a student's answers to an exercise, not a map" in done.stderr + done.stdout
    assert [one.name for one in tmp_path.iterdir()] == ["anna.toml"]


@pytest.mark.parametrize("kind", ExerciseKind)
@pytest.mark.parametrize("name", MAPS)
def test_the_stamp_leads_back_to_the_exercise(name: str, kind: ExerciseKind) -> None:
    map_, analysis = MAPS[name], of_map(MAPS[name])
    focus = next(iter(map_.claims))
    parts = [Wanted(), Wanted(size=40), Wanted(focus=focus), Wanted(focus=focus, depth=2)]
    for part in parts:
        for variant in ("", "B"):
            try:
                exercise = exam(map_, kind, 4, 7, variant=variant, part=part)
            except ValueError:
                continue
            stamp = Stamp.model_validate_json(stamp_of(exercise, analysis).model_dump_json(by_alias=True))
            assert exercise_of(stamp, analysis) == exercise
            assert focus not in stamp.model_dump_json()


def test_another_map_or_another_version_of_it_is_refused() -> None:
    map_ = MAPS["town"]
    exercise = exam(map_, ExerciseKind.FILL_TEXT, 3)
    stamp = stamp_of(exercise, of_map(map_))
    with pytest.raises(NotThisExercise, match="this map is “Did the miller"):
        exercise_of(stamp, of_map(MAPS["mill"]))
    asked = {item.element for item in exercise.items if item.asks}
    shown = next(one for one in map_.premises if one not in asked)
    with pytest.raises(NotThisExercise, match="has the map been changed"):
        exercise_of(stamp, of_map(changed(map_, shown, text="Something else.")))
    for update in ({"seed": 2}, {"hide": 2}, {"variant": "A"}, {"help": Aid.CHECK}, {"kind": ExerciseKind.CLASSIFY}):
        with pytest.raises(NotThisExercise):
            exercise_of(stamp.model_copy(update=update), of_map(map_))
    # Who corrects an answer in the map marks by the right one.
    corrected = changed(map_, next(iter(asked)), because="it was wrong")
    assert exercise_of(stamp, of_map(corrected)).digest == exercise.digest


@pytest.mark.parametrize("kind", [ExerciseKind.FILL_TEXT, ExerciseKind.FILL_LINKS, ExerciseKind.CLASSIFY])
@pytest.mark.parametrize("name", MAPS)
def test_no_variant_of_an_exam_shows_what_another_asks_for(name: str, kind: ExerciseKind) -> None:
    variants = [exam(MAPS[name], kind, variant=letter) for letter in "ABCD"]
    asked = [{(item.element, one) for item in exercise.items for one in item.asks} for exercise in variants]
    assert asked[0] == asked[1] == asked[2] == asked[3]
    for exercise in variants:
        for item in exercise.items:
            assert not item.told.keys() & {question for element, question in asked[0] if element == item.element}
    orders = {tuple(item.element for item in exercise.items) for exercise in variants}
    assert len(orders) > 1 or len(variants[0].items) < 5, "a neighbour's numbers are of no use"
    assert len({exercise.bank for exercise in variants}) > 1 or kind is not ExerciseKind.FILL_TEXT


def test_variants_for_practice_ask_for_different_things() -> None:
    task = Task(ExerciseKind.FILL_TEXT)
    made = [make_exercise(of_map(MAPS["kazakhstan"]), task._replace(variant=letter)) for letter in "ABCD"]
    assert len({frozenset(item.element for item in one.items if item.asks) for one in made}) == 4


def test_variants_keys_and_what_is_there_already(tmp_path: Path) -> None:
    (tmp_path / "town.toml").write_text(TOWN, encoding="utf-8")
    done = argmap("exercise", "town.toml", "--exam", "--variants", "3", "-o", "out", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(str(one.relative_to(tmp_path / "out")) for one in (tmp_path / "out").rglob("*.html")) == sorted(
        f"{place}town-fill-text-{letter}{part}.html"
        for letter in "ABC"
        for place, part in (("", ""), ("", "-worksheet"), ("keys/", "-key"))
    )
    for letter in "ABC":
        for path in (tmp_path / "out").rglob(f"town-fill-text-{letter}*.html"):
            assert f"Variant {letter}" in path.read_text(encoding="utf-8")
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.html")}
    again = argmap("exercise", "town.toml", "--exam", "--variants", "3", "-o", "out", folder=tmp_path)
    assert again.returncode == 0
    other = argmap("exercise", "town.toml", "--exam", "--variants", "3", "--seed", "2", "-o", "out", folder=tmp_path)
    assert other.returncode == 2
    assert "is there already" in other.stderr
    assert {path: path.read_bytes() for path in before} == before
    forced = argmap(
        "exercise", "town.toml", "--exam", "--variants", "3", "--seed", "2", "--force", "-o", "out", folder=tmp_path
    )
    assert forced.returncode == 0
    assert {path: path.read_bytes() for path in before} != before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--focus", "fewe"], 'Did you mean "fewer"?'),
        (["--group", "cars"], "cars"),
        (["--depth", "2"], "--depth counts steps around a focus"),
        (["--focus", "fewer", "--group", "x"], "Leave out one of the two"),
        (["--exam", "--help-level", "check"], "--exam gives no help"),
        (["--kind", "order", "--hide", "1"], "Choose a larger --hide"),
        (["--variants", "27"], "less than or equal to 26"),
    ],
)
def test_what_cannot_be_made_is_said(tmp_path: Path, options: list[str], said: str) -> None:
    (tmp_path / "town.toml").write_text(TOWN, encoding="utf-8")
    done = argmap("exercise", "town.toml", *options, folder=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["town.toml"]


def test_parts_of_a_map() -> None:
    analysis = analysed(ROOT / "maps/kazakhstan.toml")
    for kind in ExerciseKind:
        assert len(make_exercise(analysis, Task(kind, 6)).items) <= 25
    group = analysed(
        TOWN.replace("[premises.ghent]", '[groups.shopping]\ntitle = "The shops"\n[premises.ghent]\ngroup = "shopping"')
        .replace('text = "The town is like Ghent."', 'text = "The town is like Ghent."\ngroup = "shopping"')
        .replace('text = "The shops would not lose."', 'text = "The shops would not lose."\ngroup = "shopping"')
    )
    for name in ("shopping", "The shops"):
        exercise = make_exercise(group, Task(ExerciseKind.FILL_TEXT, part=Wanted(group=name)))
        assert {item.element for item in exercise.items} == {"shops", "ghent", "alike", "b"}
    near = make_exercise(analysed(TOWN), Task(ExerciseKind.FILL_TEXT, part=Wanted(focus="fewer", depth=1)))
    assert {item.element for item in near.items} == {"fewer", "ring", "switch", "count", "a", "close", "c", "p"}


def test_a_perfect_file_of_each_kind_is_marked(tmp_path: Path) -> None:
    (tmp_path / "town.toml").write_text(TOWN, encoding="utf-8")
    map_ = load_text(TOWN).map
    (tmp_path / "class").mkdir()
    for kind in ExerciseKind:
        exercise = exam(map_, kind, 3)
        (tmp_path / f"class/{kind}.toml").write_text(saved(map_, exercise, perfect(exercise), kind), encoding="utf-8")
    done = argmap("mark", "class", "-a", "town.toml", "-o", "out", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("100.0%") == len(ExerciseKind)
