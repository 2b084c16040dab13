"""`argmap diff`: compare two versions of a map by what they say."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from argmap import __version__
from argmap.analysis import Analysis
from argmap.cli.maps import current_project, note_left_out, refuse_unknown_rules, settings_of
from argmap.cli.options import OUTPUT_FORMAT
from argmap.cli.terminal import AFTER_DASHES, FINDINGS, UNUSABLE, refuse, talk
from argmap.cli.versions import compare_versions, open_version, settings_before
from argmap.compare.diff import ChangeKind, Comparison
from argmap.compare.edits import Sort
from argmap.compare.ends import MapAt, Pair, at_commit, open_ends
from argmap.compare.git import GitError, commit
from argmap.compare.output import Compared, DiffFormat, format_comparisons
from argmap.compare.revisions import split_blob, understood
from argmap.findings import Severity
from argmap.project.config import FailOn

_ROUNDING = 1e-12


def diff(
    ctx: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="[OLD NEW | REV [REV] | REV..REV] [-- PATH...]", help="Two maps, or git revisions."),
    ] = None,
    output: Annotated[DiffFormat, OUTPUT_FORMAT] = DiffFormat.TEXT,
    only: Annotated[Sort | None, typer.Option(help="Only look at differences of this sort.")] = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help="Exit with status 1 only for new findings of at least this severity, or a fall."),
    ] = None,
    max_fall: Annotated[
        float | None,
        typer.Option(
            min=0, max=1, help="Exit with status 1 only if a standing falls by more than this, or for findings."
        ),
    ] = None,
    cached: Annotated[bool, typer.Option("--cached", "--staged", help="Compare with what is staged for git.")] = False,
) -> None:
    """Compare versions of a map by meaning.

    Give two maps (- reads standard input), or revisions, ranges and paths as for git diff. With one revision, the
    working tree is compared with it; with none, with HEAD. The exit status is 0 if the versions say the same, 1 if they
    differ, and 2 if they cannot be compared.
    """
    if only not in {None, Sort.MEANING} and (fail_on is not None or max_fall is not None):
        refuse(f"--only {only} leaves out what --fail-on and --max-fall look at", "Call argmap diff once for each.")
    project = current_project()
    refuse_unknown_rules(project, settings_of(project.config))
    paths = ctx.meta.get(AFTER_DASHES)
    given = (what or [])[: len(what or []) - len(paths or [])]
    try:
        with tempfile.TemporaryDirectory() as folder:
            if paths is None and _are_inputs(given):
                if cached:
                    refuse("--cached compares with a revision, not two maps", "Leave it out, or name no maps.")
                pairs: Sequence[Pair] = [_inputs(given, Path(folder))]
                names = given[0], given[1]
                config = project.config
            else:
                revisions = understood(given, paths, cached=cached)
                names = revisions.old_name, revisions.new_name
                ends = open_ends(revisions, Path(folder), project.texts)
                for note in ends.notes:
                    talk(f"argmap: {note}")
                pairs = ends.pairs
                config = settings_before(ends, project)
            opened = partial(open_version, settings=settings_of(config), texts=project.texts)
            found, broken = _compared(pairs, names, opened)
            if broken and not found:
                raise typer.Exit(UNUSABLE)
            compared = [one.only(only) if only else one for one in found]
            sys.stdout.write(format_comparisons(compared, names, output, ctx.obj, __version__))
    except GitError as error:
        refuse(str(error), error.help)
    if broken:
        raise typer.Exit(UNUSABLE)
    if fail_on is None and max_fall is None:
        fails = not all(one.is_same for one in compared)
    else:
        fails = any(_is_worse(one.comparison, fail_on or FailOn.NEVER, max_fall) for one in compared)
    if fails:
        raise typer.Exit(FINDINGS)


def _is_worse(comparison: Comparison, fail_on: FailOn, max_fall: float | None) -> bool:
    """Whether there are new findings of a severity, or a conclusion stands in a smaller share of worlds by so much."""
    found = [finding.severity for finding in comparison.new_findings]
    if fail_on is not FailOn.NEVER and any(severity.is_at_least(Severity(fail_on.value)) for severity in found):
        return True
    if max_fall is None:
        return False
    # What no longer stands for what it did has fallen to nothing: a conclusion that was removed, or says the contrary.
    denied = {change.new for change in comparison.changes if change.what is ChangeKind.NEGATED}
    falls = [
        (one.before or 0) - (0 if one.conclusion in denied else one.after or 0)
        for one in comparison.standings
        if one.old
    ]
    return any(fall > max_fall + _ROUNDING for fall in falls)


def _are_inputs(given: Sequence[str]) -> bool:
    """Whether the words are two maps. If one is missing, and they can be nothing else, exit with status 2."""
    if "" in given:
        refuse("the path of a map is empty", "Give two maps, or revisions.")
    are_two = len(given) == 2  # noqa: PLR2004 - a comparison has two sides
    if "-" in given and (not are_two or given[0] == given[1]):
        refuse("- is one of two maps, read from standard input", "Give the path of the other map.")
    if not are_two:
        return False
    missing = [word for word in given if not _is_input(word)]
    if missing and len(missing) < len(given) and not _could_be_in_git(given):
        refuse(f'"{missing[0]}" {"is a folder" if Path(missing[0]).is_dir() else "does not exist"}', "Check the path.")
    return not missing


def _is_input(word: str) -> bool:
    """Whether a word is the path of a map, `REV:path`, or stands for standard input or for no map at all."""
    return word == "-" or (Path(word).exists() and not Path(word).is_dir()) or split_blob(word) is not None


def _could_be_in_git(given: Sequence[str]) -> bool:
    """Whether one of two words is a revision, or both are folders or files of a checkout."""
    return "-" not in given and (".." in given[0] or commit(given[0]) is not None or Path(given[1]).is_dir())


def _inputs(given: Sequence[str], folder: Path) -> Pair:
    """Two maps that are named each for itself."""
    return Pair(_input(given[0], folder / "old"), _input(given[1], folder / "new"))


def _input(word: str, folder: Path) -> MapAt | None:
    blob = None if Path(word).exists() else split_blob(word)
    if blob is None:
        return None if word == os.devnull else MapAt(Path(word), word)
    revision, path = blob
    found = at_commit(commit(revision) or "", revision, folder).at(path)
    if found is None:
        raise GitError(f'"{path}" is not in {revision}', "Write the path from the top of the checkout.")
    return found


def _compared(
    pairs: Sequence[Pair], ends: tuple[str, str], opened: Callable[[MapAt | None], Analysis]
) -> tuple[list[Compared], int]:
    """Each pair of maps, compared, and how many cannot be; `opened` gives the analysis of a map, or says why not."""
    compared = []
    broken = 0
    for pair in pairs:
        try:
            old, new = opened(pair.old), opened(pair.new)
        except typer.Exit:
            broken += 1
            continue
        note_left_out(old if old.left_out else new)
        names = tuple(_name(one, end) for one, end in zip(pair, ends, strict=True))
        compared.append(Compared((names[0], names[1]), compare_versions(old, new, pair), pair.moved))
    return compared, broken


def _name(map_: MapAt | None, end: str) -> str:
    return map_.name if map_ is not None else f"nothing in {end}"
