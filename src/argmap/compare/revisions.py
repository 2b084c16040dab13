"""What the words of a call mean as revisions, ranges and paths, read as git reads them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from argmap.compare import git
from argmap.compare.git import GitError


class Revisions(NamedTuple):
    """Two ends and the paths to look at (none: all): `old` and `new` are as written, and the commits they name.

    `new` is empty for the working tree, or for the index if `cached`.
    """

    old: str
    old_commit: str
    new: str = ""
    new_commit: str | None = None
    paths: tuple[str, ...] = ()
    cached: bool = False

    @property
    def old_name(self) -> str:
        """What to call the old end."""
        return self.old

    @property
    def new_name(self) -> str:
        """What to call the new end."""
        return self.new or ("the index" if self.cached else "the working tree")


def understood(words: Sequence[str], paths: Sequence[str] | None, *, cached: bool = False) -> Revisions:
    """The revisions and paths among the words of a call; `paths` are those after `--`, None if it was not written.

    Raises `GitError` if a word is neither or both, or if there are too many revisions.
    """
    git.top_folder()
    if "" in (*words, *(paths or ())):
        raise GitError("one of the words is empty", "Give a revision or a path.")
    given = list(words)
    revisions: list[str] = []
    while given and _is_revision(given[0], is_certain=paths is not None):
        revisions.append(given.pop(0))
    if paths is not None and given:
        raise GitError(f'"{given[0]}" is not a revision', "Write revisions before --, and paths after it.")
    ends = _ends(revisions, cached=cached)
    return ends._replace(paths=(*given, *(paths or ())), cached=cached)


def since_commit(revision: str, path: str) -> Revisions:
    """What has changed in one file of the working tree since a revision.

    Raises `GitError` if that is a range, or does not exist.
    """
    git.top_folder()
    if ".." in revision:
        raise GitError(f"{revision} is a range", "Give one revision: the file is compared with that.")
    return Revisions(revision, _commit(revision), paths=(path,))


def _is_revision(word: str, *, is_certain: bool) -> bool:
    """Whether a word names a revision or a range. Raises `GitError` if it could also be a path, or is neither."""
    known = all(git.commit(part) is not None for part in _parts(word))
    exists = os.path.lexists(word)
    if is_certain:
        return known
    if known and exists:
        help_text = f"Write {word} -- for the revision, and -- {word} for the path."
        raise GitError(f'"{word}" is both a revision and a path', help_text)
    return known


def _parts(word: str) -> list[str]:
    """The revisions that a word names: both ends of a range, where HEAD may be left out."""
    for dots in ("...", ".."):
        if dots in word:
            old, _, new = word.partition(dots)
            return [old or "HEAD", new or "HEAD"]
    return [word]


def _ends(revisions: Sequence[str], *, cached: bool) -> Revisions:
    """The two ends that revisions stand for. Raises `GitError` if there are more than two."""
    words = " ".join(revisions)
    parts = [_parts(word) for word in revisions]
    flat = [name for names in parts for name in names]
    if len(flat) > 2 or (len(flat) == 2 and cached):  # noqa: PLR2004 - a comparison has two ends
        limit = "with --cached, the new end is the index" if cached else "two can be compared"
        raise GitError(f"{words} are {len(flat)} revisions, but {limit}", "Write A B, A..B or A...B.")
    names = flat or ["HEAD"]
    commits = [_commit(name) for name in names]
    if len(names) == 1:
        return Revisions(names[0], commits[0])
    if len(parts) == 1 and "..." in revisions[0]:
        commits[0] = git.merge_base(*commits)
        names[0] = f"{commits[0][:_SHORT]}"
    return Revisions(names[0], commits[0], names[1], commits[1])


_SHORT = 10


def _commit(name: str) -> str:
    found = git.commit(name)
    if found is None:
        help_text = "Commit something, or compare two files." if name == "HEAD" else "Check its name."
        raise GitError(f'the revision "{name}" does not exist', help_text)
    return found


def split_blob(word: str) -> tuple[str, str] | None:
    """The revision and the path, from the top, of a word such as `HEAD~1:maps/a.toml`; None for any other word."""
    revision, colon, path = word.partition(":")
    if not colon or not path or Path(word).exists() or git.commit(revision or "HEAD") is None:
        return None
    if path.startswith(("./", "../")):  # relative to the current folder, as for git
        path = os.path.relpath(Path.cwd() / path, git.top_folder()).replace(os.sep, "/")
    return revision or "HEAD", path
