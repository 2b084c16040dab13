"""The groups of a map in its pictures: what is in each, and that its rectangles hold all of it and nothing else."""

from __future__ import annotations

import itertools
import json
import random
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from conftest import analysed, drawn

from argmap.classroom.handout import handout
from argmap.layout.compose import compose
from argmap.layout.dot import read_layout, scene_dot
from argmap.layout.placement import Placement, Rectangle
from argmap.layout.regions import INSET
from argmap.layout.scene import Link, LinkStyle, Region, Scene, region
from argmap.layout.tidy import place_tidily
from argmap.model import Kind
from argmap.render import Format
from argmap.report.sheet import sheet_markdown
from argmap.settings import Direction

SVG = "{http://www.w3.org/2000/svg}"
DIRECTIONS = ("up", "down", "left", "right")
BOX = (40.0, 20.0)
TITLE = Region("", ("T",), 10.0, 12.0, ())
"""A title that is narrower than any box."""


def scene_of(links: str, sizes: dict[str, tuple[float, float]] | None = None, **groups: str) -> Scene:
    """A scene with links such as `ba ca`, and groups by id, each a text of the names of its units."""
    units = dict.fromkeys(sorted(set(links) - {" "}), BOX) | (sizes or {})
    made = tuple(Link(pair[0], pair[1], LinkStyle.PREMISE) for pair in links.split())
    regions = tuple(TITLE._replace(id=group, units=tuple(units)) for group, units in groups.items())
    return Scene({}, {}, made, ("a",), units, regions)


def held(placement: Placement, scene: Scene, rectangle: Rectangle) -> str:
    """The names of all units that are, or reach, into a rectangle; those that are only half in it with a ?."""
    x, y, width, height = rectangle
    found = []
    for unit, (left, top) in placement.boxes.items():
        wide, tall = scene.units[unit]
        if left < x + width and x < left + wide and top < y + height and y < top + tall:
            is_inside = x < left and left + wide < x + width and y < top and top + tall < y + height
            found.append(unit if is_inside else f"{unit}?")
    return "".join(sorted(found))


PARTS = {
    "all of a tree": (scene_of("ba ca", g="abc"), ["abc"]),
    "one box": (scene_of("ba ca", g="b"), ["b"]),
    "a branch": (scene_of("ba ca db ed", g="bde"), ["bde"]),
    "the root": (scene_of("ba ca", g="a"), ["a"]),
    "siblings that are not side by side": (scene_of("ba ca da", g="bd"), ["bd"]),
    "siblings around another parent": (scene_of("ba ca da eb fc gd", g="efg"), ["efg"]),
    "two branches with another between": (scene_of("ba ca da eb fb gc hd id", g="efhi"), ["ef", "hi"]),
    "two levels around another": (scene_of("ba cb dc", g="bd"), ["b", "d"]),
    "a branch and one of another": (scene_of("ba ca db ec fd ge", g="bdfe"), ["bdf", "e"]),
    "two groups": (scene_of("ba ca da ea", g="bd", h="ce"), ["bd", "ce"]),
}


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize(("scene", "expected"), PARTS.values(), ids=PARTS)
def test_a_group_has_as_few_rectangles_as_can_be(scene: Scene, expected: list[str], direction: str) -> None:
    placement = place_tidily(scene, direction)
    found = [held(placement, scene, one) for several in placement.regions.values() for one in several]
    assert sorted(found) == expected
    assert list(placement.regions) == [one.id for one in scene.regions]


def test_the_edges_of_a_group_are_around_its_units_and_its_title() -> None:
    scene = scene_of("ba ca", {"b": (40.0, 30.0)}, g="bc")
    placement = place_tidily(scene, "up")
    (b, c) = placement.boxes["b"], placement.boxes["c"]
    assert (b[0], c[0] - b[0]) == (6 + INSET, 40 + 14)
    ((x, y, width, height),) = placement.regions["g"]
    assert (x, y) == (6, b[1] - INSET - 12)
    assert (width, height) == (94 + 2 * INSET, 30 + 12 + 2 * INSET)
    assert placement.width == 6 + width + 6
    assert placement.height == y + height + 6
    wide = replace(scene, regions=(scene.regions[0]._replace(width=200.0),))
    ((_, _, width, _),) = place_tidily(wide, "up").regions["g"]
    assert width == 200 + 2 * INSET
    assert place_tidily(wide, "up").width == 6 + width + 6


def test_other_groups_are_further_away_and_those_of_a_group_together() -> None:
    def order(scene: Scene) -> tuple[str, list[float]]:
        boxes = place_tidily(scene, "up").boxes
        lefts = sorted((boxes[unit][0], unit) for unit in "bcde")
        gaps = [round(right[0] - left[0] - 40, 2) for left, right in itertools.pairwise(lefts)]
        return "".join(unit for _, unit in lefts), gaps

    assert order(scene_of("ba ca da ea")) == ("bcde", [14, 14, 14])
    assert order(scene_of("ba ca da ea", g="bd")) == ("bdce", [14, 44, 14])
    assert order(scene_of("ba ca da ea", g="ce", h="d")) == ("bced", [44, 14, 44])


@pytest.mark.parametrize("seed", range(60))
def test_nothing_foreign_is_in_a_group(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - not for security
    names = "abcdefghi"[: draw.randint(3, 9)]
    links = [
        f"{name}{draw.choice(names[:place])}" for place, name in enumerate(names) if place and draw.random() < 0.85
    ]
    sizes = {name: (draw.choice([40.0, 120.0, 200.0]), draw.choice([20.0, 60.0])) for name in names}
    member = {name: draw.choice(["g", "h", ""]) for name in names}
    titles = {"g": "T", "h": "A rather long title of a group, which is wider than many a box in it"}
    regions = tuple(
        region(group, title, tuple(name for name in names if member[name] == group))
        for group, title in titles.items()
        if group in member.values()
    )
    scene = replace(scene_of(" ".join(links), sizes), regions=regions)
    for direction in DIRECTIONS:
        placement = place_tidily(scene, direction)
        for one in regions:
            found = [held(placement, scene, rectangle) for rectangle in placement.regions[one.id]]
            assert sorted("".join(found)) == list(one.units), (direction, found)
            for x, y, width, height in placement.regions[one.id]:
                assert width >= one.width + 2 * INSET
                assert min(x, y) >= 6 - 1e-6
                assert x + width <= placement.width - 6 + 0.01
                assert y + height <= placement.height - 6 + 0.01
        corners = list(placement.boxes.items())
        for unit, (x, y) in corners:
            assert held(placement, scene, (x, y, *scene.units[unit])) == f"{unit}?"


GROUPED = """
[groups.g]
title = "The first"
[groups.h]
title = "The second, of which the label is shown"
label = "Second"
[groups.empty]
title = "Nothing"
[premises.p]
text = "P."
group = "g"
[premises.q]
text = "Q."
group = "g"
[premises.r]
text = "R."
group = "h"
[premises.s]
text = "S."
[claims.c]
text = "C."
group = "g"
[claims.d]
text = "D."
group = "h"
[conclusions.z]
text = "Z."
[inferences.within]
from = ["p", "q", "r"]
to = "c"
[inferences.out]
from = ["c"]
to = "z"
[inferences.own]
from = ["s"]
to = "d"
group = "h"
[inferences.inside]
from = ["d"]
to = "e"
[claims.e]
text = "E."
group = "h"
[objections.o]
from = ["e"]
against = "d"
[objections.n]
against = "c"
text = "N."
[cautions.w]
on = ["c", "p"]
text = "W."
[contested.t]
on = ["c", "d"]
by = "T"
reason = "so"
[notes.note]
on = "e"
text = "Note."
[notes.of-group]
on = "g"
text = "On the group."
[rivals.both]
among = ["d", "e"]
[rivals.apart]
among = ["c", "e"]
"""


def test_what_is_in_a_group() -> None:
    scene = compose(analysed(GROUPED).graph)
    found = {one.id: (one.lines, set(one.units)) for one in scene.regions}
    assert found == {
        "g": (("The first",), {"c", "p", "q", "n", "w"}),
        "h": (("Second",), {"d", "e", "r", "own", "inside", "o", "note", "both"}),
    }
    assert [one.id for one in compose(analysed(GROUPED).graph, {"p", "z"}).regions] == ["g"]
    assert compose(analysed(GROUPED).graph, {"z"}).regions == ()


def test_premises_of_several_groups_are_not_in_one_stack() -> None:
    text = GROUPED.split("[cautions.w]", maxsplit=1)[0]
    scene = compose(analysed(text).graph)
    assert {name: [member for member, _, _ in one.members] for name, one in scene.stacks.items()} == {
        "stack within": ["p", "q"]
    }
    assert "stack within" in next(one.units for one in scene.regions if one.id == "g")


def test_the_engine_is_told_of_groups_and_answers_with_rectangles() -> None:
    scene = scene_of("ba ca", g="bc", h="a")
    scene = replace(scene, regions=(scene.regions[0]._replace(width=30.4, height=15.5), scene.regions[1]))
    table = '<<table border="0" fixedsize="true" width="{}" height="{}"><tr><td></td></tr></table>>'
    for direction, side in (("up", "b"), ("down", "t"), ("left", "t"), ("right", "t")):
        lines = scene_dot(scene, direction).split("\n")
        assert lines[7:9] == [
            f"subgraph cluster0 {{ label={table.format(30, 16)} labelloc={side} margin=12 n1 n2 }}",
            f"subgraph cluster1 {{ label={table.format(10, 12)} labelloc={side} margin=12 n0 }}",
        ]
    layout = {
        "bb": "0,0,200,100",
        "objects": [
            {"name": "cluster1", "bb": "10,20,60,90"},
            {"name": "cluster0", "bb": "70.125,5,190,50"},
            *({"name": f"n{number}", "pos": f"{30 + 60 * number},40"} for number in range(3)),
        ],
    }
    placement = read_layout(layout, scene, "up")
    assert placement.regions == {"h": ((16, 16, 50, 70),), "g": ((76.12, 56, 119.88, 45),)}
    assert placement.boxes == {"a": (16, 56), "b": (76, 56), "c": (136, 56)}


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_title_is_inside_its_frame_and_above_the_links(direction: str) -> None:
    title = "A very long title of a group that has only one small member inside it, to see whether it fits"
    text = (
        f'[groups.g]\ntitle = "{title}"\n[premises.p]\ntext = "It rains."\ngroup = "g"\n'
        '[conclusions.c]\ntext = "It is wet."\n[[inferences]]\nfrom = ["p"]\nto = "c"\n'
    )
    made = drawn(text, Format.SVG, direction=Direction(direction))[Format.SVG]
    root = ET.fromstring(made)  # noqa: S314 - our own picture
    layers = [group.get("class") for group in root.iter(f"{SVG}g")]
    assert layers.index("links") < layers.index("titles")
    titles = next(group for group in root.iter(f"{SVG}g") if group.get("class") == "titles")
    assert " ".join(line.text or "" for line in titles.iter(f"{SVG}text")) == title
    (ground,) = titles.iter(f"{SVG}rect")
    frame = next(group for group in root.iter(f"{SVG}g") if group.get("id") == "g").find(f"{SVG}path")
    assert frame is not None
    left, top, width = map(float, re.findall(r"^M([\d.]+) ([\d.]+)h([\d.]+)a8", frame.get("d", ""))[0])
    x, y, wide = (float(ground.get(key, "")) for key in ("x", "y", "width"))
    assert left - 8 < x
    assert x + wide < left + width + 8
    assert top < y


NOTED = """
[map]
title = "Noted"
[sources.s]
title = "Report"
[groups.g]
title = "Left"
text = "What the left says."
[groups.empty]
title = "Nothing yet"
[premises.p]
text = "It rains."
group = "g"
quote = { source = "s" }
[conclusions.c]
text = "It is wet."
[[inferences]]
from = ["p"]
to = "c"
[rivals.r]
among = ["p", "q"]
[premises.q]
text = "It is dry."
[notes.a]
on = "s"
text = "This report was withdrawn."
[notes.b]
on = "g"
text = "Part two of the text."
[notes.d]
on = "r"
text = "They are close."
"""


def test_groups_and_notes_are_in_every_format() -> None:
    made = drawn(NOTED, *(form for form in Format if form not in {Format.PNG, Format.PDF}))
    for form, data in made.items():
        assert b"Part two of the text." in data, form
        assert b"This report was withdrawn." in data or form is Format.DOT, form
    assert (
        made[Format.TEXT]
        .decode()
        .endswith(
            "- group: Left\n  - about: What the left says.\n  - contains: It rains.\n  - note: Part two of the text.\n"
            "- group: Nothing yet\n- source: Report\n  - note: This report was withdrawn.\n"
        )
    )
    document = json.loads(made[Format.JSON])
    assert document["groups"] == [
        {"id": "g", "title": "Left", "text": "What the left says.", "members": ["p"]},
        {"id": "empty", "title": "Nothing yet", "members": []},
    ]
    assert {note["id"]: note["on"] for note in document["notes"]} == {"a": ["s"], "b": ["g"], "d": ["r"]}
    facts = next(one["facts"] for one in document["elements"] if one["id"] == "p")
    assert {"label": "note", "text": "on Report: This report was withdrawn."} in facts


def test_a_part_has_the_groups_and_notes_of_what_it_shows() -> None:
    document = json.loads(drawn(NOTED, Format.JSON, only=frozenset({Kind.CONCLUSION}))[Format.JSON])
    assert [one["id"] for one in document["elements"]] == ["c"]
    assert [group["id"] for group in document["groups"]] == ["empty"]
    assert document["notes"] == []


def test_a_handout_says_what_notes_are_on() -> None:
    text = sheet_markdown(handout(analysed(NOTED), "", [], 1)).replace("**", "")
    assert "- note on Report: This report was withdrawn.\n" in text
    assert "- note on Left: Part two of the text.\n" in text
    assert "- note on at most one of “It rains” and “It is dry”: They are close.\n" in text
    gapped = sheet_markdown(handout(analysed(NOTED), "", ["q"], 1)).replace("**", "")
    assert "It is dry" not in gapped.split("Statements to choose from")[0]
