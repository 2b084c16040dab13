"""Argumentation schemes and their critical questions.

The patterns follow D. Walton, C. Reed and F. Macagno, "Argumentation Schemes" (Cambridge University Press, 2008); the
questions are worded here for readers of a text.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class SchemeName(StrEnum):
    """The pattern of an inference, as named in a map."""

    CAUSE_TO_EFFECT = "cause-to-effect"
    CORRELATION_TO_CAUSE = "correlation-to-cause"
    ANALOGY = "analogy"
    EXAMPLE = "example"
    GENERALISATION = "generalisation"
    EXPERT_OPINION = "expert-opinion"
    POSITION_TO_KNOW = "position-to-know"
    POPULAR_OPINION = "popular-opinion"
    SIGN = "sign"
    CONSEQUENCES = "consequences"
    CLASSIFICATION = "classification"
    PRECEDENT = "precedent"
    MOTIVE = "motive"
    PRACTICAL_REASONING = "practical-reasoning"
    BEST_EXPLANATION = "best-explanation"
    ALTERNATIVES = "alternatives"
    COMMITMENT = "commitment"
    RULE = "rule"
    DEDUCTION = "deduction"
    DEFINITION = "definition"
    STATISTICS = "statistics"


class CriticalQuestion(NamedTuple):
    """A question that must be answered for an inference with this scheme to hold."""

    name: str
    text: str


class Scheme(NamedTuple):
    """A scheme: its name, a one-line summary, and its critical questions."""

    name: SchemeName
    gist: str
    questions: tuple[CriticalQuestion, ...]

    @property
    def label(self) -> str:
        """The name in words, such as `cause to effect`."""
        return self.name.value.replace("-", " ")


def _scheme(name: SchemeName, gist: str, **questions: str) -> Scheme:
    return Scheme(name, gist, tuple(CriticalQuestion(key.replace("_", "-"), text) for key, text in questions.items()))


SCHEMES = MappingProxyType(
    {
        scheme.name: scheme
        for scheme in (
            _scheme(
                SchemeName.CAUSE_TO_EFFECT,
                "A cause is at work, so its effect will come or has come.",
                strength="How strong is the link between this cause and this effect?",
                evidence="Is there evidence for the link beyond the two happening together?",
                interference="Could something else prevent or produce the effect?",
            ),
            _scheme(
                SchemeName.CORRELATION_TO_CAUSE,
                "Two things go together, so one causes the other.",
                correlation="Do the two really go together, and in how many cases?",
                direction="Could the cause run the other way?",
                third_factor="Could a third factor cause both?",
            ),
            _scheme(
                SchemeName.ANALOGY,
                "Two cases are alike, so what held in one holds in the other.",
                similarity="Are the two cases alike in what matters here?",
                differences="Which differences would weaken the comparison?",
                counter_case="Is there another like case that went differently?",
            ),
            _scheme(
                SchemeName.EXAMPLE,
                "A case illustrates a general claim.",
                true="Is the example true, and described correctly?",
                typical="Is it typical of what it is meant to show?",
                enough="Are there enough examples, and has anyone looked for counterexamples?",
            ),
            _scheme(
                SchemeName.GENERALISATION,
                "What is true of some cases is true of all, or as a rule.",
                sample="How many cases are there, and how were they chosen?",
                exceptions="Which known cases go against it?",
            ),
            _scheme(
                SchemeName.EXPERT_OPINION,
                "An expert says so.",
                expertise="How credible is the expert, and is the matter within their field?",
                opinion="What exactly did they say, and does it imply the claim?",
                trust="Are they free of any personal interest in the answer?",
                agreement="Do other experts agree?",
                evidence="What evidence do they base it on?",
            ),
            _scheme(
                SchemeName.POSITION_TO_KNOW,
                "Someone who was there, or is in a position to know, says so.",
                position="Were they really in a position to know?",
                honesty="Are they honest, and free of any personal interest in the answer?",
                said="Is this exactly what they said?",
            ),
            _scheme(
                SchemeName.POPULAR_OPINION,
                "Many people believe it, so it is true.",
                evidence="How is it known that many people believe it?",
                reason="Why should they be right?",
            ),
            _scheme(
                SchemeName.SIGN,
                "What is observed is a sign of something else.",
                correlation="How reliably does the sign go with what it points to?",
                other_cause="What else could have produced the sign?",
            ),
            _scheme(
                SchemeName.CONSEQUENCES,
                "Something follows from an act or event, and that counts for or against it.",
                likelihood="How likely is it that this will follow?",
                evidence="What supports the forecast?",
                opposite="Which opposite consequences should be weighed against it?",
            ),
            _scheme(
                SchemeName.CLASSIFICATION,
                "It belongs to a class, so what is true of the class is true of it.",
                membership="Does the case really belong to the class?",
                rule="Does the property apply to the whole class, or only to most of it?",
            ),
            _scheme(
                SchemeName.PRECEDENT,
                "An earlier case was decided this way, so this one should be too.",
                applies="Is the earlier case really like this one?",
                difference="Is there a reason to treat this case differently?",
            ),
            _scheme(
                SchemeName.MOTIVE,
                "Someone gains from it, so they did it or will do it.",
                motive="Did they really have the motive?",
                strength="Was it stronger than the motives against?",
                act="Is there evidence of the act apart from the motive?",
            ),
            _scheme(
                SchemeName.PRACTICAL_REASONING,
                "An end is desired and an act leads to it, so the act should be done.",
                other_ends="Which other ends conflict with this one?",
                other_means="Which other acts would also lead to it?",
                side_effects="What side effects would the act have?",
                possible="Can it be done at all?",
            ),
            _scheme(
                SchemeName.BEST_EXPLANATION,
                "It explains the facts best, so it is true.",
                alternatives="What other explanations are there?",
                better="Is it really better than each of them?",
                complete="Are the facts complete enough to judge?",
            ),
            _scheme(
                SchemeName.ALTERNATIVES,
                "One of several alternatives must be true, and the others are not, so this one is.",
                exhaustive="Are these all the alternatives?",
                excluded="Are the others really ruled out?",
            ),
            _scheme(
                SchemeName.COMMITMENT,
                "Someone has committed themselves to it, in word or deed.",
                committed="Did they really commit themselves to this?",
                exception="Is this case an exception to the commitment?",
            ),
            _scheme(
                SchemeName.RULE,
                "A rule says so for cases like this.",
                applies="Does the rule apply to this case?",
                exception="Is there an exception, or a stronger rule?",
            ),
            _scheme(
                SchemeName.DEDUCTION,
                "If the premises are true, the claim must be true.",
                valid="Is it impossible for the premises to be true and the claim false?",
            ),
            _scheme(
                SchemeName.DEFINITION,
                "It fits the definition, so the term applies.",
                fits="Does the case meet each part of the definition?",
                accepted="Is the definition generally accepted?",
            ),
            _scheme(
                SchemeName.STATISTICS,
                "A number is taken to show something.",
                meaning="What does the number measure, and what follows from it?",
                source="Where does the number come from?",
                comparison="What is it large or small compared with?",
            ),
        )
    },
)
"""Every scheme by its name."""
