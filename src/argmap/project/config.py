"""Project settings: `argmap.toml`, or `[tool.argmap]` in `pyproject.toml`, in a folder or one of its parents."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field

from argmap.findings import Level
from argmap.model.base import Model
from argmap.project.settings_file import read_settings
from argmap.settings import LOW_STANDING

FILES = ("argmap.toml", "pyproject.toml")


class FailOn(StrEnum):
    """The lowest severity at which a check fails."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    NEVER = "never"


class Config(Model):
    """What a project can set; command-line options take precedence."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: Level = Level.DEFAULT
    fail_on: FailOn = FailOn.WARNING
    low_standing: Annotated[float, Field(ge=0, le=1, strict=True)] = LOW_STANDING
    sources: dict[str, str] = {}


def find_config(start: Path, top: Path | None = None) -> tuple[Config, Path | None]:
    """The settings that apply in a folder, and the file they come from (None: the defaults).

    Folders above `top` are not looked at. Raises `MapError` if that file cannot be used.
    """
    folder = start.resolve()
    highest = top.resolve() if top is not None else None
    for here in (folder, *folder.parents):
        if highest is not None and not here.is_relative_to(highest):
            break
        for name in FILES:
            path = here / name
            table = () if name == FILES[0] else ("tool", "argmap")
            if path.is_file() and (found := read_settings(path, Config, table)) is not None:
                return found, path
    return Config(), None
