"""Marks told: a report for each student, and a table of the class."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence

from argmap.analysis import Analysis
from argmap.classroom.marking import Loss, Marks
from argmap.findings import Severity
from argmap.report.sheet import Block, Bullets, Heading, Item, Paragraph, Rich, Table, Words
from argmap.source import visible

PARTS = {
    "elements": "the statements",
    "links": "the steps between them",
    "roles": "what each statement is",
    "kinds": "the patterns of the steps",
    "weak": "the weakest links",
    "order": "the order",
}
_MOST = 60


def student_blocks(name: str, marks: Marks, student: Analysis) -> list[Block]:
    """The report for one student: the marks, every point lost and why, and what a reader would say of the map."""
    rows: list[Sequence[Rich]] = [[PARTS[part], f"{value:.1%}"] for part, value in marks.parts.items()]
    blocks: list[Block] = [
        Heading(f"Marks: {visible(name)}", 1),
        Paragraph([Words(f"{marks.total:.1%}", "strong"), Words("in all")]),
    ]
    blocks.append(Table(["part", "marks"], rows))
    if marks.losses:
        blocks.append(Heading("Where points were lost"))
        for part, words in PARTS.items():
            lost = [one for one in marks.losses if one.part == part]
            if lost:
                blocks += [Heading(words.capitalize(), 3), Bullets([*map(_lost, lost[:_MOST]), *_more(len(lost))])]
    else:
        blocks.append(Paragraph("Nothing was lost."))
    grave = [one for one in student.findings if one.severity is not Severity.HINT and not one.accepted]
    blocks.append(Heading("What a critical reader would say of this map"))
    if grave:
        blocks.append(
            Bullets(
                [
                    *(Item([Words(f"{visible(one.message)}.", "strong"), Words(one.help)]) for one in grave[:_MOST]),
                    *_more(len(grave)),
                ]
            )
        )
    else:
        blocks.append(Paragraph("Nothing grave."))
    return blocks


def _lost(loss: Loss) -> Item:
    return Item(f"{visible(loss.why)} (costs {loss.share:.1%} of this part)")


def _more(count: int) -> list[Item]:
    return [Item(f"And {count - _MOST} more.")] if count > _MOST else []


def class_table(marks: Mapping[str, Marks | None]) -> str:
    """The class as CSV: a row a student, the marks of each part in percent; empty for a file that could not be read."""
    parts = [part for part in PARTS if any(one is not None and part in one.parts for one in marks.values())]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["student", "total", *parts, "note"])
    for name, one in marks.items():
        if one is None:
            writer.writerow([_safe(name), "", *("" for _ in parts), "could not be read"])
            continue
        values = [f"{100 * one.parts[part]:.1f}" if part in one.parts else "" for part in parts]
        writer.writerow([_safe(name), f"{100 * one.total:.1f}", *values, ""])
    return file.getvalue()


def differences_table(reference: Analysis, marks: Sequence[Marks]) -> str:
    """Where most students differed, as CSV: the part, the element of the reference, how many lost points there."""
    counts = Counter(
        (loss.part, loss.element) for one in marks for loss in {(x.part, x.element): x for x in one.losses}.values()
    )
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["part", "element", "students", "text"])
    for (part, element), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        if element:
            writer.writerow([part, element, count, _safe(reference.words(element))])
    return file.getvalue()


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} else text
