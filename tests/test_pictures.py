from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from cases import CIRCLES, SPOILT
from conftest import ROOT, Golden, analysed, drawn

from argmap.graph import build_graph
from argmap.layout.changes import Changes, Note, Status
from argmap.layout.compose import compose
from argmap.layout.dot import scene_dot
from argmap.layout.engine import Engine
from argmap.layout.metrics import text_width, wrap
from argmap.layout.place import place
from argmap.layout.scene import Scene
from argmap.loading.load import load_file, load_text
from argmap.model import Kind
from argmap.render import Format, fonts
from argmap.render.draw import draw, render
from argmap.render.drawing import lay_out_part
from argmap.render.problem import render_problem
from argmap.render.shapes import path as svg_path
from argmap.render.svg import Picture, _bytecode_cache
from argmap.render.theme import THEMES
from argmap.settings import Direction, Settings, Theme

EVERYTHING = ROOT / "tests/everything.toml"
MAPS = [ROOT / "maps/kazakhstan.toml", ROOT / "maps/tutorial.toml", ROOT / "tests/hostile.toml"]
SVG = "{http://www.w3.org/2000/svg}"
SCRIPTS = {
    "latin": "The river rises within a day of heavy rain on the northern hills above the town.",
    "cyrillic": "Правительство отключило интернет, и независимые издания замолчали на несколько дней.",
    "kazakh": "Қазақстанның көпвекторлы саясаты үшінші елдермен байланысты әлсіретпейді деген үміт бар.",
    "greek": "Ο ποταμός ανεβαίνει μέσα σε μία ημέρα από την ισχυρή βροχή στους βόρειους λόφους.",
    "cjk": "大雨が降ると川は一日以内に増水するので、橋を閉鎖する必要があると市は述べている。",
    "arabic": "يرتفع النهر في غضون يوم من هطول الأمطار الغزيرة على التلال الشمالية فوق المدينة.",
    "hebrew": "הנהר עולה בתוך יום אחד מהגשם הכבד שיורד על הגבעות הצפוניות שמעל העיר.",
    "emoji": "The 👩‍👩‍👧 family 🇰🇿 saw 🌧️🌧️🌧️ and 🏔️ then ran 🏃🏽‍♀️🏃🏽‍♀️🏃🏽‍♀️ all the way home 😀😀.",
    "long word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
}


def svg(path: Path, **options: object) -> str:
    return drawn(path, **options)[Format.SVG].decode()


def placed(
    path: Path, direction: Direction = Direction.AUTO
) -> tuple[Scene, dict[str, tuple[float, float, float, float]]]:
    graph = build_graph(load_file(path).map)
    scene = compose(graph)
    with Engine() as engine:
        placement = place(scene, direction, engine)
    boxes = {}
    for block in scene.stacks.values():
        x, y = placement.boxes[block.id]
        for member, dx, dy in block.members:
            node = scene.nodes[member]
            boxes[member] = (x + dx, y + dy, x + dx + node.width, y + dy + node.height)
    for name, node in scene.nodes.items():
        if name not in boxes:
            x, y = placement.boxes[name]
            boxes[name] = (x, y, x + node.width, y + node.height)
    return scene, boxes


@pytest.mark.parametrize("name", ["tutorial", "kazakhstan", "mill"])
def test_committed_pictures_are_current(name: str, golden: Golden) -> None:
    golden(ROOT / f"renders/{name}.svg", svg(ROOT / f"maps/{name}.toml"))
    page = drawn(ROOT / f"maps/{name}.toml", Format.HTML)[Format.HTML]
    golden(ROOT / f"renders/{name}.html", page.decode())


@pytest.mark.parametrize(
    ("name", "form"), [("kazakhstan", Format.DOT), ("tutorial", Format.JSON), ("kazakhstan", Format.TEXT)]
)
def test_what_other_programs_read_is_as_it_was(name: str, form: Format, golden: Golden) -> None:
    made = drawn(ROOT / f"maps/{name}.toml", form)[form]
    golden(ROOT / f"tests/golden/{name}-{form}.txt", made.decode())


CHANGES = Changes(
    {
        "straight": Status.ADDED, "kinds": Status.CHANGED, "slow": Status.REMOVED, "four": Status.REMOVED,
        "three": Status.CHANGED,
    },
    {
        "kinds": (Note("id: sorts → kinds"),),
        "three": (Note("Was fast once, long ago, when there was time.", struck=True), Note("grade: 0.5 (even) → 0.9")),
    },
)  # fmt: skip
"""What differs in the map of everything, as if from an older version."""


def everything(*formats: Format) -> dict[Format, str]:
    analysis = analysed(EVERYTHING)
    shown = [element_id for _, element_id, _ in analysis.map.elements()]
    with Engine() as engine:
        picture = Picture(lay_out_part(analysis, shown, Direction.AUTO, engine, CHANGES))
    return {form: render(picture, form).decode() for form in formats}


@pytest.mark.parametrize("form", [Format.SVG, Format.DOT, Format.JSON, Format.TEXT])
def test_everything_looks_as_it_did(form: Format, golden: Golden) -> None:
    golden(ROOT / f"tests/golden/everything-{form}.txt", everything(form)[form])


def test_a_page_of_everything_is_as_it_was(golden: Golden) -> None:
    page = everything(Format.HTML)[Format.HTML]
    body = re.sub(r"<(style|script)>.*?</\1>|sha256-[^']*", "", page, flags=re.DOTALL)
    golden(ROOT / "tests/golden/everything-html.txt", re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL))


@pytest.mark.parametrize("most", [14, 15, 16])
def test_a_page_of_a_large_map_draws_what_is_unfolded(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.render.html.MAX_INLINE", most)
    text = dense_map(3) + "\n" + '[premises.p]\ntext = "P."\n[premises.q]\ntext = "Q."\n'
    text += '[inferences.i]\nfrom = ["p", "q"]\nto = "c0"\n' + "".join(
        f'[cautions.k{number}]\non = "c0"\ntext = "K."\n' for number in range(6)
    )
    page = drawn(text, Format.HTML)[Format.HTML].decode()
    picture = page[page.index("<svg") : page.index("</svg>")]
    inside = [sign in picture for sign in ('id="c0"', "data-link", "data-block")]
    data = json.loads(re.findall(r'id="_data">(.*?)</script>', page)[0])
    assert len(data["elements"]) == 15
    assert inside == [most >= 15] * 3
    assert len(data["markup"]) == (0 if most >= 15 else 15)


@pytest.mark.parametrize(
    ("name", "limit"), [("MAX_LINES", 1), ("MAX_LINES", 2), ("MAX_LINES", 7), ("MAX_LINES", 13), ("MAX_DEPTH", 2)]
)
def test_what_is_left_out_of_a_long_outline_is_counted(
    name: str, limit: int, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"argmap.render.outline.{name}", limit)
    golden(
        ROOT / f"tests/golden/outline-{name.lower().replace('_', '-')}-{limit}.txt",
        everything(Format.TEXT)[Format.TEXT],
    )


@pytest.mark.parametrize(("depth", "shown"), [(1, 1), (2, 2), (3, 3), (9, 6)])
def test_objections_to_objections_are_counted_where_they_are_too_deep(
    depth: int, shown: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.render.outline.MAX_DEPTH", depth)
    text = '[conclusions.c]\ntext = "C."\n[objections.o1]\nagainst = "c"\ntext = "Objection 1."\n' + "".join(
        f'[objections.o{number}]\nagainst = "o{number - 1}"\ntext = "Objection {number}."\n' for number in range(2, 7)
    )
    made = drawn(text, Format.TEXT)[Format.TEXT].decode()
    assert ("1 more" in made) == (shown < 6)
    nested = made.partition("1 more")[0]
    assert nested.count(": Objection") == shown
    assert made.count(": Objection") == 6  # what is too deep comes at the end


def test_a_long_title_and_many_sources_have_three_lines_each() -> None:
    text = f'[map]\ntitle = "{"word " * 300}"\n[premises.p]\ntext = "P."\n' + "".join(
        f'[sources.s{number}]\ntitle = "A source with a long title {number}"\n' for number in range(40)
    )
    made = drawn(text, legend=False)[Format.SVG].decode()
    lines = re.findall(r'<text [^>]*class="(title|source)"', made)
    assert lines == ["title"] * 3 + ["source"] * 3


def test_a_page_that_can_reassess_all_says_nothing() -> None:
    with Engine() as engine:
        assert draw(analysed(EVERYTHING), [Format.HTML], engine).notes == ()


def test_findings_past_two_are_counted() -> None:
    made = drawn(
        '[premises.a]\ntext = "A flood may be near."\n[claims.x]\ntext = "Every flood will come."\n'
        '[inferences.i]\nfrom = ["a"]\nto = "x"\nscheme = "example"\ngrade = 0.5\n'
    )
    assert ">W205 W206 +1<" in made[Format.SVG].decode()


def test_templates_are_kept_where_they_can_be(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    assert _bytecode_cache(folder) is not None
    assert folder.is_dir()
    assert _bytecode_cache(folder) is not None
    (tmp_path / "file").touch()
    assert _bytecode_cache(tmp_path / "file/below") is None


def test_lines_of_images_are_set_as_in_the_picture(golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, Any]] = []

    def compile_page(page: str, **options: object) -> bytes:
        told.append(json.loads(Path(page).with_name("data.json").read_text(encoding="utf-8")) | options)
        shapes = Path(page).with_name("shapes.svg").read_text(encoding="utf-8")
        assert shapes.startswith("<svg")
        assert "<text" not in shapes
        return b"made"

    monkeypatch.setattr("typst.compile", compile_page)
    with Engine() as engine:
        analysis = analysed(EVERYTHING, Settings(theme=Theme.DARK, detail="all"))
        made = draw(analysis, [Format.PNG, Format.PDF], engine)
    assert (made.failures, set(made.outputs.values())) == ({}, {b"made"})
    assert [page["format"] for page in told] == ["png", "pdf"]
    page = told[0]
    assert (page["zoom"], page["ppi"], page["ignore_system_fonts"]) == (1.0, 192.0, True)
    assert page["fonts"] == list(dict.fromkeys(page["fonts"]))
    lines = [page["title"], f"{page['width']:g} x {page['height']:g}"]
    for line in page["lines"]:
        looks = [name for name in ("bold", "italic", "rtl") if line[name]]
        at = [f"{line[key]:.2f}" for key in ("x", "y", "size", "length")]
        lines.append(" ".join([*at, line["fill"], line["anchor"], *looks, line["text"]]))
    golden(ROOT / "tests/golden/everything-lines.txt", "\n".join(lines) + "\n")


def test_large_images_are_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[float, float]] = []

    def compile_page(page: str, *, ppi: float, **_: object) -> bytes:
        data = json.loads(Path(page).with_name("data.json").read_text(encoding="utf-8"))
        told.append((max(data["width"], data["height"]) * data["zoom"], ppi))
        return b""

    monkeypatch.setattr("typst.compile", compile_page)
    for number in (200, 700):
        drawn("".join(f'[premises.p{n}]\ntext = "Premise {n}."\n' for n in range(number)), Format.PNG)
    assert all(side * ppi / 72 == pytest.approx(16_000) or ppi == 192 for side, ppi in told), told
    assert max(side for side, _ in told) <= 14_400


def test_an_image_that_typst_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise RuntimeError("x" * 400)

    monkeypatch.setattr("typst.compile", refuse)
    with Engine() as engine:
        failures = draw(analysed('[premises.p]\ntext = "P."'), [Format.PDF], engine).failures
    assert failures == {Format.PDF: f"the PDF cannot be made: {'x' * 299}…"}


def test_a_page_for_a_map_that_cannot_be_drawn() -> None:
    page = render_problem("map.toml:1:1: error <b>").decode()
    assert "map.toml:1:1: error &lt;b&gt;" in page
    assert "location.reload()" in page


def test_what_needs_no_glyph(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fonts.fonts_for(" \u00a0\u200d\u200f\x1b\ufe00\ufe0f") == fonts.Fonts((), ())
    monkeypatch.setattr(fonts, "_font_files", list)
    with pytest.raises(fonts.ImageError) as error:
        fonts.fonts_for("edcba \ufe10")
    assert str(error.value).startswith(
        "no installed font has a (U+0061 LATIN SMALL LETTER A), b (U+0062 LATIN SMALL LETTER B), c (U+0063 LATIN SMALL "
        "LETTER C), d (U+0064 LATIN SMALL LETTER D), e (U+0065 LATIN SMALL LETTER E) and 1 more, so a PNG or PDF would "
    )
    with pytest.raises(fonts.ImageError, match=r"has \uFDFF \(U\+FDFF \w[^)]*\), so"):
        fonts.fonts_for("\ufdff")


@pytest.mark.parametrize(
    ("system", "installed", "folders"),
    [
        ("linux", ["/usr/share/fonts", "/usr/local/share/fonts"], [".fonts", ".local/share/fonts"]),
        ("darwin", ["/System/Library/Fonts", "/Library/Fonts"], ["Library/Fonts"]),
        ("emscripten", ["/usr/share/fonts", "/usr/local/share/fonts", ".fonts", ".local/share/fonts"], []),
        ("win32", ["C:/Windows/Fonts"], ["AppData/Local/Microsoft/Windows/Fonts"]),
    ],
)
def test_fonts_of_the_user_are_found(
    system: str, installed: list[str], folders: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert set(map(Path, installed)) == {path for path in fonts._system_folders() if not path.is_relative_to(tmp_path)}
    found = ["NotoSans-Regular.ttf", "Arial.ttc", "b.otc", "B.OTF", "c.ttf", "NotoSans-Bold.ttf", "d Italic.ttf"]
    for name in [*found, "readme.txt", "none"]:
        for folder in folders:
            place = tmp_path / folder / "deep" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch()
    names = [path.name for path in fonts._font_files() if path.is_relative_to(tmp_path)]
    order = ["Arial.ttc", "NotoSans-Regular.ttf", "B.OTF", "b.otc", "c.ttf", "NotoSans-Bold.ttf", "d Italic.ttf"]
    assert names == [name for name in order for _ in folders]


def test_a_picture_is_the_same_with_a_page_beside_it() -> None:
    path = ROOT / "maps/kazakhstan.toml"
    assert drawn(path)[Format.SVG] == drawn(path, Format.HTML, Format.SVG)[Format.SVG]


def test_positions(golden: Golden) -> None:
    _, boxes = placed(ROOT / "maps/tutorial.toml")
    rounded = {name: [round(side) for side in box] for name, box in boxes.items()}
    golden(ROOT / "tests/golden/tutorial-positions.json", json.dumps(rounded, indent=1) + "\n")


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
@pytest.mark.parametrize("direction", Direction)
def test_nothing_overlaps(path: Path, direction: Direction) -> None:
    _, boxes = placed(path, direction)
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one} overlaps {other}"


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
@pytest.mark.parametrize("theme", sorted(THEMES))
def test_svg_is_valid_and_complete(path: Path, theme: str) -> None:
    root = ET.fromstring(svg(path, theme=theme, detail="all"))  # noqa: S314 - our own
    groups = {group.get("id"): group for group in root.iter(f"{SVG}g") if group.get("id")}
    map_ = load_file(path).map
    undrawn = {Kind.SOURCE, Kind.CONCEPT}
    for kind, name, _ in map_.elements():
        if kind in undrawn:
            continue
        group = groups[name]
        assert group.get("role") == "group"
        assert group.get("aria-label")
        assert (group.find(f"{SVG}title"), group.find(f"{SVG}desc")) != (None, None)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_kazakhstan_fits_a_screen_and_a_page() -> None:
    text = svg(ROOT / "maps/kazakhstan.toml")
    width, height = map(float, re.findall(r'width="([\d.]+)" height="([\d.]+)"', text)[0])
    assert 0.5 <= width / height <= 2.4
    assert sum(1 for kind, _, _ in load_file(ROOT / "maps/kazakhstan.toml").map.elements() if kind != Kind.SOURCE) >= 60


@pytest.mark.parametrize("script", sorted(SCRIPTS))
@pytest.mark.parametrize("width", [80.0, 136.0, 300.0])
def test_lines_fit_and_lose_nothing(script: str, width: float) -> None:
    text = SCRIPTS[script]
    lines = wrap(text, width, 13)
    assert all(text_width(line, 13) <= width + 1e-9 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_hostile_text_stays_text() -> None:
    made = svg(ROOT / "tests/hostile.toml")
    assert "<script" not in made
    assert "javascript:" not in re.sub(r"<(title|desc|text)\b[^>]*>[^<]*</\1>|aria-label=\"[^\"]*\"", "", made)
    assert not re.search(r'href="(?!https?:|mailto:)', made)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", made)
    assert "[U+0000]" in made
    assert "[U+202E]" in made


@pytest.mark.parametrize("form", [Format.SVG, Format.HTML, Format.DOT, Format.JSON, Format.TEXT])
def test_no_picture_has_control_characters_or_markup_of_a_map(form: Format) -> None:
    made = drawn(SPOILT, form, legend=True)[form].decode()
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", made)
    assert made.count("[U+202E]") > 50
    assert ("<script>spoilt" in made) == (form in {Format.DOT, Format.JSON, Format.TEXT})


@pytest.mark.parametrize("name", ["tutorial", "hostile"])
def test_only_sizes_and_edges_go_to_the_engine(name: str) -> None:
    path = next(path for path in MAPS if path.stem == name)
    dot = scene_dot(compose(build_graph(load_file(path).map)), "up")
    for word in ("script", "sleep", "study", "alert"):
        assert word not in dot


def test_dot_output_is_read_back_with_its_texts() -> None:
    from pygraphviz import AGraph

    for path in MAPS:
        made = drawn(path, Format.DOT)[Format.DOT].decode()
        graph = AGraph(string=made)
        assert len(graph.nodes()) == len(compose(build_graph(load_file(path).map)).nodes)
        for node in graph.nodes():
            assert not str(node.attr["label"]).startswith("<")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ((ROOT / "maps/kazakhstan.toml").read_text(encoding="utf-8"), Format.SVG),
        (CIRCLES.replace("[map]", '[map]\nlanguage = "ru"'), Format.HTML),
    ],
    ids=["svg", "html"],
)
def test_same_bytes_in_another_process_with_another_hash_seed(text: str, form: Format) -> None:
    """Nor does it matter that the language of the system has no letters but those of ASCII."""
    command = [sys.executable, "-m", "argmap", "render", "-", "--format", form.value, "--out", "-"]
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    made = {
        subprocess.run(
            command, input=text.encode(), capture_output=True, check=True, env={**plain, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert made == {drawn(text, form)[form].replace(b"&lt;text&gt;", b"&lt;stdin&gt;")}


def dense_map(size: int) -> str:
    names = [f"c{number}" for number in range(size)]
    parts = [f'[claims.{name}]\ntext = "{name}"' for name in names]
    for name in names:
        others = json.dumps([other for other in names if other != name])
        parts.append(f'[inferences.to-{name}]\nfrom = {others}\nto = "{name}"')
    return "\n".join(parts)


def test_a_dense_map_is_placed_tidily_with_a_note() -> None:
    scene = compose(build_graph(load_text(dense_map(60)).map))
    with Engine() as engine:
        placement = place(scene, Direction.AUTO, engine)
    assert "dense" in placement.note
    assert len(placement.boxes) == 120


def test_an_engine_past_its_time_is_replaced_and_lives_on() -> None:
    scene = compose(build_graph(load_text(dense_map(25)).map))
    with Engine(time_limit=0.001) as engine:
        assert "no layout within" in place(scene, Direction.AUTO, engine).note
        assert "no layout within" in place(scene, Direction.AUTO, engine).note


def test_linked_premises_move_as_one() -> None:
    scene = compose(build_graph(load_file(ROOT / "maps/kazakhstan.toml").map))
    units = scene.stack_of()
    economic = {units[name] for name in ("energy", "fields", "rail", "nuclear", "space", "defence", "agribusiness")}
    assert economic == {"stack ties-generalised"}


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_text_has_contrast(theme: object) -> None:
    for paint in theme.kinds.values():  # type: ignore[attr-defined]
        assert contrast(paint.ink, paint.fill) >= 4.5
        assert contrast(paint.line, paint.fill) >= 4.5
    for color in (theme.ink, theme.quiet, theme.weak, theme.attack):  # type: ignore[attr-defined]
        assert contrast(color, theme.page) >= 4.5  # type: ignore[attr-defined]
    assert contrast(theme.on_weak, theme.weak) >= 4.5  # type: ignore[attr-defined]


def test_path_data() -> None:
    assert svg_path("M", 1.0, -0.001, "H", 2.5) == "M1 0H2.5"


@pytest.mark.parametrize(
    ("options", "there", "gone"),
    [
        ({"focus": "baku", "depth": 1}, {"baku", "baku-shows", "soviet-1991"}, {"region-affected", "energy"}),
        ({"focus": "baku", "depth": 0}, {"baku"}, {"force-pattern", "energy"}),
        ({"focus": "lands-disputed", "depth": 1}, {"lands-disputed", "putin-lands", "attractive"}, {"energy"}),
        ({"only": [Kind.CONCLUSION, Kind.CLAIM]}, {"region-affected", "geopolitical-to-region"}, {"energy", "baku"}),
        ({"only": [Kind.CAUTION]}, {"much-unclear"}, {"region-affected", "unrest"}),
    ],
)
def test_selection(options: dict[str, object], there: set[str], gone: set[str]) -> None:
    ids = set(re.findall(r'<g id="([a-z0-9-]+)"', svg(ROOT / "maps/kazakhstan.toml", **options)))
    assert there <= ids
    assert not gone & ids
    assert "_legend" not in ids


@pytest.mark.parametrize("suffix", ["png", "pdf"])
def test_images_have_every_script(suffix: str) -> None:
    premises = [f'[premises.p{number}]\ntext = "{text}"' for number, text in enumerate(SCRIPTS.values())]
    made = drawn("\n".join(premises), Format(suffix))[Format(suffix)]
    assert made.startswith(b"\x89PNG" if suffix == "png" else b"%PDF")
    assert len(made) > 10_000


def test_a_missing_glyph_is_named() -> None:
    with Engine() as engine:
        failures = draw(analysed('[premises.p]\ntext = "\U00013000"'), [Format.PNG], engine).failures
    assert re.search(r"no installed font has .*U\+13000", failures[Format.PNG])


def test_weak_links_are_drawn_by_rank_with_standing_and_flow() -> None:
    made = svg(ROOT / "maps/kazakhstan.toml")
    effects = analysed(ROOT / "maps/kazakhstan.toml").assessment("region-affected").effects
    root = ET.fromstring(made)  # noqa: S314 - our own
    marked = {}
    for group in root.iter(f"{SVG}g"):
        badge = group.find(f"{SVG}g[@class='badge']/{SVG}text")
        if group.get("id") and badge is not None:
            marked[badge.text] = group
    assert [marked[f"weak {rank}"].get("id") for rank in range(1, 6)] == [one.element for one in effects[:5]]
    assert len(marked) == 5
    first = marked["weak 1"]
    assert "weak" in str(first.get("class")).split()
    description = first.findtext(f"{SVG}desc") or ""
    assert f"W {effects[0].gain:.4f}" in description
    assert "No. 1 of" in description
    assert "instead of" in description
    conclusion = next(group for group in root.iter(f"{SVG}g") if group.get("id") == "region-affected")
    assert conclusion.findtext(f"{SVG}g[@class='badge standing']/{SVG}text") == "stands in 39 of 100 (27–50)"
    widths = {line.get("data-from"): float(line.get("stroke-width", 0)) for line in root.iter(f"{SVG}path")}
    assert widths["geopolitical-to-region"] > widths["pressure-to-region"] > 0
    assert "weak link with its rank" in made


@pytest.mark.parametrize(
    ("options", "there", "gone"),
    [
        ({"top": 2}, [">weak 2<", "stands in 39"], [">weak 3<"]),
        ({"top": 0}, ["stands in 39"], [">weak 1<"]),
        ({"weak": False}, [], [">weak 1<", ">stands in", "W 0."]),
        ({"measure": "df-quad"}, ["df-quad 0.", ">weak 1<"], [">stands in"]),
        ({"measure": "grounded"}, ["grounded "], [">stands in"]),
        ({}, [">W207<", ">W205 W208<", "finding; see argmap explain"], [">W204<"]),
        ({"findings": False}, [], [">W207<", "finding: "]),
    ],
)
def test_options_of_weak_links(options: dict[str, object], there: list[str], gone: list[str]) -> None:
    made = svg(ROOT / "maps/kazakhstan.toml", detail="all", **options)
    assert [words for words in there if words not in made] == []
    assert [words for words in gone if words in made] == []


def test_weak_links_are_told_without_colour() -> None:
    made = svg(ROOT / "maps/kazakhstan.toml", theme="print")
    assert re.search(r"\.weak \.shape \{[^}]*stroke-width: 3", made)
    assert re.search(r"\.support\.weak[^}]*stroke-dasharray", made)
