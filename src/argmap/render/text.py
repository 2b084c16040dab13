"""The argument in words, as plain text: an indented outline for terminals, email and diffs."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.render.catalogs import words_for
from argmap.render.outline import OutlineLine, outline_of
from argmap.render.svg import Picture


def render_text(picture: Picture) -> str:
    """The outline of what the picture shows, from each conclusion down."""
    drawing = picture.drawing
    _, words = words_for(drawing.graph.map.map.language)
    lines = [drawing.title, ""]
    for line in outline_of(drawing):
        lines += _lines(line, words, 0)
    return "\n".join(lines) + "\n"


def _lines(line: OutlineLine, words: dict[str, str], depth: int) -> Iterator[str]:
    kind = words[f"kind_{line.kind}"]
    label = f" ({line.label})" if line.label else ""
    facts = []
    if line.rank:
        facts.append(f"{words['weak_link']} {line.rank}")
    if line.standing:
        facts.append(words["stands"].replace("{share}", line.standing))
    if line.again:
        facts.append(words["in_one_text"])
    text = f": {line.text}" if line.text else ""
    yield f"{'  ' * depth}- {kind}{label}{text}" + (f" [{'; '.join(facts)}]" if facts else "")
    for label, said in ((("text", line.full),) if line.full else ()) + line.said:
        yield f"{'  ' * (depth + 1)}- {words[f'label_{label}']}: {said}"
    for below in line.below:
        yield from _lines(below, words, depth + 1)
    if line.more:
        yield f"{'  ' * (depth + 1)}- {words['more'].replace('{number}', str(line.more))}"
