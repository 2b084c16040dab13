"""Every key of the format is used in one map, and each is shown, compared and documented."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from conftest import ROOT, analysed

from argmap.analysis import Analysis
from argmap.compare.diff import compare
from argmap.layout.engine import Engine
from argmap.loading.load import LoadedMap
from argmap.model import Answer, Kind, Map, MapInfo, Quote
from argmap.model.base import Model
from argmap.model.concept import Cell, Typology
from argmap.model.elements import Acceptance
from argmap.model.mapping import Grading, Presentation
from argmap.render import Format
from argmap.render.draw import draw
from argmap.report.review import review_blocks
from argmap.report.sheet import sheet_markdown

MILL = ROOT / "maps/mill.toml"
OTHERS: tuple[type[Model], ...] = (MapInfo, Grading, Presentation, Typology, Cell, Quote, Answer, Acceptance)


def of_kinds() -> Iterator[tuple[str, str]]:
    """Every key of every table of elements."""
    for kind in Kind:
        for key in element_type(kind).model_fields:
            yield kind.table, key


def element_type(kind: Kind) -> type[Model]:
    found: type[Model] = Map.model_fields[kind.table].annotation.__args__[1]  # type: ignore[union-attr]
    return found


@cache
def mill() -> Analysis:
    return analysed(MILL)


@cache
def everything_shown() -> str:
    """All the texts of the outputs of a map, without markup."""
    analysis = mill()
    with Engine() as engine:
        outputs = draw(analysis, [Format.SVG, Format.HTML, Format.JSON, Format.TEXT], engine).outputs
    texts = [data.decode() for data in outputs.values()]
    texts += [json.dumps(json.loads(outputs[Format.JSON]), ensure_ascii=False)]
    texts.append(sheet_markdown(review_blocks(analysis, "")))
    texts += [finding.accepted for finding in analysis.findings]
    plain = html.unescape(re.sub(r"<[^>]*>", " ", " ".join(texts)))
    return " ".join(plain.split())


def examples(table: str, key: str) -> list[tuple[str, Any]]:
    """The elements of a table that have a key, with its value."""
    found = []
    for element_id, element in mill().map.table(Kind(next(kind for kind in Kind if kind.table == table))).items():
        value, default = getattr(element, key), type(element).model_fields[key]
        if default.is_required() or value != default.get_default(call_default_factory=True):
            found.append((element_id, value))
    return found


def words(value: object) -> Iterator[str]:
    """What must be seen of a value: its words, or what it refers to."""
    graph = mill().graph
    if isinstance(value, Quote):
        yield value.words or (value.source and graph.map.sources[value.source].label) or ""
    elif isinstance(value, Model):
        for part in type(value).model_fields:
            yield from words(getattr(value, part))
    elif isinstance(value, dict):
        for part in value.values():
            yield from words(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from words(part)
    elif isinstance(value, float):
        yield f"{value:g}"
    elif isinstance(value, str):
        known = {element_id for _, element_id, _ in graph.map.elements()}
        yield mill().words(value) if value in known else value.replace("-", " ") if key_like(value) else value


def key_like(value: str) -> bool:
    """Whether a value is the name of a scheme, which is shown in words."""
    return bool(re.fullmatch(r"[a-z]+(-[a-z]+)+", value))


@pytest.mark.parametrize(("table", "key"), list(of_kinds()))
def test_each_key_is_used_and_shown(table: str, key: str) -> None:
    found = examples(table, key)
    assert found, f"{MILL.name} does not use {key} in [{table}]"
    if (table, key) == ("sources", "text"):
        return  # a path, by which quotes are looked up
    for element_id, value in found:
        for text in words(value):
            seen = everything_shown()
            assert " ".join(text.split()) in seen or text.lower() in seen.lower(), (element_id, key, text)


def changed(value: object) -> object:
    """Another value of the same kind."""
    if isinstance(value, str):
        return f"{value} indeed"
    return 0.123 if isinstance(value, float) else None


@pytest.mark.parametrize(("table", "key"), list(of_kinds()))
def test_each_key_is_compared(table: str, key: str) -> None:
    analysis = mill()
    element_id, value = examples(table, key)[0]
    elements = dict(getattr(analysis.map, table))
    element = elements[element_id]
    default = type(element).model_fields[key]
    if key in {"from_", "to", "against", "on", "among"}:
        taken = {element_id, *(value if isinstance(value, tuple) else (value,))}
        other = next(name for name in analysis.map.premises if name not in taken)
        new: object = (*value[1:], other) if isinstance(value, tuple) else other
    else:
        new = (
            changed(value) if default.is_required() or key == "text" else default.get_default(call_default_factory=True)
        )
    elements[element_id] = element.model_copy(update={key: new})
    later = Analysis(LoadedMap(analysis.map.model_copy(update={table: elements})), analysis.settings, analysis.sources)
    comparison = compare(analysis, later)
    assert not comparison.is_same
    assert any(element_id in {change.old, change.new} for change in comparison.changes)


def rows() -> list[str]:
    """The rows of the tables in the reference of the format."""
    return [line for line in (ROOT / "docs/format.md").read_text().splitlines() if line.startswith("|")]


@pytest.mark.parametrize("kind", Kind)
def test_each_key_is_documented_in_the_row_of_its_table(kind: Kind) -> None:
    (row,) = [row for row in rows() if row.startswith(f"| `[{kind.table}.ID]`")]
    for key in element_type(kind).table_keys():
        assert f"`{key}`" in row, key


@pytest.mark.parametrize("model", OTHERS, ids=lambda model: model.__name__)
def test_each_other_key_is_documented(model: type[Model]) -> None:
    for key in model.table_keys():
        assert any(f"`{key}`" in row for row in rows()), key


@pytest.mark.parametrize("key", MapInfo.model_fields)
def test_what_is_said_of_the_map_is_compared(key: str) -> None:
    analysis = mill()
    info = analysis.map.map
    default = MapInfo.model_fields[key].get_default(call_default_factory=True)
    assert getattr(info, key) != default or key == "language"
    new = "de" if key == "language" else default
    later = analysis.map.model_copy(update={"map": info.model_copy(update={key: new})})
    comparison = compare(analysis, Analysis(LoadedMap(later), analysis.settings, analysis.sources))
    assert "map" in {change.kind for change in comparison.changes}
