"""Placing a scene: with the engine, or with the tidy placement if the scene exceeds the engine's limits."""

from __future__ import annotations

from dataclasses import replace

from argmap.layout.dot import read_layout, scene_dot
from argmap.layout.engine import Engine, EngineError
from argmap.layout.placement import Placement, Point
from argmap.layout.scene import Scene
from argmap.layout.tidy import place_tidily
from argmap.settings import Direction

MAX_UNITS = 1_500
"""The most units for the engine; above that it takes seconds to minutes (1.2 s at 2,000, 9 to 15 s at 5,000)."""
_DENSE_FROM = 60  # a smaller scene may have any density
_MAX_DENSITY = 3.5  # links per unit: 60 elements that are all linked to each other are too much for any engine
_NARROWEST, _WIDEST = 0.56, 2.25  # ratios of width to height that fit a laptop screen or an A3 page
_BEST = 1.5


def place(scene: Scene, direction: Direction, engine: Engine, *, mirrored: bool = False) -> Placement:
    """Place a scene in a direction.

    `auto` is upwards or to the left, so that the conclusion comes first: whichever fits a screen better. It is to the
    right instead of the left if `mirrored`, for scripts that run right to left. A scene too large, too dense or too
    slow for the engine gets the tidy placement, whose `note` says so; no scene makes this raise an error.
    """
    return _with_ends_on_boxes(_place(scene, direction, engine, mirrored=mirrored), scene)


def sideways(*, mirrored: bool) -> Direction:
    """The direction across the page in which the conclusion comes first; `mirrored` if people read from the right."""
    return Direction.RIGHT if mirrored else Direction.LEFT


def _place(scene: Scene, direction: Direction, engine: Engine, *, mirrored: bool) -> Placement:
    reason = _past_bounds(scene)
    onward = sideways(mirrored=mirrored)
    first = direction if direction is not Direction.AUTO else Direction.UP if _is_small(scene) else onward
    if reason:
        return place_tidily(scene, onward if direction is Direction.AUTO else direction, reason)
    try:
        placement = read_layout(engine.lay_out(scene_dot(scene, first)), scene, first)
        if direction is not Direction.AUTO or _NARROWEST <= placement.width / placement.height <= _WIDEST:
            return placement
        second = onward if first is Direction.UP else Direction.UP
        alternative = read_layout(engine.lay_out(scene_dot(scene, second)), scene, second)
    except EngineError as error:
        return place_tidily(scene, first, f"{error}; using the simpler tree layout")
    return min(placement, alternative, key=_misfit)


def _with_ends_on_boxes(placement: Placement, scene: Scene) -> Placement:
    """The placement with lines up to the boxes themselves where a stub hangs below the box."""
    nodes = {unit: scene.nodes[unit] for unit in scene.units if unit in scene.nodes and scene.nodes[unit].stub}
    if not nodes:
        return placement
    corners = {
        unit: (placement.boxes[unit][0] + node.width, placement.boxes[unit][1] + node.height)
        for unit, node in nodes.items()
    }
    routes = tuple(
        _up_to(_up_to(route[::-1], corners.get(link.start))[::-1], corners.get(link.end)) if route else route
        for link, route in zip(scene.links, placement.routes, strict=True)
    )
    return replace(placement, routes=routes)


def _up_to(route: tuple[Point, ...], corner: Point | None) -> tuple[Point, ...]:
    """A route that goes on to a box, whose lower right corner is given, where it would end beside or below it."""
    if corner is None:
        return route
    end, on_box = route[-1], (min(route[-1][0], corner[0]), min(route[-1][1], corner[1]))
    return route if end == on_box else (*route, end, on_box, on_box)


def _past_bounds(scene: Scene) -> str:
    """Why a scene is too large or too dense for the engine, or an empty string if it is not."""
    units, links = len(scene.units), len(scene.links)
    if units > MAX_UNITS:
        return f"{units} boxes are too many for Graphviz (limit: {MAX_UNITS}); using the simpler tree layout"
    if units > _DENSE_FROM and links > _MAX_DENSITY * units:
        return f"{units} boxes with {links} links are too dense for Graphviz; using the simpler tree layout"
    return ""


def _misfit(placement: Placement) -> float:
    """How far the ratio of width to height is from the best one, as a factor of at least 1."""
    ratio = placement.width / placement.height
    return max(ratio / _BEST, _BEST / ratio)


def _is_small(scene: Scene) -> bool:
    """Whether a map is small enough to run upwards; larger ones run sideways, since their boxes are wide."""
    return len(scene.units) <= 14  # noqa: PLR2004 - tried on maps of 5 to 100 elements
