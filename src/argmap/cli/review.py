"""`argmap review`: write a report for reviewing a map."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from argmap.analysis import Analysis
from argmap.cli.maps import (
    Project,
    current_project,
    folder_for,
    note_left_out,
    read_map,
    refuse_unknown_rules,
    settings_of,
    stem_of,
    unusable,
)
from argmap.cli.options import OUTPUT_FORMAT, MapPath, OutFolderOrOutput
from argmap.cli.terminal import refuse, write_all
from argmap.cli.versions import compare_versions, open_version, settings_before
from argmap.compare.changed import changed_blocks
from argmap.compare.ends import Pair, open_ends
from argmap.compare.git import GitError
from argmap.compare.revisions import since_commit
from argmap.compare.sheets import sheets
from argmap.findings import Level, MapError
from argmap.layout.engine import Engine
from argmap.loading.read import is_stream
from argmap.project.config import Config
from argmap.render.drawing import lay_out
from argmap.render.svg import Picture
from argmap.report.review import Pictures, review_blocks
from argmap.report.sheet import ENDINGS, Block, SheetFormat, format_sheet
from argmap.settings import Settings


def review(
    ctx: typer.Context,
    path: MapPath,
    since: Annotated[
        str | None, typer.Option(metavar="REV", help="Begin with what has changed since this git revision.")
    ] = None,
    output: Annotated[SheetFormat, OUTPUT_FORMAT] = SheetFormat.HTML,
    out: OutFolderOrOutput = None,
) -> None:
    """Write a report for reviewing a map.

    The report shows what has changed, standing, picture, weak links with their grades, and findings; the rest is folded
    away: open critical questions, grades and their reasons, cautions, contested claims and sources.
    """
    folder = folder_for(path, out) if out != "-" else None
    if since is not None and is_stream(path):
        refuse("--since compares a file that git knows, not standard input", "Give the path of the map.")
    project = current_project()
    settings = _settings(project.config)
    refuse_unknown_rules(project, settings)
    try:
        analysis = read_map(path, settings, project.texts)
    except MapError as error:
        unusable(error)
    note_left_out(analysis)
    engine = ctx.obj if output is SheetFormat.HTML else None
    changed = _changed(path, since, analysis, project, engine) if since is not None else ()
    blocks = review_blocks(analysis, _pictures(analysis, engine) if engine is not None else None, changed)
    made = format_sheet(analysis.title, analysis.map.map.language, blocks, output)
    if folder is None:
        sys.stdout.buffer.write(made.encode())
    else:
        write_all(folder, {f"{stem_of(path)}-review.{ENDINGS[output]}": made.encode()})


def _settings(config: Config) -> Settings:
    """Those of the project, but for a level that shows more."""
    level = Level.THOROUGH if config.level is Level.DEFAULT else config.level
    return settings_of(config).model_copy(update={"level": level})


def _pictures(analysis: Analysis, engine: Engine) -> Pictures:
    """What of the map can be read on a screen, and all of it."""
    drawing = lay_out(analysis, engine)
    first = Picture(drawing, "first-").svg
    whole = Picture(lay_out(analysis, engine, detail="all")).svg if drawing.is_part else ""
    return Pictures(first, whole)


def _changed(path: str, since: str, analysis: Analysis, project: Project, engine: Engine | None) -> Sequence[Block]:
    """What has changed in a map since a revision."""
    try:
        revisions = since_commit(since, path)
        with tempfile.TemporaryDirectory() as folder:
            ends = open_ends(revisions, Path(folder), project.texts)
            pairs = ends.pairs
            settings = _settings(settings_before(ends, project))
            pair = next((one for one in pairs if one.new is not None and one.new.path.samefile(path)), None)
            if pair is None:
                if pairs:
                    whole = pairs[0].new or pairs[0].old
                    refuse(f"{path} is part of {whole.name if whole else 'another map'}", "Review that map.")
                comparison = compare_versions(analysis, analysis, Pair(None, None))
            else:
                is_same = settings == analysis.settings
                new = analysis if is_same else open_version(pair.new, settings, project.texts)
                comparison = compare_versions(open_version(pair.old, settings, project.texts), new, pair)
    except GitError as error:
        refuse(f"--since: {error}", error.help)
    pictures = sheets(comparison, engine, "changes-") if engine is not None and not comparison.is_same else []
    return changed_blocks(comparison, since, [picture.svg for picture in pictures], pair.moved if pair else None)
