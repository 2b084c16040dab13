"""A map while it is read from another format: elements under the keys of that format, and what cannot be said here."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from argmap.convert.loss import Lost
from argmap.convert.problem import wrong_shape
from argmap.convert.toml import Table, toml_data, toml_text
from argmap.loading.places import Original
from argmap.loading.unnamed import slug
from argmap.model import Kind
from argmap.source import KeyPath, SourceText

Where = Any
"""Where something is in the foreign file: whatever the reader's `locate` makes a start and an end byte of."""

NO_TEXT = "(no text)"
MOST = 200_000
"""The most elements, and statements that steps start from, of a map in another format."""
_BREAK = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_WORDS = (5, 7, 9, 12)
_LONGEST_ID = 60
_LONGEST_LABEL = 60


@dataclass
class _Element:
    kind: Kind | None
    where: Where
    values: dict[str, Any]
    fixed: bool = False
    name: str = ""
    is_unnamed: bool = False
    starts: list[Hashable] = field(default_factory=list)
    end: Hashable = None
    on: list[Hashable] = field(default_factory=list)
    group: Hashable = None
    source: Hashable = None
    warrant: Hashable = None
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def is_step(self) -> bool:
        return self.kind in {Kind.INFERENCE, Kind.OBJECTION}


class Translation(NamedTuple):
    """A map as TOML: its text, what it was made from, and what was lost."""

    text: str
    original: Original
    losses: tuple[Lost, ...]


@dataclass
class Draft:
    """What a reader has found so far; `locate` gives the start and end byte of a place."""

    source: SourceText
    locate: Callable[[Where], tuple[int, int]]
    info: dict[str, Any] = field(default_factory=dict)
    _elements: dict[Hashable, _Element] = field(default_factory=dict)
    _tables: list[tuple[Table, Where]] = field(default_factory=list)
    _lost: list[tuple[str, Where]] = field(default_factory=list)
    _said: dict[str, Where] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    """The number last tried after each name that many elements would have."""
    _size: int = 0

    def describe(self, key: str, value: object, where: Where) -> None:
        """Say something of the map as a whole: an entry of its table `map`."""
        self.info[key] = value
        self._said[key] = where

    def lose(self, what: str, where: Where) -> None:
        """Count something that cannot be kept; `what` is a noun in the singular, perhaps with a few words after it."""
        self._lost.append((what, where))

    def statement(
        self,
        key: Hashable,
        text: str,
        where: Where,
        kind: Kind | None = None,
        *,
        verbatim: bool = False,
        **values: Any,  # noqa: ANN401 - values of a map
    ) -> None:
        """Add a statement; its kind follows from its place in the map, and from the `kind` it may have."""
        plain = text if verbatim else " ".join(text.split())
        if not verbatim and _BREAK.search(text.strip()):
            self.lose("line break or tab in a text", where)
        if not plain.strip():
            self.lose("text of a statement without any", where)
        self._add(key, _Element(kind, where, {"text": plain if plain.strip() else NO_TEXT, **values}))

    def inference(
        self,
        starts: Iterable[Hashable],
        end: Hashable,
        where: Where,
        key: Hashable = None,
        **values: Any,  # noqa: ANN401 - as above
    ) -> Hashable:
        """Add a step that supports something, and return its key."""
        return self._step(Kind.INFERENCE, starts, end, where, key, values)

    def objection(
        self,
        starts: Iterable[Hashable],
        end: Hashable,
        where: Where,
        key: Hashable = None,
        **values: Any,  # noqa: ANN401 - as above
    ) -> Hashable:
        """Add a step against something, and return its key; with a `text` it may start from nothing."""
        return self._step(Kind.OBJECTION, starts, end, where, key, values)

    def other(self, kind: Kind, key: Hashable, where: Where, on: Iterable[Hashable] = (), **values: Any) -> None:  # noqa: ANN401 - as above
        """Add an element that is neither a statement nor a step; `on` is what it is about."""
        self._add(key, _Element(kind, where, values, on=list(dict.fromkeys(on))))

    def __contains__(self, key: Hashable) -> bool:
        return key in self._elements

    def as_written(
        self, key: Hashable, name: str, kind: Kind, values: Mapping[str, Any], *, is_unnamed: bool = False
    ) -> None:
        """Give an element the id, kind and values that argmap once wrote for it.

        The id of a step that `is_unnamed` is the one it will have without any.
        """
        element = self._elements[key]
        element.name, element.kind, element.fixed, element.raw = name, kind, True, dict(values)
        element.is_unnamed = is_unnamed

    def table(self, table: str, name: str, values: Mapping[str, Any], where: Where) -> None:
        """Add an element of ours as argmap once wrote it."""
        self._tables.append((Table(table, name, values), where))

    def first_step_from(self, key: Hashable) -> Hashable:
        """The key of the first step that starts from something; None if there is none."""
        return next((name for name, element in self._elements.items() if key in element.starts), None)

    def values(self, key: Hashable) -> dict[str, Any]:
        """The values of an element, to be changed."""
        return self._elements[key].values

    def _step(
        self, kind: Kind, starts: Iterable[Hashable], end: Hashable, where: Where, key: Hashable, values: dict[str, Any]
    ) -> Hashable:
        own = ("step", len(self._elements)) if key is None else key
        warrant = values.pop("warrant_key", None)
        self._add(own, _Element(kind, where, values, starts=list(dict.fromkeys(starts)), end=end, warrant=warrant))
        return own

    def _add(self, key: Hashable, element: _Element) -> None:
        element.group = element.values.pop("group", None)
        element.source = element.values.pop("source", None)
        for name, value in list(element.values.items()):
            if value is None or value in ("", (), []):
                del element.values[name]
        if key in self._elements:
            self.lose("element under a name that is taken", element.where)
            return
        self._size += 1 + len(element.starts)
        if self._size > MOST:
            message = f"the file says more than {MOST:,} things"
            raise wrong_shape(self.source, message, "Split it into several files.", *self.locate(element.where))
        self._elements[key] = element

    def finished(self) -> Translation:
        """The map as TOML."""
        self._without_impossible_steps()
        self._settle_kinds()
        ids = self._ids()
        tables: list[Table] = []
        origins: dict[KeyPath, Callable[[], tuple[int, int]]] = {
            ("map", key): partial(self.locate, where) for key, where in self._said.items()
        }
        numbers = {Kind.INFERENCE: 0, Kind.OBJECTION: 0}
        for key, element in self._elements.items():
            kind = element.kind or Kind.PREMISE
            values = self._written(element, ids)
            path: KeyPath
            if element.is_step:
                path = (kind.table, numbers[kind])
                numbers[kind] += 1
                own = {"id": ids[key]} if key in ids and not element.is_unnamed else {}
                tables.append(Table(kind.table, "", {**own, **values}))
            else:
                path = (kind.table, ids[key])
                tables.append(Table(kind.table, ids[key], values))
            origins[path] = partial(self.locate, element.where)
        counts = Counter[str]()
        for table, where in self._tables:
            tables.append(table)
            path = (table.table, table.id or counts[table.table])
            counts[table.table] += 1
            origins[path] = partial(self.locate, where)
        losses = tuple(Lost(what, self.locate(where)) for what, where in self._lost)
        return Translation(
            toml_text(self.info, tables), Original(self.source, origins, toml_data(self.info, tables)), losses
        )

    def _without_impossible_steps(self) -> None:
        """Steps that argmap cannot have, such as from a statement to itself, are lost, or become something else."""
        steps = [key for key, element in self._elements.items() if element.is_step]
        at = defaultdict[Hashable, list[Hashable]](list)
        for key in steps:
            at[self._elements[key].end].append(key)
        waiting = deque(steps)
        while waiting:
            key = waiting.popleft()
            if key not in self._elements:
                continue
            step = self._elements[key]
            target = self._elements.get(step.end)
            if why := self._impossible(key, step):
                self._drop(key, why)
            elif step.kind is Kind.INFERENCE and target is not None and _is_bare_step(target):
                self._make_warrant(key, step, target)
            else:
                continue
            waiting.extend(at[key])  # what was for or against it has lost its end
        for key, element in list(self._elements.items()):
            element.on = [one for one in element.on if one in self._elements]
            if element.kind is not None and len(element.on) < _LEAST.get(element.kind, 0):
                self._drop(key, f"{element.kind.noun} on nothing that was kept")

    def _drop(self, key: Hashable, why: str) -> None:
        self.lose(why, self._elements.pop(key).where)

    def _make_warrant(self, key: Hashable, support: _Element, step: _Element) -> None:
        """What supports a step licenses it, unless something else does already."""
        if len(support.starts) == 1 and step.warrant is None and "warrant" not in step.values:
            step.warrant = support.starts[0]
            self._drop(key, "step in support of a step, now its warrant")
        else:
            self._drop(key, "step in support of a step")

    def _impossible(self, key: Hashable, step: _Element) -> str:
        missing = [start for start in step.starts if start not in self._elements]
        if missing or step.end not in self._elements:
            return "step from or to something that is not there"
        if step.end in step.starts or step.end == key:
            return "step from something to itself"
        if not step.starts and "text" not in step.values:
            return "step from nothing"
        if any(self._elements[start].kind in _NO_REASONS for start in step.starts):
            return "step from something that is not a statement"
        if self._elements[step.end].kind in _NO_REASONS - {Kind.INFERENCE, Kind.OBJECTION}:
            return "step to something that is not a statement"
        return ""

    def _settle_kinds(self) -> None:
        """Each statement gets the kind that its place in the map asks for."""
        steps = [element for element in self._elements.values() if element.is_step]
        supported = {step.end for step in steps if step.kind is Kind.INFERENCE}
        attacked = {step.end for step in steps if step.kind is Kind.OBJECTION}
        used = {start for step in steps for start in (*step.starts, step.warrant)}
        for key, element in self._elements.items():
            if element.kind not in _BY_PLACE or element.fixed:
                continue
            if key in supported or (key in attacked and key not in used):
                is_final = key not in used or element.kind is Kind.CONCLUSION
                element.kind = Kind.CONCLUSION if is_final else Kind.CLAIM
            elif element.kind is not Kind.ASSUMPTION:
                element.kind = Kind.PREMISE
            for name in () if element.kind.is_graded else ("grade", "because"):
                if element.values.pop(name, None) is not None:
                    self.lose(f"{name} of a statement whose standing is computed", element.where)

    def _referred(self) -> set[Hashable]:
        """The keys of what is referred to."""
        referred: set[Hashable] = set()
        for element in self._elements.values():
            referred.update([*element.starts, element.end, *element.on, element.warrant])
        return referred

    def _ids(self) -> dict[Hashable, str]:
        """A readable id for each element: from its label, its words, or its key."""
        referred = self._referred()
        ids: dict[Hashable, str] = {}
        taken = {table.id for table, _ in self._tables}
        for key, element in self._elements.items():
            if element.name and element.name not in taken:
                taken.add(element.name)
                ids[key] = element.name
        for key, element in self._elements.items():
            if key in ids or (element.is_step and key not in referred):
                continue
            for name in self._names(key, element):
                if name not in taken:
                    taken.add(name)
                    ids[key] = name
                    break
        return ids

    def _names(self, key: Hashable, element: _Element) -> Iterator[str]:
        """Names for an element, the best first, without end."""
        kind = element.kind or Kind.PREMISE
        values = element.values
        words = str(values.get("label") or values.get("title") or values.get("term") or values.get("text") or "")
        words = re.sub("['\u2019]", "", words)
        names = [name for count in _WORDS if (name := slug(words, count)) and len(name) <= _LONGEST_ID]
        names = names or [
            name for count in _WORDS if (name := slug(in_ascii(words), count)) and len(name) <= _LONGEST_ID
        ]
        own = slug(str(key), _WORDS[0]) if isinstance(key, str) else ""
        yield from names
        if own and not names:
            yield own if _ID.fullmatch(own) and not own.isdigit() else f"{kind.value}-{own}"
        first = names[0] if names else kind.value
        for number in range(self._numbers.get(first, 1 + bool(names)), len(self._elements) + 3):
            self._numbers[first] = number
            yield f"{first}-{number}"

    def _written(self, element: _Element, ids: Mapping[Hashable, str]) -> dict[str, Any]:
        values = dict(element.values)
        if element.starts:
            values["from"] = [ids[start] for start in element.starts]
        if element.is_step:
            values["to" if element.kind is Kind.INFERENCE else "against"] = ids[element.end]
        if element.warrant is not None:
            values["warrant"] = ids[element.warrant]
        if element.on:
            values["among" if element.kind is Kind.RIVALRY else "on"] = [ids[key] for key in element.on]
        if element.group in ids:
            values["group"] = ids[element.group]
        if element.source in ids:
            values["quote"] = {"source": ids[element.source], **values.pop("quote", {})}
        label = values.get("label")
        if isinstance(label, str) and (len(label) > _LONGEST_LABEL or "\n" in label):
            self.lose("end of a title longer than a label", element.where)
            values["label"] = f"{' '.join(label.split())[: _LONGEST_LABEL - 1]}…"
        return values | element.raw


_LEAST = {Kind.NOTE: 1, Kind.CAUTION: 1, Kind.CONTESTED: 1, Kind.RIVALRY: 2}
"""How many elements one of these kinds must be about."""


def in_ascii(text: str) -> str:
    """A text in another script in the letters of an id, as it is read aloud.

    >>> in_ascii("Дождь идёт")
    'Dozhd idet'
    """
    from anyascii import anyascii  # noqa: PLC0415 - needed only for another script

    return re.sub("['`]", "", anyascii(text))  # it has signs for soft letters


def _is_bare_step(element: _Element) -> bool:
    """Whether an element is a step that nothing can support: all are but objections with a text."""
    return element.is_step and not (element.kind is Kind.OBJECTION and "text" in element.values)


_BY_PLACE = {None, Kind.PREMISE, Kind.ASSUMPTION, Kind.CLAIM, Kind.CONCLUSION}
_NO_REASONS = frozenset(kind for kind in Kind if not kind.is_statement)
