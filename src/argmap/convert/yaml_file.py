"""YAML with the places of its values, read event by event: nothing in a file can make it grow, recurse or run code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import yaml
from yaml.reader import Reader

from argmap.convert.problem import broken, wrong_shape
from argmap.findings import MapError
from argmap.source import SourceText

Span = tuple[int, int]
"""The first character of something, and the first one after it."""

MAX_DEPTH = 100
"""The deepest nesting that is read."""

MAX_COPIED = 10_000
"""The most values that aliases may repeat, counted with all that is in them."""

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_STEP = 1024  # characters between two places whose bytes are known


@dataclass
class YamlValue:
    """A value: a text as it is written, a list (`items`) or a mapping (`fields`).

    `span` is where the value is, and `key` where its key is. Numbers and dates are texts.
    """

    span: Span
    key: Span
    text: str | None = None
    is_plain: bool = False
    items: list[YamlValue] | None = None
    fields: dict[str, YamlValue] | None = None
    size: int = 1

    @property
    def is_nothing(self) -> bool:
        """Whether the value is missing, as in `G1:`."""
        return self.is_plain and self.text in _NOTHING

    @property
    def is_true(self) -> bool:
        """Whether it is `true`, without quotation marks."""
        return self.is_plain and self.text in _TRUE

    @property
    def words(self) -> str:
        """What it is, for messages."""
        if self.items is not None:
            return "a list"
        if self.fields is not None:
            return "a mapping"
        return "empty" if self.is_nothing else "a text"


class YamlFile:
    """A YAML document: its `root`, and what its values must be."""

    def __init__(self, source: SourceText) -> None:
        """Read the document. Raises `MapError` if it is not valid YAML, or nested or repeated beyond the limits."""
        self.source = source
        self._text = source.text
        control = Reader.NON_PRINTABLE.search(self._text)
        if control:
            why = f"it contains the control character U+{ord(control.group()):04X}"
            raise broken(source, "YAML", why, self._byte(control.start()))
        try:
            self.root = _Composer(self).composed(yaml.parse(self._text, Loader=_LOADER))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            why = error.problem or error.context or "it cannot be read"
            raise broken(source, "YAML", why, self._byte(mark.index) if mark else 0) from None
        except yaml.YAMLError as error:
            raise broken(source, "YAML", str(error).partition("\n")[0] or "it cannot be read", 0) from None

    def locate(self, span: Span) -> tuple[int, int]:
        """The start and end byte of a span of characters."""
        return self._byte(span[0]), self._byte(span[1])

    def wrong(self, span: Span, message: str, help_text: str) -> MapError:
        """The error on a value that is not what the format has there."""
        return wrong_shape(self.source, message, help_text, *self.locate(span))

    def text(self, value: YamlValue | None, what: str) -> str:
        """A text; empty if there is none. Raises `MapError`, naming the value as `what`, if it is something else."""
        if value is None or value.is_nothing:
            return ""
        if value.text is None:
            raise self.wrong(value.span, f"{what} is {value.words}, not a text", "Write it as one text.")
        return value.text

    def texts(self, value: YamlValue | None, what: str) -> list[YamlValue]:
        """One text or a list of texts. Raises `MapError` if the value is something else."""
        if value is None or value.is_nothing:
            return []
        if value.text is not None:
            return [value]
        if value.items is None:
            raise self.wrong(value.span, f"{what} is {value.words}, not a list", "Write it as a list of ids: [a, b].")
        for item in value.items:
            if not self.text(item, f"an entry of {what}").strip():
                raise self.wrong(item.span, f"an entry of {what} is empty", "Write an id, or delete the entry.")
        return value.items

    def fields(self, value: YamlValue | None, what: str, help_text: str) -> dict[str, YamlValue]:
        """A mapping; empty if there is nothing. Raises `MapError` if the value is something else."""
        if value is None or value.is_nothing:
            return {}
        if value.fields is None:
            raise self.wrong(value.span, f"{what} is {value.words}, not a mapping", help_text)
        return value.fields

    def _byte(self, index: int) -> int:
        if len(self._text) == len(self.source.data):
            return index
        block = min(index // _STEP, len(self._blocks) - 1)
        return self._blocks[block] + len(self._text[block * _STEP : index].encode())

    @cached_property
    def _blocks(self) -> list[int]:
        """The byte of every so many characters."""
        starts, at = [], 0
        for start in range(0, len(self._text) + 1, _STEP):
            starts.append(at)
            at += len(self._text[start : start + _STEP].encode())
        return starts


@dataclass
class _Open:
    """A list or mapping whose end has not come yet."""

    value: YamlValue
    anchor: str | None
    name: YamlValue | None = None


@dataclass
class _Composer:
    """Makes values of the events of a parser, without recursion."""

    file: YamlFile
    _open: list[_Open] = field(default_factory=list)
    _anchors: dict[str, YamlValue] = field(default_factory=dict)
    _root: YamlValue | None = None
    _copied: int = 0

    def composed(self, events: Iterable[yaml.Event]) -> YamlValue:
        documents = 0
        for event in events:
            span = _span(event)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.file.wrong(
                        span, "the file has more than one document", "Save each as a file of its own."
                    )
            elif isinstance(event, yaml.ScalarEvent):
                is_plain = not event.style and event.tag is None
                self._add(YamlValue(span, span, text=event.value, is_plain=is_plain), event.anchor)
            elif isinstance(event, yaml.AliasEvent):
                self._add(self._repeated(str(event.anchor), span), None)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._begin(YamlValue(span, span, items=[]), event.anchor)
            elif isinstance(event, yaml.MappingStartEvent):
                self._begin(YamlValue(span, span, fields={}), event.anchor)
            elif isinstance(event, yaml.CollectionEndEvent):
                ended = self._open.pop()
                ended.value.span = (ended.value.span[0], max(ended.value.span[0], span[1]))
                self._add(ended.value, ended.anchor)
        return self._root or YamlValue((0, 0), (0, 0), text="", is_plain=True)

    def _begin(self, value: YamlValue, anchor: str | None) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise broken(self.file.source, "YAML", f"it is nested deeper than {MAX_DEPTH} levels", *self._place(value))
        if anchor is not None:
            self._anchors.pop(anchor, None)
        self._open.append(_Open(value, anchor))

    def _add(self, value: YamlValue, anchor: str | None) -> None:
        """Put a value that is complete where it belongs."""
        if anchor is not None:
            self._anchors[anchor] = value
        if not self._open:
            self._root = value
            return
        parent = self._open[-1]
        parent.value.size += value.size
        if parent.value.items is not None:
            parent.value.items.append(value)
        elif parent.name is None:
            if value.text is None:
                raise self.file.wrong(value.span, f"this key is {value.words}, not a text", "Write a text as the key.")
            parent.name = value
        elif parent.value.fields is not None:
            name, parent.name = parent.name, None
            known = str(name.text)
            if known in parent.value.fields:
                raise self.file.wrong(
                    name.span,
                    f'the key "{known[:80]}" is there twice',
                    "Give one of the two another name, or delete it.",
                )
            value.key = name.span
            parent.value.fields[known] = value

    def _repeated(self, anchor: str, span: Span) -> YamlValue:
        """The value that an alias repeats, at the place of the alias."""
        value = self._anchors.get(anchor)
        if value is None:
            inside = any(entry.anchor == anchor for entry in self._open)
            why = f'the alias "{anchor}" repeats ' + ("what contains it" if inside else "something that is not there")
            raise broken(self.file.source, "YAML", why, *self.file.locate(span))
        self._copied += value.size
        if self._copied > MAX_COPIED:
            why = f"its aliases repeat more than {MAX_COPIED:,} values"
            raise broken(self.file.source, "YAML", why, *self.file.locate(span))
        return YamlValue(span, span, value.text, value.is_plain, value.items, value.fields, value.size)

    def _place(self, value: YamlValue) -> tuple[int, int]:
        return self.file.locate(value.span)


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)
