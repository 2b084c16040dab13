"""Numbers in plain words: shares of worlds, and why an element is a weak link."""

from __future__ import annotations

from argmap.standing.assessment import Assessment, Effect

_NOTHING = 1e-12


def worlds(*shares: float) -> tuple[str, ...]:
    """Shares in [0, 1] as counts out of 100 worlds; out of 1,000 or 10,000 if 100 are too few.

    They are too few if different shares would look the same, or a small share like none.

    >>> worlds(0.614, 0.43)
    ('61 of 100', '43 of 100')
    >>> worlds(0.9116, 0.9105)
    ('912 of 1,000', '910 of 1,000')
    >>> worlds(0.0017)
    ('2 of 1,000',)
    """
    for total in (100, 1_000, 10_000):
        counts = [round(share * total) for share in shares]
        are_distinct = len(set(counts)) == len(set(shares))
        if are_distinct and all(
            0 < count < total or share in {0, 1} for count, share in zip(counts, shares, strict=True)
        ):
            break
    return tuple(f"{count:,} of {total:,}" for count in counts)


def sentence(effect: Effect, assessment: Assessment) -> str:
    """Why an element is a weak link, in one plain sentence."""
    word = "answered" if effect.speaks_against else "settled"
    kind = assessment.kind.value
    if assessment.measure != "standing":
        change = f"be {effect.secured:.4f} instead of" if abs(effect.gain) > _NOTHING else "stay at"
        return f"If this were {word}, the strength of the {kind} would {change} {assessment.standing:.4f}."
    if abs(effect.gain) <= _NOTHING:
        return f"If this were {word}, the {kind} would stand as often as before."
    before, after = worlds(assessment.standing, effect.secured)
    number, _, total = after.partition(" of ")
    if before == after:
        return f"If this were {word}, the {kind} would still stand in about {before} worlds."
    return (
        f"If this were {word}, the {kind} would stand in {number} of {total} worlds instead of "
        f"{before.partition(' of ')[0]}."
    )
