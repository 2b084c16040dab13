"""The Python interface: what it promises, and that it can be called from anywhere."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pytest
from conftest import ROOT

import argmap
from argmap.layout import place as place_module
from argmap.layout.engine import shared_engine
from argmap.model import Claim, Kind, Premise
from argmap.model import Map as ModelMap
from argmap.settings import Direction

TUTORIAL = ROOT / "maps/tutorial.toml"


@pytest.fixture
def map_() -> argmap.Map:
    return argmap.load(TUTORIAL)


def test_what_is_promised_is_there() -> None:
    for name in argmap.__all__:
        assert getattr(argmap, name).__doc__, name
    code = "import argmap; print(sorted(set(argmap.__all__) - set(dir(argmap))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_promised_is_in_the_docs() -> None:
    text = (ROOT / "docs/python.md").read_text("utf-8")
    assert [name for name in argmap.__all__ if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    ("same", "other"),
    [
        ({"measure": "standing"}, {"measure": "euler"}),
        ({"weak": True}, {"weak": False}),
        ({"findings": True}, {"findings": False}),
        ({"select": (), "ignore": ()}, {"select": ("S",)}),
        ({"ignore": ()}, {"ignore": ("W209", "W210")}),
        ({"low_standing": 0.5}, {"low_standing": 0.3}),
        ({"theme": "auto"}, {"theme": "dark"}),
        ({"theme": "light"}, {"theme": "print"}),
        ({"direction": "auto"}, {"direction": "left"}),
        ({"direction": "auto"}, {"direction": "down"}),
        ({"focus": None}, {"focus": "baku"}),
        ({"only": frozenset()}, {"only": frozenset({"premise"})}),
        ({"legend": True}, {"legend": False}),
        ({"detail": "auto"}, {"detail": "all"}),
        ({"detail": "auto"}, {"detail": 12}),
        ({"top": 5}, {"top": 4}),
    ],
)
def test_what_is_left_to_the_settings(same: dict[str, Any], other: dict[str, Any]) -> None:
    map_ = argmap.load(ROOT / "maps/kazakhstan.toml")
    plain = argmap.draw(map_)
    assert argmap.draw(map_, argmap.Settings(**same)) == plain
    assert argmap.draw(map_, argmap.Settings(**other)) != plain


@pytest.mark.parametrize(
    ("settings", "listed"),
    [
        ({"theme": "neon"}, ["auto", "light", "dark", "print"]),
        ({"direction": "sideways"}, ["up", "down", "left", "right"]),
        ({"measure": "magic"}, ["standing", "df-quad", "grounded"]),
        ({"only": ["premisses"]}, ["premise", "conclusion"]),
        ({"only": ["source"]}, ["sources are not drawn", "premise"]),
        ({"only": "premise"}, ['"only" must be a list, not the text "premise"']),
        ({"only": 3}, ['"only" must be a list, not the number 3']),
        ({"top": -1}, ['"top" must be at least 0, not the number -1']),
        ({"top": 1.5}, ['"top" must be a whole number, not the number 1.5']),
        ({"top": True}, ['"top" must be a whole number, not true']),
        ({"low_standing": 2}, ['"low_standing" must be at most 1, not the number 2']),
        ({"low_standing": float("nan")}, ['"low_standing" must be a finite number, not nan']),
        ({"thema": "dark"}, ['unknown setting "thema"', 'Did you mean "theme"?']),
        ({"select": ("ZZZ",)}, ['there is no rule "ZZZ"']),
        ({"ignore": ("two-sense",)}, ['Did you mean "two-senses"?']),
    ],
)
def test_a_wrong_setting_is_a_value_error_that_lists_the_right_ones(
    settings: dict[str, Any], listed: list[str]
) -> None:
    with pytest.raises(ValueError, match=r"\S") as error:
        argmap.Settings(**settings)
    assert [word for word in listed if word not in str(error.value)] == []
    assert "nput should" not in str(error.value)
    assert "pydantic" not in str(error.value)


def test_settings_take_the_words_of_the_command_line() -> None:
    given: dict[str, Any] = {"direction": "bt", "only": ["premises", "claim"], "theme": "dark"}
    found = argmap.Settings(**given)
    assert (found.direction, found.only) == (Direction.UP, frozenset({Kind.PREMISE, Kind.CLAIM}))
    assert argmap.Settings(direction=Direction.LEFT, only=frozenset({Kind.CAUTION})).direction == "left"
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - made here


def test_a_wrong_rubric_is_a_value_error() -> None:
    for given, said in (({"elements": -1}, '"elements" must be at least 0'), ({"linx": 1}, 'Did you mean "links"?')):
        with pytest.raises(ValueError, match=re.escape(said)):
            argmap.Rubric(**given)


UNKNOWN = {"conclusions": {"c": {"text": "C."}}, "inferences": {"i": {"from": ["gone"], "to": "c"}}}
NOTHING, EMPTY_BYTES, EMPTY_RUBRIC = cast("tuple[Any, Any, Any]", (None, b"", {}))


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda _: argmap.loads(NOTHING), TypeError, "expected TOML as a str, not NoneType"),
        (
            lambda _: argmap.loads(EMPTY_BYTES),
            TypeError,
            "expected TOML as a str, not bytes; read a file with argmap.load",
        ),
        (lambda map_: argmap.mark(map_, map_, rubric=EMPTY_RUBRIC), TypeError, "expected argmap.Rubric, not dict"),
        (lambda _: argmap.check(ModelMap.model_validate(UNKNOWN)), ValueError, 'unknown id "gone"'),
        (lambda map_: argmap.weak(map_.model_copy(update={"premises": {}})), ValueError, "unknown id"),
    ],
)
def test_a_wrong_argument_is_said_as_one(
    map_: argmap.Map, call: Callable[[argmap.Map], object], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=re.escape(said)):
        call(map_)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"premises": {"a": {"text": 3}}}, 'premises.a.text: "text" must be text, not the number 3'),
        ({"premises": {"a": {}}}, 'premises.a: premise "a" has no "text"'),
        ({"conclusions": {"c": {"text": "C."}}, "inferences": {"i": {"from": ["x"], "to": "c"}}}, 'unknown id "x"'),
        ({"premises": {"a": Premise(text="A.")}, "claims": {"a": Claim(text="A.")}}, "already used"),
        ({"premises": {"a": object()}}, "must be a table, not the object"),
        ({"premisses": {}}, 'unknown table "premisses". Did you mean "premises"?'),
        ({"premises": {"A b": {"text": "A."}}}, '"A b" is not a valid id'),
    ],
)
def test_a_map_that_cannot_be_built_says_why_in_our_words(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as error:
        argmap.Map(**given)
    assert "nput should" not in str(error.value)
    with pytest.raises(ValueError, match=re.escape(said)):
        argmap.Map.model_validate(given)


def test_a_path_may_be_bytes() -> None:
    assert argmap.load(os.fsencode(TUTORIAL)).conclusions  # type: ignore[arg-type] # works all the same


def test_a_warning_is_that_of_the_line_that_called(map_: argmap.Map, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_module, "MAX_UNITS", 3)
    for call in (lambda: argmap.draw(map_), map_.to_svg, map_._repr_html_):
        with pytest.warns(UserWarning, match="too many for Graphviz") as warned:
            call()
        assert [one.filename for one in warned] == [__file__]


def test_nothing_of_an_analysis_can_be_changed(map_: argmap.Map) -> None:
    analysis = argmap.analyse(map_)
    for part in (
        analysis.grades, analysis.assessments, analysis.chances, analysis.weak_links, analysis.structural_reasons,
        analysis.element_findings, analysis.hints_on_words, analysis.fixes, analysis.graph.kinds,
        analysis.account("start-later").graded, analysis.sources.texts, analysis.sources.unreadable,
        argmap.diff(map_, map_).pairs, argmap.mark(map_, map_).parts, argmap.mark(map_, map_).pairs,
    ):  # fmt: skip
        with pytest.raises(TypeError):
            part["x"] = 1  # type: ignore[index] # on purpose


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda map_: argmap.draw(map_, form="gif"), "gif"),
        (lambda map_: argmap.draw(map_, argmap.Settings(focus="sleep-loner")), "sleep-loner"),
        (lambda map_: map_.to_svg(argmap.Settings(focus="study")), "study"),
    ],
)
def test_a_wrong_call_is_a_value_error(map_: argmap.Map, call: Callable[[argmap.Map], Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call(map_)


def test_findings_have_their_places(map_: argmap.Map) -> None:
    text = TUTORIAL.read_text("utf-8").replace("[cautions.feel-awake]", "[cautions.feel-awake]\n# a comment", 1)
    hints = argmap.check(argmap.loads(text), argmap.Settings(level="pedantic"))
    assert {finding.place.span.start.line for finding in hints} - {1}
    assert [finding for finding in argmap.check(map_) if finding.place.file != str(TUTORIAL)] == []


def test_findings_of_a_map_built_in_code() -> None:
    from argmap.model import Claim, Premise

    built = argmap.Map(premises={"a": Premise(text="Rain fell.")}, claims={"c": Claim(text="The river rises.")})
    codes = {finding.code for finding in argmap.check(built)}
    assert {"S101", "S107"} <= codes
    assert argmap.check(built, argmap.Settings(select=("S107",)))[0].code == "S107"


def test_rankings_diffs_and_marks(map_: argmap.Map) -> None:
    weakest = argmap.weak(map_)[0]
    assert weakest.rank == 1
    analysis = argmap.analyse(map_)
    effects = analysis.assessment("start-later").effects
    assert weakest.gain == pytest.approx(effects[0].gain)
    assert argmap.analyse(map_, argmap.Settings(weak=False)).weak_links == {}
    assert argmap.diff(map_, map_).is_same
    other = argmap.loads(TUTORIAL.read_text("utf-8").replace('grade = "unlikely"', 'grade = "likely"'))
    (change,) = argmap.diff(map_, other).changes
    assert (change.what.value, change.id) == ("regraded", "buses")
    assert argmap.mark(map_, map_).total == 1


def test_each_format(map_: argmap.Map) -> None:
    for form, start in (
        ("svg", b"<svg"),
        ("html", b"<!DOCTYPE"),
        ("dot", b"digraph"),
        ("json", b"{"),
        ("png", b"\x89PNG"),
    ):
        assert argmap.draw(map_, form=form).startswith(start)


def test_many_threads_and_a_running_loop_share_one_engine(map_: argmap.Map) -> None:
    expected = argmap.draw(map_)
    process = shared_engine().warm()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: argmap.draw(map_), range(16))) == {expected}

    async def in_a_loop() -> set[bytes]:
        loop = asyncio.get_running_loop()
        there = argmap.draw(map_)
        return {there, *await asyncio.gather(*(loop.run_in_executor(None, argmap.draw, map_) for _ in range(4)))}

    with ThreadPoolExecutor(1) as pool:  # in a thread of its own, since a browser's loop may run in this one
        assert pool.submit(lambda: asyncio.run(in_a_loop())).result() == {expected}
    assert shared_engine().warm() is process


def test_parts_of_one_analysis_from_many_threads() -> None:
    analysis = argmap.analyse(argmap.load(ROOT / "maps/kazakhstan.toml"))
    ids = list(analysis.map.ids())
    with ThreadPoolExecutor(8) as pool:
        facts = list(pool.map(analysis.facts, [*ids, *ids]))
    assert facts[: len(ids)] == facts[len(ids) :]


def test_sources_next_to_the_map_are_read(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("Rain fell all night.")
    (tmp_path / "map.toml").write_text(
        '[sources.diary]\ntitle = "Diary"\ntext = "diary.txt"\n'
        '[conclusions.rain]\ntext = "Rain fell."\nquote = { source = "diary", exact = "Snow fell" }\n'
    )
    assert "T301" in {finding.code for finding in argmap.check(argmap.load(tmp_path / "map.toml"))}


def test_a_changed_copy_is_a_map_of_its_own(map_: argmap.Map) -> None:
    weak = {name: premise.model_copy(update={"grade": 0.01}) for name, premise in map_.premises.items()}
    copy = map_.model_copy(update={"premises": weak})
    assert (argmap.analyse(copy).assessment("start-later").standing or 1.0) < 0.1
    assert not argmap.diff(map_, copy).is_same
    assert argmap.analyse(map_.model_copy()).loaded.documents


def test_what_is_not_a_map_is_refused(map_: argmap.Map) -> None:
    with pytest.raises(TypeError, match=r"read a file with argmap\.load"):
        argmap.check(str(TUTORIAL))  # type: ignore[arg-type] # on purpose
    with pytest.raises(TypeError, match=r"expected argmap\.Settings, not dict"):
        argmap.draw(map_, {"theme": "dark"})  # type: ignore[arg-type] # on purpose


def test_an_analysis_cannot_be_changed() -> None:
    analysis = argmap.analyse(argmap.load(TUTORIAL))
    for part in ("grades", "assessments", "chances", "weak_links", "element_findings", "hints_on_words", "fixes"):
        with pytest.raises(TypeError):
            getattr(analysis, part)["x"] = 1
    with pytest.raises(AttributeError):
        analysis.settings = argmap.Settings()  # type: ignore[misc] # on purpose


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of forking beside threads, from Python 3.12 on
def test_a_forked_process_draws_with_an_engine_of_its_own(map_: argmap.Map) -> None:
    expected = argmap.draw(map_)
    context = multiprocessing.get_context("fork")
    with context.Pool(2) as pool:
        assert pool.map(drawn_here, [str(TUTORIAL)] * 4, chunksize=1) == [expected] * 4
    assert argmap.draw(map_) == expected


BROKEN = '[premises.a]\ntxt = "A."\n[premises.b]\n'


@pytest.mark.parametrize(
    ("error", "call"),
    [
        (argmap.MapError, lambda: argmap.loads(BROKEN)),
        (argmap.UnknownElement, lambda: argmap.draw(argmap.load(TUTORIAL), argmap.Settings(focus="busses"))),
        (argmap.ImageError, lambda: argmap.draw(argmap.loads('[premises.p]\ntext = "\U00013000"'), form="png")),
        (ValueError, lambda: argmap.Settings(top=-1)),
        (ValueError, lambda: argmap.Map(premises={"a": {}})),
    ],
)
def test_what_is_raised_can_cross_to_another_process(error: type[Exception], call: Callable[[], object]) -> None:
    with pytest.raises(error) as raised:
        call()
    copy = pickle.loads(pickle.dumps(raised.value))  # noqa: S301 - made here
    assert (type(copy), str(copy)) == (type(raised.value), str(raised.value))
    for name in ("findings", "advice"):
        assert getattr(copy, name, None) == getattr(raised.value, name, None)


def raised(error: Exception) -> None:
    raise error


def test_a_map_that_cannot_be_used_is_said_by_a_pool_of_processes() -> None:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        with pytest.raises(argmap.MapError, match=r"and 2 more") as error:
            pool.submit(argmap.loads, BROKEN).result(60)
        assert len(error.value.findings) == 3


def drawn_here(path: str) -> bytes:
    return argmap.draw(argmap.load(path))


def test_a_map_made_in_code_is_as_one_that_was_read() -> None:
    read = argmap.loads('[premises.p]\ntext = "P."\n')
    made = argmap.Map.model_validate({"premises": {"p": {"text": "P."}}})
    assert made == argmap.Map.model_validate(read.model_dump())
    whole = {"format": 1, "include": (), "map": made.map, "accept": ()}
    assert {key: value for key, value in made if key in whole} == whole
    assert (made.map.language, made.map.presentation.first) == ("en", "conclusion")


def test_a_wrong_format_is_told_with_the_right_ones(map_: argmap.Map) -> None:
    with pytest.raises(ValueError, match="format") as error:
        argmap.draw(map_, form="gif")
    assert str(error.value) == '"gif" is not a format; choose from svg, html, dot, json, text, png, pdf'


def test_what_the_module_says_of_itself() -> None:
    names = dir(argmap)
    assert names == sorted(names)
    assert {"__version__", "__name__", *argmap.__all__} <= set(names)
    assert not [name for name in names if name.startswith("_") and not name.startswith("__")]
    assert "TYPE_CHECKING" not in names
    with pytest.raises(AttributeError, match=r"^module 'argmap' has no attribute 'nothing'$"):
        argmap.nothing  # noqa: B018 - reading it is what is tried
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project.get("version", argmap.__version__) == argmap.__version__ != ""
