"""The whole road from a file to a picture: load, assess, lay out, render. A newcomer reads this first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from threading import Thread

from argmap.assess.structure import structural_weak_links
from argmap.assess.weakness import WeakLink
from argmap.graph import Graph, build_graph
from argmap.layout.engine import Engine
from argmap.model import Kind, Map

FORMATS = ("svg", "html", "dot", "json", "png", "pdf")


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose of a picture; see the options of `argmap render`."""

    direction: str = "auto"
    theme: str = "light"
    focus: str | None = None
    depth: int = 2
    only: Collection[Kind] = ()
    legend: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendered map: its content by format, and what there is to say of the making."""

    outputs: Mapping[str, bytes]
    note: str = ""


def weak_links(graph: Graph) -> dict[str, WeakLink]:
    """The weak links of a map. This is the seam where assessments by number come in."""
    return structural_weak_links(graph)


def title_of(map_: Map, name: str) -> str:
    """A map's title, or the stem of the file's name where it has none."""
    return map_.map.title or PurePath(name).stem or "argument map"


def draw(map_: Map, name: str, formats: Collection[str], options: Options, engine: Engine) -> Picture:
    """Render a map to each of `formats` (of `FORMATS`).

    Raises `KeyError` where `options.focus` is no id of the map, and `ImageError` where PNG or PDF cannot be made.
    """
    from argmap.layout.compose import compose  # noqa: PLC0415 - light start: what draws is loaded when it draws
    from argmap.layout.place import place  # noqa: PLC0415 - as above
    from argmap.layout.selection import select  # noqa: PLC0415 - as above
    from argmap.render.drawing import Drawing  # noqa: PLC0415 - as above

    graph = build_graph(map_)
    weak = weak_links(graph)
    shown = select(graph, focus=options.focus, depth=options.depth, only=options.only)
    scene = compose(graph, weak, shown)
    # The templates load while the engine works.
    templates = Thread(target=import_module, args=("argmap.render.svg",))
    templates.start()
    placement = place(scene, options.direction, engine)
    templates.join()
    drawing = Drawing(title_of(map_, name), graph, scene, placement, weak, options.theme, options.legend)
    return Picture({one: _render(drawing, one) for one in formats}, placement.note)


def _render(drawing, name: str) -> bytes:  # type: ignore[no-untyped-def] # noqa: ANN001 - imported late
    module = import_module(f"argmap.render.{name}")
    made = getattr(module, f"render_{name}")(drawing)
    return made if isinstance(made, bytes) else made.encode("utf-8")
