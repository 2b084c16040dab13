"""Which files are maps, which settings hold, and what is read of sources."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from argmap.classroom.rubric import read_rubric
from argmap.findings import MapError
from argmap.loading.load import load_file, load_text
from argmap.project import source_texts as source_texts_module
from argmap.project.config import Config, FailOn, find_config
from argmap.project.discover import discover, looks_like_a_map, with_parts
from argmap.project.settings_file import read_settings
from argmap.project.source_texts import TextError, read_text, source_texts
from argmap.source import Position

A_MAP = '[premises.p]\ntext = "P."\n'


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "is_map"),
    [
        (A_MAP, True), ("[ premises . 'p' ]\n", True), ('premises.p.text = "P."\n', True), ("[[ inferences ]]\n", True),
        ('[premises]\np = { text = "P." }\n', True), ("premises = { p = { text = 'P.' } }\n", True),
        ("format = 1\n", True), ("include = 'x.toml'\n[map]\ntitle = 'T'\n", True),
        ("a = 1\n\tformat=1 # the first\n", True),
        ("[objections.o]\n", True), ("include = ['x.toml']\n", False),
        ('include = ["**/Cargo.toml"]\n[[rule]]\n', False),
        ("[map]\nwidth = 3\n", False), ("[[claims.list]]\n", False), ('format = "%(message)s"\n', False),
        ('[package]\nname = "x"\ninclude = ["src/**"]\n', False), ('include = ["src"]\n[lint]\n', False),
        ('[sources.in]\ntype = "file"\n', False),
        ("", False), ("[tool.x]\n", False), ("[mapping]\n", False), ("# [premises.p]\n", False),
        ("x = '[map]'\n", False),
        ("informat = 1\n", False), ("formats = 1\n", False), ("[x.premises.p]\n", False),
        ("#" * (1 << 16) + "\n" + A_MAP, False), ("#" * ((1 << 16) - 13) + "\n" + A_MAP, True),
    ],
)  # fmt: skip
def test_what_looks_like_a_map(tmp_path: Path, text: str, *, is_map: bool) -> None:
    assert looks_like_a_map(written(tmp_path, {"x.toml": text}) / "x.toml") is is_map
    assert not looks_like_a_map(tmp_path)
    assert not looks_like_a_map(tmp_path / "gone.toml")


FILES = {
    "b.toml": A_MAP, "a/z.toml": A_MAP, "a/y.toml": A_MAP, "a/notes.toml": "x = 1\n", "a/y.txt": A_MAP,
    "argmap.toml": "format = 1\n", "a/pyproject.toml": "[map]\n", ".hidden/h.toml": A_MAP, "a/.h.toml": A_MAP,
    "node_modules/n.toml": A_MAP, "a/venv/v.toml": A_MAP, "site-packages/s.toml": A_MAP, "__pycache__/p.toml": A_MAP,
    "odd[1].toml": A_MAP, "odd1.toml": A_MAP,
}  # fmt: skip


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["."], ["a/y.toml", "a/z.toml", "b.toml", "odd1.toml", "odd[1].toml"]),
        (["a"], ["a/y.toml", "a/z.toml"]),
        (["b.toml", "a", "b.toml", "a/y.toml"], ["b.toml", "a/y.toml", "a/z.toml"]),
        (["a/*.toml"], ["a/.h.toml", "a/notes.toml", "a/pyproject.toml", "a/y.toml", "a/z.toml"]),
        (["**/z.toml", "-"], ["a/z.toml", "-"]),
        (["?.toml", "[ab].toml"], ["b.toml"]),
        (["*"], ["argmap.toml", "b.toml", "odd1.toml", "odd[1].toml"]),
        (["odd[1].toml"], ["odd[1].toml"]),
        (["gone.toml", "x*.toml", "a/notes.toml"], ["gone.toml", "x*.toml", "a/notes.toml"]),
        (["-", "-"], ["-"]),
        (["venv", "x/**y"], ["venv", "x/**y"]),
        ([".hidden"], [".hidden/h.toml"]),
        ([], []),
    ],
)
def test_which_files_are_worked_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], found: list[str]
) -> None:
    monkeypatch.chdir(written(tmp_path, FILES))
    assert discover(paths) == [name.replace("/", os.sep) for name in found]


def test_a_pattern_may_be_absolute(tmp_path: Path) -> None:
    written(tmp_path, FILES)
    assert discover([f"{tmp_path}/a/[yz].toml"]) == [str(tmp_path / "a/y.toml"), str(tmp_path / "a/z.toml")]


PART = '[premises.q]\ntext = "Q."\n'


@pytest.mark.parametrize(
    ("files", "named", "maps", "sought"),
    [
        ({"a.toml": 'include = "part.toml"\n' + A_MAP, "part.toml": PART, "b.toml": A_MAP}, ".", "a.toml b.toml", ""),
        ({"a.toml": 'include = "part.toml"\n' + A_MAP, "part.toml": PART}, "part.toml", "a.toml", "part.toml"),
        ({"a.toml": 'include = "part.toml"\n' + A_MAP, "part.toml": PART}, "part.toml a.toml", "a.toml", ""),
        ({"a.toml": 'include = ["p/part.toml"]\n', "p/part.toml": PART}, "p/part.toml", "a.toml", "p/part.toml"),
        (
            {"a.toml": 'include = "b.toml"\n', "b.toml": 'include = "c.toml"\n', "c.toml": PART},
            "c.toml",
            "a.toml",
            "c.toml",
        ),
        (
            {"a.toml": 'include = "c.toml"\n', "b.toml": 'include = "c.toml"\n', "c.toml": PART},
            "c.toml",
            "a.toml b.toml",
            "c.toml c.toml",
        ),
        ({"a.toml": 'include = "a.toml"\n' + A_MAP}, "a.toml", "a.toml", ""),
        ({"a.toml": "include = 3\n" + A_MAP, "b.toml": "include = \n"}, "a.toml b.toml", "a.toml b.toml", ""),
        ({"a.toml": A_MAP}, "a.toml ./a.toml", "a.toml", ""),
        ({}, "-", "-", ""),
    ],
)
def test_parts_go_with_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], named: str, maps: str, sought: str
) -> None:
    monkeypatch.chdir(written(tmp_path, files))
    found = with_parts(discover(named.split()))
    assert list(found.maps) == maps.split()
    parts = [
        path.relative_to(tmp_path.resolve()).as_posix() for map_ in found.maps for path in found.sought.get(map_, ())
    ]
    assert parts == sought.split()


def test_many_maps_are_found_in_time_linear_in_their_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each folder is read once for who includes whom, however many of its maps are asked for."""
    monkeypatch.chdir(written(tmp_path, {f"m{number}.toml": A_MAP for number in range(300)}))
    read: list[Path] = []

    def included(path: Path) -> frozenset[Path]:
        read.append(path)
        return frozenset()

    monkeypatch.setattr("argmap.project.discover._included", included)
    assert len(with_parts([f"m{number}.toml" for number in range(300)]).maps) == 300
    assert len(read) == 600


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    written(tmp_path, {"in/a.toml": A_MAP, "out.toml": A_MAP})
    (tmp_path / "in/link.toml").symlink_to(tmp_path / "out.toml")
    (tmp_path / "in/self.toml").symlink_to("self.toml")
    assert discover([str(tmp_path / "in")]) == [str(tmp_path / "in/a.toml")]


def test_what_is_wrong_with_the_notation_of_settings_is_said(tmp_path: Path) -> None:
    written(tmp_path, {"argmap.toml": "select = \n"})
    with pytest.raises(MapError) as said:
        find_config(tmp_path)
    (found,) = said.value.findings
    assert found.message == "cannot read the settings: this is not a valid value"
    assert found.help.startswith("Text needs quotes")
    assert (found.code, found.place.span.start) == ("E040", Position(1, 10))


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ('select = ["S"\nlow-standing = 0.2\n', (1, 10), "cannot read the settings: this list is not closed"),
        ('\nselect = "S\n', (2, 12), "cannot read the settings: missing closing quote"),
        ("low-standing = nan", (1, 1), '"low-standing" must be a finite number, not nan'),
        ("low-standing = -inf", (1, 1), '"low-standing" must be a finite number, not -inf'),
        ("low-standing = 2", (1, 1), '"low-standing" must be at most 1, not the number 2'),
        ('low-standing = "x"', (1, 1), '"low-standing" must be a number, not the text "x"'),
        ("low-standing = true", (1, 1), '"low-standing" must be a number, not true'),
        ("fail-on = 3", (1, 1), '"fail-on" cannot be the number 3'),
    ],
)
def test_what_is_wrong_with_settings_is_said_in_our_words(
    tmp_path: Path, text: str, at: tuple[int, int], message: str
) -> None:
    written(tmp_path, {"argmap.toml": text})
    with pytest.raises(MapError) as said:
        find_config(tmp_path)
    found = said.value.findings[0]
    assert (found.message, found.place.span.start) == (message, Position(*at))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("elements = nan", '"elements" must be a finite number, not nan'),
        ("elements = inf", '"elements" must be a finite number, not inf'),
        ("elements = -1", '"elements" must be at least 0, not the number -1'),
        ("stray = nan", '"stray" must be a finite number, not nan'),
        ("extra = 1.5", '"extra" must be at most 1, not the number 1.5'),
        ("elements = true", '"elements" must be a number, not true'),
        ("elements = 0\nlinks = 0\nroles = 0\nkinds = 0\nnotes = 0", "a rubric must give some part a weight"),
    ],
)
def test_what_is_wrong_with_a_rubric_is_said_in_our_words(tmp_path: Path, text: str, message: str) -> None:
    written(tmp_path, {"rubric.toml": text})
    with pytest.raises(MapError) as said:
        read_rubric(tmp_path / "rubric.toml")
    assert message in said.value.findings[0].message
    assert "nput should" not in said.value.findings[0].message


@pytest.mark.parametrize(
    ("files", "start", "source", "expected"),
    [
        ({}, ".", None, {}),
        ({"argmap.toml": 'ignore = ["T"]'}, "a/b", "argmap.toml", {"ignore": ("T",)}),
        ({"argmap.toml": "# nothing\n"}, ".", "argmap.toml", {}),
        ({"argmap.toml": ""}, ".", "argmap.toml", {}),
        ({"pyproject.toml": " \n"}, ".", None, {}),
        (
            {"argmap.toml": "low-standing = 0.2", "a/argmap.toml": "low-standing = 0"},
            "a",
            "a/argmap.toml",
            {"low_standing": 0},
        ),
        ({"pyproject.toml": '[tool.argmap]\nfail-on = "never"'}, "a", "pyproject.toml", {"fail_on": FailOn.NEVER}),
        ({"pyproject.toml": "[tool.x]\n", "a/pyproject.toml": "x = 1\n"}, "a", None, {}),
        ({"pyproject.toml": "tool = 1\n"}, ".", None, {}),
        ({"pyproject.toml": "not toml"}, ".", None, {}),
        (
            {"pyproject.toml": '[tool.argmap]\nselect = ["S"]', "argmap.toml": 'select = ["W"]'},
            ".",
            "argmap.toml",
            {"select": ("W",)},
        ),
        ({"argmap.toml": '[sources]\ns = "x.txt"'}, ".", "argmap.toml", {"sources": {"s": "x.txt"}}),
    ],
)
def test_which_settings_hold(
    tmp_path: Path, files: dict[str, str], start: str, source: str | None, expected: dict[str, Any]
) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    written(tmp_path, files)
    config, path = find_config(tmp_path / start)
    assert config == Config(**expected)
    assert (path and path.resolve()) == ((tmp_path / source).resolve() if source else None)


def test_the_settings_by_default() -> None:
    assert Config() == Config(select=(), ignore=(), fail_on=FailOn.WARNING, low_standing=0.5, sources={})


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("argmap.toml", "\nfail-on = 1\n", [(2, 1)]),
        ("argmap.toml", "low-standing = 2\n\nselekt = []\n", [(1, 1), (3, 1)]),
        ("pyproject.toml", "[x]\n[tool.argmap]\nlow-standing = 2\n", [(3, 1)]),
        ("argmap.toml", "select = \n", [(1, 10)]),
        ("pyproject.toml", "[tool.argmap]\nselect = \n", [(2, 10)]),
    ],
)
def test_settings_that_cannot_be_used(tmp_path: Path, name: str, text: str, places: list[tuple[int, int]]) -> None:
    written(tmp_path, {name: text})
    with pytest.raises(MapError) as said:
        find_config(tmp_path)
    found = said.value.findings
    assert [tuple(one.place.span.start) for one in found] == places
    assert {one.code for one in found} == {"E040"}
    assert {one.severity.value for one in found} == {"error"}
    assert all(Path(one.place.file).name == name for one in found)
    assert said.value.__suppress_context__ or said.value.__context__ is None
    assert all(one.message for one in found)


def test_what_is_wrong_with_a_setting_is_said(tmp_path: Path) -> None:
    written(tmp_path, {"argmap.toml": "low-standing = []\nselekt = []\nzzz = 1\n"})
    with pytest.raises(MapError) as said:
        find_config(tmp_path)
    number, near, far = said.value.findings
    assert number.message == '"low-standing" must be a number, not a list'
    assert (near.message, near.help) == ('unknown setting "selekt"', 'Did you mean "select"?')
    assert far.help == "The settings are select, ignore, level, fail-on, low-standing, sources."


def test_a_number_past_its_bound_is_told_the_bound(tmp_path: Path) -> None:
    for value, bound in (("2", "at most 1"), ("-1", "at least 0")):
        written(tmp_path, {"argmap.toml": f"low-standing = {value}\n"})
        with pytest.raises(MapError) as said:
            find_config(tmp_path)
        (found,) = said.value.findings
        assert found.message.startswith(f'"low-standing" must be {bound}')


@pytest.mark.parametrize("word", ["error", "warning", "hint", "never"])
def test_when_a_check_fails_can_be_set(tmp_path: Path, word: str) -> None:
    written(tmp_path, {"argmap.toml": f'fail-on = "{word}"\n'})
    assert find_config(tmp_path)[0].fail_on.value == word


def test_settings_of_a_table_that_is_not_there(tmp_path: Path) -> None:
    path = written(tmp_path, {"x.toml": "[a]\nb = 1\n"}) / "x.toml"
    assert read_settings(path, Config, ("a", "c")) is None
    assert read_settings(path, Config, ("a", "b", "c")) is None


def refusal(path: Path) -> str:
    with pytest.raises(TextError) as said:
        read_text(path)
    assert said.value.__cause__ is None
    return str(said.value)


def test_texts_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(tmp_path) == "it is a folder"
    assert refusal(tmp_path / "gone.txt") == "no such file"
    assert refusal(tmp_path / "a\0b") in {"embedded null byte", "no such file"}
    assert refusal(tmp_path / ("x" * 300)) == "File name too long"
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    assert refusal(tmp_path / "latin.txt") == "byte 3 is not valid UTF-8"
    (tmp_path / "broken.PDF").write_bytes(b"%PDF-1.7 nothing")
    assert refusal(tmp_path / "broken.PDF") == "the PDF is damaged"

    def failing(_: Path) -> None:
        raise NotImplementedError("x" * 300)

    with monkeypatch.context() as patched:
        patched.setattr("pypdfium2.PdfDocument", failing)
        assert refusal(tmp_path / "broken.PDF") == "it cannot be read: " + "x" * 119 + "…"
    (tmp_path / "deep.tex").write_text("{" * 300)
    assert refusal(tmp_path / "deep.tex") == "it cannot be read: its braces are nested more than 100 deep"
    monkeypatch.setattr(source_texts_module, "MAX_BYTES", 2 << 20)
    (tmp_path / "large.txt").write_bytes(b"x" * ((2 << 20) + 1))
    assert refusal(tmp_path / "large.txt") == "it is larger than 2 MB"
    (tmp_path / "large.txt").write_bytes(b"x" * (2 << 20))
    assert len(read_text(tmp_path / "large.txt")) == 2 << 20


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("a.txt", "\ufeff*a* <b>", "*a* <b>"),
        ("a", "# a", "# a"),
        (
            "a.md",
            "# Head\n## Two\n> said\n- one\n* two\n+ three\n12. four\n",
            "Head\n\nTwo\n\nsaid\n\none\n\ntwo\n\nthree\n\nfour",
        ),
        ("a.MARKDOWN", "a **b** __c__ *d* _e_ `f` g_h_i [l](m)[^n]\n\n[^n]: o", "a b c d e f g_h_i l\u2060\n\no"),
        ("a.md", "#no\n-no\n1.no\n  ## yes\n", "#no -no 1.no\n\nyes"),
        ("a.md", "| a | b |\n|---|---|\n| c | \\*d\\* |\n", "a\n\nb\n\nc\n\n*d*"),
        ("a.HTML", "<p>a<b>b</b>c</p>d<br>e", "abc\n\nd\n\ne"),
        ("a.htm", "<head>no</head>a&amp;b<script>no</script>c", "noa&bc"),
        ("a.xhtml", "<style>no</style></style>a<template>no<noscript>no</noscript>no</template>b", "ab"),
        ("a.html", "</script>a<span>b</span><div>c", "ab\n\nc"),
        ("a.html", "<head><title>x</title><body><p>one</p>", "one"),
        ("a.html", "<p>a<sup><a href='#1'>[1]</a></sup> b", "a\u2060 b"),
        ("a.html", "<p>x<sup>2</sup> b<p hidden>c", "x2 b"),
        ("a.html", "<![<p", ""),
        ("a.html", "<pre>a\n b</pre>", "a\n b"),
        ("a.html", "a &lt; b &#233;", "a < b é"),
        ("a.html", "a &amp", "a &"),
    ],
)
def test_texts_by_the_kind_of_file(tmp_path: Path, name: str, text: str, read: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    assert read_text(tmp_path / name) == read


def test_encodings_of_pages(tmp_path: Path) -> None:
    page = "<p>café"
    (tmp_path / "a.html").write_bytes(b'<meta charset="latin1">' + page.encode("latin-1"))
    assert read_text(tmp_path / "a.html") == "café"
    (tmp_path / "a.html").write_bytes(page.encode("utf-16"))
    assert read_text(tmp_path / "a.html") == "café"
    (tmp_path / "a.html").write_bytes(b"<meta charset=utf-16>" + page.encode())
    assert read_text(tmp_path / "a.html") == "café"
    (tmp_path / "a.html").write_bytes(page.encode("latin-1"))
    assert refusal(tmp_path / "a.html") == "byte 6 is not valid UTF-8"


def test_latex_is_read_as_it_is_printed(tmp_path: Path) -> None:
    source = r"""\documentclass{article} \begin{document} \section{Low pay} Wages are \emph{low}\footnote{So they say.}
here.
% nobody reads this
``Caf\'e'' -- \href{http://x}{a link}~\cite[p. 3]{key} 5\% \enquote{so} \end{document} after"""
    (tmp_path / "a.tex").write_text(source, encoding="utf-8")
    text = read_text(tmp_path / "a.tex")
    for words in ("Low pay", "Wages are low\nhere.", "“Café” – a link", "5%", '"so"', "So they say."):
        assert words in text
    assert not any(word in text for word in ("nobody", "key", "after", "article"))


INLINE = "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark"
INLINE += " s samp small span strong sub sup time tt u var wbr"


@pytest.mark.parametrize("tag", INLINE.split())
def test_a_tag_within_a_line_divides_no_word(tmp_path: Path, tag: str) -> None:
    (tmp_path / "a.html").write_text(f"a<{tag}>b</{tag}>c", encoding="utf-8")
    assert read_text(tmp_path / "a.html") == "abc"


@pytest.mark.parametrize("tag", ["script", "style", "template", "noscript"])
def test_what_is_in_a_silent_tag_is_not_read(tmp_path: Path, tag: str) -> None:
    (tmp_path / "a.html").write_text(f"a<{tag}>b</{tag}>c", encoding="utf-8")
    assert read_text(tmp_path / "a.html") == "ac"


SOURCES = "".join(f'[sources.{name}]\ntitle = "T"\n{text}' for name, text in (
    ("a", 'text = "a.txt"\n'), ("b", 'text = "gone.txt"\n'), ("c", ""), ("d", 'text = "../out.txt"\n'), ("e", ""),
))  # fmt: skip


def test_the_texts_of_a_map(tmp_path: Path) -> None:
    part = 'include = "deep/part.toml"\n'
    deep = '[sources.f]\ntitle = "F"\ntext = "f.txt"\n[sources.g]\ntitle = "G"\ntext = "../a.txt"\n'
    files = {"m/map.toml": part + SOURCES + A_MAP, "m/deep/part.toml": deep, "m/a.txt": "A", "m/deep/f.txt": "F"}
    written(tmp_path, files | {"out.txt": "O", "e.txt": "E"})
    found = source_texts(load_file(tmp_path / "m/map.toml"), {"e": tmp_path / "e.txt", "x": tmp_path / "e.txt"})
    assert found.texts == {"a": "A", "e": "E", "f": "F", "g": "A"}
    assert found.unreadable == {"b": "no such file", "d": "it is outside the folder of the map"}
    given = source_texts(load_file(tmp_path / "m/map.toml"), {"a": tmp_path / "e.txt", "d": tmp_path / "out.txt"})
    assert (given.texts["a"], given.texts["d"], set(given.unreadable)) == ("E", "O", {"b"})


def test_the_texts_of_a_map_without_a_file_lie_in_the_folder_where_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(written(tmp_path, {"a.txt": "A"}))
    found = source_texts(load_text(SOURCES + A_MAP))
    assert found.texts == {"a": "A"}
    assert set(found.unreadable) == {"b", "d"}
    strange = load_text(SOURCES.replace("a.txt", "a\\u0000b") + A_MAP)
    assert source_texts(strange).unreadable["a"] == "it is not a valid path"


def test_a_word_that_is_divided_in_a_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["over\ufffedue wages 10-\r\n20 -\r\nx", "b-"]
    pages = [
        SimpleNamespace(get_textpage=lambda text=text: SimpleNamespace(get_text_range=lambda: text)) for text in texts
    ]
    monkeypatch.setattr("pypdfium2.PdfDocument", lambda _: pages)
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    assert read_text(tmp_path / "a.pdf") == "over-\ndue wages 10-\n20 -\nx\nb-"
