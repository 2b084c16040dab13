"""What a person may choose of an analysis and of a picture, with the values there are."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from argmap.model import Kind
from argmap.model.base import Model


class Theme(StrEnum):
    """The colours of a picture; `auto` is light, and a page follows the reader's screen."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


class Direction(StrEnum):
    """Where the reasoning flows; `auto` chooses by the shape of the map."""

    AUTO = "auto"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


class MeasureName(StrEnum):
    """What a conclusion is measured by; see docs/weak-links.md."""

    STANDING = "standing"
    WEAKEST_LINK = "weakest-link"
    DF_QUAD = "df-quad"
    QUADRATIC_ENERGY = "quadratic-energy"
    EULER = "euler"
    H_CATEGORIZER = "h-categorizer"
    GROUNDED = "grounded"


class Settings(Model):
    """The choices of a call; everything has a default. Raises pydantic's `ValidationError`, a `ValueError`.

    Of the analysis: `measure`; whether `weak` links and `findings` are looked for; the rules by `select` and `ignore`
    (the beginning of a code, or a name); and `low_standing`, below which a conclusion gets a finding. Of a picture:
    `theme` and `direction`; what is within `depth` steps of the element `focus`, or `only` these kinds; the `legend`;
    and how many weak links are marked, `top`.
    """

    measure: MeasureName = MeasureName.STANDING
    weak: bool = True
    findings: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    low_standing: Annotated[float, Field(ge=0, le=1)] = 0.5
    theme: Theme = Theme.AUTO
    direction: Direction = Direction.AUTO
    focus: str | None = None
    depth: Annotated[int, Field(ge=0)] = 2
    only: frozenset[Kind] = frozenset()
    legend: bool = True
    top: Annotated[int, Field(ge=0)] = 5
