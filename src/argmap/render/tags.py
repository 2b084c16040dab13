"""Where the tags on lines go that one of two versions alone has: on the line, beside boxes and other tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from argmap.layout.changes import Status
from argmap.layout.metrics import text_width
from argmap.layout.placement import Placement, Point, Rectangle
from argmap.layout.scene import BOLD, Scene
from argmap.render.drawing import CHANGES

TAG_HEIGHT = 13.0
_STEPS = 8
"""How many places are tried on each segment of a curve."""


def tag_width(text: str) -> float:
    """The width of a tag in px."""
    return text_width(text, 10) * BOLD + 10


def place_tags(scene: Scene, placement: Placement) -> Iterator[tuple[str, Point]]:
    """The text and the middle of each tag; only a sign if there is no room for the word."""
    taken: list[Rectangle] = [(*placement.boxes[unit], width, height) for unit, (width, height) in scene.units.items()]
    for link, route in zip(scene.links, placement.routes, strict=True):
        if not link.status or not route:
            continue
        word = CHANGES[Status(link.status)]
        places = list(_from_the_middle(_points(route)))
        choices = ((text, place) for text, place in product((word, word[0]), places))
        text, place = next((one for one in choices if _is_free(*one, taken)), (word[0], places[0]))
        taken.append(_around(text, place))
        yield text, place


def _is_free(text: str, place: Point, taken: Iterable[Rectangle]) -> bool:
    x, y, width, height = _around(text, place)
    return not any(x < u + wide and u < x + width and y < v + tall and v < y + height for u, v, wide, tall in taken)


def _around(text: str, place: Point) -> Rectangle:
    wide = tag_width(text)
    return (place[0] - wide / 2, place[1] - TAG_HEIGHT / 2, wide, TAG_HEIGHT)


def _from_the_middle(points: Sequence[Point]) -> Iterator[Point]:
    middle = len(points) // 2
    for number in sorted(range(len(points)), key=lambda number: abs(number - middle)):
        yield points[number]


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
