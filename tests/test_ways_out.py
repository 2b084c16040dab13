"""What leaves the program: in any encoding, for any terminal, with any name; never a traceback, never an escape."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

MAP = """[map]
title = "Жалақы"
[premises.a]
text = "Зарплаты “низкие”."
grade = "likely"
[premises.b]
text = "他们明年修建大坝。"
[conclusions.c]
text = "Народ недоволен — очень."
[inferences.i]
from = ["a", "b"]
to = "c"
scheme = "sign"
[objections.o]
against = "c"
text = "Не все."
"""
COMMANDS = (
    "check m.toml --pedantic",
    "check m.toml --format github",
    "weak m.toml",
    "weak m.toml --explain c",
    "explain a m.toml",
    "explain W203",
    "diff m.toml n.toml",
    "review m.toml -f markdown -o -",
    "render m.toml -o -",
    "fmt --check m.toml",
    "fmt --diff m.toml",
    "convert m.toml --to argdown",
    "convert m.toml --to csv",
    "exercise m.toml -o out",
    "handout m.toml -f markdown -o -",
    "mark n.toml --reference m.toml -o out",
    "check gone.toml",
    "--help",
)


def run(folder: Path, command: list[str], **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "argmap", *command],
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "m.toml").write_text(MAP, encoding="utf-8")
    (tmp_path / "n.toml").write_text(MAP.replace("низкие", "высокие"), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_encoding_has_the_same_end(folder: Path, command: str) -> None:
    known = run(folder, command.split(), PYTHONIOENCODING="utf-8")
    assert b"Traceback" not in known.stderr
    for environment in (
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "cp437"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ):
        done = run(folder, command.split(), **environment)
        assert (done.returncode, done.stdout) == (known.returncode, known.stdout), environment


@pytest.mark.parametrize(
    "command", ["fmt .", "check . --fix", "render . -o out -f svg", "convert m.toml --to d2 -o out"]
)
def test_a_name_is_only_a_name(folder: Path, command: str) -> None:
    messy = MAP.replace('from = ["a", "b"]', 'from=[ "a","b" ]')
    for name in ("b\x1b]0;pwn\x07a.toml", "a\n::error::pwned.toml", "x\x9b31m.toml"):
        (folder / name).write_text(messy, encoding="utf-8")
    done = run(folder, command.split())
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert not re.search(r"^::error::pwned", said, re.MULTILINE)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", said)


@pytest.mark.parametrize(
    "command",
    [
        ["check", "\x1b[31mx"],
        ["check", "m.toml", "--select", "\x1b[31mx"],
        ["check", "m.toml", "--source", "\x1b[31mx"],
        ["render", "m.toml", "--focus", "\x1b[31mx", "--out", "o"],
        ["render", "m.toml", "--out", "m.toml\x1b[31m/x"],
        ["diff", "m.toml", "\x1b[31mx"],
        ["new", "m.toml\x1b[31m/x"],
        ["explain", "\x1b[31mx"],
        ["check", "m.toml", "--\x1b[31mx"],
        ["\x1b[31mx\n::error::pwned"],
    ],
)
def test_an_argument_is_only_text(folder: Path, command: list[str]) -> None:
    said = (run(folder, command).stdout + run(folder, command).stderr).decode("utf-8", "replace")
    assert "\x1b" not in said
    assert not re.search(r"^::error::", said, re.MULTILINE)


def test_no_command_waits_for_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "p.toml")
    assert run(folder, ["check", "p.toml"]).returncode == 2
    assert run(folder, ["check", "."]).returncode in {0, 1}
    (folder / "q.toml").write_text('include = "p.toml"\n' + MAP, encoding="utf-8")
    assert run(folder, ["check", "q.toml"]).returncode == 2
