"""How much of a map a picture shows, and what it says of the rest."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, analysed, drawn
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from argmap.graph import Graph
from argmap.layout.compose import compose, with_box
from argmap.layout.engine import Engine
from argmap.layout.selection import first_view
from argmap.model import Kind
from argmap.render import Format
from argmap.render.drawing import HIGHEST, WIDEST, Drawing, lay_out
from argmap.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KAZAKHSTAN = ROOT / "maps/kazakhstan.toml"
MAPS = [KAZAKHSTAN, ROOT / "maps/mill.toml", ROOT / "maps/tutorial.toml", ROOT / "tests/everything.toml"]
NAME = "region-affected"


def laid_out(path: Path | str, **options: Any) -> Drawing:
    with Engine() as engine:
        return lay_out(analysed(path, Settings(**options)), engine)


def tree(count: int, below: int = 3) -> str:
    """A tree of statements, each with one step from those below it."""
    inner = {(number - 1) // below for number in range(1, count)}
    parts = ['[conclusions.s0]\ntext = "Statement 0 of the tree."\n']
    parts += [
        f'[{"claims" if number in inner else "premises"}.s{number}]\ntext = "Statement {number} of the tree."\n'
        for number in range(1, count)
    ]
    for parent in sorted(inner):
        ids = [f"s{number}" for number in range(1, count) if (number - 1) // below == parent]
        parts.append(f'[inferences.i{parent}]\nfrom = {json.dumps(ids)}\nto = "s{parent}"\nscheme = "sign"\n')
    return "".join(parts)


def fan(count: int) -> str:
    """Many reasons of one premise each for one conclusion."""
    reasons = (
        f'[premises.p{n}]\ntext = "Reason number {n}."\n[inferences.i{n}]\nfrom = ["p{n}"]\nto = "c"\n'
        for n in range(count)
    )
    return '[conclusions.c]\ntext = "The town should build the bridge."\n' + "".join(reasons)


SHAPES = {"tree": tree(60), "wide": tree(200, 6), "deep": tree(40, 1), "fan": fan(60), "small": tree(4)}


@pytest.mark.parametrize("given_", [*MAPS, *SHAPES.values()], ids=[*(path.stem for path in MAPS), *SHAPES])
def test_a_first_view_can_be_read(given_: Path | str) -> None:
    drawing = laid_out(given_)
    assert len(drawing.scene.nodes) <= 36
    assert drawing.placement.width <= WIDEST
    assert drawing.placement.height <= HIGHEST
    assert set(drawing.graph.roots()[:1]) <= drawing.scene.nodes.keys()


@pytest.mark.parametrize("given_", [*MAPS, *SHAPES.values()], ids=[*(path.stem for path in MAPS), *SHAPES])
def test_every_box_says_what_is_left_out_behind_it(given_: Path | str) -> None:
    drawing = laid_out(given_)
    graph, nodes = drawing.graph, drawing.scene.nodes
    for element_id in filter(graph.kinds.__contains__, nodes):
        before = {*graph.predecessors(element_id), *graph.attackers(element_id)}
        assert bool(nodes[element_id].stub) is bool(before - nodes.keys()), element_id
    text = drawn(given_)[Format.SVG].decode()
    whole = with_box(graph)
    said = f"Part of the map: {len(nodes)} of {whole} elements."
    assert (said in text) is (len(nodes) < whole)
    desc = next(iter(ET.fromstring(text).iter("{http://www.w3.org/2000/svg}desc"))).text or ""  # noqa: S314 - our own
    assert (said in desc) is (len(nodes) < whole)


def test_a_stub_says_how_much_how_weak_and_how_often() -> None:
    drawing = laid_out(KAZAKHSTAN, detail=12)
    stubs = {node.stub for node in drawing.scene.nodes.values() if node.stub}
    assert any(re.fullmatch(r"\d+ more, stands in \d+ of 100", stub) for stub in stubs)
    marked = [name for name, link in drawing.weak_links.items() if link.rank <= 5 and name not in drawing.scene.nodes]
    assert bool(marked) is any(" weak" in stub for stub in stubs)
    bare = laid_out(KAZAKHSTAN, detail=12, weak=False)
    assert all(re.fullmatch(r"\d+ more", node.stub) for node in bare.scene.nodes.values() if node.stub)


@pytest.mark.parametrize("most", [1, 2, 5, 20, 60, 200])
def test_at_most_so_many_elements(most: int) -> None:
    drawing = laid_out(KAZAKHSTAN, detail=most)
    assert 1 <= len(drawing.scene.nodes) <= most
    assert (len(drawing.scene.nodes) == with_box(drawing.graph)) is (most == 200)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"focus": NAME, "depth": 2}, "Shown: within 2 steps of"),
        (
            {"focus": NAME, "depth": 1, "only": ["claims", "conclusions"]},
            "Shown: claims, conclusions, within 1 step of",
        ),
        ({"only": ["claims"]}, "Shown: claims."),
        ({"detail": 9}, "Shown: the conclusions, the weakest links, and what is nearest."),
        ({"focus": NAME, "depth": 3, "detail": 9}, "Shown: within 3 steps of"),
    ],
)
def test_an_extract_says_what_it_is(options: dict[str, object], said: str) -> None:
    (line,) = laid_out(KAZAKHSTAN, **options).lines
    assert said in line


def test_what_is_asked_for_by_name_is_shown_whole() -> None:
    drawing = laid_out(KAZAKHSTAN, focus=NAME, depth=9)
    assert not drawing.is_part
    assert len(drawing.scene.nodes) > 60


@pytest.mark.parametrize("form", [Format.DOT, Format.JSON, Format.TEXT])
def test_what_other_programs_read_is_whole(form: Format) -> None:
    both = drawn(KAZAKHSTAN, Format.SVG, form)
    assert both[form] == drawn(KAZAKHSTAN, form, detail="all")[form]
    assert both[Format.SVG] == drawn(KAZAKHSTAN)[Format.SVG]


@pytest.mark.parametrize("detail", ["some", 0, -3, 2.5, None, True])
def test_settings_say_what_is_valid(detail: object) -> None:
    with pytest.raises(ValidationError, match="detail"):
        Settings.model_validate({"detail": detail})


def whole_steps(graph: Graph, kept: frozenset[str]) -> bool:
    steps = [name for name in kept if graph.kinds.get(name) in {Kind.INFERENCE, Kind.OBJECTION}]
    return all(kept.issuperset(graph.premises(step)) for step in steps)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 80), st.integers(1, 7), st.integers(1, 40), st.data())
def test_first_views_have_whole_steps_and_no_gaps(count: int, below: int, most: int, data: st.DataObject) -> None:
    graph = analysed(tree(count, below)).graph
    weak = data.draw(st.lists(st.sampled_from(sorted(graph)), max_size=5))
    kept = first_view(graph, weak, most)
    assert "s0" in kept
    assert len(kept) <= most
    assert whole_steps(graph, kept)
    scene = compose(graph, kept)
    behind = sum(int(node.stub.split()[0]) for node in scene.nodes.values() if node.stub)
    assert behind == len(graph) - len(kept)  # in a tree, each element is behind one box


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    yield page
    page.close()


def opened(page: Page, folder: Path, path: Path | str, fragment: str = "", **options: Any) -> Page:
    target = folder / "map.html"
    target.write_bytes(drawn(path, Format.HTML, **options)[Format.HTML])
    page.goto("about:blank")
    page.goto(target.as_uri() + fragment)
    return page


def seen(page: Page) -> dict[str, tuple[float, float]]:
    """The place on the screen of each element that is shown."""
    found = page.locator("#_map [data-element]:not([display=none])").evaluate_all(
        """all => all.map(one => { const box = one.querySelector(".shape").getBoundingClientRect();
          return [one.dataset.element, [box.left, box.top]]; })"""
    )
    return {name: tuple(place) for name, place in found}


def press(page: Page, word: str) -> None:
    page.locator("#_details button").get_by_text(word, exact=True).click()


@pytest.mark.parametrize("path", [KAZAKHSTAN, ROOT / "maps/mill.toml"], ids=lambda path: path.stem)
def test_a_page_opens_as_its_picture(page: Page, tmp_path: Path, path: Path) -> None:
    drawing = laid_out(path)
    opened(page, tmp_path, path)
    groups = {region.id for region in drawing.scene.regions}
    assert seen(page).keys() == drawing.scene.nodes.keys() | groups
    stubs = page.locator("[data-element] .stub:not(.handle) text").all_text_contents()
    assert sorted(stubs) == sorted(node.stub for node in drawing.scene.nodes.values() if node.stub)
    sizes = page.locator("#_map [data-element]:not([display=none]) > text:not(.label)").evaluate_all(
        "all => all.map(one => one.getScreenCTM().a * parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 8.9
    inside = page.locator("#_map").bounding_box()
    assert inside is not None
    for x, y in seen(page).values():
        assert inside["x"] <= x <= inside["x"] + inside["width"]
        assert inside["y"] <= y <= inside["y"] + inside["height"]


@pytest.mark.parametrize("name", ["russia-presses", "unstable", "unrest", "becomes-geopolitical", NAME])
def test_the_box_stays_where_it_is(page: Page, tmp_path: Path, name: str) -> None:
    opened(page, tmp_path, KAZAKHSTAN, f"#{name}")
    for word in ("Unfold", "Fold", "Unfold", "Unfold", "Fold"):
        if not page.locator("#_details button").get_by_text(word, exact=True).count():
            continue
        before = seen(page)[name]
        press(page, word)
        assert seen(page)[name] == pytest.approx(before, abs=1), word


def test_unfolding_goes_level_by_level_until_all_is_shown(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, KAZAKHSTAN, "#russia-presses")
    button = page.locator("#_details button").get_by_text("Unfold", exact=True)
    counts = [len(seen(page))]
    while button.count():
        button.click()
        counts.append(len(seen(page)))
        assert counts[-1] > counts[-2]
    assert len(counts) > 3
    press(page, "Fold")
    assert len(seen(page)) == counts[0]


def test_what_is_asked_for_is_unfolded_with_what_it_needs(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, KAZAKHSTAN)
    before = seen(page).keys()
    page.evaluate("location.hash = 'baku'")
    page.wait_for_timeout(100)
    after = seen(page).keys()
    assert "baku" not in before
    assert "baku" in after
    assert before <= after
    assert len(after) < len(before) + 25


def test_folds_are_in_the_link(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, KAZAKHSTAN, "#russia-presses")
    page.evaluate(
        "void Object.defineProperty(navigator, 'clipboard', { value: { writeText: text => { copied = text } } })"
    )
    page.click("#_tools [data-do=copy]")
    assert str(page.evaluate("copied")).endswith("#russia-presses")
    press(page, "Unfold")
    press(page, "Unfold")
    shown = seen(page).keys()
    page.click("#_tools [data-do=copy]")
    link = str(page.evaluate("copied"))
    assert "hide=" in link
    opened(page, tmp_path, KAZAKHSTAN, link[link.index("#") :])
    assert seen(page).keys() == shown


def test_stubs_follow_the_switch_and_the_grades(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, KAZAKHSTAN, detail=12)
    stubs = page.locator("[data-element] .stub:not(.handle) text")
    assert any("stands in" in text for text in stubs.all_text_contents())
    page.keyboard.press("w")
    assert all(re.fullmatch(r"\d+ more", text) for text in stubs.all_text_contents())
    page.keyboard.press("w")
    page.evaluate("location.hash = 'geopolitical-to-region'")
    page.wait_for_timeout(100)
    press(page, "Fails")
    assert not any("stands in" in text for text in stubs.all_text_contents())
    press(page, "As graded")
    assert any("stands in" in text for text in stubs.all_text_contents())


CIRCLE = "".join(
    f'[claims.c{n}]\ntext = "Claim {n}."\n[inferences.i{n}]\nfrom = ["c{n}"]\nto = "c{(n + 1) % 40}"\n'
    for n in range(40)
)


@pytest.mark.parametrize(
    ("given_", "options", "least"),
    [
        (CIRCLE, {}, 5),
        (KAZAKHSTAN, {"only": ["premises"], "detail": 7}, 7),
        (KAZAKHSTAN, {"only": ["cautions"], "detail": 3}, 3),
        (KAZAKHSTAN, {"focus": "unrest", "depth": 5, "detail": 4}, 1),
        (KAZAKHSTAN, {"focus": "influence", "detail": 4}, 1),
        (KAZAKHSTAN, {"focus": "russia-presses", "depth": 9, "detail": 1}, 1),
        (ROOT / "maps/mill.toml", {"detail": 5}, 1),
    ],
)
def test_there_is_always_something_to_see(given_: Path | str, options: dict[str, Any], least: int) -> None:
    nodes = laid_out(given_, **options).scene.nodes
    assert least <= len(nodes) <= options.get("detail", 36)
    if "focus" in options:
        assert options["focus"] in nodes


@pytest.mark.parametrize("detail", ["0", "-3", "2.5", "some", "", "9" * 5000, "\u0663"])
def test_a_detail_that_is_not_valid_is_said(detail: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "argmap", "render", str(KAZAKHSTAN), "-f", "svg", "-o", str(tmp_path)]
    done = subprocess.run([*command, f"--detail={detail}"], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--detail: " in done.stderr
    assert "Give auto, all, or a number" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("direction", ["up", "down", "left", "right"])
@pytest.mark.parametrize("detail", [9, 20])
def test_lines_reach_boxes_though_tabs_hang_below_them(direction: str, detail: int) -> None:
    labelled = re.sub(r'text = "[^"]*"', 'text = "A."', KAZAKHSTAN.read_text("utf-8"))  # tabs wider than boxes
    for given_ in (KAZAKHSTAN, labelled):
        drawing = laid_out(given_, direction=direction, detail=detail)
        corners, nodes = drawing.placement.corners(drawing.scene), drawing.scene.nodes
        for link, route in zip(drawing.scene.links, drawing.placement.routes, strict=True):
            for name, (x, y) in ((link.start, route[0]), (link.end, route[-1])):
                if name in nodes:
                    left, top = corners[name]
                    assert left - 1 <= x <= left + nodes[name].width + 1, (name, link)
                    assert top - 1 <= y <= top + nodes[name].height + 1, (name, link)
