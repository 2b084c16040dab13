"""The whole road from a file to a picture: load, assess, lay out, render. A newcomer reads this first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from pathlib import PurePath
from threading import Thread
from typing import NamedTuple

from argmap.assess.weakness import WeakLink
from argmap.assess.whole import Whole, assess_map, weak_links
from argmap.graph import Graph, build_graph
from argmap.layout.engine import Engine
from argmap.model import Kind, Map


class Options(NamedTuple):
    """What a person may choose of a picture; see the options of `argmap render`."""

    direction: str = "auto"
    theme: str = "light"
    focus: str | None = None
    depth: int = 2
    only: Collection[Kind] = ()
    legend: bool = True
    weak: bool = True
    measure: str = "standing"
    top: int = 5


class Picture(NamedTuple):
    """A rendered map: its content by format, and what there is to say of the making."""

    outputs: Mapping[str, bytes]
    note: str = ""


def title_of(map_: Map, name: str) -> str:
    """A map's title, or the stem of the file's name where it has none."""
    return map_.map.title or PurePath(name).stem or "argument map"


def draw(map_: Map, name: str, formats: Collection[str], options: Options, engine: Engine) -> Picture:
    """Render a map to each of `formats` (of `argmap.render.FORMATS`).

    Raises `KeyError` where `options.focus` is no id of the map, `NotSettled` where `options.measure` does not settle
    on it, and `ImageError` where PNG or PDF cannot be made.
    """
    from argmap.layout.compose import compose  # noqa: PLC0415 - light start: what draws is loaded when it draws
    from argmap.layout.place import place  # noqa: PLC0415 - as above
    from argmap.layout.selection import select  # noqa: PLC0415 - as above

    graph = build_graph(map_)
    shown = select(graph, focus=options.focus, depth=options.depth, only=options.only)
    scene = compose(graph, shown)
    # The map is assessed and the templates load while the engine works in its own process.
    meanwhile = _Meanwhile(lambda: _prepare(graph, options))
    meanwhile.start()
    placement = place(scene, options.direction, engine)
    whole, weak = meanwhile.result()

    from argmap.render.drawing import Drawing  # noqa: PLC0415 - as above

    drawing = Drawing(
        title_of(map_, name),
        graph,
        scene,
        placement,
        weak,
        options.theme,
        options.legend,
        options.weak,
        options.top,
        whole,
    )
    return Picture({one: _render(drawing, one) for one in formats}, placement.note)


def _prepare(graph: Graph, options: Options) -> tuple[Whole, dict[str, WeakLink]]:
    import_module("argmap.render.svg")
    if not options.weak:
        return Whole(), {}
    whole = assess_map(graph, options.measure)
    return whole, weak_links(graph, whole)


class _Meanwhile(Thread):
    """Work in a thread; `result` waits for it and raises what it raised."""

    def __init__(self, work: Callable[[], tuple[Whole, dict[str, WeakLink]]]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._found = self._work()
        except BaseException as error:  # noqa: BLE001 - handed on by `result`
            self._error = error

    def result(self) -> tuple[Whole, dict[str, WeakLink]]:
        self.join()
        if self._error is not None:
            raise self._error
        return self._found


def _render(drawing, name: str) -> bytes:  # type: ignore[no-untyped-def] # noqa: ANN001 - imported late
    module = import_module(f"argmap.render.{name}")
    made = getattr(module, f"render_{name}")(drawing)
    return made if isinstance(made, bytes) else made.encode("utf-8")
