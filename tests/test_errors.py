from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Golden

from argmap.findings import MapError
from argmap.loading.load import load_file, load_text
from argmap.loading.read import MAX_BYTES
from argmap.report.text import format_findings

CASES = sorted((Path(__file__).parent / "errors").glob("*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_message(path: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    with pytest.raises(MapError) as caught:
        load_file(path.name)
    golden(path.with_suffix(".txt"), format_findings(caught.value.findings))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_marked_words_stand_at_the_place(path: Path) -> None:
    lines = path.read_bytes().decode().replace("\r\n", "\n").split("\n")
    with pytest.raises(MapError) as caught:
        load_file(path)
    for finding in caught.value.findings:
        start = finding.place.span.start
        assert 1 <= start.line <= len(lines)
        assert finding.place.line_text == lines[start.line - 1]
        assert 1 <= start.column <= len(lines[start.line - 1]) + 1


def test_carriage_returns_alone_end_no_line() -> None:
    with pytest.raises(MapError) as caught:
        load_text('format = 1\r[premises.p]\rtext = "P."\r')
    assert "the lines end with a carriage return alone" in format_findings(caught.value.findings)


def test_more_errors_than_anyone_can_read_are_counted_at_the_end() -> None:
    with pytest.raises(MapError) as caught:
        load_text(
            "".join(f"[premises.p{number}]\ngrade = 2\n" for number in range(300)) + '[conclusions.c]\ntext = "C."'
        )
    last = caught.value.findings[-1]
    assert (last.code, last.message, last.help) == (
        "E099",
        "400 more errors are not shown",
        "Fix the ones above first.",
    )
    assert [finding.code for finding in caught.value.findings].count("E099") == 1
    with pytest.raises(MapError) as caught:
        load_text("".join(f'[claims.c{n}]\ntext = "x"\nconcepts = ["k"]\n' for n in range(600)))
    last = caught.value.findings[-1]
    assert (last.code, last.message, last.help) == (
        "E099",
        "100 more errors are not shown",
        "Fix the ones above first.",
    )


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ('[premises.a]\ntext = "x"\nx.y.grade = 1\n', "E011", "x"),
        ('premises.a.text = "x"\npremises.a.garde = 1\n', "E011", "garde"),
        ("[map.x.y]\nz = 1\n", "E011", "x"),
        ('[premises.a]\ntext = "x"\nquote = { source = "s", exat = "x" }\n', "E011", "exat"),
        ('[premises.a]\ntext = "x"\nconcepts = ["k"]\n', "E020", '"k"'),
        ('[premises.a]\ntext = "x"\n[[concepts.k.typology.cells]]\nat = 3\n', "E013", "3"),
        ('[premises.a]\ntext = "日本"\n[claims.b]\ntext = "ＷＩＤＥ"\n"gräde" = 1\n', "E011", '"gräde"'),
        ('[premises.a]\r\ntext = "A"\r\n\tgarde = 1\r\n', "E011", "garde"),
        ('premises = { a = { text = "e\u0301", garde = 1 } }\n', "E011", "garde"),
    ],
)
def test_place_is_that_of_the_word(text: str, code: str, word: str) -> None:
    with pytest.raises(MapError) as caught:
        load_text(text)
    finding = next(one for one in caught.value.findings if one.code == code)
    span = finding.place.span
    assert finding.place.line_text[span.start.column - 1 : span.end.column - 1] == word


def refused(path: Path) -> tuple[str, str]:
    with pytest.raises(MapError) as caught:
        load_file(path)
    return caught.value.findings[0].code, caught.value.findings[0].message


def test_files_that_are_no_maps(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("")
    (tmp_path / "blank.toml").write_text(" \n\n")
    (tmp_path / "latin.toml").write_bytes(b'[premises.a]\ntext = "caf\xe9"\n')
    (tmp_path / "large.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    (tmp_path / "deep.toml").write_text("a = " + "[" * 1000 + "]" * 1000)
    (tmp_path / "deep-tables.toml").write_text("a = " + "{a = " * 1000 + "1" + "}" * 1000)
    (tmp_path / "deep-keys.toml").write_text(".".join(["a"] * 1000) + " = 1")
    (tmp_path / "deep-less.toml").write_text("a = " + "[" * 60 + "]" * 60)
    codes = {path.name: refused(path)[0] for path in tmp_path.iterdir()}
    assert codes == {
        "empty.toml": "E006",
        "blank.toml": "E006",
        "latin.toml": "E005",
        "large.toml": "E004",
        "deep.toml": "E007",
        "deep-tables.toml": "E007",
        "deep-keys.toml": "E007",
        "deep-less.toml": "E007",
    }
    assert refused(tmp_path)[0] == "E002"
    assert refused(tmp_path / "gone.toml")[0] == "E001"
    assert refused(tmp_path / "nul\0.toml")[0] == "E003"


def test_place_of_a_byte_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes(b'[premises.a]\ntext = "caf\xe9"\n')
    with pytest.raises(MapError) as caught:
        load_file(path)
    start = caught.value.findings[0].place.span.start
    assert (start.line, start.column) == (2, 12)


def test_includes(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "main.toml").write_text(
        'include = ["parts/one.toml"]\n[conclusions.c]\ntext = "C."\n[inferences.i]\nfrom = ["a"]\nto = "c"\n'
    )
    (tmp_path / "parts/one.toml").write_text('include = "two.toml"\n[premises.a]\ntext = "A."\n')
    (tmp_path / "parts/two.toml").write_text('[premises.b]\ntext = "B."\n')
    loaded = load_file(tmp_path / "main.toml")
    assert list(loaded.map.premises) == ["a", "b"]
    assert loaded.place(("premises", "b", "text")).file.endswith("two.toml")
    (tmp_path / "parts/two.toml").write_text('include = "../main.toml"\n[premises.a]\ntext = "B."\n')
    with pytest.raises(MapError) as caught:
        load_file(tmp_path / "main.toml")
    assert sorted(one.code for one in caught.value.findings) == ["E021", "E031"]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text('[premises.s]\ntext = "S."\n')
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps/link.toml").symlink_to(tmp_path / "secret.toml")
    (tmp_path / "maps/main.toml").write_text('include = "link.toml"\n[premises.a]\ntext = "A."\n')
    assert refused(tmp_path / "maps/main.toml")[0] == "E032"


def test_a_command_on_a_bad_map_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('[premises.a]\ntxt = "A."\n')
    (tmp_path / "good.toml").write_text('[premises.a]\ntext = "A."\n')
    command = [sys.executable, "-m", "argmap", "render", "bad.toml", "good.toml", "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 2
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["good.html", "good.svg"]
    assert done.stdout == ""
    assert re.search(r"^bad\.toml:2:1: error\[E011\] unknown key", done.stderr, re.MULTILINE)
    assert "Traceback" not in done.stderr
