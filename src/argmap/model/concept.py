"""Concepts: a term, its definition, and a typology whose cells are filled by elements."""

from __future__ import annotations

import itertools
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from argmap.model.base import Id, Member, Model, OneOrMore, Text
from argmap.model.quote import Quote

Quotes = Annotated[tuple[Quote, ...], OneOrMore]

MAX_CELLS = 144


class Cell(Model):
    """One cell of a typology: its value on each axis (`at`), an example, and the elements that are evidence for it."""

    at: dict[str, str]
    example: Text | None = None
    filled_by: Annotated[tuple[Id, ...], OneOrMore] = ()
    quote: Quotes = ()


class Typology(Model):
    """The types of a concept: named axes with their values, and cells.

    `claimed_by` is the element that claims the typology as a whole: that every type exists.
    """

    axes: dict[Text, Annotated[tuple[Text, ...], Field(min_length=1)]] = Field(min_length=1, max_length=4)
    cells: tuple[Cell, ...] = ()
    claimed_by: Id | None = None

    @model_validator(mode="after")
    def _cells_lie_on_the_axes(self) -> Self:
        for name, values in self.axes.items():
            if len(set(values)) < len(values):
                raise PydanticCustomError("typology", "axis {axis} lists a value twice", {"axis": name})
        size = 1
        for values in self.axes.values():
            size *= len(values)
        if size > MAX_CELLS:
            raise PydanticCustomError("typology", f"a typology can have at most {MAX_CELLS} cells")
        seen: set[tuple[str, ...]] = set()
        for number, cell in enumerate(self.cells, 1):
            self._check_cell(number, cell)
            key = tuple(cell.at[axis] for axis in self.axes)
            if key in seen:
                raise PydanticCustomError(
                    "typology",
                    "cell {number} repeats {key}",
                    {"number": number, "key": " ".join(key)},
                )
            seen.add(key)
        return self

    def _check_cell(self, number: int, cell: Cell) -> None:
        if set(cell.at) != set(self.axes):
            raise PydanticCustomError(
                "typology",
                "cell {number} needs exactly one value for each axis: {axes}",
                {"number": number, "axes": ", ".join(self.axes)},
            )
        for axis, value in cell.at.items():
            if value not in self.axes[axis]:
                raise PydanticCustomError(
                    "typology",
                    "cell {number} has {axis} = {value}, which is not one of {values}",
                    {"number": number, "axis": axis, "value": value, "values": ", ".join(self.axes[axis])},
                )

    def combinations(self) -> tuple[tuple[str, ...], ...]:
        """All combinations of the axes' values, in the order written; one per cell."""
        return tuple(itertools.product(*self.axes.values()))

    def cell(self, key: tuple[str, ...]) -> Cell | None:
        """The cell at `key` (one value per axis, in their order), or None if the map does not describe it."""
        return next((cell for cell in self.cells if tuple(cell.at[axis] for axis in self.axes) == key), None)


class Concept(Member):
    """A term with its definition."""

    term: Text
    definition: Text | None = None
    typology: Typology | None = None
    quote: Quotes = ()
