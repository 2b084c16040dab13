"""The maps at the two ends of a comparison in git: which there are, which have changed, and where they can be read.

The files of a revision and of the index are written to a folder, as far as maps need them: those in TOML, and of all
others those that a map names or that have changed. The working tree is read where it is.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from argmap.compare import git
from argmap.compare.git import Entry, GitError
from argmap.compare.revisions import Revisions
from argmap.loading.read import MAX_BYTES, read_file
from argmap.project.config import FILES, Config, find_config
from argmap.project.discover import Mentioned, looks_like_a_map, mentioned, shown, with_parts

_MAX_LINKS = 10


class MapAt(NamedTuple):
    """A map at an end: where its file is, its path from the top, and what to call it.

    If its files were written to a `folder`, `label` is what to call that; both end in what separates a path. `texts`
    has the files there that the project has for the texts of sources, by source id.
    """

    path: Path
    name: str
    from_top: str = ""
    folder: str = ""
    label: str = ""
    texts: Mapping[str, Path] = MappingProxyType({})


class Pair(NamedTuple):
    """A map at both ends; None where there is none."""

    old: MapAt | None
    new: MapAt | None

    @property
    def moved(self) -> tuple[str, str] | None:
        """The paths of a map that is in another place now, from the top."""
        if self.old is None or self.new is None or self.old.from_top in {self.new.from_top, ""}:
            return None
        if not self.new.from_top:  # a file that was named for itself
            return None
        return self.old.from_top, self.new.from_top


@dataclass(frozen=True)
class End:
    """One end: the folder with its files, their paths from the top, and their contents if git has them.

    Messages put `label` before a path. `texts` has the files, from the top, that the project has for the texts of
    sources, by source id.
    """

    label: str
    folder: Path
    files: frozenset[str]
    entries: Mapping[str, Entry] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    _known: dict[str, bytes] = field(default_factory=dict)

    def data(self, path: str) -> bytes | None:
        """The contents of a file, by its path from the top; None if the file does not exist."""
        if self.entries is None:
            try:
                return read_file(self.folder / path, MAX_BYTES)
            except (OSError, ValueError):
                return None
        if path not in self._known:
            entry = self._target(path)
            if entry is None:
                return None
            self._known[path] = git.contents([entry.blob])[entry.blob]
        return self._known[path]

    def write(self, paths: Iterable[str]) -> None:
        """Write files out to the folder, unless they are there."""
        if self.entries is None:
            return
        wanted = {path: entry for path in paths if (entry := self._target(path)) is not None}
        missing = {path: entry.blob for path, entry in wanted.items() if path not in self._known}
        found = git.contents(missing.values())
        self._known.update({path: found[blob] for path, blob in missing.items()})
        for path in wanted:
            target = self.folder / path
            # No tree should have paths that lead out of it, but one that was made by hand may.
            if not target.exists() and target.resolve().is_relative_to(self.folder.resolve()):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(self._known[path])

    def _target(self, path: str) -> Entry | None:
        """The file at a path, through links within the revision."""
        found = self._through(path)
        return (self.entries or {})[found] if found is not None else None

    def _through(self, path: str) -> str | None:
        """The path of the file that a path leads to through links within the revision; None if there is none."""
        entries = self.entries or {}
        for _ in range(_MAX_LINKS):
            entry = entries.get(path)
            if entry is None or entry.is_submodule:
                return None
            if entry.is_file:
                return path
            link = git.contents([entry.blob])[entry.blob].decode("utf-8", "surrogateescape")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
        return None

    def at(self, path: str) -> MapAt | None:
        """The map in a file, by its path from the top; None if the file does not exist."""
        if self.data(path) is None:
            return None
        self.write(self.needed(path))
        if self.entries is None:
            name = shown(self.folder / path)
            return MapAt(Path(name), name, path)
        self.write(self.texts.values())
        texts = {source_id: self.folder / text for source_id, text in self.texts.items()}
        folder = f"{self.folder}{os.sep}"
        return MapAt(self.folder / path, f"{self.label}:{path}", path, folder, f"{self.label}:", texts)

    def needed(self, path: str) -> set[str]:
        """The files that a map is made of: itself, what it includes, and the texts of its sources."""
        found: set[str] = set()
        waiting = [path]
        while waiting:
            here = waiting.pop()
            if here in found:
                continue
            found.add(here)
            known = self._mentioned[here] if here in self._mentioned else mentioned(self.data(here) or b"")
            waiting += [_beside(here, target) for target in known.includes]
            found |= {_beside(here, text) for text in known.texts}
        return found

    @cached_property
    def _mentioned(self) -> dict[str, Mentioned]:
        """The files that each file in TOML names."""
        tables = [path for path in sorted(self.files) if path.lower().endswith(".toml")]
        self.write(tables)
        return {path: mentioned(self.data(path) or b"") for path in tables}

    def roots(self, changed: Iterable[str]) -> set[str]:
        """The maps that some files are, or are part of, or in which the quotes from them are looked up."""
        here = [path for path in changed if path in self.files or self.data(path) is not None]
        self.write(here)
        named = set(here) | self._with_text_in(set(here))  # which writes all files that could include one
        found = set()
        for name in with_parts([str(self.folder / path) for path in sorted(named)]).maps:
            path = Path(name).resolve()
            if looks_like_a_map(path):
                found.add(path.relative_to(self.folder.resolve()).as_posix())
        return found

    def settings(self, folder: str) -> Config:
        """The settings of the project for a folder, by its path from the top. Raises `MapError` if they are wrong."""
        above = [folder, *map(str, Path(folder).parents)]
        self.write(posixpath.normpath(posixpath.join(here, name)) for here in above for name in FILES)
        return find_config(self.folder / folder, self.folder)[0]

    def with_links(self, changed: Collection[str]) -> set[str]:
        """Some paths, and the links that lead to them."""
        return {*changed, *(link for link, target in self._links if target in changed)}

    @cached_property
    def _links(self) -> tuple[tuple[str, str], ...]:
        """Each link, and the path from the top that it leads to through other links."""
        if self.entries is not None:
            links = [path for path, entry in self.entries.items() if entry.is_link]
            return tuple((path, found) for path in links if (found := self._through(path)) is not None)
        top = self.folder.resolve()
        links = [path for path in self.files if (self.folder / path).is_symlink()]
        ends = ((path, (self.folder / path).resolve()) for path in links)
        return tuple((path, end.relative_to(top).as_posix()) for path, end in ends if end.is_relative_to(top))

    def made_of(self, folder: str) -> str:
        """A file that names another one in a folder; empty if there is none."""
        for path, known in self._mentioned.items():
            if any(_beside(path, target).startswith(folder) for target in (*known.includes, *known.texts)):
                return path
        return ""

    def is_part(self, path: str) -> bool:
        """Whether a map includes a file."""
        return any(
            path == _beside(other, target) for other, known in self._mentioned.items() for target in known.includes
        )

    def _with_text_in(self, changed: set[str]) -> set[str]:
        """The files that take the text of a source from one of some files, or for which the project does."""
        ids = {source_id for source_id, text in self.texts.items() if text in changed}
        return {
            path
            for path, known in self._mentioned.items()
            if any(_beside(path, text) in changed for text in known.texts) or not ids.isdisjoint(known.sources)
        }


def _beside(path: str, target: str) -> str:
    """A path that a file names, from the top."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


class Ends(NamedTuple):
    """Both ends, with the maps that have changed and what is to be said besides."""

    old: End
    new: End
    pairs: tuple[Pair, ...]
    notes: tuple[str, ...] = ()


def open_ends(revisions: Revisions, folder: Path, texts: Mapping[str, Path] = MappingProxyType({})) -> Ends:
    """The two ends that revisions stand for, whose files are written to a folder as far as they are needed.

    `texts` has the files that the project has for the texts of sources, by source id; those outside of the checkout are
    the same at both ends.

    Raises `GitError` if git fails, or if a path is at neither end.
    """
    top = git.top_folder()
    inside = {source_id: _from_top(top, str(path)) for source_id, path in texts.items()}
    inside = {source_id: path for source_id, path in inside.items() if not Path(path).is_absolute()}
    old = at_commit(revisions.old_commit, revisions.old, folder / "old", inside)
    if revisions.new_commit is not None:
        new = at_commit(revisions.new_commit, revisions.new, folder / "new", inside)
    elif revisions.cached:
        new = _end("", folder / "new", git.files_of_index(top), inside)
    else:
        new = End("", top, _in_working_tree(top, revisions.paths), texts=inside)
    changed = git.differences(revisions.old_commit, revisions.new_commit, top, cached=revisions.cached)
    untracked = _untracked(top, new, revisions.paths) if new.entries is None else frozenset()
    before = old.with_links({one.old for one in changed if one.old is not None})
    after = new.with_links({one.new for one in changed if one.new is not None} | untracked)
    moved = {one.new: one.old for one in changed if one.old is not None and one.new is not None}
    chosen = _chosen(revisions, old, new, top)
    pairs = [
        (first, second)
        for first, second in _pairs(old, new, (before, after), moved)
        if chosen is None or _is_chosen((old, first), before, chosen) or _is_chosen((new, second), after, chosen)
    ]
    notes = [*_submodules(old, new, before | after, chosen), *_no_longer_maps(pairs)]
    return Ends(old, new, tuple(Pair(_at(old, first), _at(new, second)) for first, second in pairs), tuple(notes))


def _submodules(old: End, new: End, changed: Iterable[str], chosen: Collection[str] | None) -> Iterator[str]:
    """What is to be said of submodules that differ. Raises `GitError` if a map is made of files in one of them."""
    known = {*git.submodules(old.entries or {}), *git.submodules(new.entries or {})}
    for path in sorted(known.intersection(changed)):
        if chosen is not None and path in chosen:
            raise GitError(
                f"{path} is a submodule, and argmap does not compare the maps in it", "Compare them inside it."
            )
        for end in (old, new):
            if user := end.made_of(f"{path}/"):
                help_text = "Compare the maps inside the submodule, or include a copy of the file."
                raise GitError(f"the submodule {path} differs, and {user} is made of files in it", help_text)
        if chosen is None:
            yield f"the submodule {path} differs; maps in it are not compared"


def _no_longer_maps(pairs: Iterable[tuple[str | None, str | None]]) -> Iterator[str]:
    """What is to be said of maps that got a name by which they are no longer found."""
    for before, after in pairs:
        if before and after and before.lower().endswith(".toml") and not after.lower().endswith(".toml"):
            yield f"{before} is {after} now; without .toml at its end, it is only checked if it is named"


def at_commit(commit: str, label: str, folder: Path, texts: Mapping[str, str] = MappingProxyType({})) -> End:
    """The files of a commit, to be written to a folder. Raises `GitError` if git fails."""
    return _end(label, folder, git.files_of(commit), texts)


def _end(label: str, folder: Path, entries: Mapping[str, Entry], texts: Mapping[str, str]) -> End:
    # Whoever looks for the top of a project finds it here, and not in what is above the folder by chance.
    (folder / ".git").mkdir(parents=True)
    files = frozenset(path for path, entry in entries.items() if not entry.is_submodule)
    return End(label, folder, files, entries, texts)


def _at(end: End, path: str | None) -> MapAt | None:
    return end.at(path) if path is not None else None


def _in_working_tree(top: Path, paths: Iterable[str]) -> frozenset[str]:
    """The files of the working tree that git knows, and those that are named outright."""
    known = (path for path in git.files_of_index(top) if (top / path).is_file())
    return frozenset(known) | frozenset(_from_top(top, path) for path in paths if Path(path).is_file())


def _untracked(top: Path, new: End, paths: Iterable[str]) -> frozenset[str]:
    named = frozenset(_from_top(top, path) for path in paths if Path(path).is_file())
    return named - git.files_of_index(top).keys() & new.files


def _from_top(top: Path, path: str) -> str:
    full = Path(path).resolve()
    return full.relative_to(top.resolve()).as_posix() if full.is_relative_to(top.resolve()) else str(full)


def _pairs(
    old: End, new: End, changed: tuple[set[str], set[str] | frozenset[str]], moved: Mapping[str, str]
) -> Iterator[tuple[str | None, str | None]]:
    """The maps that have changed, at both ends."""
    now = {before: after for after, before in moved.items()}
    old_roots, new_roots = old.roots(changed[0]), new.roots(changed[1])
    # The same maps at the other end, as far as they are maps there, and not parts of others.
    old_roots |= old.roots(moved.get(path, path) for path in new_roots)
    new_roots |= new.roots(now.get(path, path) for path in old_roots)
    for path in sorted(new_roots):
        before = moved.get(path, path)
        yield before if before in old_roots else None, path
    for path in sorted(old_roots):
        after = now.get(path, path)
        if after in new_roots:
            continue
        if after not in new.files:
            yield path, None
        elif not new.is_part(after):  # part of another map, it is compared there; if it is none, reading it says why
            yield path, after


def _chosen(revisions: Revisions, old: End, new: End, top: Path) -> frozenset[str] | None:
    """The files that the paths of a call stand for, at either end; None if there are no paths.

    Raises `GitError` if a path stands for no file, or for one that no map is made of.
    """
    if not revisions.paths:
        return None
    chosen: set[str] = set()
    for path in revisions.paths:
        files = set(git.matched([path], revisions.old_commit))
        if revisions.new_commit is not None:
            files |= git.matched([path], revisions.new_commit)
        else:
            files |= git.matched([path], None)
            if not revisions.cached and Path(path).is_file():
                files.add(_from_top(top, path))
        if not files:
            where = f"{revisions.old_name} or in {revisions.new_name}"
            raise GitError(f'"{path}" is neither a revision nor a file in {where}', "Check its name.")
        chosen |= files
        if Path(path).is_file() and not any(_is_of_a_map(end, file) for end in (old, new) for file in files):
            raise GitError(f'"{path}" is not a map, nor part of one', "Give the path of a map.")
    return frozenset(chosen)


def _is_of_a_map(end: End, path: str) -> bool:
    return path in end.files and bool(end.roots([path]))


def _is_chosen(map_: tuple[End, str | None], changed: Iterable[str], chosen: frozenset[str]) -> bool:
    """Whether a map, or what has changed of what it is made of, is among the files that were chosen."""
    end, path = map_
    return path is not None and (path in chosen or not chosen.isdisjoint(end.needed(path) & set(changed)))
