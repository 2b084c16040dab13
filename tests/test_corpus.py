"""Checks of many maps, of parts of maps, and of maps that are only half written."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from typer.testing import CliRunner

from argmap.cli.app import build_app
from argmap.corpus.check import Job, Outcome, check_all
from argmap.findings import Level
from argmap.project.discover import Parts, discover, with_parts
from argmap.report.glossary import glossary
from argmap.settings import Settings

MAP = '[premises.a]\ntext = "The gauge is old{}."\n[conclusions.c]\ntext = "The warning came late."\n'
STEP = '[inferences.i]\nfrom = ["a"]\nto = "c"\n'
CLAIM = '[claims.lone]\ntext = "The wall is weak."\n'


def outcomes(folder: Path, *named: str, jobs: int | None = None) -> list[Outcome]:
    parts = with_parts(discover([str(folder / name) for name in named]))
    return list(check_all(parts, Job(Settings(weak=False), sought=parts.sought), jobs))


@pytest.mark.parametrize("named", [["."], ["main.toml"], ["main.toml", "part.toml"], ["part.toml"]])
def test_a_part_is_checked_with_its_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.toml").write_text('include = "part.toml"\n' + MAP.format("") + '[sources.s]\ntitle = "S"\n')
    (tmp_path / "part.toml").write_text(STEP + CLAIM)
    found = [one for outcome in outcomes(tmp_path, *named) for one in outcome.findings]
    only_part = named == ["part.toml"]
    assert [one.code for one in found if one.severity.value == "error"] == []
    assert {Path(one.place.file).name for one in found} == ({"part.toml"} if only_part else {"main.toml", "part.toml"})
    assert ("S110" in {one.code for one in found}) is not only_part  # it is in the other file


def test_what_a_part_says_in_two_maps_is_said_once(tmp_path: Path) -> None:
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text('include = "part.toml"\n' + MAP.format(""))
    (tmp_path / "part.toml").write_text(STEP + CLAIM)
    found = [one for outcome in outcomes(tmp_path, ".") for one in outcome.findings if one.subject == "lone"]
    assert len(found) == len({(one.code, one.place.file) for one in found}) > 0


def test_many_maps_in_several_processes_say_the_same(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"m{number:02}.toml").write_text(MAP.format(f", number {number}; so they say") + STEP)
    (tmp_path / "m20.toml").write_text("[premises.a]\n")
    one, several = outcomes(tmp_path, ".", jobs=1), outcomes(tmp_path, ".", jobs=2)
    assert one == several
    assert [outcome.usable for outcome in one].count(False) == 1
    assert len(one) == 40


HALF = """[sources.s]
title = "S"
text = "s.txt"
[premises.a]
text = "The gauge is old; it leaks."
quote = { source = "s", exact = "never said this at all" }
concepts = ["gone"]
[conclusions.c]
text = "The warning came late."
[inferences.i]
from = ["aa"]
to = "c"
scheme = "sgin"
[premises.half-
"""


def test_an_error_withholds_only_what_depends_on_it(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("The gauge is old.")
    (tmp_path / "m.toml").write_text(HALF)
    (outcome,) = outcomes(tmp_path, "m.toml")
    assert not outcome.usable
    assert {one.code for one in outcome.findings} == {"E010", "E017", "E020", "T301", "T305"}


def test_what_cannot_be_read_at_all_has_only_its_error() -> None:
    (outcome,) = check_all(Parts(["gone.toml"], {}), Job(Settings()))
    assert [one.code for one in outcome.findings] == ["E001"]


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("premise", "A claim taken as given."),
        ("Contested", "Who disputes"),
        ("contested entry", "is not a rule"),
        ("analogy", "Critical questions:"),
        ("likely", "0.675"),
        ("df-quad", "argmap weak --measure df-quad"),
        ("W203", "unanswered-objection (warning)"),
        ("w204", "with --thorough"),
        ("analgy", 'Did you mean "analogy"?'),
        ("S999", "Choose from"),
    ],
)
def test_every_word_is_explained(word: str, says: str) -> None:
    done = CliRunner().invoke(build_app(["explain"]), ["explain", word])
    assert says in done.output


def test_the_glossary_has_all_words() -> None:
    words = glossary()
    for expected in ("inference", "inferences", "cause-to-effect", "almost-certain", "standing", "grounded"):
        assert expected in words
    assert all(text.endswith("\n") for text in words.values())


def test_hints_of_a_rule_are_one_line_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = MAP.format("; so it is") + STEP + CLAIM.replace("claims", "premises").replace("weak", "weak; it is")
    (tmp_path / "m.toml").write_text(text)
    runner, app = CliRunner(), build_app(["check"])
    said = runner.invoke(app, ["check", "m.toml"]).output
    assert said.count("[T305]") == 1
    assert "; 1 more of this kind" in said
    assert runner.invoke(app, ["check", "m.toml", "--thorough"]).output.count("[T305]") == 2
    assert runner.invoke(app, ["check", "m.toml", "--select", "T305"]).output.count("[T305]") == 2
    (tmp_path / "argmap.toml").write_text('level = "pedantic"\n')
    assert "[S112]" in runner.invoke(app, ["check", "m.toml"]).output


def test_the_project_maps_have_no_error_at_any_level() -> None:
    job = Job(Settings(weak=False, level=Level.PEDANTIC))
    names = [str(path) for path in sorted((ROOT / "maps").glob("*.toml"))]
    for outcome in check_all(with_parts(names), job):
        assert all(one.severity.value != "error" for one in outcome.findings)
