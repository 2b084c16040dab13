"""What all types of the model share: they are frozen, and unknown keys are errors."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from typing_extensions import TypeAliasType

Text = TypeAliasType("Text", Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)])
"""Text for people: not blank, at most 20,000 characters."""

MAX_ID = 200
"""The most characters of an id."""

Id = TypeAliasType("Id", Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=MAX_ID)])
"""The id of an element: lower-case letters, digits and hyphens."""


def as_list(value: object) -> object:
    """A list or tuple unchanged; any other value as the only item of a list."""
    return value if isinstance(value, list | tuple) else [value]


OneOrMore = BeforeValidator(as_list)


class Model(BaseModel):
    """A frozen record; its TOML keys have hyphens in place of the underscores of Python names."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        hide_input_in_errors=True,
        defer_build=True,  # only `Map` and `Settings` validate; a schema for every type would add 10 ms to each start
    )
