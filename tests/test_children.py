"""The processes that argmap starts: what they import, and what happens if they are interrupted or killed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT

from argmap.layout.engine import Engine

TUTORIAL = ROOT / "maps/tutorial.toml"
ARGMAP = [sys.executable, "-P", "-m", "argmap"]  # as the command `argmap` starts: without the working folder


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A working folder with a map, and with Python files that leave a trace if they are imported."""
    folder = tmp_path / "hostile"
    for name in (
        "json",
        "tempfile",
        "sys",
        "typing",
        "pygraphviz",
        "sitecustomize",
        "usercustomize",
        "argmap/__init__",
    ):
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"import pathlib\npathlib.Path({str(tmp_path)!r}, 'imported').open('a').write({name!r})\n")
    (folder / "map.toml").write_bytes(TUTORIAL.read_bytes())
    return folder


def imported(folder: Path) -> str:
    trace = folder.parent / "imported"
    return trace.read_text() if trace.exists() else ""


@pytest.mark.parametrize(
    "command", ["render map.toml -f svg", "review map.toml", "handout map.toml", "diff map.toml x"]
)
def test_no_file_of_the_working_folder_is_imported(command: str, hostile: Path) -> None:
    (hostile / "x").write_text(TUTORIAL.read_text("utf-8").replace("nine", "ten"), "utf-8")
    extra = ["-f", "svg"] if command.startswith("diff") else []
    done = subprocess.run([*ARGMAP, *command.split(), *extra], cwd=hostile, capture_output=True, text=True, check=False)
    assert (done.returncode, imported(hostile)) == (int(bool(extra)), ""), done.stderr
    assert "simpler tree layout" not in done.stderr


def test_no_file_of_the_working_folder_is_imported_while_serving(hostile: Path) -> None:
    command = [*ARGMAP, "serve", "map.toml", "--port", "0"]
    with subprocess.Popen(command, cwd=hostile, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            assert "showing map.toml" in process.stderr.readline()
        finally:
            process.kill()
    assert imported(hostile) == ""


@pytest.mark.parametrize("here", ["", "; sys.path.insert(0, '')", "; sys.path.insert(0, os.getcwd())"])
def test_no_file_of_the_working_folder_is_imported_by_a_script(here: str, hostile: Path) -> None:
    script = hostile.parent / "elsewhere" / "script.py"
    script.parent.mkdir()
    script.write_text(
        f"import os, sys, warnings, argmap, argmap.api{here}\nwarnings.simplefilter('error')\n"
        "assert argmap.draw(argmap.load('map.toml'))\n"
    )
    subprocess.run([sys.executable, str(script)], cwd=hostile, check=True)
    assert imported(hostile) == ""


def test_an_engine_that_is_installed_in_the_working_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = ROOT / "src/argmap/layout/worker.py"
    package = tmp_path / "pygraphviz"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "graphviz.py").write_text("print('found')\n")
    monkeypatch.chdir(tmp_path)
    command = [sys.executable, "-S", "-P", str(worker), str(tmp_path)]  # without site packages there is no other
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True, env={})
    assert done.stdout == "found\n"


class Stop(BaseException):
    """Like KeyboardInterrupt, it is not an Exception."""


def test_an_answer_belongs_to_its_request(monkeypatch: pytest.MonkeyPatch) -> None:
    with Engine() as engine:
        first = engine.warm()

        def interrupted() -> str:
            raise Stop

        monkeypatch.setattr(first.stdout, "readline", interrupted)
        with pytest.raises(Stop):
            engine.lay_out("digraph { wrong }")
        monkeypatch.undo()
        assert [one["name"] for one in engine.lay_out("digraph { right }")["objects"]] == ["right"]
        assert first.poll() is not None


def gate() -> ModuleType:
    """The script that runs the gate, as a module."""
    spec = importlib.util.spec_from_file_location("gate", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("tests", "code"), [(0, 0), (1, 1), (5, 1), (-9, 1)])
def test_the_gate_fails_if_a_step_fails_or_is_killed(
    tests: int, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = gate()
    monkeypatch.setattr(run, "call", lambda *words, **_: tests if "pytest" in words else 0)
    monkeypatch.setattr(run, "scripts", lambda: 0)
    monkeypatch.setattr(run, "newest_python", lambda: None)
    monkeypatch.setattr(run.subprocess, "call", lambda *_, **__: 0)
    assert run.check([]) == code
    assert ("failed: tests" in capsys.readouterr().out) is bool(code)
