"""Schemes under the names that other tools have for them."""

from __future__ import annotations

import re
from types import MappingProxyType

from argmap.model import SchemeName

_NONE = frozenset(
    {"", "ra", "ca", "ma", "defaultinference", "defaultconflict", "support", "attack", "inference", "conflict"}
)
_OTHER_NAMES = MappingProxyType(
    {
        SchemeName.CAUSE_TO_EFFECT: ("causetoeffect", "causal", "fromcausetoeffect"),
        SchemeName.CORRELATION_TO_CAUSE: ("correlationtocause", "effecttocause", "fromcorrelationtocause"),
        SchemeName.ANALOGY: ("analogy", "fromanalogy"),
        SchemeName.EXAMPLE: ("example", "fromexample", "illustration"),
        SchemeName.GENERALISATION: ("generalisation", "generalization", "randomsampletopopulation", "induction"),
        SchemeName.EXPERT_OPINION: ("expertopinion", "appealtoexpertopinion", "authority", "adverecundiam"),
        SchemeName.POSITION_TO_KNOW: ("positiontoknow", "witnesstestimony", "testimony"),
        SchemeName.POPULAR_OPINION: ("popularopinion", "popularity", "popularpractice", "appealtopopularopinion"),
        SchemeName.SIGN: ("sign", "evidencetohypothesis", "evidence"),
        SchemeName.CONSEQUENCES: ("consequences", "positiveconsequences", "negativeconsequences", "slipperyslope"),
        SchemeName.CLASSIFICATION: ("classification", "verbalclassification"),
        SchemeName.PRECEDENT: ("precedent",),
        SchemeName.MOTIVE: ("motive", "motivetointention"),
        SchemeName.PRACTICAL_REASONING: ("practicalreasoning", "valuebasedpracticalreasoning", "practicalinference"),
        SchemeName.BEST_EXPLANATION: ("bestexplanation", "abduction", "abductive", "inferencetothebestexplanation"),
        SchemeName.ALTERNATIVES: ("alternatives", "disjunctivesyllogism"),
        SchemeName.COMMITMENT: ("commitment", "inconsistentcommitment"),
        SchemeName.RULE: ("rule", "establishedrule"),
        SchemeName.DEDUCTION: ("deduction", "deductive", "modusponens", "modustollens", "definitionaldeduction"),
        SchemeName.DEFINITION: ("definition", "definitiontoverbalclassification"),
        SchemeName.STATISTICS: ("statistics", "statisticalsyllogism"),
    }
)
_BY_NAME = {other: name for name, others in _OTHER_NAMES.items() for other in (*others, name.value.replace("-", ""))}
_AIF = MappingProxyType(
    {
        SchemeName.GENERALISATION: "Random Sample To Population",
        SchemeName.CLASSIFICATION: "Verbal Classification",
        SchemeName.RULE: "Established Rule",
        SchemeName.DEDUCTION: "Deduction",
    }
)


def scheme_of(name: str) -> tuple[SchemeName | None, str]:
    """The scheme that another tool calls so, or what is left of the name if there is none here.

    >>> scheme_of("Argument from Expert Opinion")
    (<SchemeName.EXPERT_OPINION: 'expert-opinion'>, '')
    >>> scheme_of("Default Inference"), scheme_of("ArgumentFromIgnorance")
    ((None, ''), (None, 'ArgumentFromIgnorance'))
    """
    plain = re.sub(r"[^a-z]", "", name.lower())
    if plain in _NONE:
        return None, ""
    for start in ("", "argument", "argumentfrom", "argumentfroma", "argumentfroman", "from", "walton", "appealto"):
        if plain.startswith(start) and (found := _BY_NAME.get(plain.removeprefix(start))):
            return found, ""
    return None, name


def aif_name(scheme: SchemeName) -> str:
    """The name of a scheme in AIFdb."""
    return _AIF.get(scheme) or scheme.value.replace("-", " ").title()
