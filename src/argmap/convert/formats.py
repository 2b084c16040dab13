"""The formats that maps can be in: how each is recognised, read and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple, cast

from argmap.convert.draft import Translation
from argmap.convert.loss import Loss
from argmap.loading.load import LoadedMap
from argmap.source import SourceText


class Format(StrEnum):
    """A format, by the name that `--from` and `--to` take."""

    TOML = "toml"
    AIF = "aif"
    ARGDOWN = "argdown"
    ARGGRAPH = "arggraph"


class _Way(NamedTuple):
    """What is known of a format: its name in words, the ends of its files' names, and what such a file contains."""

    words: str
    suffixes: tuple[str, ...]
    signs: re.Pattern[str] | None = None
    reads: bool = False
    writes: bool = False


_ENOUGH = 1 << 16

_WAYS: Mapping[Format, _Way] = MappingProxyType(
    {
        Format.TOML: _Way("argmap's own format", (".toml",), reads=True, writes=True),
        Format.AIF: _Way(
            "AIF in JSON, of AIFdb and OVA",
            (".json",),
            re.compile(r'\A\s*\{.*"(?:nodeID|nodes"\s*:\s*\[)', re.DOTALL),
            True,
            True,
        ),
        Format.ARGDOWN: _Way("Argdown", (".argdown", ".ad"), reads=True, writes=True),
        Format.ARGGRAPH: _Way("argument graphs in XML", (".xml",), re.compile(r"<arggraph\b"), True),
    }
)
READABLE = tuple(form for form, way in _WAYS.items() if way.reads)
WRITABLE = tuple(form for form, way in _WAYS.items() if way.writes)


def recognised(name: str, start: str) -> Format | None:
    """The format of a file by the end of its name and the start of its text; None if it is none of them.

    A name that only one format has decides; otherwise, and for a stream, what the text contains.
    """
    lowered = name.lower()
    fitting = [form for form, way in _WAYS.items() if lowered.endswith(way.suffixes)]
    if Format.TOML in fitting:
        return Format.TOML
    certain = [form for form in fitting if _WAYS[form].signs is None]
    for form in fitting or READABLE:
        signs = _WAYS[form].signs
        if signs is not None and signs.search(start[:_ENOUGH]):
            return form
    return certain[0] if certain else None


def suffix(form: Format) -> str:
    """The end of the name of a file in a format."""
    return _WAYS[form].suffixes[0]


def written_to(name: str) -> Format | None:
    """The format that the end of a file's name asks for; None if it asks for none."""
    return next((form for form in WRITABLE if name.lower().endswith(_WAYS[form].suffixes)), None)


def words(form: Format) -> str:
    """A format in words."""
    return _WAYS[form].words


def reader(form: Format) -> Callable[[SourceText], Translation]:
    """What reads a format other than TOML."""
    return cast(Callable[[SourceText], Translation], import_module(f"argmap.convert.{form.value}").read)


def writer(form: Format) -> Callable[[LoadedMap], tuple[str, list[Loss]]]:
    """What writes a format, and says what it cannot keep."""
    return cast(Callable[[LoadedMap], tuple[str, list[Loss]]], import_module(f"argmap.convert.{form.value}").write)
