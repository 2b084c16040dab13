"""The types of an argument map: frozen pydantic models and enumerations, nothing else."""

from argmap.model.concept import Cell, Concept, Typology
from argmap.model.elements import (
    Acceptance,
    Assumption,
    Caution,
    Claim,
    Conclusion,
    Contest,
    Inference,
    Note,
    Objection,
    Premise,
    Statement,
    is_open,
)
from argmap.model.grade import GRADE_WORDS, Grade, NamedGrade, grade_words
from argmap.model.kind import Kind
from argmap.model.language import is_rtl_language
from argmap.model.mapping import Element, Map, MapInfo, own_words
from argmap.model.quote import Quote, Source
from argmap.model.scheme import SCHEMES, CriticalQuestion, Scheme, SchemeName

__all__ = [
    "GRADE_WORDS",
    "SCHEMES",
    "Acceptance",
    "Assumption",
    "Caution",
    "Cell",
    "Claim",
    "Concept",
    "Conclusion",
    "Contest",
    "CriticalQuestion",
    "Element",
    "Grade",
    "Inference",
    "Kind",
    "Map",
    "MapInfo",
    "NamedGrade",
    "Note",
    "Objection",
    "Premise",
    "Quote",
    "Scheme",
    "SchemeName",
    "Source",
    "Statement",
    "Typology",
    "grade_words",
    "is_open",
    "is_rtl_language",
    "own_words",
]
