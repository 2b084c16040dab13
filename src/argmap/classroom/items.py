"""How a class did on each question of an exercise, as a picture and a table."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import escape

from argmap.classroom.attempt import Attempt
from argmap.classroom.tables import ItemFigures, item_figures
from argmap.report.sheet import Block, Heading, Paragraph, Picture, Rich, Table
from argmap.source import shortened, visible

_WIDTH, _ROW, _BAR, _LEFT = 900, 26, 300, 520  # in pixels
_LETTERS = 66


def items_blocks(attempts: Sequence[Attempt]) -> list[Block]:
    """The figures of one exercise, the hardest question first in the picture, all in order in the table."""
    figures, exercise = item_figures(attempts), attempts[0].exercise
    rows: list[Sequence[Rich]] = [
        [
            visible(one.question),
            f"{one.mean:.0%}",
            "" if one.discrimination is None else f"{one.discrimination:.2f}",
            f"{visible(one.wrong)} ({one.wrong_count})" if one.wrong else "",
        ]
        for one in figures
    ]
    title = visible(exercise.title)
    return [
        Heading(f"{title}: {exercise.kind}", 1),
        Paragraph(f"Students: {len(attempts)}. The bars show how much of each question was right, the hardest first."),
        Picture(_bars(figures), "How much of each question was right; the table below has the same figures."),
        Table(["question", "right", "discrimination", "most common wrong answer"], rows),
    ]


def _bars(figures: Sequence[ItemFigures]) -> str:
    """Horizontal bars as SVG."""
    height = _ROW * len(figures) + 10
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} font-family="Arial, sans-serif" font-size="14">'
    ]
    for row, one in enumerate(sorted(figures, key=lambda one: one.mean)):
        y = row * _ROW + 5
        said = escape(shortened(visible(one.question), _LETTERS))
        parts.append(
            f'<text x="{_LEFT - 10}" y="{y + 15}" text-anchor="end" fill="#17202c">{said}</text>'
            f'<rect x="{_LEFT}" y="{y}" width="{_BAR}" height="{_ROW - 6}" fill="#e6eaf0"/>'
            f'<rect x="{_LEFT}" y="{y}" width="{_BAR * one.mean:.1f}" height="{_ROW - 6}" fill="#2f6fb5"/>'
            f'<text x="{_LEFT + _BAR + 8}" y="{y + 15}" fill="#17202c">{one.mean:.0%}</text>'
        )
    return "".join([*parts, "</svg>"])
