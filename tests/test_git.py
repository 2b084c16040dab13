"""Maps out of a git checkout, asked of git itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from argmap.compare import git


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three commits: files, `a.toml` changed, one file moved and one gone; then a change that is not committed."""
    top = tmp_path / "top"
    (top / "maps/deep").mkdir(parents=True)
    monkeypatch.chdir(top)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    files = {"a.toml": "a = 1\n", "maps/deep/b.toml": "b = 1\n", "maps/ü x.toml": "u = 1\n", "notes.txt": "n\n"}
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")

    def commit() -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "add", "-A"], check=True)
        subprocess.run(["git", *who, "commit", "-qm", "."], check=True)

    subprocess.run(["git", "init", "-q", "-b", "main"], check=True)
    commit()
    Path("a.toml").write_text("a = 2\n", encoding="utf-8")
    Path("notes.txt").write_text("m\n", encoding="utf-8")
    commit()
    Path("maps/deep/b.toml").rename("maps/c.toml")
    Path("maps/ü x.toml").unlink()
    commit()
    Path("a.toml").write_text("a = 3\n", encoding="utf-8")
    return top


@pytest.mark.parametrize(
    ("ends", "paths", "names"),
    [
        (("HEAD~2", "HEAD~1"), [], ["a.toml"]),
        (("HEAD~1", "HEAD"), [], ["maps/c.toml", "maps/deep/b.toml", "maps/ü x.toml"]),
        (("HEAD", None), [], ["a.toml"]),
        (("HEAD~2", None), ["maps"], ["maps/c.toml", "maps/deep/b.toml", "maps/ü x.toml"]),
        (("HEAD~2", "HEAD~1"), ["notes.txt"], []),
        (("HEAD", "HEAD"), [], []),
    ],
)
def test_which_files_have_changed(
    checkout: Path, ends: tuple[str, str | None], paths: list[str], names: list[str]
) -> None:
    assert git.changed_files(ends, paths) == names
    assert git.top_folder() == checkout.resolve()


@pytest.mark.usefixtures("checkout")
def test_from_a_folder_below_it_is_still_the_whole_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir("maps")
    assert git.changed_files(("HEAD", None), []) == ["a.toml"]
    git.write_out("HEAD", tmp_path / "out")
    assert (tmp_path / "out/a.toml").read_text(encoding="utf-8") == "a = 2\n"


@pytest.mark.usefixtures("checkout")
def test_the_maps_of_a_revision_are_written_out_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out/old"
    git.write_out("HEAD~2", out)
    written = {one.relative_to(out).as_posix(): one.read_text(encoding="utf-8") for one in out.rglob("*.*")}
    assert written == {"a.toml": "a = 1\n", "maps/deep/b.toml": "b = 1\n", "maps/ü x.toml": "u = 1\n"}
    git.write_out("HEAD", out)
    assert (out / "a.toml").read_text(encoding="utf-8") == "a = 2\n"


@pytest.mark.usefixtures("checkout")
def test_a_revision_is_a_commit() -> None:
    assert git.resolve("HEAD") == git.git("rev-parse", "main").decode().strip()
    for wrong in ("nope", "HEAD:a.toml", "--all"):
        with pytest.raises(git.GitError) as said:
            git.resolve(wrong)
        assert str(said.value) == f'"{wrong}" is neither a file nor a revision'
        assert said.value.__cause__ is None
        assert said.value.__suppress_context__


def test_what_git_says_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(git.GitError, match="is not a git command"):
        git.git("nonsense-xyz")
    git.git("init", "-q", cwd=tmp_path)
    with pytest.raises(git.GitError, match=r"^git failed$"):
        git.git("rev-parse", "--verify", "--quiet", "nope^{commit}", cwd=tmp_path)
    assert git.git("--version", cwd=tmp_path).startswith(b"git version ")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(git.GitError, match=r"^git cannot be run: \S"):
        git.git("--version")
