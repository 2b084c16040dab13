"""Texts of interfaces by language: one file per language in the folder `catalogs/` of a room."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


def words_for(tag: str) -> tuple[str, dict[str, str]]:
    """The interface language of the page for a map's language tag, and its texts; English if there is no catalog."""
    return catalog_for("argmap.render", tag)


@cache
def catalog_for(package: str, tag: str) -> tuple[str, dict[str, str]]:
    """The language and the texts of a package's catalog for a language tag; English if there is no catalog for it."""
    folder = files(package).joinpath("catalogs")
    wanted = (tag.lower(), tag.lower().partition("-")[0], "en")
    language = next(
        one for one in wanted if one.replace("-", "").isalnum() and folder.joinpath(f"{one}.json").is_file()
    )
    return language, json.loads(folder.joinpath(f"{language}.json").read_text("utf-8"))
