"""The HTML page in a real headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT

from argmap.assess.standing import assess
from argmap.graph import build_graph
from argmap.layout.engine import Engine
from argmap.loading.load import load_file
from argmap.pipeline import Options, draw

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Chromium measures text within this much of the fixed metrics, and strokes are not counted.
TOLERANCE = 1.0


class Watched:
    """A page with everything it asked for or complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))


def page_file(folder: Path, path: Path, suffix: str = "html", **options: Any) -> Path:
    with Engine() as engine:
        made = draw(load_file(path).map, path.stem, [suffix], Options(**options), engine).outputs[suffix]
    target = folder / f"{path.stem}.{suffix}"
    target.write_bytes(made)
    return target


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield Watched(page)
    page.close()


@pytest.mark.parametrize("name", ["maps/kazakhstan", "maps/tutorial", "tests/hostile"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_page_is_quiet_and_accessible(watched: Watched, tmp_path: Path, name: str, theme: str) -> None:
    url = page_file(tmp_path, ROOT / f"{name}.toml", theme=theme).as_uri()
    watched.page.goto(url)
    assert watched.requests == [url]
    assert watched.complaints == []
    result = Axe().run(watched.page)
    assert result.violations_count == 0, result.generate_report()


def test_details_on_click_and_by_keyboard(watched: Watched, tmp_path: Path) -> None:
    watched.page.goto(page_file(tmp_path, ROOT / "maps/tutorial.toml").as_uri())
    watched.page.click("#sleep-longer .shape")
    details = watched.page.locator("#_details")
    assert "measured with wristbands" in details.inner_text()
    link = details.locator("a[target=_blank]")
    assert link.get_attribute("href") == "https://example.org/sleep-study#:~:text=forty%20minutes%20more%20sleep"
    watched.page.focus("#rested-so-later")
    watched.page.keyboard.press("Enter")
    assert "followed 400 pupils" in details.inner_text()
    details.locator("a", has_text="pupils come to school rested").click()
    assert watched.page.url.endswith("#pupils-rested")
    assert "With a later start" in details.inner_text()


def test_zoom(watched: Watched, tmp_path: Path) -> None:
    watched.page.goto(page_file(tmp_path, ROOT / "maps/kazakhstan.toml").as_uri())

    def width() -> float:
        return float(watched.page.evaluate("document.querySelector('.map svg').getBoundingClientRect().width"))

    watched.page.click("[data-zoom=fit]")
    fitted = width()
    assert fitted <= 1280
    watched.page.click("[data-zoom=in]")
    assert width() == pytest.approx(fitted * 1.25, rel=0.01)
    watched.page.keyboard.press("0")
    assert width() == pytest.approx(fitted, rel=0.01)


def test_hostile_page_runs_nothing(watched: Watched, tmp_path: Path) -> None:
    watched.page.goto(page_file(tmp_path, ROOT / "tests/hostile.toml").as_uri())
    for name in ("a", "constructor", "c", "i", "o", "k"):
        watched.page.evaluate("name => { location.hash = name }", name)
        watched.page.wait_for_timeout(20)
    assert watched.complaints == []
    assert watched.page.locator("a[href^='javascript'], a[href^='data']").count() == 0


SCRIPTS = """
[premises.latin]
text = "The river rises within a day of heavy rain on the northern hills above the town."
[premises.kazakh]
text = "Қазақстанның көпвекторлы саясаты үшінші елдермен байланысты әлсіретпейді деген үміт бар."
[premises.greek]
text = "Ο ποταμός ανεβαίνει μέσα σε μία ημέρα από την ισχυρή βροχή στους βόρειους λόφους."
[premises.cjk]
text = "大雨が降ると川は一日以内に増水するので、橋を閉鎖する必要があると市は述べている。"
[premises.arabic]
text = "يرتفع النهر في غضون يوم من هطول الأمطار الغزيرة على التلال الشمالية فوق المدينة."
[premises.hebrew]
text = "הנהר עולה בתוך יום אחד מהגשם הכבד שיורד על הגבעות הצפוניות שמעל העיר."
[premises.emoji]
text = "The 👩‍👩‍👧 family 🇰🇿 saw 🌧️🌧️🌧️ and 🏔️ then ran 🏃🏽‍♀️🏃🏽‍♀️🏃🏽‍♀️ all the way home 😀😀."
[premises.long]
text = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
"""


@pytest.mark.parametrize("name", ["scripts", "kazakhstan", "tutorial"])
def test_text_stays_in_its_box(watched: Watched, tmp_path: Path, name: str) -> None:
    path = ROOT / f"maps/{name}.toml"
    if name == "scripts":
        path = tmp_path / "scripts.toml"
        path.write_text(SCRIPTS, encoding="utf-8")
    watched.page.goto(page_file(tmp_path, path, "svg").as_uri())
    outside = watched.page.evaluate(
        """tolerance => [...document.querySelectorAll("g[id]")].flatMap(group => {
          const shape = group.querySelector(".shape");
          if (!shape) return [];
          const box = shape.getBBox();
          return [...group.querySelectorAll(":scope > text")].filter(text => {
            const inner = text.getBBox();
            return inner.x < box.x - tolerance || inner.x + inner.width > box.x + box.width + tolerance
              || inner.y < box.y - tolerance || inner.y + inner.height > box.y + box.height + tolerance;
          }).map(text => group.id + ": " + text.textContent);
        })""",
        TOLERANCE,
    )
    assert outside == []


CIRCLE = """
[premises.p]
text = "P."
[premises.q]
text = "Q."
[claims.a]
text = "A."
[claims.b]
text = "B."
[conclusions.z]
text = "Z."
[inferences.pa]
from = ["p", "q"]
to = "a"
[inferences.ab]
from = ["a"]
to = "b"
[inferences.ba]
from = ["b"]
to = "a"
[inferences.az]
from = ["a"]
to = "z"
[inferences.bz]
from = ["b", "p"]
to = "z"
[objections.o]
against = "az"
text = "O."
[objections.oo]
against = "o"
from = ["q"]
"""


def standings(page: Page) -> dict[str, float]:
    outputs = page.locator("#_standing output").all()
    return {str(one.get_attribute("data-conclusion")): float(str(one.get_attribute("data-value"))) for one in outputs}


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("maps/kazakhstan.toml", {"bloc-draws-rivals": 1.0, "troops": 0.0, "bigger-game": 0.4}),
        ("maps/tutorial.toml", {"buses": 0.0, "sleep-helps": 0.205}),
        ("circle", {"o": 1.0, "p": 0.5, "ab": 0.0}),
    ],
)
def test_what_if_agrees_with_argmap_weak(
    watched: Watched, tmp_path: Path, name: str, settings: dict[str, float]
) -> None:
    path = ROOT / name
    if name == "circle":
        path = tmp_path / "circle.toml"
        path.write_text(CIRCLE)
    map_ = load_file(path).map
    watched.page.goto(page_file(tmp_path, path).as_uri())
    for element, grade in [(None, 0.0), *settings.items()]:
        if element is not None:
            watched.page.evaluate("id => { location.hash = id }", element)
            slider = watched.page.locator("#_details input[type=range]")
            slider.fill(str(grade))
            table = next(
                table
                for table in ("premises", "assumptions", "inferences", "objections")
                if element in getattr(map_, table)
            )
            fresh = getattr(map_, table)[element].model_copy(update={"grade": grade})
            map_ = map_.model_copy(update={table: {**getattr(map_, table), element: fresh}})
        graph = build_graph(map_)
        found = {root: assess(graph, root) for root in graph.roots()}
        assert standings(watched.page) == pytest.approx({root: one.standing for root, one in found.items()}, abs=1e-12)
        (assessment,) = found.values()
        ranked = watched.page.locator("#_standing li").all()
        assert [one.get_attribute("data-element") for one in ranked] == [one.element for one in assessment.effects[:5]]
        gains = [float(str(one.get_attribute("data-gain"))) for one in ranked]
        assert gains == pytest.approx([one.gain for one in assessment.effects[:5]], abs=1e-12)
        badges = watched.page.locator("[data-element].weak").all()
        gaining = {one.element for one in assessment.effects[:5] if one.gain > 1e-9}
        assert {one.get_attribute("id") for one in badges} == gaining
    watched.page.click("text=Reset all grades")
    assert watched.page.locator("text=Reset all grades").count() == 0
    assert watched.complaints == []


def test_secured_fails_and_as_graded(watched: Watched, tmp_path: Path) -> None:
    watched.page.goto(page_file(tmp_path, ROOT / "maps/tutorial.toml").as_uri())
    graph = build_graph(load_file(ROOT / "maps/tutorial.toml").map)
    found = assess(graph, "start-later")
    effects = {one.element: one for one in found.effects}
    for element, better, worse in (("sleep-helps", "Secured", "Fails"), ("buses", "Answered", "Holds")):
        watched.page.click(f"#{element} .shape")
        watched.page.click(f"#_details >> text={better}")
        assert standings(watched.page)["start-later"] == pytest.approx(effects[element].secured, abs=1e-12)
        watched.page.click(f"#_details >> text={worse}")
        low = found.standing - effects[element].loss
        assert standings(watched.page)["start-later"] == pytest.approx(low, abs=1e-12)
        watched.page.click("#_details >> text=As graded")
        assert standings(watched.page)["start-later"] == pytest.approx(found.standing, abs=1e-12)
