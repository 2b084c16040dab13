"""Sources, and quotes that anchor an element to a passage in a source."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from argmap.model.base import Date, Id, Member, Model, Text


class Source(Member):
    """Where claims come from; `text` is the path of the file with its text, relative to the map.

    Its `url` may be of any kind, but only http, https and mailto become links.
    """

    first_keys: ClassVar[tuple[str, ...]] = ("label", "title", "author", "date", "url", "text")
    last_keys: ClassVar[tuple[str, ...]] = ("tags", "group")

    title: Text
    author: Text | None = None
    date: Date | None = None
    url: Text | None = None
    text: Text | None = None


QuoteText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class Quote(Model):
    """A short verbatim anchor in a source: `exact` words, or the words it starts and ends with.

    Without words, the source is cited as a whole, and there is nothing to verify.

    Modelled on the TextQuoteSelector of the W3C Web Annotation Data Model and the text directive of URL fragments.
    """

    source: Id
    exact: QuoteText | None = None
    start: QuoteText | None = None
    end: QuoteText | None = None

    @model_validator(mode="after")
    def _has_one_form(self) -> Self:
        if (self.exact is not None and self.start is not None) or (self.end is not None and self.start is None):
            raise PydanticCustomError("quote_form", "a quote has either exact or start, and end only with start")
        return self

    @property
    def is_verbatim(self) -> bool:
        """Whether it has words that can be looked up in the source."""
        return self.exact is not None or self.start is not None

    @property
    def first_key(self) -> str:
        """The key with its first words: `exact` or `start`."""
        return "exact" if self.exact is not None else "start"

    @property
    def words(self) -> str:
        """The quoted words for display: `exact`, or start and end with an ellipsis in between; empty without words."""
        if self.exact is not None or self.start is None:
            return self.exact or ""
        return f"{self.start} … {self.end}" if self.end else f"{self.start} …"
