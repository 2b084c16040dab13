"""Marking a class: names, rosters, decisions, tables and what students are given, by the command."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, analysed, of_map
from test_exams import argmap, exam, saved
from test_judge import TOWN, perfect

from argmap.classroom.attempt import attempt
from argmap.classroom.decisions import Decision, decided
from argmap.classroom.exercise import Aid, ExerciseKind, Task, make_exercise
from argmap.classroom.feedback import feedback_blocks
from argmap.classroom.judge import Answers
from argmap.classroom.matching import Answer
from argmap.classroom.students import Handin, RosterError, Student, from_folder, owners, read_roster
from argmap.classroom.tables import Style, item_figures, items_table
from argmap.findings import MapError
from argmap.loading.load import load_text
from argmap.report.sheet import sheet_markdown

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MAP = load_text(TOWN).map
TITLED = f'[map]\ntitle = "Town"\n{TOWN}'
REWORDED = TITLED.replace("Nine thousand cars pass.", "Some 9,000 vehicles drive by.").replace(
    "In Ghent the shops earned more.", "Ghent's shopkeepers had a higher income."
)


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=delimiter))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "town.toml").write_text(TITLED, encoding="utf-8")
    (tmp_path / "class").mkdir()
    return tmp_path


def marked(folder: Path, *options: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = argmap("mark", *options, "-a", "town.toml", "-f", "markdown", "-o", "out", folder=folder)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_names(folder: Path) -> None:
    platform = "lms/Anna Meyer_4711_assignsubmission_file"
    for name, author in (
        (f"{platform}/answers.toml", ""),
        ("lms/Ben Okoye_4712_assignsubmission_file/answers.toml", ""),
        ("class/cleo.toml", "Cleo Diaz"),
        ("class/dan.toml", "class 9b"),
        ("class/eve.toml", "class 9b"),
        ("class/one/map.toml", ""),
        ("class/two/map.toml", ""),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        text = TITLED.replace('title = "Town"', f'title = "Town"\nauthor = "{author}"') if author else TITLED
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "class/notes.txt").write_text("?")
    (folder / "class/.hidden.toml").write_text("?")
    done = marked(folder, "lms", "class", "class/dan.toml")
    names = [row["student"] for row in rows_of(folder / "out/class.csv")]
    assert names == ["Anna Meyer", "Ben Okoye", "Cleo Diaz", "dan", "eve", "one", "two"]
    assert "argmap: not marked in class: notes.txt" in done.stderr
    reports = {one.name for one in (folder / "out").glob("*.md")}
    assert {"cleo-marks.md", "one-marks.md", "Anna-Meyer-marks.md"} <= reports


def test_a_roster(folder: Path) -> None:
    roster = "Name;E-Mail;ID\nMeyer, Anna;anna@school.example;101\nBen Okoye;ben@school.example;102\nCleo Diaz;;103\n"
    (folder / "roster.csv").write_text("\ufeff" + roster, encoding="utf-8")
    exercise = exam(MAP, ExerciseKind.FILL_TEXT, 2)
    for name, file in (("anna MEYER", "a"), ("", "102"), ("Dora", "dora")):
        text = saved(load_text(TITLED).map, exercise, perfect(exercise), name)
        (folder / f"class/{file}.toml").write_text(text, encoding="utf-8")
    marked(folder, "class", "--roster", "roster.csv")
    rows = {row["student"]: row for row in rows_of(folder / "out/class.csv")}
    assert rows["Meyer, Anna"]["email"] == "anna@school.example"
    assert rows["Ben Okoye"]["total"] == "100.0"
    assert (rows["Cleo Diaz"]["total"], rows["Cleo Diaz"]["note"]) == ("", "nothing handed in")
    assert rows["Dora"]["note"] == "not in the roster"


@pytest.mark.parametrize(
    ("text", "said"),
    [("a,b\n1,2\n", "none of the columns"), ("name,email\n", "no students"), ("", "none of the columns")],
)
def test_a_roster_that_cannot_be_used(text: str, said: str, folder: Path) -> None:
    with pytest.raises(RosterError, match=said):
        read_roster(text)
    (folder / "roster.csv").write_text(text, encoding="utf-8")
    assert said in marked(folder, "town.toml", "--roster", "roster.csv", code=2).stderr
    assert "cannot be read" in marked(folder, "town.toml", "--roster", "nowhere.csv", code=2).stderr


def test_rosters_in_all_forms() -> None:
    assert read_roster("First name,Last name,Email address\nÁna,Meyer,a@x\n") == [Student("Ána Meyer", "a@x")]
    assert read_roster("student\tid\nBen\t7\n\t\n") == [Student("Ben", "", "7")]
    everyone = [Student("Ana Meyer", "ana@x.example", "7"), Student("Ana Maier"), Student("Bo Meyer")]
    for path, inside, whose in (
        ("1.toml", "Méyer, Ana", "Ana Meyer"), ("ana@x.example_map.toml", "", "Ana Meyer"),
        ("7-map.toml", "", "Ana Meyer"), ("4.toml", "Meyer", ""), ("Bo Meyer/map.toml", "class 9b", "Bo Meyer"),
    ):  # fmt: skip
        (owner,) = owners([Handin(path, inside, is_answer=inside != "class 9b")], everyone)
        assert (owner.student.name if owner.is_known else "") == whose, path
    assert from_folder("Anna-Lena O’Neil_47_assignsubmission_onlinetext_") == Student(
        "Anna-Lena O’Neil", submission="47"
    )
    assert from_folder("pytest-632") is None


def test_what_does_not_belong_is_refused_and_the_rest_marked(folder: Path) -> None:
    map_ = load_text(TITLED).map
    ours, other = exam(map_, ExerciseKind.FILL_TEXT, 3), exam(map_, ExerciseKind.FILL_TEXT, 3, 2)
    mill = load_text((ROOT / "maps/mill.toml").read_text(encoding="utf-8")).map
    theirs = exam(mill, ExerciseKind.FILL_TEXT, 3)
    for name, text in {
        "ours": saved(map_, ours, perfect(ours)),
        "other": saved(map_, other, perfect(other)),
        "mill": saved(mill, theirs, perfect(theirs)),
        "order": saved(map_, exam(map_, ExerciseKind.ORDER, 3), Answers()),
        "map": TITLED,
        "empty": "",
        "comment": "# nothing\n\n",
        "broken": "format = 1\n[map\n",
        "odd": 'format = 1\n[exercise]\nkind = "fill-text"\nmap = 3\n',
        "=formula": TITLED.replace('title = "Town"', 'title = "Town"\nauthor = "=cmd|1"'),
    }.items():
        (folder / f"class/{name}.toml").write_text(text, encoding="utf-8")
    done = marked(folder, "class", code=2)
    rows = {Path(row["file"]).stem: row for row in rows_of(folder / "out/class.csv")}
    assert {name for name, row in rows.items() if row["total"] == "100.0"} == {"ours", "other", "map", "=formula"}
    assert {name for name, row in rows.items() if row["total"] == "0.0"} == {"order", "empty", "comment"}
    assert rows["empty"]["note"] == "empty"
    assert "“Did the miller" in rows["mill"]["note"]
    assert rows["broken"]["note"] == rows["odd"]["note"] == "could not be read"
    assert rows["=formula"]["student"] == "'=cmd|1"
    assert "odd.toml:" in done.stderr
    assert {"items-1.csv", "items-2.csv", "items-3.csv", "items-3.html"} <= {
        one.name for one in (folder / "out").iterdir()
    }

    done = marked(folder, "class/ours.toml", "class/order.toml", "class/map.toml", "-k", "fill-text", code=2)
    notes = {Path(row["file"]).stem: row["note"] for row in rows_of(folder / "out/class.csv")}
    assert "not to fill-text" in notes["order"]
    assert "this is a map, not answers to an exercise" in notes["map"]

    argmap("exercise", "town.toml", "--exam", "--hide", "3", "-o", "pages", folder=folder)
    page = "pages/town-fill-text.html"
    done = marked(folder, "class/ours.toml", "class/other.toml", "-e", page, code=2)
    notes = {Path(row["file"]).stem: row["note"] for row in rows_of(folder / "out/class.csv")}
    assert "another exercise" not in notes["ours"]
    assert "which is another exercise" in notes["other"]
    assert "is not the page of an exercise" in marked(folder, "class", "-e", "town.toml", code=2).stderr


def test_a_student_who_changes_the_settings_is_found_out(folder: Path) -> None:
    """A file can be edited; then it is not an answer to the exercise, or to another one than was set."""
    map_ = load_text(TITLED).map
    argmap("exercise", "town.toml", "--exam", "--hide", "5", "-o", "pages", folder=folder)
    easy = exam(map_, ExerciseKind.FILL_TEXT, 1)
    (folder / "class/easy.toml").write_text(saved(map_, easy, perfect(easy)), encoding="utf-8")
    marked(folder, "class", "-e", "pages/town-fill-text.html", code=2)
    hard = exam(map_, ExerciseKind.FILL_TEXT, 5)
    for old, new in (("hide = 5", "hide = 1"), ('help = "none"', 'help = "check"'), ("seed = 1", "seed = 2")):
        text = saved(map_, hard, Answers()).replace(old, new)
        (folder / "class/easy.toml").write_text(text, encoding="utf-8")
        assert "these are answers to fill-text" in marked(folder, "class", code=2).stderr


def test_whose_a_file_is_when_that_is_not_clear(folder: Path) -> None:
    map_ = load_text(TITLED).map
    exercise = exam(map_, ExerciseKind.FILL_TEXT, 2)

    def hand_in(where: str, name: str) -> None:
        (folder / "class" / where).parent.mkdir(parents=True, exist_ok=True)
        (folder / "class" / where).write_text(saved(map_, exercise, perfect(exercise), name), encoding="utf-8")

    home = "{}_{}_assignsubmission_file"
    hand_in(f"{home.format('Lars Ernst', 1)}/x.toml", "Nina Koch")
    hand_in(f"{home.format('Anna Meyer', 2)}/x.toml", "Anna Meyer")
    hand_in(f"{home.format('Anna Meyer', 3)}/x.toml", "Anna Meyer")
    hand_in(f"{home.format('Jo Doe', 4)}/x.toml", "Jo Doe")
    hand_in(f"{home.format('Sam Lee', 5)}/x.toml", "Sam Lee")
    hand_in(f"{home.format('Sam Lee', 5)}/y.toml", "Sam Lee")
    (folder / "class" / home.format("Max Moritz", 6)).mkdir()
    (folder / "class" / home.format("Max Moritz", 6) / "map.pdf").write_text("?")
    names = ("Lars Ernst", "Nina Koch", "Anna Meyer", "Jo Doe", "Jo Doe", "Sam Lee", "Max Moritz")
    roster = "name,email,id\n" + "".join(f"{name},{at}@x.example,{at}\n" for at, name in enumerate(names))
    (folder / "roster.csv").write_text(roster, encoding="utf-8")
    marked(folder, "class", "--roster", "roster.csv", code=2)
    said = [(row["student"], row["total"], row["email"], row["note"]) for row in rows_of(folder / "out/class.csv")]
    assert sorted(said) == [
        ("Anna Meyer", "", "2@x.example", "it is unclear which file is theirs"),
        ("Anna Meyer", "100.0", "", "several folders have the name of one student in the roster"),
        ("Anna Meyer", "100.0", "", "several folders have the name of one student in the roster"),
        ("Jo Doe", "", "3@x.example", "it is unclear which file is theirs"),
        ("Jo Doe", "", "4@x.example", "it is unclear which file is theirs"),
        ("Jo Doe", "100.0", "", "several in the roster are called so"),
        ("Lars Ernst", "100.0", "0@x.example", "the file says “Nina Koch”"),
        ("Max Moritz", "", "6@x.example", "no TOML file in the folder"),
        ("Nina Koch", "", "1@x.example", "nothing handed in"),
        ("Sam Lee", "100.0", "5@x.example", "one of 2 files of that student"),
        ("Sam Lee", "100.0", "5@x.example", "one of 2 files of that student"),
    ]


# Decisions


def test_decisions_are_asked_once_kept_and_reused(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"class/{name}.toml").write_text(REWORDED, encoding="utf-8")
    (folder / "class/c.toml").write_text(TITLED, encoding="utf-8")
    done = marked(folder, "class")
    assert "some marks are provisional" in done.stderr
    before = {row["student"]: row for row in rows_of(folder / "out/class.csv")}
    for name in ("a", "b"):
        low, total, high = (float(before[name][key]) for key in ("low", "total", "high"))
        assert low < total < high == 100
        assert before[name]["note"].startswith("provisional")
    assert before["c"]["note"] == ""
    report = (folder / "out/a-marks.md").read_text(encoding="utf-8")
    assert "Provisional: between" in report
    assert "Does “Some 9,000 vehicles drive by” say the same as “Nine thousand cars pass”?" in report.replace("\\", "")
    file = folder / "out/decisions.toml"
    asked = tomllib.loads(file.read_text(encoding="utf-8"))["decisions"]
    assert len({(one["text"], one["reference"]) for one in asked}) == len(asked), "each pair once"
    assert {"Some 9,000 vehicles drive by.", "Ghent's shopkeepers had a higher income."} <= {
        one["text"] for one in asked
    }
    true = {("Some 9,000 vehicles drive by.", "count"), ("Ghent's shopkeepers had a higher income.", "ghent")}
    lines = []
    for one in asked:
        same = str((one["text"], one["reference"]) in true).lower()
        text, name = json.dumps(one["text"]), json.dumps(one["reference"])
        lines.append(f"[[decisions]]\ntext = {text}\nreference = {name}\nsame = {same}\n")
    (folder / "decided.toml").write_text("\n".join(lines), encoding="utf-8")
    marked(folder, "class", "--decisions", "decided.toml")
    after = {row["student"]: row for row in rows_of(folder / "out/class.csv")}
    assert [after[name]["total"] for name in "abc"] == ["100.0"] * 3
    kept = tomllib.loads(file.read_text(encoding="utf-8"))["decisions"]
    assert {(one["text"], one["reference"], one["same"]) for one in kept} == {
        (one["text"], one["reference"], (one["text"], one["reference"]) in true) for one in asked
    }
    marked(folder, "class")  # what is in the output folder is read without being named
    assert tomllib.loads(file.read_text(encoding="utf-8"))["decisions"] == kept
    assert rows_of(folder / "out/class.csv")[0]["total"] == "100.0"


def test_a_decision_may_name_the_words_of_the_reference() -> None:
    reference = analysed(TITLED)
    one = Decision(text=" SOME cars  pass. ", reference="Nine thousand cars pass", same=True)
    assert decided([one], reference, "d.toml").pairs == {("some cars pass", "count"): Answer.SAME}
    assert decided([one.model_copy(update={"same": None})], reference, "d.toml").pairs == {}
    other = Decision(text="x", reference="moon", same=True)
    assert decided([other], reference, "d.toml") == ({}, [other])
    with pytest.raises(MapError) as error:
        decided([one, one.model_copy(update={"same": False})], reference, "d.toml")
    assert "contradicts an earlier one" in error.value.findings[0].message


def test_decisions_on_another_map_are_kept(folder: Path) -> None:
    (folder / "class/a.toml").write_text(REWORDED, encoding="utf-8")
    (folder / "out").mkdir()
    other = '[[decisions]]\ntext = "The moon is a cheese."\nreference = "cheese"\nsame = true\n'
    (folder / "out/decisions.toml").write_text(other, encoding="utf-8")
    done = marked(folder, "class")
    assert "1 decision on other maps kept, but not used here" in done.stderr
    kept = tomllib.loads((folder / "out/decisions.toml").read_text(encoding="utf-8"))["decisions"]
    assert {"text": "The moon is a cheese.", "reference": "cheese", "same": True} in kept
    assert len(kept) > 1


def test_what_is_open_for_one_is_open_for_all(folder: Path) -> None:
    (folder / "class/a.toml").write_text(REWORDED, encoding="utf-8")
    alone = '[premises.p]\ntext = "Some 9,000 vehicles drive by."\n[conclusions.c]\ntext = "Cars should stay out."\n'
    (folder / "class/b.toml").write_text(alone, encoding="utf-8")
    marked(folder, "class")
    row = {row["student"]: row for row in rows_of(folder / "out/class.csv")}["b"]
    assert row["note"].startswith("provisional: "), "the premise that is asked of a, and the conclusion"
    assert float(row["high"]) > 10


@pytest.mark.parametrize("text", ["[[decisions]]\ntext = 1\n", "[[decision]]\n", "x = \n"])
def test_decisions_that_cannot_be_used(text: str, folder: Path) -> None:
    (folder / "decisions.toml").write_text(text, encoding="utf-8")
    assert "decisions.toml:" in marked(folder, "town.toml", "--decisions", "decisions.toml", code=2).stderr
    assert not (folder / "out").exists()
    assert "no such file" in marked(folder, "town.toml", "--decisions", "nowhere.toml", code=2).stderr


def test_the_page_of_decisions_saves_the_file(folder: Path, browser: Browser) -> None:
    (folder / "class/a.toml").write_text(REWORDED.replace("9,000", '<b>9,000</b> \\"</script>'), encoding="utf-8")
    marked(folder, "class")
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto((folder / "out/decisions.html").as_uri())
    count = page.locator("fieldset").count()
    assert page.inner_text("#progress") == f"0 of {count} decided"
    page.locator("fieldset").first.locator("input").first.check()
    assert page.inner_text("#progress") == f"1 of {count} decided"
    with page.expect_download() as download:
        page.click("#save")
    download.value.save_as(folder / "decided.toml")
    context.close()
    entries = tomllib.loads((folder / "decided.toml").read_text(encoding="utf-8"))["decisions"]
    assert [one["same"] for one in entries] == [True, *[""] * (count - 1)]
    marked(folder, "class", "--decisions", "decided.toml")


# Tables


def test_tables_for_spreadsheets(folder: Path) -> None:
    (folder / "class/a.toml").write_text(REWORDED, encoding="utf-8")
    marked(folder, "class", "--bom", "--decimal-comma")
    data = (folder / "out/class.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = rows_of(folder / "out/class.csv", ";")
    assert row["high"] == "100,0"


def test_a_gradebook_and_feedback_for_students(folder: Path) -> None:
    map_ = load_text(TITLED).map
    exercise = exam(map_, ExerciseKind.FILL_TEXT, 3)
    home = folder / "class/Anna Meyer_4711_assignsubmission_file"
    home.mkdir()
    (home / "answers.toml").write_text(saved(map_, exercise, Answers(), "Anna Meyer"), encoding="utf-8")
    marked(folder, "class", "--gradebook", "--release")
    (folder / "class/open.toml").write_text(REWORDED, encoding="utf-8")
    done = marked(folder, "class", "--gradebook", "--release")
    assert "not released: 1 report with provisional marks" in done.stderr
    row, waiting = rows_of(folder / "out/gradebook.csv")
    assert waiting["Grade"] == ""
    assert waiting["Feedback comments"] == ""
    assert not (folder / "out/feedback/open.md").exists()
    assert (row["Identifier"], row["Full name"], row["Grade"]) == ("Participant 4711", "Anna Meyer", "0.0")
    assert "No answer." in row["Feedback comments"]
    assert (folder / "out/feedback/Anna-Meyer.md").exists()
    marked(folder, "class", "-o", "other")
    assert not (folder / "other/feedback").exists()


def test_two_files_of_one_student_are_no_grade(folder: Path) -> None:
    home = folder / "class/Anna Meyer_4711_assignsubmission_file"
    home.mkdir()
    (home / "one.toml").write_text(TITLED, encoding="utf-8")
    (home / "two.toml").write_text("", encoding="utf-8")
    (folder / "class/ben.toml").write_text(TITLED, encoding="utf-8")
    done = marked(folder, "class", "--gradebook")
    assert "not in gradebook.csv, since there are several files: Anna Meyer" in done.stderr
    assert [row["Full name"] for row in rows_of(folder / "out/gradebook.csv")] == ["ben"]
    notes = [row["note"] for row in rows_of(folder / "out/class.csv") if row["student"] == "Anna Meyer"]
    assert notes == ["one of 2 files of that student", "empty; one of 2 files of that student"]


def test_a_folder_without_maps_does_not_stop_the_class(folder: Path) -> None:
    (folder / "empty.toml").mkdir()
    (folder / "class/ben.toml").write_text(TITLED, encoding="utf-8")
    marked(folder, "class", "empty.toml", code=2)
    assert {row["student"]: row["note"] for row in rows_of(folder / "out/class.csv")} == {
        "ben": "", "empty": "no TOML file in the folder",
    }  # fmt: skip


def test_a_path_that_does_not_exist_writes_nothing(folder: Path) -> None:
    (folder / "class/ben.toml").write_text(TITLED, encoding="utf-8")
    done = marked(folder, "class", "clas", code=2)
    assert "clas does not exist" in done.stderr
    assert not (folder / "out").exists()


@pytest.mark.parametrize("kind", ExerciseKind)
def test_feedback_is_in_the_words_that_students_saw(kind: ExerciseKind) -> None:
    ids = {one for _, one, _ in MAP.elements()}
    exercise = exam(MAP, kind, 4)
    file_text = saved(MAP, exercise, perfect(exercise))
    from argmap.classroom.answers import read_answers
    from argmap.loading.read import check_text

    for answers in (perfect(exercise), Answers()):
        file = read_answers(check_text(saved(MAP, exercise, answers).encode(), "x.toml"))
        said = sheet_markdown(feedback_blocks("Anna", attempt(exercise, file))).replace("\\", "")
        assert not {f'"{one}"' for one in ids} & set(said.split())
        assert not any(item.id in said for item in exercise.items)
        assert "(100%)" in said or "(0%)" in said
    assert file_text


def test_items() -> None:
    exercise = make_exercise(of_map(MAP), Task(ExerciseKind.FILL_TEXT, 4, aid=Aid.NONE))
    from argmap.classroom.answers import read_answers
    from argmap.loading.read import check_text

    slots = list(exercise.key.right)
    attempts = []
    for number in range(5):
        given = {slot: exercise.key.right[slot] for slot in slots[:number]}
        if number < 4:
            given[slots[3]] = exercise.key.right[slots[0]]
        text = saved(MAP, exercise, Answers(given))
        attempts.append(attempt(exercise, read_answers(check_text(text.encode(), "x.toml"))))
    figures = item_figures(attempts)
    assert [round(one.mean, 2) for one in figures] == [0.8, 0.6, 0.4, 0.2]
    assert all(one.discrimination is not None and one.discrimination > 0 for one in figures)
    assert figures[3].wrong_count == 4
    assert figures[3].wrong == exercise.key.right[slots[0]]["text"]
    assert items_table(attempts, Style(has_commas=True)).decode().splitlines()[1].startswith("(1)")
    assert item_figures(attempts[:2])[0].discrimination is None


@pytest.mark.parametrize(
    "kind", [ExerciseKind.FIND_WEAK, ExerciseKind.ORDER, ExerciseKind.FILL_LINKS, ExerciseKind.BUILD]
)
def test_items_of_all_kinds(kind: ExerciseKind) -> None:
    from argmap.classroom.answers import read_answers
    from argmap.loading.read import check_text

    exercise = exam(MAP, kind, 3)
    ticked = tuple(item.id for item in exercise.items if item.asks)[:2]
    several = [perfect(exercise), Answers(weak=ticked), Answers()]
    attempts = [
        attempt(exercise, read_answers(check_text(saved(MAP, exercise, one).encode(), "x.toml"))) for one in several
    ]
    figures = item_figures(attempts)
    assert all(0 <= one.mean <= 1 and one.students == 3 and one.question for one in figures)
    assert len(figures) >= 2


def test_a_large_map_is_marked_in_seconds(tmp_path: Path) -> None:
    text = '[conclusions.c]\ntext = "It is so."\n' + "".join(
        f'[premises.p{n}]\ntext = "The river rose by {n} feet in the year {1000 + n}."\n'
        f'[inferences.i{n}]\nfrom = ["p{n}"]\nto = "c"\n'
        for n in range(300)
    )
    (tmp_path / "big.toml").write_text(text, encoding="utf-8")
    (tmp_path / "student.toml").write_text(text.replace("The river", "That stream"), encoding="utf-8")
    command = [sys.executable, "-m", "argmap", "mark", "student.toml", "-a", "big.toml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=90)
    assert done.returncode == 0, done.stderr


def test_a_number_in_a_name_is_nobodys_id() -> None:
    roster = [Student("Ute Frei", number="3"), Student("Tom Ernst", number="1"), Student("Ana Roth", number="4711")]
    given = ["Group 3", "=1+1", "Tom Ernst 1", "3", "Ana R. 4711"]
    found = owners([Handin(f"f{place}x.toml", name, is_answer=True) for place, name in enumerate(given)], roster)
    assert [one.student.name if one.is_known else "" for one in found] == ["", "", "Tom Ernst", "Ute Frei", "Ana Roth"]


def test_a_teacher_says_that_it_is_the_contrary(folder: Path) -> None:
    turned = TITLED.replace("Nine thousand cars pass.", "Hardly any traffic goes by.")
    assert turned != TITLED
    (folder / "class/ben.toml").write_text(turned, encoding="utf-8")
    marked(folder, "class")
    before = rows_of(folder / "out/class.csv")[0]
    decisions = (folder / "out/decisions.toml").read_text(encoding="utf-8")
    answered = re.sub(r'same = "".*', "same = false", decisions)
    assert answered != decisions
    (folder / "no.toml").write_text(answered, encoding="utf-8")
    marked(folder, "class", "--decisions", "no.toml", "-o", "out")
    other = rows_of(folder / "out/class.csv")[0]
    (folder / "contrary.toml").write_text(answered.replace("same = false", 'same = "contrary"'), encoding="utf-8")
    marked(folder, "class", "--decisions", "contrary.toml", "-o", "out")
    contrary = rows_of(folder / "out/class.csv")[0]
    report = (folder / "out/ben-marks.md").read_text(encoding="utf-8")
    assert "says the contrary of what is there" in report
    assert 'same = "contrary"' in (folder / "out/decisions.toml").read_text(encoding="utf-8")
    assert float(before["low"]) <= float(contrary["total"]) <= float(before["high"])
    assert float(other["total"]) <= float(contrary["total"]) < 100
