"""Mermaid flowcharts, for Markdown pages and wikis.

A box for each statement and each objection with a text; a step is a small node joined by its premises. Objections are
dashed. Labels are quoted, and every character in them that Mermaid, Markdown or HTML could take for markup is written
as `#NN;`. Mermaid itself refuses texts of more than 50,000 characters and more than 500 edges, unless a page allows
more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from argmap.convert.graphml import Edge, Role, edges, group_of, is_statement, lost
from argmap.convert.loss import Loss
from argmap.loading.load import LoadedMap
from argmap.model import Contest, Element, Inference, Kind, Map, NamedGrade, Objection, own_words
from argmap.source import visible

PICTURED = tuple(kind for kind in Kind if kind not in {Kind.SOURCE, Kind.CONCEPT})
"""The kinds that pictures in words always show; concepts and sources only if something is said of them."""
KEPT = frozenset({"label", "text", "by", "grade", "scheme", "warrant", "group", "term", "title", "reason", "answer"})
"""The keys whose values such pictures show."""
OWN_WORDS = {
    Role.PREMISE: "",
    Role.SUPPORT: "",
    Role.ATTACK: "objection",
    Role.WARRANT: "warrant",
    Role.DISCHARGE: "discharges",
    Role.RIVAL: "",
    Role.ABOUT: "",
    Role.CONCEPT: "uses",
}
"""The words on the edges of each role."""

_SHAPES = {
    Kind.CLAIM: ("(", ")"),
    Kind.CONCLUSION: ("[[", "]]"),
    Kind.SUPPOSITION: ("[/", "/]"),
    Kind.INFERENCE: ("([", "])"),
    Kind.OBJECTION: ("{{", "}}"),
    Kind.RIVALRY: ("{", "}"),
    Kind.CAUTION: (">", "]"),
    Kind.CONTESTED: (">", "]"),
    Kind.NOTE: (">", "]"),
    Kind.CONCEPT: ("[(", ")]"),
    Kind.SOURCE: ("[(", ")]"),
}
_STYLES = {
    Kind.ASSUMPTION: "stroke-dasharray:6 4",
    Kind.SUPPOSITION: "stroke-dasharray:2 3",
    Kind.CONCLUSION: "stroke-width:3px",
    Kind.OBJECTION: "stroke:#b3261e,stroke-dasharray:6 4",
}
_ARROWS = {Role.PREMISE: "---", Role.SUPPORT: "-->", Role.ATTACK: "-.->", Role.WARRANT: "-.->", Role.DISCHARGE: "-.->"}
# A full stop between letters could make a link, and a number before one a list.
_PLAIN = re.compile(
    r"[^\W_]|[ ,?!()]|:(?= )|(?<=[^\W\d_])[.](?= |$)|(?<=\d)[.](?=\d)|(?<=[^\W\d_])['-](?=[^\W\d_])|[^\x00-\x7f°¶]"
)


class Sketch(NamedTuple):
    """What a picture in words shows: elements by group (empty for none), the edges between them, and what is lost."""

    members: dict[str, list[str]]
    elements: dict[str, tuple[Kind, Element]]
    edges: list[Edge]
    losses: list[Loss]


def sketch(loaded: LoadedMap) -> Sketch:
    """What to show of a map in a picture in words."""
    map_ = loaded.map
    joined = list(edges(map_))
    discussed = {edge.end for edge in joined if edge.role is Role.ABOUT}
    elements: dict[str, tuple[Kind, Element]] = {}
    members: dict[str, list[str]] = {"": [], **{group: [] for group in map_.groups}}
    for kind, element_id, element in map_.elements():
        if kind in PICTURED or element_id in discussed:
            elements[element_id] = kind, element
            if kind is not Kind.GROUP:
                members[group_of(map_, element)].append(element_id)
    shown = [edge for edge in joined if edge.role is not Role.SOURCE and edge.end in elements]
    losses = lost(loaded, KEPT, elements.keys())
    return Sketch(members, elements, shown, losses)


def lines_of(map_: Map, kind: Kind, element: Element) -> Iterator[str]:
    """The lines in a box: what the element is, its label, its text, and what else pictures say of it."""
    yield _heading(kind, element)
    if element.label:
        yield element.label
    yield from filter(None, [element.reason if isinstance(element, Contest) else own_words(element)])
    if kind is Kind.RIVALRY:
        yield "at most one of these holds"
    if isinstance(element, Inference | Objection) and element.warrant and not is_statement(map_, element.warrant):
        yield f"Warrant: {element.warrant}"
    answer = getattr(element, "answer", None)
    if answer:
        yield f"Answer: {answer}"


def _heading(kind: Kind, element: Element) -> str:
    """What an element is, who says it, and its grade, such as `Premise (A. Writer, grade likely)`."""
    scheme, grade = getattr(element, "scheme", None), getattr(element, "grade", None)
    said = [
        scheme.value.replace("-", " ") if scheme else "",
        getattr(element, "by", None) or "",
        "" if grade is None else f"grade {grade.word if isinstance(grade, NamedGrade) else f'{grade:g}'}",
    ]
    details = ", ".join(filter(None, said))
    return f"{kind.noun.capitalize()} ({details})" if details else kind.noun.capitalize()


def write(loaded: LoadedMap) -> tuple[str, list[Loss]]:
    """A map as a flowchart, and what it does not show."""
    shown = sketch(loaded)
    map_ = loaded.map
    names = {element_id: f"n{number}" for number, element_id in enumerate(shown.elements, 1)}
    lines = ["---", f"title: {_title(map_.map.title)}", "---"] if map_.map.title else []
    lines.append("flowchart BT")
    for group, members in shown.members.items():
        indent = "    " if group else "  "
        if group:
            lines.append(f'  subgraph {names[group]}["{_label([map_.groups[group].title])}"]')
        for element_id in members:
            kind, element = shown.elements[element_id]
            opening, closing = _SHAPES.get(kind, ("[", "]"))
            label = _label(lines_of(map_, kind, element))
            lines.append(f'{indent}{names[element_id]}{opening}"{label}"{closing}:::{kind.value}')
        if group:
            lines.append("  end")
    for start, end, role in shown.edges:
        words = f"|{OWN_WORDS[role]}|" if OWN_WORDS[role] else ""
        lines.append(f"  {names[start]} {_ARROWS.get(role, '-.-')}{words} {names[end]}")
    used = {kind for kind, _ in shown.elements.values()}
    lines += [f"  classDef {kind.value} {style}" for kind, style in _STYLES.items() if kind in used]
    return "\n".join(lines) + "\n", shown.losses


def _label(lines: Iterator[str] | list[str]) -> str:
    return "<br>".join(escaped(" ".join(visible(line).split())) for line in lines)


def escaped(text: str) -> str:
    """A text with each character that could be markup as `#NN;`.

    >>> escaped("1. See (it), well-known")
    '1#46; See (it), well-known'
    """
    parts, at = [], 0
    for found in _PLAIN.finditer(text):
        parts += [f"#{ord(char)};" for char in text[at : found.start()]]
        parts.append(found.group())
        at = found.end()
    return "".join([*parts, *(f"#{ord(char)};" for char in text[at:])])


def _title(title: str) -> str:
    """A title in YAML, with its signs by their numbers, so that none starts a directive or a tag."""
    quoted = json.dumps(" ".join(visible(title).split()), ensure_ascii=False)
    return '"' + re.sub(r"[<>%{}#&`]", lambda found: f"\\u{ord(found.group()):04x}", quoted[1:-1]) + '"'
