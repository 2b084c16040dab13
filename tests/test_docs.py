from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import typer.main
import yaml
from conftest import ROOT, Golden, analysed
from test_exams import saved
from test_judge import perfect

from argmap.classroom.exercise import Aid, ExerciseKind, Task, make_exercise
from argmap.classroom.judge import chance
from argmap.classroom.marking import Rubric
from argmap.classroom.part import Wanted
from argmap.cli.app import build_app
from argmap.convert.formats import WAYS
from argmap.loading.codes import CODES
from argmap.loading.load import load_text
from argmap.model import GRADE_WORDS, SCHEMES, Answer, Kind, Map, MapInfo, Quote, Source
from argmap.model.base import Model
from argmap.model.concept import Cell, Typology
from argmap.model.elements import Acceptance
from argmap.model.mapping import Grading, Presentation

TUTORIAL = (ROOT / "maps/tutorial.toml").read_text()
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs/rules").glob("*.md")),
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    assert words[0] == "argmap"
    arguments = [sys.executable, "-m", "argmap", *words[1:]]
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)


def test_the_tutorial_runs(tmp_path: Path) -> None:
    commands = 0
    said = ""
    for language, options, body in BLOCK.findall((ROOT / "docs/tutorial.md").read_text()):
        if file := re.search(r"file=(\S+)", options):
            target = tmp_path / file[1]
            old = target.read_text() + "\n" if "append" in options else ""
            target.write_text(old + body)
        elif language == "sh":
            expected = int(fails[1]) if (fails := re.search(r"fails=(\d)", options)) else 0
            for line in body.splitlines():
                done = run(line, tmp_path)
                assert done.returncode == expected, done.stderr
                said = done.stderr
                commands += 1
        elif "output" in options:
            assert said.strip() == body.strip()
    assert commands >= 6
    assert (tmp_path / "river.html").exists()


def test_the_page_on_other_formats(tmp_path: Path) -> None:
    commands = 0
    for language, options, body in BLOCK.findall((ROOT / "docs/convert.md").read_text()):
        if file := re.search(r"file=(\S+)", options):
            (tmp_path / file[1]).write_text(body)
        if same := re.search(r"same=(\S+)", options):
            assert (tmp_path / same[1]).read_text() == body
        for line in body.splitlines() if language == "sh" else ():
            done = run(line, tmp_path)
            assert done.returncode == 0, done.stderr
            commands += 1
    assert commands == 7
    assert {path.suffix for path in (tmp_path / "tables").iterdir()} == {".csv"}
    table = (ROOT / "docs/convert.md").read_text().partition("## Formats")[2]
    rows = [line.split("|")[2:5] for line in table.splitlines() if line.startswith("|")][2:]
    named = {
        name: (reads.strip(), writes.strip()) for names, reads, writes in rows for name in re.findall(r"`(\w+)`", names)
    }
    for form, way in WAYS.items():
        assert named.pop(form.value) == ("yes" if way.reads else "", "yes" if way.writes else "")
    assert not named


def test_the_maps_on_pros_and_cons(tmp_path: Path) -> None:
    blocks = BLOCK.findall((ROOT / "docs/pros-and-cons.md").read_text())
    alone = [body for language, options, body in blocks if language == "toml" and "map" in options.split()]
    assert len(alone) == 8
    for body in alone:
        load_text(body)
    said = [body.strip() for _, options, body in blocks if "standing" in options]
    for language, options, body in blocks:
        if file := re.search(r"file=(\S+)", options):
            target = tmp_path / file[1]
            target.write_text((target.read_text() + "\n" if "append" in options else "") + body)
        elif language == "sh":
            done = run(body.strip(), tmp_path)
            assert done.returncode == 0, done.stderr
            if "weak" in body:
                assert said.pop(0) in done.stdout


def test_the_lesson_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "maps", tmp_path / "maps")
    (tmp_path / "answers").mkdir()
    kazakhstan = analysed(ROOT / "maps/kazakhstan.toml")
    task = Task(ExerciseKind.CLASSIFY, 6, aid=Aid.NONE, part=Wanted("coerced", 2))
    ticket = make_exercise(kazakhstan, task)
    file = saved(kazakhstan.map, ticket, perfect(ticket), "Aigerim")
    (tmp_path / "answers/aigerim.toml").write_text(file, encoding="utf-8")
    assert 0.1 < chance(ticket) < 0.2
    blocks = BLOCK.findall((ROOT / "docs/teaching.md").read_text())
    commands = [line for language, _, body in blocks if language == "sh" for line in body.splitlines()]
    for line in commands:
        done = run(line, tmp_path)
        assert done.returncode == 0, done.stderr
    assert len(commands) == 6
    made = {one.name for one in (tmp_path / "class").iterdir()}
    for name in re.findall(r"`(kazakhstan[a-z-]*\.html)`", (ROOT / "docs/teaching.md").read_text()):
        assert name in made
    assert "Aigerim,100.0,6.0,6,classify seed 1," in (tmp_path / "marks/class.csv").read_text()
    assert (tmp_path / "marks/items.csv").exists()
    rubric = next(body for language, _, body in blocks if language == "toml")
    assert tomllib.loads(rubric) == Rubric().model_dump()


def test_maps_and_messages_in_the_readme(tmp_path: Path) -> None:
    blocks = BLOCK.findall((ROOT / "README.md").read_text())
    toml = next(body for language, _, body in blocks if language == "toml")
    load_text(toml)
    message = next(body for language, _, body in blocks if language == "text")
    (tmp_path / "map.toml").write_text(toml.replace('"rain", "rises"]', '"rian", "rises"]'))
    assert message.strip() in run("argmap render map.toml", tmp_path).stderr


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_python_in_the_docs_runs(page: str, tmp_path: Path) -> None:
    blocks = BLOCK.findall((ROOT / page).read_text())
    code = "\n".join(body for language, _, body in blocks if language == "python")
    (tmp_path / "maps").symlink_to(ROOT / "maps")
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_option_is_documented() -> None:
    command = typer.main.get_command(build_app())
    checking = dict.fromkeys(("check", "explain", "new", "fmt"), "check.md")
    pages = {
        "render": "picture.md",
        "convert": "convert.md",
        "weak": "weak-links.md",
        "serve": "page.md",
        "diff": "review.md",
        "review": "review.md",
        "exercise": "teaching.md",
        "mark": "teaching.md",
        "handout": "teaching.md",
        **checking,
    }
    assert set(pages) == set(command.commands)  # type: ignore[attr-defined]
    parameters = [(page, one) for name, page in pages.items() for one in command.commands[name].params]  # type: ignore[attr-defined]
    for page, parameter in parameters:
        text = (ROOT / "docs" / page).read_text()
        if parameter.param_type_name == "option" and parameter.name != "help":
            names = [*parameter.opts, *parameter.secondary_opts]
            assert any(f"`{name}`" in text for name in names), names
            assert parameter.help


def keys(model: type[Model]) -> str:
    required = {info.alias for info in model.model_fields.values() if info.is_required()}
    return ", ".join(f"`{key}`" + (" (required)" if key in required else "") for key in model.table_keys())


WORDS = """## What the keys mean

- `label` is a short name of at most 60 characters. Pictures show it above the text; lists and outlines show it instead.
- `tags` are your own words to filter by. `group = "ID"` puts an element into one of the `[groups]`, which are drawn as
  titled regions; a step that says nothing belongs to the group of all it joins.
- `by` and `date` say who says it, and when. `url` is a link: http, https or mailto.
- `also` gives other wordings of a text. Matching, marks and duplicates take them for the same.
- `quote = { source = "ID" }` without words cites a source as a whole: it counts as cited, not as verified. `source` in
  `[map]` is the source of everything.
- `[notes.ID]` are context, justification or comments on any elements. They raise no doubt and change no number.
- An inference may lead `to` an objection that has a `text`. The text is then supported like a claim; a `grade` on the
  objection is that of the attack, which is 1 unless you give one.
- `[rivals.ID]` says that at most one of the statements `among` holds. Premises exclude each other: their grades are
  their chances and add up to at most 1, and those without a grade share what is left in equal parts. Rivals that
  something supports rebut each other: where several would stand, none does.
- `[suppositions.ID]` are taken for the argument's sake. An inference with `discharges = ["ID"]` reads what it starts
  from in the worlds where the supposition holds; nowhere else does it hold. If it discharges several, what it
  starts from is read where all of them hold. So in a proof by cases, give each case a claim of its own, and start the
  step that discharges the cases from all these claims: if the cases share a claim, one of them is enough for it.
- An answer to a critical question that is `{ open = "not said" }` was asked for, but there is none: it counts as open.

Inferences and objections can also be written as lists, `[[inferences]]` and `[[objections]]`, where `id` is optional. A
step without an id gets one made from what it joins, such as `rain-and-snow-to-flood`. Where several steps
would get the same, or another element has it, a reference to it is an error: give the step an `id`. `argmap fmt --steps
list` and `argmap fmt --steps tables` turn one form into the other.""".splitlines()


def reference() -> str:
    lines = [
        "# The format",
        "",
        "Generated from the code. A map is a TOML file. Ids consist of lower-case letters, digits and hyphens.",
    ]
    lines += [
        "",
        "| table | keys |",
        "| --- | --- |",
        f"| `[map]` | {keys(MapInfo)} |",
        f"| `[map.grading]` | {keys(Grading)} |",
        f"| `[map.presentation]` | {keys(Presentation)} |",
    ]
    for kind in Kind:
        model = Map.model_fields[kind.table].annotation.__args__[1]  # type: ignore[union-attr]
        lines.append(f"| `[{kind.table}.ID]` | {keys(model)} |")
    lines += [
        f"| `[concepts.ID.typology]` | {keys(Typology)} |",
        f"| `[[concepts.ID.typology.cells]]` | {keys(Cell)} |",
    ]
    lines += [
        f"| `quote = {{ ... }}`, one or a list | {keys(Quote)} |",
        f"| `answers = {{ question = ... }}`, if not a text | {keys(Answer)} |",
        f"| `[[accept]]` | {keys(Acceptance)} |",
    ]
    assert Source is Map.model_fields["sources"].annotation.__args__[1]  # type: ignore[union-attr]
    lines += [
        "",
        "At the top: `format = 1`, and `include`: a path or a list of paths, relative to the file and inside the map's",
        "folder.",
    ]
    lines += [
        "",
        "`[map.presentation]` is for showing the map step by step: `order` lists elements, `first` says which end",
        'comes first if there is no order (`"conclusion"` or `"premises"`), and `notes` has speaker notes by id.',
    ]
    lines += [
        "",
        "A date is a TOML date or a text. Cautions and entries of `[contested]` are open until they have an `answer`.",
        "",
        *WORDS,
    ]
    lines += ["", "## Grades", "", "A number from 0 to 1, or a word:", "", "| word | number |", "| --- | --- |"]
    lines += [f"| {word} | {number} |" for word, number in GRADE_WORDS.items()]
    lines += ["", "Claims and conclusions have no grade: their standing is computed from what supports them."]
    lines += ["", "## Schemes", ""]
    for scheme in SCHEMES.values():
        lines += [f"### {scheme.name.value}", "", scheme.gist, ""]
        lines += [f"- `{question.name}`: {question.text}" for question in scheme.questions] + [""]
    return "\n".join(lines)


def test_the_reference_is_made_from_the_code(golden: Golden) -> None:
    golden(ROOT / "docs/format.md", reference())


def test_the_reading_of_the_kazakhstan_map_has_its_numbers() -> None:
    blocks = BLOCK.findall((ROOT / "docs/kazakhstan.md").read_text())
    said = next(body for language, options, body in blocks if "ranking" in options)
    found = run("argmap weak maps/kazakhstan.toml --top 5", ROOT).stdout
    made = [f"standing {re.search(r'standing ([0-9.]+)', found)[1]}"]  # type: ignore[index]
    made += [line.strip().partition(",")[0] for line in found.splitlines() if re.match(r"  \d\.", line)]
    assert said.splitlines() == made
    trials = re.search(r"only (\d+)% of 100 trials", found)
    assert trials
    assert f"stays first in {trials[1]} of 100 trials" in (ROOT / "docs/kazakhstan.md").read_text()


def test_every_grade_of_the_kazakhstan_map_has_a_reason() -> None:
    map_ = load_text((ROOT / "maps/kazakhstan.toml").read_text()).map
    graded = [(name, one) for _, name, one in map_.elements() if getattr(one, "grade", None) is not None]
    assert len(graded) > 40
    assert [name for name, one in graded if not getattr(one, "because", None)] == []


def test_every_command_has_help_and_is_documented() -> None:
    command = typer.main.get_command(build_app())
    pages = "".join(page.read_text() for page in PAGES)
    for name, one in command.commands.items():  # type: ignore[attr-defined]
        assert one.help
        assert f"argmap {name}" in pages


def test_every_code_of_a_message_is_explained() -> None:
    used = set()
    for path in (ROOT / "src/argmap").rglob("*.py"):
        used |= set(re.findall(r'"(E\d{3})"', path.read_text()))
    assert used == set(CODES)


def test_hooks_and_action_name_real_commands() -> None:
    commands = typer.main.get_command(build_app()).commands  # type: ignore[attr-defined]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert [hook["entry"].split()[0] for hook in hooks] == ["argmap"] * len(hooks)
    assert all(hook["entry"].split()[1] in commands for hook in hooks)
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    step = action["runs"]["steps"][-1]
    assert all(f"${name}" in step["run"] for name in step["env"])


def test_the_action_runs(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    step = action["runs"]["steps"][-1]
    program = tmp_path / "argmap"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m argmap "$@"\n')
    program.chmod(0o755)
    inputs = {"PATHS": "maps", "FAIL_ON": "never", "FORMAT": "github", "LEVEL": "thorough", "SOURCES": ""}
    sarif = tmp_path / "found.sarif"
    environment = {**os.environ, **inputs, "ARGMAP": str(program), "SARIF_FILE": str(sarif)}
    assert set(inputs) | {"SARIF_FILE"} == set(step["env"])
    command = ["bash", "-c", step["run"]]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "::warning file=maps/kazakhstan.toml,line=" in done.stdout
    assert json.loads(sarif.read_text())["runs"][0]["results"]
    environment["PATHS"] = "--version"
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "no such file" in done.stdout) == (2, True)  # a path, whatever it begins with


GH = """#!{python}
import json, os, sys
from pathlib import Path

words = sys.argv[1:]
known = Path(os.environ["COMMENTS"])
comments = json.loads(known.read_text()) if known.exists() else []
if os.environ.get("DENIED"):
    sys.exit("denied")
body = next((Path(word.partition("=@")[2]).read_text() for word in words if word.startswith("body=@")), "")
if "--method" not in words:
    print("\\n".join(str(number) for number, one in enumerate(comments) if one.startswith("<!-- argmap diff -->")))
elif "POST" in words:
    assert "repos/o/r/issues/7/comments" in words
    comments.append(body)
else:
    comments[int(words[words.index("PATCH") + 1].rpartition("/")[2])] = body
known.write_text(json.dumps(comments))
"""


Commented = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def pull_request(tmp_path: Path) -> tuple[Callable[..., None], Commented]:
    """A commit to a pull request; and its exit status, the comments on it, and what is printed, by the recipe."""
    action = yaml.safe_load((ROOT / "pull-request/action.yml").read_text())
    step = action["runs"]["steps"][-1]
    script = ROOT / "pull-request/comment.sh"
    assert step["run"].strip('"') == "$GITHUB_ACTION_PATH/comment.sh"
    assert all(f"{name}" in script.read_text() for name in step["env"])
    programs = {
        "argmap": f'#!/bin/sh\nexec "{sys.executable}" -m argmap "$@"\n',
        "gh": GH.format(python=sys.executable),
    }
    for name, text in programs.items():
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    folder = tmp_path / "maps"
    folder.mkdir()
    plain = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*words: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, env=plain)

    def commit(text: str, name: str = "m.toml") -> None:
        (folder / name).write_text(text)
        git("add", "-A")
        git("commit", "-m", "one")

    def commented(**inputs: str) -> tuple[int, list[str], str]:
        known = tmp_path / "comments.json"
        environment = {
            **plain, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "BASE": "base", "HEAD": "HEAD",
            "REPOSITORY": "o/r", "NUMBER": "7", "COMMENTS": str(known), **inputs,
        }  # fmt: skip
        done = subprocess.run(
            ["bash", str(script)], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, json.loads(known.read_text()) if known.exists() else [], done.stdout + done.stderr

    git("init")
    commit(TUTORIAL)
    git("branch", "base")
    return commit, commented


def test_the_recipe_for_pull_requests_keeps_one_comment(
    pull_request: tuple[Callable[..., None], Commented],
) -> None:
    commit, commented = pull_request
    assert commented() == (0, [], "")
    commit("# A note\n", "notes.toml")
    assert commented()[:2] == (0, [])
    commit(TUTORIAL.replace('"unlikely"', '"likely"'))
    status, comments, _ = commented()
    assert (status, len(comments)) == (0, 1)
    assert comments[0].startswith("<!-- argmap diff -->\n# What changed: ")
    assert "regraded objection buses" in comments[0]
    assert commented(MAX_FALL="0.01")[0] == 1
    commit(TUTORIAL + '[objections.more]\nagainst = "start-later"\ntext = "It would cost too much."\n')
    status, comments, _ = commented(PATHS="m.toml")
    assert (status, len(comments)) == (1, 1)
    assert "added objection more" in comments[0]
    assert commented(FAIL_ON="never")[0] == 0
    commit(TUTORIAL)
    assert "No maps have changed." in commented()[1][0]
    commit(TUTORIAL.replace('"unlikely"', '"likely"'))
    status, _, said = commented(DENIED="1", FAIL_ON="never")
    assert (status, "regraded" in said, "GitHub did not take the comment" in said) == (0, True, True)
    assert "regraded" in commented(NUMBER="")[2]
    assert commented(BASE="gone")[0] == 2
    many = "".join(f'[premises.p{number}]\ntext = "{"A long text. " * 20}{number}"\n' for number in range(400))
    commit(TUTORIAL + many)
    assert commented(FAIL_ON="never")[1][0].endswith("`argmap diff base...HEAD`\n")


def test_no_words_of_a_map_keep_a_comment_back(pull_request: tuple[Callable[..., None], Commented]) -> None:
    commit, commented = pull_request
    commit(TUTORIAL + '[notes.n]\non = "buses"\ntext = "No maps have changed."\n')
    assert len(commented()[1]) == 1
