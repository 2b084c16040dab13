"""Tables with a row for each element, as workbooks of Excel: the same table as in `csv_table`, by openpyxl.

Text cells are never formulas, whatever they begin with. Characters that XML forbids are written as Excel does, such as
`_x0000_`. Messages give the row of the sheet as the line, with its cells separated by tabs.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from argmap.convert.csv_table import MAX_COLUMNS, Grid, Where, is_like_a_formula, read_grid, rows_of
from argmap.convert.draft import Translation
from argmap.convert.graphml import loss
from argmap.convert.loss import Loss, Lost
from argmap.convert.problem import broken, unknown, wrong_shape
from argmap.findings import MapError
from argmap.loading.load import LoadedMap
from argmap.loading.read import MAX_BYTES
from argmap.model import Kind
from argmap.source import KeyPath, SourceText, visible

MAX_UNPACKED = 96 * 1024 * 1024
"""The largest size of a workbook when it is unpacked, in bytes."""
MAX_PARTS = 1_000
MAX_CELLS = 2_000_000

_MOST_CHARACTERS = 32_767  # in a cell of Excel
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_TIME = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_FIRST_TIME = b"1980-01-01T00:00:00Z"
_SMALLER = "Save only the table of elements in a new workbook, or as CSV."


def read(name: str, data: bytes) -> Translation:
    """Read the first sheet that is not empty of a workbook, called `name` in messages.

    Raises `MapError` if it is not a workbook, too large, or not a valid table, and if openpyxl is not installed.
    """
    nothing = SourceText(name, b"")
    _check_sizes(nothing, data)
    openpyxl = _openpyxl(nothing)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl says of styles
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            beside = list(_beside(data))
            sheets = [rows for sheet in book.worksheets if any(map(any, rows := _texts(nothing, sheet)))]
        except MapError:
            raise
        except Exception as error:  # noqa: BLE001 - a workbook can be broken in any way, and openpyxl checks little
            raise broken(nothing, "XLSX", visible(str(error)).strip("'\"") or type(error).__name__, 0) from None
    if not sheets:
        raise wrong_shape(nothing, "the workbook is empty", "Start with a row of names of columns.")
    made = read_grid(_grid(name, sheets[0]))
    others = tuple(Lost("later sheet", (0, 0)) for _ in sheets[1:])
    return Translation(made.text, made.original, made.losses + others + tuple(beside))


def _beside(data: bytes) -> Iterator[Lost]:
    """What a workbook has besides the contents of cells: comments, and links."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            if re.match(r"xl/(?:threadedC|c)omments.*\.xml$", part):
                yield from [Lost("comment of a cell", (0, 0))] * len(
                    re.findall(rb"<(?:threadedC|c)omment\s", archive.read(part))
                )
            elif re.match(r"xl/worksheets/[^/]*\.xml$", part):
                yield from [Lost("link of a cell", (0, 0))] * archive.read(part).count(b"<hyperlink ")


def _check_sizes(source: SourceText, data: bytes) -> None:
    """Raise `MapError` if the data is not an archive, or is too large when unpacked."""
    if len(data) > MAX_BYTES:
        raise wrong_shape(source, f"the workbook is larger than {MAX_BYTES // 1024 // 1024} MB", _SMALLER)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except Exception:  # noqa: BLE001 - zipfile raises many kinds of error
        raise broken(source, "XLSX", "it is not a ZIP archive", 0) from None
    # An archive cannot unpack to more than its directory says.
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        message = f"the workbook is larger than {MAX_UNPACKED // 1024 // 1024} MB when it is unpacked"
        raise wrong_shape(source, message, _SMALLER)


def _openpyxl(source: SourceText) -> ModuleType:
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError:
        raise unknown(source, "XLSX needs openpyxl, which is not installed", "Install argmap[xlsx].") from None
    return openpyxl


def _texts(source: SourceText, sheet: Any) -> list[list[str]]:  # noqa: ANN401 - a sheet of openpyxl
    """The cells of a sheet as texts. Raises `MapError` if there are too many."""
    sheet.reset_dimensions()  # what it says of its size can be anything
    rows: list[list[str]] = []
    cells = characters = 0
    for values in sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True):
        row = [_text(value) for value in values]
        while row and not row[-1]:
            row.pop()
        cells += 1 + len(values)
        characters += sum(map(len, row))
        if cells > MAX_CELLS or characters > MAX_BYTES:
            raise wrong_shape(source, f"the sheet has more than {MAX_CELLS:,} cells or too much text", _SMALLER)
        rows.append(row)
    return rows


def _text(value: Any) -> str:  # noqa: ANN401 - any value of a cell
    """What a cell says, as a text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value).encode("utf-8", "replace").decode()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return str(value)


def _grid(name: str, rows: list[list[str]]) -> Grid:
    """The cells with their places in a text with a line for each row, and tabs between cells."""
    lines = ["\t".join(map(visible, row)) for row in rows]
    source = SourceText(name, "\n".join(lines).encode())

    def locate(where: Where) -> tuple[int, int]:
        row, column = where
        start = source.offset(row + 1, 0)
        if column is None:
            return start, start + len(lines[row].encode())
        sizes = [len(visible(cell).encode()) + 1 for cell in rows[row][: column + 1]]
        return start + sum(sizes[:column]), start + max(sum(sizes) - 1, 0)

    # Cells before an apostrophe that guards a formula have none here: what looks like one belongs to the text.
    return Grid(
        source, [[f"'{cell}" if is_like_a_formula(cell) else cell for cell in row] for row in rows], locate, _cell
    )


def _cell(row: int, column: int) -> str:
    """The name of a cell at the start of a message, such as `cell C5: `."""
    letters, number = "", column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"cell {letters}{row + 1}: "


def write(loaded: LoadedMap) -> tuple[bytes, list[Loss]]:
    """A map as a workbook with one sheet, and what of it is too long for a cell.

    The same map makes the same bytes. Raises `MapError` if openpyxl is not installed.
    """
    name = loaded.documents[0].source.name if loaded.documents else "<map>"
    openpyxl = _openpyxl(SourceText(name, b""))
    rows = rows_of(loaded)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("map")
    sheet.freeze_panes = "A2"
    losses: list[Loss] = []
    for number, row in enumerate(rows):
        sheet.append([_written(openpyxl, sheet, value, number == 0) for value in _short(row, rows[0], losses)])
    packed = io.BytesIO()
    book.save(packed)
    return _without_times(packed.getvalue()), losses


def _short(row: list[str | float], columns: list[str | float], losses: list[Loss]) -> Iterator[str | float]:
    """The cells of a row, without the end of those that are too long for Excel."""
    for column, value in zip(columns, row, strict=True):
        # A workbook has 16 digits of a number; one with more is written as a text.
        exact = isinstance(value, str) or float(f"{value:.15g}") == value
        text = _escaped(value) if isinstance(value, str) else value if exact else repr(value)
        if isinstance(text, str) and len(text) > _MOST_CHARACTERS:
            losses.append(loss(f"long {column}", _path(row)))
            text = _cut(str(column), text)
        yield text


def _cut(column: str, text: str) -> str:
    """As much of a text as a cell of Excel can have; JSON that is cut would be worth nothing."""
    if column in {"quote", "answers", "typology", "grading", "presentation"}:
        return ""
    end = _MOST_CHARACTERS - 8  # so that no escape is cut
    last = text.rfind("; ", 0, end)
    is_list = column in {"from", "to", "also", "concepts", "discharges"}
    return re.sub(r"_(x[0-9A-Fa-f]{0,4})?$", "", text[: last if is_list and last > 0 else end])


def _path(row: list[str | float]) -> KeyPath:
    """The key path of the element in a row."""
    kind, element_id = str(row[0]), str(row[1])
    return (Kind(kind).table, element_id) if element_id else ("map",)


def _written(openpyxl: Any, sheet: Any, value: str | float, is_header: bool) -> Any:  # noqa: ANN401, FBT001 - of openpyxl
    """A cell; a text is a text, whatever it begins with."""
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=value if value != "" else None)
    if isinstance(value, str) and value:
        cell.data_type = "s"
        cell.quotePrefix = is_like_a_formula(value)
    if is_header:
        cell.font = openpyxl.styles.Font(bold=True)
    return cell


def _escaped(text: str) -> str:
    """A text as Excel writes it, without characters that XML forbids."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def _without_times(data: bytes) -> bytes:
    """A workbook without the time at which it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as timeless:
        for name in _in_order(archive.namelist()):
            content = archive.read(name)
            if name == "docProps/core.xml":
                content = _TIME.sub(rb"\g<1>" + _FIRST_TIME, content)
            timeless.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _in_order(names: Iterable[str]) -> list[str]:
    """The names of parts, the one that programs look for first at the start."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
