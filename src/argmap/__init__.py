"""argmap: argument maps as TOML; checked like source code, drawn with their weak links.

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
>>> map_.to_svg()[:4]
'<svg'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["ArgumentMap", "MapError", "Options", "load", "loads"]

if TYPE_CHECKING:
    from argmap.api import ArgumentMap, Options, load, loads
    from argmap.findings import MapError


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what a module holds
    """Load the parts of the API when they are first asked for, so that `import argmap` costs nothing."""
    if name == "MapError":
        from argmap.findings import MapError  # noqa: PLC0415 - on demand

        return MapError
    if name in __all__:
        from argmap import api  # noqa: PLC0415 - on demand

        return getattr(api, name)
    raise AttributeError(f"module 'argmap' has no attribute {name!r}")
