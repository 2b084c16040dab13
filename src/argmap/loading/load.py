"""Loading a map with everything it includes: the map and the place of every part, or every error."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from argmap.english import agreeing, plural
from argmap.findings import Finding, MapError, Related, Severity
from argmap.graph import build_graph
from argmap.loading.ambiguous import ambiguous_references
from argmap.loading.places import MAX_DEPTH, Original, Places
from argmap.loading.problem import Problem
from argmap.loading.read import check_text, read_map
from argmap.loading.references import reference_problems
from argmap.loading.syntax import Parsed, parse
from argmap.loading.unnamed import Unnamed, with_ids
from argmap.loading.validation import validate
from argmap.model import Kind, Map, Statement
from argmap.source import KeyPath, Place, Position, SourceText, Span
from argmap.suggest import did_you_mean

MAX_INCLUDES = 200
"""The largest number of files in one map."""

MAX_OCCURRENCES = 50_000
"""The most occurrences of elements, by themselves and under suppositions, in a map with suppositions."""

_TABLES = {kind.table: kind for kind in Kind}
_MAX_FINDINGS = 500


@dataclass(frozen=True)
class Document:
    """One file of a map."""

    source: SourceText
    places: Places
    map: Map
    path: Path | None

    @property
    def is_translated(self) -> bool:
        """Whether the file is in another format, and the text of `source` was made from it."""
        return self.places.original is not None


@dataclass(frozen=True)
class LoadedMap:
    """A map with the documents it was read from; there are none if it was built in code.

    `unnamed` has the ids of the steps that the author has not named, made from what they join.
    """

    map: Map
    documents: tuple[Document, ...] = ()
    unnamed: frozenset[str] = frozenset()
    _owner: dict[tuple[str, str], int] = field(default_factory=dict, repr=False)

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """The place of the value at a key path such as `("premises", "wages", "text")`, or of its key."""
        if not self.documents:
            return Place("<map>", Span(Position(1, 1), Position(1, 1)))
        document, path = self._located(path)
        return document.places.of(path, key=key)

    def document_of(self, path: KeyPath) -> Document:
        """The document that contains a key path."""
        return self._located(path)[0]

    def written_path(self, path: KeyPath) -> KeyPath:
        """A key path within its own document, where the entries of `[[accept]]` are counted from 0 again."""
        return self._located(path)[1]

    def _located(self, path: KeyPath) -> tuple[Document, KeyPath]:
        if path[0] == "accept" and len(path) > 1 and isinstance(path[1], int):
            index = path[1]
            for document in self.documents:
                if index < len(document.map.accept):
                    return document, ("accept", index, *path[2:])
                index -= len(document.map.accept)
        if len(self.documents) == 1 or len(path) < 2:  # noqa: PLR2004 - table, id
            return self.documents[0], path
        return self.documents[self._owner.get((str(path[0]), str(path[1])), 0)], path


@dataclass
class _Reading:
    """What has been read so far in one call of `load_file` or `load_text`."""

    root: Path
    original: Original | None = None
    changed: Mapping[Path, bytes] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    known: dict[str, Kind] = field(default_factory=dict)
    owner: dict[tuple[str, str], int] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    unnamed: list[Unnamed] = field(default_factory=list)


def load_file(path: str | os.PathLike[str]) -> LoadedMap:
    """Read the map at `path` (`-`: standard input) and everything it includes.

    Raises `MapError`, with every finding, if the map cannot be used.
    """
    name = os.fspath(path)
    if name == "-":
        return load_source(read_map(None, "<stdin>"), None)
    return load_source(read_map(Path(name), name), Path(name))


def load_changed(loaded: LoadedMap, changed: Mapping[Path, bytes]) -> LoadedMap:
    """Read a map again as if some of its files had other contents, which need not be written yet.

    Raises `MapError`, with every finding, if the map could then not be used.
    """
    main = loaded.documents[0]
    data = changed.get(main.path, main.source.data) if main.path is not None else main.source.data
    others = {path.resolve(): data for path, data in changed.items()}
    return load_source(check_text(data, main.source.name), main.path, changed=others)


def load_text(text: str, name: str = "<text>", root: Path | None = None) -> LoadedMap:
    """Read a map from TOML text, which messages call `name`.

    Includes are relative to `root` (default: the current folder).

    Raises `MapError`, with every finding, if the map cannot be used.
    """
    return load_source(check_text(text.encode("utf-8", "surrogatepass"), name), root / "map.toml" if root else None)


def load_translation(text: str, original: Original, path: Path | None) -> LoadedMap:
    """Read a map that was made, as TOML `text`, from an `original` in another format; `path` is that of the original.

    Raises `MapError`, with every finding placed in the original, if the map cannot be used.
    """
    return load_source(SourceText(original.source.name, text.encode()), path, original)


def load_rest(path: str | os.PathLike[str]) -> LoadedMap | None:
    """What can be read of a map in TOML that cannot be used: its statements, concepts and sources, and no steps.

    None if nothing of it can be read.
    """
    name = os.fspath(path)
    try:
        source = read_map(Path(name), name)
    except MapError:
        return None
    reading = _Reading(Path(name).parent.resolve())
    _read_document(source, Path(name), reading, (Path(name).resolve(),))
    merged = _merge([document.map for document in reading.documents])
    return LoadedMap(_rest(merged), tuple(reading.documents), frozenset(reading.made), reading.owner)


def _rest(map_: Map) -> Map:
    """The statements, concepts and sources of a map, without references to what is not there."""
    tables: dict[str, dict[str, Any]] = {kind.table: {} for kind in Kind}
    tables["sources"] = dict(map_.sources)
    tables["concepts"] = {
        name: concept.model_copy(update={"typology": None}) for name, concept in map_.concepts.items()
    }
    for kind in (kind for kind in Kind if kind.is_statement):
        for name, statement in map_.table(kind).items():
            if not isinstance(statement, Statement):
                continue
            kept = {
                "concepts": tuple(one for one in statement.concepts if one in map_.concepts),
                "quote": tuple(quote for quote in statement.quote if quote.source in map_.sources),
                "group": None,
            }
            tables[kind.table][name] = statement.model_copy(update=kept)
    return map_.model_copy(update={**tables, "accept": ()})


def load_source(
    source: SourceText,
    path: Path | None,
    original: Original | None = None,
    changed: Mapping[Path, bytes] = MappingProxyType({}),
) -> LoadedMap:
    """Read the map in a text, and everything it includes; `path` is that of its file, if it has one.

    `changed` has the contents of included files that are not to be read. Raises `MapError`, with every finding, if
    the map cannot be used.
    """
    root = (path.parent if path else Path()).resolve()
    reading = _Reading(root, original, changed)
    _read_document(source, path, reading, (path.resolve() if path else None,))
    merged = _merge([document.map for document in reading.documents])
    loaded = LoadedMap(merged, tuple(reading.documents), frozenset(reading.made), reading.owner)
    problems = [*reference_problems(merged, reading.known)]
    problems += ambiguous_references(merged, reading.known, reading.unnamed, reading.made)
    reading.findings += [_finding(problem, loaded.place) for problem in problems]
    if not reading.findings and not any(True for _ in merged.elements()):
        place = reading.documents[0].places.of(())
        help_text = "Add [premises.ID], [inferences.ID] and [conclusions.ID]."
        reading.findings.append(Finding("E006", Severity.ERROR, "the map has no elements", place, help_text))
    if not reading.findings and merged.suppositions and build_graph(merged).occurs_more_than(MAX_OCCURRENCES):
        first = next(iter(merged.suppositions))
        message = f"the steps of the map discharge its suppositions in more than {MAX_OCCURRENCES:,} combinations"
        help_text = "Discharge each supposition once, as soon as what follows from it has been derived."
        place = loaded.place((Kind.SUPPOSITION.table, first), key=True)
        reading.findings.append(Finding("E029", Severity.ERROR, message, place, help_text, subject=first))
    if reading.findings:
        order = {document.source.name: index for index, document in enumerate(reading.documents)}
        found = sorted(
            dict.fromkeys(reading.findings),
            key=lambda finding: (
                finding.code == "E099",
                order.get(finding.place.file, 0),
                finding.place.span,
                finding.code,
            ),
        )
        raise MapError(_capped(found))
    return loaded


def _capped(found: list[Finding]) -> list[Finding]:
    if len(found) <= _MAX_FINDINGS:
        return found
    left_out = len(found) - _MAX_FINDINGS
    message = f"{plural(left_out, 'more error')} {agreeing(left_out, 'are')} not shown"
    more = Finding("E099", Severity.ERROR, message, found[_MAX_FINDINGS].place, "Fix the ones above first.")
    return [*found[:_MAX_FINDINGS], more]


def too_deep(places: Places) -> Finding:
    """The finding on a file that is nested too deeply, at the place where it is."""
    message = f"nested deeper than {MAX_DEPTH} levels"
    return Finding("E007", Severity.ERROR, message, places.too_deep(), "A map needs no more than five levels.")


def _read_document(source: SourceText, path: Path | None, reading: _Reading, trail: tuple[Path | None, ...]) -> None:
    """Read one file, then what it includes; `trail` is the chain of files that led here."""
    known = reading.original.data if reading.original is not None else None
    parsed = parse(source) if known is None else Parsed(known, cleaned=source.data)
    reading.findings += parsed.errors
    if parsed.too_deep or _depth_exceeds(parsed.data, MAX_DEPTH):
        reading.findings.append(too_deep(Places(source, parsed.cleaned)))
        parsed.data = {}
    if isinstance(parsed.data.get("exercise"), dict):
        place = Places(source, parsed.cleaned).of(("exercise",), key=True)
        help_text = f"Mark it with argmap mark {source.name} --against MAP."
        message = "these are a student's answers to an exercise, not a map"
        reading.findings = [Finding("E036", Severity.ERROR, message, place, help_text)]
        parsed.data = {}
    data, indexes, made, unnamed, of_ids = with_ids(parsed.data, reading.known)
    reading.made |= made
    reading.unnamed += unnamed
    places = Places(source, parsed.cleaned, indexes, reading.original)
    map_, problems = validate(data)
    problems = of_ids + problems
    document = Document(source, places, map_, path)
    number = len(reading.documents)
    reading.documents.append(document)
    shape = [_finding(problem, document.places.of) for problem in problems]
    reading.findings += [
        finding for finding in shape if finding.code != "E014" or not _is_cut(finding.place, parsed.errors, source)
    ]
    _declare(data, number, reading)
    for keys in parsed.unread:
        if len(keys) > 1 and keys[0] in _TABLES:
            reading.known.setdefault(keys[1], _TABLES[keys[0]])
    for index, target in enumerate(map_.include):
        _include(target, document, index, reading, trail)


def _is_cut(place: Place, errors: list[Finding], source: SourceText) -> bool:
    """Whether a syntax error removed something from the table whose header is at `place`."""
    row = place.span.start.line
    for error in errors:
        line = error.place.span.start.line
        between = range(row + 1, line + 1)
        if line > row and not any(source.line(number).lstrip().startswith("[") for number in between):
            return True
    return False


def _declare(data: dict[str, Any], number: int, reading: _Reading) -> None:
    """Record the ids that `data` declares, and report those that another file declares in the same table."""
    for table in data.keys() - _TABLES.keys():
        # A misspelt table is reported once; the ids it declares still count as known.
        meant = next((known for known in _TABLES if known in did_you_mean(table, list(_TABLES))), None)
        if meant is not None and isinstance(data[table], dict):
            for element_id in data[table]:
                reading.known.setdefault(element_id, _TABLES[meant])
    for table, kind in _TABLES.items():
        entries = data.get(table)
        if not isinstance(entries, dict):
            continue
        for element_id in entries:
            first = reading.owner.get((table, element_id))
            if first is not None:
                here = reading.documents[number].places.of((table, element_id), key=True)
                there = reading.documents[first].places.of((table, element_id), key=True)
                message = f'the {kind.value} "{element_id}" is already declared in {there.file}'
                related = (Related(there, "first declared here"),)
                help_text = "Give one of the two a different id."
                reading.findings.append(Finding("E021", Severity.ERROR, message, here, help_text, related, element_id))
                continue
            reading.owner[table, element_id] = number
            reading.known.setdefault(element_id, kind)


def _include(target: str, document: Document, index: int, reading: _Reading, trail: tuple[Path | None, ...]) -> None:
    place = document.places.of(("include", index))

    def refuse(code: str, message: str, help_text: str) -> None:
        reading.findings.append(Finding(code, Severity.ERROR, message, place, help_text))

    folder = document.path.parent if document.path else Path()
    try:
        full = (folder / target).resolve()
        inside = full.is_relative_to(reading.root)
    except (OSError, ValueError, RuntimeError):
        refuse("E030", f'"{target}" is not a valid path', 'Write a path relative to this file, like "parts/one.toml".')
        return
    if not inside:
        refuse("E032", f'"{target}" is outside the folder of the map', "Include only files inside the map's folder.")
    elif full in trail:
        refuse("E031", f'"{target}" includes itself, directly or indirectly', "Remove one of the includes.")
    elif any(full == (other.path or Path()).resolve() for other in reading.documents if other.path):
        refuse("E033", f'"{target}" is included twice', "Include each file once.")
    elif len(reading.documents) >= MAX_INCLUDES:
        refuse("E034", f"the map has more than {MAX_INCLUDES} files", "Merge some of them into one file.")
    else:
        name = str(folder / target)
        try:
            source = check_text(reading.changed[full], name) if full in reading.changed else read_map(full, name)
        except MapError as error:
            reason = error.findings[0]
            if reason.code == "E005":
                reading.findings.append(reason)
            else:
                refuse("E030", f'"{target}" cannot be included: {reason.message}', reason.help)
            return
        _read_document(source, folder / target, reading, (*trail, full))


def _merge(maps: list[Map]) -> Map:
    """Several maps merged into one; what describes the map itself comes from the first."""
    first = maps[0]
    if len(maps) == 1:
        return first
    tables = {}
    for kind in Kind:
        merged: dict[str, Any] = {}
        for map_ in maps:
            for element_id, element in map_.table(kind).items():
                merged.setdefault(element_id, element)
        tables[kind.table] = merged
    accept = tuple(acceptance for map_ in maps for acceptance in map_.accept)
    return first.model_copy(update={**tables, "accept": accept})


def _finding(problem: Problem, place_of: Callable[..., Place]) -> Finding:
    """A problem as a finding; `place_of` returns the place of the value at a key path, or of its `key`."""
    place = place_of(problem.path, key=problem.at_key)
    related = tuple(Related(place_of(path, key=True), note) for path, note in problem.related)
    return Finding(problem.code, Severity.ERROR, problem.message, place, problem.help, related, problem.subject)


def _depth_exceeds(data: object, limit: int) -> bool:
    level: list[object] = [data]
    for _ in range(limit + 1):
        level = [item for value in level for item in _items(value)]
        if not level:
            return False
    return True


def _items(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
