"""Reading maps from the revisions of a git checkout."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterable
from pathlib import Path


class GitError(Exception):
    """A git command failed; the message says why."""


def git(*arguments: str, cwd: Path | None = None) -> bytes:
    """Run a git command and return its output. Raises `GitError` if it fails."""
    try:
        done = subprocess.run(["git", *arguments], cwd=cwd, capture_output=True, check=False)  # noqa: S603, S607 - git itself
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror or error}") from None
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip() or "git failed")
    return done.stdout


def top_folder() -> Path:
    """The top folder of the checkout. Raises `GitError` if there is none."""
    return Path(git("rev-parse", "--show-toplevel").decode().strip())


def changed_files(revisions: tuple[str, str | None], paths: list[str]) -> list[str]:
    """The TOML files that differ between two revisions, or between one and the working tree if the second is None.

    Paths are relative to the top folder of the checkout. Raises `GitError` if git fails.
    """
    ends = [revision for revision in revisions if revision]
    listed = git("diff", "--name-only", "-z", "--no-renames", *ends, "--", *(paths or [":(top)*.toml"]))
    return [name for name in listed.decode("utf-8", "surrogateescape").split("\0") if name.endswith(".toml")]


def is_known(path: str, revisions: Iterable[str]) -> bool:
    """Whether a path stands for any file in the index or in one of the revisions. Raises `GitError` if git fails."""
    in_revisions = (git("ls-tree", "-r", "--name-only", "-z", revision, "--", path) for revision in revisions)
    return bool(git("ls-files", "-z", "--", path)) or any(in_revisions)


def resolve(revision: str) -> str:
    """The commit that a revision names. Raises `GitError` if there is no such revision."""
    try:
        return git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except GitError:
        raise GitError(f'"{revision}" is neither a file nor a revision') from None


def write_out(revision: str, folder: Path) -> None:
    """Write all TOML files of a revision to a folder, so that includes are found. Raises `GitError` if git fails."""
    folder.mkdir(parents=True, exist_ok=True)
    data = git("archive", "--format=tar", revision, cwd=top_folder())
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive.getmembers():
            target = folder / member.name
            data_file = archive.extractfile(member) if member.isfile() and member.name.endswith(".toml") else None
            if data_file is not None and target.resolve().is_relative_to(folder.resolve()):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data_file.read())
