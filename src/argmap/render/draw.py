"""Drawing an analysis: it is laid out once, and each format is rendered from that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import NamedTuple

from argmap.analysis import Analysis
from argmap.layout.engine import Engine
from argmap.render import RENDERERS, Format
from argmap.render.drawing import Drawing, lay_out
from argmap.render.fonts import ImageError
from argmap.render.svg import Picture


class Drawn(NamedTuple):
    """A picture in several formats, with notes on how it was made.

    `failures` gives, for each image that could not be made, the format and the reason.
    """

    outputs: Mapping[Format, bytes]
    notes: tuple[str, ...]
    failures: Mapping[Format, str]


def draw(
    analysis: Analysis,
    formats: Iterable[Format],
    engine: Engine,
    *,
    live: bool = False,
    changes: Mapping[str, str] | None = None,
) -> Drawn:
    """Draw an analysis in each of the formats, according to its settings.

    Raises `UnknownElement` if the focus is not in the map, and `NotSettled` if the measure does not converge on it.
    """
    drawing = lay_out(analysis, engine, live=live, changes=changes)
    picture = Picture(drawing)
    outputs: dict[Format, bytes] = {}
    failures: dict[Format, str] = {}
    for form in formats:
        try:
            outputs[form] = render(picture, form)
        except ImageError as error:
            failures[form] = str(error)
    return Drawn(outputs, _notes(drawing), failures)


def render(picture: Picture, form: Format) -> bytes:
    """Render a picture in one format. Raises `ImageError` if a PNG or PDF cannot be made."""
    module, function = RENDERERS[form]
    made = getattr(import_module(module), function)(picture)
    return made if isinstance(made, bytes) else str(made).encode("utf-8")


def _notes(drawing: Drawing) -> tuple[str, ...]:
    notes = [drawing.placement.note] if drawing.placement.note else []
    left_out = drawing.analysis.roots_left_out if drawing.settings.weak else 0
    if left_out:
        total = len(drawing.graph.roots())
        notes.append(f"{left_out} of {total} conclusions were not assessed because the map is too large")
    return tuple(notes)
