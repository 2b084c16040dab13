"""All rules by code."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from argmap.findings import Level
from argmap.rules.context import Rule
from argmap.rules.s101_unsupported_claim import UnsupportedClaim
from argmap.rules.s102_supported_premise import SupportedPremise
from argmap.rules.s103_unused_claim import UnusedClaim
from argmap.rules.s104_used_conclusion import UsedConclusion
from argmap.rules.s105_circular_support import CircularSupport
from argmap.rules.s106_disconnected_part import DisconnectedPart
from argmap.rules.s107_no_conclusion import NoConclusion
from argmap.rules.s108_single_point_of_failure import SinglePointOfFailure
from argmap.rules.s109_unused_concept import UnusedConcept
from argmap.rules.s110_unused_source import UnusedSource
from argmap.rules.s111_duplicate_inference import DuplicateInference
from argmap.rules.s112_missing_scheme import MissingScheme
from argmap.rules.s113_stale_acceptance import StaleAcceptance
from argmap.rules.s114_circular_attack import CircularAttack
from argmap.rules.s115_duplicate_attack import DuplicateAttack
from argmap.rules.s116_undischarged_supposition import UndischargedSupposition
from argmap.rules.s117_idle_discharge import IdleDischarge
from argmap.rules.s118_cases_through_one_claim import CasesThroughOneClaim
from argmap.rules.s119_premise_on_both_sides import PremiseOnBothSides
from argmap.rules.s120_one_source_for_several_reasons import OneSourceForSeveralReasons
from argmap.rules.t301_quote_not_found import QuoteNotFound
from argmap.rules.t302_ambiguous_quote import AmbiguousQuote
from argmap.rules.t303_premise_without_source import PremiseWithoutSource
from argmap.rules.t304_changed_quote import ChangedQuote
from argmap.rules.t305_two_claims_in_one import TwoClaimsInOne
from argmap.rules.t306_hidden_inference import HiddenInference
from argmap.rules.t307_near_duplicate import NearDuplicate
from argmap.rules.t308_two_senses import TwoSenses
from argmap.rules.t309_rabbit_rule import RabbitRule
from argmap.rules.t310_holding_hands import HoldingHands
from argmap.rules.t311_unlisted_concept import UnlistedConcept
from argmap.rules.t312_long_text import LongText
from argmap.rules.t313_question_as_claim import QuestionAsClaim
from argmap.rules.t314_long_quote import LongQuote
from argmap.rules.t315_unreadable_source import UnreadableSource
from argmap.rules.t316_quote_in_other_case import QuoteInOtherCase
from argmap.rules.t317_quote_in_other_signs import QuoteInOtherSigns
from argmap.rules.t318_negation_left_out import NegationLeftOut
from argmap.rules.t319_conclusion_without_reason import ConclusionWithoutReason
from argmap.rules.t320_undeclared_supposition import UndeclaredSupposition
from argmap.rules.w201_caution_on_path import CautionOnPath
from argmap.rules.w202_contested_on_path import ContestedOnPath
from argmap.rules.w203_unanswered_objection import UnansweredObjection
from argmap.rules.w204_unanswered_critical_question import UnansweredCriticalQuestion
from argmap.rules.w205_weak_sole_support import WeakSoleSupport
from argmap.rules.w206_few_cases import FewCases
from argmap.rules.w207_typology_gap import TypologyGap
from argmap.rules.w208_dates_disagree import DatesDisagree
from argmap.rules.w209_hedge_lost import HedgeLost
from argmap.rules.w210_low_standing import LowStanding
from argmap.rules.w211_unexplained_grade import UnexplainedGrade
from argmap.rules.w212_certain_grade import CertainGrade
from argmap.rules.w213_contradiction_without_objection import ContradictionWithoutObjection
from argmap.rules.w214_is_ought import IsOught
from argmap.rules.w215_appeal_to_ignorance import AppealToIgnorance
from argmap.rules.w216_unnamed_authority import UnnamedAuthority
from argmap.rules.w217_bare_causal_claim import BareCausalClaim
from argmap.rules.w218_unasserted_condition import UnassertedCondition
from argmap.suggest import did_you_mean

_RULES: tuple[Rule, ...] = (
    UnsupportedClaim(),
    SupportedPremise(),
    UnusedClaim(),
    UsedConclusion(),
    CircularSupport(),
    DisconnectedPart(),
    NoConclusion(),
    SinglePointOfFailure(),
    UnusedConcept(),
    UnusedSource(),
    DuplicateInference(),
    MissingScheme(),
    StaleAcceptance(),
    CircularAttack(),
    DuplicateAttack(),
    UndischargedSupposition(),
    IdleDischarge(),
    CasesThroughOneClaim(),
    PremiseOnBothSides(),
    OneSourceForSeveralReasons(),
    QuoteNotFound(),
    AmbiguousQuote(),
    PremiseWithoutSource(),
    ChangedQuote(),
    TwoClaimsInOne(),
    HiddenInference(),
    NearDuplicate(),
    TwoSenses(),
    RabbitRule(),
    HoldingHands(),
    UnlistedConcept(),
    LongText(),
    QuestionAsClaim(),
    LongQuote(),
    UnreadableSource(),
    QuoteInOtherCase(),
    QuoteInOtherSigns(),
    NegationLeftOut(),
    ConclusionWithoutReason(),
    UndeclaredSupposition(),
    CautionOnPath(),
    ContestedOnPath(),
    UnansweredObjection(),
    UnansweredCriticalQuestion(),
    WeakSoleSupport(),
    FewCases(),
    TypologyGap(),
    DatesDisagree(),
    HedgeLost(),
    LowStanding(),
    UnexplainedGrade(),
    CertainGrade(),
    ContradictionWithoutObjection(),
    IsOught(),
    AppealToIgnorance(),
    UnnamedAuthority(),
    BareCausalClaim(),
    UnassertedCondition(),
)
RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _RULES})
"""The rules by code, in code order."""


OF_TEXTS = frozenset(
    "T301 T302 T304 T305 T306 T307 T308 T311 T312 T313 T314 T315 T316 T317 T318 T320".split()  # noqa: SIM905 - shorter
)
"""The rules that look at texts alone, and so at what can be read of a map with errors."""


def chosen_rules(
    select: Collection[str] = (), ignore: Collection[str] = (), level: Level = Level.PEDANTIC
) -> tuple[Rule, ...]:
    """The rules that match `select`, or without it those of the `level` and below; but none that match `ignore`.

    See `matches`. Raises `ValueError` for a selector that matches no rule.
    """
    for selector in (*select, *ignore):
        if not any(matches(rule, (selector,)) for rule in RULES.values()):
            advice = did_you_mean(selector, [*RULES, *(rule.name for rule in RULES.values())])
            raise ValueError(f'there is no rule "{selector}". {advice}'.strip())
    levels = list(Level)[: list(Level).index(level) + 1]
    chosen = (rule for rule in RULES.values() if (matches(rule, select) if select else rule.level in levels))
    return tuple(rule for rule in chosen if not matches(rule, ignore))


def matches(rule: Rule, selectors: Collection[str]) -> bool:
    """Whether any selector matches the rule: the beginning of its code (`W`, `W2`), or its name."""
    return any(rule.code.startswith(selector) or rule.name == selector for selector in selectors)
