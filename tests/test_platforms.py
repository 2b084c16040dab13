"""Questions for learning platforms: read back, and answered in a player that schools use."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from conftest import ROOT, npm_install, of_map
from defusedxml.ElementTree import fromstring
from jinja2 import Environment, PackageLoader
from moodle_tools.questions.matching import MatchingQuestion
from moodle_tools.questions.missing_words import MissingWordsQuestion
from moodle_tools.questions.multiple_choice import MultipleChoiceQuestion
from moodle_tools.questions.ordering import OrderingQuestion
from moodle_xml_parser.parser import parse_string
from playwright.sync_api import Browser, Page
from qti_convert import upgrade_package, upgrade_qti2_to_qti3
from test_judge import TOWN
from typer.testing import CliRunner

from argmap.analysis import Analysis
from argmap.classroom.exercise import Aid, Exercise, ExerciseKind, Task, make_exercise, order_constraints
from argmap.classroom.moodle import TooMany, moodle_xml
from argmap.classroom.qti import qti_package
from argmap.classroom.questions import Choice, Gaps, Ordering, Pairs, points_of, questions_of
from argmap.classroom.words import words_for
from argmap.cli.app import build_app
from argmap.loading.load import load_file, load_text
from argmap.model import own_words

PLAYER = "@citolab/qti-components@7.27.4"
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
MAPS = {
    "town": load_text(TOWN).map,
    "hostile": load_file(str(ROOT / "tests/hostile.toml")).map,
    **{name: load_file(str(ROOT / f"maps/{name}.toml")).map for name in ("kazakhstan", "tutorial", "mill")},
}
FRACTIONS = {
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10,
    5, 0,
}  # fmt: skip
"""What Moodle takes for a share of a mark."""


def analysis_of(name: str) -> Analysis:
    return of_map(MAPS[name])


def made(name: str, kind: ExerciseKind, hide: int = 6, seed: int = 1) -> Exercise:
    return make_exercise(analysis_of(name), Task(kind, hide, seed, aid=Aid.NONE))


def exercises() -> Iterator[tuple[str, Exercise]]:
    for name in MAPS:
        for kind in ExerciseKind:
            for seed in (1, 2):
                try:
                    yield name, made(name, kind, seed=seed)
                except ValueError:
                    assert name == "hostile"  # which has too little for some kinds


ALL = [pytest.param(name, one, id=f"{name} {one.kind} {one.task.seed}") for name, one in exercises()]


class Reader(HTMLParser):
    """Reads the text of HTML, a line for each element of a list, and notes the elements it meets."""

    def __init__(self) -> None:
        super().__init__()
        self.lines, self.tags = [""], set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.tags.add(tag)
        self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def lines_of(text: str) -> list[str]:
    reader = Reader()
    reader.feed(text)
    assert reader.tags <= {"p", "ul", "li"}
    return [line.strip() for line in reader.lines if line.strip()]


def plain(text: str) -> str:
    return " ".join(lines_of(text))


def text_at(element: Element, path: str) -> str:
    return element.findtext(path) or ""


def moodle_questions(exercise: Exercise) -> list[Element]:
    root = fromstring(moodle_xml(exercise))
    found = root.findall("question")
    assert found[0].get("type") == "category"
    return found[1:]


@pytest.mark.parametrize(("name", "exercise"), ALL)
def test_moodle_can_weigh_every_answer(name: str, exercise: Exercise) -> None:
    questions = moodle_questions(exercise)
    assert questions, name
    names = [text_at(one, "name/text") for one in questions]
    assert len({*names}) == len(names)
    for one in questions:
        assert int(text_at(one, "defaultgrade")) > 0
        if one.get("type") == "multichoice":
            shares = [float(answer.get("fraction", "")) for answer in one.findall("answer")]
            assert {abs(share) for share in shares} <= FRACTIONS
            assert abs(sum(share for share in shares if share > 0) - 100) < 0.01
            is_many = text_at(one, "single") == "false"
            assert not is_many or len(shares) == 1 or sum(shares) <= 50 or all(share > 0 for share in shares)
        elif one.get("type") == "matching":
            pairs = one.findall("subquestion")
            assert len([pair for pair in pairs if text_at(pair, "text")]) >= 2
            assert len({text_at(pair, "answer/text") for pair in pairs}) >= 3
        elif one.get("type") == "ordering":
            fractions = [answer.get("fraction") for answer in one.findall("answer")]
            assert fractions == [str(place + 1) for place in range(len(fractions))]
            assert text_at(one, "selectcount") == str(len(fractions))


def asked_and_answered(question: Element) -> list[tuple[str, str]]:
    """What a question asks, a gap, a stem or the prompt, with the answers that Moodle counts as right."""
    body = lines_of(text_at(question, "questiontext/text"))
    if question.get("type") == "gapselect":
        options = [plain(text_at(option, "text")) for option in question.findall("selectoption")]
        gaps = [re.fullmatch(r"(\S+ \d+|\d+ \S+ \S+):.* \[\[(\d+)\]\]", line) for line in body]
        return [(gap[1], options[int(gap[2]) - 1]) for gap in gaps if gap]
    if question.get("type") == "matching":
        pairs = [(plain(text_at(one, "text")), text_at(one, "answer/text")) for one in question.findall("subquestion")]
        return [(re.sub(r"^\(?\d+[.)] ", "", stem), answer) for stem, answer in pairs if stem]
    right = [one for one in question.findall("answer") if float(one.get("fraction", "")) > 0]
    return [(body[-1], plain(text_at(one, "text"))) for one in right]


def answered(exercise: Exercise) -> list[tuple[str, str]]:
    return [pair for question in moodle_questions(exercise) for pair in asked_and_answered(question)]


REAL = ["town", "kazakhstan", "tutorial", "mill"]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", REAL)
def test_moodle_has_the_hidden_statements(name: str, seed: int) -> None:
    exercise, analysis = made(name, ExerciseKind.FILL_TEXT, seed=seed), analysis_of(name)
    _, words = words_for(exercise.language)
    hidden = [own_words(analysis.graph.element(item.element)) for item in exercise.items if item.asks]
    numbered = {words["gap"].format(number=number): text for number, text in enumerate(hidden, 1)}
    found = answered(exercise)
    assert sorted(text for _, text in found) == sorted(hidden)
    assert all(numbered.get(gap, text) == text for gap, text in found)


@pytest.mark.parametrize("kind", [ExerciseKind.CLASSIFY, ExerciseKind.BUILD])
@pytest.mark.parametrize("name", REAL)
def test_moodle_has_the_roles(name: str, kind: ExerciseKind) -> None:
    exercise, graph = made(name, kind), analysis_of(name).graph
    _, words = words_for(exercise.language)
    asked = [item.element for item in exercise.items if "table" in item.asks]
    roles = {own_words(graph.element(one)): words[f"kind_{graph.kinds[one].table}"] for one in asked}
    assert {stem: answer for stem, answer in answered(exercise) if stem in roles} == roles


@pytest.mark.parametrize("name", REAL)
def test_moodle_has_the_weak_links(name: str) -> None:
    exercise, analysis = made(name, ExerciseKind.FIND_WEAK), analysis_of(name)
    candidates = {item.element for item in exercise.items if item.asks}
    ranked = [link for link in analysis.weak_links.values() if link.element in candidates]
    texts = [own_words(analysis.graph.element(link.element)) for link in ranked]
    found = answered(exercise)
    assert len(found) == exercise.asked_for
    for _, answer in found:
        said = answer.partition(": ")[2] if answer.startswith(("step: ", "objection: ")) else answer
        place = texts.index(said) if said in texts else 0
        assert round(ranked[place].gain, 9) >= round(ranked[exercise.asked_for - 1].gain, 9)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", REAL)
def test_moodle_has_the_one_order(name: str, seed: int) -> None:
    exercise, analysis = made(name, ExerciseKind.ORDER, 8, seed), analysis_of(name)
    by_text = {str(item.told["text"]): item.element for item in exercise.items}
    ids = [by_text[text] for _, text in answered(exercise)]
    pairs = order_constraints(analysis.graph, ids)
    assert len(ids) >= 2
    assert len(pairs) == len(ids) * (len(ids) - 1) / 2
    assert all(ids.index(first) < ids.index(second) for first, second in pairs)


def said_in(text: str) -> str:
    """A statement without its number, quotation marks and full stop."""
    return re.sub(r"^\d+\. (supposition: )?", "", text).strip("“”").rstrip(".")


@pytest.mark.parametrize("name", REAL)
def test_moodle_asks_for_the_reasons_of_each_statement(name: str) -> None:
    exercise, analysis = made(name, ExerciseKind.BUILD), analysis_of(name)
    _, words = words_for(exercise.language)
    start = words["ask_reasons"].format(text="")
    elements = {own_words(element).rstrip("."): one for _, one, element in analysis.map.elements()}
    shown = {item.element for item in exercise.items}
    checked = 0
    for one in moodle_questions(exercise):
        prompt = lines_of(text_at(one, "questiontext/text"))[-1]
        if not prompt.startswith(start):
            continue
        right = {
            elements[said_in(plain(text_at(answer, "text")))]
            for answer in one.findall("answer")
            if float(answer.get("fraction", "")) > 0
        }
        target = elements[said_in(prompt.removeprefix(start))]
        steps = [step for key, step in analysis.map.inferences.items() if step.to == target and key in shown]
        assert right == {end for step in steps for end in step.from_}
        checked += 1
    assert checked


def test_reasons_that_are_shown_are_no_wrong_answers() -> None:
    text = (
        '[conclusions.c]\ntext = "C."\n'
        + "".join(f'[premises.p{one}]\ntext = "P {one}."\n' for one in range(4))
        + "".join(f'[inferences.i{one}]\nfrom = ["p{one}"]\nto = "c"\n' for one in range(4))
    )
    exercise = make_exercise(of_map(load_text(text).map), Task(ExerciseKind.FILL_LINKS, 2))
    asked = {item.element for item in exercise.items if item.asks}
    (question,) = moodle_questions(exercise)
    options = {plain(text_at(one, "text")).partition(". ")[2]: one for one in question.findall("answer")}
    assert options.keys() == {f"P {one[1]}." for one in asked}
    assert all(float(one.get("fraction", "")) > 0 for one in options.values())


def test_moodle_reads_no_text_as_markup() -> None:
    hostile = "a $$x$$ \\(y\\) [[1]] {1:MC:=b} @@PLUGINFILE@@ <b>c</b> &amp; ~d {{e}}"
    text = TOWN.replace('"The ring road has room."', f"'{hostile}'")
    assert text != TOWN
    for kind in ExerciseKind:
        xml = moodle_xml(make_exercise(of_map(load_text(text).map), Task(kind, 20)))
        if kind is not ExerciseKind.ORDER:  # in which it is not
            assert hostile.rstrip(".") in "".join(plain(one.text or "") for one in fromstring(xml).iter("text"))
        for one in fromstring(xml).iter("text"):
            said = (one.text or "").replace("$course$", "")
            assert not re.search(r"[$\\{}@~]|<b>|\[\[(?!\d+\]\])", said), said
        for gap in fromstring(xml).findall("question[@type='gapselect']"):
            numbers = re.findall(r"\[\[(\d+)\]\]", text_at(gap, "questiontext/text"))
            assert len(numbers) == int(text_at(gap, "defaultgrade"))


PLAIN: dict[str, Any] = {"markdown": False, "table_styling": False}
ANSWERS: list[Any] = [{"answer": "a", "points": 100}]
THEIRS = {
    "matching": MatchingQuestion(title="t", question="q", options=[{"question": "a", "answer": "b"}], **PLAIN),
    "gapselect": MissingWordsQuestion(title="t", question="[[1]]", options=[{"answer": "a", "group": 1}], **PLAIN),
    "multichoice": MultipleChoiceQuestion(title="t", question="q", answers=ANSWERS, **PLAIN),
    "ordering": OrderingQuestion(title="t", question="q", answers=["a", "b"], **PLAIN),
}


def paths_of(element: Element, above: str = "") -> set[str]:
    path = f"{above}/{element.tag}"
    return {path}.union(*(paths_of(child, path) for child in element))


@pytest.mark.parametrize(("name", "exercise"), ALL)
def test_questions_have_the_elements_that_another_program_writes_for_moodle(name: str, exercise: Exercise) -> None:
    environment = Environment(loader=PackageLoader("moodle_tools.questions"), autoescape=False)  # noqa: S701 - no HTML
    for one in moodle_questions(exercise):
        theirs = fromstring(THEIRS[one.get("type", "")].to_xml(environment))
        assert theirs.get("type") == one.get("type"), name
        assert paths_of(one) <= paths_of(theirs)


def test_another_program_reads_the_choices() -> None:
    exercise = made("town", ExerciseKind.FIND_WEAK)
    (read,) = parse_string(moodle_xml(exercise))["multichoice"]
    assert not read.single
    assert len([one for one in read.options if one.score_fraction > 0]) == exercise.asked_for


# QTI


class Item:
    """An item of a package, as the XML says."""

    def __init__(self, xml: bytes) -> None:
        self.xml, self.root = xml.decode(), fromstring(xml)
        self.right: dict[str, str | list[str]] = {}
        for declared in self.root.findall(f"{QTI}responseDeclaration"):
            values = [one.text or "" for one in declared.findall(f"{QTI}correctResponse/{QTI}value")]
            is_single = declared.get("cardinality") == "single"
            self.right[declared.get("identifier", "")] = values[0] if is_single else values

    @property
    def options(self) -> list[str]:
        return [one.get("identifier", "") for one in self.root.iter(f"{QTI}simpleChoice")]

    @property
    def is_order(self) -> bool:
        return self.root.find(f".//{QTI}orderInteraction") is not None


def items_of(exercise: Exercise) -> list[Item]:
    with zipfile.ZipFile(io.BytesIO(qti_package(exercise))) as archive:
        names = archive.namelist()
        manifest = fromstring(archive.read("imsmanifest.xml"))
        listed = [one.get("href") for one in manifest.iter("{http://www.imsglobal.org/xsd/imscp_v1p1}file")]
        assert sorted(map(str, listed)) == sorted(set(names) - {"imsmanifest.xml"})
        test = fromstring(archive.read("test.xml"))
        order = [one.get("href", "") for one in test.iter(f"{QTI}assessmentItemRef")]
        return [Item(archive.read(name)) for name in order]


@pytest.fixture(scope="module")
def player(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the QTI player of an institute that makes tests for schools."""
    folder = tmp_path_factory.mktemp("player")
    npm_install(folder, PLAYER)
    page = browser.new_page()
    page.set_content("<!doctype html><html lang='en'><body></body></html>")
    page.add_script_tag(path=folder / "node_modules/@citolab/qti-components/cdn/index.global.js")
    yield page
    page.close()


PLAY = """async ({xml, given}) => {
  const whole = document.createElement("qti-item"), box = document.createElement("item-container");
  const ready = new Promise((resolve) => whole.addEventListener("qti-assessment-item-connected", resolve));
  box.itemXML = xml;
  whole.append(box);
  document.body.replaceChildren(whole);
  await ready;
  const item = box.shadowRoot.querySelector("qti-assessment-item");
  await item.updateComplete;
  for (const [name, value] of Object.entries(given)) item.updateResponseVariable(name, value);
  item.processResponse();
  const valueOf = (name) => Number(item.variables.find(({ identifier }) => identifier === name).value);
  return [valueOf("SCORE"), valueOf("MAXSCORE")];
}"""


def played(player: Page, item: Item, given: Mapping[str, Any]) -> tuple[float, float]:
    score, most = player.evaluate(PLAY, {"xml": upgrade_qti2_to_qti3(item.xml), "given": dict(given)})
    return score, most


@pytest.mark.parametrize(("name", "exercise"), ALL)
def test_a_player_gives_full_marks_for_what_is_right_and_none_for_nothing(
    player: Page, name: str, exercise: Exercise
) -> None:
    questions, items = questions_of(exercise), items_of(exercise)
    assert len(questions) == len(items), name
    for question, item in zip(questions, items, strict=True):
        most = points_of(question)
        assert played(player, item, {}) == (0, most)
        score, _ = played(player, item, item.right)
        assert abs(score - most) < 1e-4
        match question:
            case Choice(is_many=True) if len(question.right) < len(question.options):
                everything, _ = played(player, item, {"RESPONSE": item.options})
                assert everything <= most / 2
            case Gaps() | Pairs():
                half, _ = played(player, item, {"R0": item.right["R0"]})
                assert half == 1
            case Ordering():
                texts = list(item.right["RESPONSE"])
                turned, _ = played(player, item, {"RESPONSE": texts[::-1]})
                assert turned == 0
                swapped, _ = played(player, item, {"RESPONSE": [texts[1], texts[0], *texts[2:]]})
                pairs = len(texts) * (len(texts) - 1) / 2
                assert abs(swapped - most * (pairs - 1) / pairs) < 1e-4
            case _:
                pass


def test_a_student_answers_in_the_player(player: Page) -> None:
    exercise = made("tutorial", ExerciseKind.FIND_WEAK)
    (item,) = items_of(exercise)
    played(player, item, {})
    for place in item.right["RESPONSE"]:
        player.locator(f"qti-simple-choice[identifier={place}]").click()
    found = "document.querySelector('item-container').shadowRoot.querySelector('qti-assessment-item')"
    player.evaluate(f"() => {found}.processResponse()")
    score = f"() => {found}.variables"
    values = {one["identifier"]: one["value"] for one in player.evaluate(score)}
    assert float(values["SCORE"]) == exercise.asked_for


@pytest.mark.parametrize("kind", ExerciseKind)
def test_another_program_reads_the_whole_package(kind: ExerciseKind, tmp_path: Path) -> None:
    (tmp_path / "two.zip").write_bytes(qti_package(made("mill", kind)))
    upgrade_package(str(tmp_path / "two.zip"), str(tmp_path / "three.zip"))
    with zipfile.ZipFile(tmp_path / "three.zip") as archive:
        assert {"imsmanifest.xml", "test.xml", "item01.xml"} <= {*archive.namelist()}


def test_packages_are_the_same_whenever_they_are_made() -> None:
    assert qti_package(made("mill", ExerciseKind.ORDER)) == qti_package(made("mill", ExerciseKind.ORDER))


# The command


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(build_app(["exercise"]), ["exercise", *map(str, arguments)])
    return done.exit_code, done.output


def test_files_for_platforms_go_with_the_keys(tmp_path: Path) -> None:
    path = ROOT / "maps/tutorial.toml"
    code, _ = run(path, "--platform", "moodle", "--platform", "qti", "--out", tmp_path)
    assert code == 0
    assert {one.name for one in (tmp_path / "keys").iterdir()} == {
        "tutorial-fill-text-key.html", "tutorial-fill-text-moodle.xml", "tutorial-fill-text-qti.zip",
    }  # fmt: skip
    assert not {one.suffix for one in tmp_path.iterdir()} & {".xml", ".zip"}
    code, said = run(path, "--platform", "canvas", "--out", tmp_path)
    assert code == 2
    assert "Choose from: moodle, qti" in said


def many_reasons(number: int) -> str:
    reasons = "".join(f'[premises.p{place}]\ntext = "Reason {place}."\n' for place in range(number))
    ids = ", ".join(f'"p{place}"' for place in range(number))
    step = f'[conclusions.c]\ntext = "C."\n[inferences.i]\nfrom = [{ids}]\nto = "c"\n'
    return f'format = 1\n[map]\ntitle = "M"\n{reasons}{step}'


def test_more_right_answers_than_moodle_can_weigh_are_refused(tmp_path: Path) -> None:
    for number, is_fine in ((10, True), (11, False)):
        exercise = make_exercise(of_map(load_text(many_reasons(number)).map), Task(ExerciseKind.FILL_LINKS))
        if is_fine:
            assert moodle_xml(exercise)
        else:
            with pytest.raises(TooMany):
                moodle_xml(exercise)
    (tmp_path / "m.toml").write_text(many_reasons(11))
    code, said = run(tmp_path / "m.toml", "--kind", "fill-links", "--platform", "moodle", "--out", tmp_path / "out")
    assert code == 2
    assert "more than 10 right answers" in said
    assert not (tmp_path / "out").exists()
