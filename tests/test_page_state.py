"""The page is what its address says: in the same tab, in a new one, after a reload and after Back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, drawn

from argmap.render import Format

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAPS = {path.stem: path for path in (ROOT / "maps/kazakhstan.toml", ROOT / "maps/mill.toml")}
LOOK = """() => {
  const is = (one) => one.getAttribute("display") !== "none" && one.isConnected;
  return {
    chosen: [...document.querySelectorAll(".chosen")].map(one => one.dataset.element),
    shown: [...document.querySelectorAll("#_map [data-element]")].filter(is).map(one => one.dataset.element).sort(),
    stubs: [...document.querySelectorAll("#_map [data-element] .stub text")]
      .filter(one => is(one.closest("[data-element]"))).map(one => one.textContent).sort(),
    standing: [...document.querySelectorAll("output[data-conclusion]")].map(one => one.dataset.value),
    weak: document.body.classList.contains("show-weak"),
    reading: document.body.classList.contains("reading"),
  };
}"""
STOPS = """() => [...document.querySelectorAll("[data-element][tabindex='0']")]
  .filter(one => !one.matches(".region, .boxed, .group"))
  .map(one => one.getAttribute("display") !== "none" && one.getAttribute("aria-hidden") !== "true")"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def opened(page: Page, folder: Path, name: str, fragment: str = "") -> Page:
    target = folder / f"{name}.html"
    if not target.exists():
        target.write_bytes(drawn(MAPS[name], Format.HTML)[Format.HTML])
    page.goto(target.as_uri() + fragment)
    return page


def look(page: Page) -> Any:
    return page.evaluate(LOOK)


def click(page: Page, word: str) -> None:
    page.evaluate(
        "word => [...document.querySelectorAll('#_side button')].find(one => one.textContent === word)?.click()", word
    )


def step(page: Page, chance: random.Random) -> str:
    """Do something with the page, and say what."""
    what = chance.choice(["choose", "choose", "Unfold", "Fold", "Fails", "As graded", "w", "r", "foldAll", "unfoldAll"])
    if what == "choose":
        chosen = chance.choice(look(page)["shown"])
        page.locator(f'[data-element="{chosen}"] > .shape').first.dispatch_event("click")
        return f"choose {chosen}"
    if len(what) == 1:
        page.keyboard.press(what)
    elif what.endswith("All"):
        page.evaluate("name => document.querySelector(`[data-do=${name}]`).click()", what)
    else:
        click(page, what)
    return what


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", MAPS)
def test_the_address_says_how_the_page_is(page: Page, tmp_path: Path, name: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    opened(page, tmp_path, name)
    done: list[str] = []
    for _ in range(8):
        done.append(step(page, chance))
        seen, address = look(page), page.url
        assert page.evaluate(STOPS) in ([True], []), done
        other = page.context.new_page()
        other.goto(address)
        assert look(other) == seen, ("a new tab", done)
        other.goto(address.partition("#")[0])
        other.evaluate("hash => { location.hash = hash }", address.partition("#")[2])
        other.wait_for_timeout(50)
        assert look(other) == seen, ("the same tab", done)
        other.close()
    page.reload()
    assert look(page) == seen, done


def test_back_takes_back_what_was_done(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, "kazakhstan")
    start, words = look(page), page.inner_text("#_side")
    page.evaluate("location.hash = 'geopolitical-to-region'")
    page.wait_for_timeout(50)
    click(page, "Fails")
    second = look(page)
    page.locator('[data-element="region-affected"] > .shape').dispatch_event("click")
    assert look(page)["chosen"] == ["region-affected"]
    assert look(page)["standing"] == second["standing"]
    page.go_back()
    page.wait_for_timeout(50)
    assert look(page) == second
    page.go_back()
    page.wait_for_timeout(50)
    assert look(page) == start
    assert page.inner_text("#_side") == words


def test_a_link_in_the_words_leads_to_the_details(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, "kazakhstan")
    page.keyboard.press("r")
    page.click("#_outline a >> text=Wages are low and paid late.")
    assert look(page)["chosen"] == ["low-wages"]
    assert not look(page)["reading"]
    assert page.evaluate("document.activeElement.dataset.element") == "low-wages"
    assert page.locator("#_details .text").is_visible()


def test_escape_closes_a_panel_from_within(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, "kazakhstan")
    page.click(".menu summary >> nth=0")
    page.focus(".menu[open] input")
    page.keyboard.press("Escape")
    assert page.locator(".menu[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_focus_is_not_lost(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, "kazakhstan", "#low-wages")
    page.evaluate("document.querySelector('[data-kind=premise]').click()")
    assert page.evaluate(STOPS) == [True]
    click(page, "Fails")
    click(page, "Reset all grades")
    assert page.evaluate("document.activeElement.id") == "_standing"
