"""What a picture shows and where: selection, sizes, wrapped lines, links, and placements, number by number."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cases import CIRCLES, REFERENCE, TWO_ENDS
from conftest import ROOT, Golden, analysed

from argmap.findings import UnknownElement
from argmap.graph import Graph
from argmap.layout import place as place_module
from argmap.layout.compose import compose
from argmap.layout.dot import read_layout, scene_dot
from argmap.layout.engine import Engine, EngineError, shared_engine
from argmap.layout.metrics import is_exact, text_width, wrap
from argmap.layout.place import place
from argmap.layout.scene import CELL_TEXT, TEXT, Link, LinkStyle, Mark, Node, Scene, Table, box, stack, table_node
from argmap.layout.selection import select
from argmap.layout.tidy import place_tidily
from argmap.model import Kind
from argmap.settings import Direction

TUTORIAL = (ROOT / "maps/tutorial.toml").read_text(encoding="utf-8")
CROWDED = "".join(f'[premises.p{n}]\ntext = "{"Word " * n}"\n' for n in range(1, 21))
CROWDED += '[conclusions.z]\ntext = "Z."\n'
for first, size in ((1, 2), (3, 5), (8, 9)):
    listed = ", ".join(f'"p{n}"' for n in range(first, first + size))
    CROWDED += f'[inferences.i{size}]\nto = "z"\nwarrant = "p20"\nfrom = [{listed}]\n'
CROWDED += (
    '[objections.o]\nagainst = "i2"\nfrom = ["p17", "p18"]\n[cautions.a]\non = "p19"\ntext = "Care."\n'
    + "".join(f'[contested.c{n}]\non = ["z", "word"]\nby = "B"\nreason = "R{n}"\n' for n in range(27))
)
CROWDED += """
[concepts.word]
term = "word"
definition = "what is said"
[concepts.types]
term = "A typology of everything there is and of some things more"
[concepts.types.typology]
claimed-by = "z"
[concepts.types.typology.axes]
wide = ["one", "two", "three", "four"]
narrow = ["yes", "a rather long value of an axis"]
deep = ["up", "down"]
[[concepts.types.typology.cells]]
at = { wide = "one", narrow = "yes", deep = "up" }
example = "An example that is long enough to be wrapped in its cell more than once, and so on, and so on, and so on"
filled-by = ["p1", "p2"]
[[concepts.types.typology.cells]]
at = { wide = "two", narrow = "yes", deep = "down" }
example = "Only an example"
"""
MAPS = {"reference": REFERENCE, "circles": CIRCLES, "two ends": TWO_ENDS, "tutorial": TUTORIAL, "crowded": CROWDED}


def scene_of(text: str, shown: frozenset[str] | None = None) -> Scene:
    return compose(analysed(text).graph, shown)


def scene_lines(scene: Scene) -> list[str]:
    lines = []
    for node in scene.nodes.values():
        marks = "".join(f" {mark.letter}={mark.note}/{mark.kind.value}" for mark in node.marks)
        letter = f" ({node.letter})" if node.letter else ""
        size = f"{node.width:.2f} x {node.height:.2f}"
        lines.append(f"{node.id}{letter}: {node.label}, {size}{marks}{' pill' * node.is_pill} {'|'.join(node.lines)}")
        if node.table is not None:
            lines.append(f"  {node.table._replace(rows=())}")
            lines += [f"  {row}" for row in node.table.rows]
    for one in scene.stacks.values():
        members = ", ".join(f"{name} {x:.2f} {y:.2f}" for name, x, y in one.members)
        lines.append(f"{one.id}: {one.width:.2f} x {one.height:.2f}: {members}")
    lines += [f"{link.start} > {link.end} {link.style.value}" for link in scene.links]
    lines.append(f"roots {' '.join(scene.roots)}; units {' '.join(scene.units)}")
    return lines


@pytest.mark.parametrize("title", MAPS)
def test_scenes(title: str, golden: Golden) -> None:
    scene = scene_of(MAPS[title])
    lines = scene_lines(scene)
    for direction in ("up", "right"):
        lines += ["", scene_dot(scene, direction)]
    golden(ROOT / f"tests/golden/scene-{title.replace(' ', '-')}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("title", ["reference", "circles", "crowded"])
def test_tidy_placements(title: str, golden: Golden) -> None:
    """Pure arithmetic, so the same to the hundredth on every machine."""
    scene = scene_of(MAPS[title])
    lines = []
    for direction in ("up", "down", "left", "right"):
        placed = place_tidily(scene, direction, "why")
        assert (placed.direction, placed.note) == (direction, "why")
        lines += [f"== {direction} {placed.width:.3f} x {placed.height:.3f}"]
        lines += [f"{name} {x} {y}" for name, (x, y) in placed.boxes.items()]
        lines += [" ".join(f"{x},{y}" for x, y in route) for route in placed.routes]
        corners = placed.corners(scene)
        assert list(corners) == list(scene.nodes)
        for one in scene.stacks.values():
            for member, dx, dy in one.members:
                assert corners[member] == (placed.boxes[one.id][0] + dx, placed.boxes[one.id][1] + dy)
    golden(ROOT / f"tests/golden/tidy-{title}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("links", "roots", "order"),
    [
        ("ab", "", "a bc"),
        ("ba", "", "b ac"),
        ("ab bc", "", "a b c"),
        ("cb ba", "", "c b a"),
        ("ab bc ca", "", "b c a"),
        ("ab bc ca", "c", "a b c"),
        ("ab ac", "", "a bc"),
        ("ac bc", "", "ab c"),
        ("ac bc", "a", "b ac"),
    ],
)
def test_what_leads_nowhere_is_at_the_end_of_the_flow(links: str, roots: str, order: str) -> None:
    made = tuple(Link(pair[0], pair[1], LinkStyle.PREMISE) for pair in links.split())
    scene = Scene({}, {}, made, tuple(roots), dict.fromkeys("abc", (40.0, 20.0)))
    for direction, sign, axis in (("right", 1, 0), ("left", -1, 0), ("down", 1, 1), ("up", -1, 1)):
        boxes = place_tidily(scene, direction).boxes
        columns: dict[float, str] = {}
        for name, corner in sorted(boxes.items()):
            columns[corner[axis]] = columns.get(corner[axis], "") + name
        assert " ".join(columns[at] for at in sorted(columns, key=lambda at: sign * at)) == order


def test_places_are_told_to_the_hundredth() -> None:
    links = (Link("a", "b", LinkStyle.PREMISE), Link("c", "b", LinkStyle.PREMISE))
    scene = Scene({}, {}, links, ("b",), dict.fromkeys("abc", (40.123, 20.457)))
    for direction in ("up", "right"):
        placed = place_tidily(scene, direction)
        points = [*placed.boxes.values(), *(point for route in placed.routes for point in route)]
        assert points == [(round(x, 2), round(y, 2)) for x, y in points]


def test_nothing_has_a_place_in_an_empty_scene() -> None:
    placed = place_tidily(Scene({}, {}, ()), "up")
    assert (placed.boxes, placed.routes) == ({}, ())


def graph_of(text: str) -> Graph:
    return analysed(text).graph


ALL = {"rents", "wages", "v1", "v2", "homes", "dear", "build", "so-dear", "so-build", "told", "told-too"}
ATTACKS, NOTES = {"money", "loan", "undercut"}, {"few", "owners"}


@pytest.mark.parametrize(
    ("focus", "depth", "only", "shown"),
    [
        (None, 2, (), None),
        ("dear", 0, (), {"dear"}),
        ("dear", 1, (), {"dear", "so-dear", "so-build", "rents", "wages", "homes", "build", "undercut"} | NOTES),
        ("dear", 2, (), (ALL | ATTACKS | NOTES)),
        ("build", 0, (), {"build"}),
        ("build", 1, (), {"build", "so-build", "dear", "homes", "money", "owners"}),
        ("v1", 1, (), {"v1", "told", "rents", "few"}),
        ("so-dear", 0, (), {"so-dear"}),
        ("so-dear", 1, (), {"so-dear", "rents", "wages", "dear", "undercut", "few"}),
        ("few", 0, (), {"few", "rents", "wages"}),
        ("few", 1, (), {"few", "rents", "wages", "v1", "v2", "told", "told-too", "so-dear", "dear", "undercut"}),
        ("rent", 0, (), {"rent"}),
        ("loan", 1, (), {"loan", "homes", "money", "owners"}),
        (None, 2, (Kind.CLAIM, Kind.CONCLUSION), {"dear", "build", "so-build"}),
        (None, 2, (Kind.CLAIM, Kind.CONCLUSION, Kind.OBJECTION), {"dear", "build"} | ATTACKS),
        (None, 2, (Kind.INFERENCE,), {"so-dear", "so-build", "told", "told-too"}),
        (None, 2, (Kind.PREMISE,), {"rents", "wages", "v1", "v2", "told", "told-too"}),
        ("dear", 1, (Kind.CLAIM, Kind.PREMISE), {"dear", "rents", "wages", "so-dear"}),
    ],
)  # fmt: skip
def test_which_elements_are_shown(
    focus: str | None, depth: int, only: tuple[Kind, ...], shown: set[str] | None
) -> None:
    found = select(graph_of(REFERENCE), focus=focus, depth=depth, only=only)
    assert found == shown


@pytest.mark.parametrize(
    ("focus", "depth"), [("so-dear", 0), ("so-dear", 1), ("undercut", 0), ("dear", 0), ("rent", 0)]
)
def test_what_is_said_of_the_element_in_the_middle_is_shown(focus: str, depth: int) -> None:
    graph = graph_of(f'{REFERENCE}[cautions.w]\non = "{focus}"\ntext = "W."\n[cautions.x]\non = "v1"\ntext = "X."\n')
    found = select(graph, focus=focus, depth=depth)
    assert found is not None
    assert found & {"w", "x"} == (set() if focus == "rent" else {"w"})
    assert focus in found


def test_a_picture_around_nothing_is_refused() -> None:
    text = REFERENCE + '[sources.s]\ntitle = "S"\n'
    for name in ("nope", "s"):
        with pytest.raises(UnknownElement) as said:
            select(graph_of(text), focus=name)
        assert str(said.value) == f'unknown id "{name}"'
    with pytest.raises(UnknownElement) as said:
        select(graph_of(text), focus="so-deer")
    assert "so-dear" in said.value.advice


def test_a_part_of_a_map_has_the_links_of_that_part() -> None:
    scene = scene_of(REFERENCE, frozenset({"rents", "so-dear", "dear", "few", "undercut"}))
    assert sorted(scene.nodes) == ["dear", "few", "rents", "so-dear", "undercut"]
    assert {(link.start, link.end) for link in scene.links} == {
        ("rents", "so-dear"), ("so-dear", "dear"), ("undercut", "so-dear"), ("few", "rents"),
    }  # fmt: skip
    assert scene.roots == ()


@pytest.mark.parametrize(
    ("text", "width", "lines", "expected"),
    [
        ("", 50, 9, [""]),
        ("one", 50, 9, ["one"]),
        ("one two three", 50, 9, ["one two", "three"]),
        ("  one\n two ", 500, 9, ["one two"]),
        ("aaaaaaaaaaaaaaaaaaaa b", 50, 9, ["aaaaaa", "aaaaaa", "aaaaaa", "aa b"]),
        ("b aaaaaaaaaaaaaaaaaaaa", 50, 9, ["b", "aaaaaa", "aaaaaa", "aaaaaa", "aa"]),
        ("b aaaaaa b", 50, 9, ["b", "aaaaaa", "b"]), ("b aaaaaaa b", 50, 9, ["b", "aaaaaa", "a b"]),
        ("aaaaaaaaaaaaaaaaaa", 43.5, 9, ["aaaaaa", "aaaaaa", "aaaaaa"]),
        ("aatta", 2 * 556 * 13 / 1000, 9, ["aa", "tta"]),
        ("one two three four five six", 50, 2, ["one two", "three…"]),
        ("one two three", 50, 2, ["one two", "three"]),
        ("one two three", 50, 1, ["one t…"]),
        ("日本語の文章です。", 53, 9, ["日本語の", "文章で", "す。"]),
        ("「日本」は日本", 53, 9, ["「日本」", "は日本"]),
        ("日本（日本）日本", 40, 9, ["日本", "（日", "本）日", "本"]),
        ("日本 word 日本", 60, 9, ["日本 word", "日本"]),
        ("naïve – “so”…", 60, 9, ["naïve –", "“so”…"]),
        ("ab日本", 40, 9, ["ab日", "本"]), ("日ab本", 40, 9, ["日ab", "本"]), ("日本ab", 40, 9, ["日本", "ab"]),
        ("ab👍👍cd", 51, 9, ["ab👍👍", "cd"]), ("ab👍👍cd", 50, 9, ["ab👍", "👍cd"]),
        ("日👍日", 31, 9, ["日", "👍", "日"]),
        ("ЖЖ日本", 40, 9, ["ЖЖ日", "本"]), ("aé日", 20, 9, ["aé", "日"]), ("aé日", 27, 9, ["aé", "日"]),
        ("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 45, 9, ["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]),
    ],
)  # fmt: skip
def test_how_a_text_wraps(text: str, width: float, lines: int, expected: list[str]) -> None:
    found = wrap(text, width, 13, max_lines=lines)
    assert found == expected
    assert all(text_width(line, 13) <= width for line in found)


@pytest.mark.parametrize(
    ("text", "width", "exact"),
    [
        ("", 0, True), ("a", 556, True), ("ab c", 556 * 2 + 278 + 500, True), ("é", 556, True), ("e\u0301", 556, False),
        ("日", 1000, True), ("か", 1000, True), ("\u1000", 700, False), ("한", 1000, True), ("ａ", 1000, False),
        ("👍", 1400, False), ("👍🏽", 1400, False), ("❤\ufe0f", 1400, False),
        ("1\ufe0f", 1400, False), ("\u200d", 0, False), ("…", 1000, True),
        ("Ж", 923, True), ("\u4dff", 1000, True), ("\ud7a3", 1000, True), ("\ud7a4", 700, False),
        ("\u3000", 1000, True), ("\ua000", 1000, False), ("ـ", None, False), ("\U0001f000", 1400, False),
        ("\U00020000", 1000, False), ("\u0900", 0, False), ("क", 700, False), ("कि", 1400, False),
        ("가", 1000, True), ("\u9fff", 1000, True), ("\u06001", 1142 + 556, False), ("\u0601ab", 1504 + 556 * 2, False),
    ],
)  # fmt: skip
def test_how_wide_a_text_is(text: str, width: float | None, *, exact: bool) -> None:
    if width is not None:
        assert text_width(text, 1000) == pytest.approx(width, abs=0.5)
    assert text_width(text, 26) == pytest.approx(2 * text_width(text, 13))
    assert is_exact(text) is exact


def test_a_line_is_shortened_where_it_is_too_wide() -> None:
    assert wrap("abc", text_width("abc", 13), 13, max_lines=1) == ["abc"]
    assert wrap("abc def", text_width("abc…", 13), 13, max_lines=1) == ["abc…"]
    assert wrap("abc def", text_width("ab…", 13), 13, max_lines=1) == ["ab…"]
    assert wrap("abc def", text_width("…", 13), 13, max_lines=1) == ["…"]
    assert wrap("abc def", 1, 13, max_lines=1) == ["…"]
    assert wrap("abc " * 100, text_width("abc…", 13), 13) == ["abc"] * 100
    assert wrap("abc " * 101, text_width("abc…", 13), 13) == ["abc"] * 99 + ["abc…"]


def plain(width: float, height: float) -> dict[str, Any]:
    return {"bb": f"10,20,{10 + width},{20 + height}", "objects": [], "edges": []}


def test_what_the_engine_answers_is_turned_upside_down() -> None:
    nodes = {name: Node(name, Kind.PREMISE, "premise", (), 40.0, 20.0) for name in "ab"}
    links = (Link("a", "b", LinkStyle.PREMISE), Link("b", "a", LinkStyle.SUPPORT), Link("a", "a", LinkStyle.NOTE))
    scene = Scene(nodes, {}, links, (), {"a": (40.0, 20.0), "b": (40.0, 20.0)})
    answer = {
        "bb": "10,20,110,220",
        "objects": [{"name": "n1", "pos": "60,30"}, {"name": "n0", "pos": "30.126,210"}],
        "edges": [
            {"class": "1", "pos": "e,1,2 s,3,4 10,20 20,30  30,40 40,50"},
            {"class": "0", "pos": "110,220"},
            {"class": "2"},
        ],
    }
    found = read_layout(answer, scene, "up")
    assert (found.width, found.height, found.direction, found.note) == (112, 212, "up", "")
    assert found.boxes == {"b": (36, 186), "a": (6.13, 6)}
    assert found.routes == (((106, 6),), ((6, 206), (16, 196), (26, 186), (36, 176)), ())


class Answers:
    """An engine that gives pictures of set shapes, and remembers which way it was asked to lay them out."""

    def __init__(self, **shapes: tuple[float, float]) -> None:
        self.shapes, self.asked = shapes, ""

    def lay_out(self, dot: str, _engine: str = "dot") -> dict[str, Any]:
        direction = next(one for one in ("BT", "TB", "RL", "LR") if f"rankdir={one} " in dot)
        self.asked += f"{direction} "
        if direction not in self.shapes:
            raise EngineError("no")
        return plain(*self.shapes[direction])


def bare(units: int, links: int = 0) -> Scene:
    names = [f"u{number}" for number in range(units)]
    return Scene({}, {}, (Link("u0", "u0", LinkStyle.NOTE),) * links, (), dict.fromkeys(names, (10.0, 10.0)))


FITS, FLAT, TALL = (600, 400), (9000, 400), (400, 9000)


@pytest.mark.parametrize(
    ("units", "direction", "mirrored", "shapes", "asked", "chosen"),
    [
        (14, "auto", False, {"BT": FITS}, "BT ", "up"),
        (15, "auto", False, {"RL": FITS}, "RL ", "left"),
        (15, "auto", True, {"LR": FITS}, "LR ", "right"),
        (14, "auto", False, {"BT": FLAT, "RL": FITS}, "BT RL ", "left"),
        (14, "auto", True, {"BT": FLAT, "LR": FITS}, "BT LR ", "right"),
        (15, "auto", False, {"RL": FLAT, "BT": FITS}, "RL BT ", "up"),
        (14, "auto", False, {"BT": FLAT, "RL": TALL}, "BT RL ", "up"),
        (14, "auto", False, {"BT": (9000, 150), "RL": TALL}, "BT RL ", "left"),
        (14, "auto", False, {"BT": (2238, 988), "RL": TALL}, "BT ", "up"),
        (14, "auto", False, {"BT": (2300, 988), "RL": TALL}, "BT RL ", "up"),
        (14, "auto", False, {"BT": (548, 988), "RL": TALL}, "BT ", "up"),
        (14, "auto", False, {"BT": (540, 988), "RL": FITS}, "BT RL ", "left"),
        (14, "down", False, {"TB": FLAT}, "TB ", "down"),
        (99, "left", False, {"RL": TALL}, "RL ", "left"),
    ],
)
def test_which_way_a_picture_runs(
    units: int, direction: str, shapes: dict[str, tuple[float, float]], asked: str, chosen: str, *, mirrored: bool
) -> None:
    engine = Answers(**shapes)
    placed = place(bare(units), Direction(direction), engine, mirrored=mirrored)  # type: ignore[arg-type] # answers as one
    assert (engine.asked, placed.direction, placed.note) == (asked, chosen, "")


TOO_MANY = "1501 boxes are too many for Graphviz (limit: 1500); using the simpler tree layout"


@pytest.mark.parametrize(
    ("units", "links", "direction", "mirrored", "chosen", "note"),
    [
        (1501, 0, "auto", False, "left", TOO_MANY),
        (1501, 0, "auto", True, "right", TOO_MANY),
        (1501, 0, "up", True, "up", TOO_MANY),
        (62, 218, "auto", False, "left",
         "62 boxes with 218 links are too dense for Graphviz; using the simpler tree layout"),
        (62, 217, "auto", False, "left", "no; using the simpler tree layout"),
        (61, 214, "auto", False, "left",
         "61 boxes with 214 links are too dense for Graphviz; using the simpler tree layout"),
        (61, 213, "auto", False, "left", "no; using the simpler tree layout"),
        (60, 300, "auto", True, "right", "no; using the simpler tree layout"),
        (14, 0, "auto", True, "up", "no; using the simpler tree layout"),
        (1500, 0, "down", True, "down", "no; using the simpler tree layout"),
    ],
)  # fmt: skip
def test_past_its_bounds_a_picture_is_a_tidy_tree(
    units: int, links: int, direction: str, chosen: str, note: str, *, mirrored: bool
) -> None:
    placed = place(bare(units, links), Direction(direction), Answers(), mirrored=mirrored)  # type: ignore[arg-type] # as above
    assert (placed.direction, placed.note) == (chosen, note)
    assert len(placed.boxes) == units
    assert place_module.MAX_UNITS == 1500


def test_the_engine_says_what_is_wrong_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    with Engine() as engine:
        with pytest.raises(EngineError):
            engine.lay_out("no dot at all {{{")
        with pytest.raises(EngineError, match="nonsense"):
            engine.lay_out("digraph { a -> b }", "nonsense")
        first = engine.warm()
        found = engine.lay_out("digraph { a -> b }")
        assert [one["name"] for one in found["objects"]] == ["a", "b"]
        assert engine.warm() is first
        engine.close()
        assert engine.warm() is not first
    assert shared_engine() is shared_engine()


def test_a_stack_is_nearly_square() -> None:
    nodes = [box(f"n{number}", Kind.PREMISE, "premise", "Text. " * 9, width=212) for number in range(12)]
    shapes = {count: stack("s", nodes[:count]) for count in (2, 3, 4, 8, 9, 12)}
    columns = {count: len({x for _, x, _ in one.members}) for count, one in shapes.items()}
    assert columns == {2: 1, 3: 1, 4: 2, 8: 2, 9: 3, 12: 3}
    assert shapes[4].width == 2 * 9 + 2 * nodes[0].width + 8
    assert shapes[4].height == 2 * 9 + 2 * nodes[0].height + 8
    assert shapes[2].members == (("n0", 9, 9), ("n1", 9, 9 + nodes[0].height + 8))


def filling(width: float, size: float) -> str:
    """A word as wide as a width, but for less than a tenth: any sign more is too wide."""
    letters = {letter: round(text_width(letter, 1000)) for letter in "Wmwkatil'"}
    whole = int(width * 1000 / size)
    start = "W" * max(0, (whole - 4000) // letters["W"])
    words = {len(start) * letters["W"]: start}
    for used in range(whole):
        if used in words:
            words |= {used + more: words[used] + letter for letter, more in letters.items()}
    word = words[max(used for used in words if used <= whole)]
    assert width - 0.1 < text_width(word, size) <= width
    return word


def types(axes: dict[str, tuple[str, ...]], cell: str = "", term: str = "T") -> tuple[Node, Table]:
    first = tuple(values[0] for values in axes.values())
    made = table_node("t", "concept: types", term, axes, {first: [cell]} if cell else {})
    assert made.table is not None
    return made, made.table


@pytest.mark.parametrize(
    ("across", "down", "cell", "heading", "width"),
    [
        (1, 0, 170, 0, 188), (2, 0, 150, 0, 318), (3, 0, 100, 0, 318), (4, 0, 96, 0, 402), (1, 2, 170, 76, 264),
        (2, 2, 150, 76, 394), (3, 4, 100, 76, 394), (4, 5, 96, 76, 478),
    ],
)  # fmt: skip
def test_how_wide_a_table_is(across: int, down: int, cell: float, heading: float, width: float) -> None:
    axes = {"across": tuple("vwxyz"[:across])}
    made, table = types(axes | ({"down": tuple("abcde"[:down])} if down else {}))
    assert (table.cell_width, table.heading_width, made.width) == (cell, heading, width)
    assert [column[0] for column in table.columns] == list("vwxyz"[:across])
    assert [row.heading for row in table.rows] == [(one,) for one in "abcde"[:down]] or [()]
    assert all((len(row.cells), row.height) == (across, 24) for row in table.rows)


@pytest.mark.parametrize(
    ("part", "width", "size"),
    [("title", 376, TEXT), ("column", 138, TEXT), ("row", 68, TEXT), ("cell", 138, CELL_TEXT)],
)
def test_each_part_of_a_table_is_filled_before_it_wraps(part: str, width: float, size: float) -> None:
    found = {}
    for count in (1, 2):
        text = filling(width, size) if count == 1 else filling(width, size) + "."
        row, column, cell, term = (text if part == one else "x" for one in ("row", "column", "cell", "title"))
        made, table = types({"b": (column, "v"), "a": (row, "y", "z")}, cell, term)
        lines = {
            "title": made.lines, "column": table.columns[0],
            "row": table.rows[0].heading, "cell": table.rows[0].cells[0],
        }  # fmt: skip
        assert {name: len(one) for name, one in lines.items()} == dict.fromkeys(lines, 1) | {part: count}
        found[count] = (made.height, table.top, table.head_height, *(row.height for row in table.rows))
    grown = {"title": (16, 16, 0, 0), "column": (16, 0, 16, 0), "row": (14, 0, 0, 14), "cell": (14, 0, 0, 14)}
    assert found[1] == (145, 42, 22, 24, 24, 24)
    assert found[2] == tuple(one + more for one, more in zip(found[1], (*grown[part], 0, 0), strict=True))


def test_the_cells_of_a_table_stand_where_their_values_cross() -> None:
    axes = {"deep": ("up", "down", "aside"), "across": ("yes", "no"), "size": ("s", "m", "l")}
    cells: dict[tuple[str, ...], list[str]] = {
        (deep, across, size): [f"{deep} {across} {size}"]
        for deep in axes["deep"] for across in axes["across"] for size in axes["size"]
    }  # fmt: skip
    table = table_node("t", "concept: types", "T", axes, cells).table
    assert table is not None
    assert table.columns == (("yes",), ("no",))
    assert [(row.heading, row.cells) for row in table.rows] == [
        ((deep, size), ((f"{deep} yes {size}",), (f"{deep} no {size}",)))
        for deep in axes["deep"] for size in axes["size"]
    ]  # fmt: skip


def test_a_cell_of_a_table_has_four_lines_of_a_text() -> None:
    _, table = types({"a": ("x", "y")}, "Word " * 99)
    assert [len(cell) for cell in table.rows[0].cells] == [4, 0]
    assert table.rows[0].cells[0][-1].endswith("…")
    assert table.rows[0].height == 4 * 14 + 10


@pytest.mark.parametrize(
    ("kind", "marks", "letter", "width", "height"),
    [
        (Kind.PREMISE, 0, "", 212, 43), (Kind.CAUTION, 0, "", 212, 49), (Kind.PREMISE, 3, "", 212, 43),
        (Kind.PREMISE, 9, "", 298.26, 43), (Kind.PREMISE, 9, "A", 318.26, 43), (Kind.CAUTION, 9, "A", 318.26, 49),
    ],
)  # fmt: skip
def test_a_box_is_filled_before_its_text_wraps(
    kind: Kind, marks: int, letter: str, width: float, height: float
) -> None:
    made: dict[str, Any] = {"marks": (Mark(Kind.CAUTION, "B", "b"),) * marks, "letter": letter, "width": 212}
    text = filling(width - 18.01, TEXT)
    one, two = box("n", kind, "premise", text, **made), box("n", kind, "premise", text + ".", **made)
    assert (round(one.width, 2), one.height, len(one.lines)) == (width, height, 1)
    assert (round(two.width, 2), two.height, len(two.lines)) == (width, height + 16, 2)


def test_a_text_without_an_end_is_cut_in_its_box() -> None:
    cut = box("n", Kind.PREMISE, "premise", "Word " * 999)
    assert (cut.width, cut.height, len(cut.lines)) == (270, 18 + 16 * 16 + 9, 16)
    assert cut.lines[-1].endswith("…")


@pytest.mark.parametrize(("words", "lines", "width"), [(50, 8, 270), (90, 13, 270), (105, 15, 270), (112, 16, 270)])
def test_a_long_text_is_shown_whole(words: int, lines: int, width: float) -> None:
    made = box("n", Kind.PREMISE, "premise", "Word " * words)
    assert " ".join(made.lines).split() == ["Word"] * words
    assert (len(made.lines), made.width) == (lines, width)


def test_the_engine_finds_what_this_process_finds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os, pathlib\n"
        f"pathlib.Path({str(tmp_path)!r}, 'seen').write_text(os.environ['PYTHONPATH'] + '|' + os.environ['OURS'])\n"
    )
    monkeypatch.setenv("OURS", "kept")
    monkeypatch.setattr(sys, "path", ["", "relative", str(Path.cwd()), str(tmp_path), *sys.path])
    with Engine() as engine:
        assert engine.lay_out("digraph { a }")["objects"][0]["name"] == "a"
        with pytest.raises(EngineError):
            engine.lay_out("digraph { a ->")
    paths = [path for path in sys.path if Path(path).is_absolute() and Path(path) != Path.cwd()]
    assert (tmp_path / "seen").read_text() == f"{os.pathsep.join(paths)}|kept"
    assert capfd.readouterr() == ("", "")


def test_the_time_limit_ends_with_the_answer() -> None:
    with Engine(60.0) as engine:
        assert engine.lay_out("digraph { a }")["objects"]
        timers = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
        for timer in timers:
            timer.join(5)
        assert not any(timer.is_alive() for timer in timers)


def program(folder: Path, command: str) -> str:
    """A program in place of Python that runs a command of the shell."""
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{command}\n")
    path.chmod(0o755)
    return str(path)


def test_an_engine_that_stops_or_takes_too_long_is_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with Engine(0.0) as slow:
        process = slow.warm()
        with pytest.raises(EngineError, match=r"^no layout within 0 s$"):
            slow.lay_out("digraph { a }")
        assert process.poll() is not None
        assert process.stdout is not None
        assert process.stdout.closed
        assert slow.warm() is not process
        process = slow.warm()
    assert process.poll() is not None
    with Engine() as engine:
        process = engine.warm()
        process.kill()
        process.wait()
        assert engine.lay_out("digraph { a }")["objects"]
        assert engine.warm() is not process
        engine.close()
        monkeypatch.setattr(sys, "executable", program(tmp_path, "exit 1"))
        process = engine.warm()
        with pytest.raises(EngineError, match=r"^the layout engine stopped"):
            engine.lay_out("digraph { a }")
        assert process.poll() is not None


def test_an_engine_that_answers_nothing_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", program(tmp_path, "exec sleep 20"))
    with Engine(0.2) as engine:
        process = engine.warm()
        with pytest.raises(EngineError, match=r"^no layout within 0\.2 s$"):
            engine.lay_out("digraph { a }")
        assert process.returncode != 0
        process = engine.warm()
        engine.close()
        assert process.returncode != 0


def test_why_an_engine_stopped_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with Engine() as engine:
        process = engine.warm()
        monkeypatch.setattr(engine, "warm", lambda: process)
        process.kill()
        process.wait()
        with pytest.raises(EngineError, match=r"^the layout engine stopped: .*Broken pipe$"):
            engine.lay_out("digraph { a }")
        monkeypatch.setattr(process, "stdin", None)
        with pytest.raises(EngineError, match=r"^the layout engine did not start$"):
            engine.lay_out("digraph { a }")


def test_the_shared_engine_ends_with_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_end: list[Callable[[], None]] = []
    monkeypatch.setattr("atexit.register", at_the_end.append)
    monkeypatch.setattr("os.getpid", lambda: -1)
    engine = shared_engine()
    process = engine.warm()
    (end,) = at_the_end
    monkeypatch.setattr("os.getpid", lambda: -2)
    end()
    assert process.poll() is None
    monkeypatch.setattr("os.getpid", lambda: -1)
    end()
    assert process.poll() is not None


STACKED = "".join(f'[premises.{name}]\ntext = "{name}"\n' for name in "abc")
STACKED += '[conclusions.z]\ntext = "Z."\n[inferences.i]\nfrom = ["a", "b", "c"]\nto = "z"\n'


@pytest.mark.parametrize(
    ("more", "shown", "stacked"),
    [
        ("", None, "abc"), ("", "abciz", "abc"), ("", "abiz", "ab"), ("", "aiz", ""), ("", "abcz", ""),
        ("", "abci", "abc"),
        ('[cautions.n]\non = "a"\ntext = "N."\n', None, "bc"),
        ('[cautions.n]\non = ["a", "b"]\ntext = "N."\n', None, ""),
        ('[contested.n]\non = "c"\nby = "B"\nreason = "R."\n', None, "ab"),
        ('[inferences.j]\nfrom = ["a"]\nto = "z"\n', None, "bc"),
        ('[inferences.j]\nfrom = ["a"]\nto = "b"\n', None, ""),
        ('[objections.o]\ntext = "O."\nagainst = "a"\n', None, "bc"),
        ('[objections.o]\ntext = "O."\nagainst = "i"\n', None, "abc"),
        ('[objections.o]\nfrom = ["b"]\nagainst = "z"\n', None, "ac"),
        ('[claims.d]\ntext = "D."\n[inferences.j]\nfrom = ["d"]\nto = "z"\n', None, "abc"),
    ],
)  # fmt: skip
def test_premises_of_one_step_alone_stand_together(more: str, shown: str | None, stacked: str) -> None:
    scene = scene_of(STACKED + more, None if shown is None else frozenset(shown))
    assert {name: [one for one, _, _ in block.members] for name, block in scene.stacks.items()} == (
        {"stack i": list(stacked)} if stacked else {}
    )
    assert set(scene.units) == set(scene.nodes) - set(stacked) | set(scene.stacks)
    into = [link.start for link in scene.links if (link.end, link.style) == ("i", LinkStyle.PREMISE)]
    alone = [name for name in "abc" if name in scene.nodes and name not in stacked and "i" in scene.nodes]
    assert sorted(into) == sorted(alone + list(scene.stacks))


NOTED = (
    STACKED
    + """
[cautions.n]
on = ["k", "z"]
text = "N."
[contested.d]
on = ["m", "i"]
by = "B"
reason = "R."
[concepts.k]
term = "k"
[concepts.m]
term = "m"
[concepts.unused]
term = "unused"
[concepts.types]
term = "types"
typology.axes = { a = ["x", "y"] }
"""
)


@pytest.mark.parametrize(
    ("shown", "notes", "links"),
    [
        (None, "n d k m types", "n>k n>z d>m d>i"),
        ("n d k m z i unused types", "n d k m types", "n>k n>z d>m d>i"),
        ("k m unused", "", ""), ("n k m", "n k", "n>k"), ("d k m", "d m", "d>m"), ("n z", "n", "n>z"),
        ("d i z", "d", "d>i"), ("types", "types", ""), ("z i", "", ""),
    ],
)  # fmt: skip
def test_which_notes_and_concepts_are_drawn(shown: str | None, notes: str, links: str) -> None:
    scene = scene_of(NOTED, None if shown is None else frozenset(shown.split()))
    assert [name for name in scene.nodes if name not in set("abciz")] == notes.split()
    styles = {LinkStyle.NOTE: "n", LinkStyle.DISPUTE: "d"}
    assert [f"{link.start}>{link.end}" for link in scene.links if link.style in styles] == links.split()
    assert all(styles[link.style] == link.start for link in scene.links if link.style in styles)


@pytest.mark.parametrize(
    ("shown", "links"),
    [
        ("rents so-dear", "rents>so-dear"), ("so-dear dear", "so-dear>dear"), ("undercut loan money", "loan>money"),
        ("rents dear", ""), ("homes loan", "homes>loan"), ("homes loan money", "homes>loan loan>money"),
    ],
)  # fmt: skip
def test_a_line_has_two_ends(shown: str, links: str) -> None:
    scene = scene_of(REFERENCE, frozenset(shown.split()))
    assert sorted(f"{link.start}>{link.end}" for link in scene.links) == links.split()


@pytest.mark.parametrize(
    ("heights", "columns"),
    [
        ((300, 400, 100, 100), "0111"), ((100, 100, 400, 300), "0001"), ((100, 100, 100, 500), "0001"),
        ((50, 50, 50, 50), "0011"), ((500, 50, 50, 50), "0111"),
        ((60,) * 9, "000111222"), ((600, 600, 600, 10, 10, 10, 10, 10, 10), "012222222"),
    ],
)  # fmt: skip
def test_a_stack_fills_one_column_after_the_other(heights: tuple[float, ...], columns: str) -> None:
    nodes = [Node(f"n{at}", Kind.PREMISE, "premise", (), 40.0, height) for at, height in enumerate(heights)]
    made = stack("s", nodes)
    places = [int((x - 9) / 48) for _, x, _ in made.members]
    assert "".join(map(str, places)) == columns
    for column in set(places):
        own = [
            (y, node.height)
            for place, (_, _, y), node in zip(places, made.members, nodes, strict=True)
            if place == column
        ]
        assert [y for y, _ in own] == [9 + sum(height + 8 for _, height in own[:at]) for at in range(len(own))]
    assert made.width == 18 + 48 * len(set(places)) - 8
    assert made.height == 9 + max(y + node.height for (_, _, y), node in zip(made.members, nodes, strict=True))
