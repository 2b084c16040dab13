"""Every limit that leaves something out says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import analysed, drawn

from argmap import analysis as analysis_module
from argmap.findings import MapError
from argmap.layout.engine import Engine
from argmap.loading import load
from argmap.loading.load import load_text
from argmap.project.discover import discover
from argmap.render import Format
from argmap.render.draw import draw
from argmap.report.review import review_blocks
from argmap.report.sheet import sheet_markdown
from argmap.standing import what_if


def conclusions(count: int) -> str:
    """A map with so many conclusions, each from two premises of its own."""
    parts = ["format = 1"]
    for number in range(count):
        parts.append(f'[premises.p{number}]\ntext = "Fact {number} holds."')
        parts.append(f'[conclusions.c{number}]\ntext = "Result {number} follows."')
        parts.append(f'[inferences.i{number}]\nfrom = ["p{number}"]\nto = "c{number}"')
    return "\n".join(parts)


def test_a_review_has_every_conclusion() -> None:
    text = sheet_markdown(review_blocks(analysed(conclusions(60))))
    assert [number for number in range(60) if f"Conclusion: Result {number} follows." not in text] == []


def test_a_picture_has_the_standing_of_every_conclusion() -> None:
    svg = drawn(conclusions(60), detail="all")[Format.SVG].decode()
    assert svg.count('<g class="badge standing">') == 60
    svg = drawn(conclusions(60))[Format.SVG].decode()
    assert svg.count('<g class="badge standing">') == 8
    assert "Not shown: 52 conclusions." in svg


def test_conclusions_past_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis_module, "MAX_WORK", 3 * 40)
    analysis = analysed(conclusions(60))
    assert len(analysis.roots) == 40
    assert analysis.roots_left_out == 20
    assert "20 of 60 conclusions were not assessed" in sheet_markdown(review_blocks(analysis))
    with Engine() as engine:
        (note,) = draw(analysis, [Format.SVG], engine).notes
    assert note.startswith("20 of 60 conclusions were not assessed")


def test_what_is_left_out_once_is_counted_in_the_singular(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis_module, "MAX_WORK", 6)
    assert analysed(conclusions(3)).left_out.startswith("1 of 3 conclusions was not assessed")
    monkeypatch.setattr(load, "_MAX_FINDINGS", 2)
    for count, words in ((3, "1 more error is not shown"), (4, "2 more errors are not shown")):
        with pytest.raises(MapError) as error:
            load_text("".join(f"[premises.p{number}]\n" for number in range(count)))
        assert [finding.message for finding in error.value.findings][2:] == [words]


def test_one_conclusion_is_assessed_however_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis_module, "MAX_WORK", 1)
    assert analysed(conclusions(3)).roots == ("c0",)


def test_conclusions_that_the_page_cannot_reassess_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = len(analysed(conclusions(1)).what_if[0].rows)
    monkeypatch.setattr(what_if, "MAX_ROWS", 5 * rows)
    with Engine() as engine:
        (note,) = draw(analysed(conclusions(8)), [Format.HTML], engine).notes
    assert note == ("the page can reassess 5 of 8 conclusions when a grade changes; the others would make it too large")


def test_every_note_on_an_element_has_its_mark() -> None:
    cautions = "".join(f'[cautions.k{number}]\non = "p"\ntext = "Caution {number}."\n' for number in range(12))
    svg = drawn(f'[premises.p]\ntext = "Rain fell."\n{cautions}')[Format.SVG].decode()
    box = svg[svg.index('<g id="p"') :]
    assert box[: box.index("</g>\n<g id=")].count('class="mark caution"') == 12


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    for number in range(10_050):
        (tmp_path / f"{number}.toml").write_text("format = 1\n")
    assert len(discover([str(tmp_path)])) == 10_050


def test_what_is_shortened_ends_with_an_ellipsis() -> None:
    with pytest.raises(MapError) as error:
        analysed(f'[premises.a]\ntext = "A."\n{"k" * 300} = 1\n')
    assert f'unknown key "{"k" * 79}…"' in error.value.findings[0].message
