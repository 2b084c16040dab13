"""`argmap review`, for a reviewer with little time: what changed since a revision, in few words."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

TEXT = (ROOT / "maps/tutorial.toml").read_text()


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "argmap", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def reviewed(folder: Path, *options: str) -> str:
    done = run(folder, "review", "m.toml", "--format", "markdown", "--out", "-", *options)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    plain = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, env=plain)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    git(tmp_path, "init")
    (tmp_path / "m.toml").write_text(TEXT)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "first")
    return tmp_path


def test_a_review_begins_with_what_has_changed_since_a_revision(checkout: Path) -> None:
    assert "## What changed since HEAD\n\nNothing.\n\n## How it stands" in reviewed(checkout, "--since", "HEAD")
    new = TEXT.replace("sleep 40 minutes longer.", "sleep 45 minutes longer.").replace('"unlikely"', '"likely"')
    new += '[[accept]]\ncode = "W203"\nbecause = "Plain."\n[groups.g]\ntitle = "G"\n'
    (checkout / "m.toml").write_text(new)
    said = reviewed(checkout, "--since", "HEAD")
    told, rest = said.split("## How it stands")
    assert told.index("accepted") < told.index("regraded objection buses") < told.index("reworded premise sleep-longer")
    assert re.search(r"~~0.325 \(unlikely\)~~ \*\*0.675 \(likely\)\*\* \(-0\.\d+ on start-later\)", told)
    assert "<summary>1 change in presentation</summary>" in told
    assert re.search(r"### What that does to the standing\n\n- \*\*.*\*\* It stands in .*, down from ", told)
    assert "## What changed" not in rest
    done = run(checkout, "review", "m.toml", "--since", "HEAD", "--out", "-")
    first = done.stdout[done.stdout.index("What that does") : done.stdout.index("How it stands")]
    assert first.count("<svg") == 1
    assert 'id="changes-buses"' in first
    ids = re.findall(r' id="([^"]*)"', done.stdout)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("m.toml", "--since", "nowhere"), 'the revision "nowhere" does not exist'),
        (("m.toml", "--since", "HEAD..HEAD"), "HEAD..HEAD is a range"),
        (("-", "--since", "HEAD"), "--since compares a file that git knows"),
        (("part.toml", "--since", "HEAD"), "part.toml is part of m.toml"),
    ],
)
def test_what_cannot_be_compared_is_refused(checkout: Path, words: tuple[str, ...], said: str) -> None:
    part = '[premises.extra]\ntext = "One more."\n'
    (checkout / "part.toml").write_text(part)
    (checkout / "m.toml").write_text('include = ["part.toml"]\n' + TEXT)
    git(checkout, "add", "-A")
    git(checkout, "commit", "-m", "second")
    (checkout / "part.toml").write_text(part.replace("more", "other"))
    done = run(checkout, "review", *words, "--out", "-")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_new_map_is_all_new_in_its_review(checkout: Path) -> None:
    (checkout / "n.toml").write_text(TEXT)
    done = run(checkout, "review", "n.toml", "--format", "markdown", "--out", "-", "--since", "HEAD")
    assert done.returncode == 0
    assert "**added " in done.stdout.split("## How it stands")[0]


def test_few_words_are_seen_at_first() -> None:
    done = run(ROOT, "review", "maps/kazakhstan.toml", "--out", "-")
    body = done.stdout.split("</style>")[-1]
    body = re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL)
    while "<details" in body:
        body = re.sub(r"<details><summary>(.*?)</summary>((?!<details).)*?</details>", r" \1 ", body, flags=re.DOTALL)
    assert len(re.sub(r"<[^>]*>", " ", body).split()) < 1200


@pytest.mark.parametrize("word", ["diff", "review"])
def test_a_change_of_settings_hides_nothing(checkout: Path, word: str) -> None:
    (checkout / "argmap.toml").write_text('ignore = ["W203"]\n')
    git(checkout, "add", "-A")
    options = ("m.toml", "--since", "HEAD", "--format", "markdown", "--out", "-") if word == "review" else ("HEAD",)
    said = "the settings differ (ignore); both ends are checked with those of HEAD"
    assert said in run(checkout, word, *options).stderr
    (checkout / "m.toml").write_text(TEXT + '[objections.more]\nagainst = "start-later"\ntext = "It costs."\n')
    done = run(checkout, word, *options)
    assert said in done.stderr
    assert 'nothing answers the objection "more"' in done.stdout.replace("\\", "")
    git(checkout, "commit", "-am", "second")
    (checkout / "m.toml").write_text(TEXT)
    assert "settings" not in run(checkout, word, *options).stderr
    if word == "diff":
        assert run(checkout, "diff", "HEAD", "--fail-on", "warning").returncode == 0
        assert run(checkout, "diff", "HEAD~1..HEAD", "--fail-on", "warning").returncode == 1
