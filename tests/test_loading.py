"""The errors of documents that are not valid maps, with their words and places; and what is read from valid ones.

The texts of single files stand in `errors/`, each with what is said of it.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from cases import REFERENCE
from conftest import ROOT, Golden

from argmap.findings import Finding, MapError
from argmap.loading import load as load_module
from argmap.loading import read as read_module
from argmap.loading import syntax as syntax_module
from argmap.loading.codes import CODES
from argmap.loading.load import LoadedMap, load_file, load_text
from argmap.loading.places import Places
from argmap.loading.references import known_ids
from argmap.loading.syntax import parse
from argmap.loading.validation import keys_at
from argmap.model import Map
from argmap.source import KeyPath, Place, Position, SourceText, Span

P = '[premises.p]\ntext = "P."\n'
Z = '[conclusions.z]\ntext = "Z."\n'
CONCEPT = '[concepts.k]\nterm = "k"\n'
CASES = sorted((ROOT / "tests/errors").glob("*.toml"))


def said(found: tuple[Finding, ...]) -> str:
    lines = []
    for one in found:
        start, end = one.place.span
        marked = one.place.line_text[start.column - 1 : end.column - 1] if start.line == end.line else "..."
        subject = f" ({one.subject})" if one.subject else ""
        lines.append(f"{start.line}:{start.column} {one.code}{subject} «{marked[:60]}» {one.message[:300]}")
        lines.append(f"  {one.help[:400]}")
        lines += [
            f"  {other.place.span.start.line}:{other.place.span.start.column} {other.note}" for other in one.related
        ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def refused(text: str) -> tuple[Finding, ...]:
    with pytest.raises(MapError) as caught:
        load_text(text)
    return caught.value.findings


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_same_is_refused_on_the_same_lines_whatever_the_line_ends(path: Path) -> None:
    text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    unix, windows = (
        [(one.code, one.message, one.place.span.start.line) for one in refused(form)]
        for form in (text, text.replace("\n", "\r\n"))
    )
    assert windows == unix


def test_values_that_are_too_long_are_refused() -> None:
    found = refused(f'[premises.p]\ntext = "{"x" * 20001}"\n[claims.{"y" * 201}]\ntext = "C."\n')
    assert [(one.code, tuple(one.place.span.start)) for one in found] == [("E019", (2, 8)), ("E019", (3, 9))]
    assert found[0].help == "At most 20000 characters are allowed here."
    assert load_text(f'[premises.{"y" * 200}]\ntext = "{"x" * 20000}"\n')


INCLUDED = '["a.toml", "deep/b.toml", "gone.toml", "../out.toml", "a.toml", "main.toml", "deep", "\\u0000"]'
FILES = {
    "main.toml": f"include = {INCLUDED}\n{P}",
    "a.toml": 'include = "main.toml"\n[premises.p]\ntext = "Again."\n[claims.q]\ntext = "Q."\n',
    "deep/b.toml": 'include = ["c.toml", "../latin.toml"]\n[claims.p]\ntext = "C."\n',
    "deep/c.toml": "[claims.r]\ntxt = 1\n",
    "out.toml": P,
}  # fmt: skip


def test_what_is_refused_in_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    for name, text in FILES.items():
        (tmp_path / "m" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "m" / name).write_text(text, encoding="utf-8")
    (tmp_path / "m/latin.toml").write_bytes(b'[premises.x]\ntext = "caf\xe9"\n')
    monkeypatch.chdir(tmp_path / "m")
    with pytest.raises(MapError) as caught:
        load_file("main.toml")
    lines = [f"{one.place.file}:{said((one,))}" for one in caught.value.findings]
    related = [other.place.file for one in caught.value.findings for other in one.related]
    golden(ROOT / "tests/golden/including.txt", "".join(lines) + " ".join(related) + "\n")


def test_several_files_are_one_map(tmp_path: Path) -> None:
    accept = '[[accept]]\ncode = "S101"\nbecause = "{}"\n'
    files = {
        "main.toml": 'include = ["a.toml", "d/b.toml"]\n[map]\ntitle = "T"\n' + Z + accept.format("1"),
        "a.toml": '[map]\ntitle = "U"\n' + P + accept.format("2") + accept.format("3"),
        "d/b.toml": 'include = "c.toml"\n[claims.b]\ntext = "B."\n',
        "d/c.toml": '[claims.c]\ntext = "C."\n' + accept.format("4"),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    loaded = load_file(tmp_path / "main.toml")
    assert loaded.map.map.title == "T"
    assert list(loaded.map.ids()) == ["p", "b", "c", "z"]
    assert [one.because for one in loaded.map.accept] == ["1", "2", "3", "4"]
    assert [one.path and one.path.name for one in loaded.documents] == ["main.toml", "a.toml", "b.toml", "c.toml"]
    cases: list[tuple[KeyPath, str, KeyPath]] = [
        (("accept", 0), "main.toml", ("accept", 0)),
        (("accept", 2, "code"), "a.toml", ("accept", 1, "code")),
        (("accept", 3), "c.toml", ("accept", 0)),
        (("claims", "c"), "c.toml", ("claims", "c")),
        (("map",), "main.toml", ("map",)),
        (("accept",), "main.toml", ("accept",)),
        (("claims", "nope"), "main.toml", ("claims", "nope")),
    ]
    for path, name, written in cases:
        document = loaded.document_of(path)
        assert document.path is not None
        assert document.path.name == name
        assert loaded.written_path(path) == written
        assert loaded.place(path).file.endswith(name)
    assert loaded.place(("accept", 2, "because")).line_text == 'because = "3"'


def test_there_are_limits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    many = "".join(f"[premises.p{n}]\n" for n in range(12))
    monkeypatch.setattr(load_module, "_MAX_FINDINGS", 5)
    found = refused(many)
    assert [one.code for one in found] == ["E014"] * 5 + ["E099"]
    assert found[-1].message.startswith("7 more")
    assert len(refused(many.split("[premises.p5]")[0])) == 5
    monkeypatch.setattr("argmap.loading.validation._MAX_PROBLEMS", 3)
    assert [one.message[:6] for one in refused(many) if one.code == "E099"] == ["9 more"]
    assert [one.code for one in refused(many.split("[premises.p3]")[0])] == ["E014"] * 3
    monkeypatch.setattr(syntax_module, "MAX_SYNTAX_ERRORS", 3)
    for count in (3, 4):
        broken = "".join(f"[premises.p{n}]\ntext = \n" for n in range(count))
        found = tuple(one for one in refused(broken) if one.code == "E010")
        assert [tuple(one.place.span.start) for one in found] == [(2 * n + 2, 8) for n in range(count)]
        assert [one.help.startswith("Fix") for one in found] == [n == 3 for n in range(count)]
        assert [one.message.startswith("more syntax errors") for one in found] == [n == 3 for n in range(count)]
    monkeypatch.setattr(read_module, "MAX_BYTES", 1 << 20)
    assert [one.code for one in refused("#" * (1 << 20) + "\n")] == ["E004"]
    assert load_text(P + "#" * ((1 << 20) - len(P))).map.premises
    monkeypatch.setattr(load_module, "MAX_INCLUDES", 2)
    for name, text in {"a.toml": 'include = ["b.toml", "c.toml"]\n' + P, "b.toml": Z, "c.toml": CONCEPT}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(MapError) as caught:
        load_file(tmp_path / "a.toml")
    assert [one.code for one in caught.value.findings] == ["E034"]
    assert caught.value.findings[0].message == "the map has more than 2 files"
    assert caught.value.findings[0].help == "Merge some of them into one file."


def test_the_places_of_a_document() -> None:
    text = (
        'a = 1\n[t."x y"]\nb = [ "c", { d = 2 }, ["e"] ]\nf.g = { h = 3 }\n[[l]]\nm = 1\n[[l]]\nm = 2\n[l.n]\no = 4\n'
    )
    places = Places(SourceText("x", text.encode()), text.encode())
    found = {
        ".".join(map(str, path)): text.encode()[start:end].decode()
        for path, (start, end) in places.everything().items()
    }
    assert found == {
        "a": "1",
        "t": "t",
        "t.x y": '"x y"',
        "t.x y.b": '[ "c", { d = 2 }, ["e"] ]',
        "t.x y.b.0": '"c"',
        "t.x y.b.1": "{ d = 2 }",
        "t.x y.b.1.d": "2",
        "t.x y.b.2": '["e"]',
        "t.x y.b.2.0": '"e"',
        "t.x y.f": "{ h = 3 }",
        "t.x y.f.g": "{ h = 3 }",
        "t.x y.f.g.h": "3",
        "l": "l",
        "l.0": "l",
        "l.0.m": "1",
        "l.1": "l",
        "l.1.m": "2",
        "l.1.n": "n",
        "l.1.n.o": "4",
    }
    key = places.offsets(("t", "x y", "f", "g"), key=True)
    assert key is not None
    assert text[key[0] : key[1]] == "g"
    assert places.offsets(("t", "nope"), exactly=True) is None


def test_a_reference_loads_as_it_is_written() -> None:
    loaded = load_text(REFERENCE, "named.toml")
    assert loaded.place(("premises", "rents", "text")).file == "named.toml"
    place = loaded.place(("premises", "rents", "text"))
    assert place.line_text[place.span.start.column - 1 : place.span.end.column - 1].startswith('"Rents')
    assert loaded.place(("premises", "rents", "text"), key=True).span.start.column == 1
    assert loaded.place(("premises", "rents"), key=True).line_text == "[premises.rents]"
    assert load_text("\ufeff" + P).map.premises["p"].text == "P."


def test_a_map_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(P.encode())))
    loaded = load_file("-")
    assert loaded.place(("premises", "p")).file == "<stdin>"
    assert loaded.documents[0].path is None


def test_a_map_made_in_code_has_one_place() -> None:
    assert LoadedMap(Map()).place(("premises", "p")) == Place("<map>", Span(Position(1, 1), Position(1, 1)))


def test_why_a_file_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(MapError) as caught:
        load_file(tmp_path / ("x" * 300))
    assert caught.value.findings[0].message.endswith(": File name too long")
    (tmp_path / "latin.toml").write_bytes(b'a = "\xe9' + b"x" * 200 + b'"\n')
    with pytest.raises(MapError) as caught:
        load_file(tmp_path / "latin.toml")
    assert len(caught.value.findings[0].place.line_text) == len('a = "') + 80


def test_which_element_a_finding_is_about(golden: Golden) -> None:
    lines = []
    for path in CASES:
        found = refused(path.read_bytes().decode("utf-8"))
        about = [f"{one.code} {one.place.span.start.line} {one.subject}" for one in found if one.subject]
        lines += [f"{path.stem}: {', '.join(about)}"] * bool(about)
    golden(ROOT / "tests/golden/subjects.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("opening", "inside", "closing", "deepest"),
    [
        ("[", "", "]", 32),
        ("[", "1", "]", 31),
        ("{ a = ", "1", " }", 31),
        ("{ a = ", "{}", " }", 31),
        ("a.", "a = 1", "", 31),
    ],
)
def test_thirty_two_levels_are_read(opening: str, inside: str, closing: str, deepest: int) -> None:
    """Each list and table is a level, and so is what stands in the last; an empty list has nothing in it."""
    for levels, too_deep in ((deepest, False), (deepest + 1, True)):
        start = "" if opening == "a." else "a = "
        found = refused(f"{start}{opening * levels}{inside}{closing * levels}\n{P}")
        assert ("E007" in {one.code for one in found}) is too_deep
        assert ("E012" in {one.code for one in found}) is not too_deep


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("y = \"\"\"\nw = '''\n", [(1, 5), (2, 5)]),
        ('from = ["a",\n[t.x\n', [(1, 8), (2, 2)]),
        ('a = \nfrom = ["a",\n[t.x\nb = \n', [(1, 5), (2, 8), (3, 2)]),
    ],
)
def test_syntax_errors_are_told_from_the_top_of_the_file_on(text: str, places: list[tuple[int, int]]) -> None:
    found = parse(SourceText("x", text.encode())).errors
    assert [tuple(one.place.span.start) for one in found] == places


def test_where_an_element_was_declared_first_is_marked(tmp_path: Path) -> None:
    inline = '[premises]\n  p = { text = "P." }\n'
    (tmp_path / "main.toml").write_text(f'include = "part.toml"\n{inline}', encoding="utf-8")
    (tmp_path / "part.toml").write_text(f"# a part\n{inline}", encoding="utf-8")
    with pytest.raises(MapError) as caught:
        load_file(tmp_path / "main.toml")
    (found,) = caught.value.findings
    (first,) = found.related
    places = [(Path(one.file).name, tuple(one.span.start), tuple(one.span.end)) for one in (found.place, first.place)]
    assert places == [("part.toml", (3, 3), (3, 4)), ("main.toml", (3, 3), (3, 4))]
    assert (found.code, found.severity.value, found.subject) == ("E021", "error", "p")


def test_the_bounds_are_those_that_are_explained() -> None:
    assert CODES["E034"].why == f"A map may have at most {load_module.MAX_INCLUDES} files."
    assert f"at most {read_module.MAX_BYTES >> 20} MB" in CODES["E004"].why


def test_the_bound_of_a_file_is_told() -> None:
    (found,) = refused("#" * (read_module.MAX_BYTES + 1))
    assert found.message == "the file is larger than 24 MB"
    assert found.place == Place("<text>", Span(Position(1, 1), Position(1, 1)))


CLOSE, VALUE, EQUALS = "this list is not closed", "this is not a valid value", "a key must be followed by ="
SET, DECLARED, QUOTE = "this key is already set", "is already declared", "missing closing quote"
TABLE = "this inline table is not closed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("größe = [ 1\n", [(1, 3, 3, EQUALS)]),
        ('x = [\n"a", b]\n', [(2, 6, 1, VALUE)]),
        ('from = ["p"\n  to = "z"\n', [(1, 8, 1, CLOSE)]),
        ('from = ["p", [ "]" ], # ]\nto.x = 1\n', [(1, 8, 1, CLOSE)]),
        ("from = ['[', ']'\nto = 1\n", [(1, 8, 1, CLOSE)]),
        ('from = ["a\\"]", "b"\nto = 2\n', [(1, 8, 1, CLOSE)]),
        ('from = [\n"a",\n"b"\n[x]\n', [(1, 8, 1, CLOSE)]),
        ('from = ["a"', [(1, 8, 1, CLOSE)]),
        ('from = ["a"\n\n\n# end\n\n', [(1, 8, 1, CLOSE)]),
        ("x = [1, 2\ny = [3, 4\nz = [5, 6\n", [(line, 5, 1, CLOSE) for line in (1, 2, 3)]),
        ("  from = [\n1\n  to = 2\n", [(1, 10, 1, CLOSE)]),
        ("x = [1,\n# [\n2\ny = 1\n", [(1, 5, 1, CLOSE)]),
        ("x = [1, [2,\n3\ny = 1\n", [(1, 9, 1, CLOSE)]),
        ("x = [1,\n  2, [2, 3\n\n", [(2, 6, 1, CLOSE)]),
        ("q = { a = [1, 2]\nb = 1\n", [(1, 5, 1, TABLE)]),
        ("q = { a = [1, 2\nb = 1\n", [(1, 11, 1, CLOSE)]),
        ("x = [ { a = 1 }, { b = 2 \ny = 1\n", [(1, 18, 1, TABLE)]),
        ("q = { a = 1", [(1, 5, 1, TABLE)]),
        ('"a=b" "c" = 1\n', [(1, 7, 1, EQUALS)]),
        ("x = ]\n", [(1, 5, 1, VALUE)]),
        ("x = [}\n", [(1, 6, 1, VALUE)]),
        ("[[t.a]\nx = 1\n", [(1, 6, 1, "the table header is not closed")]),
        ('[ t . "q" ]\n[t.q]\n[u]\n', [(2, 2, 3, DECLARED)]),
        ("  [t]\nx = 1\n  [t]\ny = 1\n[t]\nx = \n", [(3, 4, 1, DECLARED), (5, 2, 1, DECLARED)]),
        ("x = 1\n  x = 2\n", [(2, 3, 1, SET)]),
        ("x = 1\n\tx-y.z = 2\n\tx-y.z = 2\n", [(3, 2, 5, SET)]),
        ("a = { b = 1 }\na.c = 2\n", [(2, 8, 1, SET)]),
        ("a = { b = 1, b = 2 }\n", [(1, 19, 1, SET)]),
        ("d = 2024-13-01\n", [(1, 5, 10, "this date does not exist")]),
        ("d = 2024-02-30 # no\n", [(1, 5, 10, "this is not a valid date")]),
        ('d = "2024-02-30" x\n', [(1, 18, 1, "unexpected text after the value")]),
        ('t = "日本" z\n', [(1, 10, 1, "unexpected text after the value")]),
        ('x = "\\q"\n', [(1, 8, 1, "a backslash is not escaped")]),
        ('x = "\x01"\n', [(1, 6, 1, "the file contains a control character")]),
        ("x = 1\ny = '\nz = 2\n", [(2, 5, 1, QUOTE)]),
        ('x = 1\ny = """\na\n', [(2, 5, 1, QUOTE)]),
        ('y = """\na', [(1, 5, 1, QUOTE)]),
        ('x = 1\ny = """', [(2, 5, 1, QUOTE)]),
        ("x = 1\ny = '", [(2, 5, 1, QUOTE)]),
        ("= 1\n", [(1, 1, 1, "this is neither key = value nor a [table]")]),
    ],
)  # fmt: skip
def test_where_the_notation_fails(text: str, expected: list[tuple[int, int, int, str]]) -> None:
    for lead in (0, 2):
        found = parse(SourceText("x", ("k = 1\n" * bool(lead) + "\n" * bool(lead) + text).encode())).errors
        starts = [(*one.place.span.start, one.place.span.end.column - one.place.span.start.column) for one in found]
        assert starts == [(line + lead, column, length) for line, column, length, _ in expected]
        assert all(words in one.message for one, (*_, words) in zip(found, expected, strict=True))
        assert all((one.code, one.severity.value) in {("E010", "error"), ("E021", "error")} for one in found)


DOCUMENT = """# first
a = 1
[t."x y"]
b = [ "c", { d = 2 }, ["e"] ]
f.g = { h = 3 }
[[l]]
m = 1
[[l]]
m = 2
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), "1:1 ", "1:1 "), (("nope",), "1:1 ", "1:1 "), (("nope", 0, "x"), "1:1 ", "1:1 "),
        (("a",), "2:5 1", "2:1 a"), (("a", 0), "2:5 1", "2:1 a"), (("a", 1), "2:1 a", "2:1 a"),
        (("a", "x"), "2:1 a", "2:1 a"), (("t",), "3:2 t", "3:2 t"), (("t", "nope"), "3:2 t", "3:2 t"),
        (("t", "x y", "nope"), '3:4 "x y"', '3:4 "x y"'), (("t", "x y", "b", 0), '4:7 "c"', '4:7 "c"'),
        (("t", "x y", "b", 9), "4:1 b", "4:1 b"), (("t", "x y", "b", 1, "d"), "4:18 2", "4:14 d"),
        (("t", "x y", "b", 1, "e"), "4:12 { d = 2 }", "4:12 { d = 2 }"),
        (("t", "x y", "b", 2, 9), '4:23 ["e"]', '4:23 ["e"]'), (("t", "x y", "b", 2, 0, 0), '4:24 "e"', '4:24 "e"'),
        (("t", "x y", "f", "g"), "5:7 { h = 3 }", "5:3 g"), (("t", "x y", "f", "g", "h"), "5:13 3", "5:9 h"),
        (("t", "x y", "f", "g", "i"), "5:3 g", "5:3 g"), (("l",), "6:3 l", "6:3 l"), (("l", 1), "8:3 l", "8:3 l"),
        (("l", 1, "m"), "9:5 2", "9:1 m"), (("l", 2), "6:3 l", "6:3 l"), (("l", 0, "n"), "6:3 l", "6:3 l"),
    ],
)  # fmt: skip
def test_the_place_of_a_path_or_of_what_is_around_it(path: KeyPath, value: str, key: str) -> None:
    for is_key, expected in ((False, value), (True, key)):
        place = Places(SourceText("x", DOCUMENT.encode()), DOCUMENT.encode()).of(path, key=is_key)
        start, end = place.span
        marked = place.line_text[start.column - 1 : end.column - 1]
        assert f"{start.line}:{start.column} {marked}" == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = " + "[" * 33 + "]" * 33, (1, 37)),
        ("b = [[1], 2]\na = " + "{ a = " * 33 + "1" + " }" * 33, (2, 5 + 6 * 32)),
        (
            "[x]\na = [" + "[" * 20 + "]" * 20 + ",\n" + "[{ a = " * 20 + "1" + " }]" * 20 + "]",
            (3, 7 * 15 + 2),
        ),
    ],
)
def test_where_a_map_is_too_deep(text: str, place: tuple[int, int]) -> None:
    found = [one for one in refused(text) if one.code == "E007"]
    assert [tuple(one.place.span.start) for one in found] == [place]
    assert found[0].message == "nested deeper than 32 levels"


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (("map", "title"), ""), (("premises",), ""), (("nope",), ""), (("premises", "p", "text"), ""),
        (("premises", "p", "nope", "x"), ""), (("accept",), ""), (("accept", 0), "code on because"),
        (("concepts", "c", "typology", "axes"), ""), (("concepts", "c", "typology"), "axes cells claimed-by"),
        (("premises", "p", "quote"), ""), (("sources", "s", "title"), ""),
    ],
)  # fmt: skip
def test_which_keys_a_table_takes(path: KeyPath, keys: str) -> None:
    assert keys_at(path) == keys.split()


def test_how_long_a_quote_may_be() -> None:
    text = f'{P}quote = {{{{ source = "s", exact = "{{}}" }}}}\n[sources.s]\ntitle = "S"\n'
    assert load_text(text.format("x" * 500)).map.sources
    assert [one.help for one in refused(text.format("x" * 501))] == ["At most 500 characters are allowed here."]


@pytest.mark.parametrize(("across", "down", "fits"), [(12, 12, True), (5, 29, False), (1, 144, True), (1, 145, False)])
def test_how_large_a_typology_may_be(across: int, down: int, *, fits: bool) -> None:
    axes = "".join(f"{name} = {[str(n) for n in range(size)]}\n" for name, size in (("a", across), ("b", down)))
    text = f'{P}[concepts.k]\nterm = "k"\n[concepts.k.typology.axes]\n{axes}'
    if fits:
        assert load_text(text).map.concepts["k"].typology
    else:
        assert "at most 144 cells" in refused(text)[0].message


def test_the_ids_that_are_known_are_those_of_every_table() -> None:
    map_ = load_text(REFERENCE).map
    known = known_ids(map_)
    assert list(known) == list(map_.ids())
    assert all(element_id in map_.table(kind) for element_id, kind in known.items())


def test_a_changed_main_file_is_read_as_changed(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(P + Z, "utf-8")
    loaded = load_file(path)
    assert load_module.load_changed(loaded, {path: (P + Z).replace("P.", "Q.").encode()}).map.premises["p"].text == "Q."
    assert load_module.load_changed(load_text(P + Z), {path: b"x"}).map.premises["p"].text == "P."


def test_a_file_with_nul_bytes_is_not_in_utf_8() -> None:
    with pytest.raises(MapError) as caught:
        read_module.check_text((P + Z).encode("utf-16-le"), "m.toml")
    assert [one.code for one in caught.value.findings] == ["E005"]


def test_a_table_declared_three_times_refers_to_the_first() -> None:
    with pytest.raises(MapError) as caught:
        load_text(P + Z + P + P)
    related = {one.related[0].place.span.start.line for one in caught.value.findings if one.code == "E021"}
    assert related == {1}


def test_an_invisible_character_is_found_below_texts_of_several_lines() -> None:
    text = "[premises.p]\ntext = '''P\nQ'''\n[conclusions.z]\ntext = \"Z.\"\n"
    text += '[inferences.i]\nfrom = [\n"p",\n\u00a0"z"]\nto = "z"\n'
    with pytest.raises(MapError) as caught:
        load_text(text)
    assert [(one.message[:40], one.place.span.start.line) for one in caught.value.findings][:1] == [
        ("there is an invisible character here, U+", 9)
    ]


def test_tags_and_labels_are_on_one_line() -> None:
    for key in ('tags = ["a\\nb"]', 'label = "a\\nb"'):
        with pytest.raises(MapError, match="must be on one line"):
            load_text(P + key + "\n" + Z)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[claims]\nx = { label = "L" }\n', "E014"),
        ("[inferences]\nx = { answers = {} }\n", "E014"),
        (f'[claims]\n{"x" * 300} = {{ text = "T." }}\n', "E019"),
    ],
)
def test_what_is_wrong_with_a_whole_element_is_shown_at_its_id(text: str, code: str) -> None:
    found = next(one for one in refused(text) if one.code == code)
    assert tuple(found.place.span.start) == (2, 1)
    assert found.place.span.end.column - 1 == len(text.split("\n")[1].partition(" = ")[0])


def test_a_cell_of_several_axes_that_is_there_twice() -> None:
    cell = '[[concepts.k.typology.cells]]\nat = { x = "a", y = "b" }\nexample = "E."\n'
    text = f'[concepts.k]\nterm = "K"\n[concepts.k.typology.axes]\nx = ["a"]\ny = ["b"]\n{cell}{cell}'
    assert 'concept "k": cell 2 repeats a b' in [one.message for one in refused(text)]


def test_a_tag_has_letters() -> None:
    for tag in ("", "  "):
        assert refused(f'[claims.x]\ntext = "T."\ntags = ["{tag}"]\n')
    assert load_text('[claims.x]\ntext = "T."\ntags = ["t"]\n')
