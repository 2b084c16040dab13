"""Texts of interfaces by language: one file per language in the folder `catalogs/` of a room."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


def words_for(tag: str) -> tuple[str, dict[str, str]]:
    """The page's catalog for a language tag: its language and its texts. The English one if that language has none."""
    return catalog_for("argmap.render", tag)


@cache
def catalog_for(package: str, tag: str) -> tuple[str, dict[str, str]]:
    """A package's catalog for a language tag: its language and texts. The English one if that language has none."""
    folder = files(package).joinpath("catalogs")
    wanted = (tag.lower(), tag.lower().partition("-")[0], "en")
    language = next(
        one for one in wanted if one.replace("-", "").isalnum() and folder.joinpath(f"{one}.json").is_file()
    )
    return language, json.loads(folder.joinpath(f"{language}.json").read_text("utf-8"))
