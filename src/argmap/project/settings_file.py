"""Reading settings from a TOML file into a model, and reporting errors where they occur."""

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
    """The settings in a file, or in one `table` of it; None if the file has no such table.

    Raises `MapError` if any cannot be used, with an E040 finding for each.
    """
    source = read_map(path, str(path))
    places = Places(source, source.data)
    try:
        data: Any = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        if table and ".".join(table).encode() not in source.data:
            return None  # the file belongs to another program and has no settings for argmap
        message = f"cannot read the settings: {error}"
        place = places.of((), key=True)
        raise MapError([Finding("E040", Severity.ERROR, message, place, "Fix the TOML syntax.")]) from None
    for key in table:
        data = data.get(key) if isinstance(data, dict) else None
    if data is None:
        return None
    try:
        return model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        raise MapError(
            [
                Finding(
                    "E040", Severity.ERROR, problem.message, places.of((*table, *problem.path), key=True), problem.help
                )
                for problem in problems_of(error, data, model)
            ]
        ) from None
