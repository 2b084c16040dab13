"""Checks of many maps, of parts of maps, and of maps that are only half written."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import pytest
from conftest import ROOT
from typer.testing import CliRunner

from argmap.analysis import analyse
from argmap.cli.app import build_app
from argmap.corpus import check as corpus
from argmap.corpus.check import Job, Outcome, check_all
from argmap.findings import Level
from argmap.loading.load import load_file
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


def test_what_is_kept_of_each_map(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAP.format("") + STEP + '[sources.s]\ntitle = "S"\n')
    (tmp_path / "d.argdown").write_text("[A]: One.\n  + [B]: Two.\n\nProse.\n")
    names = [str(tmp_path / name) for name in ("m.toml", "d.argdown", "gone.toml")]
    own, foreign, gone = check_all(Parts(names, {}), Job(Settings(weak=False)))
    assert (own.fixable, own.lost, frozenset(own.sources), dict(own.fixes)) == (True, "", frozenset({"s"}), {})
    assert (foreign.fixable, foreign.lost, foreign.usable) == (False, "1 paragraph of prose", True)
    assert (gone.usable, [one.code for one in gone.findings]) == (False, ["E001"])


FIXABLE = (
    '[premises.a]\ntext = "Rain fell."\n[premises.b]\ntext = "The river rose."\n[conclusions.c]\ntext = "It was wet."\n'
    '[inferences.i]\nfrom = ["a"]\nto = "b"\n[inferences.j]\nfrom = ["b"]\nto = "c"\n'
    '[[accept]]\ncode = "S101"\non = "c"\nbecause = "It was not supported at first."\n'
)


@pytest.mark.parametrize(("fixes", "unsafe"), [(False, False), (True, False), (True, True)])
def test_fixes_are_found_if_they_are_asked_for(tmp_path: Path, *, fixes: bool, unsafe: bool) -> None:
    path = tmp_path / "m.toml"
    path.write_text(FIXABLE)
    (outcome,) = check_all(Parts([str(path)], {}), Job(Settings(weak=False), fixes=fixes, unsafe=unsafe))
    analysis = analyse(load_file(path), Settings(weak=False))
    assert dict(outcome.fixes) == (dict(analysis.fixes(unsafe=unsafe)) if fixes else {})
    made = {data.decode().count("[claims.b]") for data in outcome.fixes.values()}
    assert made == ({int(unsafe)} if fixes else set())


def test_a_map_that_is_checked_alone_says_all_of_its_parts(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('include = "part.toml"\n' + MAP.format(""))
    (tmp_path / "part.toml").write_text(STEP + CLAIM)
    (outcome,) = outcomes(tmp_path, "one.toml")
    assert [one.code for one in outcome.findings if one.subject == "lone"]


@pytest.mark.parametrize(
    ("maps", "jobs", "workers"),
    [(3, None, 0), (3, 1, 0), (3, 2, 2), (3, 8, 3), (32, None, 0), (33, None, 4), (40, 1, 0), (40, 3, 3)],
)
def test_how_many_processes_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, maps: int, jobs: int | None, workers: int
) -> None:
    """Few maps are checked in one process, many in as many as there are processors, and never in more than maps."""
    made: list[int] = []

    class Pool:
        def __init__(self, count: int) -> None:
            made.append(count)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def map(self, check: Callable[[str], Outcome], names: list[str], *, chunksize: int) -> Iterator[Outcome]:
            assert 0 < len(names) <= made[0] * chunksize
            return map(check, names)

    monkeypatch.setattr(corpus, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    (tmp_path / "m.toml").write_text(MAP.format("") + STEP)
    found = list(check_all(Parts([str(tmp_path / "m.toml")] * maps, {}), Job(Settings(weak=False)), jobs))
    assert (len(found), made) == (maps, [workers] if workers else [])


def test_a_stream_is_read_by_the_process_that_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "ProcessPoolExecutor", None)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO((MAP.format("") + STEP).encode())))
    (tmp_path / "m.toml").write_text(MAP.format("") + STEP)
    found = list(check_all(Parts(["-", str(tmp_path / "m.toml")], {}), Job(Settings(weak=False)), 2))
    assert [one.usable for one in found] == [True, True]


def test_what_an_estimate_leaves_open_is_kept(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(MAP.format("") + STEP)
    job = Job(Settings(weak=False))
    (outcome,) = check_all(Parts([str(tmp_path / "m.toml")], {}), job)
    assert outcome.undecided == analyse(load_file(tmp_path / "m.toml"), job.settings).undecided_by_estimate == ()


def test_a_part_is_checked_with_its_map_from_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "main.toml").write_text('include = "sub/part.toml"\n' + MAP.format(""))
    (tmp_path / "sub/part.toml").write_text(STEP + '[objections.o]\nagainst = "c"\ntext = "No."\n')
    monkeypatch.chdir(tmp_path / "sub")
    (outcome,) = outcomes(Path(), "part.toml")
    assert outcome.usable
