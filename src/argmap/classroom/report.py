"""Marks as reports: one for each student, and tables for the class."""

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
    "elements": "statements",
    "links": "steps between statements",
    "roles": "roles of statements",
    "kinds": "patterns of steps",
    "weak": "weakest links",
    "order": "order",
}
_MOST = 60


def student_blocks(name: str, marks: Marks, student: Analysis) -> list[Block]:
    """The report for one student: the marks, each loss with its reason, and the findings of `argmap check`."""
    rows: list[Sequence[Rich]] = [[PARTS[part], f"{value:.1%}"] for part, value in marks.parts.items()]
    blocks: list[Block] = [
        Heading(f"Marks: {visible(name)}", 1),
        Paragraph([Words(f"{marks.total:.1%}", "strong"), Words("overall")]),
    ]
    blocks.append(Table(["part", "marks"], rows))
    if marks.losses:
        blocks.append(Heading("Where points were lost"))
        for part, words in PARTS.items():
            lost = [loss for loss in marks.losses if loss.part == part]
            if lost:
                blocks += [Heading(words.capitalize(), 3), Bullets([*map(_lost, lost[:_MOST]), *_more(len(lost))])]
    else:
        blocks.append(Paragraph("No points were lost."))
    serious = [
        finding for finding in student.findings if finding.severity is not Severity.HINT and not finding.accepted
    ]
    blocks.append(Heading("What a critical reader would say about this map"))
    if serious:
        blocks.append(
            Bullets(
                [
                    *(
                        Item([Words(f"{visible(finding.message)}.", "strong"), Words(finding.help)])
                        for finding in serious[:_MOST]
                    ),
                    *_more(len(serious)),
                ]
            )
        )
    else:
        blocks.append(Paragraph("Nothing serious."))
    return blocks


def _lost(loss: Loss) -> Item:
    return Item(f"{visible(loss.why)} (costs {loss.share:.1%} of this part)")


def _more(count: int) -> list[Item]:
    return [Item(f"And {count - _MOST} more.")] if count > _MOST else []


def class_table(marks: Mapping[str, Marks | str]) -> str:
    """The class as CSV: a row for each student with the marks in percent or, without marks, the reason for that."""
    known = [found for found in marks.values() if not isinstance(found, str)]
    parts = [part for part in PARTS if any(part in found.parts for found in known)]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["student", "total", *parts, "note"])
    for student, found in marks.items():
        if isinstance(found, str):
            writer.writerow([_safe(student), "", *("" for _ in parts), _safe(found)])
            continue
        values = [f"{100 * found.parts[part]:.1f}" if part in found.parts else "" for part in parts]
        writer.writerow([_safe(student), f"{100 * found.total:.1f}", *values, ""])
    return file.getvalue()


def differences_table(reference: Analysis, marks: Sequence[Marks]) -> str:
    """The elements of the reference on which students lost points, as CSV, with how many did; the most first."""
    # A student counts once for each part and element, however many losses there are.
    counts = Counter(place for found in marks for place in {(loss.part, loss.element): loss for loss in found.losses})
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["part", "element", "students", "text"])
    for (part, element), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if element:
            writer.writerow([part, element, count, _safe(reference.words(element))])
    return file.getvalue()


def _safe(text: str) -> str:
    """A cell that no spreadsheet will interpret as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} else text
