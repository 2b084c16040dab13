"""Helpers for the commands that read a map: open it or exit, and choose where to write what is made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, NoReturn

import typer

from argmap.analysis import Analysis, analyse
from argmap.cli.terminal import UNUSABLE, refuse, talk, talk_as_it_is, use_color
from argmap.convert.losses import in_brief
from argmap.convert.read import read_any
from argmap.findings import MapError
from argmap.loading.read import is_stream
from argmap.project.config import Config, find_config
from argmap.project.discover import discover
from argmap.project.source_texts import source_texts
from argmap.report.text import format_errors
from argmap.rules.registry import chosen_rules
from argmap.settings import Settings

GIVE_A_MAP = "Give the path of a map, or create one with argmap new."
"""The help for a command that was given no map."""


def maps_in(paths: Sequence[str], *, only_toml: bool = False) -> list[str]:
    """The maps that paths and patterns refer to; if there are none, exit with status 2."""
    if sum(map(is_stream, paths)) > len({path for path in paths if is_stream(path)}):
        refuse("standard input can be read only once", "Name it once.")
    found = discover(paths, only_toml=only_toml)
    if not found:
        refuse(f"no maps found in {', '.join(paths)}", GIVE_A_MAP)
    return found


class Project(NamedTuple):
    """The settings of the project that the current folder is in, and their file (None: the defaults)."""

    config: Config
    file: Path | None

    @property
    def texts(self) -> dict[str, Path]:
        """The files with the texts of sources, by source id; their paths are relative to the settings file."""
        folder = self.file.parent if self.file is not None else Path()
        return {source_id: folder / path for source_id, path in self.config.sources.items()}


def settings_of(config: Config) -> Settings:
    """The settings of an analysis that a project sets."""
    return Settings(select=config.select, ignore=config.ignore, level=config.level, low_standing=config.low_standing)


def current_project() -> Project:
    """The settings that apply in the current folder; if they cannot be used, show why and exit with status 2."""
    try:
        config, file = find_config(Path.cwd())
    except MapError as error:
        unusable(error)
    return Project(config, file)


def refuse_unknown_rules(project: Project, settings: Settings) -> None:
    """Exit with status 2 if the settings name a rule that does not exist; options have been checked by then."""
    try:
        chosen_rules(settings.select, settings.ignore)
    except ValueError as error:
        refuse(f"{project.file}: {error}", "Correct select or ignore.")


def read_map(
    path: str,
    settings: Settings | None = None,
    given: Mapping[str, Path] = MappingProxyType({}),
    name: str | None = None,
) -> Analysis:
    """Load and analyse the map at a path (`-` is standard input). Raises `MapError` if it cannot be used.

    `given` maps source ids to files with the texts of the sources. Messages call the map `name` (default: its path).
    """
    reading = read_any(path)
    note_lost(name or path, in_brief(reading.losses))
    return analyse(reading.loaded, settings, source_texts(reading.loaded, given))


def note_lost(path: str, lost: str) -> None:
    """Say, on standard error, what of a map in another format could not be kept, if anything."""
    if lost:
        talk(f"argmap: {path}: not kept: {lost}; argmap convert says where")


def open_map(path: str, settings: Settings | None = None) -> Analysis:
    """Load and analyse a map; if it cannot be used, show why and exit with status 2."""
    try:
        return read_map(path, settings)
    except MapError as error:
        unusable(error)


def note_left_out(analysis: Analysis) -> None:
    """Say, on standard error, which conclusions were not assessed, if any."""
    if analysis.left_out:
        talk(f"argmap: {analysis.left_out}")


def unusable(error: MapError) -> NoReturn:
    """Show why a map cannot be used, and exit with status 2."""
    show_errors(error)
    raise typer.Exit(UNUSABLE) from None


def show_errors(error: MapError) -> None:
    """Show why a map cannot be used, on standard error."""
    talk_as_it_is(format_errors(error.findings, color=use_color()))


def stem_of(path: str) -> str:
    """The stem for the names of files made from a map."""
    return "map" if is_stream(path) else Path(path).stem


def folder_for(path: str, out: str | None) -> Path:
    """The folder to write to: `out` if given, else the map's folder, or the current one for a stream.

    If `out` cannot be a folder, it says so and exits with status 2.
    """
    if out is None:
        return Path() if is_stream(path) else Path(path).parent
    if out == "-":
        refuse("this command writes several files, which standard output cannot take", "Give --out a folder.")
    if Path(out).exists() and not Path(out).is_dir():
        refuse(f'--out: "{out}" is a file, not a folder', "Choose another folder.")
    return Path(out)


def refuse_collisions(targets: Mapping[str, Iterable[Path]]) -> None:
    """Exit with status 2 if two inputs would be written to one file, or one of them over an input; nothing is written.

    `targets` has the files to be made from each input, by its path.
    """
    inputs = {_full(Path(name)): name for name in targets if not is_stream(name)}
    made: dict[Path, str] = {}
    for name, files in targets.items():
        for file in files:
            full = _full(file)
            if full in inputs:
                refuse(f"{file}, made from {name}, would overwrite {inputs[full]}", "Choose another folder with --out.")
            if full in made:
                how_to_fix = "Rename one of them, or choose a different folder for each with --out."
                refuse(f"{made[full]} and {name} would both be written to {file}", how_to_fix)
            made[full] = name


def _full(path: Path) -> Path:
    """The path without links and steps up, if it can be resolved."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a link to itself
        return path.absolute()
