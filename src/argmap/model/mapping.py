"""The map as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from argmap.model.base import Id, Model, OneOrMore, Text
from argmap.model.concept import Concept
from argmap.model.elements import (
    Acceptance,
    Assumption,
    Caution,
    Claim,
    Conclusion,
    Contest,
    Group,
    Inference,
    Note,
    Objection,
    Premise,
    Rivals,
    Statement,
    Supposition,
)
from argmap.model.grade import Grade
from argmap.model.kind import Kind
from argmap.model.quote import Source

Element = (
    Premise
    | Assumption
    | Claim
    | Conclusion
    | Supposition
    | Inference
    | Objection
    | Rivals
    | Caution
    | Contest
    | Note
    | Concept
    | Source
    | Group
)


def own_words(element: Element) -> str:
    """What an element says in the map's own words: its text, term or title, or who contests something and why.

    Empty for a step or rivalry without a text.
    """
    if isinstance(element, Contest):
        return f"{element.by}: {element.reason}"
    if isinstance(element, Concept):
        return element.term
    if isinstance(element, Source | Group):
        return element.title
    return "" if isinstance(element, Inference) else element.text or ""


def wordings(element: Element) -> tuple[str, ...]:
    """All the ways in which an element says what it says: its own words, and other wordings of them."""
    return (own_words(element), *(element.also if isinstance(element, Statement | Objection) else ()))


class Grading(Model):
    """Changes to the default grades."""

    premise: Grade | None = None
    assumption: Grade | None = None
    inference: Grade | None = None
    objection: Grade | None = None
    lowering: Annotated[int, Field(ge=0, le=6)] | None = None


class Presentation(Model):
    """How a map is shown step by step: the order of its elements (or which end comes first), and speaker's notes."""

    order: tuple[Id, ...] = ()
    first: Literal["conclusion", "premises"] = "conclusion"
    notes: dict[Id, Text] = {}


class MapInfo(Model):
    """Information about the map itself; `source` is where all of it comes from."""

    title: Text | None = None
    author: Text | None = None
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")] = "en"
    description: Text | None = None
    source: Id | None = None
    grading: Grading = Grading()
    presentation: Presentation = Presentation()


def _version(value: object) -> object:
    """The version of the format, unless it only looks like one: `true` and `1.0` equal 1."""
    if isinstance(value, bool | float):
        raise PydanticCustomError("format_type", "the version of the format is a whole number")
    return value


class Map(Model):
    """An argument map. Tables keep the order in which they were written."""

    format: Annotated[Literal[1], BeforeValidator(_version)] = 1
    include: Annotated[tuple[Text, ...], OneOrMore] = ()
    map: MapInfo = MapInfo()
    sources: dict[Id, Source] = {}
    concepts: dict[Id, Concept] = {}
    premises: dict[Id, Premise] = {}
    assumptions: dict[Id, Assumption] = {}
    claims: dict[Id, Claim] = {}
    conclusions: dict[Id, Conclusion] = {}
    suppositions: dict[Id, Supposition] = {}
    inferences: dict[Id, Inference] = {}
    objections: dict[Id, Objection] = {}
    rivals: dict[Id, Rivals] = {}
    cautions: dict[Id, Caution] = {}
    contested: dict[Id, Contest] = {}
    notes: dict[Id, Note] = {}
    groups: dict[Id, Group] = {}
    accept: tuple[Acceptance, ...] = ()

    def table(self, kind: Kind) -> Mapping[str, Element]:
        """The elements of one kind by id."""
        table: Mapping[str, Element] = getattr(self, kind.table)
        return table

    def ids(self) -> Iterator[str]:
        """The id of every element, kind by kind in the order of `Kind`."""
        return (element_id for _, element_id, _ in self.elements())

    def elements(self) -> Iterator[tuple[Kind, str, Element]]:
        """Every element as (kind, id, element), kind by kind in the order of `Kind`."""
        for kind in Kind:
            for element_id, element in self.table(kind).items():
                yield kind, element_id, element
