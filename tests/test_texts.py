"""Places in a text, what is made visible of it, and what is suggested for a word."""

from __future__ import annotations

import pytest

from argmap.findings import Finding, MapError, Severity, UnknownElement
from argmap.source import Position, SourceText, shortened, visible
from argmap.suggest import did_you_mean, nearest

TEXT = "one\r\n\nζwei 😀x\nlast"


@pytest.mark.parametrize(
    ("sign", "line", "column", "shown"),
    [
        ("one", 1, 1, "one"),
        ("e\r", 1, 3, "one"),
        ("\n\n", 1, 5, "one"),
        ("\nζ", 2, 1, ""),
        ("ζ", 3, 1, "ζwei 😀x"),
        ("w", 3, 2, "ζwei 😀x"),
        ("😀", 3, 6, "ζwei 😀x"),
        ("x", 3, 7, "ζwei 😀x"),
        ("\nlast", 3, 8, "ζwei 😀x"),
        ("last", 4, 1, "last"),
        ("", 4, 5, "last"),
    ],
)
def test_places(sign: str, line: int, column: int, shown: str) -> None:
    source = SourceText("a.toml", TEXT.encode())
    start = source.data.index(sign.encode()) if sign else len(source.data)
    place = source.place(start, start)
    assert (place.file, place.span.start, place.line_text) == ("a.toml", (line, column), shown)
    assert source.place_at(Position(line, column)).span == ((line, column), (line, column + 1))
    assert source.place_at(Position(line, column), 3) == ("a.toml", ((line, column), (line, column + 3)), shown)
    assert source.text == TEXT


def test_lines_past_the_ends_are_empty() -> None:
    source = SourceText("a.toml", TEXT.encode())
    assert [source.line(number) for number in (-1, 0, 1, 4, 5)] == ["", "", "one", "last", ""]
    assert SourceText("a.toml", b"").place(0, 0).span.end == (1, 1)
    assert SourceText("a.toml", b"a\n").line(2) == ""
    assert source.place(0, 8).span.end == (3, 2)


def test_the_lines_of_a_text_are_no_part_of_what_it_is() -> None:
    used, fresh = SourceText("a", b"1\n2"), SourceText("a", b"1\n2")
    used.line(2)
    assert used == fresh
    assert repr(used) == "SourceText(name='a', data=b'1\\n2')"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain ζ 😀", "plain ζ 😀"),
        ("a\tb\nc\rd\x0be\x0cf\u2028g\u2029h", "a b c d e f g h"),
        ("no\u00a0break", "no break"),
        ("\x00\x1b[31m\x7f\x85", "[U+0000][U+001B][31m[U+007F][U+0085]"),
        ("".join(map(chr, range(0x202A, 0x202F))), "[U+202A][U+202B][U+202C][U+202D][U+202E]"),
        ("".join(map(chr, range(0x2066, 0x206A))), "[U+2066][U+2067][U+2068][U+2069]"),
        ("\ud800", "[U+D800]"),
        ("\ufffe\uffff\U0001fffe\U0010ffff", "[U+FFFE][U+FFFF][U+1FFFE][U+10FFFF]"),
        ("\ufdcf\ufdd0\ufdef\ufdf0", "\ufdcf[U+FDD0][U+FDEF]\ufdf0"),
        ("a\u200db\u200ec\u200fd\u2065\u00ad", "a\u200db\u200ec\u200fd\u2065\u00ad"),
        ("\ufffd\n", "\ufffd "),
        ("\ue000\u0378", "\ue000\u0378"),
    ],
)
def test_what_is_seen(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [("x" * 80, 80, "x" * 80), ("x" * 81, 80, "x" * 79 + "…"), ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("", 1, "")],
)
def test_what_is_shortened(text: str, length: int, short: str) -> None:
    assert shortened(text, length) == short
    assert length != 80 or shortened(text) == short


MANY = [f"z{number}" for number in range(5_000)]


@pytest.mark.parametrize(
    ("word", "among", "near"),
    [
        ("rian", ["river", "rain"], "rain"),
        ("rain", ["rian", "rain"], "rain"),
        ("ab", ["xb"], None),
        ("abc", ["abx"], "abx"),
        ("abcde", ["abcxy"], "abcxy"),
        ("abcdefg", ["abcdxyz"], None),
        ("x", [], None),
        ("", ["a"], None),
        ("rian", [*MANY[1:], "Rian"], "Rian"),
        ("rian", [*MANY, "Rian"], None),
        ("rian", [*MANY, "rain"], "rain"),
        ("zebra", [*MANY[1:], "zebr"], "zebr"),
        ("zebra", [*MANY, "zebr"], None),
        ("a" * 200 + "b" * 300, ["a" * 200], "a" * 200),
        ("a" * 201, ["a" * 200], "a" * 200),
    ],
)
def test_what_is_near_a_word(word: str, among: list[str], near: str | None) -> None:
    assert nearest(word, among) == near
    assert did_you_mean(word, among) == (f'Did you mean "{near}"?' if near else "")


def test_errors_say_what_is_wrong() -> None:
    place = SourceText("a.toml", b"one\ntwo").place(5, 6)
    first = Finding("E001", Severity.ERROR, "it is wrong", place)
    assert str(MapError([first])) == "a.toml:2:2: it is wrong"
    assert str(MapError([first, first])) == "a.toml:2:2: it is wrong (and 1 more)"
    assert MapError([first] * 3).findings == (first, first, first)
    assert (str(UnknownElement("rian", ["rain"])), UnknownElement("rian", ["rain"]).advice) == (
        'unknown id "rian"',
        'Did you mean "rain"?',
    )
    assert UnknownElement("x", ["rain"]).advice == "Use the id of an element in the map."
