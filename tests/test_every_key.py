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
from argmap.compare.edits import Sort
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
    texts.append(sheet_markdown(review_blocks(analysis)))
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
    sorts = {change.sort for change in comparison.changes if element_id in {change.old, change.new}}
    shown = table == "groups" or key in {"label", "tags", "group"}
    assert sorts == {Sort.PRESENTATION if shown else Sort.MEANING}


def sorts_of(before: dict[str, Any], after: dict[str, Any]) -> set[Sort]:
    """The sorts of the differences between two maps that are but for these entries of `map` the same."""
    maps = (
        mill().map.model_copy(
            update={key: value for key, value in entries.items() if key == "accept"}
            | {"map": mill().map.map.model_copy(update={key: one for key, one in entries.items() if key != "accept"})}
        )
        for entries in (before, after)
    )
    old, new = (Analysis(LoadedMap(map_), mill().settings, mill().sources) for map_ in maps)
    return {change.sort for change in compare(old, new).changes}


@pytest.mark.parametrize("key", MapInfo.model_fields)
def test_each_key_of_the_map_is_compared(key: str) -> None:
    value = getattr(mill().map.map, key)
    default = MapInfo.model_fields[key].get_default(call_default_factory=True)
    other: object = default if value != default else "other"
    wanted = Sort.PRESENTATION if key == "presentation" else Sort.MEANING
    assert sorts_of({}, {key: other}) == sorts_of({key: other}, {}) == {wanted}


@pytest.mark.parametrize(
    ("part", "key"), [(part, key) for part in (Grading, Presentation) for key in part.model_fields]
)
def test_each_key_within_the_map_is_compared(part: type[Model], key: str) -> None:
    name = part.__name__.lower()
    value = getattr(getattr(mill().map.map, name), key)
    default = part.model_fields[key].get_default(call_default_factory=True)
    assert value != default, f"{MILL.name} does not use {name}.{key}"
    other = {name: getattr(mill().map.map, name).model_copy(update={key: default})}
    assert sorts_of({}, other) == {Sort.PRESENTATION if part is Presentation else Sort.MEANING}


def test_each_key_of_an_acceptance_is_compared() -> None:
    accepted = Acceptance(code="W201", because="So.")
    for entry in (
        accepted,
        accepted.model_copy(update={"because": "Else."}),
        accepted.model_copy(update={"on": next(iter(mill().map.premises))}),
        accepted.model_copy(update={"code": "W202"}),
    ):
        wanted = set() if entry == accepted else {Sort.SILENCED}
        assert sorts_of({"accept": (accepted,)}, {"accept": (entry,)}) == wanted
    assert sorts_of({"accept": ()}, {"accept": (accepted,)}) == {Sort.SILENCED}


def inner(part: type[Model]) -> Iterator[tuple[str, str, Any, Any]]:
    """An element with each key of a part inside it, and the same element with another value of that key."""
    for table, element_id, element in ((kind.table, name, one) for kind, name, one in mill().map.elements()):
        for outer in type(element).model_fields:
            value = getattr(element, outer)
            for place, one in enumerate(value if isinstance(value, tuple) else [value]):
                if not isinstance(one, part):
                    continue
                for key in part.model_fields:
                    if getattr(one, key) in (None, (), {}):
                        continue
                    changed_part = one.model_copy(update={key: other_value(getattr(one, key))})
                    new = (
                        (*value[:place], changed_part, *value[place + 1 :])
                        if isinstance(value, tuple)
                        else changed_part
                    )
                    yield table, element_id, element.model_copy(update={outer: new}), key


def other_value(value: object) -> object:
    if isinstance(value, str):
        return f"{value} else"
    if isinstance(value, dict):
        return dict(list(value.items())[:-1])
    return value[:-1] if isinstance(value, tuple) else None


@pytest.mark.parametrize("part", [Quote, Typology])
def test_each_key_inside_an_element_is_compared(part: type[Model]) -> None:
    seen = set()
    for table, element_id, element, key in inner(part):
        seen.add(key)
        elements = {**getattr(mill().map, table), element_id: element}
        map_ = mill().map.model_copy(update={table: elements})
        found = compare(mill(), Analysis(LoadedMap(map_), mill().settings, mill().sources))
        assert {change.sort for change in found.changes} == {Sort.MEANING}, (element_id, key)
    assert seen == set(part.model_fields) - {"start", "end"}, "which test_comparing.py has"


@pytest.mark.parametrize("key", Cell.model_fields)
def test_each_key_of_a_cell_is_compared(key: str) -> None:
    name, concept = next((name, one) for name, one in mill().map.concepts.items() if one.typology is not None)
    assert concept.typology is not None
    place = next(place for place, one in enumerate(concept.typology.cells) if getattr(one, key))
    cells = list(concept.typology.cells)
    cells[place] = cells[place].model_copy(
        update={
            key: other_value(getattr(cells[place], key))
            if key != "at"
            else {axis: values[0] for axis, values in concept.typology.axes.items()} | {"else": "x"}
        }
    )
    typology = concept.typology.model_copy(update={"cells": tuple(cells)})
    concepts = {**mill().map.concepts, name: concept.model_copy(update={"typology": typology})}
    map_ = mill().map.model_copy(update={"concepts": concepts})
    found = compare(mill(), Analysis(LoadedMap(map_), mill().settings, mill().sources))
    assert [change.key.startswith("typology cell") for change in found.changes if change.id == name]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('language = "en"', ""), ('[map]\ntitle = "T"\nlanguage = "en"', '[map]\ntitle = "T"'),
        ("grade = 0.875", ""), ('tags = ["a"]', 'label = "A"'),
    ],
)  # fmt: skip
def test_a_default_that_is_written_out_is_presentation(old: str, new: str) -> None:
    text = '[map]\ntitle = "T"\nlanguage = "en"\n[premises.p]\ntext = "P."\ngrade = 0.875\ntags = ["a"]\n'
    text += '[conclusions.c]\ntext = "C."\n[inferences.i]\nfrom = ["p"]\nto = "c"\n'
    assert old in text
    found = compare(analysed(text), analysed(text.replace(old, new)))
    assert {change.sort for change in found.changes} == {Sort.PRESENTATION}


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


def test_every_part_of_a_map_is_compared() -> None:
    """All but these two: which version of the format it is, and which file a table is in, say nothing."""
    left_out = {"format", "include"}
    assert set(Map.model_fields) - left_out == {"map", "accept", *(kind.table for kind in Kind)}
