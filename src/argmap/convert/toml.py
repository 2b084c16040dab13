"""A map as TOML, in the layout of `argmap fmt`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from argmap.convert.loss import Loss
from argmap.loading.load import LoadedMap
from argmap.loading.unnamed import STEP_TABLES
from argmap.loading.validation import keys_at
from argmap.model import Answer, Kind, NamedGrade
from argmap.model.base import Model

WIDTH = 120
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_LATE = ("concepts", "quote")  # where an element comes from goes below what it says


class Table(NamedTuple):
    """An element to be written: its table, its id (empty for a step in a list), and its values by key."""

    table: str
    id: str
    values: Mapping[str, Any]


def toml_text(info: Mapping[str, Any], elements: Iterable[Table], accept: Iterable[Mapping[str, Any]] = ()) -> str:
    """The text of a map from the values of its `[map]` table and its elements, in their order."""
    first = [Table("map", "", info)] if info else []
    parts = ["format = 1", *(_table(element) for element in [*first, *elements])]
    parts += [_table(Table("accept", "", entry)) for entry in accept]
    return "\n\n".join(parts) + "\n"


def toml_data(info: Mapping[str, Any], elements: Iterable[Table]) -> dict[str, Any]:
    """What the text that `toml_text` makes of these means: the values of the map."""
    data: dict[str, Any] = {"format": 1, **({"map": dict(info)} if info else {})}
    for table, own, values in elements:
        if own:
            data.setdefault(table, {})[own] = dict(values)
        else:
            data.setdefault(table, []).append(dict(values))
    return data


def write(loaded: LoadedMap) -> tuple[str, list[Loss]]:
    """A map as one TOML file, whatever it was read from; steps that have no id of their own stay in lists."""
    if loaded.documents and loaded.documents[0].is_translated:
        return loaded.documents[0].source.text, []
    map_ = loaded.map
    in_list = {
        kind for kind in STEP_TABLES.values() if any(element_id in loaded.unnamed for element_id in map_.table(kind))
    }
    elements = []
    for kind in (Kind.SOURCE, Kind.GROUP, *(kind for kind in Kind if kind not in {Kind.SOURCE, Kind.GROUP})):
        for element_id, element in map_.table(kind).items():
            values = values_of(element)
            if kind in in_list:
                own = {} if element_id in loaded.unnamed else {"id": element_id}
                elements.append(Table(kind.table, "", {**own, **values}))
            else:
                elements.append(Table(kind.table, element_id, values))
    return toml_text(values_of(map_.map), elements, map(values_of, map_.accept)), []


def values_of(model: Model) -> dict[str, Any]:
    """The values of a record by the keys of the format, without those that are what they are by default."""
    found: dict[str, Any] = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value != field.get_default(call_default_factory=True):
            found[field.alias or name] = _one_or_more(value) if name == "quote" else _plain(value)
    return found


def _one_or_more(values: tuple[Any, ...]) -> Any:  # noqa: ANN401 - any value of a map
    return _plain(values[0] if len(values) == 1 else values)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a map
    if isinstance(value, NamedGrade):
        return value.word
    if isinstance(value, Answer) and not value.is_open:
        return value.text
    if isinstance(value, Model):
        return values_of(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _table(element: Table) -> str:
    table, own, values = element
    is_entry = not own and table != "map"
    path = (table, own) if own else (table,)
    name = ".".join(map(_key, path))
    lines = [f"[[{name}]]" if is_entry else f"[{name}]"]
    deeper: list[str] = []
    for key, value in _in_order(path, values):
        if isinstance(value, Mapping) and not _fits(key, value):
            deeper.append(_below(name, key, value))
        else:
            lines += _pair(key, value)
    return "\n\n".join(["\n".join(lines), *deeper])


def _in_order(path: tuple[str, ...], values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    known = ["id", *keys_at((path[0], "id") if path[0] in STEP_TABLES else path)]
    known = sorted(known, key=lambda key: key in _LATE)
    order = {key: number for number, key in enumerate(known)}
    return sorted(values.items(), key=lambda pair: order.get(pair[0], len(order)))


def _below(name: str, key: str, values: Mapping[str, Any]) -> str:
    """A table within a table, and those within it."""
    own = f"{name}.{_key(key)}"
    lines, deeper = [f"[{own}]"], []
    for inner, value in values.items():
        if isinstance(value, Mapping) and not _fits(inner, value):
            deeper.append(_below(own, inner, value))
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            deeper += [_entry(f"{own}.{_key(inner)}", entry) for entry in value]
        else:
            lines += _pair(inner, value)
    return "\n\n".join(["\n".join(lines), *deeper])


def _entry(name: str, values: Mapping[str, Any]) -> str:
    return "\n".join([f"[[{name}]]", *(line for key, value in values.items() for line in _pair(key, value))])


def _pair(key: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - any value of a map
    start = f"{_key(key)} = "
    flat = start + _flat(value)
    if isinstance(value, list) and len(flat) > WIDTH:
        yield f"{start}["
        yield from (f"    {_flat(item)}," for item in value)
        yield "]"
    elif isinstance(value, str) and "\n" in value:
        yield f'{start}"""'
        yield _lines(value) + '"""'
    else:
        yield flat


def _fits(key: str, value: Mapping[str, Any]) -> bool:
    """Whether a table is short enough to be written on one line."""
    return all(not isinstance(item, Mapping | list) for item in value.values()) and (
        len(_key(key)) + len(_flat(value)) + 3 <= WIDTH and "\n" not in str(value)
    )


def _flat(value: Any) -> str:  # noqa: ANN401 - any value of a map
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_escaped(value)}"'
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_flat(item)}' for key, item in value.items())} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flat, value))}]"
    return repr(value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else f'"{_escaped(key)}"'


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(char) or _as_written(char) for char in text)


def _lines(text: str) -> str:
    """A text of several lines between three quotation marks."""
    lines = "".join(char if char in '\n"' else _ESCAPES.get(char) or _as_written(char) for char in text)
    lines = lines.replace('"""', '""\\"')
    return f'{lines[:-1]}\\"' if lines.endswith('"') else lines


def _as_written(char: str) -> str:
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - half of a character, which no text can have
        return "\ufffd"
    return f"\\u{code:04x}" if code < 0x20 or code == 0x7F else char  # noqa: PLR2004 - the controls that TOML forbids
