"""Where the tags of lines go that one version alone has: off boxes, other tags and, if possible, other lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from argmap.layout.changes import Status
from argmap.layout.metrics import text_width
from argmap.layout.placement import Placement, Point, Rectangle
from argmap.layout.scene import Scene
from argmap.render.drawing import CHANGES

TAG_HEIGHT = 13.0
_GAP = 4.0
_LONG = 90.0
"""From this length, in px, enough of a line is seen beside a tag on it."""
_STEPS = 16
"""How many places are tried on each segment of a curve."""


def tag_width(text: str) -> float:
    """The width of a tag in px."""
    return text_width(text, 10, bold=True) + 10


def place_tags(scene: Scene, placement: Placement) -> Iterator[tuple[str, Point]]:
    """The text and the middle of each tag. If the word does not fit, the text is its sign alone."""
    taken: list[Rectangle] = [(*placement.boxes[unit], width, height) for unit, (width, height) in scene.units.items()]
    curves = [_points(route) if route else [] for route in placement.routes]
    for number, (link, curve) in enumerate(zip(scene.links, curves, strict=True)):
        if not link.status or not curve:
            continue
        word = CHANGES[Status(link.status)]
        others = [point for other, points in enumerate(curves) if other != number for point in points]
        tried = list(_tried(word, curve))
        clear = (one for one in tried if _is_free(*one, taken) and not _covers(*one, others))
        free = (one for one in tried if _is_free(*one, taken))
        text, place = next(clear, None) or next(free, (word[0], curve[len(curve) // 2]))
        taken.append(_around(text, place))
        yield text, place


def _tried(word: str, curve: Sequence[Point]) -> Iterator[tuple[str, Point]]:
    """The tags to try, the best first: on the line where enough of it is still seen, else beside it."""
    is_long = math.dist(curve[0], curve[-1]) > _LONG
    for text in (word, word[0]):
        on_it = [(text, place) for place in _from_the_middle(curve)]
        beside = [(text, place) for place in _beside(text, curve)]
        yield from [*on_it, *beside] if is_long else [*beside, *on_it]


def _covers(text: str, place: Point, points: Iterable[Point]) -> bool:
    x, y, width, height = _around(text, place)
    return any(x <= u <= x + width and y <= v <= y + height for u, v in points)


def _is_free(text: str, place: Point, taken: Iterable[Rectangle]) -> bool:
    x, y, width, height = _around(text, place)
    return not any(x < u + wide and u < x + width and y < v + tall and v < y + height for u, v, wide, tall in taken)


def _around(text: str, place: Point) -> Rectangle:
    wide = tag_width(text)
    return (place[0] - wide / 2, place[1] - TAG_HEIGHT / 2, wide, TAG_HEIGHT)


def _beside(text: str, points: Sequence[Point]) -> Iterator[Point]:
    """Places beside a line, so that it can be seen, from its middle to its ends."""
    middles = [((x + u) / 2, (y + v) / 2, abs(u - x) > abs(v - y)) for (x, y), (u, v) in pairwise(points)]
    for number in _order(len(middles)):
        x, y, is_flat = middles[number]
        across, down = (0.0, TAG_HEIGHT / 2 + _GAP) if is_flat else (tag_width(text) / 2 + _GAP, 0.0)
        yield (x + across, y - down)
        yield (x - across, y + down)


def _from_the_middle(points: Sequence[Point]) -> Iterator[Point]:
    for number in _order(len(points)):
        yield points[number]


def _order(count: int) -> list[int]:
    """The numbers below a count, from the middle outwards."""
    return sorted(range(count), key=lambda number: abs(number - count // 2))


def _points(route: Sequence[Point]) -> list[Point]:
    """Points on a curve of cubic segments, from its start to its end."""
    points = [route[0]]
    for at in range(0, len(route) - 1, 3):
        points += [_bezier(route[at : at + 4], step / _STEPS) for step in range(1, _STEPS + 1)]
    return points


def _bezier(curve: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return (x, y)
