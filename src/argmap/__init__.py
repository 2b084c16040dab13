"""argmap: argument maps written in TOML, checked like source code, and drawn with their weak links.

>>> import argmap
>>> map_ = argmap.loads('''
... [premises.rain]
... text = "Rain fell all night."
... [conclusions.river]
... text = "The river will rise."
... [inferences.runoff]
... from = ["rain"]
... to = "river"
... scheme = "cause-to-effect"
... ''')
>>> map_.conclusions["river"].text
'The river will rise.'
>>> argmap.draw(map_)[:4]
b'<svg'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Analysis",
    "ImageError",
    "Map",
    "MapError",
    "Rubric",
    "Settings",
    "UnknownElement",
    "analyse",
    "check",
    "diff",
    "draw",
    "load",
    "loads",
    "mark",
    "weak",
]

if TYPE_CHECKING:
    from argmap.analysis import Analysis
    from argmap.api import Map, Rubric, Settings, analyse, check, diff, draw, load, loads, mark, weak
    from argmap.findings import MapError, UnknownElement
    from argmap.render.fonts import ImageError


def __getattr__(name: str) -> Any:  # noqa: ANN401 - anything in the module
    """Import the interface when it is first used: `argmap --version` and the help do not need it."""
    if name not in __all__:
        raise AttributeError(f"module 'argmap' has no attribute {name!r}")
    from argmap import api  # noqa: PLC0415 - takes 200 ms (benchmarks/bench.py)

    return getattr(api, name)


def __dir__() -> list[str]:
    """The names in the interface, whether or not they have been imported yet."""
    return [*__all__, *(name for name in globals() if name.startswith("__"))]
