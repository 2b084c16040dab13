from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cases import SPOILT
from conftest import ROOT

import argmap
from argmap.cli.app import run as run_here
from argmap.graph import build_graph
from argmap.loading.load import load_text

GOOD = ROOT / "maps/tutorial.toml"


def run(*arguments: str, cwd: Path | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "argmap", *arguments]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["render", "--format", "svgg", str(GOOD)], 2, 'Did you mean "svg"?'),
        (["render", "--theme", "drak", str(GOOD)], 2, 'Did you mean "dark"?'),
        (["render", "--direction", "sideways", str(GOOD)], 2, "Choose from: auto, up"),
        (["render", "--only", "premisses", str(GOOD)], 2, 'Did you mean "premises"?'),
        (["render", "--focus", "sleep-loner", "--out", "-", "-f", "svg", str(GOOD)], 2, 'Did you mean "sleep-longer"?'),
        (["render", "--out", "-", str(GOOD)], 2, "--out - takes one map and one format"),
        (["render", "--out", str(GOOD), str(GOOD)], 2, "is a file"),
        (["render", "no-such.toml"], 2, "no such file"),
        (["render", str(ROOT)], 2, "this is a folder"),
        (["render"], 2, "Missing argument"),
        (["rendre"], 2, "No such command"),
        (["--version"], 0, ""),
        (["weak", str(GOOD)], 0, ""),
        (["weak", str(GOOD), "--fail-under", "0.9"], 1, "below 0.9"),
        (["weak", str(GOOD), "--fail-under", "0.1"], 0, ""),
        (["weak", str(GOOD), "--conclusion", "start-latter"], 2, 'Did you mean "start-later"?'),
        (["weak", str(GOOD), "--explain", "pupils-rested"], 0, ""),
        (["weak", str(GOOD), "--explain", "pupils-restd"], 2, 'Did you mean "pupils-rested"?'),
        (["render", "--measure", "standin", str(GOOD)], 2, 'Did you mean "standing"?'),
        (["weak", str(GOOD), "--format", "jsn"], 2, 'Did you mean "json"?'),
        (["weak", str(GOOD), "--measure", "df-qad"], 2, 'Did you mean "df-quad"?'),
        (["weak", str(GOOD), "--measure", "euler"], 0, ""),
        (["weak", "no-such.toml"], 2, "no such file"),
    ],
)
def test_exit_codes_and_talk(arguments: list[str], code: int, said: str) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stderr


def test_every_format(tmp_path: Path) -> None:
    done = run("render", str(GOOD), "--format", "svg,html,dot,json,png,pdf", "--out", str(tmp_path / "new/folder"))
    assert done.returncode == 0, done.stderr.decode()
    made = {path.suffix: path.read_bytes() for path in (tmp_path / "new/folder").iterdir()}
    assert sorted(made) == [".dot", ".html", ".json", ".pdf", ".png", ".svg"]
    document = json.loads(made[".json"])
    assert document["version"] == 4
    assert {"id", "kind", "text", "box", "facts"} == set(document["elements"][0])
    assert done.stdout == b""


def test_standard_input_and_output() -> None:
    done = run("render", "-", "--format", "svg", "--out", "-", stdin=GOOD.read_bytes())
    assert done.returncode == 0
    assert done.stdout.startswith(b"<svg")
    assert done.stderr == b""


def test_written_beside_the_map_and_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "map.toml"
    copy.write_bytes(GOOD.read_bytes())
    (tmp_path / "map.svg").mkdir()
    done = run("render", str(copy), "--format", "svg")
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.svg", "map.toml"]


def test_many_maps_show_progress(tmp_path: Path) -> None:
    done = run("render", str(GOOD), str(ROOT / "maps/kazakhstan.toml"), "-f", "svg", "-o", str(tmp_path))
    assert b"[1/2]" in done.stderr
    assert b"[2/2]" in done.stderr
    assert done.returncode == 0


def test_a_fault_of_the_program_is_a_plain_traceback() -> None:
    code = (
        "import sys, argmap.__main__, argmap.cli.weak as module\n"
        "module.open_map = lambda *_: 1 / 0\n"
        "sys.argv = ['argmap', 'weak', 'map.toml']\n"
        "argmap.__main__.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 70  # neither findings nor a bad map
    assert done.stderr.startswith("Traceback (most recent call last):\n")
    assert "ZeroDivisionError: division by zero\nargmap: this is a fault of argmap" in done.stderr


def test_light_start() -> None:
    code = (
        "import sys, argmap, argmap.cli.app\n"
        "heavy = {'pydantic', 'jinja2', 'graphviz', 'networkx', 'rich', 'pygraphviz', 'tree_sitter'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_small_map_loads_nothing_heavy() -> None:
    code = (
        "import sys, argmap\n"
        "from argmap.standing.effects import account\n"
        "from argmap.graph import build_graph\n"
        "from argmap.loading.load import load_file\n"
        f"account(build_graph(load_file({str(ROOT / 'maps/kazakhstan.toml')!r}).map), 'region-affected').standing()\n"
        "heavy = {'numpy', 'networkx', 'jinja2', 'graphviz', 'rich'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_api(tmp_path: Path) -> None:
    from argmap.model import Conclusion, Inference, Premise

    built = argmap.Map(
        premises={"a": Premise(text="A.")},
        conclusions={"c": Conclusion(text="C.")},
        inferences={"i": Inference(from_=("a",), to="c")},
    )
    assert built.to_svg().startswith("<svg")
    assert built._repr_svg_() == built.to_svg()
    assert built._repr_html_().startswith("<div")
    assert built.to_html().startswith("<!DOCTYPE html>")
    with pytest.raises(ValueError, match=r'inferences.i.to: unknown id "cc". Did you mean "c"\?'):
        argmap.Map(
            premises={"a": Premise(text="A.")},
            conclusions={"c": Conclusion(text="C.")},
            inferences={"i": Inference(from_=("a",), to="cc")},
        )
    path = tmp_path / "x.toml"
    path.write_text('[premises.a]\ntext = "A."\n')
    assert argmap.load(path).premises["a"].text == "A."
    with pytest.raises(argmap.MapError, match='has no "text"'):
        argmap.loads('[premises.a]\ntxt = "A."\n')


def test_the_wheel_has_all_it_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
        wheel.extractall(tmp_path / "installed")
    assert {"argmap/py.typed", "argmap/render/templates/picture.svg", "argmap/layout/font_widths.json"} <= names
    code = "import argmap; assert 'installed' in argmap.__file__; print(argmap.load('m.toml').to_html()[:15])"
    (tmp_path / "m.toml").write_bytes(GOOD.read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "<!DOCTYPE html>"


def test_ranking_in_every_format() -> None:
    text = run("weak", str(GOOD), "--top", "2").stdout.decode()
    assert "single point of failure" in text
    assert "If this were settled, the conclusion would stand in" in text
    document = json.loads(run("weak", str(GOOD), "--format", "json").stdout)
    assert document["version"] == 3
    assert document["conclusions"][0]["left_out"] == 0
    links = document["conclusions"][0]["weak_links"]
    assert [link["W"] for link in links] == sorted((link["W"] for link in links), reverse=True)
    table = run("weak", str(GOOD), "--format", "csv", "--top", "3").stdout.decode().splitlines()
    assert len(table) == 4
    cut = run("weak", str(GOOD), "--format", "csv", "--top", "3")
    assert cut.stderr.decode() == "argmap: 4 more weak links of start-later; --top shows them\n"
    cut = run("weak", str(GOOD), "--format", "json", "--top", "3")
    assert json.loads(cut.stdout)["conclusions"][0]["left_out"] == 4
    for form in ("json", "csv", "markdown"):
        done = run("weak", str(GOOD), "--format", form, "--explain", "buses")
        assert (done.returncode, done.stdout) == (2, b"")
        assert f"--explain shows text, not {form}" in done.stderr.decode()
    assert table[0].startswith("conclusion,rank,element,kind,grade,W,share,L")
    assert run("weak", str(ROOT / "tests/hostile.toml"), "-f", "markdown").stdout.count(b"<script") == 0


def test_explained_arithmetic_adds_up(tmp_path: Path) -> None:
    path = tmp_path / "rain.toml"
    path.write_text(
        '[premises.rain]\ntext = "Rain fell."\n[conclusions.rise]\ntext = "It rises."\n'
        '[inferences.so]\nfrom = ["rain"]\nto = "rise"\n[cautions.old]\non = "rain"\ntext = "An old gauge."\n'
    )
    said = run("weak", str(path), "--explain", "rain").stdout.decode()
    assert "grade 0.675 (likely): the default for a premise, lowered for caution old" in said
    assert "W = 0.8750 - 0.5906 = 0.2844" in said
    assert "Scale: almost-certain 0.97" in said
    assert "Default grades: premise 0.875, assumption 0.675" in said
    claim = run("weak", str(GOOD), "--explain", "start-later").stdout.decode()
    assert "some support stands: 1 - (1 - " in claim
    assert "buses does not stand" in claim


def test_explained_shared_elements_are_said_to_be_shared(tmp_path: Path) -> None:
    branches = "".join(f'[inferences.i{n}]\nfrom = ["p"]\nto = "z"\ngrade = 0.72\n' for n in (1, 2))
    path = tmp_path / "shared.toml"
    path.write_text(f'[premises.p]\ntext = "p"\ngrade = 0.5\n[conclusions.z]\ntext = "z"\n{branches}')
    said = run("weak", str(path), "--explain", "z").stdout.decode()
    assert "0.5904" in said
    assert "the product is not exact; the exact chance, over all worlds, is 0.4608" in said


SHOWING = """
check spoilt.toml
check spoilt.toml other.toml -f json
check spoilt.toml -f sarif
check spoilt.toml -f github
check spoilt.toml -f junit
check spoilt.toml -f markdown
check other.toml --diff
check broken.toml
weak spoilt.toml
weak spoilt.toml -f json
weak spoilt.toml -f markdown
explain ID spoilt.toml
weak spoilt.toml --explain NODE
review spoilt.toml -o out
review spoilt.toml -f markdown -o out
handout spoilt.toml -b 6 -o out
handout spoilt.toml -b 6 -f markdown -o out
diff spoilt.toml other.toml
diff spoilt.toml other.toml -f markdown
diff spoilt.toml other.toml -f html
diff spoilt.toml other.toml -f json
diff spoilt.toml other.toml -f svg
diff other.toml spoilt.toml
exercise spoilt.toml -k fill-text -o out
exercise spoilt.toml -k fill-links --exam -o out
exercise spoilt.toml -k classify -o out
exercise spoilt.toml -k find-weak -o out
exercise spoilt.toml -k order -o out
mark other.toml broken.toml -a spoilt.toml -o out
mark other.toml -a spoilt.toml -f markdown -o out
"""


@pytest.mark.parametrize("command", SHOWING.strip().split("\n"))
def test_no_command_shows_control_characters_of_a_map(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "maps/mill.txt", tmp_path)
    files = {
        "spoilt": SPOILT,
        "other": SPOILT.replace("midnight", "dawn").replace("An owl", "A barn owl").replace("guilty", "blameless"),
        "broken": SPOILT.replace('scheme = "sign', 'scheme = "sig\u202en').replace("because", "becaus\u202ee"),
    }
    for name, text in files.items():
        Path(f"{name}.toml").write_text(text, encoding="utf-8")
    map_ = load_text(SPOILT).map
    ids = {"ID": list(map_.ids()), "NODE": list(build_graph(map_))}
    which = next((name for name in ids if name in command), "")
    for element_id in ids.get(which, [""]):
        with pytest.raises(SystemExit):
            run_here(shlex.split(command.replace(which, element_id) if which else command))
    said = capsys.readouterr()
    made = [path.read_text(encoding="utf-8") for path in Path("out").rglob("*.*") if path.suffix != ".csv"]
    for text in (said.out, said.err, *made):
        assert not re.search(r"[\x1b\u202e]", text), re.findall(r".*[\x1b\u202e].*", text)
        assert not (text.startswith("<!DOCTYPE") and "<script>spoilt" in text)
    assert any("spoilt" in text and "202e" in text.lower() for text in (said.out, said.err, *made))
