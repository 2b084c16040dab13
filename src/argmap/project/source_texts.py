"""The texts of sources, in which quotes are looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import webencodings

from argmap.loading.load import LoadedMap
from argmap.loading.read import read_file
from argmap.source import shortened, visible

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
    """The text of a file as a reader sees it: of HTML, Markdown, LaTeX and PDF without markup, else unchanged.

    The suffix says what it is. Raises `TextError` if it cannot be read.
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
    suffix = path.suffix.lower()
    try:
        if suffix == ".pdf":
            return _pdf_text(data)
        text = _decoded(data, is_page=suffix in _PAGES)
        return _reader(suffix)(text)
    except TextError:
        raise
    except Exception as error:  # noqa: BLE001 - parsers by others fail in more ways than they say
        reason = shortened(visible(str(error) or type(error).__name__), 120)
        raise TextError(f"it cannot be read: {reason}") from None


def _decoded(data: bytes, *, is_page: bool) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a mark, or for HTML in the encoding it declares."""
    declared = _CHARSET.search(data[:_HEAD]) if is_page else None
    encoding = webencodings.lookup(declared[1].decode("ascii", "replace")) if declared else None
    if encoding is None or encoding.name.startswith("utf-16"):  # what can declare it in ASCII is not UTF-16
        encoding = webencodings.UTF8
    try:
        return str(webencodings.decode(data, encoding, errors="strict")[0])
    except UnicodeDecodeError as error:
        raise TextError(f"byte {error.start} is not valid {error.encoding.upper()}") from None


def _pdf_text(data: bytes) -> str:
    try:
        import pypdfium2  # noqa: PLC0415 - part of the `pdf` extra
    except ImportError:
        raise TextError('reading a PDF needs an extra: pip install "argmap[pdf]"') from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == _PASSWORD
        raise TextError("the PDF is locked with a password" if locked else "the PDF is damaged") from None
    pages = [page.get_textpage().get_text_range() for page in document]
    # what stands for a hyphen at the end of a line, and the end of that line
    text = "\n".join(pages).replace("\ufffe", "-\n").replace("\r\n", "\n")
    if not text.strip():
        raise TextError("the PDF has no text, only pictures")
    return text


def _reader(suffix: str) -> Callable[[str], str]:
    """What takes the markup out of a text, by the suffix of its file."""
    if suffix not in _PAGES | _MARKDOWN | _LATEX:
        return str
    from argmap.project import latex, markup  # noqa: PLC0415 - 20 ms for the parsers, which most maps do not need

    return markup.html_text if suffix in _PAGES else markup.markdown_text if suffix in _MARKDOWN else latex.latex_text


_PAGES = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN = frozenset({".md", ".markdown"})
_LATEX = frozenset({".tex", ".latex"})
_CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 1024  # bytes in which browsers look for the encoding
_PASSWORD = 4  # the code of pdfium (FPDF_ERR_PASSWORD)
