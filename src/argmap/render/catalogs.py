"""The words of the page's interface, by language: one file a language in `catalogs/`."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def words_for(tag: str) -> tuple[str, dict[str, str]]:
    """The language of the interface for a map's language tag, and its words; English where there is no catalog."""
    folder = files("argmap.render").joinpath("catalogs")
    for language in (tag.lower(), tag.lower().partition("-")[0]):
        if language.replace("-", "").isalnum() and (file := folder.joinpath(f"{language}.json")).is_file():
            return language, json.loads(file.read_text("utf-8"))
    return "en", json.loads(folder.joinpath("en.json").read_text("utf-8"))
