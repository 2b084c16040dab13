"""Standing and weak links as text, JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from argmap.analysis import Analysis
from argmap.describe import rivalry_lines
from argmap.english import enumerated
from argmap.graph import Graph
from argmap.report.markdown import escaped
from argmap.standing.assessment import Assessment, Stability
from argmap.standing.sentence import sentence

VERSION = 2


class RankingFormat(StrEnum):
    """The formats of a ranking."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


_SHAKY = 0.8


def assumed(graph: Graph) -> str:
    """The note below every set of numbers."""
    apart = ", apart from rivals" if any(graph.exclusive(rivalry)[1:] for rivalry in graph.map.rivals) else ""
    return f"Grades are judgements, and elements are assumed to hold or fail independently of each other{apart}."


def format_ranking(analysis: Analysis, conclusions: Sequence[str], form: RankingFormat, top: int) -> str:
    """The assessments of conclusions, with at most `top` weak links each.

    Raises the exceptions of `Analysis.assessment`.
    """
    assessments = [analysis.assessment(conclusion) for conclusion in conclusions]
    made = _FORMATTERS[form](analysis, assessments, top)
    return made if made.endswith("\n") else made + "\n"


def how(assessment: Assessment) -> str:
    """How a standing was computed, in words."""
    if assessment.measure != "standing":
        return f"by {assessment.measure}"
    if assessment.method == "estimated":
        return f"estimated, standard error {assessment.standard_error:.4f}"
    return f"exact, by {assessment.method}"


def _closing(analysis: Analysis, assessment: Assessment) -> str:
    """A note on the ranking as a whole: its repair set, or how stable its first place is."""
    if assessment.repair_set:
        both = " and ".join(f"{each} ({analysis.full_words(each)})" for each in assessment.repair_set)
        return f"No single fix helps. Settling {both} together would gain {assessment.repair_gain:.4f}."
    if not assessment.weak_links:
        return "It has no weak links: settling any one element would gain nothing."
    stability = analysis.stability(assessment.conclusion)
    if stability is None:
        return ""
    share = f"{stability.share:.0%} of {stability.trials} trials"
    if stability.share < _SHAKY:
        return f"Not stable: with slightly different grades, the first weak link stays first in only {share}."
    return f"Stable: with slightly different grades, the first weak link stays first in {share}."


def _text(analysis: Analysis, assessments: Sequence[Assessment], top: int) -> str:
    parts = []
    for found in assessments:
        parts.append(f"{found.conclusion}: {analysis.full_words(found.conclusion)}")
        parts.append(f"  standing {found.standing:.4f} ({how(found)})")
        parts += _under(analysis, found.conclusion)
        for rank, effect in enumerate(found.weak_links[:top], 1):
            single = ", single point of failure" if effect.single_point else ""
            error = f" (standard error {effect.standard_error:.4f})" if effect.standard_error else ""
            numbers = f"W {effect.gain:.4f}{error}, {effect.share:.0%} of the doubt, L {effect.loss:.4f}{single}"
            parts += [f"  {rank}. {effect.element}  {numbers}", f"     {analysis.full_words(effect.element)}"]
            parts.append(f"     {sentence(effect, found)}")
        if more := _more(found, top):
            parts.append(f"  {more}")
        if closing := _closing(analysis, found):
            parts.append(f"  {closing}")
        parts.append("")
    for rivalry in _rivalries(analysis, assessments):
        parts.append(f"{rivalry}: {analysis.full_words(rivalry)}")
        parts += [*(f"  {line}" for line in rivalry_lines(analysis, rivalry)), ""]
    return "\n".join([*parts, assumed(analysis.graph)])


def _under(analysis: Analysis, element_id: str) -> list[str]:
    """A line on the suppositions that a statement rests on, so that it does not stand by itself."""
    suppositions = analysis.graph.map.suppositions
    under = [f"{one} ({analysis.words(one)})" for one in suppositions if one in analysis.graph.open_in(element_id)]
    if not under:
        return []
    return [f"  It rests on {enumerated(under)}, and stands only in the steps that discharge that."]


def _rivalries(analysis: Analysis, assessments: Sequence[Assessment]) -> list[str]:
    """The rivalries that bear on some conclusions; none with measures other than standing."""
    bearing = {element_id for found in assessments for element_id in analysis.graph.bearing(found.conclusion)}
    return [rivalry for rivalry in analysis.clashes if not bearing.isdisjoint(analysis.map.rivals[rivalry].among)]


def _more(found: Assessment, top: int) -> str:
    """How many weak links are not shown; empty if all are."""
    count = left_out(found, top)
    return f"And {count} more, each with less to gain; --top shows them." if count else ""


def left_out(found: Assessment, top: int) -> int:
    """How many weak links of a conclusion are not among the first `top`."""
    return max(0, len(found.weak_links) - top)


def _rows(analysis: Analysis, found: Assessment, top: int) -> list[dict[str, object]]:
    return [
        {
            "conclusion": found.conclusion,
            "rank": rank,
            "element": effect.element,
            "kind": analysis.graph.kinds[effect.element].value,
            "grade": round(effect.grade.value, 6),
            "W": round(effect.gain, 12),
            "share": round(effect.share, 12),
            "L": round(effect.loss, 12),
            "W_standard_error": round(effect.standard_error, 12),
            "single_point_of_failure": effect.single_point,
            "sentence": sentence(effect, found),
        }
        for rank, effect in enumerate(found.weak_links[:top], 1)
    ]


def _json(analysis: Analysis, assessments: Sequence[Assessment], top: int) -> str:
    conclusions = [
        {
            "id": found.conclusion,
            "text": analysis.full_words(found.conclusion),
            "standing": found.standing,
            "method": found.method,
            "standard_error": found.standard_error,
            **_stability(analysis.stability(found.conclusion)),
            "measure": found.measure,
            "repair_set": found.repair_set,
            "repair_gain": found.repair_gain,
            "rivals": [
                {"id": rivalry, "clash": analysis.clashes[rivalry].share}
                for rivalry in analysis.graph.rivalries_of(found.conclusion)
                if rivalry in analysis.clashes
            ],
            "weak_links": _rows(analysis, found, top),
            "left_out": left_out(found, top),
        }
        for found in assessments
    ]
    document = {
        "version": VERSION,
        "assumes": assumed(analysis.graph),
        "conclusions": conclusions,
        "rivals": [_rivalry(analysis, rivalry) for rivalry in _rivalries(analysis, assessments)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _rivalry(analysis: Analysis, rivalry: str) -> dict[str, object]:
    found = analysis.clashes[rivalry]
    return {
        "id": rivalry,
        "text": analysis.full_words(rivalry),
        "stands": found.stands,
        "clash": found.share,
        "standard_error": found.standard_error,
        "decides": [decider._asdict() for decider in found.deciders],
    }


def _stability(found: Stability | None) -> dict[str, float | int | None]:
    return {"stability": found.share if found else None, "trials": found.trials if found else 0}


def _csv(analysis: Analysis, assessments: Sequence[Assessment], top: int) -> str:
    rows = [row for found in assessments for row in _rows(analysis, found, top)]
    names = list(rows[0]) if rows else ["conclusion", "rank", "element"]
    file = io.StringIO()
    writer = csv.DictWriter(file, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def _markdown(analysis: Analysis, assessments: Sequence[Assessment], top: int) -> str:
    parts = []
    for found in assessments:
        parts += [f"## {escaped(analysis.full_words(found.conclusion))}", ""]
        parts += [f"Standing {found.standing:.4f} ({how(found)}).", ""]
        parts += ["| | element | W | share | L | why |", "| --- | --- | --- | --- | --- | --- |"]
        for rank, effect in enumerate(found.weak_links[:top], 1):
            what = escaped(analysis.full_words(effect.element)) + (
                " **(single point of failure)**" if effect.single_point else ""
            )
            why = sentence(effect, found)
            parts.append(f"| {rank} | {what} | {effect.gain:.4f} | {effect.share:.0%} | {effect.loss:.4f} | {why} |")
        if more := _more(found, top):
            parts += ["", more]
        parts += ["", escaped(_closing(analysis, found)), ""]
    for rivalry in _rivalries(analysis, assessments):
        parts += [f"## {escaped(analysis.full_words(rivalry))}", ""]
        parts += [*(f"- {escaped(line)}" for line in rivalry_lines(analysis, rivalry)), ""]
    return "\n".join([*parts, assumed(analysis.graph)])


_FORMATTERS: Mapping[RankingFormat, Callable[[Analysis, Sequence[Assessment], int], str]] = {
    RankingFormat.TEXT: _text,
    RankingFormat.JSON: _json,
    RankingFormat.CSV: _csv,
    RankingFormat.MARKDOWN: _markdown,
}
