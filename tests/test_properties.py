"""Properties that hold for every map, tested on made-up ones."""

from __future__ import annotations

import tomllib
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from conftest import analysed
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.findings import MapError
from argmap.layout.metrics import text_width, wrap
from argmap.loading.places import Places
from argmap.report.checked import Checked
from argmap.report.text import format_text
from argmap.source import SourceText, visible

IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,6}", fullmatch=True)
TABLES = ("premises", "claims", "conclusions", "inferences", "objections", "cautions", "map", "accept", "x")
VALUES = st.one_of(
    st.text(max_size=12).map(lambda text: "'" + text.replace("'", "").replace("\n", "").replace("\r", "") + "'"),
    st.integers(-5, 5).map(str),
    st.sampled_from(["[]", '["a", "b"]', "{ a = 1 }", "true", "1.5", "[[1], [2, {q = 3}]]", "2024-01-01"]),
)
KEYS = st.sampled_from(["text", "from", "to", "on", "against", "grade", "quote", "a.b", '"q k"', "title", "garde"])
LINES = st.one_of(
    st.tuples(st.sampled_from(TABLES), IDS).map(lambda pair: f"[{pair[0]}.{pair[1]}]"),
    st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    st.just("[[accept]]"),
    st.just("# note"),
)
DOCUMENTS = st.lists(LINES, max_size=14).map("\n".join)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [path, *(leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key)))]
    if isinstance(value, list):
        return [path, *(leaf for index, inner in enumerate(value) for leaf in leaves(inner, (*path, index)))]
    return [path]


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_both_readings_of_toml_see_the_same_keys(document: str) -> None:
    try:
        data = tomllib.loads(document)
    except tomllib.TOMLDecodeError:
        return
    source = SourceText("x", document.encode())
    known = set(Places(source, source.data).everything())
    assert {path for path in leaves(data) if path} <= known


@given(st.one_of(DOCUMENTS, st.text(max_size=200), st.binary(max_size=100).map(lambda data: data.decode("latin-1"))))
@settings(max_examples=500, deadline=None)
def test_any_text_loads_or_is_refused_in_words(document: str) -> None:
    try:
        findings = analysed(document).findings
    except MapError as error:
        findings = error.findings
    text = format_text(Checked(["x"], findings))
    assert "\x1b" not in text
    for finding in findings:
        assert finding.message
        assert finding.place.span.start.line >= 1
        assert "pydantic" not in finding.message.lower()


@given(st.text(max_size=60))
@settings(deadline=None)
def test_visible_text_is_safe_for_xml(text: str) -> None:
    shown = visible(text)
    ET.fromstring(f"<a>{shown.replace('&', '').replace('<', '').replace('>', '')}</a>")  # noqa: S314 - made above
    assert "\n" not in shown
    assert "\x1b" not in shown


@given(st.text(max_size=120), st.floats(60, 400))
@settings(deadline=None)
def test_wrapping_fits_and_loses_nothing(text: str, width: float) -> None:
    text = visible(text)
    lines = wrap(text, width, 13)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert text_width(line, 13) <= width + 1e-6 or len(line.split()) <= 1


@pytest.mark.parametrize("text", ["", " ", "\u200d", "e\u0301" * 50])
def test_odd_texts_wrap(text: str) -> None:
    assert wrap(text, 80, 13)
