"""T307: two statements that say nearly the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from argmap.english import agreeing, enumerated
from argmap.findings import Level, Severity
from argmap.language.words import plain_tokens
from argmap.rules.alike import alike, wordings
from argmap.rules.context import CheckContext, Hit, Needs

_NAMED = 3

_ARTICLES = frozenset({"a", "an", "the"})


class NearDuplicate:
    """Two statements that say nearly the same thing."""

    code = "T307"
    name = "near-duplicate"
    severity = Severity.WARNING
    level = Level.DEFAULT
    needs = Needs.LEXICON
    why = (
        "A claim under two ids is supported, doubted and graded twice, and whatever rests on both looks "
        "better supported than it is."
    )
    help = "Keep one of them, and let both inferences start from it."
    fires = """
[premises.rain]
text = "Rain fell all night in the hills."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[premises.wet]
text = "The rain fell all night in these hills."
[inferences.too]
from = ["wet"]
to = "rise"
"""
    silent = """
[premises.rain]
text = "Rain fell all night."
[conclusions.rise]
text = "The river rises."
[inferences.so]
from = ["rain"]
to = "rise"
scheme = "cause-to-effect"
[premises.wet]
text = "The ground is wet."
[inferences.too]
from = ["wet"]
to = "rise"
"""

    def check(self, context: CheckContext) -> Iterator[Hit]:
        """Yield everything the rule finds in the map."""
        said = {element_id: wordings(context, statement) for element_id, statement in context.statements.items()}
        repeated: dict[str, list[str]] = {}
        for first, second in alike(said):
            if _is_another_order(context.statements[first].text, context.statements[second].text):
                continue
            repeated.setdefault(first, []).append(second)
        for first, others in repeated.items():
            names = enumerated([f'"{other}"' for other in others], _NAMED)
            message = f'{names} {agreeing(len(others), "say")} nearly the same thing as "{first}"'
            related = tuple((context.path(other, "text"), "also said here") for other in (first, *others[1:]))
            yield Hit(context.path(others[0], "text"), message, others[0], related=related)


def _is_another_order(first: str, second: str) -> bool:
    """Whether two texts have the same words in another order, as if roles are exchanged; or `few` against `a few`."""
    one, other = plain_tokens(first), plain_tokens(second)
    if sorted(one) == sorted(other):
        return one != other
    counts = Counter(one), Counter(other)
    differing = set((counts[0] - counts[1]) + (counts[1] - counts[0]))
    return bool(differing) and differing <= _ARTICLES and one.count("few") + other.count("few") > 0
