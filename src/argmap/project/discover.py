"""Finding the maps among files, folders and patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from argmap.convert.formats import FOLDER_SUFFIXES, TOML_SIGNS, is_map_in_folder
from argmap.loading.load import LoadedMap
from argmap.loading.read import read_file
from argmap.project.config import FILES

_PASSED_OVER = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
_ENOUGH = 1 << 16


def discover(paths: Iterable[str], *, only_toml: bool = False) -> list[str]:
    """The maps that the paths refer to, in order and without duplicates: files, maps in folders, matches of patterns.

    Those in folders are in TOML, and unless `only_toml` also in formats of other tools that nothing else has. A path
    that is none of these is kept, so that reading it reports what is wrong; `-` is standard input.
    """
    found: dict[str, None] = {}
    for name in paths:
        path = Path(name)
        if name == "-":
            found[name] = None
        elif name and path.is_dir():
            found.update(dict.fromkeys(_in_folder(path, only_toml=only_toml)))
        elif not path.exists() and any(char in name for char in "*?["):
            found.update(dict.fromkeys(_matching(name)))
        else:
            found[name] = None
    return list(found)


def _in_folder(folder: Path, *, only_toml: bool) -> list[str]:
    """Every map in a folder and its subfolders, however many there are."""
    ends = (".toml",) if only_toml else (".toml", *FOLDER_SUFFIXES)
    names: list[str] = []
    for path in sorted(path for path in folder.rglob("*.*") if path.name.lower().endswith(ends)):
        inside = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part in _PASSED_OVER for part in inside)
        if not hidden and path.name not in FILES and looks_like_a_map(path):
            names.append(str(path))
    return names


def looks_like_a_map(path: Path) -> bool:
    """Whether this is a file whose beginning has a table or key of the format, or is a map in another format."""
    try:
        start = read_file(path, _ENOUGH)
    except OSError:
        return False
    if path.name.lower().endswith(".toml"):
        return re.search(TOML_SIGNS, start.decode("utf-8", "replace")) is not None
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


def without_parts(loaded: dict[str, LoadedMap]) -> dict[str, LoadedMap]:
    """The maps that no other one includes; a part is checked with the map that includes it."""
    parts = {
        document.path.resolve()
        for map_ in loaded.values()
        for document in map_.documents[1:]
        if document.path is not None
    }
    return {name: map_ for name, map_ in loaded.items() if name == "-" or Path(name).resolve() not in parts}
