"""Whatever is made of a map, each part of its analysis is made once."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from conftest import ROOT, analysed

from argmap import analysis as analysis_module
from argmap.layout.engine import Engine
from argmap.once import Keeper, once
from argmap.render import Format
from argmap.render.draw import draw
from argmap.report.element import explain_element
from argmap.report.ranking import RankingFormat, format_ranking
from argmap.report.review import Pictures, review_blocks
from argmap.rules.registry import RULES
from argmap.standing import effects
from argmap.standing.network import network
from argmap.standing.signs import speaking_against
from argmap.standing.worlds import single_points

KAZAKHSTAN = ROOT / "maps/kazakhstan.toml"
EVERY_FORMAT = tuple(Format)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each part was made, by its name and what it was made of."""
    counts: Counter[str] = Counter()

    def counted(owner: Any, name: str, key: Callable[..., str]) -> None:
        original = getattr(owner, name)

        def counting(*arguments: Any, **options: Any) -> Any:
            counts[f"{name} {key(*arguments)}".strip()] += 1
            return original(*arguments, **options)

        monkeypatch.setattr(owner, name, counting)

    counted(Engine, "lay_out", lambda *_: "")
    counted(analysis_module, "build_graph", lambda *_: "")
    counted(analysis_module, "grades", lambda *_: "")
    counted(analysis_module, "account", lambda _, root, *__: str(root))
    counted(analysis_module, "assess", lambda _, account: str(account.conclusion))
    counted(analysis_module, "trials", lambda account, *_: str(account.conclusion))
    counted(analysis_module, "facts", lambda _, element: str(element))
    counted(analysis_module, "words_of", lambda _, element: str(element))
    counted(analysis_module, "headline", lambda _, element: str(element))
    counted(analysis_module, "what_if", lambda *_: "")
    counted(effects, "build_diagram", lambda found, *_: str(found.subject))
    for code, rule in RULES.items():
        counted(type(rule), "check", lambda *_, code=code: code)
    return counts


def draw_in(formats: tuple[Format, ...]) -> None:
    with Engine() as engine:
        assert not draw(analysed(KAZAKHSTAN), formats, engine).failures


def test_more_formats_need_no_more_layouts(made: Counter[str]) -> None:
    draw_in((Format.SVG,))
    alone = made["lay_out"]
    made.clear()
    draw_in((Format.SVG, Format.HTML, Format.PNG, Format.PDF))
    assert made["lay_out"] == alone > 0


@pytest.mark.parametrize("formats", [(Format.SVG,), (Format.SVG, Format.HTML, Format.PNG, Format.PDF), EVERY_FORMAT])
def test_a_picture_makes_each_part_once(made: Counter[str], formats: tuple[Format, ...]) -> None:
    draw_in(formats)
    assert {part: count for part, count in made.items() if count > 1 and part != "lay_out"} == {}
    assert made["account region-affected"] == made["assess region-affected"] == made["trials region-affected"] == 1
    assert made["build_diagram region-affected"] == 1
    assert made["facts region-affected"] == made["headline region-affected"] == 1


def test_only_rules_that_a_picture_marks_run_for_it(made: Counter[str]) -> None:
    draw_in((Format.SVG,))
    assert made["check W201"] == 1
    assert made["check T309"] == 0


def test_one_analysis_serves_everything(made: Counter[str]) -> None:
    analysis = analysed(KAZAKHSTAN)
    with Engine() as engine:
        picture = draw(analysis, [Format.SVG], engine).outputs[Format.SVG].decode()
    review_blocks(analysis, Pictures(picture))
    format_ranking(analysis, analysis.roots, RankingFormat.JSON, 10)
    explain_element(analysis, "region-affected")
    assert len(analysis.findings) > 15
    again = {part: count for part, count in made.items() if count > 1 and part != "lay_out"}
    assert again == {}


def test_walks_along_a_graph_are_made_once() -> None:
    graph = analysed(KAZAKHSTAN).graph
    names = graph.bearing("region-affected")
    assert graph.bearing("region-affected") is names
    assert graph.bearing("region-affected", attacks=False) is not names
    found = network(graph, "region-affected")
    assert network(graph, "region-affected") is found
    assert found.order is found.order
    assert single_points(graph, "region-affected") is single_points(graph, "region-affected")
    assert speaking_against(found) is speaking_against(found)


def test_threads_wait_for_what_is_being_made() -> None:
    made: list[int] = []

    @once
    def slow(_keeper: Keeper, number: int) -> int:
        time.sleep(0.02)
        made.append(number)
        return number

    keeper = Keeper()
    threads = [threading.Thread(target=slow, args=(keeper, number % 2)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 1]
    assert Keeper() == keeper


def test_each_answer_is_that_of_its_arguments_however_they_are_given(made: Counter[str]) -> None:
    analysis = analysed(KAZAKHSTAN)
    first, second = analysis.graph.roots()[0], next(iter(analysis.map.premises))
    assert analysis.words(element_id=first) == analysis.map.conclusions[first].text
    assert analysis.words(element_id=second) == analysis.map.premises[second].text
    assert analysis.words(second) is analysis.words(element_id=second)
    assert (made[f"words_of {first}"], made[f"words_of {second}"]) == (1, 1)
    with pytest.raises(TypeError, match="element_id"):
        analysis.words()  # type: ignore[call-arg] # on purpose
    with pytest.raises(TypeError, match="element"):
        analysis.words(element=first)  # type: ignore[call-arg] # on purpose
