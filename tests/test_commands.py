"""What each command says, writes and ends with, word for word, run in this process.

The transcript is in `golden/commands-*.txt`. `FOLDER` is what the commands are run on.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
from http.server import ThreadingHTTPServer
from importlib import import_module
from pathlib import Path

import pytest
from cases import CIRCLES, REFERENCE, TWO_ENDS, edited
from conftest import ROOT, Golden

from argmap import __version__
from argmap.cli.app import COMMANDS, build_app, run
from argmap.cli.terminal import use_color, write_whole
from argmap.render.fonts import ImageError

BROKEN = '[premises.a]\ntxt = "A."\n'
UNTIDY = '# a comment\n[premises.a]\ntext   =   "A."\n\n\n\n[conclusions.c]\ntext = "C."\n'
FOLDER = {
    "town.toml": REFERENCE,
    "later.toml": edited("rose by a third", "rose by a half", "grade = 0.7", "grade = 0.6"),
    "two.toml": TWO_ENDS,
    "circles.toml": CIRCLES,
    "everything.toml": (ROOT / "tests/everything.toml").read_text(encoding="utf-8"),
    "broken.toml": BROKEN,
    "untidy/untidy.toml": UNTIDY,
    "untidy/tidy.toml": '[premises.a]\ntext = "A."\n',
    "fixable.toml": (
        '[premises.a]\ntext = "A river."\n[conclusions.c]\ntext = "A flood."\n'
        '[inferences.i]\nfrom = ["a"]\nto = "c"\n\n[[accept]]\ncode = "S101"\non = "a"\nbecause = "It was so."\n'
    ),
    "class/ann.toml": '[map]\nauthor = "Ann"\n' + REFERENCE,
    "class/ben.toml": edited("grade = 0.9", "grade = 0.5", "[assumptions.homes]", "[premises.homes]"),
    "class/more/ann.toml": TWO_ENDS,
    "class/notes.txt": "none",
    "rubric.toml": "roles = 0\n",
    "wrong.toml": "linkz = 2\n",
    "study.txt": "There is a flood every third year. It costs too much.",
    "empty/notes.txt": "none",
    "file.svg/x": "a folder in the way",
    "alone.toml": '[conclusions.c]\ntext = "So."\n',
}
CHECK = """
check two.toml
check two.toml -f json
check town.toml --select W2 --fail-on hint
check town.toml --select s --fail-on warning
check town.toml --ignore S,W,T
check town.toml --ignore missing-scheme,W,T3 --select S --fail-on error
check town.toml --select W99
check town.toml --ignore missing-shceme
check two.toml broken.toml
check broken.toml --source x=study.txt
check empty
check empty nothing-*.toml
check everything.toml --select T304,T305 --source study=study.txt
check everything.toml --select T304 --source study=gone.txt
check everything.toml --select T304 --source study
check everything.toml --select T304 --source =study.txt
check everything.toml --select T304 --source study=
check everything.toml --select T304 --source stdy=study.txt
check fixable.toml --diff --select S
check fixable.toml --fix --select S
check fixable.toml --fix --select S
check two.toml --fail-on never
check - --select S < alone.toml
"""
REST = """
-h
weak town.toml --top 2
weak two.toml --top 1
weak two.toml -f csv --conclusion z
weak two.toml --conclusion p --top 3
weak two.toml --conclusion py
weak two.toml --explain py
weak two.toml --explain nothing
weak two.toml --measure df-quad --top 1
weak circles.toml --measure euler --top 1
weak two.toml --fail-under 0.3
weak two.toml --fail-under 0.2
weak broken.toml
weak - --top 1 < two.toml
explain S101
explain s101
explain missing-scheme
explain missing-shceme
explain S999
explain pq
explain E020
explain q two.toml
explain qq two.toml
explain z - < two.toml
new
new
new --force
new empty
new -
new deep/er/map.toml
fmt untidy --check
fmt untidy --diff
fmt untidy --diff --check
fmt untidy broken.toml
fmt untidy
fmt untidy
fmt empty
fmt - < two.toml
fmt - --check < two.toml
fmt - --diff < two.toml
diff town.toml town.toml
diff town.toml later.toml
diff town.toml later.toml -f json
diff town.toml later.toml -f svg
diff town.toml broken.toml
diff town.toml gone.toml
review two.toml
review two.toml -f markdown -o -
review two.toml -f markdown -o out
review broken.toml
exercise town.toml --seed 3
exercise town.toml -k classify --hide 1 --exam -o out
exercise town.toml -k order --help-level hints -o out
exercise town.toml -k find-weak -o out --pdf
exercise alone.toml -k order
exercise alone.toml -k fill-text -o out
mark class -a town.toml
mark class class/more class/ann.toml class/more -a town.toml -f markdown -o out
mark broken.toml class -a town.toml -o out
mark class -a broken.toml
mark class/ben.toml -a town.toml -r rubric.toml -o out
mark class/ben.toml -a town.toml -r wrong.toml -o out
mark class/ben.toml -a town.toml -k find-weak -o out
mark empty -a town.toml -o out
handout town.toml
handout town.toml -b 2 -f markdown -o out
handout town.toml --focus dear --depth 1 -f pdf -o out
handout town.toml --focus deer
handout - -o out < town.toml
handout broken.toml
"""
RENDER = """
render town.toml
render town.toml -f text -o -
render town.toml -f TEXT,dot,text -o out
render - -f text < town.toml
render - -f text -o out < town.toml
render two.toml -f text -o - --top 1
render two.toml -f text -o - --top 0
render two.toml -f text -o - --no-weak
render town.toml two.toml -f dot -o out
render town.toml broken.toml -f dot -o out
render broken.toml -f dot -o out
render town.toml two.toml -f dot -o -
render town.toml -f dot,text -o -
render town.toml -o file.svg/x
render town.toml -f dott
render town.toml -f ,
render town.toml -f dot -o - --direction lr
render town.toml -f dot -o - --direction TB
render town.toml -f dot -o - --direction right
render town.toml -f text -o - --focus dear --depth 1
render town.toml -f text -o - --focus dear
render town.toml -f text -o - --focus deer
render town.toml -f text -o - --only claim,Premises --only conclusion
render town.toml -f text -o - --only source
render town.toml -f text -o - --only claims,step
render two.toml -f svg -o - --no-legend --no-findings --theme dark --measure euler
render two.toml -f svg -o - --theme light
render file.toml -f svg
serve -
serve gone.toml
serve empty
serve town.toml --port 0 --open --theme dark
serve broken.toml --port 0
"""
TALK = re.compile(r"(?<=127\.0\.0\.1:)\d+")
LONG, MANY = 160, 14


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FOLDER.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def transcript(commands: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What is seen of each command: its output, cut if it is long, its talk, the files it changes, its exit code."""
    told = []
    before = contents()
    for line in commands.strip().splitlines():
        command, _, given = line.partition(" < ")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FOLDER.get(given, "").encode())))
        with pytest.raises(SystemExit) as ended:
            run(shlex.split(command))
        said = capsys.readouterr()
        here = str(Path.cwd())
        shown = said.out.replace(here, "FOLDER").splitlines()
        told.append(f"$ argmap {line}")
        told += [one[:LONG] for one in shown[:MANY]] + [f"({len(shown)} lines)"] * (len(shown) > MANY)
        told += [f"! {one[:LONG]}" for one in TALK.sub("PORT", said.err.replace(here, "FOLDER")).splitlines()]
        after = contents()
        for name in sorted(after):
            if after[name] != before.get(name):
                told.append(f"> {name}")
                lines = after[name].decode().splitlines() if name.endswith((".md", ".csv", ".toml")) else []
                told += [f"| {one[:LONG]}" for one in lines[:MANY]]
        told.append(f"= {ended.value.code}\n")
        before = after
    return "\n".join(told)


def contents() -> dict[str, bytes]:
    return {
        path.as_posix(): path.read_bytes() for path in Path().rglob("*") if path.is_file() and ".git" not in path.parts
    }


@pytest.mark.parametrize(("name", "commands"), [("check", CHECK), ("rest", REST), ("render", RENDER)])
def test_what_is_said(
    name: str,
    commands: str,
    golden: Golden,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def stop(server: ThreadingHTTPServer, _: object) -> None:
        server.server_close()
        raise KeyboardInterrupt

    monkeypatch.setattr("argmap.server.preview.run", stop)
    monkeypatch.setattr("webbrowser.open", opened.append)
    golden(ROOT / f"tests/golden/commands-{name}.txt", transcript(commands, capsys, monkeypatch))
    assert len(opened) == (name == "render")


LEFT_OUT = """
weak two.toml --top 1
weak two.toml --fail-under 0.1 --top 1
weak two.toml --conclusion z --fail-under 0.05 --top 1
weak two.toml --explain q
explain z two.toml
diff two.toml two.toml
diff alone.toml two.toml
diff two.toml alone.toml
mark class/more -a two.toml -o out
exercise two.toml -k find-weak -o out
exercise two.toml -k classify -o out
render two.toml -f dot -o out
"""


def test_what_is_left_out_is_said(
    golden: Golden, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.analysis.MAX_WORK", 1)
    golden(ROOT / "tests/golden/commands-left-out.txt", transcript(LEFT_OUT, capsys, monkeypatch))


SETTINGS = """
check two.toml
check two.toml --select W210
check two.toml --ignore T3 --fail-on hint
check everything.toml --select T304
check everything.toml --select T304 --source study=study.txt
"""


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("some", 'select = ["W"]\nignore = ["W211"]\nlow-standing = 0.2\nfail-on = "never"\n'),
        ("sources", 'fail-on = "hint"\nselect = ["S108"]\n[sources]\nstudy = "town.toml"\n'),
        ("unknown", 'select = ["W99"]\n'),
        ("broken", "selct = 1\n"),
    ],
)
def test_what_settings_change(
    name: str,
    settings: str,
    folder: Path,
    golden: Golden,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (folder / "argmap.toml").write_text(settings)
    made = transcript(SETTINGS, capsys, monkeypatch)
    golden(ROOT / f"tests/golden/commands-settings-{name}.txt", made)


REVISIONS = """
diff
diff HEAD
diff HEAD~1
diff HEAD~1 -f json
diff HEAD~1 -f html
diff HEAD~1 -f html -- town.toml
diff HEAD~1..HEAD
diff HEAD~1...HEAD -- town.toml
diff HEAD~1.. -- town.toml
diff ..HEAD~1 -- town.toml
diff HEAD..HEAD
diff HEAD..HEAD -f json
diff HEAD~1 -- two.toml
diff town.toml
diff two.toml alone.toml
diff nonsense
diff nonsense -- town.toml
diff HEAD~1..nonsense
diff HEAD~1 gone.toml
diff gone.toml town.toml
diff HEAD~1 -- broken.toml
"""


def test_what_differs_between_revisions(
    folder: Path, golden: Golden, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    git("init", "--initial-branch", "main")
    (folder / "alone.toml").unlink()
    git("add", ".")
    git("commit", "-m", "one")
    (folder / "town.toml").write_text(FOLDER["later.toml"])
    (folder / "alone.toml").write_text(FOLDER["alone.toml"])
    (folder / "untidy/tidy.toml").unlink()
    (folder / "class/notes.txt").write_text("other")
    git("add", ".")
    git("commit", "-m", "two")
    (folder / "two.toml").write_text(edited("grade = 0.9", "grade = 0.3", text=TWO_ENDS))
    golden(ROOT / "tests/golden/commands-revisions.txt", transcript(REVISIONS, capsys, monkeypatch))


@pytest.mark.parametrize(
    ("command", "same", "other"),
    [
        ("exercise town.toml -o out", "--kind fill-text --hide 6 --seed 1 --help-level check", "--seed 0"),
        ("exercise town.toml -o out", "--hide 6", "--hide 5"),
        ("exercise town.toml -o out --exam", "--help-level none", "--exam --kind classify"),
        ("exercise town.toml -o out --help-level none", "--exam", "--help-level hints"),
        ("handout town.toml -b 2 -o out", "--seed 1 --format html", "--seed 0"),
        ("handout everything.toml -o out", "-b 0", "-b 1"),
        ("handout town.toml --focus dear -o out", "--depth 1", "--depth 2"),
        ("mark class -a town.toml -o out", "--format html", "--format markdown"),
        ("render town.toml -o out", "-f svg,html --theme auto --direction auto --top 5 --weak", "--theme dark"),
        ("render two.toml -o out -f svg", "--legend", "--no-legend"),
        ("render two.toml -o out -f svg", "--findings --measure standing", "--no-findings"),
        ("render circles.toml -o out -f svg", "--top 5", "--top 4"),
        ("render circles.toml -o out -f svg", "--top 5", "--top 6"),
        ("render circles.toml -o out -f svg --focus p", "--depth 2", "--depth 3"),
        ("render circles.toml -o out -f svg --direction left", "--direction rl", "--direction up"),
        ("render circles.toml -o out -f svg --direction up", "--direction bt", "--direction down"),
        ("render circles.toml -o out -f svg --direction down", "--direction tb", "--direction right"),
        ("review two.toml -o out", "-f html", "-f markdown"),
    ],
)
def test_what_is_left_to_the_program(command: str, same: str, other: str, folder: Path) -> None:
    made = []
    for options in ("", same, other):
        with pytest.raises(SystemExit):
            run(shlex.split(f"{command} {options}"))
        made.append({path.name: path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file()})
        shutil.rmtree(folder / "out")
    assert made[0]
    assert made[0] == made[1] != made[2]


@pytest.mark.parametrize(
    ("place", "error", "command", "said"),
    [
        ("argmap.cli.render.draw", RecursionError(), "render town.toml", "argmap: town.toml: too large to draw"),
        ("argmap.render.draw.render", ImageError("no font"), "render town.toml -f png", "argmap: no font"),
        ("argmap.cli.handout.draw", ImageError("no font"), "handout town.toml", "argmap: no font"),
        ("argmap.cli.exercise.sheet_pdf", ImageError("no font"), "exercise town.toml --pdf", "argmap: no font"),
    ],
)
def test_what_cannot_be_made(
    place: str,
    error: Exception,
    command: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    import_module(place.rpartition(".")[0])
    monkeypatch.setattr(place, fail)
    before = contents()
    with pytest.raises(SystemExit) as ended:
        run(shlex.split(command))
    assert (ended.value.code, capsys.readouterr().err, contents()) == (2, f"{said}\n", before)


@pytest.mark.parametrize(
    ("command", "file", "there", "gone"),
    [
        ("review two.toml", "two-review.html", "<svg", "<script"),
        ("handout town.toml", "town-handout.html", "<svg", 'class="legend'),
        ("exercise town.toml", "town-fill-text.html", '"answers":{', "xyz"),
        ("exercise town.toml --exam", "town-fill-text.html", '"allowed":"none"', '"answers":{'),
        ("exercise town.toml", "keys/town-fill-text-key.html", "town: Key", "Statements to choose"),
        ("exercise town.toml", "town-fill-text-worksheet.html", "Statements to choose", "town: Key"),
        ("mark class/ann.toml -a town.toml -o .", "ann-marks.html", "<title>Ann: town</title>", "Ann (Ann"),
        ("mark class/ben.toml -a town.toml -o .", "ben-marks.html", "<title>ben: town</title>", "(ben"),
        ("handout two.toml", "two-handout.html", "<h1>two</h1>", "stands in"),
    ],
)
def test_what_is_in_the_files(command: str, file: str, there: str, gone: str, folder: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        run(shlex.split(command))
    assert ended.value.code == 0
    made = (folder / file).read_text(encoding="utf-8")
    assert there in made
    assert gone not in made


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("render a --theme drak", 'unknown value "drak". Did you mean "dark"? Choose from: auto, light, dark, print.'),
        ("render a --theme xyz", 'unknown value "xyz". Choose from: auto, light, dark, print.'),
        ("mark a --kind mp -a b", 'unknown value "mp". Did you mean "map"? Choose from: map, fill-text, '),
        ("weak a --format 'j\nson'", 'unknown value "j\\nson". Did you mean "json"? Choose from: text, '),
    ],
)
def test_wrong_values(command: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(shlex.split(command))
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in told
    assert said.endswith(", ") or told.endswith(f"{said}\n")


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"argmap {__version__}\n")


def test_help_of_all_commands_is_that_of_each() -> None:
    for name, first in COMMANDS.items():
        (command,) = build_app([name]).registered_commands
        assert command.name == name
        assert (command.callback.__doc__ or "").splitlines()[0] == first
    assert [command.name for command in build_app(["--help"]).registered_commands] == list(COMMANDS)
    assert [command.name for command in build_app().registered_commands] == list(COMMANDS)


@pytest.mark.parametrize(
    ("is_terminal", "environment", "colour"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {"TERM": "xterm"}, True),
    ],
)
def test_colour(
    *, is_terminal: bool, environment: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    assert use_color(stream) == colour
    monkeypatch.setattr("sys.stderr", stream)
    assert use_color() == colour


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "new"
    path = empty / "a/b" / ("n" * 250)
    before = os.umask(0)
    try:
        for mask, mode in ((0, 0o666), (0o022, 0o644), (0o027, 0o640), (0o077, 0o600)):
            os.umask(mask)
            path.unlink(missing_ok=True)
            write_whole(path, f"{mask}".encode())
            assert (path.read_bytes(), path.stat().st_mode & 0o777) == (f"{mask}".encode(), mode)
            assert os.umask(mask) == mask
    finally:
        os.umask(before)
    path.chmod(0o640)
    write_whole(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o640  # as it was
    link = tmp_path / "link"
    link.symlink_to(path)
    write_whole(link, b"three")
    assert (link.is_symlink(), path.read_bytes()) == (True, b"three")
    write_whole(path, b"two")
    (empty / "a/folder").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(empty / "a/folder", b"three")
    monkeypatch.setattr("pathlib.Path.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"four")
    assert path.read_bytes() == b"two"
    assert sorted(one.name for one in empty.rglob("*")) == ["a", "b", "folder", "n" * 250]


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt
