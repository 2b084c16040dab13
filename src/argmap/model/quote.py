"""Sources, and quotes that anchor an element to a passage in a source."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self

from pydantic import BeforeValidator, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from argmap.model.base import Id, Model, Text


def _date_text(value: object) -> object:
    """A TOML date as ISO 8601 text; any other value unchanged."""
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


class Source(Model):
    """Where claims come from; `text` is the path of the file with its text, relative to the map."""

    title: Text
    author: Text | None = None
    date: Annotated[Text, BeforeValidator(_date_text)] | None = None
    url: Text | None = None
    text: Text | None = None


QuoteText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class Quote(Model):
    """A short verbatim anchor in a source: `exact` words, or the words it starts and ends with.

    Modelled on the TextQuoteSelector of the W3C Web Annotation Data Model and the text directive of URL fragments.
    """

    source: Id
    exact: QuoteText | None = None
    start: QuoteText | None = None
    end: QuoteText | None = None

    @model_validator(mode="after")
    def _has_one_form(self) -> Self:
        if (self.exact is None) == (self.start is None) or (self.end is not None and self.start is None):
            raise PydanticCustomError("quote_form", "a quote needs either exact, or start and optionally end")
        return self

    @property
    def words(self) -> str:
        """The quoted words for display: `exact`, or start and end with an ellipsis in between."""
        if self.exact is not None:
            return self.exact
        return f"{self.start} … {self.end}" if self.end else f"{self.start} …"
