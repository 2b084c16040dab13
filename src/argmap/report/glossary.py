"""The words of the format explained: kinds of elements, keys, schemes, words for grades, measures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from argmap.model import GRADE_WORDS, SCHEMES, Kind
from argmap.settings import MeasureName

_KINDS = {
    Kind.PREMISE: "A claim taken as given.",
    Kind.ASSUMPTION: "A premise that the text leaves unsaid, although a step relies on it.",
    Kind.CLAIM: "A statement that the map argues for and that is a reason for something else.",
    Kind.CONCLUSION: "What the map argues for. Its standing is the share of worlds in which it stands.",
    Kind.SUPPOSITION: "A statement taken for the argument's sake, until a step discharges it.",
    Kind.INFERENCE: "A step from one or more statements (linked, if several) to one. Several inferences to one "
    "statement are convergent: each is a reason by itself.",
    Kind.OBJECTION: "A step against a statement or a step. Against a premise it is an underminer, against a derived "
    "statement a rebutter, against an inference an undercutter.",
    Kind.RIVALRY: "Two or more statements of which at most one holds.",
    Kind.CAUTION: "A warning on the use of a concept, a statement or a step.",
    Kind.CONTESTED: "Who disputes a statement or a step, and why.",
    Kind.NOTE: "Context, justification or comment. It raises no doubt and changes no number.",
    Kind.CONCEPT: "A term with a definition, and optionally a typology.",
    Kind.SOURCE: "Where statements come from; quotes are looked up in its text.",
    Kind.GROUP: "A section of the argument, drawn as a region.",
}
_MEASURES = {
    MeasureName.STANDING: "The share of worlds in which the conclusion stands if critics knock out elements at "
    "random, each as often as its grade says. This is the default.",
    MeasureName.WEAKEST_LINK: "A step is as strong as the weakest thing it needs, and a claim as the best step to it.",
    MeasureName.DF_QUAD: "Discontinuity-free quantitative argumentation debates (Rago and others, 2016).",
    MeasureName.QUADRATIC_ENERGY: "The quadratic energy model (Potyka, 2018).",
    MeasureName.EULER: "Euler-based semantics (Amgoud and Ben-Naim, 2018).",
    MeasureName.GROUNDED: "The grounded labelling: in, out or undecided, without any grades.",
}

_KEYS = {
    "accept": "Findings that the author accepts, each with its code, the element it is on, and the reason.",
    "against": "The statement or step that an objection speaks against.",
    "also": "Other wordings of the same statement. Matching, marks and duplicates take them for the same.",
    "among": "The statements of which at most one holds.",
    "answer": "What answers a caution or a dispute. Until there is one, it is open and lowers the default grade.",
    "answers": "The answers to the critical questions of the scheme, by the question's name.",
    "at": "Which cell of a typology this is: a value for each axis.",
    "author": "Who wrote the map, or the source.",
    "axes": "The distinctions of a typology, each with its values.",
    "because": "The reason for a grade, or for accepting a finding.",
    "by": "Who says it or, of a contested element, who disputes it.",
    "cells": "The types of a typology, with what shows that they occur.",
    "claimed-by": "The claim that every type of the typology occurs.",
    "code": "The code of the finding that is accepted, such as W203.",
    "concepts": "The concepts that it uses. A caution on a concept applies to all that list it.",
    "date": "When it was said or published: a TOML date or a text.",
    "definition": "What the term means here.",
    "description": "What the map is about, in a sentence or two.",
    "discharges": "The suppositions that a step discharges: what it starts from is read where they hold.",
    "end": "The last words of a quoted passage that begins with `start`.",
    "exact": "The words that are quoted, as the source has them; a few are enough to find the passage.",
    "example": "A case of this type.",
    "filled-by": "The elements that show that the type occurs.",
    "first": 'Which end comes first when the map is presented: "conclusion" or "premises".',
    "format": "The version of the format: format = 1.",
    "from": "The statements that a step starts from. Several in one step are linked: it needs all of them.",
    "grade": "How likely the element holds by itself: a number from 0 to 1, or a word of the scale. Claims and "
    "conclusions have none: how they stand is computed.",
    "grading": "The default grades of this map, by kind, and how far an open caution or dispute lowers them.",
    "group": "The section of the argument that it belongs to.",
    "id": "The name of a step in a list, if something refers to it.",
    "include": "Other files whose elements belong to the map, relative to this one.",
    "label": "A short name of at most 60 characters, for pictures and lists.",
    "language": 'The language of the texts, such as "en": rules on wording and the direction of writing follow it.',
    "lowering": "By how many words of the scale an open caution or dispute lowers a default grade.",
    "map": "What is said of the whole map: its title, author, language and so on.",
    "notes": "Speaker notes for the presentation, by the id of an element.",
    "on": "The elements that it applies to.",
    "open": "Says that a critical question was asked and has no answer.",
    "order": "The elements in the order in which the map is presented.",
    "presentation": "How the map is shown step by step.",
    "quote": "Where it comes from: a source and a few words, which are looked up in the source's text.",
    "reason": "Why it is disputed.",
    "scheme": "The pattern of a step, such as cause-to-effect. It has critical questions.",
    "source": "The id of a source; in [map], the source of the whole map.",
    "start": "The first words of a quoted passage.",
    "tags": "Your own words to filter by.",
    "term": "The word or phrase that a concept defines.",
    "text": "What it says, in one sentence; of a source, the file with its text.",
    "title": "The title of the map, of a source or of a group.",
    "to": "The statement that a step leads to.",
    "typology": "The types of a concept: axes with values, and what shows that each type occurs.",
    "url": "A link: http, https or mailto.",
    "warrant": "What licenses a step: a text, or the id of a statement.",
}
"""The keys of the format, and the tables that do not hold elements."""


def glossary() -> Mapping[str, str]:
    """Every word that can be explained, with its explanation as lines of text."""
    words: dict[str, str] = {}
    for kind, text in _KINDS.items():
        words[kind.value] = words[kind.table] = (
            f"{kind.value} (a kind of element)\n\n{text}\n\nIt is declared in [{kind.table}.ID]; see docs/format.md.\n"
        )
    for name, scheme in SCHEMES.items():
        questions = "\n".join(f"  {question.name}: {question.text}" for question in scheme.questions)
        words[name.value] = (
            f"{name.value} (a scheme)\n\n{scheme.gist}\n\nCritical questions:\n{questions}\n\n"
            f'It is named by scheme = "{name.value}"; the questions are answered in answers.\n'
        )
    for word, value in GRADE_WORDS.items():
        words[word] = (
            f'{word} (a grade)\n\nIt stands for {float(value):g}: grade = "{word}" is grade = {float(value):g}.\n'
        )
    for measure, text in _MEASURES.items():
        words[measure.value] = (
            f"{measure.value} (a measure)\n\n{text}\n\nargmap weak --measure {measure.value}; see docs/weak-links.md.\n"
        )
    for key, text in _KEYS.items():
        said = f"{key} (a key)\n\n{text}\n\nSee docs/format.md for the tables that have it.\n"
        words[key] = f"{words[key]}\n{said}" if key in words else said
    return MappingProxyType(words)
