"""The words of the format explained: kinds of elements, schemes, words for grades, measures."""

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
    return MappingProxyType(words)
