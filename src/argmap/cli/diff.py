"""`argmap diff`: compare two versions of a map by what they say."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from argmap.analysis import Analysis, analyse
from argmap.cli.maps import note_left_out, read_map, unusable
from argmap.cli.options import OUTPUT_FORMAT
from argmap.cli.terminal import FINDINGS, refuse, talk
from argmap.compare import git
from argmap.compare.diff import compare
from argmap.compare.output import Compared, DiffFormat, format_comparisons
from argmap.findings import MapError
from argmap.layout.engine import Engine
from argmap.loading.load import LoadedMap
from argmap.model import Map
from argmap.project.discover import looks_like_a_map


def diff(
    ctx: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="[OLD NEW | REV[..REV]] [-- PATH...]", help="Two maps, or git revisions."),
    ] = None,
    output: Annotated[DiffFormat, OUTPUT_FORMAT] = DiffFormat.TEXT,
) -> None:
    """Compare versions of a map by meaning.

    Give two maps (- reads standard input), or git revisions. With one revision, the working tree is compared with it;
    with none, with HEAD. The exit status is 0 if the versions say the same, 1 if they differ.
    """
    given = what or []
    is_pair = len(given) == 2  # noqa: PLR2004 - two files
    if "-" in given and (not is_pair or given[0] == given[1]):
        refuse("- is one of two maps, read from standard input", "Give the path of the other map.")
    if is_pair and all(map(_is_input, given)):
        differ = _compare_all([_Pair(*given, *given)], (given[0], given[1]), output, ctx.obj)
    elif is_pair and "-" in given:
        missing = next(path for path in given if path != "-")
        refuse(f'"{missing}" {"is a folder" if Path(missing).is_dir() else "does not exist"}', "Check the path.")
    elif is_pair and Path(given[0]).is_file() and not Path(given[1]).exists():
        refuse(f'"{given[1]}" does not exist', "Check the path.")
    else:
        differ = _compare_revisions(given, output, ctx.obj)
    if differ:
        raise typer.Exit(FINDINGS)


class _Pair(NamedTuple):
    """Two files to compare, and the names to show for them."""

    old: str
    new: str
    old_name: str
    new_name: str


def _compare_revisions(given: Sequence[str], output: DiffFormat, engine: Engine) -> bool:
    revisions, paths = _revisions(given)
    try:
        top = git.top_folder()
        ends = (git.resolve(revisions[0]), git.resolve(revisions[1]) if revisions[1] else None)
        names = git.changed_files(ends, paths)
        _refuse_unknown(paths, ends)
        with tempfile.TemporaryDirectory() as folder:
            old, new = Path(folder, "old"), Path(folder, "new") if ends[1] else top
            git.write_out(ends[0], old)
            if ends[1]:
                git.write_out(ends[1], new)
            pairs = [_Pair(str(old / name), str(new / name), f"{revisions[0]}:{name}", name) for name in names]
            pairs = [pair for pair in pairs if _is_map(pair.old) or _is_map(pair.new)]
            return _compare_all(pairs, (revisions[0], revisions[1] or "working tree"), output, engine)
    except git.GitError as error:
        how_to_fix = "Give two maps, or git revisions followed by -- and paths."
        refuse(str(error).splitlines()[0] if str(error) else f'"{given[0]}" is not a revision', how_to_fix)


def _refuse_unknown(paths: Sequence[str], ends: tuple[str, str | None]) -> None:
    """Refuse a path for which git has no file, which would be taken for one that has not changed."""
    for path in paths:
        if not git.is_known(path, [end for end in ends if end]):
            there = Path(path).exists()
            how_to_fix = "Add it with git add, or compare two files." if there else "Check the path."
            refuse(f'"{path}" {"is not in git" if there else "does not exist"}', how_to_fix)


def _revisions(given: Sequence[str]) -> tuple[tuple[str, str | None], list[str]]:
    """The two revisions and the paths among the arguments; an existing file or folder is taken for a path."""
    first = given[0] if given and not Path(given[0]).exists() else None
    if first is None:
        return ("HEAD", None), list(given)
    old, dots, new = first.partition("..")
    return (old or "HEAD", (new.lstrip(".") or "HEAD") if dots else None), list(given[1:])


def _is_map(path: str) -> bool:
    return Path(path).is_file() and looks_like_a_map(Path(path))


def _is_input(path: str) -> bool:
    """Whether a path is that of a map, or stands for standard input or for no map at all."""
    return path == "-" or (Path(path).exists() and not Path(path).is_dir())


def _compare_all(pairs: Sequence[_Pair], ends: tuple[str, str], output: DiffFormat, engine: Engine) -> bool:
    """Compare each pair of files and print what changed. Returns whether any pair differs."""
    if output in {DiffFormat.HTML, DiffFormat.SVG} and len(pairs) > 1:
        refuse(f"--format {output.value} shows one map, but {len(pairs)} have changed", "Add -- and the path of one.")
    compared = []
    for pair in pairs:
        old, new = _open(pair.old, pair.old_name), _open(pair.new, pair.new_name)
        note_left_out(old if old.left_out else new)
        compared.append(Compared((pair.old_name, pair.new_name), compare(old, new)))
    sys.stdout.write(format_comparisons(compared, ends, output, engine))
    return any(not comparison.is_same for _, comparison in compared)


def _open(path: str, name: str) -> Analysis:
    """The map at a path, or an empty map if the file does not exist or is the null device.

    Errors are shown under `name`.
    """
    if path != "-" and (path == os.devnull or not Path(path).exists()):
        return analyse(LoadedMap(Map()))
    try:
        return read_map(path)
    except MapError as error:
        talk(f"in {name}:")
        unusable(error)
