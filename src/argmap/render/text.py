"""The argument in words, as plain text: an indented outline for terminals, email and diffs."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.describe import full_words_of, words_of
from argmap.graph import Graph
from argmap.render.catalogs import words_for
from argmap.render.drawing import Drawing
from argmap.render.outline import OutlineLine, groups_of, noted_sources, outline_of
from argmap.render.svg import Picture
from argmap.source import visible


def render_text(picture: Picture) -> str:
    """The outline of what the picture shows, from each conclusion down."""
    drawing = picture.drawing
    _, words = words_for(drawing.graph.map.map.language)
    lines = [drawing.title, ""]
    for line in outline_of(drawing):
        lines += _lines(line, words, 0)
    lines += _filed(drawing, words)
    return "\n".join(lines) + "\n"


def _filed(drawing: Drawing, words: dict[str, str]) -> Iterator[str]:
    """What has no line of its own in the outline: the groups, with what is in them, and the notes on sources."""
    graph = drawing.graph
    for group, members in groups_of(drawing).items():
        found = graph.map.groups[group]
        yield f"- {words['kind_group']}: {visible(found.label or found.title)}"
        if found.label:
            yield f"  - {words['label_text']}: {visible(found.title)}"
        if found.text:
            yield f"  - {words['label_about']}: {visible(found.text)}"
        yield from (f"  - {words['label_contains']}: {full_words_of(graph, member)}" for member in members)
        yield from _notes(graph, group, words)
    for source in noted_sources(drawing):
        yield f"- {words['kind_source']}: {words_of(graph, source)}"
        yield from _notes(graph, source, words)


def _notes(graph: Graph, element_id: str, words: dict[str, str]) -> Iterator[str]:
    for note in graph.notes_on(element_id):
        yield f"  - {words['kind_note']}: {visible(graph.map.notes[note].text)}"


def _lines(line: OutlineLine, words: dict[str, str], depth: int) -> Iterator[str]:
    kind = words[f"kind_{line.kind}"]
    label = f" ({line.label})" if line.label else ""
    facts = []
    if line.rank:
        facts.append(f"{words['weak_link']} {line.rank}")
    if line.standing:
        facts.append(words["stands"].replace("{share}", line.standing))
    if not line.is_argued:
        facts.append(words["not_argued"])
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
