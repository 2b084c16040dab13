"""The Python interface: maps that load, draw and show themselves in a notebook."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import model_validator

from argmap.layout.engine import Engine
from argmap.loading.load import LoadedMap, load_file, load_text
from argmap.loading.references import known_ids, reference_problems
from argmap.model import Map
from argmap.pipeline import Options, draw

__all__ = ["ArgumentMap", "Options", "load", "loads"]


class ArgumentMap(Map):
    """An argument map: the model of `argmap.model.Map`, whose references are checked, with the pictures of it.

    A map can be read (`argmap.load`, `argmap.loads`) or built in code, which raises pydantic's
    `ValidationError`, a `ValueError` that lists every mistake.
    """

    @model_validator(mode="after")
    def _references_hold(self) -> ArgumentMap:
        problems = list(reference_problems(self, known_ids(self)))
        if problems:
            lines = [f"{'.'.join(map(str, one.path))}: {one.message}. {one.help}".strip() for one in problems]
            raise ValueError("\n".join(lines))
        return self

    def to_svg(self, options: Options | None = None) -> str:
        """The picture as SVG. Raises `KeyError` where `options.focus` is no id of the map."""
        return self._drawn("svg", options)

    def to_html(self, options: Options | None = None) -> str:
        """The picture as one HTML page that needs no network. Raises as `to_svg`."""
        return self._drawn("html", options)

    def _repr_svg_(self) -> str:
        return self.to_svg()

    def _repr_html_(self) -> str:
        # The picture alone: a whole page inside a notebook's page would bring its own styles along.
        return f'<div style="overflow:auto">{self.to_svg()}</div>'

    def _drawn(self, name: str, options: Options | None) -> str:
        with Engine() as engine:
            picture = draw(self, "argument map", [name], options or Options(), engine)
        return picture.outputs[name].decode("utf-8")


def load(path: str | os.PathLike[str]) -> ArgumentMap:
    """Read a map from a TOML file (`-`: standard input), with all it includes. Raises `argmap.MapError`."""
    return _argument_map(load_file(path))


def loads(text: str, *, root: str | os.PathLike[str] | None = None) -> ArgumentMap:
    """Read a map from TOML text; `root` is the folder of what it includes. Raises `argmap.MapError`."""
    return _argument_map(load_text(text, root=Path(root) if root is not None else None))


def _argument_map(loaded: LoadedMap) -> ArgumentMap:
    # All parts are validated already; `dict(map)` keeps them as they are.
    return ArgumentMap.model_construct(**dict(loaded.map))
