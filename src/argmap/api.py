"""The Python interface: functions to load, check and draw maps, which notebooks display as pictures.

An argument that cannot be used raises a `ValueError` or `TypeError` with a message of argmap's own.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import PrivateAttr, ValidationError

from argmap import settings as all_settings
from argmap.analysis import Analysis
from argmap.analysis import analyse as analyse_loaded
from argmap.classroom import marking
from argmap.classroom.marking import Marks
from argmap.compare.diff import Comparison, compare
from argmap.convert.read import read_any
from argmap.findings import Finding, MapError, UnknownElement  # noqa: F401 - names of the interface
from argmap.layout.engine import shared_engine
from argmap.loading.load import LoadedMap, load_text
from argmap.loading.problem import Problem
from argmap.loading.references import known_ids, reference_problems
from argmap.loading.validation import problems_of
from argmap.model import Map as MapModel
from argmap.model.base import Model
from argmap.project.source_texts import source_texts
from argmap.render import Format
from argmap.render.draw import draw as draw_analysis
from argmap.render.fonts import ImageError
from argmap.rules.registry import chosen_rules
from argmap.standing.weak_links import WeakLink


def _in_our_words(error: ValidationError, model: type[Model], given: dict[str, Any]) -> ValueError:
    """The error of pydantic as one in the words of argmap, with the names that Python code uses."""
    names = {info.alias or name: name for name, info in model.model_fields.items()}
    aliases = {name: alias for alias, name in names.items()}
    data = given | {aliases.get(name, name): value for name, value in given.items()}
    text = "\n".join(map(_line, problems_of(error, data, model)))
    for alias, name in names.items():
        text = text.replace(alias, name) if alias != name else text
    return ValueError(text)


def _line(problem: Problem) -> str:
    return f"{problem.message}. {problem.help}".strip()


def _line_with_path(problem: Problem) -> str:
    return f"{'.'.join(map(str, problem.path))}: {_line(problem)}"


class Settings(all_settings.Settings):  # noqa: D101 - as follows
    __doc__ = all_settings.Settings.__doc__

    if not TYPE_CHECKING:  # so that type checkers know the fields

        def __init__(self, **given: object) -> None:
            """Set what is given; the rest has its default. Raises `ValueError`."""
            try:
                super().__init__(**given)
            except ValidationError as error:
                raise _in_our_words(error, type(self), given) from None
            chosen_rules(self.select, self.ignore)


class Rubric(marking.Rubric):  # noqa: D101 - as follows
    __doc__ = marking.Rubric.__doc__

    if not TYPE_CHECKING:  # as above

        def __init__(self, **given: object) -> None:
            """Set the weights that are given; the others have their defaults. Raises `ValueError`."""
            try:
                super().__init__(**given)
            except ValidationError as error:
                raise _in_our_words(error, type(self), given) from None


class Map(MapModel):
    """An argument map whose references are checked.

    Read one with `argmap.load` or `argmap.loads`, or build one in code. Building raises a `ValueError` that lists every
    error. Fields cannot be set, and the tables, which are plain dictionaries, must not be changed.
    """

    _loaded: LoadedMap | None = PrivateAttr(default=None)

    if not TYPE_CHECKING:  # as above

        def __init__(self, **given: object) -> None:
            """Build a map from its tables. Raises `ValueError`."""
            try:
                super().__init__(**given)
            except ValidationError as error:
                raise ValueError("\n".join(map(_line_with_path, problems_of(error, given, MapModel)))) from None
            _check_references(self)

    def to_svg(self, settings: all_settings.Settings | None = None) -> str:
        """The picture as SVG. Raises the exceptions of `argmap.draw`."""
        return draw(self, settings).decode("utf-8")

    def to_html(self, settings: all_settings.Settings | None = None) -> str:
        """The picture as one HTML page that works offline. Raises the exceptions of `argmap.draw`."""
        return draw(self, settings, Format.HTML).decode("utf-8")

    def _repr_svg_(self) -> str:
        return self.to_svg()

    def _repr_html_(self) -> str:
        # Only the picture: a whole page would bring its styles into the notebook.
        return f'<div style="overflow:auto">{self.to_svg()}</div>'


def load(path: str | os.PathLike[str]) -> Map:
    """Read a map and its includes from a file (`-` is standard input): TOML, or a format that `argmap convert` reads.

    Raises `argmap.MapError` if the map cannot be used.
    """
    return _map_of(read_any(os.fsdecode(path)).loaded)


def loads(text: str, *, root: str | os.PathLike[str] | None = None) -> Map:
    """Read a map from TOML text; `root` is the folder for its includes.

    Raises `argmap.MapError` if the map cannot be used, and `TypeError` for anything that is not text.
    """
    if not isinstance(text, str):
        raise TypeError(f"expected TOML as a str, not {type(text).__name__}; read a file with argmap.load")
    return _map_of(load_text(text, root=Path(root) if root is not None else None))


def _map_of(loaded: LoadedMap) -> Map:
    # All parts have been validated; `dict(map)` keeps them unchanged.
    map_ = Map.model_construct(**dict(loaded.map))
    map_._loaded = loaded  # noqa: SLF001 - our own attribute, which no pydantic constructor can set
    return map_


def analyse(map_: MapModel, settings: all_settings.Settings | None = None) -> Analysis:
    """Everything known about a map: standing, weak links, findings, words. Each part is made when it is first used.

    Raises `TypeError` for anything that is not a map, such as a path, and `ValueError` if a map that was built or
    changed in code refers to an id that it does not have.
    """
    if not isinstance(map_, MapModel):
        raise TypeError(f"expected an argmap.Map, not {type(map_).__name__}; read a file with argmap.load")
    if settings is not None and not isinstance(settings, all_settings.Settings):
        raise TypeError(f"expected argmap.Settings, not {type(settings).__name__}")
    loaded = _loaded_of(map_)
    return analyse_loaded(loaded, settings, source_texts(loaded))


def _loaded_of(map_: MapModel) -> LoadedMap:
    """The map with the documents it was read from, unless it is a changed copy: it has none then."""
    loaded = map_._loaded if isinstance(map_, Map) else None  # noqa: SLF001 - as above
    if loaded is not None and all(getattr(loaded.map, key) is value for key, value in map_):
        return loaded
    _check_references(map_)
    return LoadedMap(map_)


def _check_references(map_: MapModel) -> None:
    """Raise `ValueError` if a map refers to an id that it does not have, or to one of the wrong kind."""
    problems = reference_problems(map_, known_ids(map_))
    if lines := list(map(_line_with_path, problems)):
        raise ValueError("\n".join(lines))


def check(map_: MapModel, settings: all_settings.Settings | None = None) -> Sequence[Finding]:
    """The findings of `argmap check`, including accepted ones with the reason for accepting them."""
    return analyse(map_, settings).findings


def weak(map_: MapModel, settings: all_settings.Settings | None = None) -> Sequence[WeakLink]:
    """The weak links of a map, the weakest first."""
    return tuple(analyse(map_, settings).weak_links.values())


def draw(map_: MapModel, settings: all_settings.Settings | None = None, form: str | Format = Format.SVG) -> bytes:
    """The picture of a map in a format: `svg`, `html`, `dot`, `json`, `text`, `png` or `pdf`.

    Raises `ValueError` if the format is unknown or the focus is not in the map, and `ImageError` if a PNG or PDF cannot
    be made. Warns of what the picture leaves out.
    """
    if form not in list(Format):
        raise ValueError(f'"{form}" is not a format; choose from {", ".join(Format)}')
    wanted = Format(form)
    drawn = draw_analysis(analyse(map_, settings), [wanted], shared_engine())
    for note in drawn.notes:
        _warn(note)
    if drawn.failures:
        raise ImageError(drawn.failures[wanted])
    return drawn.outputs[wanted]


def _warn(note: str) -> None:
    """Warn at the line outside this module that called it."""
    frame, level = sys._getframe(), 1  # noqa: SLF001 - Python 3.11 has no other way to skip the frames of a module
    while frame.f_back is not None and frame.f_code.co_filename == __file__:
        frame, level = frame.f_back, level + 1
    warnings.warn(note, stacklevel=level)


def diff(old: MapModel, new: MapModel) -> Comparison:
    """Compare two versions of a map by meaning, as `argmap diff` does."""
    return compare(analyse(old), analyse(new))


def mark(reference: MapModel, student: MapModel, rubric: marking.Rubric | None = None) -> Marks:
    """Mark a student's map against a reference, as `argmap mark` does without decisions of a teacher.

    Raises `ValueError` if the map is in another language than the reference, or if the rubric gives no weight to
    anything that the reference has.
    """
    if rubric is not None and not isinstance(rubric, marking.Rubric):
        raise TypeError(f"expected argmap.Rubric, not {type(rubric).__name__}")
    return marking.mark(analyse(reference), analyse(student), rubric or Rubric())
