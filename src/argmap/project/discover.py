"""Finding the maps among files, folders and patterns, and which of them are parts of others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from argmap.convert.formats import FOLDER_SUFFIXES, is_map_in_folder
from argmap.loading.read import MAX_BYTES, read_file
from argmap.model import Kind
from argmap.project.config import FILES

_PASSED_OVER = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
_ENOUGH = 1 << 16
_TELLING = "|".join(kind.table for kind in Kind if kind not in {Kind.SOURCE, Kind.GROUP, Kind.NOTE, Kind.CONCEPT})
_SIGNS = re.compile(
    rf"""^[ \t]*(?:
        \[\s*(?:{_TELLING})\s*\.\s*["']?[a-z0-9]    # [premises.wages]
        |\[\[\s*(?:inferences|objections)\s*\]\]
        |(?:{_TELLING})\s*\.\s*[a-z0-9-]+\s*[.=]   # premises.wages.text = "..."
        |(?:{_TELLING})\s*=\s*\{{
        |\[\s*(?:{_TELLING})\s*\]\s*$             # [premises], with an element a line
        |format\s*=\s*1\s*(?:\#.*)?$
        |include\s*=(?=[\s\S]*?\.toml["'])(?=[\s\S]*?^[ \t]*\[\s*map\s*\])
    )""",
    re.MULTILINE | re.VERBOSE,
)
"""What other programs have no use for in their TOML: a table for a kind of element, with an id."""
_ROOT_SIGNS = (".git", *FILES)


def discover(paths: Iterable[str], *, only_toml: bool = False) -> list[str]:
    """The maps that the paths refer to, in order, each once: files, maps in folders, matches of patterns.

    Those in folders are in TOML, and unless `only_toml` also in formats of other tools that nothing else has. A path
    that is none of these is kept, so that reading it reports what is wrong; `-` is standard input.
    """
    found: dict[str, str] = {}
    for name in paths:
        path = Path(name)
        if name == "-":
            found.setdefault(name, name)
        elif name and path.is_dir():
            for inside in _in_folder(path, only_toml=only_toml):
                found.setdefault(_one_name(inside), inside)
        elif not path.exists() and any(char in name for char in "*?["):
            for match in _matching(name):
                found.setdefault(_one_name(match), match)
        else:
            found.setdefault(_one_name(name), name)
    return list(found.values())


def _one_name(name: str) -> str:
    """One name for a file, however it is written: `m.toml` and `./m.toml` are the same."""
    try:
        return str(Path(name).resolve())
    except (OSError, RuntimeError, ValueError):
        return name


def _in_folder(folder: Path, *, only_toml: bool) -> Iterator[str]:
    """Every map in a folder and its subfolders, however many there are; no link that leads out of the folder."""
    ends = (".toml",) if only_toml else (".toml", *FOLDER_SUFFIXES)
    root = folder.resolve()
    for path in sorted(path for path in folder.rglob("*.*") if path.name.lower().endswith(ends)):
        inside = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part in _PASSED_OVER for part in inside)
        if not hidden and path.name not in FILES and _is_inside(path, root) and looks_like_a_map(path):
            yield str(path)


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link to itself
        return False


def looks_like_a_map(path: Path) -> bool:
    """Whether this is a file whose beginning has an element of the format, or is a map in another format."""
    try:
        start = read_file(path, _ENOUGH)
    except (OSError, ValueError):
        return False
    if path.name.lower().endswith(".toml"):
        return _SIGNS.search(start.decode("utf-8", "replace")) is not None
    return is_map_in_folder(path.name, start.decode("utf-8", "replace"))


def _matching(pattern: str) -> list[str]:
    """The files that a pattern matches, for shells that do not expand it themselves (`**`, and on Windows).

    The pattern itself if it matches nothing.
    """
    path = Path(pattern)
    root = Path(path.anchor) if path.anchor else Path()
    try:
        found = sorted(root.glob(str(path.relative_to(root) if path.anchor else path)))
    except (ValueError, NotImplementedError):
        found = []
    return [str(match) for match in found if match.is_file()] or [pattern]


class Parts(NamedTuple):
    """The maps to read, and for each map that was not named itself the parts of it that were."""

    maps: Sequence[str]
    sought: Mapping[str, frozenset[Path]]


def with_parts(names: Sequence[str]) -> Parts:
    """The maps among some files: a part is read with the maps that include it, even if none of these was named.

    A map that includes a part is in the same folder as the part or in one above it, within the project.
    """
    targets = {name: _included(Path(name)) - {Path(_one_name(name))} for name in names}
    included = frozenset().union(*targets.values()) if targets else frozenset()
    maps: dict[str, None] = {}
    sought: dict[str, set[Path]] = {}
    listed: dict[Path, Mapping[Path, Sequence[Path]]] = {}
    for name in names:
        full = Path(_one_name(name))
        if name == "-" or full not in included:
            above = [] if name == "-" else _including(full, listed)
            for map_ in above:
                sought.setdefault(map_, set()).add(full)
            maps.update(dict.fromkeys(above or [name]))
    fewer = {map_: frozenset(parts) for map_, parts in sought.items() if map_ not in names}
    return Parts(list(maps), fewer)


class Mentioned(NamedTuple):
    """The files that a map names, as written: those it includes, and those with the texts of its `sources`, by id."""

    includes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def mentioned(data: bytes) -> Mentioned:
    """The files that a map in TOML names; none if it is not valid TOML, as reading it reports that."""
    if b"include" not in data and b"sources" not in data:
        return Mentioned()
    try:
        tables: dict[str, Any] = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Mentioned()
    listed, sources = tables.get("include", ()), tables.get("sources", {})
    names = [listed] if isinstance(listed, str) else listed if isinstance(listed, list) else []
    entries = sources if isinstance(sources, dict) else {}
    texts = [entry.get("text") for entry in entries.values() if isinstance(entry, dict)]
    return Mentioned(
        tuple(name for name in names if isinstance(name, str)),
        tuple(text for text in texts if isinstance(text, str)),
        tuple(entries),
    )


def _included(path: Path) -> frozenset[Path]:
    """The files that a map includes itself; none if it cannot be read or is not TOML."""
    if not path.name.lower().endswith(".toml"):
        return frozenset()
    try:
        data = read_file(path, MAX_BYTES)
    except (OSError, ValueError):
        return frozenset()
    names = mentioned(data).includes if b"include" in data else ()
    return frozenset(Path(_one_name(str(path.parent / name))) for name in names)


def _including(part: Path, listed: dict[Path, Mapping[Path, Sequence[Path]]]) -> list[str]:
    """The outermost maps that include a part, in its folder and those above it within the project.

    `listed` keeps, for each folder, which of its files include what, so that each folder is read once.
    """
    folders = []
    for folder in part.parents:
        folders.append(folder)
        if any((folder / sign).exists() for sign in _ROOT_SIGNS):
            break
    else:  # outside of a project, folders above the current one belong to others
        here = Path.cwd()
        folders = folders[: folders.index(here) + 1] if here in folders else [part.parent]
    for folder in folders:
        if folder not in listed:
            listed[folder] = _includers(folder)

    def around(inner: Path) -> list[Path]:
        return [outer for folder in folders for outer in listed[folder].get(inner, ()) if outer != inner]

    found: dict[Path, None] = {}
    wanted = [part]
    for inner in wanted:  # grows as it goes
        fresh = [outer for outer in around(inner) if outer not in found]
        found.update(dict.fromkeys(fresh))
        wanted += fresh
    return [shown(path) for path in sorted(found) if not around(path)]


def _includers(folder: Path) -> Mapping[Path, Sequence[Path]]:
    """The maps in a folder itself, by what they include."""
    found: dict[Path, list[Path]] = {}
    for path in sorted(folder.glob("*.toml")):
        for inner in _included(path) if path.is_file() else ():
            found.setdefault(inner, []).append(path)
    return found


def shown(path: Path) -> str:
    """A path relative to the current folder, if it is in there."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
