"""Opening the versions of a map that are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from argmap.analysis import Analysis, analyse
from argmap.cli.maps import Project, read_map, show_errors, unusable
from argmap.cli.terminal import UNUSABLE, talk
from argmap.compare.diff import Comparison, compare
from argmap.compare.ends import Ends, MapAt, Pair
from argmap.compare.git import top_folder
from argmap.english import enumerated
from argmap.findings import Finding, MapError
from argmap.loading.load import LoadedMap
from argmap.model import Map
from argmap.project.config import Config
from argmap.settings import Settings


def open_version(map_: MapAt | None, settings: Settings, texts: Mapping[str, Path]) -> Analysis:
    """A map, or an empty one for none. Errors are shown under the map's name, with exit status 2."""
    if map_ is None:
        return analyse(LoadedMap(Map()), settings)
    try:
        return read_map(str(map_.path), settings, {**texts, **map_.texts}, map_.name)
    except MapError as error:
        show_errors(error.renamed(map_.folder, map_.label) if map_.folder else error)
        raise typer.Exit(UNUSABLE) from None


def compare_versions(old: Analysis, new: Analysis, pair: Pair) -> Comparison:
    """The comparison, with findings that are in files of the checkout instead of where these were written to."""

    def placed(findings: Sequence[Finding], map_: MapAt | None) -> tuple[Finding, ...]:
        folder = map_.folder if map_ is not None else ""
        return tuple(finding.renamed(folder, "") for finding in findings) if folder else tuple(findings)

    comparison = compare(old, new)
    return comparison._replace(
        new_findings=placed(comparison.new_findings, pair.new),
        resolved_findings=placed(comparison.resolved_findings, pair.old),
    )


def settings_before(ends: Ends, project: Project) -> Config:
    """The settings for both ends: those of the old one, so that no change of settings hides what it would have found.

    That they differ is said on standard error. Settings that git does not know are the same at both ends.
    """
    top = top_folder().resolve()
    if project.file is not None:
        file = project.file.resolve()
        path = file.relative_to(top).as_posix() if file.is_relative_to(top) else ""
        if path not in ends.old.files | ends.new.files:
            return project.config
    folder = Path.cwd().resolve()
    here = folder.relative_to(top).as_posix() if folder.is_relative_to(top) else "."
    try:
        before, after = ends.old.settings(here), ends.new.settings(here)
    except MapError as error:
        unusable(error)
    differ = [name for name in Config.model_fields if getattr(before, name) != getattr(after, name)]
    if differ:
        said = f"the settings differ ({enumerated(differ)}); both ends are checked with those of {ends.old.label}"
        talk(f"argmap: {said}")
    return before
