"""The repairs that help together, as text, JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from argmap.analysis import Analysis
from argmap.english import enumerated, plural
from argmap.report.markdown import escaped
from argmap.report.ranking import VERSION, RankingFormat, assumed, standing_line
from argmap.source import json_text
from argmap.standing.assessment import Assessment
from argmap.standing.record import standing_record
from argmap.standing.sentence import small
from argmap.standing.together import Chain, Pair, Together

_DIGITS = 12


def format_pairs(analysis: Analysis, conclusions: Sequence[str], form: RankingFormat, top: int) -> str:
    """For each conclusion, the pairs of repairs that together help most (at most `top`), and its chains."""
    found = [(analysis.assessment(root), analysis.together(root)) for root in conclusions]
    if form is RankingFormat.JSON:
        return _json(analysis, found, top)
    if form is RankingFormat.CSV:
        return _csv(analysis, found, top)
    is_markdown = form is RankingFormat.MARKDOWN
    parts: list[str] = []
    for assessment, made in found:
        parts += (_markdown if is_markdown else _text)(analysis, assessment, made, top)
    return "\n".join([*parts, assumed(analysis.graph), ""])


def _text(analysis: Analysis, found: Assessment, made: Together | None, top: int) -> list[str]:
    lines = [f"{found.conclusion}: {analysis.full_words(found.conclusion)}", f"  {standing_line(analysis, found)}"]
    for rank, pair in enumerate(made.pairs[:top] if made else (), 1):
        lines.append(f"  {rank}. {' and '.join(pair.elements)}  {_numbers(pair)}")
        lines += [f"     {element_id}: {analysis.full_words(element_id)}" for element_id in pair.elements]
    return [*lines, *(f"  {note}" for note in _notes(found, made, top)), ""]


def _markdown(analysis: Analysis, found: Assessment, made: Together | None, top: int) -> list[str]:
    lines = [f"## {escaped(analysis.full_words(found.conclusion))}", "", escaped(standing_line(analysis, found)), ""]
    pairs = made.pairs[:top] if made else ()
    if pairs:
        lines += ["| | elements | together | alone |", "| --- | --- | --- | --- |"]
    for rank, pair in enumerate(pairs, 1):
        words = " **and** ".join(escaped(analysis.full_words(element_id)) for element_id in pair.elements)
        lines.append(f"| {rank} | {words} | {small(pair.gain)} | {small(pair.alone[0])}, {small(pair.alone[1])} |")
    return [*lines, "", *(line for note in _notes(found, made, top) for line in (escaped(note), ""))]


def _numbers(pair: Pair) -> str:
    return f"together {small(pair.gain)}, alone {small(pair.alone[0])} and {small(pair.alone[1])}"


def _notes(found: Assessment, made: Together | None, top: int) -> list[str]:
    """What is to be said below the pairs: what is left out, and the chains."""
    if found.standing is None:
        return []
    if made is None:
        return ["Its standing is an estimate, from which pairs cannot be ranked."]
    notes = []
    if not made.pairs:
        notes.append("No two repairs help more together than the better of them alone.")
    if len(made.pairs) > top:
        notes.append(f"And {plural(len(made.pairs) - top, 'more pair')} with no more to gain; --top shows them.")
    if made.tried < made.candidates:
        notes.append(f"Only pairs with one of the first {made.tried} of {made.candidates} weak links were tried.")
    return [*notes, *map(_chain_words, made.chains)]


def _chain_words(chain: Chain) -> str:
    rest = [element_id for element_id in chain.elements if element_id != chain.step]
    return (
        f"{chain.step} and what bears only through it ({enumerated(rest)}) help only together: settling one of these "
        f"{len(chain.elements)} gains at most {small(chain.alone)}, all of them {small(chain.gain)}. If {chain.step} "
        f"fails, {small(chain.loss)} is lost."
    )


def _json(analysis: Analysis, found: Sequence[tuple[Assessment, Together | None]], top: int) -> str:
    conclusions = [
        {
            "id": assessment.conclusion,
            "text": analysis.full_words(assessment.conclusion),
            **standing_record(assessment, analysis.trials(assessment.conclusion)),
            "pairs": [_row(rank, pair) for rank, pair in enumerate(made.pairs[:top], 1)] if made else None,
            "left_out": max(0, len(made.pairs) - top) if made else 0,
            "tried": made.tried if made else 0,
            "candidates": made.candidates if made else 0,
            "chains": [chain._asdict() for chain in made.chains] if made else None,
        }
        for assessment, made in found
    ]
    document = {"version": VERSION, "assumes": assumed(analysis.graph), "conclusions": conclusions}
    return json_text(document) + "\n"


def _row(rank: int, pair: Pair) -> dict[str, object]:
    alone = [round(gain, _DIGITS) for gain in pair.alone]
    return {"rank": rank, "elements": pair.elements, "gain": round(pair.gain, _DIGITS), "alone": alone}


def _csv(analysis: Analysis, found: Sequence[tuple[Assessment, Together | None]], top: int) -> str:
    """One row for each pair, and one without a pair for a conclusion that has none."""
    names = ["conclusion", "rank", "first", "second", "gain", "W_first", "W_second", "standing", "method", "undecided"]
    file = io.StringIO()
    writer = csv.DictWriter(file, names, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for assessment, made in found:
        own = {
            "conclusion": assessment.conclusion,
            **standing_record(assessment, analysis.trials(assessment.conclusion)),
        }
        rows = [
            {"rank": rank, "first": pair.elements[0], "second": pair.elements[1], "gain": round(pair.gain, _DIGITS)}
            | {"W_first": round(pair.alone[0], _DIGITS), "W_second": round(pair.alone[1], _DIGITS)}
            for rank, pair in enumerate(made.pairs[:top] if made else (), 1)
        ]
        writer.writerows(own | row for row in rows or [{}])
    return file.getvalue()
