"""GraphML: every element a node, and what joins them as edges, for Gephi, yEd, Cytoscape and networkx.

A step is a node of its own, so that several statements can lead to it together and others can be against it. This
module also has what the pictures in words (`mermaid`, `d2`) are made from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from argmap.convert.loss import Loss
from argmap.convert.toml import values_of
from argmap.loading.load import LoadedMap
from argmap.model import (
    Caution,
    Contest,
    Element,
    Inference,
    Kind,
    Map,
    Note,
    Objection,
    Rivals,
    own_words,
)
from argmap.source import KeyPath, visible


class Role(StrEnum):
    """What an edge says of its ends."""

    PREMISE = "premise"
    SUPPORT = "support"
    ATTACK = "attack"
    WARRANT = "warrant"
    DISCHARGE = "discharge"
    RIVAL = "rival"
    ABOUT = "about"
    CONCEPT = "concept"
    SOURCE = "source"


class Edge(NamedTuple):
    """Two elements by their ids, and what joins them."""

    start: str
    end: str
    role: Role


_NOUNS = {
    "also": "other wording",
    "by": "speaker",
    "concepts": "concept list",
    "because": "grade reason",
    "tags": "tag list",
    "url": "link",
    "answers": "answer list",
    "answer": "answer",
    "group": "group name",
}
_ENDS = frozenset({"from", "to", "against", "discharges", "among", "on"})
_KEPT = frozenset({"label", "text", "by", "date", "grade", "scheme", "tags", "group", "term", "title", "reason"})
_KEYS = ("kind", "label", "text", "by", "date", "scheme", "warrant", "tags", "group")


def edges(map_: Map) -> Iterator[Edge]:
    """Everything that joins two elements, in the order of the map."""
    for _, element_id, element in map_.elements():
        if isinstance(element, Inference | Objection):
            for start in element.from_ or ():
                yield Edge(start, element_id, Role.PREMISE)
            if element.warrant and is_statement(map_, element.warrant):
                yield Edge(element.warrant, element_id, Role.WARRANT)
        for role, ends in _ends(element):
            yield from (Edge(element_id, end, role) for end in dict.fromkeys(ends))


def _ends(element: Element) -> Iterator[tuple[Role, Sequence[str]]]:
    """What an element leads to, is about or uses."""
    if isinstance(element, Inference):
        yield Role.SUPPORT, [element.to]
        yield Role.DISCHARGE, element.discharges
    elif isinstance(element, Objection):
        yield Role.ATTACK, [element.against]
    elif isinstance(element, Rivals):
        yield Role.RIVAL, element.among
    elif isinstance(element, Caution | Contest | Note):
        yield Role.ABOUT, element.on
    yield Role.CONCEPT, getattr(element, "concepts", ())
    yield Role.SOURCE, [quote.source for quote in getattr(element, "quote", ())]


def is_statement(map_: Map, warrant: str) -> bool:
    """Whether a warrant is the id of a statement, and not a text."""
    return any(warrant in map_.table(kind) for kind in Kind if kind.is_statement)


def group_of(map_: Map, element: Element) -> str:
    """The group of an element; a step that names none belongs to that of all it joins. Empty if there is none."""
    own: str = getattr(element, "group", None) or ""
    if own or not isinstance(element, Inference | Objection):
        return own
    joined = [*(element.from_ or ()), element.to if isinstance(element, Inference) else element.against]
    tables = [map_.table(kind) for kind in Kind]
    groups = {getattr(table[other], "group", None) for other in joined for table in tables if other in table}
    return groups.pop() or "" if len(groups) == 1 else ""


def loss(what: str, path: KeyPath) -> Loss:
    """Something that a format cannot say; whoever calls the writer finds the place of the key path."""
    return Loss(what, path)


def lost(loaded: LoadedMap, kept: Collection[str], shown: Collection[str] | None = None) -> list[Loss]:
    """What a format cannot say that keeps some keys of the elements shown (default: all), and what joins them."""
    map_ = loaded.map
    found = [loss("key of [map]", ("map", key)) for key in values_of(map_.map) if key not in {"title", "language"}]
    for kind, element_id, element in map_.elements():
        path = (kind.table, element_id)
        if shown is not None and element_id not in shown:
            found.append(loss(kind.noun, path))
            continue
        for key, value in values_of(element).items():
            if key in kept or key in _ENDS or (key == "warrant" and is_statement(map_, value)):
                continue
            if key == "concepts" and shown is not None and set(value) <= set(shown):
                continue
            if key == "quote" and "source" in kept and not any(quote.is_verbatim for quote in element.quote):  # type: ignore[union-attr] # it has the key
                continue
            found.append(loss(_NOUNS.get(key, key), path))
    found += [loss("accepted finding", ("accept", number)) for number, _ in enumerate(map_.accept)]
    return found


def write(loaded: LoadedMap) -> tuple[str, list[Loss]]:
    """A map as GraphML, and what it cannot say."""
    map_ = loaded.map
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'  <key id="{key}" for="node" attr.name="{key}" attr.type="string"/>' for key in _KEYS),
        '  <key id="grade" for="node" attr.name="grade" attr.type="double"/>',
        '  <key id="role" for="edge" attr.name="role" attr.type="string"/>',
        '  <key id="title" for="graph" attr.name="title" attr.type="string"/>',
        '  <key id="language" for="graph" attr.name="language" attr.type="string"/>',
        '  <graph edgedefault="directed">',
    ]
    lines += _data("    ", {"title": map_.map.title, "language": map_.map.language})
    for kind, element_id, element in map_.elements():
        lines.append(f'    <node id="{element_id}">')
        lines += _data("      ", _node(map_, kind, element))
        lines.append("    </node>")
    for start, end, role in edges(map_):
        lines.append(f'    <edge source="{start}" target="{end}"><data key="role">{role}</data></edge>')
    lines += ["  </graph>", "</graphml>"]
    return "\n".join(lines) + "\n", lost(loaded, _KEPT | {"warrant", "source", "concepts"})


def _node(map_: Map, kind: Kind, element: Element) -> Mapping[str, Any]:
    """The values of a node by key."""
    values = {key: getattr(element, key, None) for key in _KEYS if key not in {"kind", "text", "tags", "group"}}
    grade = getattr(element, "grade", None)
    return {
        "kind": kind.value,
        "text": element.reason if isinstance(element, Contest) else own_words(element),
        **values,
        "tags": "; ".join(element.tags),
        "group": group_of(map_, element),
        "grade": None if grade is None else repr(float(grade)),
    }


def _data(indent: str, values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        if value:
            yield f'{indent}<data key="{key}">{_xml(str(value))}</data>'


def _xml(text: str) -> str:
    """A text for XML; lines stay, and characters that XML forbids are shown by their numbers."""
    return escape("\n".join(map(visible, text.split("\n"))))
