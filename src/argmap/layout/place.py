"""The placement of a scene: the engine where it serves, the tidy placement past its bounds."""

from __future__ import annotations

from argmap.layout.dot import read_layout, scene_dot
from argmap.layout.engine import Engine, EngineError
from argmap.layout.placement import Placement
from argmap.layout.scene import Scene
from argmap.layout.tidy import place_tidily
from argmap.settings import Direction

MAX_UNITS = 1_500
"""Past this many units the engine takes seconds to minutes (1.2 s at 2,000, 9 to 15 s at 5,000)."""
_DENSE_FROM = 60  # a smaller scene is laid out whatever its density
_MAX_DENSITY = 3.5  # links a unit: a graph of 60 elements each linked to each keeps every engine busy
_NARROWEST, _WIDEST = 0.56, 2.25  # width to height that fits a laptop screen or an A3 page
_BEST = 1.5


def place(scene: Scene, direction: Direction, engine: Engine, *, mirrored: bool = False) -> Placement:
    """The placement of a scene in a direction.

    `auto` lays out upwards or to the right (to the left if `mirrored`, for scripts that run so), whichever fits a
    screen better. Never raises for a hard scene: past the bounds of size, density and time the tidy placement serves,
    and its `note` says so.
    """
    reason = _past_bounds(scene)
    onward = Direction.LEFT if mirrored else Direction.RIGHT
    first = direction if direction is not Direction.AUTO else Direction.UP if _is_small(scene) else onward
    if reason:
        return place_tidily(scene, onward if direction is Direction.AUTO else direction, reason)
    try:
        placement = read_layout(engine.lay_out(scene_dot(scene, first)), scene, first)
        if direction is not Direction.AUTO or _NARROWEST <= placement.width / placement.height <= _WIDEST:
            return placement
        second = onward if first is Direction.UP else Direction.UP
        other = read_layout(engine.lay_out(scene_dot(scene, second)), scene, second)
    except EngineError as error:
        return place_tidily(scene, first, f"{error}: placed as a tidy tree instead")
    return min(placement, other, key=_misfit)


def _past_bounds(scene: Scene) -> str:
    units, links = len(scene.units), len(scene.links)
    if units > MAX_UNITS:
        return f"{units} boxes are more than the {MAX_UNITS} the engine serves: placed as a tidy tree"
    if units > _DENSE_FROM and links > _MAX_DENSITY * units:
        return f"{links} links between {units} boxes are too dense for the engine: placed as a tidy tree"
    return ""


def _misfit(placement: Placement) -> float:
    """How far the shape is from the best one, as a factor of at least 1."""
    ratio = placement.width / placement.height
    return max(ratio / _BEST, _BEST / ratio)


def _is_small(scene: Scene) -> bool:
    """Whether a map is read like a page, upwards; larger ones, whose boxes are wide, run along the lines of text."""
    return len(scene.units) <= 14  # noqa: PLR2004 - tried on maps of 5 to 100 elements
