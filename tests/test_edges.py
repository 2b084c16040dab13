"""What happens at the edges: full disks, closed streams, long names, deep maps, settings and paths that are wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cases import CIRCLES, REFERENCE, edited
from conftest import ROOT, analysed, drawn

from argmap.compare.diff import compare
from argmap.compare.overlay import overlay
from argmap.layout.changes import Status
from argmap.layout.engine import Engine
from argmap.model import Kind
from argmap.render import Format
from argmap.render.drawing import lay_out
from argmap.render.outline import OutlineLine, outline_of
from argmap.rules.registry import chosen_rules
from argmap.settings import Settings

KAZAKHSTAN = ROOT / "maps/kazakhstan.toml"
TUTORIAL = ROOT / "maps/tutorial.toml"


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    line = command.replace("argmap", f'"{sys.executable}" -m argmap', 1).replace("MAP", f'"{TUTORIAL}"')
    return subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["weak MAP", "check MAP", "render MAP -f svg -o -", "explain S101", "--help"])
def test_a_full_disk_is_said(command: str, tmp_path: Path) -> None:
    done = shell(f"argmap {command} > /dev/full", tmp_path)
    assert (done.returncode, done.stderr) == (2, "argmap: No space left on device\n")


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("argmap check MAP >&-", 0, ""),
        ("argmap check - <&-", 2, ""),
        ("argmap weak MAP | head -n 1 > /dev/null", 0, ""),
        (f"argmap check {'a' * 5000}", 2, "File name too long"),
        ("argmap diff MAP gone.toml", 2, '"gone.toml" does not exist'),
    ],
)
def test_streams_and_paths_that_are_not_there(command: str, code: int, said: str, tmp_path: Path) -> None:
    done = shell(command, tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_that_name_no_rule_are_refused(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text('select = ["W10"]\n')
    done = shell("argmap check MAP", tmp_path)
    assert done.returncode == 2
    assert 'there is no rule "W10"' in done.stderr
    with pytest.raises(ValueError, match=r'there is no rule "two-sense". Did you mean "two-senses"\?'):
        chosen_rules(ignore=("two-sense",))


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("exercise MAP --exam --help-level hints", 2, "--exam gives no help, but --help-level is hints"),
        ("exercise MAP --exam --help-level none", 0, "5 items to find; there are no more to make 6; who answers"),
        ("render MAP --depth 1", 2, "--depth counts steps around --focus, which is not given"),
        ("exercise MAP --hide 200", 0, "5 items to find; there are no more to make 200"),
        ("handout MAP --blanks 500", 0, "5 blanks; there are no more statements to make 500"),
        ("exercise MAP -k order --hide 1", 2, "help: Choose a larger --hide."),
        ("exercise one.toml -k fill-links", 2, "help: Choose another --kind."),
        ("exercise one.toml -k order", 2, "help: Choose another --kind."),
        ("check MAP", 0, 'argmap.toml has a text for "zz", which is a source of no map that was checked'),
    ],
)
def test_no_option_is_ignored_in_silence(command: str, code: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('[conclusions.c]\ntext = "C."\n')
    (tmp_path / "argmap.toml").write_text('fail-on = "never"\nsources = { zz = "zz.txt" }\n')
    out = " -o out" if "check" not in command else ""
    done = shell(f"argmap {command}{out}".replace("MAP", str(TUTORIAL)), tmp_path)
    assert done.returncode == code, done.stderr
    assert said in done.stderr


def chain(length: int) -> str:
    """A conclusion at the end of so many steps."""
    parts = ['[conclusions.c0]\ntext = "Claim 0."']
    for number in range(1, length):
        table = "premises" if number == length - 1 else "claims"
        parts.append(f'[{table}.c{number}]\ntext = "Claim {number}."')
        parts.append(f'[inferences.i{number}]\nfrom = ["c{number}"]\nto = "c{number - 1}"')
    return "\n".join(parts)


def test_a_deep_map_is_told_whole() -> None:
    text = drawn(chain(500), Format.TEXT, Format.HTML)[Format.TEXT].decode()
    assert [number for number in range(500) if f": Claim {number}." not in text] == []
    assert max(len(line) - len(line.lstrip()) for line in text.splitlines()) <= 4 * 61
    assert "1 more" in text


def told(line: OutlineLine) -> Iterator[str]:
    yield line.id
    for below in line.below:
        yield from told(below)


@pytest.mark.parametrize(
    "chosen",
    [{}, {"focus": "so-dear", "depth": 0}, {"focus": "owners", "depth": 0}, {"focus": "undercut", "depth": 1}]
    + [{"only": frozenset({kind})} for kind in Kind if kind is not Kind.SOURCE]
    + [{"only": frozenset({first, Kind.PREMISE})} for first in (Kind.INFERENCE, Kind.OBJECTION)],
)
def test_the_text_has_all_that_the_picture_shows(chosen: dict[str, Any]) -> None:
    for given in (REFERENCE, CIRCLES, KAZAKHSTAN) if "focus" not in chosen else (REFERENCE,):
        with Engine() as engine:
            drawing = lay_out(analysed(given, Settings(**chosen)), engine)
        listed = {element_id for line in outline_of(drawing) for element_id in told(line)}
        assert set(drawing.scene.nodes) - listed == set()


def test_a_step_on_its_own_says_what_it_leads_from_and_to() -> None:
    text = drawn(REFERENCE, Format.TEXT, only=frozenset({Kind.INFERENCE}))[Format.TEXT].decode()
    said = "from “Homes have become too dear for many.” and “People need a home that they can pay for.” to “The town"
    assert f"- inference (consequences): {said}" in text


def test_what_is_said_in_words_of_its_own_is_told() -> None:
    text = edited(
        'scheme = "sign"', 'scheme = "sign"\nwarrant = "Rents show what homes cost."',
        'text = "Only one year was measured."', 'text = "Only one year was measured."\nanswer = "So did the last."',
        'reason = "Many', 'answer = "Few are."\nreason = "Many',
    )  # fmt: skip
    made = drawn(text, Format.TEXT, Format.HTML)
    for said in ("- warrant: Rents show what homes cost.", "- answered: So did the last.", "- answered: Few are."):
        assert f"  {said}\n" in made[Format.TEXT].decode()
        label, words = said.removeprefix("- ").split(": ")
        assert f'<li><span class="kind">{label}</span> {words}</li>' in made[Format.HTML].decode()


def test_a_handout_of_a_deep_map(tmp_path: Path) -> None:
    (tmp_path / "deep.toml").write_text(chain(60))
    assert shell("argmap handout deep.toml", tmp_path).returncode == 0


def test_both_versions_of_a_typology_in_one_picture() -> None:
    old = (
        '[premises.rain]\ntext = "Rain fell on the hills all night."\n[conclusions.c]\ntext = "So."\n'
        '[inferences.i]\nfrom = ["rain"]\nto = "c"\nwarrant = "rain"\n'
        '[concepts.k]\nterm = "rain"\n[concepts.k.typology]\naxes = { a = ["x", "y"] }\nclaimed-by = "rain"\n'
        '[[concepts.k.typology.cells]]\nat = { a = "x" }\nfilled-by = ["rain"]\n'
    )
    new = old[: old.index("[concepts.k]")].replace('"rain"', '"shower"').replace("[premises.rain]", "[premises.shower]")
    together, changes = overlay(compare(analysed(old), analysed(new)))
    typology = together.concepts["k"].typology
    assert typology is not None
    assert (typology.claimed_by, typology.cells[0].filled_by) == ("shower", ("shower",))
    assert changes.elements["k"] is Status.REMOVED
    assert drawn(together)[Format.SVG].startswith(b"<svg")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("render a/map.toml b/map.toml -o o", "a/map.toml and b/map.toml would both be written to o/map.svg"),
        ("render a/map.toml a/map.txt", "a/map.toml and a/map.txt would both be written to a/map.svg"),
        ("render a/map.toml ./a/map.toml", "a/map.toml and ./a/map.toml would both be written to a/map.svg"),
        ("render - map.toml < map.toml", "- and map.toml would both be written to map.svg"),
        ("render map.json -f json", "map.json, made from map.json, would overwrite map.json"),
    ],
)
def test_nothing_is_overwritten_in_silence(command: str, said: str, tmp_path: Path) -> None:
    for name in ("a/map.toml", "a/map.txt", "b/map.toml", "map.toml", "map.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(TUTORIAL.read_bytes())
    before = sorted(tmp_path.rglob("*"))
    done = shell(f"argmap {command}", tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "help: " in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_map_that_is_named_twice_is_drawn_once(tmp_path: Path) -> None:
    done = shell(f"argmap render MAP MAP -f svg -o {tmp_path}".replace("MAP", str(TUTORIAL)), tmp_path)
    assert (done.returncode, done.stderr) == (0, f"wrote {tmp_path}/tutorial.svg\n")


@pytest.mark.parametrize("command", ["exercise", "handout", "mark -a MAP", "render", "review"])
@pytest.mark.parametrize("out", ["/dev/full", "there"])
def test_what_is_no_folder_is_refused_as_one(command: str, out: str, tmp_path: Path) -> None:
    (tmp_path / "there").touch()
    done = shell(f"argmap {command.replace('MAP', str(TUTORIAL))} {TUTORIAL} -o {out}", tmp_path)
    assert done.returncode == 2
    assert f'--out: "{out}" is a file, not a folder' in done.stderr


@pytest.mark.parametrize("command", ["exercise MAP -o -", f"mark MAP -a {TUTORIAL} -o -"])
def test_several_files_do_not_go_to_standard_output(command: str, tmp_path: Path) -> None:
    done = shell(f"argmap {command}", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "writes several files" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("form", "start"), [("html", "<!DOCTYPE"), ("markdown", "# "), ("pdf", "%PDF")])
def test_a_handout_goes_to_standard_output(form: str, start: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "argmap", "handout", str(TUTORIAL), "-f", form, "-o", "-"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.startswith(start.encode())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("render ''", 2, '"":1:1: error[E001] the path is empty'),
        ("check ''", 2, '"":1:1: error[E001] the path is empty'),
        ("render pipe", 2, "cannot read the file: it is a pipe or a device, not a file"),
        ("render /dev/zero", 2, "cannot read the file: it is a pipe or a device, not a file"),
        ("check .", 0, ""),
        ("check sources.toml", 0, "it is a pipe or a device, not a file"),
        ("check MAP --source a=pipe", 2, '"pipe" is not a file'),
        ("mark MAP -a MAP -r pipe", 2, "cannot read the file: it is a pipe or a device, not a file"),
        ("check /dev/stdin < MAP", 0, "1 file"),
        ("check <(cat MAP)", 0, "1 file"),
        ("check sources.toml --source s=<(echo Rain)", 0, "1 file: 0 errors, 0 warnings"),
        ("render <(cat MAP) -f svg", 0, "wrote map.svg"),
        ("exercise /dev/stdin -k order < MAP", 0, "wrote map-order.html"),
    ],
)
def test_only_files_and_streams_are_read(command: str, code: int, said: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "sources.toml").write_text(
        '[sources.s]\ntitle = "S"\ntext = "pipe"\n[conclusions.c]\ntext = "Rain."\n'
        'quote = { source = "s", exact = "Rain" }\n[premises.p]\ntext = "Snow."\n'
        '[inferences.i]\nfrom = "p"\nto = "c"\n'.replace('"p"\n', '["p"]\n')
    )
    line = f"argmap {command.replace('MAP', str(TUTORIAL))}" + (" --fail-on never" if "check" in command else "")
    done = subprocess.run(
        ["bash", "-c", line.replace("argmap", f'"{sys.executable}" -m argmap', 1)],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr
