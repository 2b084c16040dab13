"""Numbers in plain words: shares of worlds, and why an element is a weak link."""

from __future__ import annotations

from argmap.standing.assessment import ERRORS, NOT_ARGUED, NOTHING, STANDING, Assessment, Effect, Trials

_NOTHING = 1e-12
_SMALLEST = 0.0001
_MOST_DIGITS = 9
_TOTALS = (100, 1_000, 10_000)


def worlds(*shares: float) -> tuple[str, ...]:
    """Shares in [0, 1] as counts out of 100 worlds; out of 1,000 or 10,000 if 100 are too few.

    They are too few if different shares would look the same, or a small share like none.

    >>> worlds(0.614, 0.43)
    ('61 of 100', '43 of 100')
    >>> worlds(0.9116, 0.9105)
    ('912 of 1,000', '910 of 1,000')
    >>> worlds(0.0017)
    ('2 of 1,000',)
    >>> worlds(8e-7)
    ('fewer than 1 of 10,000',)
    """
    for total in _TOTALS:
        counts = [round(share * total) for share in shares]
        are_distinct = len(set(counts)) == len(set(shares))
        if are_distinct and all(
            0 < count < total or share in {0, 1} for count, share in zip(counts, shares, strict=True)
        ):
            break
    return tuple(f"{_count(share, count, total)} of {total:,}" for share, count in zip(shares, counts, strict=True))


def _count(share: float, count: int, total: int) -> str:
    if count == 0 and share > 0:
        return "fewer than 1"
    return f"more than {total - 1:,}" if count == total and share < 1 else f"{count:,}"


def small(value: float) -> str:
    """A difference in four digits, or as many as it takes to show two that are not 0.

    >>> small(0.25), small(0.00014), small(0.0)
    ('0.2500', '0.00014', '0.0000')
    """
    digits = 4
    while 0 < abs(value) < 10.0 ** (1 - digits) and digits < _MOST_DIGITS:
        digits += 1
    return f"{value:.{digits}f}"


def error_words(error: float) -> str:
    """A standard error above 0 in digits, so that it never looks like none.

    >>> error_words(0.00067), error_words(0.00001)
    ('0.0007', 'under 0.0001')
    """
    return f"{error:.4f}" if error >= _SMALLEST / 2 else f"under {_SMALLEST}"


def in_worlds(share: float, drawn: int = 0) -> str:
    """In how many worlds something is so; estimated, if that is known from so many `drawn` ones.

    >>> in_worlds(0.42), in_worlds(0.42, 5_000), in_worlds(0, 5_000)
    ('42 of 100 worlds', 'about 42 of 100 worlds', 'fewer than 1 in 5,000 worlds drawn')
    """
    if drawn and share in {0, 1}:
        few = f"fewer than 1 in {drawn:,} worlds drawn"
        return few if not share else f"all but {few}"
    return f"{roughly(worlds(share)[0]) if drawn else worlds(share)[0]} worlds"


def roughly(count: str) -> str:
    """A count of worlds that is an estimate.

    >>> roughly("42 of 100"), roughly("fewer than 1 of 10,000")
    ('about 42 of 100', 'fewer than 1 of 10,000')
    """
    return f"about {count}" if count[0].isdigit() else count


def how(found: Assessment) -> str:
    """How a standing was computed, in words."""
    if found.standing is None:
        return found.method
    if found.measure != STANDING:
        return f"by {found.measure}"
    if found.drawn:
        return f"estimated, standard error {error_words(found.standard_error)}"
    return f"exact, by {found.method}"


def times(found: Assessment, trials: Trials | None = None) -> str:
    """In how many worlds a conclusion stands and, from the trials, in how many with slightly other grades.

    The conclusion must have a standing.
    """
    share = found.standing or 0.0
    about = "about " if found.drawn else ""
    if trials is None or trials.low == trials.high or (found.drawn and share in {0, 1}):
        return in_worlds(share, found.drawn)
    middle, low, high = worlds(share, trials.low, trials.high)
    ends = f"{low.partition(' of ')[0]} to {high.partition(' of ')[0]}"
    return f"{about}{middle} worlds, {ends} with slightly other grades"


def stands(found: Assessment, trials: Trials | None = None) -> str:
    """How a conclusion stands, in one clause without its subject, such as "stands in 39 of 100 worlds"."""
    if found.method == NOT_ARGUED:
        return "is not argued: nothing supports it, so it has no standing"
    if found.standing is None:
        return f"has no strength: {found.measure} does not settle on it"
    if found.measure != STANDING:
        return f"has the strength {found.standing:.4f} by {found.measure}"
    return f"stands in {times(found, trials)} ({found.standing:.4f}, {how(found)})"


def standing_of(found: Assessment, trials: Trials | None = None) -> str:
    """How a conclusion stands, after the word "standing", such as "39 of 100 worlds"."""
    if found.standing is None:
        return f"{found.method}: nothing supports it" if found.method == NOT_ARGUED else found.method
    return f"{times(found, trials)} ({found.standing:.4f}, {how(found)})"


def in_brief(found: Assessment, trials: Trials | None = None) -> str:
    """How a conclusion stands, for a badge: such as "stands in 39 of 100 (29–50)", the range with other grades."""
    if found.standing is None:
        return found.method
    if found.measure != STANDING:
        return f"{found.measure} {found.standing:.2f}"
    if found.drawn and found.standing in {0, 1}:
        return f"stands in {times(found)}"
    about = "about " if found.drawn else ""
    if trials is None or trials.low == trials.high:
        return f"stands in {about}{worlds(found.standing)[0]}"
    middle, low, high = worlds(found.standing, trials.low, trials.high)
    return f"stands in {about}{middle} ({low.partition(' of ')[0]}–{high.partition(' of ')[0]})"


def otherwise(found: Assessment) -> str:
    """How a conclusion fares where it does not stand, if that is sometimes undecided; else nothing."""
    if found.undecided <= NOTHING:
        return ""
    shares = worlds(found.standing or 0.0, found.refuted, found.undecided)
    stood, refuted, undecided = map(roughly, shares) if found.drawn else shares
    return f"It stands in {stood} worlds, is refuted in {refuted}, and tied in {undecided}: there it is undecided."


def sentence(effect: Effect, assessment: Assessment) -> str:
    """Why an element is a weak link, in one plain sentence."""
    word = "answered" if effect.speaks_against else "settled"
    kind, now = assessment.kind.value, assessment.standing or 0.0
    if assessment.measure != STANDING:
        change = f"be {effect.secured:.4f} instead of" if abs(effect.gain) > _NOTHING else "stay at"
        return f"If this were {word}, the strength of the {kind} would {change} {now:.4f}."
    if abs(effect.gain) <= max(_NOTHING, ERRORS * effect.standard_error):
        if effect.standard_error:
            return f"Too few worlds were drawn to tell what would change if this were {word}."
        return f"If this were {word}, the {kind} would stand as often as before."
    before, after = worlds(now, effect.secured)
    number, _, total = after.partition(" of ")
    if before == after:
        return f"If this were {word}, the {kind} would still stand in about {before} worlds."
    about = "about " if effect.standard_error else ""
    return (
        f"If this were {word}, the {kind} would stand in {about}{number} of {total} worlds instead of "
        f"{before.partition(' of ')[0]}."
    )
