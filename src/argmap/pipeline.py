"""The whole road from a file to a picture: load, assess, lay out, render. A newcomer reads this first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from threading import Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from argmap.beside import Beside
from argmap.graph import Graph, build_graph
from argmap.layout.engine import Engine
from argmap.model import Kind, Map

if TYPE_CHECKING:
    from argmap.assess.assessment import Whole
    from argmap.assess.weakness import WeakLink
    from argmap.findings import Remark


class Options(NamedTuple):
    """What a person may choose of a picture; see the options of `argmap render`.

    A `live` page hears from `argmap serve`; `changes` marks elements as `added`, `removed` or `changed`.
    """

    direction: str = "auto"
    theme: str = "auto"
    focus: str | None = None
    depth: int = 2
    only: Collection[Kind] = ()
    legend: bool = True
    weak: bool = True
    measure: str = "standing"
    top: int = 5
    findings: bool = True
    live: bool = False
    changes: Mapping[str, str] = MappingProxyType({})


class Picture(NamedTuple):
    """A rendered map: its content by format, and what there is to say of the making."""

    outputs: Mapping[str, bytes]
    note: str = ""


def title_of(map_: Map, name: str) -> str:
    """A map's title, or the stem of the file's name where it has none."""
    return map_.map.title or PurePath(name).stem or "argument map"


def draw(
    map_: Map,
    name: str,
    formats: Collection[str],
    options: Options,
    engine: Engine,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> Picture:
    """Render a map to each of `formats` (of `argmap.render.FORMATS`).

    `texts` are those of sources, to check quotes in. Raises `KeyError` where
    `options.focus` is no id of the map, `NotSettled` where `options.measure` does not settle on it, and `ImageError`
    where PNG or PDF cannot be made.
    """
    from argmap.layout.compose import compose  # noqa: PLC0415 - light start: what draws is loaded when it draws
    from argmap.layout.metrics import is_rtl_language  # noqa: PLC0415 - as above
    from argmap.layout.place import place  # noqa: PLC0415 - as above
    from argmap.layout.selection import select  # noqa: PLC0415 - as above

    graph = build_graph(map_)
    shown = select(graph, focus=options.focus, depth=options.depth, only=options.only)
    # The map is assessed beside this process, and the templates load while the engine works in its own.
    assessing = Beside(lambda: _assess(graph, options, formats, texts))
    scene = compose(graph, shown)
    templates = Thread(target=import_module, args=("argmap.render.svg",))
    templates.start()
    placement = place(scene, options.direction, engine, mirrored=is_rtl_language(map_.map.language))
    templates.join()
    whole, weak, remarks = assessing.result()

    from argmap.render.drawing import Drawing  # noqa: PLC0415 - as above

    drawing = Drawing(
        title_of(map_, name), graph, scene, placement, weak, options.theme, options.legend, options.weak, options.top,
        whole, remarks, options.live, options.changes,
    )  # fmt: skip
    brief = replace(drawing, remarks=_without_hints_on_words(remarks))
    return Picture({one: _render(drawing if one in _DETAILED else brief, one) for one in formats}, placement.note)


_Remarks: TypeAlias = "Mapping[str, tuple[Remark, ...]]"
_Assessed: TypeAlias = "tuple[Whole, dict[str, WeakLink], _Remarks]"
_DETAILED = frozenset({"html", "json"})


def _assess(graph: Graph, options: Options, formats: Collection[str], texts: Mapping[str, str]) -> _Assessed:
    """What is said of the map: its assessment, its weak links, and the findings of each element."""
    from argmap.assess.assessment import Whole  # noqa: PLC0415 - as above
    from argmap.assess.whole import assess_map, weak_links  # noqa: PLC0415 - not needed in this process, see above

    whole, weak = Whole(), {}
    if options.weak:
        whole = assess_map(graph, options.measure)
        weak = weak_links(graph, whole)
        # Their effects have gone into the weak links; what comes from another process should be small.
        whole = Whole({root: one._replace(effects=()) for root, one in whole.assessments.items()}, whole.chances)
    if not options.findings:
        return whole, weak, {}
    from argmap.checks.remarks import remarks  # noqa: PLC0415 - as above

    # A picture marks warnings and errors; hints, most of them on words, are for those who read on.
    families = ("S", "W", "T") if texts or not _DETAILED.isdisjoint(formats) else ("S", "W")
    return whole, weak, remarks(graph, texts, families)


def _without_hints_on_words(remarks: _Remarks) -> _Remarks:
    """The same in a picture whether or not a page is drawn with it."""
    return {
        name: tuple(one for one in several if one.severity != "hint" or not one.code.startswith("T"))
        for name, several in remarks.items()
    }


def _render(drawing, name: str) -> bytes:  # type: ignore[no-untyped-def] # noqa: ANN001 - imported late
    module = import_module(f"argmap.render.{name}")
    made = getattr(module, f"render_{name}")(drawing)
    return made if isinstance(made, bytes) else made.encode("utf-8")
