"""Exercises, marks and handouts."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, analysed, of_map
from hypothesis import given, settings
from hypothesis import strategies as st
from taken_out import without

from argmap.classroom.exercise import ROLES, Exercise, ExerciseKind, make_exercise
from argmap.classroom.handout import gaps_in, handout, with_gaps
from argmap.classroom.marking import Marks, Rubric, mark
from argmap.classroom.page import Aid, exercise_page
from argmap.classroom.worksheet import worksheet
from argmap.graph import build_graph
from argmap.loading.load import load_file
from argmap.model import Inference, Kind, Map, Objection, own_words
from argmap.report.sheet import sheet_markdown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAPS = {name: load_file(str(ROOT / f"maps/{name}.toml")).map for name in ("kazakhstan", "tutorial")}
RUBRIC = Rubric()
WORDS = ["sleep", "school", "river", "price", "trade", "winter", "doctor", "engine", "music", "forest", "bridge", "tax"]


def changed(map_: Map, name: str, **update: Any) -> Map:
    kind = next(kind for kind, one, _ in map_.elements() if one == name)
    table = dict(map_.table(kind))
    table[name] = table[name].model_copy(update=update)
    return map_.model_copy(update={kind.table: table})


def moved(map_: Map, name: str, table: str) -> Map:
    kind = next(kind for kind, one, _ in map_.elements() if one == name)
    old, new = dict(map_.table(kind)), dict(getattr(map_, table))
    element = old.pop(name)
    wanted = type(next(iter(new.values()))) if new else None
    new[name] = wanted(text=own_words(element)) if wanted else element
    return map_.model_copy(update={kind.table: old, table: new})


def relinked(map_: Map) -> Iterator[tuple[str, Map]]:
    """Every map in which one end of one step is another statement."""
    statements = [name for kind, name, _ in map_.elements() if kind.is_statement]
    rng = random.Random(3)  # noqa: S311 - no secret
    steps: dict[str, Inference | Objection] = {**map_.inferences, **map_.objections}
    for name, step in steps.items():
        end = "to" if isinstance(step, Inference) else "against"
        other = rng.choice([one for one in statements if one not in {getattr(step, end), *(step.from_ or ())}])
        yield name, changed(map_, name, **{end: other})
        if step.from_:
            yield name, changed(map_, name, from_=(other, *step.from_[1:]))


def flipped(map_: Map) -> Iterator[tuple[str, Map]]:
    """Every map in which one step supports instead of speaking against, or the other way round."""
    for name, step in map_.inferences.items():
        inferences = {one: value for one, value in map_.inferences.items() if one != name}
        objection = Objection.model_validate({"against": step.to, "from": step.from_, "scheme": step.scheme})
        objections = {**map_.objections, name: objection}
        yield name, map_.model_copy(update={"inferences": inferences, "objections": objections})


def marked(map_: Map, student: Map) -> Marks:
    return mark(of_map(map_), of_map(student), RUBRIC)


@pytest.mark.parametrize("name", MAPS)
def test_a_map_against_itself_has_full_marks(name: str) -> None:
    marks = marked(MAPS[name], MAPS[name])
    assert marks.total == 1
    assert set(marks.parts.values()) == {1.0}
    assert not marks.losses


@pytest.mark.parametrize("name", MAPS)
def test_every_deletion_costs(name: str) -> None:
    map_ = MAPS[name]
    for kind, one, _ in map_.elements():
        if kind is Kind.SOURCE:
            continue
        part = (
            "links"
            if kind is Kind.INFERENCE or (kind is Kind.OBJECTION and not map_.objections[one].text)
            else "elements"
        )
        marks = marked(map_, without(map_, one))
        assert marks.parts[part] < 1, one
        assert any(loss.part == part and loss.element == one for loss in marks.losses), one


@pytest.mark.parametrize("name", MAPS)
def test_every_flip_and_relink_costs(name: str) -> None:
    map_ = MAPS[name]
    for one, student in [*flipped(map_), *relinked(map_)]:
        marks = marked(map_, student)
        assert marks.parts["links"] < 1, one
        assert marks.parts["elements"] == 1 or map_.objections.get(one), one


def test_every_wrong_role_and_pattern_costs() -> None:
    map_ = MAPS["kazakhstan"]
    for kind, one, element in map_.elements():
        if kind.is_statement:
            table = ROLES[ROLES.index(kind.table) - 1 - len(one) % 3]
            marks = marked(map_, moved(map_, one, table))
            assert marks.parts["roles"] < 1
            assert marks.parts["elements"] == marks.parts["links"] == 1
        elif getattr(element, "scheme", None):
            marks = marked(map_, changed(map_, one, scheme=None))
            assert marks.parts["kinds"] < 1
            assert marks.parts["links"] == 1


@st.composite
def argument_maps(draw: st.DrawFn) -> Map:
    """Maps of up to nine statements, some saying the same, with steps between them."""
    size = draw(st.integers(2, 9))
    texts = [" ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))) for _ in range(size)]
    kinds = [draw(st.sampled_from(("premises", "assumptions", "claims"))) for _ in range(size - 1)]
    tables: dict[str, dict[str, Any]] = {"conclusions": {"s0": {"text": texts[0]}}}
    for number, (kind, text) in enumerate(zip(kinds, texts[1:], strict=True), 1):
        tables.setdefault(kind, {})[f"s{number}"] = {"text": text}
    for number in range(1, size):
        to = draw(st.integers(0, number - 1))
        others = draw(st.lists(st.integers(to + 1, size - 1), max_size=2))
        start = list(dict.fromkeys([f"s{number}", *(f"s{one}" for one in others)]))
        if draw(st.booleans()):
            tables.setdefault("inferences", {})[f"i{number}"] = {"from": start, "to": f"s{to}", "scheme": "sign"}
        else:
            tables.setdefault("objections", {})[f"i{number}"] = {"from": start, "against": f"s{to}"}
    return Map.model_validate(tables)


def renamed(map_: Map, seed: int) -> Map:
    """The same map with other ids, in another order."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    names = [name for _, name, _ in map_.elements()]
    fresh = dict(zip(names, rng.sample([f"n{number}" for number in range(len(names))], len(names)), strict=True))
    tables: dict[str, Any] = {}
    for kind in Kind:
        rows = list(map_.table(kind).items())
        rng.shuffle(rows)
        tables[kind.table] = {}
        for name, element in rows:
            update: dict[str, Any] = {}
            for key in ("from_", "on"):
                if getattr(element, key, None):
                    update[key] = tuple(
                        fresh[one] for one in rng.sample(getattr(element, key), len(getattr(element, key)))
                    )
            update |= {key: fresh[getattr(element, key)] for key in ("to", "against") if getattr(element, key, None)}
            tables[kind.table][fresh[name]] = element.model_copy(update=update)
    return map_.model_copy(update=tables)


@given(argument_maps())
@settings(max_examples=150, deadline=None)
def test_made_up_maps(map_: Map) -> None:
    assert marked(map_, map_).total == 1
    for kind, one, _ in map_.elements():
        marks = marked(map_, without(map_, one))
        assert marks.parts["elements" if kind.is_statement else "links"] < 1
    for _, student in flipped(map_):
        assert marked(map_, student).parts["links"] < 1


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", MAPS)
def test_ids_and_order_do_not_matter(name: str, seed: int) -> None:
    assert marked(MAPS[name], renamed(MAPS[name], seed)).total == 1


def test_other_words_count_in_part() -> None:
    map_ = MAPS["tutorial"]
    student = changed(map_, "sleep-longer", text="Pupils sleep forty minutes longer with a later start.")
    marks = marked(map_, student)
    assert 0.8 < marks.parts["elements"] < 1
    assert marks.parts["links"] == 1
    assert "says only part of what it should" in marks.losses[0].why


def test_what_is_not_in_the_text_costs_half() -> None:
    map_ = MAPS["tutorial"]
    extra = {
        **map_.premises,
        "moon": map_.premises["sleep-longer"].model_copy(update={"text": "The moon is a cheese."}),
    }
    marks = marked(map_, map_.model_copy(update={"premises": extra}))
    said = sum(kind not in {Kind.INFERENCE, Kind.SOURCE} for kind, _, _ in map_.elements())
    assert marks.parts["elements"] == pytest.approx(said / (said + 0.5))
    assert [loss.why for loss in marks.losses] == ["“The moon is a cheese.” is not in the reference."]


def argmap(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "argmap", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_students_have_names_of_their_own_and_what_is_left_out_is_said(tmp_path: Path) -> None:
    text = (ROOT / "maps/tutorial.toml").read_text()
    for name in (
        "lms/anna/map.toml", "lms/ben/map.TOML", "lms/ben/notes.txt", "lms/cleo/a.toml", "lms/cleo/deep/a.toml",
        "lms/dan.toml", "lms/.hidden", "x/cleo/a.toml",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    folders = ("lms/anna", "lms/ben", "lms/cleo", "lms", "x/cleo", "lms/anna/map.toml")
    done = argmap("mark", *folders, "--against", ROOT / "maps/tutorial.toml", "-o", "m", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    names = [line.split("  ")[-1] for line in done.stderr.splitlines() if "%" in line]
    assert names == ["anna", "ben", "cleo-a", "dan", "cleo-a-2"]
    assert "argmap: not marked in lms/ben: notes.txt\n" in done.stderr
    assert "argmap: not marked in lms/cleo: deep/\n" in done.stderr
    assert "argmap: not marked in lms: anna/, ben/, cleo/\n" in done.stderr
    (tmp_path / "empty").mkdir()
    done = argmap("mark", "empty", "--against", ROOT / "maps/tutorial.toml", folder=tmp_path)
    assert done.returncode == 2
    assert "no maps in empty" in done.stderr


def test_a_map_that_is_no_answer_is_not_marked(tmp_path: Path) -> None:
    reference = ROOT / "maps/tutorial.toml"
    done = argmap("mark", reference, "--against", reference, "-k", "order", "-o", "m", folder=tmp_path)
    assert done.returncode == 2
    assert "this does not answer order: it has no order of statements" in done.stderr
    assert 'tutorial,,"this does not answer order' in (tmp_path / "m/class.csv").read_text()


def test_a_class_is_marked_though_one_file_is_broken(tmp_path: Path) -> None:
    reference = ROOT / "maps/tutorial.toml"
    (tmp_path / "good.toml").write_text(reference.read_text())
    (tmp_path / "less.toml").write_text(reference.read_text().replace("sleep 40 minutes", "rest for long"))
    (tmp_path / "=broken.toml").write_text("[premises.x]\ntext = \n")
    files = ("good.toml", "=broken.toml", "less.toml", "missing.toml")
    done = argmap("mark", *files, "--against", reference, "--out", "marks", folder=tmp_path)
    assert done.returncode == 2
    assert "=broken.toml:2:8" in done.stderr
    assert "Traceback" not in done.stderr
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO((tmp_path / "marks/class.csv").read_text()))}
    assert rows["good"]["total"] == "100.0"
    assert rows["'=broken"]["note"] == rows["missing"]["note"] == "could not be read"
    assert {one.name for one in (tmp_path / "marks").iterdir()} >= {
        "good-marks.html",
        "less-marks.html",
        "differences.csv",
    }


def test_places_where_most_differed(tmp_path: Path) -> None:
    reference = ROOT / "maps/tutorial.toml"
    for number in range(3):
        text = reference.read_text()
        if number:
            text = text.replace("[assumptions.sleep-helps]", "[premises.sleep-helps]")
        (tmp_path / f"{number}.toml").write_text(text)
    done = argmap("mark", tmp_path, "-a", reference, "-f", "markdown", "-o", tmp_path / "out", folder=tmp_path)
    assert done.returncode == 0
    [row] = csv.DictReader(io.StringIO((tmp_path / "out/differences.csv").read_text()))
    assert (row["part"], row["element"], row["students"]) == ("roles", "sleep-helps", "2")
    assert (
        "is an assumption in the reference; your map has it as a premise." in (tmp_path / "out/1-marks.md").read_text()
    )


def test_a_rubric_sets_the_weights(tmp_path: Path) -> None:
    reference = ROOT / "maps/tutorial.toml"
    student = tmp_path / "student.toml"
    student.write_text(reference.read_text().replace("[assumptions.sleep-helps]", "[premises.sleep-helps]"))
    (tmp_path / "rubric.toml").write_text("roles = 0\nelements = 1\n")
    done = argmap("mark", student, "-a", reference, "-r", "rubric.toml", folder=tmp_path)
    assert "100.0%  student" in done.stderr
    (tmp_path / "rubric.toml").write_text("roles = -1\nlinkz = 2\n")
    done = argmap("mark", student, "-a", reference, "-r", "rubric.toml", folder=tmp_path)
    assert done.returncode == 2
    assert 'rubric.toml:2:1: error[E040] unknown setting "linkz"' in done.stderr
    assert 'Did you mean "links"?' in done.stderr
    assert '"roles" must be at least 0' in done.stderr


@pytest.mark.parametrize("what", ExerciseKind)
@pytest.mark.parametrize("name", MAPS)
def test_the_same_seed_makes_the_same_exercise(name: str, what: ExerciseKind) -> None:
    one, same, other = (make_exercise(of_map(MAPS[name]), what, 3, seed) for seed in (1, 1, 2))
    assert one == same
    if what is not ExerciseKind.FIND_WEAK and name == "kazakhstan":
        assert one != other
    asked = [element for element in one.elements if element.is_asked]
    assert len(asked or one.weakest or one.order) == 3


@pytest.mark.parametrize("what", ExerciseKind)
def test_an_exam_page_has_no_answers(what: ExerciseKind) -> None:
    exercise = make_exercise(of_map(MAPS["kazakhstan"]), what, 6, 4)
    source = exercise_page(exercise, Aid.NONE)
    data = json.loads(re.findall(r'id="data">(.*?)</script>', source)[0])
    assert not {"order", "before", "weakest"} & set(data)
    by_id = {element["id"]: element for element in data["elements"]}
    for element in exercise.elements:
        told = by_id[element.id]
        assert "answers" not in told
        assert not set(element.hidden) & set(told["told"])
        assert told["table"] == element.table
    if what is ExerciseKind.ORDER:
        assert [element["id"] for element in data["elements"]] != list(exercise.order)
        assert all(set(element["told"]) == {"text"} for element in data["elements"])
    if what is ExerciseKind.FILL_LINKS:
        assert {element["depth"] for element in data["elements"]} == {0}
    assert "<button" in source
    assert 'id="check"' not in source
    assert 'id="hint"' not in source


def test_the_key_has_what_the_worksheet_asks() -> None:
    exercise = make_exercise(of_map(MAPS["tutorial"]), ExerciseKind.FILL_TEXT, 2, 1)
    sheet, key = (sheet_markdown(worksheet(exercise, key=one)) for one in (False, True))
    outline, _, bank = sheet.partition("Statements to choose from")
    for element in exercise.elements:
        if element.hidden:
            assert element.hidden["text"] not in outline.replace("\\", "")
            assert element.hidden["text"] in bank.replace("\\", "")
            assert element.hidden["text"] in key.replace("\\", "")


def test_a_map_without_anything_to_ask_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('[conclusions.c]\ntext = "So."\n')
    for what in ("order", "fill-links"):
        done = argmap("exercise", "one.toml", "--kind", what, folder=tmp_path)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
    assert argmap("exercise", "one.toml", "--kind", "fil-text", folder=tmp_path).returncode == 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["one.toml"]


def test_a_handout_gives_no_gap_away() -> None:
    map_ = MAPS["tutorial"]
    graph = build_graph(map_)
    gaps = gaps_in(graph, 4, 2)
    assert len(gaps) == 4
    outline, _, bank = sheet_markdown(handout(of_map(map_), "", gaps, 2)).partition("Statements to choose from")
    drawn = with_gaps(map_, gaps)
    for name in gaps:
        text = str(getattr(graph.element(name), "text", ""))
        assert text not in outline.replace("\\", "")
        assert text in bank.replace("\\", "")
        assert all(text != getattr(element, "text", "") for _, _, element in drawn.elements())


@pytest.mark.parametrize("suffix", ["html", "pdf", "markdown"])
def test_handouts_are_written(tmp_path: Path, suffix: str) -> None:
    done = argmap(
        "handout", ROOT / "maps/kazakhstan.toml", "--blanks", "5", "-f", suffix, "-o", tmp_path, folder=tmp_path
    )
    assert done.returncode == 0, done.stderr
    made = (tmp_path / f"kazakhstan-handout.{'md' if suffix == 'markdown' else suffix}").read_bytes()
    if suffix == "pdf":
        assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 2
    else:
        assert b"Statements to choose from" in made


def test_a_handout_prints_on_two_pages(browser: Browser, tmp_path: Path) -> None:
    for name in MAPS:
        assert argmap("handout", ROOT / f"maps/{name}.toml", "-b", "3", "-o", tmp_path, folder=tmp_path).returncode == 0
        page = browser.new_page()
        page.goto((tmp_path / f"{name}-handout.html").as_uri())
        page.pdf(path=tmp_path / f"{name}.pdf", prefer_css_page_size=True)
        page.close()
        assert len(pypdf.PdfReader(tmp_path / f"{name}.pdf").pages) == 2


@pytest.fixture
def student(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("request", lambda request: troubles.append(request.url) if request.url.startswith("http") else None)
    yield page
    context.close()
    assert not troubles


def opened(page: Page, exercise: Exercise, folder: Path, allowed: str) -> None:
    (folder / "exercise.html").write_text(exercise_page(exercise, Aid(allowed)))
    page.goto((folder / "exercise.html").as_uri())


def solve(page: Page, exercise: Exercise) -> None:
    for element in exercise.elements:
        answers = {**element.hidden, **({} if element.table else {"table": element.answer_table})}
        for key, value in answers.items():
            control = f'[data-key="{element.id} {key}"]'
            if key == "from":
                for one in value:
                    page.check(f'{control}[value="{one}"]')
            else:
                page.select_option(f"select{control}", value)
    for name in exercise.weakest:
        page.check(f'li[data-id="{name}"] input[type=checkbox]')
    for place, name in enumerate(exercise.order):
        while (
            page.evaluate("id => [...document.querySelectorAll('li')].findIndex((one) => one.dataset.id === id)", name)
            > place
        ):
            page.locator(f'li[data-id="{name}"] button').first.press("Enter")


def saved(page: Page, folder: Path) -> Map:
    page.fill("#name", 'Aigerim O’Neil "x"')
    with page.expect_download() as download:
        page.click("#save")
    download.value.save_as(folder / download.value.suggested_filename)
    return load_file(str(folder / download.value.suggested_filename)).map


@pytest.mark.parametrize("what", ExerciseKind)
@pytest.mark.parametrize("name", MAPS)
def test_who_does_it_right_has_full_marks(student: Page, tmp_path: Path, name: str, what: ExerciseKind) -> None:
    exercise = make_exercise(of_map(MAPS[name]), what, 4, 5)
    opened(student, exercise, tmp_path, "none")
    blank = saved(student, tmp_path)
    assert marked(MAPS[name], blank).total < 1 or what is ExerciseKind.FIND_WEAK
    solve(student, exercise)
    done = saved(student, tmp_path)
    assert done.map.author == 'Aigerim O’Neil "x"'
    assert marked(MAPS[name], done).total == 1, marked(MAPS[name], done).losses
    assert mark(of_map(MAPS[name]), of_map(done), RUBRIC, what).total == 1


def are_all_right(page: Page) -> bool:
    page.click("#check")
    return bool(re.fullmatch(r"(\d+) of \1 right", page.inner_text("#said")))


def is_kept(page: Page, exercise: Exercise, seconds: float) -> bool:
    """Whether answers are there again after reloading. A browser writes them down a little later, on its own time."""
    solve(page, exercise)
    page.wait_for_timeout(seconds * 1000)
    page.reload()
    return are_all_right(page)


@pytest.mark.parametrize("what", ExerciseKind)
def test_a_page_that_may_check_does(student: Page, tmp_path: Path, what: ExerciseKind) -> None:
    exercise = make_exercise(of_map(MAPS["tutorial"]), what, 2, 5)
    opened(student, exercise, tmp_path, "check")
    student.click("#hint")
    assert student.inner_text("#said")
    solve(student, exercise)
    assert are_all_right(student)
    assert any(is_kept(student, exercise, seconds) for seconds in (0.3, 2, 8)), "answers are kept"
    student.click("#again")
    assert not are_all_right(student)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("what", ExerciseKind)
def test_exercises_are_accessible(student: Page, tmp_path: Path, what: ExerciseKind, scheme: str) -> None:
    student.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of its words
    opened(student, make_exercise(of_map(MAPS["tutorial"]), what, 2, 5), tmp_path, "check")
    result = Axe().run(student)
    assert result.violations_count == 0, result.generate_report()


def test_a_hostile_map_does_nothing_in_an_exercise(student: Page, tmp_path: Path) -> None:
    map_ = load_file(str(ROOT / "tests/hostile.toml")).map
    for what in (ExerciseKind.FILL_TEXT, ExerciseKind.CLASSIFY):
        opened(student, make_exercise(of_map(map_), what, 9, 1), tmp_path, "check")
        saved(student, tmp_path)
        assert student.evaluate("window.hit") is None


def test_a_map_of_something_else_has_next_to_nothing() -> None:
    assert marked(MAPS["tutorial"], MAPS["kazakhstan"]).total < 0.02
    assert marked(MAPS["kazakhstan"], Map()).total == 0


STEPS = (
    '[conclusions.c]\ntext = "C."\n[premises.a]\ntext = "A."\n[premises.b]\ntext = "B."\n'
    '[inferences.i]\nfrom = ["a"]\nto = "c"\n[inferences.j]\nfrom = ["b"]\nto = "c"\n'
    '[objections.o]\nagainst = "j"\ntext = "No."\n'
)


@pytest.mark.parametrize(
    ("what", "hide", "key", "said"),
    [
        (ExerciseKind.FILL_LINKS, 3, True, "objection: No. **→ against step (1)**"),
        (ExerciseKind.FILL_LINKS, 3, False, "- inference (2): \\_"),
        (ExerciseKind.FIND_WEAK, 2, False, "objection: No. → against the step from “B” to “C”"),
        (ExerciseKind.FILL_TEXT, 9, False, "objection: No. → against the step from (3) to (1)"),
    ],
)
def test_a_step_is_referred_to_as_the_one_it_is(what: ExerciseKind, hide: int, said: str, *, key: bool) -> None:
    made = make_exercise(analysed(STEPS), what, hide, 1)
    text = sheet_markdown(worksheet(made, key=key))
    assert said in text
    assert "““" not in text
    assert "a step" not in text


def test_the_argument_in_words_leaves_nothing_out_and_nests_what_is_said_against_what() -> None:
    text = (
        '[conclusions.c]\ntext = "C."\n[premises.a]\ntext = "A."\n[premises.b]\ntext = "B."\n'
        '[premises.d]\ntext = "D."\n'
        '[assumptions.e]\ntext = "E."\n[premises.f]\ntext = "F."\n'
        '[inferences.i]\nfrom = ["a", "b"]\nto = "c"\nscheme = "sign"\nwarrant = "W."\n'
        '[inferences.j]\nfrom = ["e"]\nto = "c"\n'
        '[objections.o]\nfrom = ["d"]\nagainst = "i"\n[objections.p]\nfrom = ["f"]\nagainst = "o"\n'
        '[objections.q]\nagainst = "c"\ntext = "Q."\nfrom = ["b"]\n[objections.r]\nagainst = "q"\ntext = "R."\n'
        '[cautions.x]\non = ["i", "b"]\ntext = "X."\nanswer = "Y."\n[contested.z]\non = "e"\nby = "Z"\nreason = "no"\n'
    )
    words = sheet_markdown(handout(analysed(text), "", [], 1)).split("in words\n\n")[1].replace("**", "")
    assert words.splitlines() == [
        "- conclusion: C.",
        "  - because (sign): A.",
        "  - and: B.",
        "    - caution: X. (answered: Y.)",
        "  - warrant: W.",
        "  - but, against this step: D.",
        "    - but, against this step: F.",
        "  - because: E. (not stated, but needed)",
        "    - contested: Z: no",
        "  - but: Q.",
        "    - since: B.",
        "    - but: R.",
    ]


def test_a_handout_asks_each_open_question_of_the_step_where_it_is_open() -> None:
    first = (
        '[premises.p]\ntext = "It rains."\n[conclusions.c]\ntext = "It is wet."\n[inferences.i]\n'
        'from = ["p"]\nto = "c"\nscheme = "cause-to-effect"\nanswers.strength = "Strong."\n'
        'answers.evidence = { open = "not said" }\n'
        'answers.interference = "No."\n'
    )
    second = (
        '[premises.q]\ntext = "It pours."\n[inferences.j]\nfrom = ["q"]\nto = "c"\nscheme = "cause-to-effect"\n'
        'answers.strength = { open = "not said" }\nanswers.evidence = "Yes."\n'
    )

    def asked(text: str, *gaps: str) -> list[str]:
        lines = (
            sheet_markdown(handout(analysed(text), "", gaps, 1)).split("## Questions")[1].split("##")[0].splitlines()
        )
        return [line.split(". ", 1)[1] for line in lines if line.endswith("?") and "convince" not in line]

    evidence = "Is there evidence for the link beyond the two happening together?"
    assert asked(first) == [evidence]
    others = [
        "Of the step from “It pours” to “It is wet”: How strong is the link between this cause and this effect?",
        "Of the step from “It pours” to “It is wet”: Could something else prevent or produce the effect?",
    ]
    assert asked(first + second) == [f"Of the step from “It rains” to “It is wet”: {evidence}", *others]
    assert not any("pours" in line for line in asked(first + second, "q"))
    objection = (
        '[objections.o]\nfrom = ["q"]\nagainst = "i"\nscheme = "sign"\n'
        'answers.other-cause = { open = "?" }\nanswers.correlation = "Yes."\n'
    )
    assert asked(f'{first}[premises.q]\ntext = "It pours."\n{objection}')[1].startswith(
        "Of the step from “It pours” against another step: "
    )
