"""The kinds of element, and what each can do."""

from __future__ import annotations

from enum import StrEnum

from argmap.english import with_article


class Kind(StrEnum):
    """The kind of an element; its value is the word for it, and `table` is the name of its table in the file."""

    PREMISE = "premise"
    ASSUMPTION = "assumption"
    CLAIM = "claim"
    CONCLUSION = "conclusion"
    SUPPOSITION = "supposition"
    INFERENCE = "inference"
    OBJECTION = "objection"
    RIVALRY = "rivalry"
    CAUTION = "caution"
    CONTESTED = "contested"
    NOTE = "note"
    CONCEPT = "concept"
    SOURCE = "source"
    GROUP = "group"

    @property
    def table(self) -> str:
        """The table that declares this kind, such as `premises` for a premise."""
        return _TABLES.get(self, f"{self.value}s")

    @property
    def with_article(self) -> str:
        """The word with its article, such as `a premise` or `an inference`."""
        return with_article(self.noun)

    @property
    def noun(self) -> str:
        """The word as a noun, such as `premise` or `contested entry`."""
        return "contested entry" if self is Kind.CONTESTED else self.value

    @property
    def nouns(self) -> str:
        """Its plural, such as `premises` or `contested entries`."""
        return {Kind.CONTESTED: "contested entries", Kind.RIVALRY: "rivalries"}.get(self, f"{self.value}s")

    @property
    def is_statement(self) -> bool:
        """Whether it says something that can be supported or used as a reason."""
        return self in STATEMENTS

    @property
    def is_step(self) -> bool:
        """Whether it leads from something to something: an inference or an objection."""
        return self in STEPS

    @property
    def is_given(self) -> bool:
        """Whether it is taken as given: a premise or an assumption."""
        return self in GIVEN

    @property
    def is_graded(self) -> bool:
        """Whether it takes a grade; the standing of claims and conclusions is computed."""
        return self in GRADED


_TABLES = {Kind.CONTESTED: "contested", Kind.RIVALRY: "rivals"}
STATEMENTS = frozenset({Kind.PREMISE, Kind.ASSUMPTION, Kind.CLAIM, Kind.CONCLUSION, Kind.SUPPOSITION})
STEPS = frozenset({Kind.INFERENCE, Kind.OBJECTION})
GIVEN = frozenset({Kind.PREMISE, Kind.ASSUMPTION})
GRADED = frozenset({Kind.PREMISE, Kind.ASSUMPTION, Kind.INFERENCE, Kind.OBJECTION})
