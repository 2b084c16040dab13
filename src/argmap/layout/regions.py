"""Rectangles around the units of a group, for a placement that knows nothing of groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from argmap.layout.placement import Point, Rectangle
from argmap.layout.scene import Region, Scene

INSET = 8.0
"""The distance between the edge of a group and what is in it, in px."""


def rectangles(
    scene: Scene, region: Region, boxes: Mapping[str, Point], parents: Mapping[str, str]
) -> tuple[list[Rectangle], bool]:
    """The rectangles that hold a group: one if possible, else one for each part of the forest, else one for each unit.

    Also whether they hold nothing else. `boxes` has the top left corner of each unit, and `parents` the unit that each
    one leads to in the forest.
    """
    places = {unit: _box(scene, boxes, unit) for unit in scene.units}
    found: list[Rectangle] = []
    fits = False
    for tried in ([list(region.units)], list(_branches(region.units, parents)), [[unit] for unit in region.units]):
        found = [_around(region, (places[unit] for unit in units)) for units in tried]
        fits = not any(_reaches(rectangle, set(units), places) for rectangle, units in zip(found, tried, strict=True))
        if fits:
            break
    return found, fits


def _reaches(rectangle: Rectangle, units: Collection[str], places: Mapping[str, Rectangle]) -> bool:
    """Whether a rectangle around some units reaches into any other."""
    return any(unit not in units and _overlap(rectangle, place) for unit, place in places.items())


def framed(scene: Scene) -> dict[str, Point]:
    """The width and height of each unit of a group, with the rectangle and the title that it has if it is alone."""
    return {
        unit: _around(region, [(0.0, 0.0, *scene.units[unit])])[2:] for region in scene.regions for unit in region.units
    }


def _branches(units: Iterable[str], parents: Mapping[str, str]) -> Iterator[list[str]]:
    """The units by the branch of the forest that they are in: those with the same topmost unit of the group."""
    inside = set(units)
    by_top: dict[str, list[str]] = {}
    for unit in units:
        top = unit
        while parents.get(top) in inside:
            top = parents[top]
        by_top.setdefault(parents.get(top, top), []).append(unit)
    yield from by_top.values()


def _box(scene: Scene, boxes: Mapping[str, Point], unit: str) -> Rectangle:
    return (*boxes[unit], *scene.units[unit])


def _around(region: Region, boxes: Iterable[Rectangle]) -> Rectangle:
    """The rectangle around some boxes, with room for the title above them."""
    lefts, tops, rights, feet = zip(*((x, y, x + width, y + height) for x, y, width, height in boxes), strict=True)
    left, top = min(lefts) - INSET, min(tops) - INSET - region.height
    width = max(max(rights) + INSET - left, region.width + 2 * INSET)
    return (round(left, 2), round(top, 2), round(width, 2), round(max(feet) + INSET - top, 2))


def _overlap(first: Rectangle, second: Rectangle) -> bool:
    (x, y, width, height), (u, v, wide, tall) = first, second
    return x < u + wide and u < x + width and y < v + tall and v < y + height
