"""`argmap render`: draw maps as SVG, HTML, DOT, JSON, PNG or PDF."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from argmap.cli.maps import folder_for, stem_of, tell_findings
from argmap.cli.options import MEASURE_HELP, MEASURES, choice
from argmap.cli.terminal import UNUSABLE, refuse, talk, write_whole

if TYPE_CHECKING:
    from argmap.layout.engine import Engine
    from argmap.loading.load import LoadedMap
    from argmap.model import Kind
    from argmap.pipeline import Options

_DIRECTIONS = {"auto": "auto", "up": "up", "down": "down", "left": "left", "right": "right"}
_DIRECTIONS |= {"bt": "up", "tb": "down", "rl": "left", "lr": "right"}
_THEMES = ("auto", "light", "dark", "print")


def render(
    maps: Annotated[list[str], typer.Argument(metavar="MAP...", help="Maps to draw; - is standard input.")],
    formats: Annotated[
        str, typer.Option("--format", "-f", help="svg, html, dot, json, text, png, pdf; several with commas.")
    ] = "svg,html",
    out: Annotated[
        str | None, typer.Option("--out", "-o", metavar="DIR|-", help="Folder to write to; - is standard output.")
    ] = None,
    direction: Annotated[str, typer.Option(help="Where the reasoning flows: auto, up, down, left, right.")] = "auto",
    theme: Annotated[
        str, typer.Option(help="auto (light; a page follows the screen), light, dark or print (black and white).")
    ] = "auto",
    focus: Annotated[str | None, typer.Option(metavar="ID", help="Draw only what is near this element.")] = None,
    depth: Annotated[int, typer.Option(min=0, metavar="N", help="How many steps around --focus.")] = 2,
    only: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Draw only this kind of element; can be repeated.")
    ] = None,
    legend: Annotated[bool, typer.Option("--legend/--no-legend", help="Draw the legend.")] = True,
    weak: Annotated[bool, typer.Option("--weak/--no-weak", help="Mark weak links and show standings.")] = True,
    top: Annotated[int, typer.Option(min=0, metavar="N", help="How many weak links to mark.")] = 5,
    measure: Annotated[str, typer.Option(help=MEASURE_HELP)] = "standing",
    findings: Annotated[bool, typer.Option("--findings/--no-findings", help="Mark what argmap check finds.")] = True,
) -> None:
    """Draw argument maps.

    Files are written beside each map unless --out is given. One bad map does not stop the others.
    """
    wanted = _formats(formats)
    if out == "-" and (len(maps) > 1 or len(wanted) > 1):
        refuse("--out - takes one map and one format", "Add --format svg, or name a folder.")
    if out not in {None, "-"} and Path(str(out)).is_file():
        refuse(f'"{out}" is a file', "--out names a folder, or - for standard output.")
    flow = choice("--direction", direction.lower(), list(_DIRECTIONS))
    theme = choice("--theme", theme, _THEMES)
    measure = choice("--measure", measure, MEASURES)
    from argmap.layout.engine import Engine  # noqa: PLC0415 - its worker loads while we go on importing

    with Engine() as engine:
        from argmap.pipeline import Options  # noqa: PLC0415 - as above

        options = Options(
            _DIRECTIONS[flow], theme, focus, depth, _kinds(only or []), legend, weak, measure, top, findings
        )
        many = len(maps) > 1
        bad = 0
        for number, name in enumerate(maps, 1):
            if many:
                talk(f"[{number}/{len(maps)}] {name}")
            bad += not _render_one(name, wanted, out, options, engine)
    if bad:
        if many:
            talk(f"{bad} of {len(maps)} maps could not be drawn")
        raise typer.Exit(UNUSABLE)


def _render_one(name: str, wanted: Sequence[str], out: str | None, options: Options, engine: Engine) -> bool:
    """Draw one map; False where that failed, after telling why."""
    from argmap.assess.gradual import NotSettled  # noqa: PLC0415 - as above
    from argmap.findings import MapError  # noqa: PLC0415 - light start
    from argmap.loading.load import load_file  # noqa: PLC0415 - as above
    from argmap.pipeline import draw  # noqa: PLC0415 - as above

    try:
        loaded = load_file(name)
    except MapError as error:
        tell_findings(error)
        return False
    stem = stem_of(name)
    if options.focus is not None and not _has(loaded.map, options.focus):
        return _tell_unknown_focus(options.focus, loaded.map)
    pictures: dict[str, bytes] = {}
    failed = False
    note = ""
    try:
        texts = _texts(loaded)
        picture = draw(loaded.map, stem, [one for one in wanted if one not in _IMAGES], options, engine, texts)
        pictures, note = dict(picture.outputs), picture.note
        for image in (one for one in wanted if one in _IMAGES):
            failed |= not _draw_image(loaded.map, stem, image, options, engine, pictures)
    except RecursionError:
        talk(f"argmap: {name}: too large to draw")
        return False
    except NotSettled:
        talk(f"argmap: {name}: {options.measure} does not settle on this map\n  help: Use --measure standing.")
        return False
    if note:
        talk(f"argmap: {name}: {note}")
    return _write(name, stem, pictures, out) and not failed


def _texts(loaded: LoadedMap) -> dict[str, str]:
    """The texts of the map's sources that it names files for."""
    if not any(source.text for source in loaded.map.sources.values()):
        return {}
    from argmap.loading.source_texts import source_texts  # noqa: PLC0415 - only where there are texts

    return source_texts(loaded, {})[0]


_IMAGES = ("png", "pdf")


def _draw_image(map_, stem: str, image: str, options: Options, engine: Engine, pictures: dict[str, bytes]) -> bool:  # type: ignore[no-untyped-def] # noqa: ANN001 - a Map, imported late
    from argmap.pipeline import draw  # noqa: PLC0415 - light start
    from argmap.render.fonts import ImageError  # noqa: PLC0415 - as above

    try:
        pictures |= draw(map_, stem, [image], options, engine).outputs
    except ImageError as error:
        talk(f"argmap: {error}")
        return False
    return True


_SUFFIXES = {"text": "txt"}


def _write(name: str, stem: str, pictures: dict[str, bytes], out: str | None) -> bool:
    if out == "-":
        for data in pictures.values():
            sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return True
    folder = folder_for(name, out)
    for suffix, data in pictures.items():
        target = folder / f"{stem}.{_SUFFIXES.get(suffix, suffix)}"
        try:
            write_whole(target, data)
        except OSError as error:
            talk(f"argmap: {target} cannot be written: {error.strerror or error}")
            return False
        talk(f"wrote {target}")
    return True


def _has(map_, name: str) -> bool:  # type: ignore[no-untyped-def] # noqa: ANN001 - a Map, imported late
    return any(name == other and kind.value != "source" for kind, other, _ in map_.elements())


def _tell_unknown_focus(focus: str, map_) -> bool:  # type: ignore[no-untyped-def] # noqa: ANN001 - a Map, imported late
    import difflib  # noqa: PLC0415 - needed only where there is something to report

    near = difflib.get_close_matches(focus, [name for _, name, _ in map_.elements()], n=1)
    way_out = f'Did you mean "{near[0]}"?' if near else "Name an id of the map."
    talk(f'argmap: --focus: unknown id "{focus}"\n  help: {way_out}')
    return False


def _formats(text: str) -> list[str]:
    from argmap.render import FORMATS  # noqa: PLC0415 - light start

    names = [part.strip().lower() for part in text.split(",") if part.strip()]
    if not names:
        refuse("--format names no format", f"They are {', '.join(FORMATS)}.")
    return list(dict.fromkeys(choice("--format", name, FORMATS) for name in names))


def _kinds(names: Sequence[str]) -> frozenset[Kind]:
    from argmap.model.kind import Kind  # noqa: PLC0415 - light start

    words = {kind.value: kind for kind in Kind if kind is not Kind.SOURCE}
    words |= {kind.table: kind for kind in Kind if kind is not Kind.SOURCE}
    parts = [part.strip().lower() for name in names for part in name.split(",") if part.strip()]
    return frozenset(words[choice("--only", part, sorted(words))] for part in parts)
