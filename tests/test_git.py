"""Maps out of a git checkout: what git has, what the words of a call mean, and which maps have changed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.compare import git
from argmap.compare.ends import Ends, open_ends
from argmap.compare.git import Difference, GitError
from argmap.compare.revisions import Revisions, split_blob, understood
from argmap.loading.read import read_file
from argmap.project import discover

MAP = """format = 1
include = "parts/one.toml"
[map]
title = "Rain"
[sources.s]
title = "Report"
text = "report.txt"
[conclusions.wet]
text = "The street gets wet."
[inferences.so]
from = ["rain"]
to = "wet"
"""
PART = """[premises.rain]
text = "It rains."
quote = { source = "s", exact = "rain all day" }
[objections.roof]
against = "wet"
text = "There is a roof."
"""
OTHER = '[premises.p]\ntext = "Snow falls."\n[conclusions.c]\ntext = "Stay."\n[inferences.i]\nfrom = ["p"]\nto = "c"\n'


def run(*words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], check=True, capture_output=True)


def commit(**files: str | None) -> None:
    """Write files (with `__` for a slash and `_` for a dot) or delete them, and commit everything."""
    for name, text in files.items():
        path = Path(name.replace("__", "/").replace("_", "."))
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    run("add", "-A")
    run("commit", "-qm", ".", "--allow-empty")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one commit: a map with a part and the text of a source, and another map in a folder."""
    top = tmp_path / "top"
    top.mkdir()
    monkeypatch.chdir(top)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    run("init", "-q", "-b", "main")
    commit(main_toml=MAP, parts__one_toml=PART, report_txt="There was rain all day.\n", maps__other_toml=OTHER)
    return top


def ends(tmp_path: Path, *words: str, paths: list[str] | None = None, cached: bool = False) -> Ends:
    return open_ends(understood(words, paths, cached=cached), tmp_path / "ends")


def names(found: Ends) -> list[tuple[str, str]]:
    return [tuple(one.name if one is not None else "-" for one in pair) for pair in found.pairs]  # type: ignore[misc]


def argmap(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "argmap", *words], capture_output=True, text=True, check=False)


# The words of a call


@pytest.mark.usefixtures("checkout")
def test_words_mean_what_they_mean_in_git() -> None:
    commit(maps__other_toml=OTHER.replace("Snow", "Rain"))
    run("tag", "topic")
    old, new = (git.commit(name) for name in ("HEAD~1", "HEAD"))
    assert old is not None
    for words, wanted in (
        ((), Revisions("HEAD", new or "")),
        (("HEAD~1",), Revisions("HEAD~1", old)),
        (("HEAD~1", "topic"), Revisions("HEAD~1", old, "topic", new)),
        (("HEAD~1..topic",), Revisions("HEAD~1", old, "topic", new)),
        (("HEAD~1..",), Revisions("HEAD~1", old, "HEAD", new)),
        (("..topic",), Revisions("HEAD", new or "", "topic", new)),
        (("HEAD~1", "maps"), Revisions("HEAD~1", old, paths=("maps",))),
        (("maps", "main.toml"), Revisions("HEAD", new or "", paths=("maps", "main.toml"))),
    ):
        assert understood(words, None) == wanted, words
    assert understood(["topic"], ["gone.toml"]) == Revisions("topic", new or "", paths=("gone.toml",))
    assert understood(["topic"], None, cached=True).new_name == "the index"
    assert understood(["HEAD~1...topic"], None).old_commit == old
    assert split_blob("HEAD~1:main.toml") == ("HEAD~1", "main.toml")
    assert split_blob("nope:main.toml") is split_blob("main.toml") is None


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize(
    ("words", "paths", "cached", "message"),
    [
        (["nope"], [], False, '"nope" is not a revision'),
        (["main.toml"], [], False, '"main.toml" is not a revision'),
        (["HEAD", "HEAD", "HEAD"], None, False, "HEAD HEAD HEAD are 3 revisions, but two can be compared"),
        (["HEAD..HEAD", "HEAD"], None, False, "are 3 revisions"),
        (["HEAD", "HEAD"], None, True, "with --cached, the new end is the index"),
        (["maps"], None, False, '"maps" is both a revision and a path'),
    ],
)
def test_words_that_mean_nothing_are_refused(
    words: list[str], paths: list[str] | None, *, cached: bool, message: str
) -> None:
    run("branch", "maps")
    with pytest.raises(GitError, match=message):
        understood(words, paths, cached=cached)


@pytest.mark.usefixtures("checkout")
def test_from_the_merge_base(tmp_path: Path) -> None:
    run("checkout", "-qb", "topic")
    commit(maps__other_toml=OTHER.replace("Snow", "Rain"))
    run("checkout", "-q", "main")
    commit(main_toml=MAP.replace("Rain", "Storm"))
    assert names(ends(tmp_path, "main...topic")) == [
        (f"{git.merge_base('main', 'topic')[:10]}:maps/other.toml", "topic:maps/other.toml")
    ]
    run("checkout", "-q", "--orphan", "lone")
    commit()
    with pytest.raises(GitError, match="no commit in common"):
        understood(["main...lone"], None)


# The maps that have changed


@pytest.mark.usefixtures("checkout")
def test_a_part_is_compared_through_its_map(tmp_path: Path) -> None:
    commit(parts__one_toml=PART.replace("It rains.", "It pours."))
    assert names(ends(tmp_path, "HEAD~1..HEAD")) == [("HEAD~1:main.toml", "HEAD:main.toml")]
    for number, path in enumerate(("main.toml", "parts", "parts/one.toml", "*.toml")):
        assert len(ends(tmp_path / str(number), "HEAD~1..HEAD", paths=[path]).pairs) == 1, path
    assert not ends(tmp_path / "other", "HEAD~1..HEAD", paths=["maps"]).pairs


@pytest.mark.usefixtures("checkout")
def test_the_text_of_a_source_is_part_of_a_map(tmp_path: Path) -> None:
    commit(report_txt="There was sun all day.\n")
    (pair,) = ends(tmp_path, "HEAD~1..HEAD").pairs
    assert pair.old is not None
    assert (pair.old.path.parent / "report.txt").read_text() == "There was rain all day.\n"
    done = argmap("diff", "HEAD~1..HEAD")
    assert done.returncode == 1
    assert "error[T304]" in done.stdout.partition("new findings:")[2]
    assert argmap("diff", "HEAD~1..HEAD", "--", "report.txt").returncode == 1


@pytest.mark.usefixtures("checkout")
def test_a_table_that_moved_to_another_file_has_not_changed() -> None:
    commit(main_toml=MAP.replace('include = "parts/one.toml"\n', "") + PART, parts__one_toml=None)
    assert (argmap("diff", "HEAD~1..HEAD").returncode, argmap("diff", "HEAD", "HEAD~1").returncode) == (0, 0)


@pytest.mark.usefixtures("checkout")
def test_a_map_that_moved_is_one_map(tmp_path: Path) -> None:
    run("mv", "maps/other.toml", "maps/ü x.toml")
    commit()
    found = ends(tmp_path, "HEAD~1..HEAD")
    assert names(found) == [("HEAD~1:maps/other.toml", "HEAD:maps/ü x.toml")]
    done = argmap("diff", "HEAD~1..HEAD")
    assert (done.returncode, done.stdout) == (
        1, "~ renamed map: maps/other.toml → maps/ü x.toml  (presentation)\nno change in what it says\n",
    )  # fmt: skip
    assert argmap("diff", "HEAD~1..HEAD", "--only", "meaning").returncode == 0
    assert json.loads(argmap("diff", "HEAD~1", "-f", "json").stdout)["maps"][0]["renamed"] == [
        "maps/other.toml", "maps/ü x.toml",
    ]  # fmt: skip


@pytest.mark.usefixtures("checkout")
def test_what_came_and_what_went(tmp_path: Path) -> None:
    commit(maps__other_toml=None, maps__new_toml=MAP.replace('include = "parts/one.toml"\n', "") + PART)
    assert names(ends(tmp_path, "HEAD~1..HEAD")) == [
        ("-", "HEAD:maps/new.toml"), ("HEAD~1:maps/other.toml", "-"),
    ]  # fmt: skip
    commit(**dict.fromkeys(("main_toml", "parts__one_toml", "report_txt", "maps__new_toml")))
    done = argmap("diff", "HEAD~1..HEAD")
    assert (done.returncode, done.stderr) == (1, "")
    assert "- removed conclusion wet" in done.stdout


@pytest.mark.usefixtures("checkout")
def test_what_is_staged_and_what_is_not(tmp_path: Path) -> None:
    Path("maps/other.toml").write_text(OTHER.replace("Snow", "Rain"), encoding="utf-8")
    run("add", "-A")
    Path("maps/other.toml").write_text(OTHER, encoding="utf-8")
    assert names(ends(tmp_path / "1", cached=True)) == [("HEAD:maps/other.toml", ":maps/other.toml")]
    assert "[-Snow-] {+Rain+}" in argmap("diff", "--cached").stdout
    assert argmap("diff").returncode == 0, "the working tree is as HEAD is"
    Path("new.toml").write_text(OTHER, encoding="utf-8")
    assert argmap("diff").returncode == 0, "what git does not know is not looked at"
    assert "+ added conclusion c" in argmap("diff", "HEAD", "--", "new.toml").stdout
    assert "+ added conclusion c" in argmap("diff", "new.toml").stdout


@pytest.mark.usefixtures("checkout")
def test_files_that_git_would_not_export_and_links() -> None:
    commit(_gitattributes="maps export-ignore\n")
    Path("maps/link.toml").symlink_to("other.toml")
    commit(maps__other_toml=OTHER.replace("Snow", "Rain"))
    done = argmap("diff", "HEAD~1..HEAD")
    assert done.returncode == 1
    assert "reworded premise p: [-Snow-] {+Rain+} falls." in done.stdout


@pytest.mark.usefixtures("checkout")
def test_from_a_folder_below_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    commit(main_toml=MAP.replace("The street", "A street"), maps__other_toml=OTHER.replace("Snow", "Rain"))
    monkeypatch.chdir("maps")
    assert len(json.loads(argmap("diff", "HEAD~1", "-f", "json").stdout)["maps"]) == 2
    (one,) = json.loads(argmap("diff", "HEAD~1", "-f", "json", "--", "other.toml").stdout)["maps"]
    assert (one["old"], one["new"]) == ("HEAD~1:maps/other.toml", "other.toml")
    assert argmap("diff", "HEAD~1:maps/other.toml", "other.toml").returncode == 1


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("HEAD", "--", "maps/oter.toml"),
            '"maps/oter.toml" is neither a revision nor a file in HEAD or in the working tree',
        ),
        (("--cached", "--", "gone.toml"), '"gone.toml" is neither a revision nor a file in HEAD or in the index'),
        (("--", "report.md"), '"report.md" is neither a revision nor'),
        (("notes.md",), '"notes.md" is not a map, nor part of one'),
        (("HEAD:gone.toml", "main.toml"), '"gone.toml" is not in HEAD'),
        (("main.toml", "gone.toml"), '"gone.toml" does not exist'),
        (("nope", "main.toml"), '"nope" does not exist'),
        (("nope",), '"nope" is neither a revision nor a file in HEAD or in the working tree'),
        (("-",), "- is one of two maps"),
        (("", "main.toml"), "the path of a map is empty"),
        (("--", ""), "one of the words is empty"),
        (("--", "../x"), "is outside repository"),
        (("--cached", "main.toml", "parts/one.toml"), "--cached compares with a revision"),
    ],
)
def test_what_is_nowhere_is_refused(words: tuple[str, ...], message: str) -> None:
    Path("notes.md").write_text("Notes.\n", encoding="utf-8")
    done = argmap("diff", *words)
    assert (done.returncode, message in done.stderr, done.stdout) == (2, True, ""), done.stderr


@pytest.mark.usefixtures("checkout")
def test_an_error_is_in_the_file_of_its_revision() -> None:
    commit(parts__one_toml=PART.replace('"wet"', '"dry"'))
    commit(parts__one_toml=PART)
    done = argmap("diff", "HEAD~1..HEAD")
    assert done.returncode == 2
    assert done.stderr.startswith('HEAD~1:parts/one.toml:5:11: error[E020] unknown id "dry"')


@pytest.mark.usefixtures("checkout")
def test_a_merge_that_is_not_done_is_said() -> None:
    run("checkout", "-qb", "topic")
    commit(maps__other_toml=OTHER.replace("Snow", "Rain"))
    run("checkout", "-q", "main")
    commit(maps__other_toml=OTHER.replace("Snow", "Hail"))
    with pytest.raises(subprocess.CalledProcessError):
        run("merge", "topic")
    done = argmap("diff", "--cached")
    assert (done.returncode, '"maps/other.toml" is in the middle of a merge' in done.stderr) == (2, True)


@pytest.mark.usefixtures("checkout")
def test_a_submodule_is_named_and_left_alone(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    run("init", "-q", str(inner))
    (inner / "m.toml").write_text(OTHER, encoding="utf-8")
    run("-C", str(inner), "add", "-A")
    run("-C", str(inner), "commit", "-qm", ".")
    run("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner), "sub")
    commit()
    assert ends(tmp_path / "ends", "HEAD~1..HEAD").notes == ("the submodule sub differs; maps in it are not compared",)
    assert "the submodule sub differs" in argmap("diff", "HEAD~1..HEAD").stderr


def test_without_git_and_outside_of_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GitError, match="this is not a git checkout"):
        understood([], None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git cannot be run"):
        git.git("status")


def test_what_git_has(checkout: Path) -> None:
    head = git.commit("HEAD")
    assert head is not None
    files = git.files_of(head)
    assert set(files) == {"main.toml", "parts/one.toml", "report.txt", "maps/other.toml"}
    assert git.contents([files["maps/other.toml"].blob])[files["maps/other.toml"].blob].decode() == OTHER
    assert git.contents([]) == {}
    with pytest.raises(GitError, match="is missing"):
        git.contents(["0" * 40])
    Path("main.toml").unlink()
    assert git.differences(head, None, checkout) == [Difference("main.toml", None)]
    assert git.commit("") is git.commit("nope") is git.commit("a\0b") is None


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1), (("--fail-on", "error"), 0), (("--fail-on", "never"), 0), (("--max-fall", "0.01"), 1),
        (("--max-fall", "0.9"), 0), (("--fail-on", "error", "--max-fall", "0.01"), 1), (("--fail-on", "hint"), 1),
        (("--max-fall", "1.5"), 2),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("checkout")
def test_a_gate_fails_for_what_it_was_asked_for(options: tuple[str, ...], code: int) -> None:
    commit(maps__other_toml=OTHER + '[objections.o]\nagainst = "c"\ntext = "No."\n[premises.q]\ntext = "Aside."\n')
    assert argmap("diff", "HEAD~1..HEAD", *options).returncode == code


@pytest.mark.parametrize(("text", "code"), [("", "E006"), ("just text\n", "E010"), ("[other]\nx = 1\n", "E012")])
@pytest.mark.usefixtures("checkout")
def test_a_map_that_is_none_any_more_is_not_passed_over(text: str, code: str) -> None:
    commit(maps__other_toml=text)
    for words in (("HEAD~1",), ("HEAD~1..HEAD",), ("HEAD~1", "--", "maps/other.toml")):
        done = argmap("diff", *words)
        assert (done.returncode, f"error[{code}]" in done.stderr) == (2, True), (words, done.stdout, done.stderr)
    assert "+ added conclusion c" in argmap("diff", "HEAD", "HEAD~1").stdout, "what was none has become one"


OBJECTED = OTHER + '[objections.o]\nagainst = "c"\ntext = "No."\n'


@pytest.mark.usefixtures("checkout")
def test_findings_are_those_of_the_project_and_in_its_files() -> None:
    commit(maps__other_toml=OBJECTED)
    run_ = json.loads(argmap("diff", "HEAD~1..HEAD", "-f", "sarif").stdout)["runs"][0]
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run_["results"]]
    assert {one["ruleId"] for one in run_["results"]} >= {"W203"}
    assert {*places, *(one["location"]["uri"] for one in run_["artifacts"])} == {"maps/other.toml"}
    Path("argmap.toml").write_text('ignore = ["W203"]\n', encoding="utf-8")
    assert "W203" not in argmap("diff", "HEAD~1..HEAD").stdout
    Path("argmap.toml").write_text('ignore = ["W999"]\n', encoding="utf-8")
    done = argmap("diff", "HEAD~1..HEAD")
    assert (done.returncode, 'there is no rule "W999"' in done.stderr) == (2, True)


@pytest.mark.usefixtures("checkout")
def test_texts_that_the_settings_name_are_those_of_each_end() -> None:
    without_text = MAP.replace('text = "report.txt"\n', "")
    commit(main_toml=without_text, argmap_toml='[sources]\ns = "report.txt"\n')
    commit(report_txt="There was sun all day.\n")
    done = argmap("diff", "HEAD~1..HEAD")
    assert done.returncode == 1
    assert "T304" in done.stdout.partition("new findings:")[2]
    assert argmap("diff", "HEAD~1..HEAD", "--only", "meaning").returncode == 1, "the text of a source has a meaning"


@pytest.mark.usefixtures("checkout")
def test_what_only_the_presentation_brings_about_is_not_meaning() -> None:
    accepted = OBJECTED + '[[accept]]\ncode = "W203"\non = "o"\nbecause = "So."\n'
    commit(maps__other_toml=accepted)
    commit(maps__other_toml=OBJECTED.replace('text = "Stay."', 'text = "Stay."\ntags = ["a"]'))
    assert "W203" in argmap("diff", "HEAD~1..HEAD").stdout
    assert argmap("diff", "HEAD~1..HEAD", "--only", "meaning").returncode == 0
    assert argmap("diff", "HEAD~1..HEAD", "--only", "silenced").returncode == 1


@pytest.mark.usefixtures("checkout")
def test_what_could_not_be_kept_is_in_the_file_of_its_revision() -> None:
    commit(maps__d_argdown="[A]: a\n  + [B]: b\n\nProse.\n")
    done = argmap("diff", "HEAD~1..HEAD")
    assert done.stderr == "argmap: HEAD:maps/d.argdown: not kept: 1 paragraph of prose; argmap convert says where\n"


def test_many_changed_maps_are_found_in_one_pass(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(**{f"many__m{number}_toml": OTHER for number in range(60)})
    commit(**{f"many__m{number}_toml": OTHER.replace("Snow", "Rain") for number in range(60)})
    reads: list[Path] = []

    def counted(path: Path, most: int) -> bytes:
        reads.append(path)
        return read_file(path, most)

    monkeypatch.setattr(discover, "read_file", counted)
    assert len(ends(tmp_path, "HEAD~1..HEAD").pairs) == 60
    assert len(reads) < 60 * 20, f"each file a few times, not once for each other: {checkout}"


@pytest.mark.usefixtures("checkout")
def test_edits_behind_links_are_seen() -> None:
    Path("maps/link.toml").symlink_to("data.txt")
    Path("facts.txt").symlink_to("report2.txt")
    linked = MAP.replace('"report.txt"', '"facts.txt"').replace('include = "parts/one.toml"\n', "") + PART
    commit(maps__data_txt=OTHER, report2_txt="There was rain all day.\n", linked_toml=linked)
    commit(maps__data_txt=OTHER.replace("Snow", "Hail"))
    done = argmap("diff", "HEAD~1", "HEAD")
    assert (done.returncode, "Hail" in done.stdout) == (1, True)
    commit(report2_txt="There was sun all day.\n")
    done = argmap("diff", "HEAD~1", "HEAD")
    assert done.returncode == 1
    assert "~ rewritten source s: the text of “Report” has changed (24 letters before, 23 letters now)" in done.stdout
    Path("report2.txt").write_text("There was rain all day.\n", encoding="utf-8")
    assert argmap("diff", "--", "linked.toml").returncode == 1


@pytest.mark.usefixtures("checkout")
def test_a_map_made_of_files_in_a_submodule_cannot_be_compared(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=inner, check=True)
    (inner / "part.toml").write_text(PART.replace('quote = { source = "s", exact = "rain all day" }\n', ""))

    def commit_inside() -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "add", "-A"], cwd=inner, check=True)
        subprocess.run(["git", *who, "commit", "-qm", "."], cwd=inner, check=True)

    commit_inside()
    run("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner), "lib")
    commit(main_toml=MAP.replace("parts/one.toml", "lib/part.toml"))
    (inner / "part.toml").write_text(PART.replace("It rains", "It pours"))
    commit_inside()
    subprocess.run(["git", "-c", "protocol.file.allow=always", "pull", "-q"], cwd="lib", check=True)
    commit()
    done = argmap("diff", "HEAD~1", "HEAD")
    assert (done.returncode, "the submodule lib differs, and main.toml is made of files in it" in done.stderr) == (
        2,
        True,
    )
    assert argmap("diff", "HEAD~1", "HEAD", "--", "lib").returncode == 2


@pytest.mark.usefixtures("checkout")
def test_a_map_that_is_no_longer_found_is_named() -> None:
    run("mv", "maps/other.toml", "maps/other.txt")
    commit()
    done = argmap("diff", "HEAD~1", "HEAD")
    assert "maps/other.toml is maps/other.txt now; without .toml at its end" in done.stderr


@pytest.mark.usefixtures("checkout")
def test_the_same_file_in_a_revision_is_no_renamed_map() -> None:
    for word in ("HEAD:maps/other.toml", ":maps/other.toml", "HEAD:./maps/other.toml"):
        done = argmap("diff", word, "maps/other.toml")
        assert (done.returncode, done.stdout) == (0, "no change\n")


@pytest.mark.usefixtures("checkout")
def test_a_broken_map_does_not_hide_the_others() -> None:
    commit(maps__other_toml=OTHER.replace("Snow", "Hail"), main_toml=MAP + "x = [")
    done = argmap("diff", "HEAD~1", "HEAD", "-f", "json")
    assert done.returncode == 2
    assert "HEAD:main.toml:" in done.stderr
    assert [one["new"] for one in json.loads(done.stdout)["maps"]] == ["HEAD:maps/other.toml"]


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize(
    ("old", "new", "fails"),
    [
        ('[conclusions.c]\ntext = "Stay."', '[conclusions.other]\ntext = "It is night."', True),
        ('text = "Stay."', 'text = "Do not stay."', True),
        ('text = "Stay."', 'text = "Stay here."', False),
        ('text = "Snow falls."', 'text = "Snow falls."\ngrade = 0.9', False),
    ],
)
def test_a_conclusion_that_is_gone_has_fallen(old: str, new: str, *, fails: bool) -> None:
    assert old in OTHER
    text = OTHER.replace(old, new)
    if "other" in new:
        text = text.replace('to = "c"', 'to = "other"')
    commit(maps__other_toml=text)
    done = argmap("diff", "HEAD~1", "HEAD", "--max-fall", "0.1")
    assert done.returncode == int(fails), done.stdout


@pytest.mark.usefixtures("checkout")
def test_all_maps_are_on_one_page_and_in_one_picture() -> None:
    commit(maps__other_toml=OTHER.replace("Snow", "Hail"), parts__one_toml=PART.replace("It rains", "It pours"))
    for form in ("html", "svg"):
        made = argmap("diff", "HEAD~1", "HEAD", "-f", form).stdout
        assert made.count("~ changed") >= 2
        ids = re.findall(r' id="([^"]*)"', made)
        assert len(ids) == len(set(ids))


@pytest.mark.usefixtures("checkout")
def test_only_and_gates_do_not_go_together() -> None:
    done = argmap("diff", "HEAD", "--only", "presentation", "--max-fall", "0.1")
    assert (done.returncode, "leaves out what --fail-on and --max-fall look at" in done.stderr) == (2, True)
    assert argmap("diff", "HEAD", "--only", "meaning", "--max-fall", "0.1").returncode == 0
