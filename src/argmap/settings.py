"""The settings for an analysis and a picture, with their possible values."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from argmap.findings import Level
from argmap.model import Kind
from argmap.model.base import Model

LOW_STANDING = 0.5
"""A conclusion below this standing gets a finding, unless the settings say otherwise."""


class Theme(StrEnum):
    """The colours of a picture; `auto` is light in pictures, and follows the reader's system in pages."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


class Direction(StrEnum):
    """The direction in which the reasoning flows; `auto` chooses by the shape of the map."""

    AUTO = "auto"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


class MeasureName(StrEnum):
    """How a conclusion is measured; see docs/weak-links.md."""

    STANDING = "standing"
    WEAKEST_LINK = "weakest-link"
    DF_QUAD = "df-quad"
    QUADRATIC_ENERGY = "quadratic-energy"
    EULER = "euler"
    GROUNDED = "grounded"


GRAPHVIZ_DIRECTIONS = MappingProxyType(
    {"bt": Direction.UP, "tb": Direction.DOWN, "rl": Direction.LEFT, "lr": Direction.RIGHT}
)
"""Graphviz's names of the directions."""


def _direction(value: object) -> object:
    return GRAPHVIZ_DIRECTIONS.get(value, value) if isinstance(value, str) else value


def _kind(value: object) -> object:
    """The kind of a table's name; anything else unchanged."""
    return next((kind for kind in Kind if value == kind.table), value)


def _drawable(kind: Kind) -> Kind:
    """A kind that is drawn. Raises `ValueError` for sources, which are not."""
    if kind is Kind.SOURCE:
        drawn = ", ".join(kind.value for kind in Kind if kind is not Kind.SOURCE)
        raise ValueError(f"sources are not drawn; choose from {drawn}")
    return kind


Detail = Literal["auto", "all"] | Annotated[int, Field(ge=1, strict=True)]
"""How much of a map a picture shows."""


class Settings(Model):
    """The settings of one call; all have defaults.

    Raises a `ValueError` that says what is valid if one is not.

    For the analysis: `measure`; whether to look for `weak` links and `findings`; which rules to `select` and
    `ignore` (by the beginning of a code, or by name), or else from which `level` on; and `low_standing`, in [0, 1]:
    a conclusion below it gets a finding. For a picture: `theme` and `direction` (Graphviz's names too); whether to
    show only what is within `depth` steps of the element `focus`, or `only` some kinds, by their names or those of
    their tables; in how much `detail` (`auto`: as much as can be read on a laptop, `all`, or at most so many elements);
    whether to draw the `legend`; and how many weak links to mark (`top`).
    """

    measure: MeasureName = MeasureName.STANDING
    weak: bool = True
    findings: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: Level = Level.DEFAULT
    low_standing: Annotated[float, Field(ge=0, le=1, strict=True)] = LOW_STANDING
    theme: Theme = Theme.AUTO
    direction: Annotated[Direction, BeforeValidator(_direction)] = Direction.AUTO
    focus: str | None = None
    depth: Annotated[int, Field(ge=0, strict=True)] = 2
    only: frozenset[Annotated[Kind, BeforeValidator(_kind), AfterValidator(_drawable)]] = frozenset()
    detail: Detail = "auto"
    legend: bool = True
    top: Annotated[int, Field(ge=0, strict=True)] = 5
