"""The elements of an argument map: statements, steps, cautions and entries of `contested`."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from argmap.model.base import Id, Model, OneOrMore, Text
from argmap.model.concept import Quotes
from argmap.model.grade import Grade
from argmap.model.scheme import SchemeName

Ids = tuple[Id, ...]


class Statement(Model):
    """What every statement has: its text, the concepts it uses, and where it comes from."""

    text: Text
    concepts: Ids = ()
    quote: Quotes = ()


class Premise(Statement):
    """A claim taken as given."""

    grade: Grade | None = None
    because: Text | None = None


class Assumption(Statement):
    """A premise the text leaves unstated."""

    grade: Grade | None = None
    because: Text | None = None


class Claim(Statement):
    """An intermediate claim, both supported and used; its standing is computed, so it has no grade."""


class Conclusion(Statement):
    """What the map argues for; its standing is computed, so it has no grade."""


class Inference(Model):
    """A step from one or more statements (linked premises) to one.

    `warrant` is a text, or the id of the statement that licenses the step. `answers` has answers to the critical
    questions of the scheme, by the name of the question.
    """

    from_: Annotated[Ids, Field(min_length=1)]
    to: Id
    scheme: SchemeName | None = None
    warrant: Text | None = None
    answers: dict[str, Text] = {}
    grade: Grade | None = None
    because: Text | None = None
    concepts: Ids = ()
    quote: Quotes = ()


class Objection(Model):
    """A step against a statement, an inference or another objection, based on its own text, statements or both."""

    against: Id
    text: Text | None = None
    from_: Annotated[Ids, Field(min_length=1)] | None = None
    scheme: SchemeName | None = None
    warrant: Text | None = None
    answers: dict[str, Text] = {}
    grade: Grade | None = None
    because: Text | None = None
    concepts: Ids = ()
    quote: Quotes = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.text is None and self.from_ is None:
            raise PydanticCustomError("objection_empty", "an objection needs text or from")
        return self


class Caution(Model):
    """A warning about the use of concepts, statements or steps; open until it has an `answer`."""

    on: Annotated[Ids, OneOrMore, Field(min_length=1)]
    text: Text
    answer: Text | None = None
    concepts: Ids = ()
    quote: Quotes = ()


class Contest(Model):
    """An entry of `contested`: who contests elements, and why; open until it has an `answer`."""

    on: Annotated[Ids, OneOrMore, Field(min_length=1)]
    by: Text
    reason: Text
    answer: Text | None = None
    concepts: Ids = ()
    quote: Quotes = ()


Note = Caution | Contest


def is_open(note: Note) -> bool:
    """Whether nobody has answered a caution or an entry of `contested`."""
    return note.answer is None


class Acceptance(Model):
    """A finding that the author accepts, with the reason."""

    code: Annotated[str, Field(pattern=r"^[A-Z]\d{3}$")]
    on: Id | None = None
    because: Text
