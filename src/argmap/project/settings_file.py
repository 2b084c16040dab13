"""Reading a TOML file of settings into a model, with errors at their place."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from argmap.findings import Finding, MapError, Severity
from argmap.loading.places import Places
from argmap.loading.read import read_map
from argmap.loading.validation import problems_of
from argmap.model.base import Model

Settled = TypeVar("Settled", bound=Model)


def read_settings(path: Path, model: type[Settled], table: Sequence[str] = ()) -> Settled | None:
    """The settings in a file, or in a `table` of it; None if the file has no such table.

    Raises `MapError` with code E040 for each setting that cannot be used.
    """
    source = read_map(path, str(path))
    places = Places(source, source.data)
    try:
        data: Any = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        if table and ".".join(table).encode() not in source.data:
            return None  # another program's file, and nothing of ours in it
        message = f"the settings cannot be read: {error}"
        place = places.of((), key=True)
        raise MapError([Finding("E040", Severity.ERROR, message, place, "Correct the file.")]) from None
    for key in table:
        data = data.get(key) if isinstance(data, dict) else None
    if data is None:
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise MapError(
            [
                Finding(
                    "E040", Severity.ERROR, problem.message, places.of((*table, *problem.path), key=True), problem.help
                )
                for problem in problems_of(error, data, model)
            ]
        ) from None
