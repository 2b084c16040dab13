"""`argmap diff` and `argmap review`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, analysed, assessed, stood
from taken_out import without

from argmap.compare.diff import ChangeKind, Comparison, compare
from argmap.compare.match import match
from argmap.graph import build_graph
from argmap.loading.load import load_file, load_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT = (ROOT / "maps/tutorial.toml").read_text()


def changed(*replacements: tuple[str, str], text: str = TEXT) -> Comparison:
    new = text
    for old, fresh in replacements:
        assert old in new
        new = new.replace(old, fresh)
    return compare(analysed(text), analysed(new))


def cut(text: str, header: str) -> str:
    start = text.index(header)
    end = text.find("\n[", start + 1)
    return text[:start] + (text[end + 1 :] if end >= 0 else "")


STATISTICS = (('scheme = "sign"', 'scheme = "statistics"'), ("correlation", "meaning"), ("other-cause", "source"))


@pytest.mark.parametrize(
    ("replacements", "what", "element"),
    [
        ((("sleep 40 minutes longer.", "sleep 45 minutes longer."),), ChangeKind.REWORDED, "sleep-longer"),
        ((("sleep-helps", "sleep-teaches"),), ChangeKind.RENAMED, "sleep-teaches"),
        ((("longer-is-rested", "nights-are-longer"),), ChangeKind.RENAMED, "nights-are-longer"),
        ((('grade = "unlikely"', 'grade = "likely"'),), ChangeKind.REGRADED, "buses"),
        ((("[assumptions.sleep-helps]", "[premises.sleep-helps]"),), ChangeKind.RECAST, "sleep-helps"),
        ((('["pupils-rested", "sleep-helps"]', '["pupils-rested"]'),), ChangeKind.MOVED, "rested-so-later"),
        ((('answer = "Four other schools found the same."', ""),), ChangeKind.CONTESTED, "longer-is-rested"),
        ((('answer = "The wristbands say the same."', ""),), ChangeKind.CAUTIONED, "feel-awake"),
        (STATISTICS, ChangeKind.EDITED, "longer-is-rested"),
    ],
)  # fmt: skip
def test_each_kind_of_change(replacements: tuple[tuple[str, str], ...], what: ChangeKind, element: str) -> None:
    found = changed(*replacements)
    assert (what, element) in {(one.what, one.id) for one in found.changes}
    back = {ChangeKind.CONTESTED: ChangeKind.UNCONTESTED, ChangeKind.CAUTIONED: ChangeKind.UNCAUTIONED}
    reverse = tuple((new, old) for old, new in replacements if new)
    if len(reverse) == len(replacements) and what not in back and what is not ChangeKind.EDITED:
        new_text = TEXT
        for old, new in replacements:
            new_text = new_text.replace(old, new)
        assert what in {one.what for one in changed(*reverse, text=new_text).changes}


def test_the_same_is_the_same_whatever_the_layout() -> None:
    assert compare(analysed(TEXT), analysed("# note\n" + TEXT.replace("\n\n", "\n\n\n"))).is_same


def test_added_and_removed_with_their_effect() -> None:
    smaller = cut(cut(TEXT, "[objections.buses-free]"), "[objections.buses]")
    found = compare(analysed(smaller), analysed(TEXT))
    added = {one.id: one for one in found.changes if one.what is ChangeKind.ADDED}
    assert set(added) == {"buses", "buses-free"}
    (standing,) = found.standings
    assert standing.before is not None
    assert standing.after is not None
    graphs = [build_graph(load_text(text).map) for text in (smaller, TEXT)]
    assert [standing.before, standing.after] == [assessed(graph, "start-later").standing for graph in graphs]
    alone = stood(assessed(build_graph(without(load_text(TEXT).map, "buses-free")), "start-later"))
    both = {name: one.effects["start-later"].value for name, one in added.items()}
    assert sum(both.values()) == pytest.approx(standing.after - standing.before)
    # Of two edits, each has the mean of what it does first and what it does last: the answer does nothing alone.
    assert both["buses-free"] == pytest.approx((standing.after - alone) / 2)
    assert both["buses"] < 0 < both["buses-free"]
    gone = compare(analysed(TEXT), analysed(smaller))
    assert {one.id for one in gone.changes if one.what is ChangeKind.REMOVED} == {"buses", "buses-free"}


def test_renamed_and_reworded_elements_are_found_by_an_assignment() -> None:
    old = load_text(TEXT).map
    new = load_text(
        TEXT.replace("sleep-longer", "p1")
        .replace("feel-awake", "p2")
        .replace("start-later", "top")
        .replace("Most pupils", "Many pupils")
    ).map
    pairs = match(old, new)
    assert (pairs["sleep-longer"], pairs["feel-awake"], pairs["start-later"]) == ("p1", "p2", "top")
    assert len(pairs) == sum(1 for _ in old.elements())


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "argmap", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    (tmp_path / "old.toml").write_text(TEXT)
    new = TEXT.replace("sleep 40 minutes longer.", "sleep <b>45</b> | minutes longer.").replace(
        '"unlikely"', '"likely"'
    )
    (tmp_path / "new.toml").write_text(cut(new, "[contested.one-school]") + '\n[premises.extra]\ntext = "Extra."\n')
    return tmp_path


def test_exit_codes(pair: Path) -> None:
    assert run(pair, "diff", "old.toml", "old.toml").returncode == 0
    assert run(pair, "diff", "old.toml", "new.toml").returncode == 1
    (pair / "bad.toml").write_text("[premises.a]\n")
    for arguments in (["old.toml", "bad.toml"], ["old.toml", "gone.toml"], ["old.toml", "new.toml", "-f", "xml"]):
        done = run(pair, "diff", *arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_every_format(pair: Path) -> None:
    text = run(pair, "diff", "old.toml", "new.toml").stdout
    assert (
        "~ reworded premise sleep-longer: With a later start pupils sleep [-40-] {+<b>45</b> |+} minutes longer."
        in text
    )
    assert "+ added premise extra: Extra." in text
    assert re.search(r"start-later stands in \d+ of 100 worlds, (up|down) from \d+ of 100", text)
    markdown = run(pair, "diff", "old.toml", "new.toml", "-f", "markdown").stdout
    assert "<b>" not in markdown
    assert "~~40~~" in markdown
    assert markdown.startswith("# What changed: old.toml → new.toml")
    document = json.loads(run(pair, "diff", "old.toml", "new.toml", "-f", "json").stdout)
    assert document["version"] == 4
    assert {"added", "reworded", "removed", "regraded"} <= {one["what"] for one in document["maps"][0]["changes"]}
    picture = ET.fromstring(run(pair, "diff", "old.toml", "new.toml", "-f", "svg").stdout)  # noqa: S314 - our own
    badges = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"+ added", "\u2212 removed", "~ changed"} <= badges


def test_html_is_quiet_and_accessible(pair: Path, browser: Browser) -> None:
    from axe_playwright_python.sync_playwright import Axe

    (pair / "diff.html").write_text(run(pair, "diff", "old.toml", "new.toml", "-f", "html").stdout)
    assert run(pair, "review", "new.toml").returncode == 0
    for name in ("diff.html", "new-review.html"):
        page = browser.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))  # noqa: B023 - used within the turn
        page.on("console", lambda message: said.append(message.text))  # noqa: B023 - as above
        page.goto((pair / name).as_uri())
        assert asked == [(pair / name).as_uri()]
        assert said == []
        assert page.locator("svg").count() == 1
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
        page.close()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    def git(*arguments: str) -> None:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True, env=environment)

    git("init", "-b", "main")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps/a.toml").write_text('include = "part.toml"\n' + TEXT)
    (tmp_path / "maps/part.toml").write_text('[premises.extra]\ntext = "Extra."\n')
    (tmp_path / "maps/b.toml").write_text(TEXT)
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    git("add", ".")
    git("commit", "-m", "one")
    (tmp_path / "maps/a.toml").write_text('include = "part.toml"\n' + TEXT.replace("40 minutes", "45 minutes"))
    git("commit", "-am", "two")
    (tmp_path / "maps/a.toml").write_text('include = "part.toml"\n' + TEXT.replace("40 minutes", "50 minutes"))
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "y"\n')
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "[-45-] {+50+}"),
        (["HEAD"], "[-45-] {+50+}"),
        (["HEAD~1"], "[-40-] {+50+}"),
        (["HEAD~1..HEAD"], "[-40-] {+45+}"),
        (["HEAD~1..HEAD", "--", "maps/a.toml"], "[-40-] {+45+}"),
        (["HEAD~1..", "maps"], "[-40-] {+45+}"),
    ],
)
def test_revisions(checkout: Path, arguments: list[str], says: str) -> None:
    done = run(checkout, "diff", *arguments)
    assert done.returncode == 1, done.stderr
    assert says in done.stdout
    below = run(checkout / "maps", "diff", *[one.removeprefix("maps/") for one in arguments if one != "maps"])
    assert says in below.stdout


def test_several_changed_maps_are_one_document(checkout: Path) -> None:
    (checkout / "maps/b.toml").write_text(TEXT.replace("40 minutes", "55 minutes"))
    document = json.loads(run(checkout, "diff", "-f", "json").stdout)
    assert [one["old"] for one in document["maps"]] == ["HEAD:maps/a.toml", "HEAD:maps/b.toml"]
    assert [one["new"] for one in document["maps"]] == ["maps/a.toml", "maps/b.toml"]
    assert document["same"] is False
    text = run(checkout, "diff").stdout
    assert text.startswith("maps/a.toml\n~ reworded")
    assert "\n\nmaps/b.toml\n~ reworded" in text
    assert run(checkout, "diff", "-f", "markdown").stdout.count("# What changed: ") == 2


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "svg"])
def test_no_change_is_said_in_every_format(form: str, checkout: Path) -> None:
    done = run(checkout, "diff", "HEAD", "-f", form, "--", "maps/b.toml")
    assert done.returncode == 0, done.stderr
    assert ("o maps have changed" in done.stdout) is (form != "json")
    assert form != "json" or json.loads(done.stdout)["maps"] == []


def test_a_path_that_git_does_not_have_is_refused(checkout: Path) -> None:
    done = run(checkout, "diff", "HEAD", "--", "nofile.toml")
    assert done.returncode == 2
    assert '"nofile.toml" is neither a revision nor a file in HEAD' in done.stderr
    (checkout / "maps/b.toml").unlink()
    assert "- removed premise" in run(checkout, "diff", "HEAD", "--", "maps/b.toml").stdout
    assert run(checkout, "diff", "HEAD", "--", "maps/*.toml").returncode == 1


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("diff old.toml - < new.toml", 1, "~ reworded premise sleep-longer"),
        ("diff - new.toml < old.toml", 1, "~ reworded premise sleep-longer"),
        ("diff <(cat old.toml) <(cat new.toml)", 1, "~ reworded premise sleep-longer"),
        ("diff /dev/null old.toml", 1, "+ added premise sleep-longer"),
        ("diff old.toml /dev/null", 1, "- removed premise sleep-longer"),
        ("diff - - < old.toml", 2, "- is one of two maps, read from standard input"),
        ("diff - < old.toml", 2, "- is one of two maps, read from standard input"),
        ("diff gone.toml - < old.toml", 2, '"gone.toml" does not exist'),
        ("diff - . < old.toml", 2, '"." is a folder'),
    ],
)
def test_standard_input_and_what_is_no_map(command: str, code: int, said: str, pair: Path) -> None:
    line = f'"{sys.executable}" -m argmap {command}'
    done = subprocess.run(["bash", "-c", line], cwd=pair, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_revisions_that_are_none(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    done = run(checkout, "diff", "nope")
    assert done.returncode == 2
    assert '"nope" is neither a revision nor a file in HEAD' in done.stderr
    assert run(checkout, "diff", "HEAD..HEAD").returncode == 0
    outside = tmp_path_factory.mktemp("outside")
    done = run(outside, "diff", GIT_CEILING_DIRECTORIES=str(outside.parent))
    assert done.returncode == 2
    assert "not a git repository" in done.stderr


@pytest.fixture
def with_recipes(checkout: Path) -> Path:
    """The checkout, in which git is told to call argmap as the docs say."""
    page = (ROOT / "docs/review.md").read_text()
    settings = re.findall(r"^git config (\S+) '(.*)'$", page, re.MULTILINE)
    assert [key for key, _ in settings] == ["diff.argmap.textconv", "difftool.argmap.cmd"]
    for key, value in settings:
        command = value.replace("argmap ", f'"{sys.executable}" -m argmap ', 1)
        subprocess.run(["git", "config", key, command], cwd=checkout, check=True)
    (checkout / ".gitattributes").write_text("maps/*.toml diff=argmap\n")
    return checkout


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("40 minutes", "55 minutes", "premise sleep-longer: With a later start pupils sleep 55 minutes longer."),
        ('grade = "unlikely"', 'grade = "likely"', "grade: 0.675 (likely)"),
        ("forty minutes more sleep", "forty more minutes", "quote: “forty more minutes"),
        ("A. Example", "B. Example", "author: B. Example"),
        ('because = "measured', 'because = "told', "because: told"),
        ("One line of reasoning", "One line", "(because: One line"),
        ("start later?", "begin later?", "the map's title"),
        ('term = "rested"', 'term = "well rested"', "concept rested: well rested"),
    ],
)
def test_git_shows_every_edit_in_words(with_recipes: Path, old: str, new: str, line: str) -> None:
    path = with_recipes / "maps/b.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    done = subprocess.run(
        ["git", "diff", "--", "maps/b.toml"], cwd=with_recipes, capture_output=True, text=True, check=True
    )
    added = [one for one in done.stdout.splitlines() if re.match(r"\+(?!\+)", one)]
    assert [one for one in added if line in one], done.stdout


def test_git_calls_argmap_for_maps_alone(with_recipes: Path) -> None:
    (with_recipes / "maps/b.toml").unlink()
    (with_recipes / "maps/new.toml").write_text(TEXT)
    (with_recipes / "README.md").write_text("Read.\n")
    subprocess.run(["git", "add", "-A"], cwd=with_recipes, check=True)
    files = ["maps/b.toml", "maps/new.toml", "README.md"]
    command = ["git", "difftool", "--no-prompt", "--no-renames", "-t", "argmap", "--cached", "HEAD", "--", *files]
    done = subprocess.run(command, cwd=with_recipes, capture_output=True, text=True, check=False)
    assert "- removed premise sleep-longer" in done.stdout
    assert "+ added premise sleep-longer" in done.stdout
    assert not re.search("fatal|error|Read", done.stdout + done.stderr)


def test_review_has_everything(tmp_path: Path) -> None:
    done = run(ROOT, "review", "maps/kazakhstan.toml", "--format", "markdown", "--out", "-")
    assert done.returncode == 0
    map_ = load_file(ROOT / "maps/kazakhstan.toml").map
    for words in (
        "It stands in 39 of 100 worlds", "**geopolitical-to-region:**", "### Warnings", "W208 dates-disagree",
        "- [ ] How strong is the link between this cause and this effect?", "<summary>3 open cautions<",

        "<summary>4 contested claims<", "<summary>1 source and what is quoted<",
        "| 0.675 (likely): “can turn into” has become “will affect” |",
        "“Low wages, overdue wages”",
    ):  # fmt: skip
        assert words in done.stdout
    for name, caution in map_.cautions.items():
        assert f"**{name}:** {caution.text}" in done.stdout
    assert run(tmp_path, "review", "gone.toml").returncode == 2
