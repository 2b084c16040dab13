"""The picture of a comparison: what changed, marked without colour, cropped, on sheets that can be read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations

import pytest
from conftest import analysed
from hypothesis import given, settings
from hypothesis import strategies as st
from random_maps import circular_maps, layered_maps, maps_with_rivals

from argmap.compare.diff import compare
from argmap.compare.sheets import MAX_SHEETS, one_svg, sheets
from argmap.layout.engine import Engine
from argmap.layout.placement import Placement
from argmap.layout.scene import HEADER, LINE, NOTE_LINE, Link, LinkStyle, Scene
from argmap.layout.scene import box as box_node
from argmap.model import Kind
from argmap.render.readable import MAX_WIDTH
from argmap.render.svg import Picture
from argmap.render.tags import TAG_HEIGHT, place_tags, tag_width

SMALL = (
    "[premises.p]\ntext = 'It rained.'\n[premises.q]\ntext = 'The dam leaks.'\n[claims.m]\ntext = 'Water rises.'\n"
    "[claims.n]\ntext = 'The road is low.'\n[conclusions.c]\ntext = 'Close the bridge.'\n"
    "[inferences.i]\nfrom = ['p', 'q']\nto = 'm'\n[inferences.j]\nfrom = ['m', 'n']\nto = 'c'\n"
    "grade = 0.5\nbecause = 'x'\n[premises.r]\ntext = 'It was measured.'\n[inferences.k]\nfrom = ['r']\nto = 'n'\n"
)


def pictures(old: str, new: str) -> list[Picture]:
    with Engine() as engine:
        return sheets(compare(analysed(old), analysed(new)), engine)


def box(svg: str, element_id: str) -> str:
    """The markup of a box."""
    return re.search(rf'<g id="{element_id}" class="[^"]*".*?\n</g>', svg, re.DOTALL)[0]  # type: ignore[index]


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_a_changed_box_has_its_old_wording_and_its_old_grade() -> None:
    new = SMALL.replace("Water rises.", "The water rises.").replace("0.5", "0.9")
    (picture,) = pictures(SMALL, new)
    assert re.search('class="said struck"[^>]*>Water rises.<', box(picture.svg, "m"))
    assert "The water rises." in texts(box(picture.svg, "m"))
    assert {"grade: 0.5 → 0.9", "~ changed"} <= set(texts(box(picture.svg, "j")))
    assert "26 of 100 → 46 of 100 worlds" in texts(box(picture.svg, "c"))


def test_a_premise_that_moved_leaves_its_old_line() -> None:
    new = SMALL.replace("['p', 'q']", "['p']").replace("['m', 'n']", "['m', 'n', 'q']")
    (picture,) = pictures(SMALL, new)
    lines = re.findall(r'<path class="(link [^"]*)"[^>]*data-from="q" data-to="(\w)"[^>]*><title>([^<]*)', picture.svg)
    assert sorted(lines) == [
        ("link premise added", "j", "added: q to j"),
        ("link premise removed", "i", "removed: q to i"),
    ]
    tags = re.findall(r'<g class="tag">.*?<text[^>]*>([^<]*)', picture.svg)
    assert sorted(tags) == ["+ added", "− removed"]


def test_what_was_removed_is_dotted_and_said() -> None:
    new = SMALL[: SMALL.index("[premises.r]")].replace("['m', 'n']", "['m']")
    new = new.replace("[claims.n]\ntext = 'The road is low.'\n", "")
    (picture,) = pictures(SMALL, new)
    removed = {name for name in ("n", "r", "k", "m", "j") if "− removed" in box(picture.svg, name)}
    assert removed == {"n", "r", "k"}
    assert 'class="link premise removed"' in picture.svg


def test_only_what_changed_and_its_way_is_shown() -> None:
    (picture,) = pictures(SMALL, SMALL.replace("It was measured.", "It was not measured."))
    nodes = picture.drawing.scene.nodes
    assert set(nodes) == {"r", "k", "n", "j", "c"}
    assert (nodes["j"].stub, nodes["n"].stub) == ("4 more", "")
    assert "4 more" in texts(box(picture.svg, "j"))
    assert "5 of 9 elements: what changed, and its way to a conclusion." in texts(picture.svg)


def test_nothing_to_mark_is_said() -> None:
    (picture,) = pictures(SMALL, "[map]\ntitle = 'T'\n" + SMALL)
    assert "No box or line has changed." in texts(picture.svg)
    assert len(picture.drawing.scene.nodes) == 9


def test_what_has_no_box_is_named() -> None:
    more = "[sources.s]\ntitle = 'S'\n[concepts.k]\nterm = 'water'\n"
    old = SMALL.replace("[inferences.k]", "[inferences.x]")
    (picture,) = pictures(old, old + more)
    assert "Changed, but without a box of its own: k." in texts(picture.svg)


def wide(count: int, *, graded: bool) -> str:
    """A map with many branches; every premise has a grade in the new version."""
    grade = "grade = 0.9\n" if graded else ""
    branches = (
        f"[premises.p{number}]\ntext = 'Premise number {number} is a sentence of some length.'\n{grade}"
        f"[claims.m{number}]\ntext = 'Claim number {number} is a sentence of some length as well.'\n"
        f"[inferences.i{number}]\nfrom = ['p{number}']\nto = 'm{number}'\n"
        f"[inferences.j{number}]\nfrom = ['m{number}']\nto = 'c'\n"
        for number in range(count)
    )
    return "[conclusions.c]\ntext = 'The whole follows from all of its parts.'\n" + "".join(branches)


@pytest.mark.parametrize("count", [30, 90])
def test_many_changes_are_on_sheets_that_can_be_read(count: int) -> None:
    found = pictures(wide(count, graded=False), wide(count, graded=True))
    assert 1 < len(found) <= MAX_SHEETS
    assert all(float(picture.context["width"]) <= MAX_WIDTH for picture in found)
    drawn = {name for picture in found for name in picture.drawing.scene.nodes if name.startswith("p")}
    left = [text for text in texts(one_svg(found)) if "past the limit" in text]
    assert (len(drawn) == count) == (not left)
    assert f"Sheet 2 of {len(found)}." in one_svg(found)


def test_several_sheets_are_one_picture_without_doubled_ids() -> None:
    together = one_svg(pictures(wide(30, graded=False), wide(30, graded=True)))
    tree = ET.fromstring(together)  # noqa: S314 - our own
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    named = re.findall(r'aria-labelledby="(\S+) (\S+)"', together)
    assert {name for pair in named for name in pair} <= set(ids)
    assert set(re.findall(r"url\(#([^)]*)\)", together)) <= set(ids)
    sheets_ = [element for element in tree if element.tag.endswith("svg")]
    assert len(sheets_) > 1
    offsets = [float(sheet.get("y", "0")) for sheet in sheets_]
    heights = [float(sheet.get("height", "0")) for sheet in sheets_]
    assert offsets == [pytest.approx(sum(heights[:number])) for number in range(len(heights))]


def rectangles(picture: Picture) -> Iterator[tuple[str, float, float, float, float]]:
    scene, placement = picture.drawing.scene, picture.drawing.placement
    for unit, (width, height) in scene.units.items():
        yield (unit, *placement.boxes[unit], width, height)


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    (x, y, width, height), (u, v, wide_, tall) = one, other
    return x < u + wide_ - 0.01 and u < x + width - 0.01 and y < v + tall - 0.01 and v < y + height - 0.01


MAPS = st.one_of(layered_maps(), circular_maps(), maps_with_rivals())


@settings(max_examples=25, deadline=None)
@given(old=MAPS, new=MAPS)
def test_every_change_is_in_the_picture_of_any_two_maps(old: str, new: str) -> None:
    comparison = compare(analysed(old), analysed(new))
    with Engine() as engine:
        found = sheets(comparison, engine)
    shown = {name for picture in found for name in picture.drawing.scene.nodes}
    changes = found[0].drawing.changes
    whole = one_svg(found)
    ET.fromstring(whole)  # noqa: S314 - our own
    if "past the limit" not in whole:
        unnamed = set(changes.elements) - shown
        said = " ".join(texts(whole))
        assert all(name in said for name in unnamed)
        for link, status in changes.links.items():
            assert {link.start, link.end} <= shown, (link, status)
    for picture in found:
        for one, other in combinations(rectangles(picture), 2):
            assert not overlap(one[1:], other[1:])
        for node in picture.drawing.scene.nodes.values():
            assert HEADER + LINE * len(node.lines) + NOTE_LINE * len(node.notes) <= node.height or node.is_pill


def test_tags_are_on_their_lines_beside_boxes() -> None:
    new = SMALL.replace("['p', 'q']", "['p']").replace("['m', 'n']", "['m', 'n', 'q']")
    (picture,) = pictures(SMALL, new)
    placed = list(place_tags(picture.drawing.scene, picture.drawing.placement))
    assert sorted(text for text, _ in placed) == ["+ added", "− removed"]
    for text, (x, y) in placed:
        tag = (x - tag_width(text) / 2, y - TAG_HEIGHT / 2, tag_width(text), TAG_HEIGHT)
        assert not any(overlap(tag, one[1:]) for one in rectangles(picture))


def test_a_tag_without_room_is_a_sign() -> None:
    nodes = {name: box_node(name, Kind.PREMISE, "premise", "P.") for name in ("a", "b")}
    sizes = {name: (node.width, node.height) for name, node in nodes.items()}
    scene = Scene(nodes, {}, (Link("a", "b", LinkStyle.PREMISE, "removed"),), units=sizes)
    width, height = sizes["a"]
    route = ((width, height / 2), (width + 5, height / 2), (width + 15, height / 2), (width + 20, height / 2))
    placement = Placement(2 * width + 20, height, {"a": (0.0, 0.0), "b": (width + 20, 0.0)}, (route,), "right")
    ((text, (x, _)),) = place_tags(scene, placement)
    assert text == "−"
    assert width < x < width + 20
