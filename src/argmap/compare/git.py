"""What git has: revisions, their files, and which files differ. Contents are taken from its objects."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_FILE, _LINK, _SUBMODULE = "100", "120000", "160000"
"""How the modes of files begin, and those of links and submodules."""


class GitError(Exception):
    """What was asked of git cannot be done: the message says why, and `help` what to do."""

    def __init__(self, message: str, help_text: str = "") -> None:
        super().__init__(message)
        self.help = help_text


class Entry(NamedTuple):
    """A file in a revision or in the index: its mode and the name of its object."""

    mode: str
    blob: str

    @property
    def is_file(self) -> bool:
        """Whether it is a file, rather than a link or a submodule."""
        return self.mode.startswith(_FILE)

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link; its object has the path."""
        return self.mode == _LINK

    @property
    def is_submodule(self) -> bool:
        """Whether it is another repository, of which git knows no more than its revision."""
        return self.mode == _SUBMODULE


class Difference(NamedTuple):
    """A path that differs: what it was called before, and what it is called now; None if it did or does not exist."""

    old: str | None
    new: str | None


def git(*arguments: str, cwd: Path | None = None, given: bytes = b"") -> bytes:
    """Run a git command and return its output. Raises `GitError` if it fails."""
    command = ["git", "--no-optional-locks", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, input=given)  # noqa: S603 - git itself
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror or error}", "Install git, or compare two files.") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise GitError(re.sub(r"^(?:fatal|error): ", "", said) or "git failed")
    return done.stdout


def top_folder() -> Path:
    """The top folder of the checkout. Raises `GitError` if there is none."""
    try:
        return Path(os.fsdecode(git("rev-parse", "--show-toplevel").rstrip(b"\n")))
    except GitError as error:
        raise GitError(
            f"this is not a git checkout: {error}",
            "Call argmap in the checkout; argmap diff also compares two files, wherever they are.",
        ) from None


def commit(revision: str) -> str | None:
    """The commit that a revision names; None if the revision does not exist. Raises `GitError` if git cannot be run."""
    if not revision or "\0" in revision:
        return None
    try:
        return git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except GitError as error:
        if error.help:
            raise
        return None


def merge_base(one: str, other: str) -> str:
    """The commit at which two commits parted. Raises `GitError` if they have none in common."""
    try:
        return git("merge-base", one, other).decode().split("\n", 1)[0]
    except GitError:
        raise GitError(f"{one} and {other} have no commit in common", "Compare them with two dots.") from None


def files_of(revision: str) -> dict[str, Entry]:
    """The files of a commit, by path from the top. Raises `GitError` if git fails."""
    listed = git("ls-tree", "-r", "-z", "--full-tree", revision)
    return {path: Entry(*words.split()[::2]) for words, path in _records(listed)}


def files_of_index(top: Path) -> dict[str, Entry]:
    """The files in the index, by path from the top. Raises `GitError` if a merge has left some in several versions."""
    found: dict[str, Entry] = {}
    for words, path in _records(git("ls-files", "--stage", "-z", cwd=top)):
        mode, blob, stage = words.split()
        if stage != "0":
            raise GitError(f'"{path}" is in the middle of a merge', "Resolve the conflict, then git add it.")
        found[path] = Entry(mode, blob)
    return found


def _records(listed: bytes) -> Iterator[tuple[str, str]]:
    for record in filter(None, os.fsdecode(listed).split("\0")):
        words, _, path = record.partition("\t")
        yield words, path


def contents(blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents of objects, by name. Raises `GitError` if git fails or one is missing."""
    wanted = list(dict.fromkeys(blobs))
    if not wanted:
        return {}
    data = git("cat-file", "--batch", given="".join(f"{blob}\n" for blob in wanted).encode())
    found: dict[str, bytes] = {}
    at = 0
    for blob in wanted:
        end = data.index(b"\n", at)
        words = data[at:end].split()
        if len(words) != 3:  # noqa: PLR2004 - name, type and size; fewer if it is missing
            raise GitError(f"the object {blob} is missing", "Fetch it, or run git fsck.")
        size = int(words[2])
        found[blob] = data[end + 1 : end + 1 + size]
        at = end + 2 + size
    return found


def differences(old: str, new: str | None, top: Path, *, cached: bool = False) -> list[Difference]:
    """The files that differ between two commits, or between one and the index, or the working tree if `new` is None.

    A file that has moved is one difference. Raises `GitError` if git fails.
    """
    if new is not None:
        listed = git("diff-tree", "-r", "-z", "-M", old, new, cwd=top)
    else:
        listed = git("diff-index", "-z", "-M", *(["--cached"] if cached else []), old, cwd=top)
    fields = iter(os.fsdecode(listed).split("\0"))
    found = []
    for words in fields:
        if not words:
            continue
        status = words.split()[4][0]
        first = next(fields)
        if status in "RC":
            second = next(fields)
            found.append(Difference(first if status == "R" else None, second))
        else:
            found.append(Difference(None if status == "A" else first, None if status == "D" else first))
    return found


def matched(paths: Sequence[str], revision: str | None) -> frozenset[str]:
    """The files of a commit, or of the index, that paths and patterns stand for, by path from the top.

    Raises `GitError` if git fails.
    """
    if revision is None:
        listed = git("ls-files", "-z", "--full-name", "--", *paths)
    else:
        nothing = git("hash-object", "-t", "tree", "--stdin").decode().strip()
        listed = git(
            "diff",
            "--name-only",
            "-z",
            "--no-renames",
            "--no-ext-diff",
            "--no-relative",
            nothing,
            revision,
            "--",
            *paths,
        )
    return frozenset(filter(None, os.fsdecode(listed).split("\0")))


def submodules(files: Mapping[str, Entry]) -> list[str]:
    """The paths of the submodules among some files."""
    return [path for path, entry in files.items() if entry.is_submodule]
