"""What argmap keeps for itself in a file of another format, under a key of its own, so that a map comes back whole."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from argmap.convert.draft import Draft, Where
from argmap.convert.toml import values_of
from argmap.loading.load import LoadedMap
from argmap.model import Kind
from argmap.model.base import Model

OURS = "argmap"
"""The key."""

_TABLES = {kind.table: kind for kind in Kind}
_ASIDE = tuple(kind for kind in Kind if not kind.is_statement and not kind.is_step)


def elements_aside(loaded: LoadedMap, but: frozenset[Kind] = frozenset()) -> dict[str, Any]:
    """The information about a map, its entries of `accept`, and all elements that are neither statements nor steps."""
    map_ = loaded.map
    info, accept = values_of(map_.map), [values_of(entry) for entry in map_.accept]
    tables = {kind.table: values_by_id(map_.table(kind)) for kind in _ASIDE if kind not in but and map_.table(kind)}
    return ({"map": info} if info else {}) | tables | ({"accept": accept} if accept else {})


def own_id(loaded: LoadedMap, element_id: str) -> dict[str, Any]:
    """The id of an element; whether the map gave it one."""
    return {"id": element_id, "unnamed": True} if element_id in loaded.unnamed else {"id": element_id}


def values_by_id(elements: Mapping[str, Model]) -> dict[str, Any]:
    """The values of elements by their ids."""
    return {name: values_of(element) for name, element in elements.items()}


def read_aside(draft: Draft, ours: object, where: Where) -> None:
    """Add what `elements_aside` wrote to a draft."""
    for table, entries in ours.items() if isinstance(ours, dict) else ():
        if table == "map" and isinstance(entries, dict):
            for key, value in without_nothing(entries).items():
                draft.describe(key, value, where)
        elif table == "accept" and isinstance(entries, list):
            for entry in entries:
                draft.table(table, "", without_nothing(entry) if isinstance(entry, dict) else {}, where)
        elif _TABLES.get(table) in _ASIDE and isinstance(entries, dict):
            for name, entry in entries.items():
                draft.table(table, str(name), without_nothing(entry) if isinstance(entry, dict) else {}, where)
        else:
            draft.lose("entry of argmap that it does not know", where)


def read_own(draft: Draft, key: Hashable, ours: object, kinds: frozenset[Kind]) -> bool:
    """Give an element the id, kind and values that argmap wrote for it, if it is of one of these kinds."""
    if not isinstance(ours, dict):
        return False
    values = without_nothing(ours)
    named = values.pop("kind", None)
    kind = next((kind for kind in kinds if kind.value == named), None)
    if kind is None:
        return False
    name, unnamed = values.pop("id", ""), values.pop("unnamed", False)
    draft.as_written(key, name if isinstance(name, str) else "", kind, values, is_unnamed=unnamed is True)
    return True


def without_nothing(values: Any) -> Any:  # noqa: ANN401 - any JSON or YAML
    """A value without null, which TOML does not have."""
    if isinstance(values, dict):
        return {str(key): without_nothing(value) for key, value in values.items() if value is not None}
    if isinstance(values, list):
        return [without_nothing(value) for value in values if value is not None]
    return values
