"""Grades: how likely an element holds up by itself, as a number in [0, 1] or a word of the scale."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

GRADE_WORDS = MappingProxyType(
    {
        "almost-certain": 0.97,
        "very-likely": 0.875,
        "likely": 0.675,
        "even": 0.5,
        "unlikely": 0.325,
        "very-unlikely": 0.125,
        "remote": 0.03,
    },
)
"""The word scale, from the most to the least likely: the middles of the bands of the UK Professional Head of
Intelligence Assessment's probability yardstick, as the design fixes them."""


def grade_number(value: object) -> object:
    """The number of a grade word; a number as it is.

    Raises `PydanticCustomError` of type `grade_word` for another word, `grade_type` for anything else.
    """
    if isinstance(value, str):
        if value in GRADE_WORDS:
            return GRADE_WORDS[value]
        raise PydanticCustomError("grade_word", "unknown grade word", {"word": value[:60]})
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("grade_type", "a grade is a number or a word")
    return value


Grade = Annotated[
    float,
    BeforeValidator(grade_number, json_schema_input_type=float | str),
    Field(ge=0, le=1, allow_inf_nan=False),
]
