"""A picture looks as it does alone, whatever is around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, drawn

from argmap.render import Format
from argmap.render.endings import placed_at_end
from argmap.render.svg import scoped

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TUTORIAL = ROOT / "maps/tutorial.toml"
MAPS = [TUTORIAL, ROOT / "tests/grouped.toml", ROOT / "tests/hostile.toml", ROOT / "tests/everything.toml"]
OTHERS = {
    "nothing": "",
    "itself": "<p>{it}",
    "itself, hidden": '<div style="display: none">{it}</div>',
    "itself in the dark": "{dark}",
    "itself in print, hidden": '<div style="display: none">{print}</div>',
    "another map": "{other}",
}
STYLE = """<style>
svg, text { direction: rtl; letter-spacing: 3px; text-anchor: end; font-style: italic; }
path { stroke: red; fill: lime; stroke-dasharray: 1 1; }
.shape, .link, .badge, .title { fill: red; stroke: blue; font-size: 30px; }
</style>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield page
    page.close()


def picture(path: Path, theme: str = "light") -> str:
    return drawn(path, theme=theme)[Format.SVG].decode()


def looks(page: Page, before: str, code: str, direction: str = "ltr") -> bytes:
    """What is seen of a picture in a document with something before it."""
    page.set_content(
        f'<!doctype html><html dir="{direction}"><body style="margin: 0">{before}'
        f'<div id="it" style="position: absolute; inset: 0 auto auto 0; background: #fff">{code}</div></html>'
    )
    return page.locator("#it > *").screenshot()


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_a_picture_among_others_looks_as_it_does_alone(page: Page, path: Path) -> None:
    code = picture(path)
    alone = looks(page, "", code)
    there = {"it": code, "dark": picture(path, "dark"), "print": picture(path, "print"), "other": picture(MAPS[0])}
    for name, around in OTHERS.items():
        assert looks(page, around.format(**there), code) == alone, name
    assert looks(page, "", code, "rtl") == alone


def test_a_picture_keeps_its_look_among_the_styles_of_a_page(page: Page) -> None:
    # Of what it sets itself, nothing gives way; a page that styles every path may still colour some.
    code = picture(TUTORIAL)
    look = """all => all.map(text => [getComputedStyle(text).direction, getComputedStyle(text).letterSpacing,
      getComputedStyle(text).textAnchor, getComputedStyle(text).fontStyle, getComputedStyle(text).fill].join(" "))"""
    looks(page, "", code)
    alone = page.locator("#it text").evaluate_all(look)
    looks(page, STYLE, code)
    assert page.locator("#it text").evaluate_all(look) == alone


def test_pictures_have_names_of_their_own(page: Page) -> None:
    code = [picture(path) for path in MAPS[:2]]
    page.set_content("".join(code))
    names = page.locator("svg").evaluate_all("all => all.map(svg => svg.getAttribute('aria-label'))")
    assert len(set(names)) == 2
    assert all("url(#" not in one for one in code)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_only_what_is_unstated_is_dashed(page: Page, theme: str) -> None:
    looks(page, "", picture(TUTORIAL, theme))
    dashes = page.locator("[data-element]").evaluate_all(
        """all => Object.fromEntries(all.map(one =>
          [one.dataset.element, getComputedStyle(one.querySelector(".shape")).strokeDasharray !== "none"]))"""
    )
    assert {name for name, is_dashed in dashes.items() if is_dashed} == {"sleep-helps"}


def test_a_printed_sheet_shows_what_the_screen_shows(page: Page, tmp_path: Path) -> None:
    target = tmp_path / "it.html"
    target.write_bytes(drawn(TUTORIAL, Format.HTML)[Format.HTML])
    page.goto(target.as_uri())
    page.evaluate("window.print = () => {}")
    look = """all => all.filter(one => one.checkVisibility()).map(one => {
      const style = getComputedStyle(one);
      return [one.getAttribute("class"), style.strokeWidth, style.strokeDasharray, style.fill].join(" ");
    })"""
    parts = ":is(.link, .end, .shape, .badge path)"
    page.emulate_media(media="print")  # the colours of paper
    before = page.locator(f"#_map {parts}").evaluate_all(look)
    page.emulate_media(media="screen")
    page.evaluate("document.querySelector('[data-print=\"one a4\"]').click()")
    page.emulate_media(media="print")
    assert page.locator(f"#_sheets {parts}").evaluate_all(look) == before
    assert any(re.match(r"end cross", one) for one in before)


@pytest.mark.parametrize(
    ("style", "scope", "made"),
    [
        (".a, .b .c { fill: red; }", "x", ".x .a, .x .b .c { fill: red; }"),
        ("& { fill: red; }\n&.on .a { fill: red; }", "x", ".x { fill: red; }\n.x.on .a { fill: red; }"),
        ("& { fill: red; }\n&.on .a { fill: red; }", "", ".argmap { fill: red; }\n.on .a { fill: red; }"),
    ],
)
def test_a_style_for_one_picture(style: str, scope: str, made: str) -> None:
    assert scoped(style, scope) == made


@pytest.mark.parametrize(
    ("route", "made"),
    [
        (((0, 0), (5, 0), (5, 10), (10, 10)), "translate(10 10)rotate(0)"),
        (((0, 0), (0, 5), (10, 5), (10, 10)), "translate(10 10)rotate(90)"),
        (((0, 20), (0, 12), (4, 16), (4, 16)), "translate(4 16)rotate(45)"),
        (((7, 7), (7, 7), (7, 7), (7, 7)), "translate(7 7)rotate(0)"),
    ],
)
def test_the_shape_at_the_end_of_a_line(route: tuple[tuple[float, float], ...], made: str) -> None:
    assert placed_at_end(route) == made
