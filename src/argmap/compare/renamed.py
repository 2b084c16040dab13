"""What one version of a map says, with the ids that another version gives to what it refers to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from argmap.model import Kind, Map
from argmap.model.base import Model

_ONE = frozenset({"to", "against", "warrant", "group", "source", "claimed_by"})
_SEVERAL = frozenset({"from_", "on", "among", "discharges", "concepts", "filled_by", "order"})
_Model = TypeVar("_Model", bound=Model)


def renamed_references(map_: Map, new_ids: Mapping[str, str]) -> Map:
    """A map whose elements keep their own ids, but refer to others by their new ids where they have one."""
    tables = {
        kind.table: {element_id: with_new_ids(element, new_ids) for element_id, element in map_.table(kind).items()}
        for kind in Kind
    }
    return map_.model_copy(update={**tables, "map": with_new_ids(map_.map, new_ids)})


def with_new_ids(part: _Model, new_ids: Mapping[str, str]) -> _Model:
    """A part of a map that refers to others, also inside it, by their new ids where they have one."""
    before = dict(part)
    after = {key: _new(key, value, new_ids) for key, value in before.items()}
    return part if after == before else part.model_copy(update=after)


def _new(key: str, value: Any, new_ids: Mapping[str, str]) -> Any:  # noqa: ANN401 - any value of the model
    if isinstance(value, Model):
        return with_new_ids(value, new_ids)
    if key in _SEVERAL and value is not None:
        return tuple(new_ids.get(element_id, element_id) for element_id in value)
    if isinstance(value, tuple):
        return tuple(with_new_ids(one, new_ids) if isinstance(one, Model) else one for one in value)
    if key in _ONE and value is not None:
        return new_ids.get(value, value)
    if key == "notes":
        return {new_ids.get(element_id, element_id): note for element_id, note in value.items()}
    return value
