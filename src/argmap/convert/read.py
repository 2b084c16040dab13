"""Reading a map from a file in any format that argmap knows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from argmap.convert.draft import Translation
from argmap.convert.formats import READABLE, WAYS, Format, reader, recognised, suffix, table_reader
from argmap.convert.loss import Lost
from argmap.convert.problem import unknown
from argmap.findings import MapError
from argmap.loading.load import LoadedMap, load_file, load_source, load_translation
from argmap.loading.read import check_text, read_bytes
from argmap.source import SourceText

_PACKED = b"PK\x03\x04"
"""How a table in Excel begins, which is a ZIP file."""


class Reading(NamedTuple):
    """A map, the format it was in, and what of the file could not be kept."""

    loaded: LoadedMap
    form: Format
    source: SourceText
    losses: tuple[Lost, ...] = ()


def read_any(path: str | os.PathLike[str], form: Format | None = None) -> Reading:
    """Read the map at `path` (`-`: standard input) in a format; without one, it is recognised.

    Raises `MapError`, with every finding, if the map cannot be used.
    """
    name = os.fspath(path)
    if form is Format.TOML or (form is None and name.endswith(".toml")):
        loaded = load_file(name)
        return Reading(loaded, Format.TOML, loaded.documents[0].source)
    file = None if name == "-" else Path(name)
    said = "<stdin>" if file is None else name
    data = read_bytes(file, said)
    is_table = data.startswith(_PACKED) or name.lower().endswith(suffix(Format.XLSX))
    if form is Format.XLSX or (form is None and is_table):
        return _translated(table_reader()(said, data), file, Format.XLSX)
    return read_source(_text(data, file, said), file, form)


def _text(data: bytes, path: Path | None, name: str) -> SourceText:
    """The text of a file. Raises `MapError`; what it says of an empty one fits every format."""
    try:
        return check_text(data, name)
    except MapError as error:
        first = error.findings[0]
        if first.code != "E006" or path is None:
            raise
        raise MapError([first._replace(help="Export the map again.")]) from None


def read_source(source: SourceText, path: Path | None, form: Format | None = None) -> Reading:
    """The map in the text of a file, as `read_any` reads it."""
    form = form or _format_of(source, path)
    if form is Format.TOML:
        return Reading(load_source(source, path), form, source)
    return _translated(reader(form)(source), path, form)


def _translated(made: Translation, path: Path | None, form: Format) -> Reading:
    return Reading(load_translation(made.text, made.original, path), form, made.original.source, made.losses)


def _format_of(source: SourceText, path: Path | None) -> Format:
    """The format of a file; what is not recognised, and has no name that says otherwise, is TOML."""
    found = recognised(path.name if path else "", source.text)
    if found is not None:
        return found
    if path is None or not path.suffix:
        return Format.TOML
    known = ", ".join(WAYS[form].words for form in READABLE)
    raise unknown(
        source, "the format of this file is not known", f"Name it with argmap convert --from. Known: {known}."
    )
