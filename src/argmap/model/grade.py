"""Grades: how likely it is that an element holds up by itself, as a number in [0, 1] or a word of the scale."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

from argmap.source import shortened


class NamedGrade(float):
    """A grade that was given as a word of the scale; it keeps the word."""

    __slots__ = ("word",)

    def __new__(cls, value: float, word: str) -> Self:
        """Make a grade from a number and the word for it."""
        grade = super().__new__(cls, value)
        grade.word = word
        return grade

    word: str

    def __getnewargs__(self) -> tuple[float, str]:  # type: ignore[override] # copies need the word too
        return float(self), self.word


_SCALE = {
    "almost-certain": 0.97,
    "very-likely": 0.875,
    "likely": 0.675,
    "even": 0.5,
    "unlikely": 0.325,
    "very-unlikely": 0.125,
    "remote": 0.03,
}
GRADE_WORDS = MappingProxyType({word: NamedGrade(value, word) for word, value in _SCALE.items()})
"""The word scale, from most to least likely: the midpoints of the bands in the probability yardstick of the UK
Professional Head of Intelligence Assessment."""


def grade_number(value: object) -> object:
    """The grade for a word of the scale; a number unchanged.

    Raises `PydanticCustomError`: of type `grade_word` if the word is not in the scale, `grade_type` if it is neither.
    """
    if isinstance(value, str):
        if value in GRADE_WORDS:
            return GRADE_WORDS[value]
        raise PydanticCustomError("grade_word", "unknown grade word", {"word": shortened(value, 60)})
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("grade_type", "a grade must be a number or a word")
    return value


def _validated(value: object, validate: ValidatorFunctionWrapHandler) -> object:
    """The grade; if it was given as a word it keeps it, which pydantic's own float would not."""
    grade = grade_number(value)
    number = validate(grade)
    return grade if isinstance(grade, NamedGrade) else number


Grade = Annotated[
    float,
    Field(ge=0, le=1, allow_inf_nan=False),
    WrapValidator(_validated, json_schema_input_type=float | str),
]
"""A number in [0, 1], or a word of the scale."""


def grade_words(grade: float) -> str:
    """A grade as a number, with its word if it was given as one.

    >>> grade_words(GRADE_WORDS["very-likely"]), grade_words(0.875)
    ('0.875 (very-likely)', '0.875')
    """
    short = f"{grade:.4g}"
    if float(short) in {0, 1} and 0 < grade < 1:  # next to certain is not certain
        short = repr(float(grade))
    return f"{short} ({grade.word})" if isinstance(grade, NamedGrade) else short
