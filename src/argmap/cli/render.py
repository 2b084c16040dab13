"""`argmap render`: draw maps as SVG, HTML, DOT, JSON, plain text, PNG or PDF."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.maps import folder_for, read_map, refuse_collisions, show_errors, stem_of
from argmap.cli.options import Measure, OutFolderOrOutput, choice, comma_separated
from argmap.cli.terminal import UNUSABLE, refuse, talk, write_whole
from argmap.findings import MapError, UnknownElement
from argmap.layout.engine import Engine
from argmap.model import Kind
from argmap.render import Format
from argmap.render.draw import Drawn, draw
from argmap.settings import GRAPHVIZ_DIRECTIONS, Detail, Direction, MeasureName, Settings, Theme
from argmap.source import shortened, visible


class DirectionOption(StrEnum):
    """Directions, including Graphviz's names for them."""

    AUTO = "auto"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    BT = "bt"
    TB = "tb"
    RL = "rl"
    LR = "lr"


_SUFFIXES = {Format.TEXT: "txt"}


def render(
    ctx: typer.Context,
    maps: Annotated[list[str], typer.Argument(metavar="MAP...", help="Maps to draw; - reads standard input.")],
    formats: Annotated[
        str, typer.Option("--format", "-f", help=f"Output formats, comma-separated: {', '.join(Format)}.")
    ] = "svg,html",
    out: OutFolderOrOutput = None,
    direction: Annotated[
        DirectionOption, typer.Option(case_sensitive=False, help="Direction in which the reasoning flows.")
    ] = DirectionOption.AUTO,
    theme: Annotated[
        Theme,
        typer.Option(help="Colours. With auto, pages follow the reader's system; print is black and white."),
    ] = Theme.AUTO,
    focus: Annotated[str | None, typer.Option(metavar="ID", help="Draw only the part around this element.")] = None,
    depth: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Number of steps around --focus.", show_default="2")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Draw only these kinds of elements, comma-separated; can be repeated."),
    ] = None,
    detail: Annotated[
        str,
        typer.Option(
            metavar="auto|all|N",
            help="How much to show: as much as can be read on a laptop, all, or at most N elements. "
            "The page unfolds the rest.",
        ),
    ] = "auto",
    legend: Annotated[bool, typer.Option("--legend/--no-legend", help="Draw the legend.")] = True,
    weak: Annotated[bool, typer.Option("--weak/--no-weak", help="Mark weak links and show standings.")] = True,
    top: Annotated[int, typer.Option(min=0, metavar="N", help="Number of weak links to mark.")] = 5,
    measure: Measure = MeasureName.STANDING,
    findings: Annotated[
        bool, typer.Option("--findings/--no-findings", help="Mark the findings of argmap check.")
    ] = True,
) -> None:
    """Draw argument maps.

    Files are written next to each map unless --out is given. If one map cannot be drawn, the others still are.
    """
    wanted = _formats(formats)
    if out == "-" and (len(maps) > 1 or len(wanted) > 1):
        refuse("--out - takes one map and one format", "Add --format svg, or give a folder.")
    if depth is not None and focus is None:
        refuse("--depth counts steps around --focus, which is not given", "Add --focus ID.")
    settings = Settings(
        measure=measure,
        weak=weak,
        findings=findings,
        theme=theme,
        direction=GRAPHVIZ_DIRECTIONS.get(direction.value) or Direction(direction.value),
        focus=focus,
        depth=2 if depth is None else depth,
        only=_kinds(only or []),
        detail=_detail(detail),
        legend=legend,
        top=top,
    )
    if out != "-":
        refuse_collisions({name: [_target(name, form, out) for form in wanted] for name in maps})
    maps = list(dict.fromkeys(maps))
    bad = 0
    for number, name in enumerate(maps, 1):
        if len(maps) > 1:
            talk(f"[{number}/{len(maps)}] {name}")
        bad += not _render_one(name, wanted, out, settings, ctx.obj)
    if bad:
        if len(maps) > 1:
            talk(f"{bad} of {len(maps)} maps could not be drawn")
        raise typer.Exit(UNUSABLE)


def _render_one(name: str, wanted: Sequence[Format], out: str | None, settings: Settings, engine: Engine) -> bool:
    """Draw one map. Returns whether that worked; if not, the reason has been shown."""
    drawn = _draw(name, wanted, settings, engine)
    if drawn is None:
        return False
    for note in drawn.notes:
        talk(f"argmap: {name}: {note}")
    for failure in drawn.failures.values():
        talk(f"argmap: {failure}")
    return _write(name, drawn.outputs, out) and not drawn.failures


def _draw(name: str, wanted: Sequence[Format], settings: Settings, engine: Engine) -> Drawn | None:
    try:
        return draw(read_map(name, settings), wanted, engine)
    except MapError as error:
        show_errors(error)
    except UnknownElement as error:
        talk(f"argmap: --focus: {error}", f"  help: {error.advice}")
    except RecursionError:
        talk(f"argmap: {name}: too large to draw")
    return None


def _write(name: str, outputs: Mapping[Format, bytes], out: str | None) -> bool:
    if out == "-":
        for data in outputs.values():
            sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return True
    for form, data in outputs.items():
        target = _target(name, form, out)
        try:
            write_whole(target, data)
        except OSError as error:
            talk(f"argmap: {target} cannot be written: {error.strerror or error}")
            return False
        talk(f"wrote {target}")
    return True


def _target(name: str, form: Format, out: str | None) -> Path:
    """The file to write a map to in a format."""
    return folder_for(name, out) / f"{stem_of(name)}.{_SUFFIXES.get(form, form.value)}"


def _formats(text: str) -> list[Format]:
    names = comma_separated([text.lower()])
    if not names:
        refuse("--format is empty", f"Choose from: {', '.join(Format)}.")
    return list(dict.fromkeys(Format(choice("--format", name, list(Format))) for name in names))


_MOST_DIGITS = 9


def _detail(text: str) -> Detail:
    words: dict[str, Detail] = {"auto": "auto", "all": "all"}
    word = text.strip().lower()
    if word in words:
        return words[word]
    if word.isdecimal() and word.isascii() and len(word) <= _MOST_DIGITS and int(word):
        return int(word)
    return refuse(f'--detail: "{shortened(visible(text), 40)}" is not valid', "Give auto, all, or a number from 1 on.")


def _kinds(names: Sequence[str]) -> frozenset[Kind]:
    words = {word: kind for kind in Kind if kind is not Kind.SOURCE for word in (kind.value, kind.table)}
    return frozenset(words[choice("--only", name.lower(), sorted(words))] for name in comma_separated(names))
