"""Exercises, marks and handouts."""

from __future__ import annotations

import io
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, analysed, of_map
from hypothesis import given, settings
from hypothesis import strategies as st
from taken_out import without

from argmap.classroom.answers import AnswerFile, are_answers, read_answers, stamp_of
from argmap.classroom.exercise import ROLES, Aid, Exercise, ExerciseKind, Task, make_exercise
from argmap.classroom.handout import gaps_in, handout, with_gaps
from argmap.classroom.judge import judge
from argmap.classroom.marking import Marks, Rubric, mark
from argmap.classroom.page import exercise_page
from argmap.classroom.worksheet import worksheet
from argmap.graph import build_graph
from argmap.loading.load import load_file
from argmap.loading.read import read_map
from argmap.model import Inference, Kind, Map, Objection, Premise, own_words
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
            if kind.is_statement or kind is Kind.OBJECTION
            else "notes"
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


def test_other_words_are_a_question() -> None:
    map_ = MAPS["tutorial"]
    student = changed(map_, "sleep-longer", text="Pupils would spend some more time in bed.")
    marks = marked(map_, student)
    assert [(one.reference, one.student) for one in marks.questions] == [("sleep-longer", "sleep-longer")]
    assert marks.low < marks.total < marks.high
    assert not marks.losses


@pytest.mark.parametrize("name", MAPS)
def test_nonsense_beside_the_map_is_no_help(name: str) -> None:
    map_ = MAPS[name]
    words = random.Random(4)  # noqa: S311 - no secret
    extra = {
        f"nonsense-{number}": Premise(text=" ".join(words.choice(WORDS) for _ in range(6))) for number in range(400)
    }
    marks = marked(map_, map_.model_copy(update={"premises": {**map_.premises, **extra}}))
    assert marks.total < 0.4
    assert any(loss.part == "whole" for loss in marks.losses)


@pytest.mark.parametrize("name", MAPS)
def test_the_contrary_of_everything_is_worth_little(name: str) -> None:
    map_ = MAPS[name]
    update = {
        kind.table: {
            one: element.model_copy(update={"text": f"It is not true that {own_words(element)}", "quote": ()})
            for one, element in map_.table(kind).items()
        }
        for kind in Kind
        if kind.is_statement or kind is Kind.OBJECTION
    }
    assert marked(map_, map_.model_copy(update=update)).total < 0.25


def argmap(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "argmap", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


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


def made(name: str, kind: ExerciseKind, hide: int = 3, seed: int = 1, aid: Aid = Aid.CHECK) -> Exercise:
    return make_exercise(of_map(MAPS[name]), Task(kind, hide, seed, aid=aid))


@pytest.mark.parametrize("kind", ExerciseKind)
@pytest.mark.parametrize("name", MAPS)
def test_the_same_seed_makes_the_same_exercise(name: str, kind: ExerciseKind) -> None:
    one, same, other = (made(name, kind, seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert one.digest != other.digest
    assert not {item.id for item in one.items} & {item.id for item in other.items}
    if kind is not ExerciseKind.BUILD:
        assert len(one.key.right or one.key.order) == 3


def test_the_key_has_what_the_worksheet_asks() -> None:
    exercise = made("tutorial", ExerciseKind.FILL_TEXT, 2)
    sheet, key = (sheet_markdown(worksheet(exercise, key=one)).replace("\\", "") for one in (False, True))
    outline, _, bank = sheet.partition("Statements to choose from")
    for answers in exercise.key.right.values():
        assert str(answers["text"]) not in outline
        assert str(answers["text"]) in bank
        assert str(answers["text"]) in key


def test_a_map_without_anything_to_ask_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('[conclusions.c]\ntext = "So."\n')
    for kind in ("order", "fill-links", "build"):
        done = argmap("exercise", "one.toml", "--kind", kind, folder=tmp_path)
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
        assert 2 <= len(pypdf.PdfReader(io.BytesIO(made)).pages) <= 4
    else:
        assert b"Statements to choose from" in made


def how_full(path: Path) -> list[float]:
    """How much of each page is used, in [0, 1], from the top margin down to the last mark on it."""
    full = []
    for page in pypdfium2.PdfDocument(path):
        image = page.render(scale=0.5).to_numpy()
        marked = (image[..., :3].min(axis=2) < 200).any(axis=1).nonzero()[0]
        margin = 14 * 72 / 25.4 / 2
        full.append(float((marked[-1] - margin) / (image.shape[0] - 2 * margin)) if len(marked) else 0.0)
    return full


def printed(browser: Browser, path: Path) -> Path:
    page = browser.new_page()
    page.goto(path.as_uri())
    page.pdf(path=path.with_suffix(".print.pdf"), prefer_css_page_size=True)
    page.close()
    return path.with_suffix(".print.pdf")


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
@pytest.mark.parametrize(("name", "most"), [("kazakhstan", 4), ("tutorial", 3), ("mill", 3)])
def test_no_page_of_a_handout_is_over_a_third_empty(
    browser: Browser, tmp_path: Path, name: str, most: int, paper: str, width: int
) -> None:
    for suffix in ("html", "pdf"):
        options = ("-b", "3", "--paper", paper, "-f", suffix, "-o", tmp_path)
        assert argmap("handout", ROOT / f"maps/{name}.toml", *options, folder=tmp_path).returncode == 0
        path = tmp_path / f"{name}-handout.{suffix}"
        path = printed(browser, path) if suffix == "html" else path
        full = how_full(path)
        assert min(full) > 2 / 3, (suffix, full)
        assert len(full) <= most + (paper == "letter")
        assert round(pypdf.PdfReader(path).pages[0].mediabox.width) == width


@pytest.mark.parametrize("kind", ExerciseKind)
@pytest.mark.parametrize("name", ["kazakhstan", "tutorial"])
def test_no_page_of_a_worksheet_is_over_a_third_empty(
    browser: Browser, tmp_path: Path, name: str, kind: ExerciseKind
) -> None:
    options = ("--kind", kind, "--pdf", "-o", tmp_path)
    assert argmap("exercise", ROOT / f"maps/{name}.toml", *options, folder=tmp_path).returncode == 0
    for path in (tmp_path / f"{name}-{kind}-worksheet.html", tmp_path / f"{name}-{kind}-worksheet.pdf"):
        full = how_full(printed(browser, path) if path.suffix == ".html" else path)
        assert min(full) > 2 / 3, (path.name, full)


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


def opened(page: Page, name: str, exercise: Exercise, folder: Path) -> None:
    stamp = stamp_of(exercise, of_map(MAPS[name]))
    (folder / "exercise.html").write_text(exercise_page(exercise, stamp), encoding="utf-8")
    page.goto((folder / "exercise.html").as_uri())


def solve(page: Page, exercise: Exercise) -> None:
    for slot, answers in exercise.key.right.items():
        for question, value in answers.items():
            control = f'[data-key="{slot} {question}"]'
            if question == "from":
                for one in value:
                    page.check(f'{control}[value="{one}"]')
            else:
                page.select_option(f"select{control}", str(value))
    if exercise.kind is ExerciseKind.FIND_WEAK:
        for slot in exercise.key.order:
            page.check(f'li[data-id="{slot}"] input[type=checkbox]')
    if exercise.kind is ExerciseKind.ORDER:
        page.click("#progress button")
        for place, slot in enumerate(exercise.key.order):
            while at(page, slot) > place:
                page.locator(f'li[data-id="{slot}"] button').first.press("Enter")


def at(page: Page, slot: str) -> int:
    find = "id => [...document.querySelectorAll('#items > li')].findIndex((one) => one.dataset.id === id)"
    place: int = page.evaluate(find, slot)
    return place


def saved(page: Page, folder: Path, name: str = 'Aigerim O’Neil "x"') -> AnswerFile:
    page.fill("#name", name)
    with page.expect_download() as download:
        page.click("#save")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    source = read_map(path, str(path))
    assert are_answers(source)
    return read_answers(source)


@pytest.mark.parametrize("kind", ExerciseKind)
@pytest.mark.parametrize("name", MAPS)
def test_who_does_it_right_has_full_marks_and_who_does_nothing_none(
    student: Page, tmp_path: Path, name: str, kind: ExerciseKind
) -> None:
    exercise = made(name, kind, 4, 5, Aid.NONE)
    opened(student, name, exercise, tmp_path)
    assert judge(exercise, saved(student, tmp_path).given).share == 0
    solve(student, exercise)
    done = saved(student, tmp_path)
    assert done.exercise.student == 'Aigerim O’Neil "x"'
    assert done.exercise.kind is kind
    assert judge(exercise, done.given).share == 1


def are_all_right(page: Page) -> bool:
    page.click("#check")
    return bool(re.fullmatch(r"(\d+) of \1 (right|pairs in the right order)", page.inner_text("#said")))


@pytest.mark.parametrize("kind", ExerciseKind)
def test_a_page_that_may_check_does(student: Page, tmp_path: Path, kind: ExerciseKind) -> None:
    exercise = made("tutorial", kind, 2, 5)
    opened(student, "tutorial", exercise, tmp_path)
    student.click("#hint")
    assert student.inner_text("#said")
    solve(student, exercise)
    assert are_all_right(student)
    assert student.locator("li.right").count() >= 2
    student.wait_for_timeout(300)  # a browser writes down what is kept in its own time
    student.reload()
    assert are_all_right(student), "answers are kept"
    student.once("dialog", lambda dialog: dialog.dismiss())
    student.click("#again")
    assert are_all_right(student), "one click is not enough to lose them"
    student.once("dialog", lambda dialog: dialog.accept())
    student.click("#again")
    assert not are_all_right(student) or kind is ExerciseKind.ORDER


def test_a_verdict_goes_with_the_answer(student: Page, tmp_path: Path) -> None:
    exercise = made("tutorial", ExerciseKind.FILL_TEXT, 3)
    opened(student, "tutorial", exercise, tmp_path)
    boxes = student.locator("#items select")
    boxes.nth(0).select_option(index=1)
    boxes.nth(1).select_option(index=1)
    student.click("#check")
    assert student.locator(".verdict").count() == 3
    boxes.nth(0).select_option(index=2)
    assert student.locator(".verdict").count() == 2
    assert student.inner_text("#said") == ""


def test_shared_computers(student: Page, tmp_path: Path) -> None:
    exercise = made("tutorial", ExerciseKind.FILL_TEXT, 3, aid=Aid.NONE)
    opened(student, "tutorial", exercise, tmp_path)
    student.fill("#name", "Anna")
    student.locator("#items select").first.select_option(index=1)
    kept = student.evaluate("JSON.stringify(Object.entries(localStorage).sort())")
    other = student.context.new_page()
    other.goto(student.url)
    # A browser hands on to other tabs what is kept in its own time.
    other.wait_for_function("kept => JSON.stringify(Object.entries(localStorage).sort()) === kept", arg=kept)

    def selected(page: Page) -> list[str]:
        values: list[str] = page.eval_on_selector_all("#items select", "all => all.map((one) => one.value)")
        return [value for value in values if value]

    assert (other.input_value("#name"), selected(other)) == ("", [])
    for name, count in (("Ben", 0), ("anna ", 1), ("Ben", 0)):
        other.fill("#name", name)
        other.keyboard.press("Tab")
        assert len(selected(other)) == count, name
    other.close()
    student.reload()
    assert student.input_value("#name") == "Anna", "the same tab knows who it was"
    student.once("dialog", lambda dialog: dialog.dismiss())
    student.fill("#name", "Cleo")
    student.keyboard.press("Tab")
    assert selected(student) == []


def test_a_saved_file_can_be_opened_again(student: Page, tmp_path: Path) -> None:
    exercise = made("tutorial", ExerciseKind.FILL_TEXT, 3, aid=Aid.NONE)
    opened(student, "tutorial", exercise, tmp_path)
    solve(student, exercise)
    student.fill("#class", "9b")
    saved(student, tmp_path, "Anna")
    student.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    student.reload()
    student.set_input_files("#open", tmp_path / "anna-fill-text.toml")
    student.wait_for_function("document.getElementById('said').textContent.includes('anna')")
    assert (student.input_value("#name"), student.input_value("#class")) == ("Anna", "9b")
    assert judge(exercise, saved(student, tmp_path, "Anna").given).share == 1
    (tmp_path / "other.toml").write_text("x = ", encoding="utf-8")
    for name in ("other.toml", "exercise.html"):
        student.once("dialog", lambda dialog: dialog.accept())
        student.set_input_files("#open", tmp_path / name)
        student.wait_for_function("name => document.getElementById('said').textContent.includes(name)", arg=name)
    assert judge(exercise, saved(student, tmp_path, "Anna").given).share == 1, "nothing is lost by a wrong file"


def test_the_next_gap(student: Page, tmp_path: Path) -> None:
    exercise = made("kazakhstan", ExerciseKind.FILL_TEXT, 3)
    opened(student, "kazakhstan", exercise, tmp_path)
    seen = []
    for _ in range(4):
        student.click("#next")
        seen.append(student.evaluate("document.activeElement.dataset.key"))
    assert seen[3] == seen[0]
    assert len(set(seen)) == 3
    assert student.inner_text("#progress") == "0 of 3 answered"
    solve(student, exercise)
    student.click("#next")
    assert student.inner_text("#said") == "No gap is left."


def test_more_weak_links_than_asked_for(student: Page, tmp_path: Path) -> None:
    exercise = made("tutorial", ExerciseKind.FIND_WEAK, 2, aid=Aid.NONE)
    opened(student, "tutorial", exercise, tmp_path)
    for box in student.locator("#items input[type=checkbox]").all():
        box.check()
    assert "only 2 are asked for" in student.inner_text("#said")
    student.locator("#items input.why").first.fill("One town is no proof.")
    done = saved(student, tmp_path)
    assert judge(exercise, done.given).share == 0
    assert list(done.reasons.values()) == ["One town is no proof."]


def test_what_is_chosen_is_told_in_other_lines(student: Page, tmp_path: Path) -> None:
    exercise = made("tutorial", ExerciseKind.FILL_TEXT, 2)
    opened(student, "tutorial", exercise, tmp_path)
    assert "gap 1" in student.inner_text("#items")
    solve(student, exercise)
    assert "gap" not in student.inner_text("#items")


SAVES = [("de", "sichern"), ("ru", "Сохранить"), ("kk", "сақтау"), ("fr", "Save")]


@pytest.mark.parametrize(("language", "save"), SAVES)
def test_the_page_speaks_the_language_of_the_map(student: Page, tmp_path: Path, language: str, save: str) -> None:
    map_ = MAPS["tutorial"].model_copy(update={"map": MAPS["tutorial"].map.model_copy(update={"language": language})})
    for kind in ExerciseKind:
        exercise = make_exercise(of_map(map_), Task(kind, 3))
        (tmp_path / "page.html").write_text(exercise_page(exercise, stamp_of(exercise, of_map(map_))), encoding="utf-8")
        student.goto((tmp_path / "page.html").as_uri())
        assert save in student.inner_text("#save")
        assert student.get_attribute("html", "lang") == ("en" if language == "fr" else language)
        assert student.get_attribute("#items", "lang") == language
        assert not re.search(r"[{}]|undefined", student.inner_text("main"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ExerciseKind)
def test_exercises_are_accessible(student: Page, tmp_path: Path, kind: ExerciseKind, scheme: str) -> None:
    student.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of its words
    opened(student, "tutorial", made("tutorial", kind, 2, 5), tmp_path)
    result = Axe().run(student)
    assert result.violations_count == 0, result.generate_report()


def test_a_hostile_map_does_nothing_in_an_exercise(student: Page, tmp_path: Path) -> None:
    analysis = of_map(load_file(str(ROOT / "tests/hostile.toml")).map)
    for kind in (ExerciseKind.FILL_TEXT, ExerciseKind.CLASSIFY):
        exercise = make_exercise(analysis, Task(kind, 9))
        (tmp_path / "page.html").write_text(exercise_page(exercise, stamp_of(exercise, analysis)), encoding="utf-8")
        student.goto((tmp_path / "page.html").as_uri())
        solve(student, exercise)
        assert judge(exercise, saved(student, tmp_path).given).share == 1
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
    ("kind", "key", "said"),
    [
        (ExerciseKind.FILL_LINKS, True, "objection: No. speaks against: **step 2**"),
        (ExerciseKind.FILL_LINKS, False, "**(2)** step: starts from: ____________ leads to: ____________"),
        (ExerciseKind.FIND_WEAK, False, "objection: No. → against the step to “C”"),
        (ExerciseKind.FILL_TEXT, False, "objection: No. → against the step to “gap "),
    ],
)
def test_a_step_is_referred_to_as_the_one_it_is(kind: ExerciseKind, said: str, *, key: bool) -> None:
    exercise = make_exercise(analysed(STEPS), Task(kind, 9))
    text = sheet_markdown(worksheet(exercise, key=key)).replace("\\", "")
    assert said in text
    assert "““" not in text


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
        "- conclusion: 1. C.",
        "  - because (sign): 2. A.",
        "  - and: 3. B.",
        "    - caution: X. (answered: Y.)",
        "  - warrant: W.",
        "  - but, against this step: 4. D.",
        "    - but, against this step: 5. F.",
        "  - because: 6. E. (not stated, but needed)",
        "    - contested: Z: no",
        "  - but: 7. Q.",
        "    - since: 3. B.",
        "    - but: 8. R.",
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
