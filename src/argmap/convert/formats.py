"""The formats that maps can be in: how each is recognised, read and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import NamedTuple, cast

from argmap.convert.draft import Translation
from argmap.convert.loss import Loss
from argmap.loading.load import LoadedMap
from argmap.model import Kind
from argmap.source import SourceText


class Format(StrEnum):
    """A format, by the name that `--from` and `--to` take."""

    TOML = "toml"
    AIF = "aif"
    ARGDOWN = "argdown"
    ARGGRAPH = "arggraph"
    KIALO = "kialo"
    OUTLINE = "outline"
    OPML = "opml"
    GSN = "gsn"
    CARNEADES = "carneades"
    SADFACE = "sadface"
    MINDMUP = "mindmup"
    CSV = "csv"
    XLSX = "xlsx"
    MERMAID = "mermaid"
    GRAPHML = "graphml"
    D2 = "d2"


class Way(NamedTuple):
    """How a format is recognised, and what can be done with it.

    `words` say what it is. A file has it if its name ends in one of the `suffixes` and its text has one of the `signs`;
    a name that ends in one of `only` is enough. `module` reads and writes it. In a folder, a file is taken for a map
    only if its text has the sign `in_folders`. The ends of names that ask for the format when it is written are
    `written`, else the `suffixes`.
    """

    words: str
    suffixes: tuple[str, ...]
    signs: str = ""
    only: tuple[str, ...] = ()
    reads: bool = True
    writes: bool = False
    module: str = ""
    in_folders: str = ""
    written: tuple[str, ...] = ()


ENOUGH = 1 << 16
"""As much of a text as is looked at to recognise its format."""

_TABLES = "|".join(["map", "accept", *(kind.table for kind in Kind)])
TOML_SIGNS = rf"(?m)^[ \t]*(?:\[{{1,2}}\s*(?:{_TABLES})\s*[.\]](?!:)|format\s*=|include\s*=)"
"""What a map in TOML contains: a table or key of the format."""

_TAGS = (
    "/?(?:a|b|br|center|code|details|div|em|hr|i|img|kbd|li|ol|p|pre|small|span|strong|sub|summary|sup|table|td|th|tr|u|ul)"
    r"[\s>/]|https?:|mailto:"
)
"""What begins a tag or an address in Markdown, rather than the title of an argument."""

WAYS: Mapping[Format, Way] = MappingProxyType(
    {
        Format.TOML: Way("argmap's own format", (".toml",), TOML_SIGNS, only=(".toml",), writes=True, module="toml"),
        Format.SADFACE: Way(
            "SADFace in JSON",
            (".json",),
            r'\A\s*\{[\s\S]*"(?:source_id"|target_id"|analyst_(?:name|email)"|type"\s*:\s*"atom")',
            module="sadface",
        ),
        Format.MINDMUP: Way(
            "MindMup argument maps",
            (".mup", ".json"),
            r'\A\s*\{[\s\S]*"(?:ideas"\s*:|connectorEditingContext"|formatVersion"\s*:)',
            only=(".mup",),
            module="mindmup",
            in_folders=r'"ideas"',
        ),
        Format.AIF: Way(
            "AIF in JSON, of AIFdb and OVA",
            (".json",),
            r'\A\s*\{[\s\S]*"(?:nodeID"|nodes"\s*:\s*\[)',
            writes=True,
            module="aif",
            in_folders=r'"nodeID"',
        ),
        Format.ARGGRAPH: Way(
            "argument graphs in XML", (".xml",), r"<arggraph\b", module="arggraph", in_folders=r"<arggraph\b"
        ),
        Format.OPML: Way(
            "OPML", (".opml", ".xml"), r"<opml\b", only=(".opml",), written=(".opml",), writes=True, module="opml"
        ),
        Format.ARGDOWN: Way(
            "Argdown",
            (".argdown", ".ad", ".txt", ".md"),
            r"\A\s*={3,}[ \t]*$|^(?:\s*(?:<\+|\+>|<-(?!-)|->|><|<_|_>)\s*\S"
            r"|\[(?!\^)[^\]\n]+\]:\s+(?!<?(?:https?:|mailto:|[./#]))"
            rf"|<(?!{_TAGS})[^>\s/!?][^>\n]*>(?::\s|\s*$))",
            only=(".argdown",),
            written=(".argdown", ".ad"),
            writes=True,
            module="argdown",
            in_folders=r"\S",
        ),
        Format.KIALO: Way(
            "the text export of Kialo",
            (".txt",),
            r"(?i)\A\s*discussion (?:title|name)\s*:|^\d+(?:\.\d+)+\.\s+(?:pro|con)\s*:",
            module="kialo",
        ),
        Format.OUTLINE: Way(
            "pros and cons as an outline in Markdown",
            (".md", ".markdown", ".txt"),
            r"(?m)^\s*(?:[-*+•]|\d+[.)])\s+\S",
            written=(".md", ".markdown"),
            writes=True,
            module="outline",
        ),
        Format.GSN: Way(
            "GSN in YAML, of gsn2x",
            (".gsn.yaml", ".gsn.yml", ".yaml", ".yml"),
            r"(?m)^(?:CG|CSn|Sn|[GSCAJ])[^\s:]*:\s+(?:\{\s*)?"
            r"(?:text|supportedBy|inContextOf|challenges|undeveloped|nodeType|classes|url)\s*:",
            only=(".gsn.yaml", ".gsn.yml"),
            writes=True,
            module="gsn",
            in_folders=r"\S",
        ),
        Format.CARNEADES: Way(
            "Carneades in YAML",
            (".yml", ".yaml"),
            r"(?m)^(?:statements|arguments|assumptions|argument_schemes)\s*:\s|^meta\s*:\s+(?:title|source|notes?)\s*:",
            module="carneades",
        ),
        Format.CSV: Way(
            "tables in CSV",
            (".csv", ".tsv"),
            r'\A(?:"?sep=.\s*\n)?(?=[^\n]*[,;\t])(?:[^\n]*[,;\t])?"?(?i:text|statement|claim|kind)"?\s*(?:[,;\t\r\n]|\Z)',
            only=(".csv", ".tsv"),
            written=(".csv",),
            writes=True,
            module="csv_table",
        ),
        Format.XLSX: Way("tables in Excel", (".xlsx",), only=(".xlsx",), writes=True, module="xlsx"),
        Format.MERMAID: Way("Mermaid flowcharts", (".mmd", ".mermaid"), reads=False, writes=True, module="mermaid"),
        Format.GRAPHML: Way("GraphML", (".graphml",), reads=False, writes=True, module="graphml"),
        Format.D2: Way("D2", (".d2",), reads=False, writes=True, module="d2"),
    }
)
READABLE = tuple(form for form in Format if WAYS[form].reads)
WRITABLE = tuple(form for form in Format if WAYS[form].writes)
_ON_STREAMS = tuple(form for form in WAYS if WAYS[form].signs)
"""The formats that are recognised by their text; TOML comes first."""
_IN_JSON_OR_XML = (Format.SADFACE, Format.MINDMUP, Format.AIF, Format.ARGGRAPH, Format.OPML)


def recognised(name: str, start: str) -> Format | None:
    """The format of a file by the end of its name and the start of its text; None if it is none of them.

    Under a name that no format has to itself, such as `map.txt`, a text that looks like a map in TOML is one. For a
    stream, whose name is empty, the text alone decides.
    """
    lowered = name.lower()
    for form, way in WAYS.items():
        if way.reads and lowered.endswith(way.only or ("\0",)):
            is_it = form is Format.TOML or re.search(way.signs, start[:ENOUGH])
            return form if is_it else _plain_to_see(start) or form
    fitting = [form for form in _ON_STREAMS if not name or form is Format.TOML or lowered.endswith(WAYS[form].suffixes)]
    return next((form for form in fitting if re.search(WAYS[form].signs, start[:ENOUGH], re.MULTILINE)), None)


def _plain_to_see(start: str) -> Format | None:
    """The format in JSON or XML that a text is in, whatever its name says; None if it is in none."""
    return next((form for form in _IN_JSON_OR_XML if re.search(WAYS[form].signs, start[:ENOUGH])), None)


def is_map_in_folder(name: str, start: str) -> bool:
    """Whether a file in a folder is a map in another format, with nothing else that it could be.

    Formats that many other files look like, such as Markdown and CSV, are not looked for.
    """
    lowered = name.lower()
    for way in WAYS.values():
        if way.in_folders and lowered.endswith(way.only or way.suffixes) and re.search(way.in_folders, start[:ENOUGH]):
            return True
    return False


FOLDER_SUFFIXES = tuple({end for way in WAYS.values() if way.in_folders for end in way.only or way.suffixes})
"""How the names of such files end."""


def suffix(form: Format) -> str:
    """The end of the name of a file in a format."""
    return WAYS[form].suffixes[0]


def written_to(name: str) -> Format | None:
    """The format that the end of a file's name asks for; None if it asks for none."""
    lowered = name.lower()
    ways = ((form, way) for form, way in WAYS.items() if way.writes)
    return next((form for form, way in ways if lowered.endswith(way.written or way.suffixes)), None)


def reader(form: Format) -> Callable[[SourceText], Translation]:
    """What reads the text of a file in a format other than TOML and XLSX."""
    return cast("Callable[[SourceText], Translation]", _module(form).read)


def writer(form: Format) -> Callable[[LoadedMap], tuple[str | bytes, list[Loss]]]:
    """What writes a format, and says what it cannot keep."""
    return cast("Callable[[LoadedMap], tuple[str | bytes, list[Loss]]]", _module(form).write)


def table_reader() -> Callable[[str, bytes], Translation]:
    """What reads the bytes of a table in Excel, under the name of its file."""
    return cast("Callable[[str, bytes], Translation]", _module(Format.XLSX).read)


def _module(form: Format) -> ModuleType:
    return import_module(f"argmap.convert.{WAYS[form].module}")
