"""`argmap fmt`: what a file says stays, comments stay, twice is once."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from test_properties import DOCUMENTS

from argmap.cli.fmt import fmt
from argmap.editing.format import formatted

COMMENTED = """# head

# about the format
format=1
[conclusions.c] # the end
text='C'
# quote first
quote = [ { source = "s" , exact = "x" } ,
  { source="s", exact="y" } ] # two
[ map ]
title =   "T"
grading . premise = 0.5


# section

[inferences.i]
scheme="sign"
to="c"
from=[ "a" ]
# below the inference

[[accept]]
code="S101"
because="x"
[premises.a]
text = \"\"\"several
lines\"\"\"
concepts = [ # why
 "k",
]
# end
"""
LAID_OUT = """# head

# about the format
format = 1

[map]
title = "T"
grading.premise = 0.5

[conclusions.c]  # the end
text = "C"
# quote first
quote = [{ source = "s", exact = "x" }, { source = "s", exact = "y" }]  # two

# section

[inferences.i]
from = ["a"]
to = "c"
scheme = "sign"
# below the inference

[premises.a]
text = \"\"\"several
lines\"\"\"
concepts = [ # why
 "k",
]
# end

[[accept]]
code = "S101"
because = "x"
"""


def test_layout() -> None:
    assert formatted(COMMENTED) == LAID_OUT
    assert formatted(LAID_OUT) == LAID_OUT
    assert formatted(COMMENTED.replace("\n", "\r\n")) == LAID_OUT.replace("\n", "\r\n")


def test_a_long_inline_table_stays_on_its_line() -> None:
    text = f'[premises.p]\ntext="P."\nquote={{source="s",exact="{"word " * 30}"}}\n'
    quote = f'quote = {{ source = "s", exact = "{"word " * 30}" }}'
    assert formatted(text) == f'[premises.p]\ntext = "P."\n{quote}\n'


def test_a_long_list_takes_several_lines() -> None:
    ids = [f"premise-number-{number}" for number in range(9)]
    made = formatted(f"[inferences.i]\nfrom = {ids}\nto = 'c'\n")
    assert made.count("\n    ") == 9
    assert formatted(made) == made


COMMENT = st.sampled_from(["", " # note", "#x"])
COMMENTS = DOCUMENTS.flatmap(
    lambda text: st.lists(COMMENT, min_size=text.count("\n") + 1, max_size=text.count("\n") + 1).map(
        lambda notes: "\n".join(line + note for line, note in zip(text.split("\n"), notes, strict=True))
    )
)


@given(st.one_of(DOCUMENTS, COMMENTS))
@settings(max_examples=400, deadline=None)
def test_semantics_and_comments_stay_and_twice_is_once(document: str) -> None:
    try:
        before = tomllib.loads(document)
    except tomllib.TOMLDecodeError:
        return
    made = formatted(document)
    assert tomllib.loads(made) == before
    assert formatted(made) == made
    assert made.count("#") == document.count("#")
    for table, elements in before.items():
        if isinstance(elements, dict):
            assert list(tomllib.loads(made)[table]) == list(elements)


@pytest.mark.parametrize("path", [*(ROOT / "maps").glob("*.toml"), ROOT / "src/argmap/loading/starter.toml"])
def test_the_maps_of_the_project_are_laid_out(path: Path) -> None:
    text = path.read_text("utf-8")
    assert formatted(text) == text


def run(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "argmap", "fmt", *arguments]
    return subprocess.run(command, cwd=folder, input=stdin, capture_output=True, text=True, check=False)


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(COMMENTED)
    assert run(tmp_path, "--check").returncode == 1
    assert "+format = 1" in run(tmp_path, "--diff", "map.toml").stdout
    assert path.read_text() == COMMENTED
    assert run(tmp_path, "map.toml").returncode == 0
    assert path.read_text() == LAID_OUT
    assert run(tmp_path, "--check").returncode == 0
    assert run(tmp_path, "-", stdin=COMMENTED).stdout == LAID_OUT
    (tmp_path / "broken.toml").write_text("[premises.a]\ntext = \n")
    done = run(tmp_path, "broken.toml")
    assert done.returncode == 2
    assert re.search(r"^broken.toml:2:\d+: error\[E010\]", done.stderr, re.MULTILINE)


def test_a_file_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "map.toml"
    file.write_text("[premises.a]\ntext   = 'A.'\n")
    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(typer.Exit) as ended:
        fmt([str(file)])
    assert ended.value.exit_code == 2
    assert f"{file} cannot be written: Permission denied" in capsys.readouterr().err
    assert file.read_text() == "[premises.a]\ntext   = 'A.'\n"
