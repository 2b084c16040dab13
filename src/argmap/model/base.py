"""What all types of the model share: they are frozen, and unknown keys are errors."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from argmap.model.url import safe_url

Text = TypeAliasType("Text", Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)])
"""Text for people: not blank, at most 20,000 characters."""

MAX_ID = 200
"""The most characters of an id."""

Id = TypeAliasType("Id", Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=MAX_ID)])
"""The id of an element: lower-case letters, digits and hyphens."""

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\r\n]*$")]
"""A short name on one line."""

Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\r\n]*$")]


def as_list(value: object) -> object:
    """A list or tuple unchanged; any other value as the only item of a list."""
    return value if isinstance(value, list | tuple) else [value]


OneOrMore = BeforeValidator(as_list)


def _date_text(value: object) -> object:
    """A TOML date as ISO 8601 text; any other value unchanged."""
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


Date = Annotated[Text, BeforeValidator(_date_text)]
"""A date in any words; a TOML date becomes ISO 8601 text."""


def _followed(url: str) -> str:
    if safe_url(url) is None:
        raise PydanticCustomError("url", "not a link that can be followed")
    return url


Url = Annotated[Text, AfterValidator(_followed)]
"""A link to follow: http, https or mailto."""


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
    first_keys: ClassVar[tuple[str, ...]] = ()
    last_keys: ClassVar[tuple[str, ...]] = ()
    """Fields that come before or after all others in the order of the format, if that is not the order of the class."""

    @classmethod
    def table_keys(cls) -> list[str]:
        """The keys of the table, as written in a file and in the order of the format."""
        middle = [name for name in cls.model_fields if name not in (*cls.first_keys, *cls.last_keys)]
        names = [*cls.first_keys, *middle, *cls.last_keys]
        return [cls.model_fields[name].alias or name for name in names]


class Entry(Model):
    """What every element can have: a short name, the author's own tags, and a link."""

    last_keys: ClassVar[tuple[str, ...]] = ("tags", "url")

    label: Label | None = None
    tags: Annotated[tuple[Tag, ...], OneOrMore, Field(max_length=50)] = ()
    url: Url | None = None


class Member(Entry):
    """An element that can belong to a group."""

    last_keys: ClassVar[tuple[str, ...]] = ("tags", "group", "url")

    group: Id | None = None
