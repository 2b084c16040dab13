"""The marks of a map as a report: what is right, every point lost and why, and what is still to be decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.analysis import Analysis
from argmap.classroom.marking import Loss, Marks
from argmap.classroom.matching import said_elements
from argmap.classroom.words import words_for
from argmap.describe import within, words_of
from argmap.report.sheet import Block, Bullets, Folded, Heading, Item, Paragraph, Rich, Table, Words
from argmap.source import visible

_MOST = 60
_PARTS = ("elements", "links", "roles", "kinds", "notes", "whole")


def marks_blocks(
    student: str, marks: Marks, reference: Analysis, own: Analysis | None, *, for_student: bool = False
) -> list[Block]:
    """The report on a student's map, in the language of the reference if there is a catalog.

    `own` is the student's map; None if nothing was handed in. The report for the student has nothing of the reference:
    it is in the student's words, and what the map lacks is only counted.
    """
    _, words = words_for(reference.map.map.language)
    blocks: list[Block] = [
        Heading(words["marks_of"].format(student=visible(student)), 1),
        Paragraph([Words(_total(marks, words), "strong")]),
    ]
    rows: list[Sequence[Rich]] = [[words[f"part_{part}"], f"{value:.0%}"] for part, value in marks.parts.items()]
    blocks.append(Table([words["part_head"], words["marks_head"]], rows))
    if marks.questions and own is not None and not for_student:
        pairs = [
            words["open_pair"].format(
                yours=_said(own, one.student, words), words=_said(reference, one.reference, words)
            )
            for one in marks.questions
        ]
        blocks += [Heading(words["open_heading"]), _listed(pairs, words)]
    blocks += _lost_blocks(marks, words, for_student=for_student)
    asked = {one.reference for one in marks.questions}
    found = {ref_id: student_id for ref_id, student_id in marks.pairs.items() if ref_id not in asked}
    order = [ref_id for ref_id in said_elements(reference.graph) if ref_id in found]
    if order and own is not None and for_student:
        yours = [_said(own, found[ref_id], words) for ref_id in order]
        blocks += [Heading(words["right_yours"]), _listed(yours, words)]
    elif order:
        right = [_said(reference, ref_id, words) for ref_id in order]
        blocks.append(Folded(words["right_heading"], [_listed(right, words)]))
    return blocks


def _lost_blocks(marks: Marks, words: Mapping[str, str], *, for_student: bool) -> list[Block]:
    """Every point lost that does not depend on an open decision."""
    settled = [loss for loss in marks.losses if not loss.is_open]
    told = [loss for loss in settled if loss.own or not for_student]
    blocks: list[Block] = []
    if told:
        blocks.append(Heading(words["lost_heading"]))
    for part in _PARTS:
        lost = [_lost(loss, loss.own if for_student else loss.why, words) for loss in told if loss.part == part]
        if lost:
            blocks += [Heading(words[f"part_{part}"], 3), _listed(lost, words)]
    if not marks.losses and not marks.questions:
        blocks.append(Paragraph(words["none_lost"]))
    if len(told) < len(settled):
        blocks.append(Paragraph(words["not_there"].format(number=len(settled) - len(told))))
    if marks.questions:
        blocks.append(Paragraph(words["open_losses"]))
    return blocks


def _total(marks: Marks, words: Mapping[str, str]) -> str:
    share = f"{marks.total:.0%}"
    if not marks.is_provisional:
        return words["overall"].format(share=share)
    low, high = f"{marks.low:.0%}", f"{marks.high:.0%}"
    return words["provisional"].format(low=low, high=high, share=share, number=len(marks.questions))


def _said(analysis: Analysis, element_id: str, words: Mapping[str, str]) -> str:
    return words["quoted"].format(text=visible(within(words_of(analysis.graph, element_id))))


def _lost(loss: Loss, why: str, words: Mapping[str, str]) -> str:
    name = "costs_all" if loss.part == "whole" else "costs"
    return words[name].format(why=visible(why), share=f"{loss.share:.1%}".replace(".", words["decimal"]))


def _listed(texts: Sequence[str], words: Mapping[str, str]) -> Bullets:
    more = [words["more_lines"].format(number=len(texts) - _MOST)] if len(texts) > _MOST else []
    return Bullets([Item(text) for text in (*texts[:_MOST], *more)])
