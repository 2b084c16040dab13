"""Tables with a row for each element, as comma-separated values (RFC 4180).

Columns: kind, id, label, text, from, to, and each other key of the format that some element has. `to` is also what an
objection is against, and what a note, caution or rivalry is about. Items of a list are separated by semicolons; a
semicolon or backslash in an item has a backslash before it. Tables of a table, such as quotes, are in JSON. There is a
row of the kind `map` for the map itself, and one of the kind `accept` for each accepted finding.

A spreadsheet takes a cell that begins with = + - @, a tab or a line end for a formula. Such a cell is written with an
apostrophe before it, and one that begins with apostrophes before such a character with one more; the reader removes
one apostrophe wherever such a character follows.

Tables made by hand are read too: see `_COLUMNS` for the names that their columns may have. If the kind is missing, it
follows from the place in the map; references are ids, or texts of rows.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from argmap.convert.draft import Draft, Translation
from argmap.convert.loss import Loss, Lost
from argmap.convert.problem import broken, wrong_shape
from argmap.convert.schemes import scheme_of
from argmap.convert.toml import Table, toml_text, values_of
from argmap.findings import Finding, MapError
from argmap.loading.load import LoadedMap
from argmap.loading.places import Original
from argmap.loading.read import MAX_BYTES
from argmap.model import Inference, Kind
from argmap.model.grade import GRADE_WORDS
from argmap.model.url import safe_url
from argmap.source import KeyPath, SourceText, json_text, shortened, visible
from argmap.suggest import did_you_mean

Where = tuple[int, int | None]
"""A row, counted from 0 with the header, and a column; None for the whole row."""

MAX_COLUMNS = 1_000
FIRST_COLUMNS = ("kind", "id", "label", "text", "from", "to")
# fmt: off
_MORE_COLUMNS = (
    "title", "author", "language", "description", "source", "grading", "presentation", "term", "definition", "typology",
    "also", "by", "date", "url", "reason", "answer", "grade", "because", "scheme", "warrant", "answers", "discharges",
    "concepts", "quote", "tags", "group", "code",
)
# fmt: on
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kind": ("type", "role", "element", "element type"),
    "id": ("nr", "no", "number", "#", "key", "ref"),
    "label": ("short name", "name", "heading"),
    "text": ("statement", "claim", "content", "sentence", "proposition", "argument"),
    "from": ("premises", "start"),
    "to": ("on", "among", "target", "end"),
    "supports": ("support", "reason for"),
    "attacks": ("attack", "against", "opposes", "objects to", "contradicts"),
    "parent": ("parent id", "reply to", "replies to", "under"),
    "relation": ("stance", "pro/con", "pro or con", "polarity", "side"),
    "note": ("notes", "comment", "comments", "remark"),
    "by": ("speaker", "who", "said by", "participant", "user"),
    "date": ("when", "year"),
    "url": ("link",),
    "grade": ("probability", "confidence", "likelihood"),
    "scheme": ("pattern",),
    "tags": ("tag", "keywords"),
    "group": ("section", "topic", "category"),
    "quote": ("quotation",),
}
_BY_NAME = {name: name for name in (*FIRST_COLUMNS, *_MORE_COLUMNS, *_COLUMNS)} | {
    other: name for name, others in _COLUMNS.items() for other in others
}
_BY_HAND = frozenset({"supports", "attacks", "parent", "relation", "note"})
_LISTS = frozenset({"also", "concepts", "tags", "discharges", "from", "on", "among"})
_OF_IDS = frozenset({"concepts", "discharges", "from", "on", "among", "to", "against"})
_JSON = frozenset({"quote", "answers", "typology", "grading", "presentation"})
_OF_STEPS = ("scheme", "warrant", "answers")
_NOT_OF_STATEMENTS = frozenset({"from", "to", "author", "source", "title", *_OF_STEPS})
_ABOUT = {Kind.OBJECTION: "against", Kind.INFERENCE: "to", Kind.RIVALRY: "among"}
_WORDS: Mapping[str, Kind | None] = {
    **{kind.table: kind for kind in Kind},
    **{kind.value: kind for kind in Kind},
    "thesis": Kind.CONCLUSION,
    "contention": Kind.CONCLUSION,
    "counter-argument": Kind.OBJECTION,
    "counterargument": Kind.OBJECTION,
    "rebuttal": Kind.OBJECTION,
    "comment": Kind.NOTE,
    **dict.fromkeys(("", "statement", "argument", "reason", "evidence", "fact", "pro", "con", "support", "attack")),
}
_OWN_WORDS = {kind.value: kind for kind in Kind}
_PRO = frozenset({"pro", "for", "support", "supports", "supporting", "reason", "+", "yes", "evidence"})
_CON = frozenset({"con", "contra", "against", "attack", "attacks", "objection", "rebuttal", "-", "\u2212", "no"})
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - some spreadsheets take full-width signs too
_SPACE = " \t\r\n"
_SEPARATORS = ",;\t"
_MOST_PROBLEMS = 100


class Grid(NamedTuple):
    """The cells of a table, row by row; the first row that is not empty names the columns.

    `locate` gives the start and end byte of a row or cell, and `name` a word for a cell at the start of a message.
    """

    source: SourceText
    rows: Sequence[Sequence[str]]
    locate: Callable[[Where], tuple[int, int]]
    name: Callable[[int, int], str] = lambda _row, _column: ""

    def wrong(self, where: Where, message: str, help_text: str) -> MapError:
        """The error on a row or cell."""
        row, column = where
        name = self.name(row, column) if column is not None else ""
        return wrong_shape(self.source, name + message, help_text, *self.locate(where))


class _Row(NamedTuple):
    """A row that is not empty: its number, and its cells by the names of their columns."""

    number: int
    cells: Mapping[str, str]

    def get(self, *names: str) -> str:
        """The first of some cells that is not empty."""
        return next((self.cells[name] for name in names if name in self.cells), "")


def read(source: SourceText) -> Translation:
    """Read a table. Raises `MapError`, with every problem, if it is not a valid table of elements."""
    return read_grid(_Text(source).grid())


class _Text:
    """The text of a table, and where its cells are."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._text = source.text
        csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))
        self._skipped = int(self._text.startswith("\ufeff"))
        named = re.match(r'"?sep=(.)"?\r?\n', self._text[self._skipped : self._skipped + 10])
        if named:  # Excel names the separator like this
            self._skipped += named.end()
        self._separator = named[1] if named and named[1] in _SEPARATORS else self._best_separator()
        # The separator after a cell is not part of it.
        self._cell = re.compile(rf'("[^"]*(?:""[^"]*)*"?)?[^{self._separator}\r\n]*')
        self._starts: list[int] = []
        self._known: dict[int, list[tuple[int, int]]] = {}

    def grid(self) -> Grid:
        """The cells. Raises `MapError` if quotation marks do not fit."""
        rows: list[list[str]] = []
        at = [self._skipped]
        lines = io.StringIO(self._text[self._skipped :], newline="")

        def counted() -> Iterator[str]:
            for line in lines:
                at[0] += len(line)
                yield line

        reader = csv.reader(counted(), delimiter=self._separator, strict=True)
        while True:
            self._starts.append(at[0])
            try:
                row = next(reader, None)
            except csv.Error as error:
                raise self._broken(str(error)) from None
            if row is None:
                return Grid(self._source, rows, self.locate)
            rows.append(row)

    def locate(self, where: Where) -> tuple[int, int]:
        """The start and end byte of a cell, or of the cells of a row."""
        row, column = where
        spans = self._spans(row)
        if column is None:
            return spans[0][0], spans[-1][1]
        return spans[min(column, len(spans) - 1)]

    def _best_separator(self) -> str:
        """The separator that makes the most known names of the first line."""
        header = self._text[self._skipped :].lstrip().partition("\n")[0]
        return max(_SEPARATORS, key=lambda separator: sum(map(bool, map(_column, header.split(separator)))))

    def _spans(self, row: int) -> list[tuple[int, int]]:
        """The start and end byte of each cell of a row."""
        if row not in self._known:
            spans: list[tuple[int, int]] = []
            at = self._starts[row]
            byte = self._bytes[row]
            while True:
                found = self._cell.match(self._text, at)
                written = found.group() if found else ""
                size = len(written.encode())
                spans.append((byte, byte + size))
                at, byte = at + len(written), byte + size + 1
                if self._text[at : at + 1] != self._separator:
                    break
                at += 1
            self._known[row] = spans
        return self._known[row]

    @cached_property
    def _bytes(self) -> list[int]:
        """The first byte of each row."""
        ends = [0, *self._starts]
        return list(accumulate(len(self._text[start:end].encode()) for start, end in pairwise(ends)))

    def _broken(self, why: str) -> MapError:
        """The error on quotation marks that do not fit, at the last cell that begins with one."""
        spans = self._spans(len(self._starts) - 1)
        quoted = [span for span in spans if self._source.data[span[0] : span[0] + 1] == b'"']
        start, end = (quoted or spans)[-1]
        if "expected after" in why:
            why = "after the closing quotation mark of a cell, there must be a separator"
            quoted = [span for span in quoted if _has_text_after(self._source.data[span[0] : span[1]])] or quoted
            start, end = (quoted or spans)[0]
        elif "unexpected end" in why:
            why, end = "the quotation mark that starts this cell is never closed", start + 1
        return broken(self._source, "CSV", why, start, end)


def _has_text_after(cell: bytes) -> bool:
    return re.fullmatch(rb'"[^"]*(?:""[^"]*)*"', cell) is None


_NEEDED = frozenset({"text", "kind", "label", "from", "title"})
"""Columns of which a table needs one."""
_MOST_TITLES = 6
"""Among so many first rows that say something, the names of the columns are looked for."""


def read_grid(grid: Grid) -> Translation:
    """Make a map of the cells of a table. Raises `MapError`, with every problem, if they do not make one."""
    filled = [number for number, row in enumerate(grid.rows) if any(cell.strip(_SPACE) for cell in row)]
    named = [number for number in filled[:_MOST_TITLES] if {_column(cell) for cell in grid.rows[number]} & _NEEDED]
    at = named[0] if named else filled[0] if filled else None
    help_text = "Start with a row of names of columns, such as id, text, supports."
    if at is None:
        raise wrong_shape(grid.source, "the table is empty", help_text)
    if len(grid.rows[at]) > MAX_COLUMNS:
        message = f"the table has {len(grid.rows[at]):,} columns; at most {MAX_COLUMNS:,} are read"
        raise grid.wrong((at, 0), message, "Remove the columns that are not about elements.")
    columns: dict[str, int] = {}
    unknown: list[int] = []
    for number, name in enumerate(grid.rows[at]):
        column = _column(name)
        if column and column not in columns:
            columns[column] = number
        elif name.strip(_SPACE):
            unknown.append(number)
    if not columns.keys() & _NEEDED:
        raise grid.wrong((at, None), "the first row does not name a column for the text", help_text)
    rows = list(_rows(grid, at, columns))
    if not rows:
        raise grid.wrong((at, None), "there are no rows below the names of the columns", "Add a row for each element.")
    made = _exactly(grid, rows) if _is_ours(rows) else _Reader(grid, rows, columns).made()
    lost = tuple(Lost("row above the names of the columns", grid.locate((row, None))) for row in filled if row < at)
    lost += tuple(Lost("unknown column", grid.locate((at, number))) for number in unknown)
    origins = _Origins(dict(made.original.origins), {row.number: row for row in rows}, columns, grid.locate)
    return Translation(made.text, Original(grid.source, origins), lost + made.losses)


class _Origins(dict[KeyPath, Callable[[], tuple[int, int]]]):
    """Where elements are, and where the values of each are: in their cells."""

    def __init__(
        self,
        origins: Mapping[KeyPath, Any],
        rows: Mapping[int, _Row],
        columns: Mapping[str, int],
        locate: Callable[[Where], tuple[int, int]],
    ) -> None:
        super().__init__(origins)
        self._rows, self._columns, self._locate = rows, columns, locate

    def _cell(self, path: object) -> Where | None:
        if not isinstance(path, tuple) or len(path) < 2 or not isinstance(path[-1], str):  # noqa: PLR2004 - table, key
            return None
        base = ("map",) if path[0] == "map" else path[:-1]
        origin = self.get(base)
        if origin is None or base == path:
            return None
        number = origin.args[0][0]  # type: ignore[attr-defined] # all origins here are partial functions of a place
        key = path[-1]
        for name in ("to", "attacks", "parent", "supports") if key in {"against", "on", "among", "to"} else (key,):
            if number in self._rows and name in self._rows[number].cells:
                return number, self._columns[name]
        return None

    def __contains__(self, path: object) -> bool:
        return super().__contains__(path) or self._cell(path) is not None

    def __missing__(self, path: KeyPath) -> Callable[[], tuple[int, int]]:
        where = self._cell(path)
        if where is None:
            raise KeyError(path)
        return partial(self._locate, where)


def _column(name: str) -> str:
    """What a column of this name has; empty if the name is not known."""
    plain = " ".join(name.strip('"\ufeff' + _SPACE).lower().replace("_", " ").replace("-", " ").split())
    return _BY_NAME.get(plain, "")


def _rows(grid: Grid, at: int, columns: Mapping[str, int]) -> Iterator[_Row]:
    """The rows below the header. Raises `MapError` if one has more cells than the header."""
    most = len(grid.rows[at])
    for number in range(at + 1, len(grid.rows)):
        row = grid.rows[number]
        if len(row) > most and (extra := [place for place in range(most, len(row)) if row[place].strip(_SPACE)]):
            help_text = "If its text has a separator in it, put the text between double quotation marks."
            raise grid.wrong((number, extra[0]), "this row has more cells than the table has columns", help_text)
        texts = {name: _unguarded(row[place]) for name, place in columns.items() if place < len(row)}
        cells = {name: text for name, text in texts.items() if text}
        if cells:
            yield _Row(number, cells)


def _is_ours(rows: Sequence[_Row]) -> bool:
    """Whether every row says its kind, and all ids are as argmap has them, so that nothing needs to be made up."""
    for row in rows:
        kind = _OWN_WORDS.get(row.get("kind"))
        own = row.get("id")
        if kind is None and row.get("kind") not in {"map", "accept"}:
            return False
        if row.cells.keys() & _BY_HAND or (own and not _ID.fullmatch(own)):
            return False
        if kind is not None and not own and not kind.is_step:
            return False
        if kind is not None and kind.is_statement and row.cells.keys() & _NOT_OF_STATEMENTS:
            return False
        if kind is not None and kind.is_step and len(_ids(row.get("to"))) > 1:
            return False
        if not all(_ID.fullmatch(part) for name in ("from", "to") for part in _ids(row.get(name))):
            return False
    return True


def _exactly(grid: Grid, rows: Iterable[_Row]) -> Translation:
    """The map in a table as argmap writes it."""
    info: dict[str, Any] = {}
    accept: list[dict[str, Any]] = []
    tables: list[tuple[Table, _Row]] = []
    origins: dict[KeyPath, Any] = {}
    problems: list[Finding] = []
    seen: dict[str, int] = {}
    rows = list(rows)
    in_list = {row.get("kind") for row in rows if not row.get("id")}
    numbers: dict[str, int] = {}
    for row in rows:
        word, own = row.get("kind"), row.get("id")
        kind = _OWN_WORDS.get(word)
        place = partial(grid.locate, (row.number, None))
        values = dict(_values(grid, row, kind, problems))
        if own in seen:
            problems += _taken(grid, row, own, seen[own])
        elif own:
            seen[own] = row.number
        if kind is None and word == "map":
            info |= values
            origins["map",] = place
        elif kind is None:
            origins["accept", len(accept)] = place
            accept.append(values)
        elif word in in_list:
            number = numbers.get(word, 0)
            numbers[word] = number + 1
            origins[kind.table, number] = place
            tables.append((Table(kind.table, "", ({"id": own} if own else {}) | values), row))
        else:
            origins[kind.table, own] = place
            tables.append((Table(kind.table, own, values), row))
    _raise(problems)
    return Translation(toml_text(info, (table for table, _ in tables), accept), Original(grid.source, origins), ())


def _raise(problems: Sequence[Finding]) -> None:
    if problems:
        ordered = sorted(problems, key=lambda problem: problem.place.span)
        raise MapError(ordered[:_MOST_PROBLEMS])


def _taken(grid: Grid, row: _Row, own: str, first: int) -> tuple[Finding, ...]:
    line = grid.source.position(grid.locate((first, None))[0]).line
    message = f'the id "{visible(shortened(own))}" is already used in line {line}'
    column = next((place for place, cell in enumerate(grid.rows[row.number]) if _unguarded(cell) == own), 0)
    return grid.wrong((row.number, column), message, "Give one of the two rows a different id.").findings


def _values(grid: Grid, row: _Row, kind: Kind | None, problems: list[Finding]) -> Iterator[tuple[str, Any]]:
    """The values in the cells of a row by the keys of the format."""
    for column, text in row.cells.items():
        if column in {"kind", "id"} or column in _BY_HAND:
            continue
        key = _ABOUT.get(kind, "on") if column == "to" and kind is not None else "on" if column == "to" else column
        if key == "on" and kind is None:
            yield key, text
        elif key in _OF_IDS and key in _LISTS:
            yield key, _ids(text)
        elif key in _LISTS:
            yield key, _items(text, separators=";," if key == "tags" else ";")
        elif key == "grade":
            yield key, _grade(text)
        elif key in _JSON:
            try:
                yield key, json.loads(text)
            except (ValueError, RecursionError):
                where = (row.number, _place_of(grid, row, text))
                help_text = "Copy the cell from a table that argmap wrote, or leave it empty."
                problems += grid.wrong(where, f"the {key} is not valid JSON", help_text).findings
        else:
            yield key, text


def _place_of(grid: Grid, row: _Row, text: str) -> int:
    """The column of a cell by its text."""
    return next((place for place, cell in enumerate(grid.rows[row.number]) if _unguarded(cell) == text), 0)


def _ids(text: str) -> list[str]:
    return [part for part in re.split(rf"[;,{_SPACE}]+", text) if part]


def _items(text: str, separators: str = ";") -> list[str]:
    """The items of a list in a cell."""
    parts = [""]
    for token in re.findall(rf"\\[\\{separators}]|[^\\{separators}]+|.", text, re.DOTALL):
        if token in separators:
            parts.append("")
        else:
            is_escape = len(token) > 1 and token[0] == "\\"
            parts[-1] += token[1:] if is_escape else token
    return [part for part in (part.strip(_SPACE) for part in parts) if part]


def _grade(text: str) -> float | str:
    """A grade as a number or word, such as 0.7, 0,7, 70% or very likely."""
    number = text.replace(",", ".")
    is_percent = number.endswith("%")
    try:
        value = float(number.rstrip("% "))
    except ValueError:
        word = "-".join(text.lower().split())
        return word if word in GRADE_WORDS else text
    if value != value or abs(value) == float("inf"):  # noqa: PLR0124 - not a number
        return text
    return value / 100 if is_percent else int(value) if value.is_integer() else value


def _unguarded(cell: str) -> str:
    """What a cell says, without what keeps a spreadsheet from taking it for a formula."""
    text = cell.strip(_SPACE)
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


class _Reader:
    """Reads a table made by hand."""

    def __init__(self, grid: Grid, rows: Sequence[_Row], columns: Mapping[str, int]) -> None:
        self._grid, self._rows, self._columns = grid, rows, columns
        self._draft = Draft(grid.source, grid.locate)
        self._problems: list[Finding] = []
        self._by_id: dict[str, Hashable] = {}
        self._by_text: dict[str, Hashable] = {}
        self._named: dict[tuple[Kind, str], Hashable] = {}
        # If every statement is a claim, the word says nothing.
        words = {row.get("kind").lower() for row in rows if (kind := _kind(row)) and kind.is_statement}
        self._all_are_claims = words == {Kind.CLAIM.value}

    def made(self) -> Translation:
        """The map. Raises `MapError`, with every problem, if rows refer to what is not there."""
        for row in self._rows:
            key, own = self._key(row), row.get("id")
            if own and self._by_id.setdefault(own, key) != key:
                first = next(other.number for other in self._rows if other.get("id") == own)
                self._problems += _taken(self._grid, row, own, first)
            self._by_text.setdefault(_folded(row.get("text", "term", "title", "label")), key)
            if (kind := _kind(row)) in {Kind.GROUP, Kind.SOURCE}:
                for name in filter(None, (_folded(own), _folded(row.get("title", "text", "label")))):
                    self._named[kind, name] = key
        self._by_text.pop("", None)
        for folded, key in [(_folded(own), key) for own, key in self._by_id.items()]:
            self._by_text[folded] = key
        for row in self._rows:
            self._read(row)
        _raise(self._problems)
        return self._draft.finished()

    def _key(self, row: _Row) -> Hashable:
        return ("row", row.number)

    def _read(self, row: _Row) -> None:
        word = row.get("kind").lower()
        kind = _kind(row)
        values = dict(_values(self._grid, self._without_loose_json(row), kind, self._problems))
        for key in ("from", "to", "against", "on", "among"):
            values.pop(key, None)
        if word == "map":
            self._draft.info.update(values)
        elif word == "accept":
            on = {"on": row.get("to")} if row.get("to") else {}
            self._draft.table("accept", "", on | values, (row.number, None))
        elif kind is None or kind.is_statement:
            self._statement_or_link(row, kind, values)
        elif kind.is_step:
            self._step(row, kind, values)
        else:
            self._other(row, kind, values)
        self._keep(row, kind)

    def _keep(self, row: _Row, kind: Kind | None) -> None:
        """Keep the id and the kind of a row if they are as argmap has them."""
        own, key = row.get("id"), self._key(row)
        if kind is None or row.get("kind") != kind.value or key not in self._draft:
            return
        if _ID.fullmatch(own) and not own.isdigit() and not (kind is Kind.CLAIM and self._all_are_claims):
            text = {"text": row.get("text")} if kind.is_statement and row.get("text") else {}
            self._draft.as_written(key, own, kind, text)

    def _without_loose_json(self, row: _Row) -> _Row:
        """A row without a quote in plain words, which becomes the words of the quote of its source."""
        if "quote" in row.cells and row.cells["quote"][0] not in "[{":
            return _Row(row.number, {name: text for name, text in row.cells.items() if name != "quote"})
        return row

    def _statement_or_link(self, row: _Row, kind: Kind | None, values: dict[str, Any]) -> None:
        if not row.get("text", "label", "title") and (
            row.get("from") or row.get("to", "supports", "attacks", "parent")
        ):
            self._step(row, None, values)
            return
        if kind is None and row.get("kind").lower() not in _WORDS:
            self._draft.lose("unknown kind", self._where(row, "kind"))
        of_step = {key: values.pop(key) for key in _OF_STEPS if key in values}
        text = values.pop("text", "") or values.pop("title", "") or values.pop("label", "")
        own = self._own(row, values)
        if kind is Kind.CLAIM:
            kind = None  # in most tables, the word stands for every statement
        self._draft.statement(self._key(row), text, (row.number, None), kind, **own)
        self._note(row)
        made = self._join(row, of_step)
        if of_step and not made:
            for key in of_step:
                self._draft.lose(f"unused {key}", self._where(row, key))

    def _join(self, row: _Row, values: Mapping[str, Any]) -> bool:
        """Make the steps from and to the statement of a row; return whether there are any."""
        key, where = self._key(row), (row.number, None)
        scheme = self._scheme(values)
        links = [(end, True) for name in ("supports", "to") for end in self._refs(row, name)]
        links += [(end, False) for end in self._refs(row, "attacks")]
        links += [(end, self._is_pro(row)) for end in self._refs(row, "parent")]
        for end, is_pro in dict.fromkeys(links):
            (self._draft.inference if is_pro else self._draft.objection)([key], end, where, **scheme)
        starts = self._refs(row, "from")
        if starts:
            self._draft.inference(starts, key, where, **scheme)
        return bool(links or starts)

    def _step(self, row: _Row, kind: Kind | None, values: dict[str, Any]) -> None:
        is_pro = kind is Kind.INFERENCE or (kind is None and not row.get("attacks") and self._is_pro(row))
        ends = [end for name in ("to", "supports", "attacks", "parent") for end in self._refs(row, name)]
        starts = self._refs(row, "from")
        text = values.pop("text", None)
        if not ends:
            help_text = 'Say what it leads to in the column "to".'
            self._problem(row, "kind", "this step leads to nothing", help_text)
        if is_pro:
            values.setdefault("warrant", text)
        elif text:
            values["text"] = text
        own = self._own(row, {**values, **self._scheme(values)})
        add = self._draft.inference if is_pro else self._draft.objection
        for number, end in enumerate(dict.fromkeys(ends)):
            add(starts, end, (row.number, None), ("row", row.number, number) if number else self._key(row), **own)
        self._note(row)

    def _other(self, row: _Row, kind: Kind, values: dict[str, Any]) -> None:
        needed = {Kind.CONCEPT: "term", Kind.SOURCE: "title", Kind.GROUP: "title", Kind.CONTESTED: "reason"}.get(kind)
        if needed and needed not in values and "text" in values:
            values[needed] = values.pop("text")
        on = [end for name in ("to", "attacks", "parent") for end in self._refs(row, name)]
        own = values if kind in {Kind.SOURCE, Kind.GROUP} else self._own(row, values)
        self._draft.other(kind, self._key(row), (row.number, None), on, **own)

    def _own(self, row: _Row, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of an element, with its group, speaker and source as a table made by hand may give them."""
        own = dict(values)
        if "author" in own:
            own.setdefault("by", own.pop("author"))
        if "title" in own:
            own.setdefault("label", own.pop("title"))
        if "group" in own:
            own["group"] = self._element(row, Kind.GROUP, own["group"])
        if "source" in own:
            own["source"] = self._element(row, Kind.SOURCE, own["source"])
            if "quote" in own:  # that of argmap, which names its source
                del own["source"]
            elif "quote" in row.cells:
                own["quote"] = {"exact": row.cells["quote"]}
        elif "quote" in row.cells and "quote" not in own:
            self._draft.lose("unsourced quote", self._where(row, "quote"))
        if "warrant" in own and own["warrant"] in self._by_id:
            own["warrant_key"] = self._by_id[own.pop("warrant")]
        return own

    def _element(self, row: _Row, kind: Kind, name: str) -> Hashable:
        """The group or source of this id or title; it is made if there is none."""
        column = kind.value
        key = self._named.setdefault((kind, _folded(name)), (column, _folded(name)))
        if key == (column, _folded(name)) and key not in self._draft:
            url = {"url": name} if kind is Kind.SOURCE and safe_url(name) else {}
            self._draft.other(kind, key, self._where(row, column), title=name, **url)
        return key

    def _scheme(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values with the scheme under argmap's name, or as a tag if argmap does not have it."""
        if "scheme" not in values:
            return dict(values)
        scheme, other = scheme_of(values["scheme"])
        tags = [*values.get("tags", ()), *([other[:60]] if other else [])]
        return {**values, "scheme": scheme, "tags": tags}

    def _note(self, row: _Row) -> None:
        if "relation" in row.cells and "parent" not in row.cells:
            self._draft.lose("relation without a parent", self._where(row, "relation"))
        if "note" in row.cells:
            key = self._key(row)
            self._draft.other(Kind.NOTE, ("note", row.number), self._where(row, "note"), [key], text=row.cells["note"])

    def _is_pro(self, row: _Row) -> bool:
        """Whether the relation of a row to its parent is support."""
        word = row.get("relation").lower()
        if not word:
            return row.get("kind").lower() not in _CON
        if word not in _PRO | _CON:
            self._problem(row, "relation", f'unknown relation "{visible(shortened(word))}"', "Use pro or con.")
        return word in _PRO

    def _refs(self, row: _Row, name: str) -> list[Hashable]:
        """The keys of the rows that a cell refers to, by their ids or texts."""
        text = row.get(name)
        if not text:
            return []
        for parts in ([text], _items(text), _items(text, ";,")):
            keys = [self._by_id.get(part) or self._by_text.get(_folded(part)) for part in parts]
            if all(key is not None for key in keys):
                return keys
        unknown = next(part for part in _items(text, ";,") or [text] if _folded(part) not in self._by_text)
        known = [*self._by_id]
        help_text = did_you_mean(unknown, known) or "Write the id of another row, or its whole text."
        self._problem(row, name, f'no row has the id or text "{visible(shortened(unknown))}"', help_text)
        return []

    def _where(self, row: _Row, name: str) -> Where:
        return row.number, self._columns[name] if name in row.cells else None

    def _problem(self, row: _Row, name: str, message: str, help_text: str) -> None:
        self._problems += self._grid.wrong(self._where(row, name), message, help_text).findings


def _kind(row: _Row) -> Kind | None:
    """The kind that a row says it has, if argmap has it."""
    return _WORDS.get(row.get("kind").lower())


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def write(loaded: LoadedMap) -> tuple[str, list[Loss]]:
    """A map as comma-separated values; nothing is lost.

    If it is not all ASCII, it begins with a byte order mark, without which Excel does not take it for UTF-8.
    """
    lines = [",".join(_quoted(_guarded(str(cell))) for cell in row) for row in rows_of(loaded)]
    text = "\n".join(lines) + "\n"
    return (text if text.isascii() else f"\ufeff{text}"), []


def rows_of(loaded: LoadedMap) -> list[list[str | float]]:
    """The cells of a map: the names of the columns, then a row for each element. Only grades are numbers."""
    rows: list[dict[str, Any]] = []
    if info := values_of(loaded.map.map):
        rows.append({"kind": "map", **info})
    for kind, element_id, element in loaded.map.elements():
        own = {} if element_id in loaded.unnamed else {"id": element_id}
        values = values_of(element)
        about = values.pop("to" if isinstance(element, Inference) else _ABOUT.get(kind, "on"), None)
        rows.append({"kind": kind.value, **own, **values, **({"to": about} if about is not None else {})})
    for acceptance in loaded.map.accept:
        values = values_of(acceptance)
        on = {"to": values.pop("on")} if "on" in values else {}
        rows.append({"kind": "accept", **values, **on})
    used = {key for row in rows for key in row}
    columns = [*FIRST_COLUMNS, *(key for key in _MORE_COLUMNS if key in used)]
    return [list(columns), *([_cell(key, row.get(key, "")) for key in columns] for row in rows)]


def _cell(key: str, value: Any) -> str | float:  # noqa: ANN401 - any value of a map
    if key == "grade" and isinstance(value, int | float):
        return value
    if key in _JSON and value != "":
        return json_text_on_one_line(value)
    if isinstance(value, list):
        separators = ";," if key == "tags" else ";"
        return "; ".join(re.sub(rf"[\\{separators}]", lambda found: f"\\{found.group()}", item) for item in value)
    return str(value)


def json_text_on_one_line(value: object) -> str:
    """JSON without line ends between its values."""
    return " ".join(line.strip(" ") for line in json_text(value).split("\n"))


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula."""
    return _FORMULA.match(text) is not None


def _guarded(text: str) -> str:
    return f"'{text}" if is_like_a_formula(text) else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",;\t\r\n\ufeff]|^ | $', text) else text
