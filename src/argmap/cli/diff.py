"""`argmap diff`: what changed in meaning between two versions of a map."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.options import choice
from argmap.cli.terminal import FINDINGS, UNUSABLE, refuse, talk

if TYPE_CHECKING:
    from argmap.loading.load import LoadedMap
    from argmap.review.compare import Comparison

_FORMATS = ("text", "markdown", "json", "html", "svg")


def diff(
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="[OLD NEW | REV[..REV]] [-- PATH...]", help="Two maps; or revisions of a git checkout."),
    ] = None,
    output: Annotated[str, typer.Option("--format", "-f", help="text, markdown, json, html or svg.")] = "text",
) -> None:
    """Show what changed in meaning between two versions of a map.

    Without a revision the working tree is compared with HEAD, with one the working tree with that. Ends with 0 where
    the two say the same, with 1 where they differ.
    """
    output = choice("--format", output, _FORMATS)
    given = what or []
    if len(given) == 2 and all(Path(one).is_file() for one in given):  # noqa: PLR2004 - two files
        pairs = [(given[0], given[1], given[0], given[1])]
        differ = _compare_all(pairs, output)
    else:
        differ = _compare_revisions(given, output)
    if differ:
        raise typer.Exit(FINDINGS)


def _compare_revisions(given: list[str], output: str) -> bool:
    from argmap.review import git  # noqa: PLC0415 - light start

    revisions, paths = _revisions(given)
    try:
        top = git.top_folder()
        ends = (git.resolve(revisions[0]), git.resolve(revisions[1]) if revisions[1] else None)
        names = git.changed_files(ends, paths)
        with tempfile.TemporaryDirectory() as folder:
            old, new = Path(folder, "old"), Path(folder, "new") if ends[1] else top
            git.write_out(ends[0], old)
            if ends[1]:
                git.write_out(ends[1], new)
            pairs = [(str(old / name), str(new / name), f"{revisions[0]}:{name}", name) for name in names]
            return _compare_all([one for one in pairs if _is_map(one[0]) or _is_map(one[1])], output)
    except git.GitError as error:
        way_out = "Name two maps, or revisions of a git checkout and paths after --."
        refuse(str(error).splitlines()[0] if str(error) else f'"{given[0]}" is no revision', way_out)


def _revisions(given: list[str]) -> tuple[tuple[str, str | None], list[str]]:
    """The revisions and paths of a call; what is a file or folder is a path."""
    first = given[0] if given and not Path(given[0]).exists() else None
    paths = given[1:] if first is not None else given
    if first is None:
        return ("HEAD", None), paths
    old, dots, new = first.partition("..")
    return (old or "HEAD", (new.lstrip(".") or "HEAD") if dots else None), paths


def _is_map(path: str) -> bool:
    from argmap.loading.discover import looks_like_a_map  # noqa: PLC0415 - light start

    return Path(path).is_file() and looks_like_a_map(Path(path))


def _compare_all(pairs: list[tuple[str, str, str, str]], output: str) -> bool:
    """Compare each pair of files, told under their names; whether any of them differ."""
    if output in {"html", "svg"} and len(pairs) > 1:
        refuse(f"--format {output} shows one map, and {len(pairs)} have changed", "Name one after --.")
    if not pairs and output == "text":
        talk("no map has changed")
    differ = False
    for old, new, before, after in pairs:
        maps = _load(old, before), _load(new, after)
        comparison = _compare(*maps)
        differ |= not comparison.is_same
        if len(pairs) > 1 and output == "text":
            sys.stdout.write(f"{after}\n")
        sys.stdout.write(_told(comparison, maps, (before, after), output))
        if len(pairs) > 1 and output == "text":
            sys.stdout.write("\n")
    return differ


def _load(path: str, name: str) -> LoadedMap:
    """The map at a path, told as `name`; an empty one where there is no such file."""
    from argmap.cli.maps import tell_findings  # noqa: PLC0415 - light start
    from argmap.findings import MapError  # noqa: PLC0415 - as above
    from argmap.loading.load import LoadedMap, load_file  # noqa: PLC0415 - as above
    from argmap.model import Map  # noqa: PLC0415 - as above

    if not Path(path).exists():
        return LoadedMap(Map(), (), {})
    try:
        return load_file(path)
    except MapError as error:
        talk(f"in {name}:")
        tell_findings(error)
        raise typer.Exit(UNUSABLE) from None


def _compare(old: LoadedMap, new: LoadedMap) -> Comparison:
    from argmap.critique import criticise  # noqa: PLC0415 - light start
    from argmap.review.compare import compare  # noqa: PLC0415 - as above

    findings = [criticise(one).findings if one.documents else () for one in (old, new)]
    return compare(old.map, new.map, *findings)


def _told(comparison: Comparison, maps: tuple[LoadedMap, LoadedMap], names: tuple[str, str], output: str) -> str:
    from argmap.review import told  # noqa: PLC0415 - light start

    if output == "text":
        return told.told_as_text(comparison)
    if output == "json":
        return told.told_as_json(comparison)
    if output == "markdown":
        from argmap.report.sheet import sheet_markdown  # noqa: PLC0415 - as above

        return sheet_markdown(told.told_as_blocks(comparison, names))
    picture = _picture(comparison, maps)
    if output == "svg":
        return picture
    from argmap.report.sheet import sheet_html  # noqa: PLC0415 - as above

    blocks = told.told_as_blocks(comparison, names, picture)
    return sheet_html(f"{names[0]} → {names[1]}", maps[1].map.map.language, blocks)


def _picture(comparison: Comparison, maps: tuple[LoadedMap, LoadedMap]) -> str:
    from argmap.layout.engine import Engine  # noqa: PLC0415 - light start
    from argmap.pipeline import Options, draw  # noqa: PLC0415 - as above
    from argmap.review.both import both  # noqa: PLC0415 - as above

    together, status = both(maps[0].map, maps[1].map, comparison)
    options = Options(weak=False, findings=False, changes=status)
    with Engine() as engine:
        return draw(together, "both versions", ["svg"], options, engine).outputs["svg"].decode()
