"""The HTML page in a real headless Chromium."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, analysed, assessed, drawn, stood

from argmap.classroom.steps import Lesson
from argmap.findings import Severity
from argmap.graph import build_graph
from argmap.loading.load import load_file
from argmap.model import Kind
from argmap.render import Format
from argmap.standing.effects import account, assess
from argmap.standing.exclusive import settled
from argmap.standing.grades import Graded

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
    made = drawn(path, Format(suffix), **options)[Format(suffix)]
    target = folder / f"{path.stem}.{suffix}"
    target.write_bytes(made)
    return target


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield Watched(page)
    page.close()


def axe(page: Page) -> None:
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("name", ["maps/kazakhstan", "maps/tutorial", "tests/hostile", "tests/grouped"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_quiet_and_accessible(watched: Watched, tmp_path: Path, name: str, scheme: str) -> None:
    url = page_file(tmp_path, ROOT / f"{name}.toml").as_uri()
    watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    watched.page.goto(url)
    background = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(18, 22, 29)")
    axe(watched.page)
    watched.page.locator("[data-element] .shape").first.dispatch_event("click")
    watched.page.click("summary >> nth=0")
    axe(watched.page)
    watched.page.keyboard.press("Escape")
    watched.page.click("[data-do=present]")
    axe(watched.page)
    watched.page.keyboard.press("Escape")
    watched.page.click("[data-do=read]")
    axe(watched.page)
    assert watched.requests == [url]
    assert watched.complaints == []


def test_the_page_of_the_kazakhstan_map_is_small(tmp_path: Path) -> None:
    assert page_file(tmp_path, ROOT / "maps/kazakhstan.toml").stat().st_size < 320_000


def kazakhstan(watched: Watched, tmp_path: Path, fragment: str = "", **options: Any) -> Page:
    watched.page.emulate_media(reduced_motion="reduce")
    watched.page.goto(page_file(tmp_path, ROOT / "maps/kazakhstan.toml", **options).as_uri() + fragment)
    return watched.page


def follow(page: Page, element: str) -> None:
    """Click a link to an element: the rest of the page stays as it is."""
    page.evaluate(
        "id => Object.assign(document.body.appendChild(document.createElement('a')), { href: `#${id}` }).click()",
        element,
    )


def test_details_on_click_and_by_keyboard(watched: Watched, tmp_path: Path) -> None:
    watched.page.emulate_media(reduced_motion="reduce")
    watched.page.goto(page_file(tmp_path, ROOT / "maps/tutorial.toml").as_uri())
    watched.page.click("#sleep-longer .shape")
    details = watched.page.locator("#_details")
    assert "measured with wristbands" in details.inner_text()
    link = details.locator("a[target=_blank]")
    assert link.get_attribute("href") == "https://example.org/sleep-study#:~:text=forty%20minutes%20more%20sleep"
    watched.page.focus("#rested-so-later")
    watched.page.keyboard.press("Enter")
    assert "followed 400 pupils" in details.inner_text()
    details.locator("a", has_text="pupils come to school rested").first.click()
    assert watched.page.url.endswith("#pupils-rested")
    assert "With a later start" in details.inner_text()
    watched.page.go_back()
    assert "followed 400 pupils" in details.inner_text()
    watched.page.go_forward()
    assert watched.page.locator("#pupils-rested.chosen").count() == 1


def scale(page: Page) -> float:
    return float(page.evaluate("document.getElementById('_view').getCTM().a"))


def test_zoom_by_button_key_wheel_and_fit(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path)
    page.click("[data-do=fit]")
    fitted = scale(page)
    box = page.evaluate(
        "(() => { const b = document.getElementById('_view').getBoundingClientRect(); return [b.x, b.right] })()"
    )
    assert box[0] >= 0
    assert box[1] <= 1280
    page.click("[data-do=in]")
    assert scale(page) == pytest.approx(fitted * 1.3, rel=0.01)
    page.keyboard.press("0")
    assert scale(page) == pytest.approx(fitted, rel=0.01)
    page.mouse.move(400, 500)
    page.mouse.wheel(0, -200)
    page.wait_for_function("before => document.getElementById('_view').getCTM().a > before", arg=fitted)
    page.focus("#_map")
    before = page.evaluate("document.getElementById('_view').getCTM().e")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.getElementById('_view').getCTM().e") == pytest.approx(before + 60)


def test_search_with_next_and_previous(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path)
    page.keyboard.press("/")
    page.keyboard.type("INFLUENCE")
    assert page.inner_text("#_found") == "1 of 14"
    first = page.locator(".chosen").get_attribute("id")
    page.keyboard.press("Enter")
    assert page.inner_text("#_found") == "2 of 14"
    page.click("[data-do=previous]")
    assert page.locator(".chosen").get_attribute("id") == first
    page.fill("#_query", "no such thing")
    assert page.inner_text("#_found") == "Nothing found"


@pytest.mark.parametrize(
    ("box", "inside", "outside"),
    [
        ("[data-kind=premise]", "unrest", "troops"),
        ("[data-only=weak]", "bloc-draws-rivals", "troops"),
        ("[data-only=cautions]", "unrest", "troops"),
        ("[data-only=contests]", "putin-lands", "troops"),
        ("[data-concept=influence]", "all-types", "troops"),
    ],
)
def test_filters(watched: Watched, tmp_path: Path, box: str, inside: str, outside: str) -> None:
    page = kazakhstan(watched, tmp_path)
    page.click("text=Filter")
    page.click(box)
    assert page.locator(f"#{inside}.out").count() == 0
    assert page.locator(f"#{outside}.out[aria-hidden=true]").count() == 1
    page.click("text=Show all")
    assert page.locator(".out").count() == 0


def test_the_way_to_the_conclusion_lights_up(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path, detail="all")
    page.click("[data-do=fit]")
    page.hover("#baku .shape")
    lit = set(page.locator("[data-element].lit").evaluate_all("all => all.map(one => one.id)"))
    assert {"baku", "baku-shows", "soviet-1991", "same-scenario", "russia-presses", "region-affected"} <= lit
    assert "troops" not in lit
    page.mouse.move(5, 5)
    page.focus("#region-affected")
    assert page.locator(".lit-any").count() == 0


def test_link_state_is_copied_and_restored(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path, "#bloc-draws-rivals")
    page.locator("#_details input[type=range]").fill("0.9")
    standing = standings(page)
    page.evaluate("void (document.execCommand = () => { window.copied = document.querySelector('textarea').value })")
    page.evaluate("void Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.click("#_details >> text=Copy link")
    link = page.evaluate("window.copied")
    assert "what=bloc-draws-rivals:0.9" in link
    page.goto("about:blank")
    page.goto(link)
    assert standings(page) == standing
    assert page.locator("#bloc-draws-rivals.chosen").count() == 1
    assert page.inner_text("#_said") == ""


def boxes(page: Page) -> dict[str, tuple[float, float, float, float]]:
    found = page.evaluate(
        """[...document.querySelectorAll("[data-element]")].filter(one => one.getClientRects().length).map(one => {
          const b = one.querySelector(".shape").getBoundingClientRect();
          return [one.id, [b.left, b.top, b.right, b.bottom]];
        })"""
    )
    return {name: tuple(box) for name, box in found if box[2] > box[0]}


def assert_apart(found: dict[str, tuple[float, float, float, float]]) -> None:
    for (one, a), (other, b) in itertools.combinations(found.items(), 2):
        slack = 0.5
        apart = a[2] <= b[0] + slack or b[2] <= a[0] + slack or a[3] <= b[1] + slack or b[3] <= a[1] + slack
        assert apart, f"{one} overlaps {other}"


def test_folding_and_focus_lay_out_anew_without_overlap(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path, "#russia-presses", detail="all")
    whole = boxes(page)
    assert_apart(whole)
    page.click("#_details >> text=Fold")
    folded = boxes(page)
    assert "baku" not in folded
    assert "russia-presses" in folded
    argued = analysed(ROOT / "maps/kazakhstan.toml").graph
    left_out = [name for name in whole if name in argued and name not in folded]
    assert page.locator("#russia-presses .stub text").text_content() == f"{len(left_out)} more, stands in 5 of 100"
    assert page.locator("#russia-presses").get_attribute("aria-expanded") == "false"
    assert_apart(folded)
    page.focus("#russia-presses")
    page.keyboard.press("Space")
    level = boxes(page)
    assert set(folded) < set(level) < set(whole)
    assert_apart(level)
    page.click("[data-do=unfoldAll]")
    page.click("[data-do=foldAll]")
    assert set(boxes(page)) < set(folded)
    assert_apart(boxes(page))
    page.click("[data-do=unfoldAll]")
    assert boxes(page).keys() == whole.keys()
    page.evaluate("location.hash = 'baku'")
    page.click("#_details >> text=Focus")
    near = boxes(page)
    assert {"baku", "baku-shows", "soviet-1991"} <= set(near)
    assert "troops" not in near
    assert_apart(near)
    page.keyboard.press("Escape")
    assert boxes(page).keys() == whole.keys()


def test_a_folded_element_is_unfolded_when_it_is_asked_for(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path, "#troops&fold=becomes-geopolitical,russia-presses")
    assert page.locator("#troops.chosen").is_visible()
    assert page.locator("#baku").is_hidden()
    page.evaluate("location.hash = 'baku'")
    assert page.locator("#baku").is_visible()


def test_a_large_map_opens_folded(watched: Watched, tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    parts = ['[conclusions.c0]\ntext = "The root."']
    for number in range(1, 1500):
        table = "premises" if 3 * number + 1 >= 1500 else "claims"
        parts.append(f'[{table}.c{number}]\ntext = "Statement number {number} says something."')
        parts.append(f'[inferences.i{number}]\nfrom = ["c{number}"]\nto = "c{(number - 1) // 3}"')
    path.write_text("\n".join(parts))
    watched.page.emulate_media(reduced_motion="reduce")
    watched.page.goto(page_file(tmp_path, path).as_uri())
    shown = watched.page.locator("[data-element]").count()
    assert 20 < shown < 300
    assert watched.page.locator(".stub").count() > 5
    watched.page.fill("#_query", "number 1400 ")
    assert watched.page.locator("#c1400.chosen").is_visible()
    assert_apart(boxes(watched.page))
    assert watched.complaints == []


def test_keys_lead_along_the_argument(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path, detail="all")
    assert page.locator("[data-element][tabindex='0']").count() == 1

    def focused() -> str:
        return str(page.evaluate("document.activeElement.id"))

    page.focus("#_map")
    page.keyboard.press("Tab")
    assert focused() == "region-affected"
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
        seen.append(focused())
    assert seen == [
        "geopolitical-to-region", "tilt-to-region", "pressure-to-region", "tilt-to-region", "tilted", "tilt-to-region",
        "region-affected",
    ]  # fmt: skip
    page.keyboard.press("Enter")
    assert page.locator("#region-affected.chosen").count() == 1
    assert page.locator("#_details .text").inner_text().startswith("The crisis in Kazakhstan will affect")


def test_names_read_aloud_make_sense(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path)
    name = page.locator("#geopolitical-to-region").get_attribute("aria-label")
    words = "“The crisis in Kazakhstan will affect geopolitical processes in the whole region.”"
    assert name == f"inference: step by consequences to {words}"
    tree = page.locator("#_outline").aria_snapshot()
    assert "The argument in words" in tree
    assert "Stands in 39 of 100 worlds" in tree
    assert tree.index("The crisis in Kazakhstan will affect") < tree.index("Russian troops have arrived in Kazakhstan.")


def test_presentation(watched: Watched, tmp_path: Path) -> None:
    path = tmp_path / "shown.toml"
    text = (ROOT / "maps/tutorial.toml").read_text()
    order = (
        '[map.presentation]\norder = ["start-later", "sleep-helps", "buses"]\nnotes.buses = "Ask the class first."\n\n'
    )
    path.write_text(text.replace("[sources.study]", order + "[sources.study]"))
    page = watched.page
    page.emulate_media(reduced_motion="reduce")
    page.goto(page_file(tmp_path, path).as_uri())
    page.keyboard.press("p")
    assert page.inner_text("#_step") == "Step 1 of 4"
    assert page.locator("#start-later").is_visible()
    assert not page.locator("#sleep-helps").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator("#sleep-helps").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#_note") == "Ask the class first."
    page.keyboard.press("ArrowLeft")
    assert not page.locator("#buses").is_visible()
    page.keyboard.press("End")
    assert page.locator(".unrevealed").count() == 0
    assert page.locator("#_progress").get_attribute("value") == "4"
    page.click("#_stage [data-do=weak]")
    assert not page.locator("[data-element] .badge").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#_stage").is_hidden()


@pytest.mark.parametrize(("first", "start"), [("conclusion", "start-later"), ("premises", "feel-awake")])
def test_the_order_of_a_presentation(watched: Watched, tmp_path: Path, first: str, start: str) -> None:
    path = tmp_path / "shown.toml"
    text = (ROOT / "maps/tutorial.toml").read_text()
    path.write_text(text.replace("[sources.study]", f'[map.presentation]\nfirst = "{first}"\n\n[sources.study]'))
    watched.page.goto(page_file(tmp_path, path).as_uri())
    watched.page.click("[data-do=present]")
    seen = watched.page.locator("[data-element]:not(.unrevealed)").evaluate_all("all => all.map(one => one.id)")
    assert (seen == ["start-later"]) is (start == "start-later")
    watched.page.keyboard.press("End")
    assert watched.page.locator(".unrevealed").count() == 0


def test_the_list_of_weak_links_says_how_many_it_leaves_out(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path)
    count = len(analysed(ROOT / "maps/kazakhstan.toml").weak_links)
    assert page.locator("#_standing li").count() == 5
    assert f"And {count - 5} more" in page.inner_text("#_standing")
    page = watched.page
    page.goto(page_file(tmp_path, ROOT / "maps/tutorial.toml").as_uri())
    assert "And 2 more" in page.inner_text("#_standing")


def test_weak_links_hide_until_asked(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path, "#bloc-draws-rivals")
    assert page.locator("#_standing").is_visible()
    page.keyboard.press("w")
    for hidden in (
        "#_standing",
        "[data-element] .badge",
        "[data-element] .finding",
        ".weak-fact",
        ".standing-fact",
        "#_details dt >> text=weak link",
    ):
        assert not page.locator(hidden).first.is_visible(), hidden
    widths = "all => [...new Set(all.map(one => getComputedStyle(one).strokeWidth))]"
    assert page.locator("#_map .link").evaluate_all(widths) == ["1.6px"]
    page.evaluate("window.print = () => {}")
    page.evaluate("document.querySelector('[data-print=\"one a4\"]').click()")
    page.emulate_media(media="print")
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text()
    assert "Russian troops" in printed
    assert not re.search(r"weak \d|stands in \d", printed)
    page.emulate_media(media="screen")
    page.keyboard.press("w")
    assert page.locator("#_standing").is_visible()


def test_reading_view(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path)
    page.keyboard.press("r")
    assert page.locator("#_map").is_hidden()
    words = page.inner_text("#_outline")
    assert words.index("The crisis in Kazakhstan will affect") < words.index("In Baku on 20 January 1990")
    assert "The concept of influence is to be used with caution." in words
    assert "A critical reader: a number alone says nothing" in words


LANGUAGES = {"ru": "Слабые звенья", "kk": "Осал тұстар", "de": "Schwachstellen", "en": "Weak links", "fr": "Weak links"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_interface_speaks_the_language_of_the_map(watched: Watched, tmp_path: Path, language: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text((ROOT / "maps/tutorial.toml").read_text().replace('language = "en"', f'language = "{language}"'))
    watched.page.goto(page_file(tmp_path, path).as_uri())
    assert watched.page.locator("html").get_attribute("lang") == language
    assert watched.page.locator("[data-do=weak]").first.inner_text() == LANGUAGES[language]
    spoken = "en" if language == "fr" else language
    watched.page.click("#sleep-longer .shape")
    labels = watched.page.locator("#_details dt").all_inner_texts()
    assert ("because" in labels) is (spoken == "en")
    assert watched.page.locator("#_tools").get_attribute("lang") == spoken
    words = json.loads((ROOT / f"src/argmap/render/catalogs/{spoken}.json").read_text("utf-8"))
    badges = watched.page.locator("[data-element] .badge text")
    assert words["badge_weak"].replace("{rank}", "1") in badges.all_text_contents()
    watched.page.locator("#_details input[type=range]").fill("0")
    shown = badges.all_text_contents()
    assert any(re.fullmatch(words["badge_stands"].replace("{share}", r".*\d.*"), text) for text in shown)
    axe(watched.page)


def test_all_catalogs_have_the_same_words() -> None:
    folder = ROOT / "src/argmap/render/catalogs"
    english = json.loads((folder / "en.json").read_text("utf-8"))
    for path in folder.glob("*.json"):
        words = json.loads(path.read_text("utf-8"))
        assert words.keys() == english.keys(), path.name
        for key, text in words.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), (path.name, key)


def test_right_to_left_maps_are_mirrored(watched: Watched, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    text = (ROOT / "maps/kazakhstan.toml").read_text().replace('language = "en"', 'language = "ar"')
    path.write_text(text.replace('text = "Wages are low and paid late."', 'text = "الأجور منخفضة وتدفع متأخرة."'))
    watched.page.goto(page_file(tmp_path, path, detail="all").as_uri())
    assert watched.page.locator("html").get_attribute("dir") == "rtl"
    side, map_ = (watched.page.locator(one).bounding_box() for one in ("#_side", "#_map"))
    assert side is not None
    assert map_ is not None
    assert side["x"] < map_["x"]
    found = boxes(watched.page)
    assert found["region-affected"][0] > found["troops"][0]
    axe(watched.page)


@pytest.mark.parametrize(("paper", "width"), [("a4", 842), ("a3", 1191)])
def test_print(watched: Watched, tmp_path: Path, paper: str, width: int) -> None:
    page = kazakhstan(watched, tmp_path)
    page.evaluate("window.print = () => {}")
    page.click("text=Print")
    page.click(f"[data-print='pages {paper}']")
    sheets = page.locator(".sheet").count()
    assert sheets >= 2
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(reader.pages) == sheets
    assert {round(float(one.mediabox.width)) for one in reader.pages} <= {width, width - 1}
    words = "".join(one.extract_text() for one in reader.pages)
    assert "Key" in words
    assert "Sheet A1" in words
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sheet").count() == 0
    page.click("text=Print")
    page.click("[data-print='outline a4']")
    words = "".join(
        one.extract_text() for one in pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    )
    assert "The argument in words" in words


def test_print_from_the_menu_has_the_whole_picture_and_the_words(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path, "#baku", detail="all")
    before = page.evaluate("document.getElementById('_view').getAttribute('transform')")
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    first = reader.pages[0]
    assert float(first.mediabox.width) > float(first.mediabox.height)
    text = first.extract_text()
    for words in ("Wages are low and paid late.", "Russia has the main say", "Moscow answers calls"):
        assert words.split()[0] in text
    assert "The argument in words" in reader.pages[1].extract_text()
    assert page.evaluate("document.getElementById('_view').getAttribute('transform')") == before


def test_print_is_black_and_white(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    fill = page.evaluate("getComputedStyle(document.querySelector('#troops .shape')).fill")
    assert fill == "rgb(255, 255, 255)"


def test_text_at_twice_its_size_and_a_phone(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path)
    for width, zoom in ((360, 1), (640, 2)):
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate("zoom => { document.documentElement.style.fontSize = `${zoom * 100}%` }", zoom)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("#_map").bounding_box()["height"] > 150  # type: ignore[index]


def test_forced_colours(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path)
    page.emulate_media(forced_colors="active")
    stroke = page.evaluate("getComputedStyle(document.querySelector('#troops .shape')).stroke")
    assert stroke == page.evaluate("getComputedStyle(document.body).color")


def test_motion_is_left_out_where_it_is_not_wanted(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path, "#russia-presses")
    page.click("#_details >> text=Fold")
    assert page.locator(".moving").count() == 0
    page.emulate_media(reduced_motion="no-preference")
    page.click("[data-do=unfoldAll]")
    assert page.locator(".moving").count() == 1


BUNDLES = {
    "page": "render/assets/page.js",
    "exercise": "classroom/assets/exercise.js",
    "decisions": "classroom/assets/decisions.js",
}


@pytest.mark.parametrize("name", BUNDLES)
def test_the_bundles_are_of_these_sources(name: str) -> None:
    web = ROOT / "web"
    sources = [path for folder in (name, "common") for path in sorted((web / "src" / folder).iterdir())]
    digest = hashlib.sha256()
    for path in [*sources, web / "package.json", web / "package-lock.json"]:
        digest.update(path.relative_to(web).as_posix().encode() + path.read_bytes())
    bundle = (ROOT / "src/argmap" / BUNDLES[name]).read_text("utf-8")
    assert f"sources {digest.hexdigest()} */" in bundle, "run: cd web && npm ci && npm run build"
    named = re.findall(r"([\w-]+) \d+\.\d+\.\d+ \(", bundle.split("*/")[0])
    licences = (web / "LICENCES.md").read_text("utf-8")
    assert bool(named) == (name != "decisions"), "which contain the work of others"
    assert all(f"## {one} " in licences for one in named)


@pytest.mark.parametrize("name", ["page", "exercise"])
def test_every_word_of_the_interface_is_used(name: str) -> None:
    """Words of kinds, labels, patterns, parts and losses are looked up by the names of these."""
    package = ROOT / "src/argmap" / Path(BUNDLES[name]).parts[0]
    paths = [*(ROOT / "web/src" / name).glob("*.js"), *(package / "templates").glob("*.html"), *package.glob("*.py")]
    text = "".join(path.read_text("utf-8") for path in paths)
    used = set(re.findall(r"\bwords\.(\w+)", text)) | set(re.findall(r"""["'](\w+)["']""", text))
    english = json.loads((package / "catalogs/en.json").read_text("utf-8"))
    by_name = ("kind_", "label_", "scheme_", "gist_", "task_", "part_", "loss_", "question_")
    assert {key for key in english if not key.startswith(by_name)} <= used
    said = {f"loss_{found}" for found in re.findall(r"""say\(\s*["'](\w+)["']""", text)}
    if name == "exercise":
        said |= {f"loss_{lesson.name.lower()}" for lesson in Lesson} | {"loss_contrary", "loss_amount"}
        said |= {"loss_stray", "loss_further"}
        assert {key for key in english if key.startswith("loss_")} == said
    folder = package / "catalogs"
    for path in folder.glob("*.json"):
        words = json.loads(path.read_text("utf-8"))
        assert words.keys() == english.keys(), path.name
        for key, said_there in words.items():
            places = re.findall(r"\{\w+\}", english[key])
            assert sorted(re.findall(r"\{\w+\}", said_there)) == sorted(places), (path.name, key)


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
        """tolerance => [...document.querySelectorAll("g[id]:not(#_view)")].flatMap(group => {
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
            follow(watched.page, element)
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
        found = {root: assessed(graph, root) for root in graph.roots()}
        assert standings(watched.page) == pytest.approx({root: one.standing for root, one in found.items()}, abs=1e-12)
        (assessment,) = found.values()
        ranked = watched.page.locator("#_standing li").all()
        assert [one.get_attribute("data-ranked") for one in ranked] == [one.element for one in assessment.effects[:5]]
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
    found = assessed(graph, "start-later")
    effects = {one.element: one for one in found.effects}
    for element, better, worse in (("sleep-helps", "Settled", "Fails"), ("buses", "Answered", "Holds")):
        watched.page.click(f"#{element} .shape")
        watched.page.click(f"#_details >> text={better}")
        assert standings(watched.page)["start-later"] == pytest.approx(effects[element].secured, abs=1e-12)
        watched.page.click(f"#_details >> text={worse}")
        low = stood(found) - (effects[element].loss or 0.0)
        assert standings(watched.page)["start-later"] == pytest.approx(low, abs=1e-12)
        watched.page.click("#_details >> text=As graded")
        assert standings(watched.page)["start-later"] == pytest.approx(found.standing, abs=1e-12)


@pytest.mark.parametrize("fragment", ["", "#guilty&fold=law", "#guilty&fold=fact"])
def test_text_stays_in_its_box_on_a_page_from_right_to_left(watched: Watched, tmp_path: Path, fragment: str) -> None:
    text = (ROOT / "tests/grouped.toml").read_text("utf-8").replace("[map]", '[map]\nlanguage = "ar"')
    text = text.replace('title = "Matters of law"', 'title = "مسائل القانون"')
    page = grouped(
        watched, tmp_path, fragment, text.replace('text = "There was no wind."', 'text = "لم تكن هناك ريح."')
    )
    outside = page.locator("[data-element]:visible").evaluate_all(
        """(all, slack) => all.flatMap(one => {
          const frames = [...one.querySelectorAll(":scope > .shape")].map(shape => shape.getBoundingClientRect());
          return [...one.querySelectorAll(":scope > text")].filter(text => {
            const b = text.getBoundingClientRect();
            return !frames.some(f => b.left >= f.left - slack && b.right <= f.right + slack);
          }).map(text => one.id + ": " + text.textContent);
        })""",
        TOLERANCE,
    )
    assert outside == []
    axe(page)


def grouped(watched: Watched, tmp_path: Path, fragment: str = "", text: str = "") -> Page:
    """The page of a map with groups, rivals, suppositions, notes and labels."""
    path = tmp_path / "grouped.toml"
    path.write_text(text or (ROOT / "tests/grouped.toml").read_text("utf-8"), "utf-8")
    watched.page.emulate_media(reduced_motion="reduce")
    watched.page.goto(page_file(tmp_path, path).as_uri() + fragment)
    return watched.page


FACT = {"noise", "wind", "calm", "milling", "heard", "weather"}


def apart_from_frames(page: Page) -> None:
    """No element or frame overlaps another, or a frame what is not in it; each frame holds its own, and a title."""
    frames = page.evaluate(
        """[...document.querySelectorAll(".region")].filter(one => one.getClientRects().length).flatMap(one => {
          const rows = [...one.querySelectorAll(":scope > .shape")].map(shape => shape.getBoundingClientRect());
          const titles = [...one.querySelectorAll(":scope > .name")].map(text => text.getBoundingClientRect());
          return rows.map(b => [one.id, [b.left, b.top, b.right, b.bottom], titles.some(t =>
            t.left >= b.left && t.right <= b.right && t.top >= b.top && t.bottom <= b.bottom)]);
        })"""
    )
    groups = page.evaluate(
        "JSON.parse(document.getElementById('_data').textContent).regions.map(one => [one[0], one[2]])"
    )
    held = {name: {unit.removeprefix("stack ") for unit in units} for name, units in groups}
    found = {name: box for name, box in boxes(page).items() if name not in {name for name, _, _ in frames}}
    assert_apart(found)
    assert_apart({f"{name} {number}": tuple(box) for number, (name, box, _) in enumerate(frames)})
    assert all(has_title for _, _, has_title in frames)
    for name, box in found.items():
        for group, frame, _ in frames:
            if name not in held[group]:
                assert_apart({name: box, f"frame of {group}": tuple(frame)})
        for group in (group for group, members in held.items() if name in members):
            around = [f for owner, f, _ in frames if owner == group and f[0] <= box[0] and f[2] >= box[2]
                      and f[1] <= box[1] and f[3] >= box[3]]  # fmt: skip
            assert len(around) == 1, f"{name} is in one frame of {group}"


def test_a_group_is_folded_to_one_box_and_unfolded(watched: Watched, tmp_path: Path) -> None:
    page = grouped(watched, tmp_path)
    whole = boxes(page)
    assert whole.keys() >= FACT | {"fact", "law"}
    apart_from_frames(page)
    assert page.locator("#fact").get_attribute("aria-expanded") == "true"
    page.click("#fact > .name >> nth=0")
    folded = boxes(page)
    assert folded.keys() == whole.keys() - FACT
    assert page.locator("#fact").get_attribute("aria-expanded") == "false"
    assert page.locator("#fact text").all_text_contents()[1:-1] == [
        "Matters of fact, with quite a long",
        "title that has to be wrapped",
        "Elements: 6",
    ]
    assert page.inner_text("#_said") == "6 hidden"
    assert page.inner_text("#_details .text").startswith("Matters of fact")
    assert "Elements: 6" in page.inner_text("#_details")
    apart_from_frames(page)
    assert page.evaluate("document.activeElement.id") == "fact"
    page.keyboard.press("Enter")
    assert boxes(page).keys() == whole.keys()
    page.keyboard.press("Space")
    assert boxes(page).keys() == folded.keys()
    page.click("#_details >> text=Unfold")
    assert boxes(page).keys() == whole.keys()
    page.click("#_details >> text=Fold")
    page.click("#fact .shape")
    assert boxes(page).keys() == whole.keys()
    assert watched.complaints == []


def test_links_of_members_go_to_the_box_of_their_group_once(watched: Watched, tmp_path: Path) -> None:
    page = grouped(watched, tmp_path, "#act&fold=fact")
    links = json.loads(page.locator("#_data").text_content() or "")["links"]
    ends = [("fact" if a in FACT else a, "fact" if b in FACT else b, style) for a, b, style, *_ in links]
    joined = {end for end in ends if end[0] != end[1]}
    crossing = [end for a, b, *_ in links for end in [(a, b)] if not {a, b} & FACT]
    both_in = [(a, b) for a, b, *_ in links if {a, b} <= FACT]
    assert both_in
    shown = page.locator(".link[data-link]:not([display=none])").count()
    assert shown == len(crossing) + len([end for end in joined if "fact" in end[:2]])


def test_reaching_a_group_by_keys(watched: Watched, tmp_path: Path) -> None:
    page = grouped(watched, tmp_path)
    page.focus("#_map")
    stops = []
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id"))
    assert stops == ["law", "fact", "guilty"]
    page.focus("#fact")
    seen = []
    for key in ("Enter", "ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp", "Enter", "ArrowLeft"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ["fact", "final", "fact", "noleave", "fact", "fact", "final"]
    assert page.locator("[data-element][tabindex='0']").evaluate_all("all => all.map(one => one.id)") == [
        "law", "fact", "final",
    ]  # fmt: skip


def test_folded_groups_are_in_the_link(watched: Watched, tmp_path: Path) -> None:
    page = grouped(watched, tmp_path)
    page.click("#law > .name")
    page.evaluate("void (document.execCommand = () => { window.copied = document.querySelector('textarea').value })")
    page.evaluate("void Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.click("#_tools [data-do=copy]")
    link = str(page.evaluate("window.copied"))
    assert link.endswith("#law&fold=law")
    page.goto("about:blank")
    page.goto(link)
    assert page.locator("#law.boxed.chosen[aria-expanded=false]").is_visible()
    assert page.locator("#act").is_hidden()
    page.evaluate("location.hash = 'act'")
    assert page.locator("#act.chosen").is_visible()
    assert page.locator("#law.region").is_visible()


def test_all_groups_are_folded_and_unfolded_with_all_else(watched: Watched, tmp_path: Path) -> None:
    page = grouped(watched, tmp_path)
    whole = boxes(page)
    page.click("[data-do=foldAll]")
    assert page.locator(".boxed:visible").count() == 2
    assert not FACT & boxes(page).keys()
    assert len(boxes(page)) < len(whole) - len(FACT)
    apart_from_frames(page)
    page.click("[data-do=unfoldAll]")
    assert boxes(page).keys() == whole.keys()
    assert page.locator(".boxed").count() == 0


def test_a_group_is_unfolded_where_a_member_is_needed(watched: Watched, tmp_path: Path) -> None:
    page = grouped(watched, tmp_path, "#guilty&fold=law,fact")
    assert page.locator(".boxed:visible").count() == 2
    page.fill("#_query", "heard at midnight")
    assert page.locator("#noise.chosen").is_visible()
    assert page.locator("#law.boxed").is_visible()
    page.fill("#_query", "")
    follow(page, "final")
    page.click("#_details >> text=Focus")
    assert page.locator("#act").is_visible()
    apart_from_frames(page)
    page.keyboard.press("Escape")
    assert page.locator("#act").is_hidden()
    page.click("#law > .shape")
    page.click("#law > .name")
    page.click("#_details >> text=Focus")
    assert page.locator("#act").is_visible()
    page.keyboard.press("Escape")
    page.click("[data-do=present]")
    page.keyboard.press("End")
    assert page.locator(".unrevealed").count() == 0
    assert page.locator(".boxed").count() == 0
    page.locator("#fact > .name").first.dispatch_event("click")
    assert page.locator("#fact.boxed").is_visible()
    page.keyboard.press("Home")
    assert page.locator("#fact.unrevealed").count() == 1
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("#milling").is_visible()
    assert page.locator("#fact.region").is_visible()
    assert watched.complaints == []


def test_groups_of_a_large_map(watched: Watched, tmp_path: Path) -> None:
    parts = ['[groups.even]\ntitle = "Even numbers"', '[groups.low]\ntitle = "Low numbers"\nlabel = "Low"']
    parts.append('[conclusions.c0]\ntext = "The root."')
    for number in range(1, 1100):
        table = "premises" if 3 * number + 1 >= 1100 else "claims"
        group = '\ngroup = "low"' if number < 5 else '\ngroup = "even"' if number % 2 == 0 else ""
        parts.append(f'[{table}.c{number}]\ntext = "Statement number {number}."{group}')
        parts.append(f'[inferences.i{number}]\nfrom = ["c{number}"]\nto = "c{(number - 1) // 3}"')
    page = grouped(watched, tmp_path, text="\n".join(parts))
    assert page.locator(".region .shape").count() > 1
    apart_from_frames(page)
    page.fill("#_query", "number 1000.")
    assert page.locator("#c1000.chosen").is_visible()
    apart_from_frames(page)
    page.evaluate("location.hash = 'even'")
    page.click("#_details >> text=Fold")
    assert page.locator("#even.boxed").is_visible()
    assert page.locator("#c1000").count() == 0
    apart_from_frames(page)
    page.fill("#_query", "number 998.")
    assert page.locator("#c998.chosen").is_visible()
    assert watched.complaints == []


def test_filters_by_tag_and_group(watched: Watched, tmp_path: Path) -> None:
    page = grouped(watched, tmp_path)
    page.click("text=Filter")
    page.click("[data-tag=statute]")
    assert page.locator("[data-element]:not(.out)").evaluate_all("all => all.map(one => one.id)") == ["law", "act"]
    page.click("text=Show all")
    page.click("[data-group=fact]")
    shown = set(page.locator("[data-element]:not(.out)").evaluate_all("all => all.map(one => one.id)"))
    assert shown == FACT | {"fact"}
    page.locator("#fact > .name").first.dispatch_event("click")
    assert page.locator("#fact.boxed.out").count() == 0
    assert page.locator("#law.out[aria-hidden=true]").count() == 1
    page.click("text=Filter")
    page.click("text=Show all")
    assert page.locator(".out").count() == 0


def test_a_map_without_tags_and_groups_has_no_filters_for_them(watched: Watched, tmp_path: Path) -> None:
    page = kazakhstan(watched, tmp_path)
    assert page.locator("[data-tag], [data-group], .region").count() == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("heard the mill at midnight", "noise"),
        ("statute", "act"),
        ("prosecutor", "heard"),
        ("grinding corn", "milling-word"),
        ("what the act of 1910", "law"),
        ("milling at night miller", "milling"),
    ],
)
def test_search_finds_full_texts_tags_and_people(watched: Watched, tmp_path: Path, query: str, found: str) -> None:
    page = grouped(watched, tmp_path)
    page.fill("#_query", query)
    assert (
        page.inner_text("#_details .text")
        == json.loads(page.locator("#_data").text_content() or "")["elements"][found]["text"]
    )
    assert page.url.endswith(f"#{found}")


def test_no_link_of_the_details_is_dead(watched: Watched, tmp_path: Path) -> None:
    page = grouped(watched, tmp_path)
    elements = json.loads(page.locator("#_data").text_content() or "")["elements"]
    assert {"law", "fact", "report", "milling-word"} <= elements.keys()
    urls = {url for element in elements.values() for _, _, url in (fact for fact in element["facts"] if len(fact) > 2)}
    assert {url[1:] for url in urls if url.startswith("#")} <= elements.keys()
    page.evaluate("location.hash = 'act'")
    page.click("#_details >> text=group: Matters of law")
    assert page.locator("#law.chosen").count() == 1
    page.click("#_details >> text=source: Report")
    assert page.inner_text("#_details .text") == "Report"
    assert page.locator("#_details >> text=Focus").count() == 0
    page.go_back()
    page.click("#_details >> text=concept: milling")
    assert "Grinding corn" in page.inner_text("#_details")
    page.keyboard.press("f")
    assert page.locator("#act").is_visible()
    assert watched.complaints == []


def test_what_is_left_out_is_told_in_words_alone(watched: Watched, tmp_path: Path) -> None:
    watched.page.goto(page_file(tmp_path, ROOT / "tests/grouped.toml", focus="act", depth=0).as_uri() + "#law")
    elements = json.loads(watched.page.locator("#_data").text_content() or "")["elements"]
    assert "milling" not in elements
    facts = [fact for element in elements.values() for fact in element["facts"] if len(fact) > 2]
    assert all(not url.startswith("#") or url[1:] in elements for _, _, url in facts)
    assert watched.complaints == []


def test_what_if_with_rivals(watched: Watched, tmp_path: Path) -> None:
    page = grouped(watched, tmp_path, "#wind")
    sliders = page.locator("#_details input[type=range]")
    assert [one.input_value() for one in sliders.all()] == ["0.4", "0.5"]
    sliders.nth(0).fill("0.8")
    assert float(sliders.nth(1).input_value()) == pytest.approx(0.165, abs=0.003)
    assert page.locator("#_details output").all_text_contents() == ["0.800", "0.167"]
    analysis = analysed(ROOT / "tests/grouped.toml")
    found = account(analysis.graph, "guilty")
    changed = settled(found.values, "wind", 0.8, found.network.exclusive)
    again = found._replace(graded={name: Graded(value, "") for name, value in changed.items()})
    assert standings(page)["guilty"] == pytest.approx(assess(analysis.graph, again).standing, abs=1e-12)
    sliders.nth(1).fill("0.6")
    shown = [float(text) for text in page.locator("#_details output").all_text_contents()]
    assert shown == pytest.approx([0.8 / 1.4, 0.6 / 1.4], abs=0.001)
    page.click("#_details >> text=As graded")
    assert page.locator("#_details output").all_text_contents() == ["0.320", "0.600"]
    page.click("text=Reset all grades")
    assert page.locator("#_details output").all_text_contents() == ["0.400", "0.500"]
    axe(page)


def test_groups_are_printed_as_they_are_shown(watched: Watched, tmp_path: Path) -> None:
    page = grouped(watched, tmp_path, "#guilty&fold=fact")
    page.evaluate("window.print = () => {}")
    page.click("text=Print")
    page.click("[data-print='one a4']")
    text = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text()
    assert "Elements: 6" in text
    assert "Matters of law" in text
    assert "The wind blew" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_folded_groups_are_accessible(watched: Watched, tmp_path: Path, scheme: str) -> None:
    watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = grouped(watched, tmp_path, "#fact&fold=fact")
    axe(page)
    page.evaluate("location.hash = 'milling'")
    page.click("#_details >> text=Focus")
    axe(page)


def test_every_label_of_a_fact_has_its_words() -> None:
    source = (ROOT / "src/argmap/describe.py").read_text("utf-8")
    labels = set(re.findall(r'(?:Fact|listed)\(\s*"([^"]+)"', source)) | {one.value for one in Severity}
    labels |= {label for label, _ in re.findall(r'\("([a-z ]+)", "(by|date|author)"\)', source)}
    labels |= set(re.findall(r"for label in \(([^)]+)\)", source)[0].replace('"', "").split(", "))
    assert {"group", "contains", "because", "definition", "said by", "rival", "discharges", "quote", "cited"} <= labels
    words = json.loads((ROOT / "src/argmap/render/catalogs/en.json").read_text("utf-8"))
    assert {f"label_{label.replace(' ', '_')}" for label in labels} <= words.keys()
    assert {f"kind_{kind.value}" for kind in Kind} <= words.keys()
