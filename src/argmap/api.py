"""The Python interface: maps that load, draw and show themselves in a notebook, and a function for each task."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pydantic import PrivateAttr, model_validator

from argmap.analysis import Analysis
from argmap.analysis import analyse as analyse_loaded
from argmap.classroom.exercise import ExerciseKind
from argmap.classroom.marking import Marks, Rubric
from argmap.classroom.marking import mark as mark_analysis
from argmap.compare.diff import Comparison, compare
from argmap.findings import Finding
from argmap.layout.engine import shared_engine
from argmap.loading.load import LoadedMap, load_file, load_text
from argmap.loading.references import known_ids, reference_problems
from argmap.model import Map as MapModel
from argmap.project.source_texts import source_texts
from argmap.render import Format
from argmap.render.draw import draw as draw_analysis
from argmap.render.fonts import ImageError
from argmap.settings import Settings
from argmap.standing.weak_links import WeakLink


class Map(MapModel):
    """An argument map whose references are checked.

    It is read (`argmap.load`, `argmap.loads`) or built in code, which raises pydantic's `ValidationError`, a
    `ValueError` that lists every mistake. Its fields cannot be set; its tables are plain dictionaries, which are not to
    be changed.
    """

    _loaded: LoadedMap | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _references_hold(self) -> Map:
        problems = list(reference_problems(self, known_ids(self)))
        if problems:
            lines = [f"{'.'.join(map(str, one.path))}: {one.message}. {one.help}".strip() for one in problems]
            raise ValueError("\n".join(lines))
        return self

    def to_svg(self, settings: Settings | None = None) -> str:
        """The picture as SVG. Raises as `argmap.draw`."""
        return draw(self, settings).decode("utf-8")

    def to_html(self, settings: Settings | None = None) -> str:
        """The picture as one HTML page that needs no network. Raises as `argmap.draw`."""
        return draw(self, settings, Format.HTML).decode("utf-8")

    def _repr_svg_(self) -> str:
        return self.to_svg()

    def _repr_html_(self) -> str:
        # The picture alone: a whole page inside a notebook's page would bring its own styles along.
        return f'<div style="overflow:auto">{self.to_svg()}</div>'


def load(path: str | os.PathLike[str]) -> Map:
    """Read a map from a TOML file (`-`: standard input), with all it includes. Raises `argmap.MapError`."""
    return _map_of(load_file(path))


def loads(text: str, *, root: str | os.PathLike[str] | None = None) -> Map:
    """Read a map from TOML text; `root` is the folder of what it includes. Raises `argmap.MapError`."""
    return _map_of(load_text(text, root=Path(root) if root is not None else None))


def _map_of(loaded: LoadedMap) -> Map:
    # All parts are validated already; `dict(map)` keeps them as they are.
    map_ = Map.model_construct(**dict(loaded.map))
    map_._loaded = loaded  # noqa: SLF001 - its own attribute; pydantic lets no constructor set it
    return map_


def analyse(map_: Map, settings: Settings | None = None) -> Analysis:
    """All that is known of a map: standing, weak links, findings, words; each part is made when it is first used."""
    loaded = map_._loaded or LoadedMap(map_)  # noqa: SLF001 - as above
    return analyse_loaded(loaded, settings, source_texts(loaded))


def check(map_: Map, settings: Settings | None = None) -> Sequence[Finding]:
    """What a critical reader would say of a map, as `argmap check`; accepted findings too, with the reason."""
    return analyse(map_, settings).findings


def weak(map_: Map, settings: Settings | None = None) -> Sequence[WeakLink]:
    """The weak links of a map, the weakest first, as `argmap weak`."""
    return tuple(analyse(map_, settings).weak_links.values())


def draw(map_: Map, settings: Settings | None = None, form: str | Format = Format.SVG) -> bytes:
    """The picture of a map in a format: `svg`, `html`, `dot`, `json`, `text`, `png` or `pdf`.

    Raises `ValueError` for another format and for a focus that is not in the map, `NotSettled` if the measure does not
    settle on it, and `ImageError` if a PNG or PDF cannot be made.
    """
    wanted = Format(form)
    drawn = draw_analysis(analyse(map_, settings), [wanted], shared_engine())
    if drawn.failures:
        raise ImageError(drawn.failures[wanted])
    return drawn.outputs[wanted]


def diff(old: Map, new: Map) -> Comparison:
    """What changed in meaning between two versions of a map, as `argmap diff`."""
    return compare(analyse(old), analyse(new))


def mark(reference: Map, student: Map, rubric: Rubric | None = None, kind: ExerciseKind | None = None) -> Marks:
    """A student's map marked against a reference, as `argmap mark`."""
    return mark_analysis(analyse(reference), analyse(student), rubric or Rubric(), kind)
