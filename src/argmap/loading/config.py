"""Settings of a project: `argmap.toml`, or `[tool.argmap]` in `pyproject.toml`, in the folder or one above it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from argmap.findings import Finding, MapError, Severity
from argmap.loading.places import Places
from argmap.loading.problem import did_you_mean
from argmap.loading.read import read_map
from argmap.model.base import Model
from argmap.source import SourceText

FILES = ("argmap.toml", "pyproject.toml")


class Config(Model):
    """What a project may settle; options of the command line come before it."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Literal["error", "warning", "hint", "never"] = "warning"
    low_standing: Annotated[float, Field(ge=0, le=1)] = 0.5
    sources: dict[str, str] = {}


def find_config(start: Path) -> tuple[Config, Path | None]:
    """The settings that hold in a folder, and the file they come from. Raises `MapError` where that is wrong."""
    folder = start.resolve()
    for here in (folder, *folder.parents):
        for name in FILES:
            path = here / name
            if path.is_file() and (found := _read(path)) is not None:
                return found, path
    return Config(), None


def _read(path: Path) -> Config | None:
    """The settings in a file; None for a pyproject.toml that has none."""
    source = read_map(path, str(path))
    base: tuple[str, ...] = () if path.name == FILES[0] else ("tool", "argmap")
    try:
        data: Any = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        if base and b"tool.argmap" not in source.data:
            return None
        raise MapError([_finding(source, (), f"the settings cannot be read: {error}", "Correct the file.")]) from None
    for key in base:
        data = data.get(key) if isinstance(data, dict) else None
    if data is None:
        return None
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        found = []
        for detail in error.errors(include_url=False):
            where = tuple(str(key) if not isinstance(key, int) else key for key in detail["loc"])
            names = [info.alias or name for name, info in Config.model_fields.items()]
            if detail["type"] == "extra_forbidden":
                way_out = did_you_mean(str(where[-1]), names) or f"The settings are {', '.join(names)}."
                found.append(_finding(source, (*base, *where), f'unknown setting "{where[-1]}"', way_out))
            else:
                words = str(detail["msg"])
                message = f'"{".".join(map(str, where))}": {words[:1].lower()}{words[1:]}'
                found.append(_finding(source, (*base, *where), message, "See docs/check.md."))
        raise MapError(found) from None


def _finding(source: SourceText, path: tuple[str | int, ...], message: str, way_out: str) -> Finding:
    return Finding("E040", Severity.ERROR, message, Places(source, source.data).of(path, key=True), way_out)
