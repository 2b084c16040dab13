"""The elements of an argument map: statements, steps, rivalries, and what is said about them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from argmap.model.base import Date, Entry, Id, Member, Model, OneOrMore, Text
from argmap.model.concept import Quotes
from argmap.model.grade import Grade
from argmap.model.scheme import SchemeName

Ids = tuple[Id, ...]


class Statement(Member):
    """What every statement has: its text in one or more wordings, who says it and when, and where it comes from."""

    text: Text
    also: Annotated[tuple[Text, ...], OneOrMore] = ()
    by: Text | None = None
    date: Date | None = None
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


class Supposition(Statement):
    """A statement taken for the argument's sake, until an inference discharges it; so it has no grade."""


class Answer(Model):
    """An answer to a critical question: a text or, in `open`, why there is none, such as `not said`."""

    text: Text | None = None
    open: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.text is None) == (self.open is None):
            raise PydanticCustomError("answer_form", "an answer is a text, or has the key open")
        return self

    @property
    def is_open(self) -> bool:
        """Whether the question was asked but has no answer."""
        return self.text is None

    @property
    def words(self) -> str:
        """The answer, or why there is none."""
        return self.text or self.open or ""


class Step(Member):
    """What inferences and objections have in common.

    `warrant` is a text, or the id of the statement that licenses the step. `answers` has answers to the critical
    questions of the scheme, by the name of the question.
    """

    scheme: SchemeName | None = None
    warrant: Text | None = None
    answers: dict[str, Answer] = {}
    grade: Grade | None = None
    because: Text | None = None
    by: Text | None = None
    date: Date | None = None
    concepts: Ids = ()
    quote: Quotes = ()

    def has_answer(self, question: str) -> bool:
        """Whether a critical question, given by its name, has an answer that is not open."""
        return question in self.answers and not self.answers[question].is_open


class Inference(Step):
    """A step from one or more statements (linked premises) to a statement, or to an objection that has a text.

    `discharges` has the suppositions that hold for what the step starts from, and nowhere else.
    """

    first_keys: ClassVar[tuple[str, ...]] = ("label", "from_", "to", "discharges")

    from_: Annotated[Ids, Field(min_length=1)]
    to: Id
    discharges: Annotated[Ids, OneOrMore] = ()


class Objection(Step):
    """A step against a statement, an inference or another objection, based on its own text, statements or both."""

    first_keys: ClassVar[tuple[str, ...]] = ("label", "against", "text", "also", "from_")

    against: Id
    text: Text | None = None
    also: Annotated[tuple[Text, ...], OneOrMore] = ()
    from_: Annotated[Ids, Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.text is None and self.from_ is None:
            raise PydanticCustomError("objection_empty", "an objection needs text or from")
        if self.text is None and self.also:
            raise PydanticCustomError("also_alone", "also lists other wordings of the text, but the text is missing")
        return self


class Rivals(Member):
    """A rivalry: at most one of several statements holds."""

    among: Annotated[Ids, Field(min_length=2)]
    text: Text | None = None
    concepts: Ids = ()
    quote: Quotes = ()


class Caution(Member):
    """A warning about the use of concepts, statements or steps; open until it has an `answer`."""

    on: Annotated[Ids, OneOrMore, Field(min_length=1)]
    text: Text
    answer: Text | None = None
    concepts: Ids = ()
    quote: Quotes = ()


class Contest(Member):
    """An entry of `contested`: who contests elements, and why; open until it has an `answer`."""

    on: Annotated[Ids, OneOrMore, Field(min_length=1)]
    by: Text
    reason: Text
    answer: Text | None = None
    concepts: Ids = ()
    quote: Quotes = ()


Doubt = Caution | Contest


def is_open(doubt: Doubt) -> bool:
    """Whether nobody has answered a caution or an entry of `contested`."""
    return doubt.answer is None


class Note(Member):
    """Context, justification or a comment on any elements: it raises no doubt and changes no number."""

    on: Annotated[Ids, OneOrMore, Field(min_length=1)]
    text: Text
    concepts: Ids = ()
    quote: Quotes = ()


class Group(Entry):
    """A section of the argument, to which elements belong by their `group`."""

    title: Text
    text: Text | None = None


class Acceptance(Model):
    """A finding that the author accepts, with the reason."""

    code: Annotated[str, Field(pattern=r"^[A-Z]\d{3}$")]
    on: Id | None = None
    because: Text
