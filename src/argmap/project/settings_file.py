"""Reading settings from a TOML file into a model, and reporting errors where they occur."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from argmap.findings import Finding, MapError, Severity
from argmap.loading.load import too_deep
from argmap.loading.places import Places
from argmap.loading.read import read_map
from argmap.loading.syntax import parse
from argmap.loading.validation import problems_of
from argmap.model.base import Model
from argmap.source import SourceText

Settled = TypeVar("Settled", bound=Model)


def read_settings(path: Path, model: type[Settled], table: Sequence[str] = ()) -> Settled | None:
    """The settings in a file, or in one `table` of it; None if the file has no such table.

    Raises `MapError` if any cannot be used, with an E040 finding for each.
    """
    try:
        source = read_map(path, str(path))
    except MapError as error:
        if error.findings[0].code == "E006":  # an empty file sets nothing
            return None if table else model()
        raise
    return settings_in(source, model, table)


def settings_in(source: SourceText, model: type[Settled], table: Sequence[str] = ()) -> Settled | None:
    """The settings in a text, or in one `table` of it; None if the text has no such table.

    Raises `MapError` if any cannot be used, with an E040 finding for each.
    """
    parsed = parse(source)
    places = Places(source, parsed.cleaned)
    if parsed.too_deep:
        raise MapError([too_deep(places)])
    if parsed.errors:
        if table and ".".join(table).encode() not in source.data:
            return None  # the file belongs to another program and has no settings for argmap
        raise MapError(
            [
                error._replace(code="E040", message=f"cannot read the settings: {error.message}")
                for error in parsed.errors
            ]
        )
    data: Any = parsed.data
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
