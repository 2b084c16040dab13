"""The texts of the page's interface by language: one file per language in `catalogs/`."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def words_for(tag: str) -> tuple[str, dict[str, str]]:
    """The interface language for a map's language tag, and its texts; English if there is no catalog."""
    folder = files("argmap.render").joinpath("catalogs")
    wanted = (tag.lower(), tag.lower().partition("-")[0], "en")
    language = next(
        one for one in wanted if one.replace("-", "").isalnum() and folder.joinpath(f"{one}.json").is_file()
    )
    return language, json.loads(folder.joinpath(f"{language}.json").read_text("utf-8"))
