"""What differs between two versions of one part of a map, key by key, in words.

Every key of the model is compared. What is left out is left out by name, with a reason: see `_NOT_HERE`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from argmap.model import Answer, Cell, Contest, Element, Group, Inference, MapInfo, Quote, Source, Typology, grade_words
from argmap.model.base import Model

NONE = "none"


class Sort(StrEnum):
    """What a difference concerns: what the map says, how it is shown, or which findings are silenced."""

    MEANING = "meaning"
    PRESENTATION = "presentation"
    SILENCED = "silenced"


class Edit(NamedTuple):
    """One difference: the key, perhaps with what is inside it, and its value before and after in words."""

    key: str
    before: str
    after: str
    sort: Sort = Sort.MEANING


SHOWN = frozenset({"label", "tags", "group", "presentation"})
"""Keys that only concern how a map is shown."""
_UNORDERED = frozenset({"from_", "on", "among", "discharges", "concepts", "tags", "filled_by"})
"""Lists in which the order says nothing."""
_NOT_HERE = frozenset(
    {
        "from_", "to", "against", "on", "among", "discharges",  # what an element joins is compared as a whole
        "grade",  # by its effect: a word and its number are the same
    }
)  # fmt: skip
_WORDS: Mapping[type, frozenset[str]] = {
    Contest: frozenset({"by", "reason"}),
    Source: frozenset({"title"}),
    Group: frozenset({"title"}),
    Inference: frozenset(),
}
"""The keys of an element's own words, which are compared as a text; of all others it is `text` or `term`."""
_OWN_WORDS = frozenset({"text", "term"})


def edits_of_element(old: Element, new: Element) -> Iterator[Edit]:
    """The differences between two versions of an element, but for its words, its grade and what it joins.

    References in the old version are to the new ids.
    """
    keys = dict.fromkeys([*type(old).model_fields, *type(new).model_fields])
    words = _WORDS.get(type(new), _OWN_WORDS)
    always = Sort.PRESENTATION if isinstance(new, Group) else None
    for key in keys:
        if key not in words and key not in _NOT_HERE:
            yield from _edits(key, getattr(old, key, None), getattr(new, key, None), always)


def edits_of_map(old: MapInfo, new: MapInfo) -> Iterator[Edit]:
    """The differences between what two maps say of themselves."""
    for key in MapInfo.model_fields:
        yield from _edits(key, getattr(old, key), getattr(new, key), None)


def details(element: Element) -> Iterator[str]:
    """What an element has besides its words and what it joins, each key with its value."""
    words = _WORDS.get(type(element), _OWN_WORDS)
    for key, field in type(element).model_fields.items():
        value = getattr(element, key)
        if key in words or key in _NOT_HERE - {"grade"} or field.is_required():
            continue
        if value != field.get_default(call_default_factory=True):
            yield f"{label(key)}: {in_words(value)}"


def written_out(old: Model, new: Model) -> Iterator[Edit]:
    """The keys that only one of two versions has, with a value that is the default anyway."""
    for key, field in type(new).model_fields.items():
        if key not in type(old).model_fields or key in _NOT_HERE or field.is_required():
            continue
        value = getattr(new, key)
        was, is_ = key in old.model_fields_set, key in new.model_fields_set
        if was != is_ and value == getattr(old, key) and not isinstance(value, Model):
            said = f"{in_words(value)} (the default)"
            yield Edit(label(key), *((said, "not written") if was else ("not written", said)), Sort.PRESENTATION)


def _edits(key: str, old: Any, new: Any, always: Sort | None) -> Iterator[Edit]:  # noqa: ANN401 - any values of the model
    if key in _UNORDERED and old is not None and new is not None:
        old, new = tuple(sorted(old)), tuple(sorted(new))
    if old == new:
        return
    sort = always or (Sort.PRESENTATION if key in SHOWN else Sort.MEANING)
    name = label(key)
    parts = _PARTS.get(key)
    if parts is not None:
        for edit in parts(name, old, new):
            yield edit._replace(sort=sort)
        return
    yield Edit(name, in_words(old), in_words(new), sort)


def _of_mapping(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
    """The entries that differ, each by its key."""
    for key in dict.fromkeys([*(old or {}), *(new or {})]):
        before, after = (old or {}).get(key), (new or {}).get(key)
        if before != after:
            yield Edit(f"{name} {key}", in_words(before), in_words(after))


def _of_model(name: str, old: Model, new: Model) -> Iterator[Edit]:
    """The keys that differ within a part of the map."""
    for key in type(new).model_fields:
        before, after = getattr(old, key), getattr(new, key)
        if before == after:
            continue
        if isinstance(after, Mapping) and isinstance(before, Mapping):
            yield from _of_mapping(f"{name} {label(key)}", before, after)
        else:
            yield Edit(f"{name} {label(key)}", in_words(before), in_words(after))


def _of_quotes(name: str, old: Sequence[Quote], new: Sequence[Quote]) -> Iterator[Edit]:
    """The quotes that went and came; one that is attributed to another source; one with other words."""
    gone, come = _less(old or (), new or ()), _less(new or (), old or ())
    if not gone and not come:
        yield Edit(f"order of the {name}s", _listed(old), _listed(new))
    for quote in list(gone):
        moved = next((one for one in come if one.words and one.words == quote.words), None)
        if moved is not None:
            gone.remove(quote)
            come.remove(moved)
            if moved.source != quote.source:
                yield Edit(f"source of the {name} “{quote.words}”", quote.source, moved.source)
            else:
                yield Edit(f"form of the {name} “{quote.words}”", _form(quote), _form(moved))
    for number in range(max(len(gone), len(come))):
        before = gone[number] if number < len(gone) else None
        after = come[number] if number < len(come) else None
        sources = {one.source for one in (before, after) if one is not None}
        if before is not None and after is not None and len(sources) == 1:
            yield Edit(name, before.words or NONE, after.words or NONE)
        else:
            yield Edit(name, in_words(before), in_words(after))


def _less(quotes: Sequence[Quote], others: Sequence[Quote]) -> list[Quote]:
    """Some quotes without others, each of which takes one away."""
    left = list(quotes)
    for quote in others:
        if quote in left:
            left.remove(quote)
    return left


def _listed(quotes: Sequence[Quote]) -> str:
    return "; ".join(map(in_words, quotes))


def _form(quote: Quote) -> str:
    return "its exact words" if quote.exact is not None else f"from “{quote.start}” to “{quote.end or ''}”"


def _of_typology(name: str, old: Typology | None, new: Typology | None) -> Iterator[Edit]:
    """The axes and cells that differ, each by its name."""
    if old is None or new is None:
        yield Edit(name, in_words(old), in_words(new))
        return
    axes = _renamed_axes(old, new)
    for axis, other in axes.items():
        yield Edit(f"name of an axis of the {name}", axis, other)
    old = _with_names(old, axes, {})
    values = {axis: _renamed_values(old, new, axis) for axis in old.axes if axis in new.axes}
    for axis, renamed in values.items():
        for value, other in renamed.items():
            yield Edit(f"name of a value of {name} axis {axis}", value, other)
    old = _with_names(old, {}, values)
    for axis in dict.fromkeys([*old.axes, *new.axes]):
        before, after = old.axes.get(axis), new.axes.get(axis)
        if before != after:
            yield Edit(f"{name} axis {axis}", in_words(before), in_words(after))
    cells = {_cell_name(cell): cell for cell in old.cells}, {_cell_name(cell): cell for cell in new.cells}
    for cell in dict.fromkeys([*cells[0], *cells[1]]):
        yield from _of_cell(f"{name} cell {cell}", cells[0].get(cell), cells[1].get(cell))
    if old.claimed_by != new.claimed_by:
        yield Edit(f"{name} {label('claimed_by')}", in_words(old.claimed_by), in_words(new.claimed_by))
    if list(cells[0]) != list(cells[1]) and sorted(cells[0]) == sorted(cells[1]):
        yield Edit(f"order of the cells of the {name}", ", ".join(cells[0]), ", ".join(cells[1]))


def _renamed_axes(old: Typology, new: Typology) -> dict[str, str]:
    """The axes that have another name now, by their old one: those with the same values."""
    found: dict[str, str] = {}
    for axis, values in old.axes.items():
        if axis not in new.axes:
            same = [one for one in new.axes if one not in old.axes and one not in found.values()]
            same = [one for one in same if new.axes[one] == values]
            if same:
                found[axis] = same[0]
    return found


def _renamed_values(old: Typology, new: Typology, axis: str) -> dict[str, str]:
    """The values of an axis that have another name now, by their old one, if all others stand where they stood."""
    before, after = old.axes[axis], new.axes[axis]
    if len(before) != len(after):
        return {}
    differ = {was: is_ for was, is_ in zip(before, after, strict=True) if was != is_}
    return differ if not set(differ) & set(after) and not set(differ.values()) & set(before) else {}


def _with_names(typology: Typology, axes: Mapping[str, str], values: Mapping[str, Mapping[str, str]]) -> Typology:
    """A typology with other names of axes and values."""
    named = {
        axes.get(axis, axis): tuple(values.get(axis, {}).get(value, value) for value in several)
        for axis, several in typology.axes.items()
    }
    cells = tuple(
        cell.model_copy(
            update={
                "at": {axes.get(axis, axis): values.get(axis, {}).get(value, value) for axis, value in cell.at.items()}
            }
        )
        for cell in typology.cells
    )
    return typology.model_copy(update={"axes": named, "cells": cells})


def _cell_name(cell: Cell) -> str:
    return " / ".join(cell.at[axis] for axis in sorted(cell.at))


def _of_cell(name: str, old: Cell | None, new: Cell | None) -> Iterator[Edit]:
    if old is None or new is None:
        yield Edit(name, in_words(old), in_words(new))
        return
    for key in ("example", "filled_by", "quote"):
        for edit in _edits(key, getattr(old, key), getattr(new, key), None):
            yield edit._replace(key=f"{name} {edit.key}")


_PARTS: Mapping[str, Callable[[str, Any, Any], Iterator[Edit]]] = {
    "answers": _of_mapping,
    "grading": _of_model,
    "presentation": _of_model,
    "quote": _of_quotes,
    "typology": _of_typology,
}
"""How the values are compared that have parts."""


def label(key: str) -> str:
    """A key as it is written in a file."""
    return key.rstrip("_").replace("_", "-")


def in_words(value: object) -> str:
    """A value of the model in words."""
    if isinstance(value, Quote):
        return f"“{value.words}” ({value.source})" if value.words else value.source
    if isinstance(value, Answer):
        return f"{value.words} (open)" if value.is_open else value.words
    if isinstance(value, Cell):
        has = (value.example or "", ", ".join(value.filled_by), "; ".join(map(in_words, value.quote)))
        return "; ".join(filter(None, has)) or "empty"
    if isinstance(value, Model):
        said = [f"{label(key)} {in_words(part)}" for key, part in value if part not in (None, (), {})]
        return "; ".join(said) or NONE
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {in_words(part)}" for key, part in value.items()) or NONE
    if isinstance(value, tuple):
        parts = [in_words(part) for part in value]
        return ("; " if any(" " in part for part in parts) else ", ").join(parts) or NONE
    if isinstance(value, float):
        return grade_words(value)
    return NONE if value is None else str(value)
