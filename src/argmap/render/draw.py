"""Drawing an analysis: it is laid out once, and each format is rendered from that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

from argmap.analysis import Analysis
from argmap.layout.engine import Engine
from argmap.render import PICTURES, RENDERERS, Format
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
) -> Drawn:
    """Draw an analysis in each of the formats, according to its settings.

    Raises `UnknownElement` if the focus is not in the map.
    """
    drawing = lay_out(analysis, engine, live=live)
    picture = Picture(drawing)
    outputs: dict[Format, bytes] = {}
    failures: dict[Format, str] = {}
    wanted = list(dict.fromkeys(formats))
    pictures = dict.fromkeys(wanted, picture)
    if analysis.settings.detail == "auto" and drawing.is_part and not PICTURES.issuperset(wanted):
        # What other programs read is whole: nobody looks at it.
        whole = Picture(lay_out(analysis, engine, detail="all"))
        pictures |= {form: whole for form in wanted if form not in PICTURES}
    for form in wanted:
        try:
            outputs[form] = render(pictures[form], form)
        except ImageError as error:
            failures[form] = str(error)
    return Drawn(outputs, tuple(_notes(drawing, outputs)), failures)


def render(picture: Picture, form: Format) -> bytes:
    """Render a picture in one format. Raises `ImageError` if a PNG or PDF cannot be made."""
    module, function = RENDERERS[form]
    made = getattr(import_module(module), function)(picture)
    return made if isinstance(made, bytes) else str(made).encode("utf-8")


def _notes(drawing: Drawing, formats: Collection[Format]) -> Iterator[str]:
    """Notes on what the pictures leave out, and on an unusual layout."""
    analysis = drawing.analysis
    if drawing.placement.note:
        yield drawing.placement.note
    if analysis.left_out:
        yield analysis.left_out
    if Format.HTML in formats and 0 < len(analysis.what_if) < len(analysis.assessments):
        yield (
            f"the page can reassess {len(analysis.what_if)} of {len(analysis.assessments)} conclusions when a grade "
            "changes; the others would make it too large"
        )
