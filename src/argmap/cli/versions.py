"""Opening the versions of a map that are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from argmap.analysis import Analysis, analyse
from argmap.cli.maps import read_map, show_errors
from argmap.cli.terminal import UNUSABLE
from argmap.compare.diff import Comparison, compare
from argmap.compare.ends import MapAt, Pair
from argmap.findings import Finding, MapError
from argmap.loading.load import LoadedMap
from argmap.model import Map
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
