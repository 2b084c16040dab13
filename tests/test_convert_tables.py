"""Tables as CSV and XLSX, in and out; Mermaid, GraphML and D2, out."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import networkx
import openpyxl
import pytest
from conftest import ROOT, node_tool, npm_install
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from argmap.convert import csv_table, d2, graphml, mermaid, xlsx
from argmap.convert.draft import Translation
from argmap.convert.loss import Loss
from argmap.convert.read import read_any
from argmap.convert.toml import Table, toml_text
from argmap.findings import MapError
from argmap.loading.load import LoadedMap, load_file, load_text, load_translation
from argmap.model import Kind
from argmap.source import SourceText

MAPS = sorted((ROOT / "maps").glob("*.toml"))
EVERYTHING = ROOT / "tests/everything.toml"
HOSTILE = ROOT / "tests/hostile.toml"
PARSERS = ("mermaid@11.17.2", "jsdom@26.1.0", "@terrastruct/d2@0.1.33")

PIECES = (
    *"=+-@'\",;|\t\r\n\\[]{}()<>&#%$`*_:.!/~^",
    *"aZ0 é\u00a0\u200d\u0000\u001b\u202e\ufeff\ufffe\u0085\u2028😀שﬂ°¶ß",
    *(
        "%%{init: {}}%%",
        "click n1 href",
        "_x0041_",
        "_x",
        "#quot;",
        "${x}",
        "]]>",
        '"]',
        '"}',
        "|md",
        "end\n",
        "; ",
        "\\;",
    ),
    *(
        "@import",
        "...@x",
        "`**b**`",
        "1. x",
        "- x",
        "www.a.org",
        "javascript:x",
        "fa:fa-ban",
        "--- ",
        "<br>",
        "='",
        "''=",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join).map(str.strip).filter(bool)
LINES = TEXTS.map(lambda text: re.sub(r"[\r\n]", " ", text)[:60].strip()).filter(bool)
GRADES = st.one_of(st.none(), st.sampled_from(["likely", "remote", 0, 1]), st.floats(0, 1))


@st.composite
def maps(draw: st.DrawFn) -> LoadedMap:
    """Small maps with texts that programs could take for markup."""

    def values(*keys: str) -> dict[str, Any]:
        made = {
            "text": draw(TEXTS),
            "label": draw(st.none() | LINES),
            "also": draw(st.lists(TEXTS, max_size=2)),
            "tags": draw(st.lists(LINES, max_size=2)),
            "grade": draw(GRADES),
            "warrant": draw(st.none() | TEXTS.map("as is {} usual".format) | st.just("p0")),
            "group": draw(st.none() | st.just("g")),
            "by": draw(st.none() | TEXTS),
            "quote": draw(st.none() | st.just({"source": "s", "exact": "a; b"}) | st.just([{"source": "s"}] * 2)),
        }
        return {key: made[key] for key in keys if made[key] not in (None, [])}

    has_ids = draw(st.booleans())
    said = ("text", "label", "also", "tags", "group", "by", "quote")
    tables = [Table("premises", f"p{number}", values(*said, "grade")) for number in range(draw(st.integers(1, 3)))]
    tables += [Table("claims", "c", values(*said)), Table("conclusions", "end", values(*said))]
    step = {"from": [table.id for table in tables[:-2]], "to": "c", **values("grade", "warrant", "label", "by")}
    against = draw(st.sampled_from(["c", "p0", "i"])) if has_ids else "c"
    steps = [("inferences", "i", step), ("inferences", "j", {"from": ["c"], "to": "end"})]
    steps.append(("objections", "o", {"against": against, **values("text", "also", "grade", "tags")}))
    if draw(st.booleans()):
        steps.append(("objections", "o2", {"against": "c", "from": ["p0"]}))
    tables += [Table(table, own if has_ids else "", keys) for table, own, keys in steps]
    tables += [
        Table("sources", "s", {"title": draw(TEXTS)}),
        Table("groups", "g", {"title": draw(TEXTS)}),
        Table("concepts", "k", {"term": draw(TEXTS), "definition": draw(TEXTS)}),
        Table("cautions", "w", {"on": ["k", "c"], "text": draw(TEXTS)}),
        Table("contested", "d", {"on": ["c"], "by": draw(TEXTS), "reason": draw(TEXTS)}),
        Table("notes", "n", {"on": ["g"], "text": draw(TEXTS)}),
    ]
    info = {"title": draw(TEXTS), "presentation": {"notes": {"c": draw(TEXTS)}}} if draw(st.booleans()) else {}
    accept = [{"code": "S101", "because": draw(TEXTS)}] if draw(st.booleans()) else []
    return load_text(toml_text(info, tables, accept))


def loaded(made: Translation) -> LoadedMap:
    return load_translation(made.text, made.original, None)


def from_csv(text: str, name: str = "t.csv") -> Translation:
    return csv_table.read(SourceText(name, text.encode()))


def orders(given_map: LoadedMap) -> list[list[str]]:
    return [list(given_map.map.table(kind)) for kind in Kind]


def same(one: LoadedMap, other: LoadedMap) -> bool:
    return (one.map, one.unnamed, orders(one)) == (other.map, other.unnamed, orders(other))


def paths(losses: list[Loss]) -> set[tuple[str, object]]:
    return {(loss.what, loss.where) for loss in losses}


# Tables: out and in again


@settings(max_examples=40)
@given(maps())
def test_csv_and_back_is_the_same_map(given_map: LoadedMap) -> None:
    text, losses = csv_table.write(given_map)
    assert not losses
    again = loaded(from_csv(text))
    assert again.map == given_map.map
    assert same(again, given_map)


@settings(max_examples=40)
@given(maps())
def test_xlsx_and_back_is_the_same_map(given_map: LoadedMap) -> None:
    data, losses = xlsx.write(given_map)
    assert not losses
    assert same(loaded(xlsx.read("t.xlsx", data)), given_map)


@pytest.mark.parametrize("path", [*MAPS, EVERYTHING, HOSTILE], ids=lambda path: path.stem)
def test_maps_come_back_from_tables(path: Path) -> None:
    given_map = load_file(path)
    for made in (from_csv(csv_table.write(given_map)[0]), xlsx.read("t.xlsx", xlsx.write(given_map)[0])):
        assert made.losses == ()
        assert same(loaded(made), given_map)


@settings(max_examples=40)
@given(maps())
def test_no_cell_is_a_formula(given_map: LoadedMap) -> None:
    import csv

    text = csv_table.write(given_map)[0]
    cells = [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True) for cell in row]
    assert not [cell for cell in cells if cell and cell[0] in "=+-@\t\r\n"]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.write(given_map)[0])).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_workbook_has_no_time_in_it() -> None:
    given_map = load_file(EVERYTHING)
    assert xlsx.write(given_map)[0] == xlsx.write(given_map)[0]
    with zipfile.ZipFile(io.BytesIO(xlsx.write(given_map)[0])) as archive:
        assert b"20" not in re.sub(rb"http://[^\"]*", b"", archive.read("docProps/core.xml"))


def test_a_long_cell_of_a_workbook_is_a_loss() -> None:
    long = ", ".join(f'"{letter * 15_000}"' for letter in "abc")
    given_map = load_text(f'[premises.p]\ntext = "x"\nalso = [{long}]\n')
    data, losses = xlsx.write(given_map)
    assert paths(losses) == {("long also", ("premises", "p"))}
    assert [len(text) for text in loaded(xlsx.read("t.xlsx", data)).map.premises["p"].also] == [15_000, 15_000]


# Tables made by hand

STEPS = {
    "id,text,supports\n1,Rain fell.,2\n2,The river rose.,3\n3,The town flooded.,\n": [
        ("inference", ["rain-fell"], "the-river-rose"),
        ("inference", ["the-river-rose"], "the-town-flooded"),
    ],
    "\ufeffID;Statement;Attacks\r\nA 1;Rain fell.;B 2\r\nB 2;It was dry.;\r\n": [
        ("objection", ["rain-fell"], "it-was-dry")
    ],
    "Text\tParent\tRelation\nDogs help.\t\t\nThey bite.\tdogs  HELP.\tCon\nThey fetch.\tDogs help.\tpro\n": [
        ("inference", ["they-fetch"], "dogs-help"),
        ("objection", ["they-bite"], "dogs-help"),
    ],
    'text,supports\n"Two\nlines, and a ""quote"".",End.\nEnd.,\n': [("inference", ["two-lines-and-a-quote"], "end")],
    "sep=;\nid;text;supports;attacks\na;One.;b, c;\nb;Two.;;c\nc;Three.;;\n": [
        ("inference", ["one"], "two"),
        ("inference", ["one"], "three"),
        ("objection", ["two"], "three"),
    ],
    "type,id,text,from,to\n,A,One.,,\n,B,Two.,,\n,C,Three.,,\ninference,,,A; B,C\n": [
        ("inference", ["one", "two"], "three")
    ],
    "type,id,text,against,supports\nclaim,X,It holds.,,\nobjection,Y,It does not.,X,\nclaim,Z,See there.,,Y\n": [
        ("inference", ["see-there"], "it-does-not"),
        ("objection", [], "it-holds"),
    ],
}


@pytest.mark.parametrize("text", STEPS)
def test_simple_tables(text: str) -> None:
    made = from_csv(text)
    assert [lost.what for lost in made.losses] == ["line break or tab in a text"] * ("Two\nlines" in text)
    map_ = loaded(made).map
    found = [("inference", list(step.from_), step.to) for step in map_.inferences.values()]
    found += [("objection", list(step.from_ or ()), step.against) for step in map_.objections.values()]
    assert sorted(found) == sorted(STEPS[text])


def test_kinds_follow_from_the_place_in_the_map() -> None:
    text = "id,text,supports,kind\na,One.,b,\nb,Two.,c,claim\nc,Three.,,\nd,Four.,c,assumption\n"
    map_ = loaded(from_csv(text)).map
    kinds = [(kind.value, own) for kind, own, _ in map_.elements() if kind.is_statement]
    assert kinds == [("premise", "one"), ("assumption", "d"), ("claim", "b"), ("conclusion", "three")]


def test_other_columns_of_simple_tables() -> None:
    text = (
        "id,title,text,supports,grade,author,source,quote,section,tags,scheme,notes\n"
        '1,Low,Wages are low.,2,70%,Ann,https://example.org/a,low pay,Money,"x, y",Argument from Expert Opinion,Why?\n'
        "2,,People leave.,,,,,,Money,,,\n"
        "3,,Rents rise.,2,Very Likely,,https://example.org/a,,,,Some other,\n"
    )
    map_ = loaded(from_csv(text)).map
    low = map_.premises["low"]
    assert (low.label, low.text, low.grade, low.by, low.tags) == ("Low", "Wages are low.", 0.7, "Ann", ("x", "y"))
    assert low.quote[0].exact == "low pay"
    assert [source.url for source in map_.sources.values()] == ["https://example.org/a"]
    assert [group.title for group in map_.groups.values()] == ["Money"]
    assert map_.premises["rents-rise"].grade == 0.875
    assert [(step.scheme, step.tags) for step in map_.inferences.values()] == [
        ("expert-opinion", ()),
        (None, ("Some other",)),
    ]
    assert [(note.on, note.text) for note in map_.notes.values()] == [(("low",), "Why?")]


def test_a_row_added_by_hand_changes_no_id() -> None:
    given_map = load_file(EVERYTHING)
    text = csv_table.write(given_map)[0]
    columns = text.partition("\n")[0].count(",")
    added = f",,,The new bridge helps.,,bend{',' * (columns - 5)}\n"
    again = loaded(from_csv(text + added)).map
    assert set(given_map.map.ids()) < set(again.ids())
    assert [step.to for step in again.inferences.values() if step.from_ == ("the-new-bridge-helps",)] == ["bend"]


def test_unknown_columns_are_lost_where_they_are() -> None:
    made = from_csv("id,Colour,text\n1,red,One.\n")
    assert [loss.what for loss in made.losses] == ["unknown column"]
    assert made.original.source.place(*made.losses[0].where).span.start == (1, 4)


# Errors

ERRORS = {
    "id,text,supports\n1,One.,2\n": ("no row has the id or text", 2, 8),
    "id,text,supports\né,Ünd,é\né,Two.,\n": ("is already used in line 2", 3, 1),
    "kind,id,text\npremise,a,x\npremise,a,y\n": ("is already used in line 2", 3, 9),
    "text,parent,relation\nOne.,,\nTwo.,One.,sideways\n": ("unknown relation", 3, 11),
    "id,text\n1,One, two\n": ("more cells than the table has columns", 2, 7),
    'id,text\n1,"One\n2,Two\n': ("never closed", 2, 3),
    'id,text\n1,"One" two\n': ("must be a separator", 2, 3),
    "kind,id,text,grade\npremise,a,x,very sure\n": ("not a valid grade", 2, 13),
    'kind,id,text,quote\npremise,a,"x\ny",{oops}\n': ("not valid JSON", 3, 4),
    "kind,id,text,url\npremise,a,x,javascript:x\n": ("link", 2, 13),
    "kind,id,text,from,to\npremise,a,x,,\ninference,i,,a,b\n": ('"b"', 3, 16),
    "from,to,text\n,,One.\nOne.,,\n": ("leads to nothing", 3, 1),
    "id,text\n": ("no rows below", 1, 1),
    "one,two\nx,y\n": ("does not name a column", 1, 1),
    ",,\n\n": ("the table is empty", 1, 1),
    ",".join(["text"] * 10_000): ("10,000 columns", 1, 1),
}


@pytest.mark.parametrize("text", ERRORS, ids=lambda text: str(ERRORS[text][0])[:20])
def test_errors_have_the_place_of_the_cell(text: str) -> None:
    message, line, column = ERRORS[text]
    with pytest.raises(MapError) as caught:
        loaded(from_csv(text))
    first = caught.value.findings[0]
    assert message in first.message
    assert first.place.span.start == (line, column)
    assert first.help


def test_every_wrong_reference_is_reported() -> None:
    rows = "".join(f"{number},Text {number}.,x{number}\n" for number in range(40))
    with pytest.raises(MapError) as caught:
        from_csv(f"id,text,supports\n{rows}")
    assert [finding.place.span.start.line for finding in caught.value.findings] == list(range(2, 42))


@given(
    st.lists(st.sampled_from([*"ab\",;\t\n\r\0'=1 é", "id", "text", "supports", "parent", "kind"]), max_size=60).map(
        "".join
    )
)
@example('text\n"' + '"' * 99_999)
@example("text\n" + "x" * 19_999 + "\0\n")
@example("text,supports\n" + "a,a\n" * 3)
def test_any_text_makes_a_map_or_an_error(text: str) -> None:
    with suppress(MapError):
        loaded(from_csv(text))


def test_a_table_of_many_rows_is_read_quickly() -> None:
    import time

    rows = "".join(f"{number},Ünit number {number} is as it is.,{number // 2}\n" for number in range(1, 20_000))
    text = f"id,text,supports\n0,Start.,\n{rows}"
    start = time.process_time()
    made = from_csv(text)
    assert time.process_time() - start < 20
    assert len(made.original.origins) > 39_000
    assert (
        made.original.origins["inferences", 19_998]()[0] == len(text.encode()) - len(text.splitlines()[-1].encode()) - 1
    )


# Workbooks


def workbook(*rows: tuple[Any, ...], sheets: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for number in range(sheets):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook_made_by_hand() -> None:
    import datetime as dt

    rows = [("No", "Statement", "Supports", "Grade", "Date"), (), (1, "'=Rain", 2, 0.5, dt.date(2024, 5, 6))]
    made = xlsx.read("t.xlsx", workbook(*rows, (2.0, "Flood", None, None, None), sheets=2))
    assert [loss.what for loss in made.losses] == ["later sheet"]
    map_ = loaded(made).map
    assert map_.premises["rain"].text == "'=Rain"
    assert (map_.premises["rain"].grade, map_.premises["rain"].date) == (0.5, "2024-05-06")
    assert [step.to for step in map_.inferences.values()] == ["flood"]


def test_errors_in_a_workbook_name_the_cell() -> None:
    with pytest.raises(MapError) as caught:
        xlsx.read("t.xlsx", workbook(("id", "text", "supports"), (1, "a\nb", 9)))
    first = caught.value.findings[0]
    assert first.message.startswith("cell C2: no row has")
    assert (first.place.span.start, first.place.line_text) == ((2, 7), "1\ta b\t9")


def changed(data: bytes, name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as other:
        for part in archive.namelist():
            other.writestr(part, content if part == name else archive.read(part))
        if name not in archive.namelist():
            other.writestr(name, content)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ENTITIES = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
GOOD = workbook(("id", "text"), (1, "One."))
BAD_WORKBOOKS = {
    "no archive": (b"id,text\n1,One.\n", "not a ZIP archive"),
    "nothing": (b"", "not a ZIP archive"),
    "cut": (GOOD[: len(GOOD) // 2], "not a ZIP archive"),
    "another archive": (changed(GOOD, "[Content_Types].xml", b"<x/>"), "not valid XLSX"),
    "a bomb": (changed(GOOD, "xl/media/zeros", b"\0" * (xlsx.MAX_UNPACKED + 1)), "larger than"),
    "entities": (
        changed(GOOD, SHEET, ENTITIES + b"<worksheet " + NAMESPACE + b"><sheetData>&b;</sheetData></worksheet>"),
        "not valid XLSX",
    ),
    "a wide and long sheet": (
        changed(
            GOOD,
            SHEET,
            b"<worksheet " + NAMESPACE + b'><dimension ref="A1:XFD1048576"/><sheetData>'
            b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
        ),
        "",
    ),
    "no sheet": (changed(GOOD, SHEET, b"<worksheet"), "not valid XLSX"),
    "empty": (workbook(), "empty"),
}


@pytest.mark.parametrize("case", BAD_WORKBOOKS)
def test_bad_workbooks_are_refused(case: str) -> None:
    data, message = BAD_WORKBOOKS[case]
    with pytest.raises(MapError) as caught:
        xlsx.read("t.xlsx", data)
    assert message in caught.value.findings[0].message


def test_without_openpyxl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for attempt in (lambda: xlsx.read("t.xlsx", GOOD), lambda: xlsx.write(load_file(EVERYTHING))):
        with pytest.raises(MapError) as caught:
            attempt()
        assert caught.value.findings[0].help == "Install argmap[xlsx]."


# GraphML


@settings(max_examples=40)
@given(maps())
def test_networkx_reads_the_same_graph(given_map: LoadedMap) -> None:
    text = graphml.write(given_map)[0]
    graph = networkx.parse_graphml(text, force_multigraph=True)
    assert dict(graph.nodes(data="kind")) == {own: kind.value for kind, own, _ in given_map.map.elements()}
    found = sorted((start, end, role) for start, end, role in graph.edges(data="role"))
    assert found == sorted((start, end, role.value) for start, end, role in graphml.edges(given_map.map))
    for own, premise in given_map.map.premises.items():
        assert graph.nodes[own].get("grade") == premise.grade or premise.grade == 0
    ET.fromstring(text)  # noqa: S314 - our own


def test_every_join_is_an_edge() -> None:
    map_ = load_file(EVERYTHING).map
    roles = {edge.role.value for edge in graphml.edges(map_)}
    assert roles == {"premise", "support", "attack", "warrant", "about", "concept", "source"}
    premises = sum(len(step.from_) for step in map_.inferences.values())
    premises += sum(len(step.from_ or ()) for step in map_.objections.values())
    assert sum(1 for edge in graphml.edges(map_) if edge.role is graphml.Role.PREMISE) == premises


def test_what_is_lost_is_counted_with_its_element() -> None:
    given_map = load_file(EVERYTHING)
    lost = paths(graphml.write(given_map)[1])
    assert ("typology", ("concepts", "flood")) in lost
    assert ("quote", ("premises", "floods")) in lost
    assert ("concept", ("concepts", "flood")) in paths(d2.write(given_map)[1])


# Mermaid and D2: nothing but what we write ourselves is outside of the quotes

M_NODE = re.compile(
    r' +(n\d+)(\[|\(|\[\[|\[/|\(\[|\{\{|\{|>|\[\()"([^"\n]*)"(\]|\)|\]\]|/\]|\]\)|\}\}|\}|\)\]):::[a-z]+'
)
M_EDGE = re.compile(r"  (n\d+) (?:---|-->|-\.->|-\.-)(?:\|[a-z]+\|)? (n\d+)")
M_OTHER = re.compile(
    r'---|title: "(?:[^"\\]|\\.)*"|flowchart BT|  subgraph n\d+\["[^"\n]*"\]|  end|  classDef [a-z]+ [-a-z0-9:#, ]+'
)
D_STRING = r'"((?:[^"\\\n]|\\.)*)"'
D_NODE = re.compile(rf" *(n\d+|title): {D_STRING}(?: \{{[a-z0-9_:;. -]+\}}| \{{)?")
D_EDGE = re.compile(r"((?:n\d+\.)?n\d+) (?:--|->) ((?:n\d+\.)?n\d+)(?::(?: [a-z]+)? \{style\.stroke-dash: 4\})?")


def mermaid_parts(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    nodes, joins = [], []
    for line in text.removesuffix("\n").split("\n"):
        if found := M_NODE.fullmatch(line):
            nodes.append(found[1])
            label = found[3].replace("<br>", "")
            assert re.fullmatch(r"(?:#\d+;|[^#<>%`*_\[\]{}|\\/&;\"\x00-\x1f])*", label), label
        elif found := M_EDGE.fullmatch(line):
            joins.append((found[1], found[2]))
        else:
            assert M_OTHER.fullmatch(line), line
            assert not re.search(r"%%|<|\{", line)
    return nodes, joins


def d2_parts(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    nodes, joins = [], []
    for line in text.removesuffix("\n").split("\n"):
        if found := D_NODE.fullmatch(line):
            nodes.append(found[1])
            assert not re.search(r"(?<!\\)(?:\\\\)*[$@|`{}]", found[2].replace(r"\\", "")), line
        elif found := D_EDGE.fullmatch(line):
            joins.append((found[1], found[2]))
        else:
            assert line in {"direction: up", "}"}, line
    return [node for node in nodes if node != "title"], joins


@settings(max_examples=40)
@given(maps())
def test_no_text_leaves_its_quotes(given_map: LoadedMap) -> None:
    shown = mermaid.sketch(given_map)
    nodes, joins = mermaid_parts(mermaid.write(given_map)[0])
    assert len(nodes) == len(shown.elements) - len(given_map.map.groups)
    assert len(joins) == len(shown.edges)
    nodes, joins = d2_parts(d2.write(given_map)[0])
    assert len(nodes) == len(shown.elements)
    assert len(joins) == len(shown.edges)


GROUPED = """
[map]
title = 'a "b" %%{init: {}}%% <i>'
[groups.g]
title = 'end "] ${x} } @y'
[groups.h]
title = "Empty"
[premises.p]
text = '''"]; click n1 href "javascript:x" | ${vars} \\ @import #quot; `x` _x_ 1. a'''
group = "g"
[suppositions.s]
text = "Suppose"
[conclusions.c]
text = "End"
group = "g"
[inferences.i]
from = ["p", "s"]
to = "c"
discharges = "s"
warrant = "1. www.a.org - fa:fa-ban"
[rivals.r]
among = ["p", "c"]
[notes.n]
on = ["g", "i"]
text = "## x"
[concepts.k]
term = "t"
[cautions.w]
on = "k"
text = "x"
"""

MERMAID_SCRIPT = """
import {readFileSync} from "fs";
import {JSDOM} from "jsdom";
const {window} = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const mermaid = (await import("mermaid")).default;
mermaid.initialize({startOnLoad: false});
const found = {};
for (const path of process.argv.slice(2)) {
  const {db} = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(path, "utf8"));
  found[path] = {
    nodes: [...db.getVertices().values()].filter(node => node.type).map(node => [node.id, node.text, node.link ?? ""]),
    edges: db.getEdges().map(edge => [edge.start, edge.end]),
    groups: db.getSubGraphs().map(group => [group.id, group.title, group.nodes]),
  };
}
console.log(JSON.stringify(found));
process.exit(0);
"""
D2_SCRIPT = """
import {readFileSync} from "fs";
import {D2} from "@terrastruct/d2";
const d2 = new D2(), found = {};
for (const path of process.argv.slice(2)) {
  const {diagram} = await d2.compile(readFileSync(path, "utf8"));
  found[path] = {
    nodes: diagram.shapes.map(shape => [shape.id, shape.label, shape.link]),
    edges: diagram.connections.map(edge => [edge.src, edge.dst]),
  };
}
console.log(JSON.stringify(found));
process.exit(0);
"""
DRAWN = {"grouped": GROUPED, "everything": EVERYTHING.read_text("utf-8"), "hostile": HOSTILE.read_text("utf-8")}


@pytest.fixture(scope="module")
def parsers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the parsers of Mermaid and D2, by npm."""
    folder = tmp_path_factory.mktemp("parsers")
    npm_install(folder, *PARSERS)
    yield folder
    shutil.rmtree(folder)


def parsed(folder: Path, script: str, texts: dict[str, str]) -> dict[str, Any]:
    (folder / "parse.mjs").write_text(script)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = [*node_tool("node"), "parse.mjs", *texts]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_mermaid_reads_what_we_write(parsers: Path) -> None:
    made = {name: load_text(text) for name, text in DRAWN.items()}
    found = parsed(parsers, MERMAID_SCRIPT, {name: mermaid.write(given_map)[0] for name, given_map in made.items()})
    for name, given_map in made.items():
        text = mermaid.write(given_map)[0]
        nodes, joins = mermaid_parts(text)
        assert sorted(node for node, _, _ in found[name]["nodes"]) == sorted(nodes)
        assert [tuple(edge) for edge in found[name]["edges"]] == joins
        assert not [link for _, _, link in found[name]["nodes"] if link]
        assert len(found[name]["groups"]) == len(given_map.map.groups)
    title = next(title for _, title, _ in found["grouped"]["groups"] if title.startswith("end"))
    assert re.sub("ﬂ°°(\\d+)¶ß", lambda code: chr(int(code[1])), title) == 'end "] ${x} } @y'


def test_d2_reads_what_we_write(parsers: Path) -> None:
    made = {name: load_text(text) for name, text in DRAWN.items()}
    found = parsed(parsers, D2_SCRIPT, {name: d2.write(given_map)[0] for name, given_map in made.items()})
    for name, given_map in made.items():
        nodes, joins = d2_parts(d2.write(given_map)[0])
        shapes = {own.rpartition(".")[2]: label for own, label, _ in found[name]["nodes"] if own != "title"}
        assert sorted(shapes) == sorted(nodes)
        assert [tuple(edge) for edge in found[name]["edges"]] == joins
        assert not [link for _, _, link in found[name]["nodes"] if link]
    said = [label for _, label, _ in found["grouped"]["nodes"]]
    assert 'end "] ${x} } @y' in said
    premise = load_text(GROUPED).map.premises["p"]
    assert f"Premise\n{premise.text}" in said


def test_comments_and_links_of_cells_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("id", "text", "supports"), ("a", "A", ""), ("b", "B", "a")):
        sheet.append(row)
    sheet["B2"].hyperlink = "https://example.org"
    sheet["B3"].comment = Comment("A comment.", "me")
    book.save(tmp_path / "t.xlsx")
    found = read_any(str(tmp_path / "t.xlsx"))
    assert sorted(one.what for one in found.losses) == ["comment of a cell", "link of a cell"]
