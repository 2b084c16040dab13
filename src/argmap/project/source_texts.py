"""The texts of sources, in which quotes are looked up: plain text, Markdown, HTML, and PDF with the `pdf` extra."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from argmap.loading.load import LoadedMap
from argmap.loading.read import read_file
from argmap.source import shortened

MAX_BYTES = 24 * 1024 * 1024


class TextError(Exception):
    """The text of a source cannot be read; the message says why."""


class SourceTexts(NamedTuple):
    """The texts of a map's sources that could be read, by id, and the reasons why others could not."""

    texts: Mapping[str, str]
    unreadable: Mapping[str, str]


NO_TEXTS = SourceTexts(MappingProxyType({}), MappingProxyType({}))
"""No texts for any source."""


def source_texts(loaded: LoadedMap, given: Mapping[str, Path] = MappingProxyType({})) -> SourceTexts:
    """The texts of a map's sources.

    `given` has files for some sources, by id; a `text` in the map itself must be inside the map's folder.
    """
    texts: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    for source_id, source in loaded.map.sources.items():
        try:
            if source_id in given:
                texts[source_id] = read_text(given[source_id])
            elif source.text is not None:
                texts[source_id] = read_text(_inside(loaded, source_id, source.text))
        except TextError as error:
            unreadable[source_id] = str(error)
    return SourceTexts(MappingProxyType(texts), MappingProxyType(unreadable))


def _inside(loaded: LoadedMap, source_id: str, text: str) -> Path:
    """The path of a source's text, which is relative to the file that declares it.

    Raises `TextError` if it is outside the map's folder.
    """
    main, own = loaded.documents[0].path, loaded.document_of(("sources", source_id)).path
    root = (main.parent if main else Path()).resolve()
    path = (own.parent if own else Path()) / text
    try:
        if not path.resolve().is_relative_to(root):
            raise TextError("it is outside the folder of the map")
    except (OSError, ValueError, RuntimeError):
        raise TextError("it is not a valid path") from None
    return path


def read_text(path: Path) -> str:
    """The text of a file, depending on its suffix: HTML and Markdown without markup, PDF, anything else unchanged.

    Raises `TextError` if it cannot be read.
    """
    try:
        data = read_file(path, MAX_BYTES + 1)
    except IsADirectoryError:
        raise TextError("it is a folder") from None
    except FileNotFoundError:
        raise TextError("no such file") from None
    except (OSError, ValueError) as error:
        raise TextError(getattr(error, "strerror", None) or str(error)) from None
    if len(data) > MAX_BYTES:
        raise TextError(f"it is larger than {MAX_BYTES // 1024 // 1024} MB")
    if path.suffix.lower() == ".pdf":
        return _pdf_text(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TextError(f"byte {error.start} is not valid UTF-8") from None
    if path.suffix.lower() in {".html", ".htm", ".xhtml"}:
        return _html_text(text)
    return _markdown_text(text) if path.suffix.lower() in {".md", ".markdown"} else text


def _markdown_text(text: str) -> str:
    """Markdown without the markup for emphasis, links, lists and headings, which would come between words."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+", "", text, flags=re.MULTILINE)
    return re.sub(r"(\*\*|__|\*|`|(?<!\w)_|_(?!\w))", "", text)


class _Text(HTMLParser):
    """Collects the text of a page, without scripts and styles; each block ends with a line break."""

    _SILENT = frozenset({"script", "style", "template", "noscript", "head"})
    _INLINE = frozenset(
        {
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
            "kbd",
            "mark",
            "q",
        }
        | {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        self._silent += tag in self._SILENT
        if tag not in self._INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in self._SILENT))
        if tag not in self._INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def _html_text(text: str) -> str:
    parser = _Text()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)


def _pdf_text(path: Path) -> str:
    try:
        import pypdf  # noqa: PLC0415 - part of the `pdf` extra
    except ImportError:
        raise TextError('reading a PDF needs an extra: pip install "argmap[pdf]"') from None
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    except (pypdf.errors.PyPdfError, ValueError, KeyError, OSError, RecursionError) as error:
        raise TextError(f"the PDF cannot be read: {shortened(str(error), 120)}") from None
    # Rejoin a word that is hyphenated at the end of a line.
    return re.sub(r"(?<=[^\W\d_])-\n(?=[^\W\d_])", "", "\n".join(pages))
