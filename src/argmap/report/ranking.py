"""Standing and weak links as text, JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from argmap.analysis import Analysis
from argmap.describe import rivalry_lines
from argmap.english import enumerated, plural
from argmap.graph import Graph
from argmap.report.markdown import escaped
from argmap.source import json_text
from argmap.standing.assessment import NOTHING, STANDING, Assessment, Effect
from argmap.standing.record import standing_record
from argmap.standing.sentence import error_words, how, in_worlds, otherwise, sentence, stands, times

VERSION = 3


class RankingFormat(StrEnum):
    """The formats of a ranking."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


_SHAKY = 0.8
_DIGITS = 12


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


def _closing(analysis: Analysis, assessment: Assessment) -> str:
    """A note on the ranking as a whole: its repair set, or how stable its first place is."""
    if assessment.standing is None:
        return ""
    if assessment.repair_set:
        both = enumerated([f"{each} ({analysis.full_words(each)})" for each in assessment.repair_set])
        return f"No single repair helps. Settling {both} together would gain {assessment.repair_gain:.4f}."
    if not assessment.weak_links:
        if assessment.unclear:
            return ""
        if assessment.standing >= 1 - NOTHING:
            return "It has no weak links: it always stands."
        return "No single repair helps: settling any one element would gain nothing."
    trials = analysis.trials(assessment.conclusion)
    if trials is None or trials.first_stays is None:
        return ""
    share = f"{trials.first_stays:.0%} of {trials.number} trials"
    if trials.first_stays < _SHAKY:
        return f"Not stable: with slightly different grades, the first weak link stays first in only {share}."
    return f"Stable: with slightly different grades, the first weak link stays first in {share}."


def _notes(analysis: Analysis, found: Assessment, top: int) -> list[str]:
    """What is to be said below a ranking: what it leaves out, what it cannot tell, and how stable it is."""
    notes = [_more(found, top)]
    if len(set(found.ranks[:top])) < len(found.ranks[:top]):
        notes.append("Weak links with the same rank are too close for the estimate to tell them apart.")
    if found.unclear:
        count = plural(len(found.unclear), "element")
        notes.append(f"The worlds drawn are too few to tell whether {count} would gain anything.")
    if found.left_out:
        notes.append(f"What {plural(found.left_out, 'more element')} would gain was not worked out: it takes too long.")
    if found.standing is not None and found.measure == STANDING and analysis.trials(found.conclusion) is None:
        notes.append("How far slightly different grades would move this was not worked out: it takes too long.")
    return [note for note in [*notes, _closing(analysis, found)] if note]


def _deciding(analysis: Analysis, found: Assessment) -> list[str]:
    """How often a conclusion is undecided, and what would decide; nothing if it never is."""
    if not (sentence := otherwise(found)):
        return []
    lines = [sentence]
    for decider in found.deciders:
        verb = "held" if decider.holds else "failed"
        then = f"be tied in {in_worlds(decider.share, found.drawn)}"
        if not decider.share:
            then = "be tied in none of the worlds drawn" if found.drawn else "never be tied"
        lines.append(f"If {decider.element} ({analysis.full_words(decider.element)}) {verb}, it would {then}.")
    return lines


def weakness(effect: Effect) -> str:
    """The numbers of a weak link, on one line."""
    single = ", single point of failure" if effect.single_point else ""
    return f"W {_with_error(effect)}, {effect.share:.0%} of the doubt, L {loss_words(effect)}{single}"


def _with_error(effect: Effect) -> str:
    error = f" (standard error {error_words(effect.standard_error)})" if effect.standard_error else ""
    return f"{effect.gain:.4f}{error}"


def loss_words(effect: Effect) -> str:
    """L in words: it is unknown if the element held, or failed, in every world drawn."""
    if effect.loss is None:
        return "unknown"
    error = f" (standard error {error_words(effect.loss_error)})" if effect.loss_error else ""
    return f"{effect.loss:.4f}{error}"


def _text(analysis: Analysis, assessments: Sequence[Assessment], top: int) -> str:
    parts = []
    for found in assessments:
        parts.append(f"{found.conclusion}: {analysis.full_words(found.conclusion)}")
        parts.append(f"  {standing_line(analysis, found)}")
        parts += [f"  {line}" for line in _deciding(analysis, found)]
        parts += _under(analysis, found.conclusion)
        for rank, effect in zip(found.ranks[:top], found.weak_links, strict=False):
            parts += [f"  {rank}. {effect.element}  {weakness(effect)}", f"     {analysis.full_words(effect.element)}"]
            parts.append(f"     {sentence(effect, found)}")
        parts += [f"  {note}" for note in _notes(analysis, found, top)]
        parts.append("")
    for rivalry in _rivalries(analysis, assessments):
        parts.append(f"{rivalry}: {analysis.full_words(rivalry)}")
        parts += [*(f"  {line}" for line in rivalry_lines(analysis, rivalry)), ""]
    return "\n".join([*parts, assumed(analysis.graph)])


def standing_line(analysis: Analysis, found: Assessment) -> str:
    """The standing of a conclusion, in figures and in words."""
    if found.standing is None:
        return f"{found.conclusion} {stands(found)}"
    if found.measure != STANDING:
        return f"strength {found.standing:.4f} ({how(found)})"
    in_words = times(found, analysis.trials(found.conclusion))
    if found.drawn and found.standing in {0, 1}:
        return f"stands in {in_words} (estimated)"
    return f"standing {found.standing:.4f} ({how(found)}): {in_words}"


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
    return f"And {count:,} more with no more to gain; --top shows them." if count else ""


def left_out(found: Assessment, top: int) -> int:
    """How many weak links of a conclusion are not among the first `top`."""
    return max(0, len(found.weak_links) - top)


def _rows(found: Assessment, top: int, graph: Graph) -> list[dict[str, object]]:
    return [
        {
            "conclusion": found.conclusion,
            "rank": rank,
            "element": effect.element,
            "kind": graph.kinds[effect.element].value,
            "grade": round(effect.grade.value, 6),
            "W": round(effect.gain, _DIGITS),
            "share": round(effect.share, _DIGITS),
            "L": None if effect.loss is None else round(effect.loss, _DIGITS),
            "W_standard_error": round(effect.standard_error, _DIGITS),
            "L_standard_error": round(effect.loss_error, _DIGITS),
            "single_point_of_failure": effect.single_point,
            "sentence": sentence(effect, found),
        }
        for rank, effect in zip(found.ranks[:top], found.weak_links, strict=False)
    ]


def _json(analysis: Analysis, assessments: Sequence[Assessment], top: int) -> str:
    conclusions = [
        {
            "id": found.conclusion,
            "text": analysis.full_words(found.conclusion),
            **standing_record(found, analysis.trials(found.conclusion)),
            "decides": [decider._asdict() for decider in found.deciders],
            "repair_set": found.repair_set,
            "repair_gain": found.repair_gain,
            "rivals": [
                {"id": rivalry, "clash": analysis.clashes[rivalry].share}
                for rivalry in analysis.graph.rivalries_of(found.conclusion)
                if rivalry in analysis.clashes
            ],
            "weak_links": _rows(found, top, analysis.graph),
            "left_out": left_out(found, top),
            "unclear": len(found.unclear),
        }
        for found in assessments
    ]
    document = {
        "version": VERSION,
        "assumes": assumed(analysis.graph),
        "conclusions": conclusions,
        "rivals": [_rivalry(analysis, rivalry) for rivalry in _rivalries(analysis, assessments)],
    }
    return json_text(document)


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


_OF_CONCLUSION = ("standing", "method", "standard_error", "measure", "undecided", "stability")
"""What a table repeats of the conclusion in each row."""
_OF_LINK: tuple[str, ...] = (
    "rank",
    "element",
    "kind",
    "grade",
    "W",
    "share",
    "L",
    "W_standard_error",
    "L_standard_error",
)
_OF_LINK += ("single_point_of_failure", "sentence")


def _csv(analysis: Analysis, assessments: Sequence[Assessment], top: int) -> str:
    """One row for each weak link, and one without a link for a conclusion that has none."""
    names = ["conclusion", *_OF_LINK, *_OF_CONCLUSION, "range_low", "range_high"]
    file = io.StringIO()
    writer = csv.DictWriter(file, names, lineterminator="\n")
    writer.writeheader()
    for found in assessments:
        record = standing_record(found, analysis.trials(found.conclusion))
        low, high = record["range"] or (None, None)
        own = {name: record[name] for name in _OF_CONCLUSION} | {"range_low": low, "range_high": high}
        for row in _rows(found, top, analysis.graph) or [{"conclusion": found.conclusion}]:
            writer.writerow(row | own)
    return file.getvalue()


def _markdown(analysis: Analysis, assessments: Sequence[Assessment], top: int) -> str:
    parts = []
    for found in assessments:
        parts += [f"## {escaped(analysis.full_words(found.conclusion))}", ""]
        line = standing_line(analysis, found)
        parts += [f"{escaped(line if found.standing is None else _capital(line))}.", ""]
        parts += [line for sentence_ in _deciding(analysis, found) for line in (escaped(sentence_), "")]
        if found.weak_links:
            parts += ["| | element | W | share | L | why |", "| --- | --- | --- | --- | --- | --- |"]
        for rank, effect in zip(found.ranks[:top], found.weak_links, strict=False):
            what = escaped(analysis.full_words(effect.element)) + (
                " **(single point of failure)**" if effect.single_point else ""
            )
            numbers = f"{_with_error(effect)} | {effect.share:.0%} | {loss_words(effect)}"
            parts.append(f"| {rank} | {what} | {numbers} | {sentence(effect, found)} |")
        parts += ["", *(line for note in _notes(analysis, found, top) for line in (escaped(note), ""))]
    for rivalry in _rivalries(analysis, assessments):
        parts += [f"## {escaped(analysis.full_words(rivalry))}", ""]
        parts += [*(f"- {escaped(line)}" for line in rivalry_lines(analysis, rivalry)), ""]
    return "\n".join([*parts, assumed(analysis.graph)])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_FORMATTERS: Mapping[RankingFormat, Callable[[Analysis, Sequence[Assessment], int], str]] = {
    RankingFormat.TEXT: _text,
    RankingFormat.JSON: _json,
    RankingFormat.CSV: _csv,
    RankingFormat.MARKDOWN: _markdown,
}
