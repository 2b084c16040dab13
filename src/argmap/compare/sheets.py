"""The picture of a comparison: sheets that show what changed and its way to a conclusion, at a readable size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from argmap.analysis import Analysis, analyse
from argmap.compare.diff import Comparison
from argmap.compare.overlay import overlay
from argmap.compare.ways import ways
from argmap.english import first_of
from argmap.layout.changes import Changes
from argmap.layout.engine import Engine
from argmap.loading.load import LoadedMap
from argmap.render.drawing import Drawing
from argmap.render.readable import fits, lay_out_readably
from argmap.render.svg import Picture
from argmap.settings import Settings

MAX_SHEETS = 8
_MOST_WHOLE = 40
"""Up to so many elements a map is drawn whole if nothing that changed is in the picture."""
_MOST_ON_A_SHEET = 300
"""The most elements with which a layout is tried; more of the smallest boxes, with space around them, do not fit."""
_MOST_NAMED = 5


def sheets(comparison: Comparison, engine: Engine, prefix: str = "") -> list[Picture]:
    """The sheets, of which there is at least one; the ids of the first begin with `prefix`, those of others differ."""
    together, changes = overlay(comparison)
    settings = Settings(weak=False, findings=False)
    analysis = analyse(LoadedMap(together, comparison.new.loaded.documents), settings)
    moved = {one.conclusion: (one.after or 0) - (one.before or 0) for one in comparison.standings}
    found = ways(analysis.graph, changes, moved)
    left_out = [name for name in changes.elements if name not in found]
    painter = _Painter(analysis, changes, found, engine)
    in_order = sorted(found, key=lambda name: found[name][::-1])  # what shares the end of its way is side by side
    groups = list(islice(painter.groups(in_order), MAX_SHEETS))
    drawn = [drawing for _, drawing in groups]
    undrawn = in_order[sum(len(names) for names, _ in groups) :]
    pictures = []
    for number, drawing in enumerate(drawn, 1):
        lines = _lines(drawing, number, len(drawn))
        if number == len(drawn):
            lines += _not_drawn(left_out, "Changed, but without a box of its own")
            lines += _not_drawn(undrawn, f"More changes, past the limit of {MAX_SHEETS} sheets")
        pictures.append(Picture(replace(drawing, lines=tuple(lines)), f"{prefix}s{number}-" if number > 1 else prefix))
    return pictures


def one_svg(pictures: Sequence[Picture]) -> str:
    """Several pictures as one SVG, one below the other."""
    if len(pictures) == 1:
        return pictures[0].svg
    parts, top, width = [], 0.0, 0.0
    for picture in pictures:
        parts.append(picture.svg.replace("<svg ", f'<svg y="{top:g}" ', 1))
        top = round(top + float(picture.context["height"]), 2)
        width = max(width, float(picture.context["width"]))
    size = f'width="{width:g}" height="{top:g}" viewBox="0 0 {width:g} {top:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{"".join(parts)}</svg>\n'


def _lines(drawing: Drawing, number: int, sheets_: int) -> list[str]:
    """What is said below the title: which sheet it is, and how much of the map is in it."""
    shown, whole = len(drawing.scene.nodes), sum(1 for _ in drawing.graph.map.elements())
    sheet = f"Sheet {number} of {sheets_}. " if sheets_ > 1 else ""
    if not drawing.is_comparison:
        return [f"{sheet}No box or line has changed."]
    crop = f"{shown} of {whole} elements: what changed, and its way to a conclusion."
    return [sheet + (crop if shown < whole else "Both versions in one picture.")]


def _not_drawn(names: Sequence[str], what: str) -> list[str]:
    return [f"{what}: {first_of(names, _MOST_NAMED)}."] if names else []


@dataclass(frozen=True, eq=False)
class _Painter:
    """Lays sheets out."""

    analysis: Analysis
    changes: Changes
    ways: Mapping[str, tuple[str, ...]]
    engine: Engine

    def groups(self, names: Sequence[str]) -> Iterator[tuple[Sequence[str], Drawing]]:
        """The changes of each sheet, as many as fit but at least one, with the sheet."""
        shown = set(chain.from_iterable(self.ways[name] for name in names)) or self._at_least()
        if len(names) <= 1 or len(shown) <= _MOST_ON_A_SHEET:
            drawing = lay_out_readably(self.analysis, shown, self.engine, self.changes)
            if len(names) <= 1 or fits(drawing):
                yield names, drawing
                return
        half = len(names) // 2
        yield from self.groups(names[:half])
        yield from self.groups(names[half:])

    def _at_least(self) -> set[str]:
        """What is shown if no box or line has changed."""
        names = [element_id for _, element_id, _ in self.analysis.map.elements()]
        return set(names if len(names) <= _MOST_WHOLE else self.analysis.graph.roots())
