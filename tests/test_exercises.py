"""What a class is given: worksheets, keys, pages and handouts, word for word.

The words are in `golden/exercises-*.txt` and `golden/handout*.txt`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from cases import CIRCLES, edited
from conftest import ROOT, Golden, analysed

from argmap.analysis import Analysis
from argmap.classroom.answers import stamp_of
from argmap.classroom.exercise import Aid, Exercise, ExerciseKind, Task, make_exercise, things_to_find
from argmap.classroom.handout import gaps_in, handout, parts_to_draw, printed_size, with_gaps
from argmap.classroom.page import exercise_page
from argmap.classroom.pdf import sheet_pdf
from argmap.classroom.words import words_for
from argmap.classroom.worksheet import worksheet
from argmap.findings import UnknownElement
from argmap.graph import build_graph
from argmap.loading.load import load_text
from argmap.model import SCHEMES
from argmap.render.fonts import ImageError
from argmap.report.sheet import (
    Block,
    Bullets,
    Folded,
    Heading,
    Item,
    Lines,
    Page,
    Paragraph,
    Room,
    Table,
    Words,
    sheet_markdown,
)

EVERYTHING = (ROOT / "tests/everything.toml").read_text(encoding="utf-8")
FROM_THE_CONCLUSION = edited('first = "premises"', 'first = "conclusion"', text=EVERYTHING)
SMALL = '[premises.p]\ntext = "P."\n[conclusions.c]\ntext = "C."\n[inferences.i]\nfrom = ["p"]\nto = "c"\n'


EMPTY = '[concepts.k]\nterm = "k"\n'


def made(analysis: Analysis, kind: ExerciseKind, hide: int, seed: int, aid: Aid = Aid.HINTS) -> Exercise:
    return make_exercise(analysis, Task(kind, hide, seed, aid=aid))


def page_of(analysis: Analysis, exercise: Exercise) -> str:
    return exercise_page(exercise, stamp_of(exercise, analysis))


def data_of(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(re.findall(r'id="data">(.*?)</script>', page)[0])
    return found


@pytest.mark.parametrize("what", ExerciseKind)
def test_sheets_and_pages(what: ExerciseKind, golden: Golden) -> None:
    told = []
    texts = [EVERYTHING, FROM_THE_CONCLUSION, CIRCLES] if what is ExerciseKind.ORDER else [EVERYTHING, CIRCLES]
    for text in texts:
        exercise = made(analysed(text), what, 4, 7)
        told.append(f"{things_to_find(exercise)} to find\n")
        told += [sheet_markdown(worksheet(exercise, key=key)) for key in (False, True)]
        data = data_of(page_of(analysed(text), exercise))
        told += [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items() if key != "words"]
    golden(ROOT / f"tests/golden/exercises-{what.value}.txt", "\n".join(told) + "\n")


def test_the_page_around_an_exercise(golden: Golden) -> None:
    text = edited('language = "en"', 'language = "ar"', text=EVERYTHING)
    told = []
    for aid in Aid:
        page = page_of(analysed(text), made(analysed(text), ExerciseKind.FILL_TEXT, 1, 2, aid))
        told.append(re.sub(r"<style>.*?</style>|<script>.*?</script>|sha256-[^']*", "", page, flags=re.DOTALL))
    golden(ROOT / "tests/golden/exercises-page.txt", "\n".join(told))


def test_hashes_of_the_page_are_those_of_its_parts() -> None:
    from argmap.render.embed import policy_hash

    page = page_of(analysed(SMALL), made(analysed(SMALL), ExerciseKind.CLASSIFY, 1, 1))
    for name in ("style", "script"):
        (part,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert f"{name}-src {policy_hash(part)};" in page


@pytest.mark.parametrize(
    ("text", "what", "hide", "says"),
    [
        (EMPTY, ExerciseKind.FILL_TEXT, 3, "the map has no statements to hide"),
        ('[premises.p]\ntext = "P."', ExerciseKind.FILL_LINKS, 3, "the map has no steps to hide"),
        (EMPTY, ExerciseKind.CLASSIFY, 3, "the map has nothing to classify"),
        (EMPTY, ExerciseKind.FIND_WEAK, 3, "the map has no weak links to find"),
        (EMPTY, ExerciseKind.ORDER, 3, "putting statements in order takes at least two that bear on each other"),
        (SMALL, ExerciseKind.ORDER, 1, "putting statements in order takes at least two that bear on each other"),
    ],
)
def test_nothing_to_ask(text: str, what: ExerciseKind, hide: int, says: str) -> None:
    with pytest.raises(ValueError, match=f"^{says}$"):
        made(analysed(text), what, hide, 1)


def test_two_statements_can_be_put_in_order() -> None:
    exercise = made(analysed(SMALL), ExerciseKind.ORDER, 2, 1)
    conclusion, premise = (item.id for item in exercise.items)
    assert exercise.key.order == exercise.bank == (conclusion, premise)
    assert exercise.key.before == ((conclusion, premise),)


@pytest.mark.parametrize("blanks", [0, 4])
def test_handouts(blanks: int, golden: Golden) -> None:
    analysis = analysed(EVERYTHING)
    gaps = gaps_in(analysis.graph, blanks, 3)
    said = sheet_markdown(handout(analysis, "", gaps, 3))
    shown = with_gaps(analysis.map, gaps)
    blank = [line for _, name, one in shown.elements() if "____" in (line := f"{name}: {getattr(one, 'text', '')}")]
    golden(ROOT / f"tests/golden/handout-{blanks}.txt", said + "\n".join(blank) + "\n")


def test_a_gap_has_no_quote() -> None:
    map_ = load_text(EVERYTHING).map
    assert with_gaps(map_, {"floods"}).premises["floods"].quote == ()
    assert with_gaps(map_, {"straight"}).premises["floods"] == map_.premises["floods"]


def test_every_statement_can_be_a_gap() -> None:
    graph = build_graph(load_text(SMALL).map)
    assert gaps_in(graph, 9, 1) == {"p", "c"}


def chain(steps: int, more: str = "") -> str:
    """A chain of steps to a conclusion."""
    parts = [f'[conclusions.c0]\ntext = "Claim 0.{more}"']
    for number in range(1, steps + 1):
        parts.append(f'[claims.c{number}]\ntext = "Claim {number}.{more}"')
        parts.append(f'[inferences.i{number}]\nfrom = ["c{number}"]\nto = "c{number - 1}"')
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("text", "focus", "depth", "drawn"),
    [
        (EMPTY, None, None, (None, 2)),
        (chain(3), None, None, (None, 2)),
        (chain(15), None, None, (None, 2)),
        (chain(15) + '\n[claims.x]\ntext = "X."', None, None, (None, 2)),
        (chain(16), None, None, ("c0", 15)),
        (chain(16) + '\n[objections.x]\nagainst = "c1"\ntext = "X."', None, None, ("c0", 15)),
        (chain(16), None, 4, ("c0", 4)),
        (chain(3), None, 3, (None, 3)),
        (chain(3), None, 2, ("c0", 2)),
        (chain(3), "c0", 3, ("c0", 3)),
        (chain(3), "c2", 1, ("c2", 1)),
        (chain(3), "c2", None, ("c2", 2)),
    ],
)
def test_the_part_that_is_drawn(text: str, focus: str | None, depth: int | None, drawn: tuple[str | None, int]) -> None:
    assert parts_to_draw(build_graph(load_text(text).map), focus, depth)[0] == drawn


def test_parts_are_tried_from_the_largest_down() -> None:
    parts = parts_to_draw(build_graph(load_text(chain(4)).map), None, None)
    assert parts == [(None, 2), ("c0", 4), ("c0", 3), ("c0", 2), ("c0", 1)]


def test_the_size_of_statements_in_print() -> None:
    def size(width: float, height: float) -> float:
        return printed_size(f'<svg viewBox="0 0 {width} {height}">')

    assert size(665, 100) == pytest.approx(10, abs=0.05)
    assert size(1330, 100) == pytest.approx(5, abs=0.05)
    assert size(100, 776) == pytest.approx(10, abs=0.05)
    assert printed_size("") == float("inf")


def test_a_part_around_nothing() -> None:
    with pytest.raises(UnknownElement):
        parts_to_draw(build_graph(load_text(SMALL).map), "cc", None)


@pytest.mark.parametrize(("steps", "more"), [(5, ""), (50, ""), (60, ""), (91, ""), (38, " And so."), (65, " And so.")])
def test_an_argument_in_words_is_never_set_small(steps: int, more: str) -> None:
    *_, words = handout(analysed(chain(steps, more)), "", (), 1)
    assert isinstance(words, Page)
    (listed,) = [block for block in words.blocks if isinstance(block, Bullets)]
    assert 10 <= listed.size <= 13
    assert isinstance(words.blocks[-1], Room), "what is left of the page is for notes"


BLOCKS: list[Block] = [
    Heading("Title", 1),
    Heading("Below"),
    Paragraph("Plain."),
    Paragraph([Words("Strong", "strong"), Words("and not")]),
    Table(["a", "b"], [["1", [Words("2", "strong"), Words("3")]]]),
    Bullets([Item("long " * 20), Item("one", 1), Item("two", 2, box=True), Item("three")], 9),
    Bullets([]),
    Lines(),
    Folded("More", [Paragraph("Folded.")]),
    Page([Paragraph("Asked?"), Lines(), Room("Notes")], 2),
]


def test_what_is_set_as_pdf(golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def compile_page(page: str, **options: Any) -> bytes:
        data = json.loads(Path(page).with_name("data.json").read_text(encoding="utf-8"))
        assert Path(page).with_name("picture.png").read_bytes() == b"picture"
        assert options["ignore_system_fonts"]
        assert data["fonts"] == list(dict.fromkeys(data["fonts"])) != []
        told.extend(json.dumps(block, ensure_ascii=False) for block in data["blocks"])
        told.append(data["title"])
        return b"made"

    monkeypatch.setattr("typst.compile", compile_page)
    pictured = handout(analysed(EVERYTHING), "<svg/>", (), 3)
    assert sheet_pdf("Title", [*BLOCKS, *pictured], b"picture") == b"made"
    golden(ROOT / "tests/golden/handout-pdf.txt", "\n".join(told) + "\n")


def test_a_pdf_that_typst_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise RuntimeError("x" * 400)

    monkeypatch.setattr("typst.compile", refuse)
    with pytest.raises(ImageError, match=rf"^the PDF cannot be made: {'x' * 299}…$"):
        sheet_pdf("T", [])
    with pytest.raises(ImageError, match=r"U\+13000"):
        sheet_pdf("\U00013000", [])


RIVALS = """
[groups.g]
title = "Weather"
[premises.rain]
text = "It will rain."
[premises.sun]
text = "It will be sunny."
[premises.snow]
text = "It will snow."
[suppositions.out]
text = "Suppose we go out."
[claims.wet]
text = "We get wet."
[conclusions.stay]
text = "We should stay."
[inferences.so]
from = ["rain", "out"]
to = "wet"
[inferences.hence]
from = ["wet", "snow"]
to = "stay"
discharges = ["out"]
[objections.but]
from = ["sun"]
against = "so"
[objections.coat]
against = "so"
text = "There are coats."
[objections.lost]
against = "coat"
text = "They are lost."
[rivals.weather]
among = ["rain", "sun", "snow"]
text = "one kind of weather"
[notes.n]
on = ["sun", "g"]
text = "A forecast."
[notes.o]
on = "so"
text = "A known pattern."
[notes.w]
on = ["weather", "so"]
text = "Seen before."
"""


def test_rivals_suppositions_and_notes_in_words(golden: Golden) -> None:
    analysis = analysed(RIVALS)
    told = []
    for what in (ExerciseKind.FILL_TEXT, ExerciseKind.FILL_LINKS, ExerciseKind.CLASSIFY):
        exercise = made(analysis, what, 3, 3)
        told += [sheet_markdown(worksheet(exercise, key=key)) for key in (False, True)]
        told.append(json.dumps(data_of(page_of(analysis, exercise))["elements"], ensure_ascii=False))
    for seed in (1, 2, 3):
        told.append(sheet_markdown(handout(analysis, "", gaps_in(analysis.graph, 4, seed), seed)))
    golden(ROOT / "tests/golden/exercises-rivals.txt", "\n".join(told))


def test_what_a_pdf_needs_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ImageError, match=r'^PDF needs the image extra: pip install "argmap\[image\]"$'):
        sheet_pdf("T", [])


def test_the_questions_of_schemes_are_in_the_catalogs() -> None:
    _, words = words_for("en")
    asked = {
        f"question_{scheme.name.value}_{question.name}": question.text
        for scheme in SCHEMES.values()
        for question in scheme.questions
    }
    assert {key: text for key, text in words.items() if key.startswith("question_")} == asked


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ["Das Argument in Worten", "Schluss:", "weil (Anzeichen):", "Welche Stelle ist die schwächste?"]),
        ("ru", ["Аргумент словами", "вывод:", "потому что (признак):", "Какое звено самое слабое?"]),
        ("kk", ["Дәлел сөзбен", "қорытынды:", "себебі (белгі):", "Қай тұсы ең әлсіз?"]),
    ],
)
def test_a_handout_speaks_the_language_of_its_map(language: str, said: list[str]) -> None:
    text = (ROOT / "maps/tutorial.toml").read_text("utf-8").replace('language = "en"', f'language = "{language}"')
    made = sheet_markdown(handout(analysed(text), "", (), 1)).replace("\\", "").replace("**", "")
    for words in said:
        assert words in made
    assert not re.search(r"because|Questions|\band:|conclusion:|Which link", made)
