"""Fonts for PNG and PDF: finding files that together cover every character of a picture."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from argmap.english import first_of

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_FIRST = ("NotoSans[", "NotoSans-Regular", "LiberationSans-Regular", "DejaVuSans.", "Arial.", "arial.")


class ImageError(Exception):
    """A PNG or PDF cannot be made; the message says why and how to fix it."""


@dataclass(frozen=True)
class Fonts:
    """Font files that together cover a text, and their families in order of preference."""

    paths: tuple[Path, ...]
    families: tuple[str, ...]


def fonts_for(text: str) -> Fonts:
    """Find fonts for every character of `text`, first in the `image` extra, then on the system.

    Raises `ImageError` if no font has some of the characters, and names them.
    """
    missing = {char for char in text if _needs_glyph(char)}
    paths: list[Path] = []
    families: list[str] = []
    for path in _font_files():
        if not missing:
            break
        face = _face(path)
        found = missing & face.characters
        if found:
            paths.append(path)
            families.append(face.family)
            missing -= found
    if missing:
        shown = [f"{char} (U+{ord(char):04X} {unicodedata.name(char, '')})" for char in sorted(missing)]
        raise ImageError(
            f"no installed font has {first_of(shown, 5)}, so a PNG or PDF would leave them out. "
            "Install a font that has them, or use svg or html."
        )
    return Fonts(tuple(paths), tuple(families))


def _needs_glyph(char: str) -> bool:
    """Whether a character is drawn: not a space, joiner, direction mark, control character or variation selector."""
    return unicodedata.category(char) not in {"Cf", "Zs", "Cc"} and not 0xFE00 <= ord(char) <= 0xFE0F  # noqa: PLR2004


def _font_files() -> Iterator[Path]:
    bundled = [path for name in ("manimgx_fonts", "manimgx_fonts_cjk") for path in _package_files(name)]
    yield from sorted(bundled, key=_preference)
    system = (path for folder in _system_folders() if folder.is_dir() for path in folder.rglob("*"))
    yield from sorted((path for path in system if path.suffix.lower() in _SUFFIXES), key=_preference)


def _preference(path: Path) -> tuple[bool, bool, str]:
    return not path.name.startswith(_FIRST), "Italic" in path.name or "Bold" in path.name, path.name


def _package_files(name: str) -> Iterable[Path]:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return ()
    return (path for path in Path(spec.origin).parent.iterdir() if path.suffix.lower() in _SUFFIXES)


def _system_folders() -> list[Path]:
    home = Path.home() if sys.platform != "emscripten" else Path()
    if sys.platform == "win32":
        return [Path("C:/Windows/Fonts"), home / "AppData/Local/Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]


@dataclass(frozen=True)
class _Face:
    family: str
    characters: frozenset[str]


@cache
def _face(path: Path) -> _Face:
    """The family and characters of a font file (its first face); empty if the file is not a valid font."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - part of the `image` extra

    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            return _Face(font["name"].getBestFamilyName() or "", frozenset(map(chr, font.getBestCmap() or ())))
    except (TTLibError, OSError, KeyError, AssertionError):
        return _Face("", frozenset())
