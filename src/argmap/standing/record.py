"""A standing for programs: the same fields in every JSON and table."""

from __future__ import annotations

from typing import Any

from argmap.standing.assessment import STANDING, Assessment, Trials

_DIGITS = 12
_RANGE_DIGITS = 9  # the trials use exponentials, of which not every machine has the same last digits


def standing_record(found: Assessment, trials: Trials | None) -> dict[str, Any]:
    """The standing of a conclusion, how it was found, and how certain it is.

    `standing` is null if there is none, and `range` if there are no trials. An estimated `standing` of 0 or 1 is less
    than one world in those `drawn` away from that.
    """
    is_standing = found.measure == STANDING and found.standing is not None
    return {
        "standing": found.standing,
        "method": found.method,
        "standard_error": round(found.standard_error, _DIGITS),
        "drawn": found.drawn,
        "measure": found.measure,
        "refuted": round(found.refuted, _DIGITS) if is_standing else None,
        "undecided": round(found.undecided, _DIGITS) if is_standing else None,
        "range": [round(trials.low, _RANGE_DIGITS), round(trials.high, _RANGE_DIGITS)] if trials else None,
        "trials": trials.number if trials else 0,
        "stability": trials.first_stays if trials else None,
    }
